from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim, reasoned
from intake.flow.facts import Facts

from .base import (
    Fit,
    Route,
    contact,
    recommended_unless_held,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    if "wrong_conviction" in facts.codes:
        return recommended_unless_held(
            facts, _("The answers say that a police record shows a crime of someone else.")
        )
    prints_of_another = "other_persons_prints" in facts.codes and "fingerprints" in facts.matched_on
    if "identity_theft" in facts.codes or prints_of_another:
        return undecided(_("We need to know if a police record shows arrests of someone else."))
    if "wrong_match" in facts.problems and not set(facts.codes) - {"not_sure", "other"}:
        return undecided(_("We need to know whose record it was."))
    return unsuitable(
        _("The answers name no wrong police record. It does not change what ICE keeps.")
    )


WEB_PAGE = contact(_("Web page"), "https://www.edo.cjis.gov/", "S51")
CHALLENGE_ADDRESS = contact(
    _("Address to challenge an entry"),
    "FBI CJIS Division, Attn: SCU, Mod. D-2, 1000 Custer Hollow Road, Clarksburg, WV 26306",
    "S49",
)

FBI = Route(
    slug="fbi",
    name=_("Your FBI record: get it and challenge it"),
    summary=claim(_("The FBI keeps a list of arrests for each set of fingerprints."), "S50", "S52"),
    fits=fits,
    benefits=(
        claim(
            _("You see what police reported about you, or about someone mixed up with you."), "S50"
        ),
        claim(
            _("You can say that an entry is wrong. The FBI asks the office that sent it."), "S49"
        ),
    ),
    limits=(
        claim(_("The FBI changes an entry only when the office that sent it agrees."), "S49"),
        reasoned(_("It does not change the records of ICE or of Homeland Security."), "S49"),
    ),
    requirements=(
        claim(_("A set of fingerprints, a short form, and a fee."), "S52"),
        claim(
            _("The fee was 18 dollars in 2017. People with no money could ask to pay less."),
            "S52",
            confidence=MEDIUM,
        ),
    ),
    how_to_send=(
        claim(_("Order the record on its web page, or by mail with a fingerprint card."), "S51"),
        claim(_("Write which entry is wrong and why. Add a court paper, or new prints."), "S49"),
    ),
    what_comes_back=(
        claim(
            _("One FBI page said two days if the prints come online, ten days by mail."),
            "S51b",
            confidence=MEDIUM,
        ),
        reasoned(_("A change can take much longer, because the other office must agree."), "S49"),
    ),
    warning=claim(
        _(
            "Your fingerprints go to a federal system. They may be kept and"
            " compared. No immigration status? Ask a lawyer first."
        ),
        "S103",
    ),
    contacts=(
        WEB_PAGE,
        CHALLENGE_ADDRESS,
    ),
    follow_up=(30, 90),
    edition="28 CFR 16.30–16.34",
)
