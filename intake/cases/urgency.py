"""Who needs us most: one table of rules sorts the queue and prints the reasons.

Rules say the facts aloud; there are no points. They stand in order, the strongest first, and the
strongest one that is true gives a case its tier and its place in it.

Each rule says since which day it is true, and until which, so a case knows the day on which its
place can change by itself (`recompute_on`). Its place is kept in one column, `sort_key`, which any
index can sort: the number of its strongest rule, the day of the nearest clock, the day received. A
list first moves on what is due (`recompute_due`).

Only custody clocks and coming dates order within a rule. The deadline of a money claim, of a
notice, or of a complaint raises a tier, and never orders.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from intake.deadlines.computed import next_date
from intake.deadlines.workdays import add_working_days
from intake.vault import damage
from intake.web.text import StrOrPromise

from .models import Case, Event
from .retention import erase_on

TODAY, TWO_DAYS, THIS_WEEK, WHEN_DUE, DONE, SUSPECTED_BOT = 1, 2, 3, 4, 5, 6

TIERS = {
    TODAY: _("Today"),
    TWO_DAYS: _("In two working days"),
    THIS_WEEK: _("This week"),
    WHEN_DUE: _("When due"),
    DONE: _("Closed"),
    SUSPECTED_BOT: _("Possible bot"),
}

ESCALATION_PERIOD = timedelta(days=7)
WARN_BEFORE_ERASING = timedelta(days=14)
NO_DAY = "99991231"
OVER = "00000000"  # a clock that has run out counts as now, however long ago
CLOCK_RANGE = timedelta(days=60)  # no later date orders
DETAINER_RULE = "hold_48h"  # the rule of deadlines/rules.py that says when a hold must end
# The columns that `recompute_derived` writes, besides what an action changed itself.
DERIVED_COLUMNS = (
    "tier",
    "sort_key",
    "recompute_on",
    "next_deadline_on",
    "next_clock_on",
    "escalated_until",
    "erase_on",
    "held_past_release",
)


@dataclass(frozen=True)
class Reason:
    """One reason. `period` takes a case and the date, and returns the (first day, last day) on
    which it is true, or None.

    Either may be None: for ever. The reasons in `unless` say the same and more.
    """

    tier: int
    slug: str
    label: StrOrPromise
    period: Callable[[Case, date], tuple[date | None, date | None] | None]
    unless: tuple[str, ...] = ()

    @property
    def is_raised(self):
        return self.slug in ("raised", "raised_held")


ALWAYS = (None, None)


def _covers(period, day):
    first, last = period
    return (first is None or first <= day) and (last is None or day <= last)


def in_jail(case):
    """Say whether a jail or a prison has the person; custody by ICE itself is none."""
    return case.held and case.where != "ice"


def _if(is_so):
    """Return the period of a rule that rests on columns alone."""
    return lambda case, today: ALWAYS if is_so(case) else None


def _since(column, days=0, is_so=lambda case: True):
    """Return a period that begins so many days before the date in a column."""

    def period(case, today):
        day = getattr(case, column)
        return (day - timedelta(days=days), None) if day and is_so(case) else None

    return period


def _before(column, days, is_so=lambda case: True):
    """Return a period of so many days, up to the date in a column."""

    def period(case, today):
        day = getattr(case, column)
        return (day - timedelta(days=days), day) if day and is_so(case) else None

    return period


def _concern(code):
    """Return the period of something that was said: facets keep it as long as it counts."""

    def period(case, today):
        until = case.concerns.get(code)
        if until is None:
            return None
        return None, date.fromisoformat(until) if until else None

    return period


def _report_within(days):
    """Return the period before the next date of somebody who is free."""

    def period(case, today):
        found = None if case.held else _next_coming(case, today)
        return found and (found[0] - timedelta(days=days), found[1])

    return period


def _report_soon(case, today):
    """Told to go without a day is as near as a day can be."""
    return _concern("report")(case, today) or _report_within(3)(case, today)


def _last_day_60(case, today):
    """The deadline of a claim or a date to report, whichever is first."""
    found = (_before("next_deadline_on", 60)(case, today), _report_within(60)(case, today))
    return min(filter(None, found), default=None)


def _waiting_too_long(case, today):
    """More than two working days: true on the third."""
    return case.waiting_since and (add_working_days(case.waiting_since, 3), None)


def _wrote_after_closing(case, today):
    since = wrote_after_closing(case)
    return since and (since, None)


def wrote_after_closing(case):
    """A closed case to which the person came back: it is in sight again until somebody answers."""
    return case.waiting_since if case.status == Case.Status.CLOSED else None


def _erase_asked(held):
    return _since("erase_asked_on", is_so=lambda case: case.held == held)


def _escalated(held):
    return _if(lambda case: case.escalated_until and case.held == held)


# The strongest first. A tier ends where the next one begins.
REASONS = (
    # Dying, removal, health, a child, papers to sign: one rule, so that its number never says
    # which. The page of a case says so, from what is sealed.
    Reason(TODAY, "danger", _("In danger now"), _concern("danger")),
    Reason(
        TODAY,
        "citizen",
        _("Locked up and says citizen, national or green card"),
        _if(lambda case: case.held and case.says_citizen),
    ),
    Reason(
        TODAY,
        "past_release",
        _("In jail past the release date"),
        _if(lambda case: in_jail(case) and case.held_past_release),
    ),
    Reason(
        TODAY,
        "release_soon",
        _("In jail with a hold, release due within 3 days"),
        _since("release_due_on", 3, lambda case: in_jail(case) and case.hold == "yes"),
        ("past_release",),
    ),
    Reason(TODAY, "not_heard", _("Nobody has heard from them"), _concern("not_heard")),
    Reason(TODAY, "removed", _("Deported, and should be here"), _concern("removed")),
    Reason(TODAY, "report_soon", _("Free, to report or leave within 3 days"), _report_soon),
    Reason(TODAY, "threat", _("Threatened by somebody"), _concern("threat")),
    Reason(TODAY, "ice_custody", _("Held by ICE"), _if(lambda case: case.where == "ice")),
    Reason(TODAY, "erase_asked_held", _("Deletion requested"), _erase_asked(True)),
    Reason(TODAY, "raised_held", _("Escalated by a volunteer"), _escalated(True)),
    Reason(
        TWO_DAYS,
        "hold_pending",
        _("In jail, with a hold or perhaps one"),
        _if(lambda case: in_jail(case) and case.hold != "no"),
        ("past_release", "release_soon"),
    ),
    Reason(
        TWO_DAYS,
        "held",
        _("In jail, no hold"),
        _if(lambda case: in_jail(case) and case.hold == "no"),
        ("past_release",),
    ),
    Reason(
        TWO_DAYS,
        "report_14",
        _("Free, to report or leave within 14 days"),
        _report_within(14),
        ("report_soon",),
    ),
    Reason(TWO_DAYS, "looked_for", _("Free, and ICE is looking for them"), _concern("looked_for")),
    Reason(TWO_DAYS, "last_day_14", _("Due in 14 days"), _before("next_deadline_on", 14)),
    Reason(TWO_DAYS, "erase_asked", _("Deletion requested"), _erase_asked(False)),
    Reason(
        TWO_DAYS, "waiting", _("Waiting for our answer more than 2 working days"), _waiting_too_long
    ),
    Reason(TWO_DAYS, "raised", _("Escalated by a volunteer"), _escalated(False)),
    Reason(TWO_DAYS, "wrote_after", _("Wrote after closing"), _wrote_after_closing),
    Reason(
        THIS_WEEK, "evidence", _("Free, and proof or care may soon be lost"), _concern("evidence")
    ),
    Reason(
        THIS_WEEK,
        "unread",
        _("New"),
        _if(lambda case: case.status == Case.Status.RECEIVED),
    ),
    Reason(
        THIS_WEEK,
        "last_day_60",
        _("Due in 60 days"),
        _last_day_60,
        ("last_day_14", "report_14", "report_soon"),
    ),
    Reason(
        THIS_WEEK,
        "answered",
        _("An answer came"),
        _if(lambda case: case.status == Case.Status.ANSWERED),
    ),
    Reason(THIS_WEEK, "follow_up", _("The follow-up is due"), _since("follow_up_on")),
    Reason(
        THIS_WEEK,
        "erase_soon",
        _("Deleted within 14 days"),
        _since("erase_on", WARN_BEFORE_ERASING.days),
    ),
)
# The number that stands in the sort key, behind that of the tier.
PLACES = {reason.slug: number for number, reason in enumerate(REASONS, start=1)}
NO_REASON = 99


def closed_or_bot_tier(case):
    """Return the tier of a case that stands in no list of open ones, or None.

    Who writes to us after sending is no program, and who writes after closing is not done.
    """
    if case.status == Case.Status.CLOSED and not case.waiting_since:
        return DONE
    return SUSPECTED_BOT if case.suspected_bot and not case.waiting_since else None


def matching_reasons(case, today):
    """Return the rules that are true of a case, the strongest first."""
    # Lists ask this of each row: that a rule always holds, or never, is seen without a call.
    found = []
    for reason in REASONS:
        period = reason.period(case, today)
        if period is ALWAYS or (period is not None and _covers(period, today)):
            found.append(reason)
    slugs = {reason.slug for reason in found}
    return [reason for reason in found if not slugs & set(reason.unless)]


def active_reasons(case, today):
    """Return the rules that are true of a case, the strongest first; none of one that is apart."""
    return [] if closed_or_bot_tier(case) else matching_reasons(case, today)


def strongest_reason(case, today):
    """Return the strongest rule that is true of a case, or None."""
    return next(iter(active_reasons(case, today)), None)


def tier(case, today):
    """Return the tier of a case, 1 to 4; 5 if it is closed, 6 if it looks automatic."""
    strongest = strongest_reason(case, today)
    return closed_or_bot_tier(case) or (strongest.tier if strongest else WHEN_DUE)


def sort_key(case, today):
    """Return the place of a case as text that sorts: the closed ones last, the newest of them
    first."""
    if case.tier == DONE:
        day = 99_999_999 - int(f"{case.changed_on:%Y%m%d}")
        return f"{DONE}00{day}{case.opened_on:%Y%m%d}"
    strongest = strongest_reason(case, today)
    number = PLACES[strongest.slug] if strongest else NO_REASON
    return f"{case.tier}{number:02d}{_sort_day(case, today)}{case.opened_on:%Y%m%d}"


def _sort_day(case, today):
    """Return the day of the nearest clock as text that sorts."""
    day = case.next_clock_on
    if day is None or day > today + CLOCK_RANGE:
        return NO_DAY
    return OVER if day < today else f"{day:%Y%m%d}"


def recompute_derived(case, today):
    """Set the columns that follow from the others and from the day (DERIVED_COLUMNS)."""
    if case.escalated_until and case.escalated_until <= today:
        case.escalated_until = None
    if in_jail(case) and case.release_due_on and case.release_due_on <= today:
        case.held_past_release = True
    pending = _pending_deadlines(case)
    hold_ends = pending.pop(DETAINER_RULE, None)
    if case.deadlines:
        case.next_deadline_on = next_date(pending, today)
    case.next_clock_on = _next_clock(case, hold_ends, today)
    case.erase_on = erase_on(case)
    case.tier = tier(case, today)
    case.sort_key = sort_key(case, today)
    case.recompute_on = _next_change(case, today)


def _pending_deadlines(case):
    """Return {rule: date} of the deadlines that nobody dismissed.

    All of them are read, whether they count today or not: a damaged one raises ValueError.
    """
    days = {rule_key: date.fromisoformat(day) for rule_key, day in case.deadlines.items()}
    return {
        rule_key: day
        for rule_key, day in days.items()
        if case.dismissed_deadlines.get(rule_key) != day.isoformat()
    }


def _next_coming(case, today):
    """Return (first day, last day) of the next date that is not over, or None."""
    ahead = [days for days in case.coming_days if days[1] >= today.isoformat()]
    if not ahead:
        return None
    first, last = min(ahead)
    return date.fromisoformat(first), date.fromisoformat(last)


def _next_clock(case, hold_ends, today):
    """Return the day of the nearest custody clock or date to come, or None.

    The end of the 48 hours counts while a jail has the person, also after it is over. Who has
    been out of jail since then has no such clock.
    """
    days = [found[0]] if (found := _next_coming(case, today)) else []
    if in_jail(case):
        days += [hold_ends] if hold_ends else []
        ahead = case.release_due_on and case.release_due_on > today
        days += [case.release_due_on] if ahead else []
    return min(days, default=None)


def _next_change(case, today):
    """Return the first day after `today` on which a rule begins or ends by itself, or None."""
    if closed_or_bot_tier(case):
        return None
    days = [case.escalated_until, case.release_due_on if case.held else None]
    for reason in REASONS:
        first, last = reason.period(case, today) or ALWAYS
        days += [first, last and last + timedelta(days=1)]
    if found := _next_coming(case, today):
        days.append(found[1] + timedelta(days=1))
    days += [case.next_deadline_on and case.next_deadline_on + timedelta(days=1)]
    if case.next_clock_on:
        days += [case.next_clock_on - CLOCK_RANGE, case.next_clock_on + timedelta(days=1)]
    return min((day for day in days if day and day > today), default=None)


def recompute_due(today):
    """Move on every case whose place changes by itself. Return how many. Cheap if there are none.

    Lists call it, so no timer has to have run for their order to be true.
    """
    if not _is_any_due(today):
        return 0
    due = _due(today)
    count = last = 0
    while pks := list(due.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:500]):
        count += _recompute_all(due.filter(pk__in=pks), today)
        last = pks[-1]
    return count


def _due(today):
    return Case.objects.filter(recompute_on__lte=today)


def _is_any_due(today):
    """Say whether a case is due: nearly every list asks, so the query is built once a day."""
    sql, params = _first_due(today, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone() is not None


@lru_cache(maxsize=8)
def _first_due(today, vendor):
    due = _due(today).order_by("recompute_on")
    return due.values("pk")[:1].query.sql_with_params()


def recompute_after_clock_change(today):
    """Settle every case anew after the clock went back.

    A list that a clock ahead of time rolled has passed over deadlines that are still to come, and
    no later day would bring them back.
    """
    cases, last = Case.objects.filter(erased_on=None), 0
    while pks := list(cases.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:500]):
        _recompute_all(cases.filter(pk__in=pks), today, escalated=_recently_escalated(pks, today))
        last = pks[-1]


def _recompute_all(cases, today, escalated=None):
    """Settle and save these cases. With `escalated` ({case: day}), undo what `recompute_derived`
    never does. A damaged row is passed over, and stops none of the others. Return how many."""
    pks = list(cases.values_list("pk", flat=True))
    try:
        return _recompute_together(cases.filter(pk__in=pks), today, escalated)
    except damage.DAMAGED_ROW:
        count = 0
        for pk in pks:
            with damage.passing_over(Case, pk):
                count += _recompute_together(cases.filter(pk=pk), today, escalated)
        return count


@transaction.atomic
def _recompute_together(cases, today, escalated):
    rows = list(cases.select_for_update().order_by("pk"))
    for case in rows:
        if escalated is not None:
            case.escalated_until = escalated.get(case.pk)
            if case.release_due_on and case.release_due_on > today:
                case.held_past_release = False
        recompute_derived(case, today)
    Case.objects.bulk_update(rows, DERIVED_COLUMNS, batch_size=100)
    return len(rows)


def _recently_escalated(pks, today):
    """Return {case: the day on which its raise ends} of those that are raised today."""
    rows = Event.objects.filter(case__in=pks, kind=Event.Kind.ESCALATED).order_by("at")
    ends = {
        case: min(localdate(at), today) + ESCALATION_PERIOD
        for case, at in rows.values_list("case", "at")
    }
    return {case: day for case, day in ends.items() if day > today}
