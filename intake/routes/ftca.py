from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim, reasoned
from intake.flow.facts import Facts

from .base import (
    HELD_TOO_LONG,
    TELLS_GOVERNMENT,
    Fit,
    Route,
    by_border,
    contact,
    has_code,
    ice_took_part,
    recommended_unless_held,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    federal = ice_took_part(facts) or by_border(facts)
    if not federal:
        return unsuitable(_("It is for harm by federal staff. It does not cover a county jail."))
    if facts.costs or "money" in facts.wants:
        return recommended_unless_held(
            facts, _("It cost time, money or health, and a federal office took part.")
        )
    if facts.held or has_code(facts, HELD_TOO_LONG) or facts.problems:
        return undecided(_("We need to know what it cost."))
    return unsuitable(_("No harm was told that money could make up for."))


ICE_ADDRESS = contact(
    _("For ICE"),
    "Office of the Principal Legal Advisor, District Court Litigation Division,"
    " 500 12th Street SW, Mailstop 5900, Washington, DC 20536",
    "S64",
)

FTCA = Route(
    slug="ftca",
    name=_("Money claim against a federal office"),
    summary=claim(
        _("A law lets you ask for money for harm by federal staff. The form is called SF-95."),
        "S64",
        "S65",
    ),
    fits=fits,
    benefits=(
        claim(_("It can pay for false arrest by federal law officers."), "S68"),
        claim(
            _("You need this claim before you can go to court for money."),
            "S65b",
            confidence=MEDIUM,
        ),
    ),
    limits=(
        claim(_("Courts have turned some of these cases down."), "S67"),
        reasoned(_("It does not cover the county jail, and it changes no record."), "S64"),
    ),
    requirements=(
        claim(_("The form or a letter, the facts, proof, and your own signature."), "S64"),
        claim(_("One sum of money. Leaving it out can lose the claim."), "S64", "S65"),
        _("A lawyer. Ask about the sum and about the day."),
    ),
    how_to_send=(
        claim(_("It must arrive within two years. The day you send it does not count."), "S64"),
        _("Ask any other office than ICE for its own address."),
    ),
    what_comes_back=(_("Write down the day it arrived."),),
    warning=TELLS_GOVERNMENT,
    contacts=(
        ICE_ADDRESS,
        contact(_("Email, as printed in 2024"), "OPLA-DCLD-TortClaims@ice.dhs.gov", "S64b"),
    ),
    follow_up=(30, 180),
    response_times=("ftca_silence", "ftca_suit"),
    edition=_("SF-95, text of 2011"),
)
