from django.utils.translation import gettext_lazy as _

from intake.citations.base import LOW, MEDIUM, NOT_FOUND, UNSOURCED, claim
from intake.deadlines.local_acts import ABUSE, LOCAL, TREATMENT, in_jail, jail_kept, who_treated
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
    if in_jail(facts) and jail_kept(facts):
        return undecided(_("We need to know if race, language or name was used."))
    return unsuitable(_("It is about unfair treatment by police or a jail."))


DOJ = Route(
    slug="doj",
    name=_("Civil Rights Division, Department of Justice"),
    summary=claim(
        _("A federal office that takes reports about police and jails."), "S96", confidence=LOW
    ),
    fits=fits,
    benefits=(
        claim(
            _("It may look for a pattern in one police force. Your report can be a part of it."),
            confidence=UNSOURCED,
        ),
    ),
    limits=(
        claim(
            _("It seldom acts for one person. It is not a lawyer for you."), confidence=UNSOURCED
        ),
        claim(
            _("In January 2026 its lawyers were told to stay out of one ICE shooting case."),
            "S105",
            confidence=MEDIUM,
        ),
    ),
    requirements=(_("What happened, where, when, and by whom."),),
    how_to_send=(_("Use its web page."),),
    what_comes_back=(
        claim(_("We found no day by which it must answer."), confidence=NOT_FOUND),
        _("Expect little. Send it so that there is a record."),
    ),
    warning=TELLS_GOVERNMENT,
    contacts=(contact(_("Web page"), "https://civilrights.justice.gov/", "S96", confidence=LOW),),
    follow_up=(30, 90),
    edition=_("public lists of hotlines of 2025 to 2026"),
)
