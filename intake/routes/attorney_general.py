from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, claim, common_sense
from intake.citations.state_law import ORDERS
from intake.deadlines.local_acts import is_local_treatment, jail_kept
from intake.flow.facts import Facts

from .base import Fit, Route, possible, recommended_unless_held, undecided, unsuitable
from .state_law_status import line_of


def fits(facts: Facts) -> Fit:
    law = line_of(facts.jail_state)
    is_local = is_local_treatment(facts) or jail_kept(facts)
    has_hold = facts.in_jail and facts.hold == "yes" and not facts.notice_only
    if not is_local and not (has_hold and law and law.effect != ORDERS):
        return unsuitable(_("It is about local police or a jail."))
    if facts.where == "ice" and not is_local_treatment(facts):
        return unsuitable(_("The person is held by ICE now. It is about local police or a jail."))
    if facts.jail_state in ("", "unsure", "none"):
        return undecided(_("We need to know the state."))
    if "profiling" in facts.codes and is_local_treatment(facts):
        return recommended_unless_held(
            facts, _("Race, language or name was used by police in a state.")
        )
    if law and law.effect == ORDERS:
        return undecided(_("This state tells jails to help ICE. Ask a lawyer first."))
    if law:
        return possible(_("The law of this state forbids or limits such holds."))
    return possible(_("Ask if the state looks at its jails and its police."))


ATTORNEY_GENERAL = Route(
    slug="attorney-general",
    name=_("State attorney general"),
    summary=common_sense(_("The state's top lawyer. It is a state office.")),
    fits=fits,
    benefits=(
        claim(
            _("Some states forbid jails to help ICE. Others tell them to."),
            "S71",
            confidence=MEDIUM,
        ),
    ),
    limits=(common_sense(_("It does not run ICE. Not all states will help.")),),
    requirements=(_("What happened, where, when, and the name of each officer."),),
    how_to_send=(
        _("Look for “attorney general” and the name of the state. Use the complaint page."),
    ),
    what_comes_back=(_("Ask for a number, and when they will look at it."),),
    warning=claim(
        _("Some states tell jails to help ICE. No immigration status? Ask a lawyer first."),
        "S71",
        confidence=MEDIUM,
    ),
    follow_up=(30,),
    edition=_("tracker of court cases of July 2026"),
)
