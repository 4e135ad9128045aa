from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim, common_sense
from intake.flow.facts import Facts

from .base import (
    ABUSE,
    HELD_TOO_LONG,
    Fit,
    Route,
    by_local,
    has_code,
    possible,
    recommended_unless_held,
    undecided,
    unsuitable,
)


def fits(facts: Facts) -> Fit:
    touched = {"profiling", "language_denied"} | ABUSE | HELD_TOO_LONG
    if not has_code(facts, touched) or not by_local(facts):
        return unsuitable(_("It is about local police or a jail."))
    if facts.state in ("", "unsure", "none"):
        return undecided(_("We need to know the state."))
    if "profiling" in facts.codes:
        return recommended_unless_held(
            facts, _("Race, language or name was used by police in a state.")
        )
    return possible(_("Ask if the state looks at its jails and its police."))


ATTORNEY_GENERAL = Route(
    slug="attorney-general",
    name=_("State attorney general"),
    summary=common_sense(_("The top lawyer of a state. It is an office of the state.")),
    fits=fits,
    benefits=(
        claim(
            _("Some states forbid jails to help ICE. Others order it."),
            "S71",
            confidence=MEDIUM,
        ),
    ),
    limits=(common_sense(_("It does not run ICE. Not all states will help.")),),
    requirements=(_("What happened, where, when, and by whom."),),
    how_to_send=(
        _("Look for “attorney general” and the name of the state. Use the complaint page."),
    ),
    what_comes_back=(_("Ask for a number, and by when they look at it."),),
    warning=claim(
        _("Some states order jails to help ICE. Ask a lawyer first if you have no papers."),
        "S71",
        confidence=MEDIUM,
    ),
    follow_up=(30,),
    edition=_("tracker of court cases of July 2026"),
)
