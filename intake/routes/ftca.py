from django.utils.translation import gettext_lazy as _

from intake.citations.base import claim, reasoned
from intake.deadlines.money_claim import has_claimed, has_wrongful_day, is_over, is_pressing
from intake.flow.facts import Facts

from .base import (
    TELLS_GOVERNMENT,
    Fit,
    Route,
    by_border,
    contact,
    ice_took_part,
    possible,
    recommended,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    if not (ice_took_part(facts) or by_border(facts)):
        return unsuitable(_("It is for harm by federal staff. It does not cover a county jail."))
    if has_claimed(facts):
        return unsuitable(_("A claim was made already. Ask the lawyer what comes next."))
    if not has_wrongful_day(facts):
        return unsuitable(_("The answers name no day that was lost because of a federal office."))
    if is_over(facts):
        return unsuitable(_("Its deadline has passed, however one counts. Ask a lawyer."))
    if not (set(facts.costs) - {"liberty"} or "money" in facts.wants):
        return undecided(_("We need to know what it cost."))
    if is_pressing(facts):
        reason = _("It cost something, and a deadline is near or may have passed.")
        return possible(reason) if facts.held else recommended(reason)
    if facts.held:
        return undecided(_("We need to know all that it cost, once the person is free."))
    return possible(_("It cost time, money or health, and a federal office took part."))


ICE_ADDRESS = contact(
    _("For ICE"),
    "Office of the Principal Legal Advisor, District Court Litigation Division,"
    " 500 12th Street SW, Mailstop 5900, Washington, DC 20536",
    "S64",
)

FTCA = Route(
    slug="ftca",
    name=_("Claim for money against a federal office"),
    summary=claim(
        _("A law lets you ask for money if federal staff harmed you. The form is SF-95."),
        "S64",
        "S65",
    ),
    fits=fits,
    benefits=(
        claim(_("It can pay for false arrest by federal law officers."), "S68"),
        claim(
            _("You need this claim before you can go to court for money."),
            "S152",
        ),
    ),
    limits=(
        claim(_("Courts have said no to some of these cases."), "S67"),
        reasoned(_("It does not cover the county jail. It does not change a record."), "S64"),
    ),
    requirements=(
        claim(_("The form or a letter, the facts, proof, and your own signature."), "S64"),
        claim(_("One exact amount of money. Without it, you can lose the claim."), "S64", "S65"),
        _("A lawyer. Ask about the amount and the deadline."),
    ),
    how_to_send=(
        claim(_("It must arrive within two years. Sending it on time is not enough."), "S64"),
        _("Is it another office, not ICE? Ask it for its address."),
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
