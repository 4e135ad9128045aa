from django.utils.translation import gettext_lazy as _

from intake.citations.base import claim, reasoned
from intake.deadlines.local_acts import ABUSE, ICE, who_treated
from intake.flow.facts import Facts

from .base import REACHES_ICE, Fit, Route, contact, has_code, recommended, undecided, unsuitable


def fits(facts: Facts) -> Fit:
    if not has_code(facts, ABUSE):
        return unsuitable(_("It is about force, lies, theft or abuse by ICE staff."))
    who = who_treated(facts)
    if ICE in who:
        return recommended(_("The answers describe bad treatment, and ICE was there."))
    if who:
        return unsuitable(_("The answers name others than ICE staff."))
    return undecided(_("We need to know if ICE staff did it."))


OPR = Route(
    slug="opr",
    name=_("ICE office that investigates its own staff (OPR)"),
    summary=claim(_("It takes reports about ICE staff and firms that work for ICE."), "S47"),
    fits=fits,
    benefits=(claim(_("It looks into force, lies, theft and abuse by ICE staff."), "S47"),),
    limits=(
        reasoned(_("It cannot free anyone, pay, or change a record. It is part of ICE."), "S47"),
    ),
    requirements=(_("Who, what, where and when. Names of people who saw it, if they agree."),),
    how_to_send=(_("Call or write. Keep the number that you get."),),
    what_comes_back=(_("Ask when you will hear from it. Keep the number."),),
    warning=REACHES_ICE,
    contacts=(
        contact(_("Phone"), "833-442-3677", "S47"),
        contact(_("Email"), "ICEOPRIntake@ice.dhs.gov", "S47"),
    ),
    follow_up=(7, 30),
    edition=_("page of ICE of about 2023 to 2025"),
)
