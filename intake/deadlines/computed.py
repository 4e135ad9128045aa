"""The deadlines of one complaint, worked out from its facts: by which rule, with which result.

Where a date is known in part, the earliest possible day is given, and the page says so.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from intake.flow.date_fields import format_partial_date
from intake.flow.facts import Facts, Partial, is_complete
from intake.flow.hours import read_back
from intake.flow.place import zones_of
from intake.flow.states import STATE_TIMEZONES
from intake.web.text import StrOrPromise

from . import detainer_clock
from .base import Deadline, Rule
from .rules import RULES

NOT_BEGUN = _(
    "The 48 hours have not begun. They begin when the person should be released: bail is paid,"
    " the case is dropped, or the sentence is over."
)
WHEN_IT_BEGINS = _("If the person is held after that, ask the jail in writing why.")
PART_OF_DATE = _("You gave part of the date. With the whole date we could say more.")


def deadlines_for(facts: Facts) -> list[Deadline]:
    """Return the last days that matter for these facts, the soonest first, those in words last."""
    found = [_computed(rule, facts) for rule in RULES if rule.applies_to(facts)]
    return sorted(
        found, key=lambda deadline: (deadline.due_on is None, deadline.due_on or date.max)
    )


def _computed(rule: Rule, facts: Facts) -> Deadline:
    stated_date = rule.starts_from(facts)
    ends = (
        tuple(rule.compute(stated_date, facts))
        if rule.compute and stated_date and stated_date.get("y")
        else ()
    )
    begins = rule.begins(stated_date, facts) if rule.begins and stated_date else None
    looks_back = bool(rule.if_released) and facts.where in ("free", "abroad", "ice")
    name, then = rule.if_released if rule.if_released and looks_back else (rule.name, rule.advice)
    return Deadline(
        rule=rule,
        legal_basis=rule.basis_for(facts) if rule.basis_for else rule.legal_basis,
        name=name,
        advice=then,
        is_retrospective=looks_back,
        start=format_partial_date(stated_date) if stated_date else "",
        due_dates=ends,
        unknowns=tuple(_unknown(rule, stated_date, facts)),
        begins=begins,
        kept=_kept(facts) if begins and looks_back else None,
    )


def _kept(facts: Facts) -> tuple[timedelta, timedelta] | None:
    """Return how long somebody was kept past release, at least and at most; None if not known."""
    zones = zones_of(facts.jail_state, facts.timezone)
    return detainer_clock.length_of(facts.release_due_at, facts.released_at, zones)


def _unknown(rule: Rule, stated_date: Partial | None, facts: Facts) -> Iterator[StrOrPromise]:
    """Say what was not known, and what was done about it."""
    if rule.compute is None or not rule.counts_for(facts):
        return
    if not stated_date or not stated_date.get("y"):
        if rule.begins and facts.held and facts.says_held_past_release == "no":
            yield NOT_BEGUN
            return
        yield _("We need a date with a year to count this.")
    elif rule.begins:
        yield from _unknown_start(rule.begins(stated_date, facts), stated_date, facts)
    elif not is_complete(stated_date):
        yield PART_OF_DATE


def _unknown_start(
    start: detainer_clock.Span | None, stated_date: Partial, facts: Facts
) -> Iterator[StrOrPromise]:
    """Say what was not known of the day and hour from which the 48 hours are counted."""
    if start is None:
        yield _("You gave no day. Without it we cannot say when the 48 hours end.")
        return
    zones = zones_of(facts.jail_state, facts.timezone)
    if not start.is_exact and not (stated_date.get("time") or "").strip():
        yield _("You gave no hour. We count that whole day.")
    elif sentence := read_back(stated_date):
        yield sentence
    if facts.jail_state not in STATE_TIMEZONES:
        yield _("We do not know the state of the jail. We count by Eastern time.")
    elif len(zones) > 1 and not start.is_exact:
        yield _("That state has two time zones. We count with both.")


def queue_dates(facts: Facts) -> dict[str, str]:
    """Return {rule key: ISO date} of the last days that order the queue."""
    return {
        deadline.rule.slug: deadline.due_on.isoformat()
        for deadline in deadlines_for(facts)
        if deadline.rule.sorts_queue and deadline.due_on
    }


def next_date(dates: Mapping[str, date], today: date) -> date | None:
    """Return the first of the dates, by rule, that is not over, or None."""
    return min((day for day in dates.values() if day >= today), default=None)
