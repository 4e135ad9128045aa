"""Deadlines that a decision starts: to appeal a refusal, or to sue after a denied claim."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from intake.flow.facts import Facts, Partial, earliest, is_complete
from intake.flow.letter_facts import Decision
from intake.flow.place import zones_of
from intake.flow.states import TIMEZONES

from .base import DueDate
from .response_times import RESPONSE_TIMES

REFUSED_RECORDS = ("records",)
REFUSED_AMENDMENT = ("amendment",)
DENIED_CLAIM = ("claim",)


def _newest(facts: Facts, kinds: tuple[str, ...]) -> Decision | None:
    """Return the newest decision of these kinds with a known day: the count starts anew with it."""
    dated = [
        (day, decision)
        for decision in facts.for_letters.decided(*kinds)
        if is_complete(decision.on) and (day := earliest(decision.on))
    ]
    return max(dated, key=lambda found: found[0])[1] if dated else None


def start(kinds: tuple[str, ...]) -> Callable[[Facts], Partial | None]:
    """Return the function that finds the day from which to count."""

    def starts_from(facts: Facts) -> Partial | None:
        newest = _newest(facts, kinds)
        return newest.on if newest else None

    return starts_from


def applies(kinds: tuple[str, ...]) -> Callable[[Facts], bool]:
    return lambda facts: bool(facts.for_letters.decided(*kinds))


def _counted(slug: str, stated: Partial, facts: Facts) -> list[DueDate]:
    day = earliest(stated)
    if day is None or not is_complete(stated):
        return []
    due = RESPONSE_TIMES[slug].due_on(day)
    zone = ZoneInfo(TIMEZONES[zones_of(facts.state, facts.timezone)[0]])
    return [DueDate(_("Deadline"), due, due, zone)]


def appeals(stated: Partial, facts: Facts) -> list[DueDate]:
    """Return the last day to appeal a refusal: 90 working days."""
    return _counted("privacy_appeal", stated, facts)


def suits(stated: Partial, facts: Facts) -> list[DueDate]:
    """Return the last day to begin a case in court after a denial: six months."""
    return _counted("ftca_suit", stated, facts)
