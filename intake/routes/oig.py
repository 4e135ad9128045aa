from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim
from intake.deadlines.local_acts import ABUSE, BORDER, FEDERAL, who_treated
from intake.flow.facts import Facts

from .base import (
    TELLS_GOVERNMENT,
    Fit,
    Route,
    contact,
    has_code,
    is_in_scope,
    possible,
    recommended,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    who = who_treated(facts)
    if not has_code(facts, ABUSE):
        if BORDER in who and is_in_scope(facts):
            return possible(
                _("It is for serious misconduct of border officers. Tell it the rest, too.")
            )
        return unsuitable(_("It is about serious misconduct by Homeland Security staff."))
    if who & FEDERAL:
        return recommended(_("The answers describe bad treatment by Homeland Security staff."))
    if who:
        return unsuitable(_("The answers name local police or a jail."))
    return undecided(_("We need to know who did it: ICE, border officers, or others."))


OIG = Route(
    slug="oig",
    name=_("Inspector General of Homeland Security"),
    summary=claim(
        _("It investigates serious misconduct. It can take a case before other offices."), "S15"
    ),
    fits=fits,
    benefits=(
        claim(_("An older page says that it looks at deaths, denied rights and force."), "S46"),
    ),
    limits=(
        claim(_("It is not for emergencies. No one answers around the clock."), "S45"),
        claim(_("A number does not mean that it will investigate your case."), "S101"),
        claim(_("A newer page names fraud and crime. It sends other complaints elsewhere."), "S45"),
    ),
    requirements=(_("Who, what, where and when."),),
    how_to_send=(
        _("Call, or use its web page."),
        claim(
            _("In 2013 you could keep your name private. By law, it may still come out."),
            "S101",
            confidence=MEDIUM,
        ),
    ),
    what_comes_back=(_("Do not expect help soon. Keep the number."),),
    warning=TELLS_GOVERNMENT,
    contacts=(
        contact(_("Phone"), "1-800-323-8603", "S47"),
        contact(_("Web page"), "https://www.oig.dhs.gov/hotline", "S47"),
    ),
    follow_up=(30, 90),
    edition=_("pages of 2013, 2020 and later"),
)
