"""Who needs us most: one table of rules sorts the queue and prints the reasons.

Rules say the facts aloud; there are no points. The first tier with a rule that is true counts.

Each rule says since which day it is true, so a case knows the day on which its place can change
by itself (`recompute_on`). Its place is kept in one column, `sort_key`, which any index can sort:
tier, locked up first, nearest day, day received. A list first moves on what is due
(`recompute_due`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from intake.deadlines.rules import next_date
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
NO_DAY = date(9999, 12, 31)
DETAINER_RULE = "hold_48h"  # the rule of deadlines/rules.py that says when a hold must end
# The columns that `recompute_derived` writes, besides what an action changed itself.
DERIVED_COLUMNS = (
    "tier",
    "sort_key",
    "recompute_on",
    "next_deadline_on",
    "escalated_until",
    "erase_on",
    "held_past_release",
)


@dataclass(frozen=True)
class Reason:
    """One reason. `since` returns the first day on which it is true of a case, or None."""

    tier: int
    slug: str
    label: StrOrPromise
    since: Callable[[Case], date | None]

    @property
    def is_raised(self):
        return self.slug in ("raised", "raised_held")


def _when(tier, slug, label, **columns):
    """Return a rule on columns alone, true at once: a list means any of its values."""
    wanted = {
        name: value if isinstance(value, list) else [value] for name, value in columns.items()
    }

    def since(case):
        return date.min if all(getattr(case, name) in wanted[name] for name in wanted) else None

    return Reason(tier, slug, label, since)


def _days_before(tier, slug, label, column, days):
    """Return a rule that is true from so many days before the date in a column."""

    def since(case):
        day = getattr(case, column)
        return day and day - timedelta(days=days)

    return Reason(tier, slug, label, since)


def _waiting_too_long(case):
    """More than two working days: true on the third."""
    return case.waiting_since and add_working_days(case.waiting_since, 3)


def _erase_asked(held):
    return lambda case: case.erase_asked_on if case.held == held else None


def wrote_after_closing(case):
    """A closed case to which the person came back: it is in sight again until somebody answers."""
    return case.waiting_since if case.status == Case.Status.CLOSED else None


def _escalated(held):
    return lambda case: date.min if case.escalated_until and case.held == held else None


REASONS = (
    _when(TODAY, "about_to_move", _("About to be moved or removed"), held=True, about_to_move=True),
    _when(
        TODAY,
        "past_release",
        _("In jail past the day to go free"),
        held=True,
        held_past_release=True,
    ),
    _when(TODAY, "hold", _("In jail with a hold"), held=True, hold="yes"),
    _when(
        TODAY,
        "hold_unknown",
        _("In jail, not known if there is a hold"),
        held=True,
        hold=["unsure", ""],
    ),
    _when(
        TODAY,
        "in_danger",
        _("In jail and sick, hurt, a child, or told to sign"),
        held=True,
        in_danger=True,
    ),
    _when(
        TODAY,
        "citizen_held",
        _("In jail and says citizen or green card"),
        held=True,
        says_citizen=True,
    ),
    Reason(TODAY, "erase_asked_held", _("Asked to be erased"), _erase_asked(True)),
    Reason(TODAY, "raised_held", _("Escalated by a volunteer"), _escalated(True)),
    _when(
        TWO_DAYS, "not_heard", _("In jail, nobody has heard from them"), held=True, not_heard=True
    ),
    _when(TWO_DAYS, "held", _("In jail"), held=True),
    _days_before(TWO_DAYS, "last_day_14", _("Due in 14 days"), "next_deadline_on", 14),
    Reason(
        TWO_DAYS, "waiting", _("Waits for our answer more than 2 working days"), _waiting_too_long
    ),
    # A free person never stands above one locked up, so these go to this tier.
    Reason(TWO_DAYS, "erase_asked", _("Asked to be erased"), _erase_asked(False)),
    Reason(TWO_DAYS, "wrote_after", _("Wrote after closing"), wrote_after_closing),
    Reason(TWO_DAYS, "raised", _("Escalated by a volunteer"), _escalated(False)),
    _when(THIS_WEEK, "unread", _("New"), status=Case.Status.RECEIVED),
    _days_before(THIS_WEEK, "last_day_60", _("Due in 60 days"), "next_deadline_on", 60),
    _when(THIS_WEEK, "answered", _("An answer came"), status=Case.Status.ANSWERED),
    _days_before(THIS_WEEK, "follow_up", _("The follow-up is due"), "follow_up_on", 0),
    _days_before(
        THIS_WEEK,
        "erase_soon",
        _("Will be erased within 14 days"),
        "erase_on",
        WARN_BEFORE_ERASING.days,
    ),
)


def closed_or_bot_tier(case):
    """Return the tier of a case that stands in no list of open ones, or None.

    Who writes to us after sending is no program, and who writes after closing is not done.
    """
    if case.status == Case.Status.CLOSED and not case.waiting_since:
        return DONE
    return SUSPECTED_BOT if case.suspected_bot and not case.waiting_since else None


def matching_reasons(case, today):
    """Return the rules that are true of a case, most urgent first."""
    return [reason for reason in REASONS if (since := reason.since(case)) and since <= today]


def active_reasons(case, today):
    """Return the rules that are true of a case, most urgent first; none of one that is apart."""
    return [] if closed_or_bot_tier(case) else matching_reasons(case, today)


def tier(case, today):
    """Return the tier of a case, 1 to 4; 5 if it is closed, 6 if it looks automatic."""
    lowest = min((reason.tier for reason in active_reasons(case, today)), default=WHEN_DUE)
    return closed_or_bot_tier(case) or lowest


def sort_key(case):
    """Return the place of a case as text that sorts: the closed ones last, the newest of them
    first."""
    if case.tier == DONE:
        day = 99_999_999 - int(f"{case.changed_on:%Y%m%d}")
        return f"{DONE}0{day}{case.opened_on:%Y%m%d}"
    return f"{case.tier}{0 if case.held else 1}{_sort_date(case):%Y%m%d}{case.opened_on:%Y%m%d}"


def _sort_date(case):
    """Return the day that orders the cases of one tier: who asked to be erased waits since then."""
    days = (case.next_deadline_on, case.erase_asked_on)
    return min((day for day in days if day), default=NO_DAY)


def recompute_derived(case, today):
    """Set the columns that follow from the others and from the day (COLUMNS)."""
    if case.escalated_until and case.escalated_until <= today:
        case.escalated_until = None
    if case.held and case.release_due_on and case.release_due_on <= today:
        case.held_past_release = True
    if case.deadlines:
        case.next_deadline_on = _next_deadline(case, today)
    case.erase_on = erase_on(case)
    case.tier = tier(case, today)
    case.sort_key = sort_key(case)
    case.recompute_on = _next_change(case, today)


def _next_deadline(case, today):
    """Return the next last day that nobody ended.

    Of a person still locked up, that of a hold that is over counts, too.
    Else who should be free since yesterday would stand below who should be free tomorrow.
    """
    pending = {
        rule_key: day
        for rule_key, day in case.deadlines.items()
        if case.dismissed_deadlines.get(rule_key) != day
    }
    detainer_ends = pending.get(DETAINER_RULE)
    if case.held and detainer_ends and date.fromisoformat(detainer_ends) < today:
        return date.fromisoformat(detainer_ends)
    return next_date(pending, today)


def _next_change(case, today):
    """Return the first day after `today` on which a rule begins or ends by itself, or None."""
    if closed_or_bot_tier(case):
        return None
    days = [reason.since(case) for reason in REASONS]
    days.append(case.escalated_until)
    days.append(case.release_due_on if case.held else None)
    days.append(case.next_deadline_on and case.next_deadline_on + timedelta(days=1))
    return min((day for day in days if day and day > today), default=None)


def recompute_due(today):
    """Move on every case whose place changes by itself. Return how many. Cheap if there are none.

    Lists call it, so no timer has to have run for their order to be true.
    """
    due = Case.objects.filter(recompute_on__lte=today)
    count = last = 0
    while pks := list(due.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:500]):
        count += _recompute_all(due.filter(pk__in=pks), today)
        last = pks[-1]
    return count


def recompute_after_clock_change(today):
    """Settle every case anew after the clock went back.

    A list that a clock ahead of time rolled has passed over last days that are still to come, and
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
