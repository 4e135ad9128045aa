from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim
from intake.deadlines.local_acts import ABUSE, LOCAL, TREATMENT, jail_kept, who_treated
from intake.flow.facts import Facts

from .base import (
    TELLS_GOVERNMENT,
    Fit,
    Route,
    contact,
    has_code,
    possible,
    recommended_unless_held,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    if has_code(facts, TREATMENT) and not who_treated(facts) & LOCAL:
        return unsuitable(_("It is about police or a jail. The answers name others."))
    if "profiling" in facts.codes:
        return recommended_unless_held(
            facts,
            _("Race, language or name was used. It is for reports on police, as far as we know."),
        )
    if has_code(facts, ABUSE | {"language_denied"}):
        return possible(_("It is for reports on police and jails, as far as we know."))
    if facts.in_jail and jail_kept(facts):
        return undecided(_("We need to know if race, language or name was used."))
    return unsuitable(_("It is about unfair treatment by police or a jail."))


DOJ = Route(
    slug="doj",
    name=_("Civil Rights Division, Department of Justice"),
    summary=_("Report police or a jail to the federal Justice Department."),
    fits=fits,
    benefits=(_("Report it if others were treated the same way. Say who and where."),),
    limits=(
        _("Do not wait for its answer. Ask a lawyer for your own case."),
        claim(
            _("In January 2026 its lawyers were told to stay out of one ICE shooting case."),
            "S105",
            confidence=MEDIUM,
        ),
    ),
    requirements=(_("What happened, where, when, and the name of each officer."),),
    how_to_send=(_("Check this first: open its page, and see if it takes reports like yours."),),
    what_comes_back=(_("Do not expect help soon. Send it to have it on record."),),
    warning=TELLS_GOVERNMENT,
    contacts=(contact(_("Web page"), "https://civilrights.justice.gov/", "S87"),),
    follow_up=(30, 90),
    edition=_("public code of its complaint page, July 2026"),
)
