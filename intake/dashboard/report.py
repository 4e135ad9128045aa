"""What a team did in a week or a month: counted when it is asked for, over that period only.

Of the cases that came in the period: how many were read, answered and closed, and how long that
took. Cases that look like a bot's, and deleted ones, are left out. The urgency is that of the day
on which a case came.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median, quantiles
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from intake.cases import urgency
from intake.cases.models import Case, Event
from intake.cases.service_level import review_due_on
from intake.packets.models import Packet

READING = (Event.Kind.SELF_ASSIGNED, Event.Kind.STATUS_CHANGED, Event.Kind.ASSIGNED)
# The oldest day of each group of open cases, counted back from the end of the period.
AGES = ((0, 7), (8, 30), (31, 90), (91, None))


@dataclass
class Times:
    """The hours that something took, for each case that it happened to."""

    hours: list[float] = field(default_factory=list)

    @property
    def median(self) -> float | None:
        return round(median(self.hours), 1) if self.hours else None

    @property
    def p90(self) -> float | None:
        """The 90th percentile; None for fewer than two."""
        if len(self.hours) < 2:
            return None
        return round(quantiles(self.hours, n=10, method="inclusive")[-1], 1)


@dataclass
class Line:
    """The numbers of one group of cases in one period."""

    received: int = 0
    read: int = 0
    closed: int = 0
    open: int = 0
    in_time: int = 0
    due: int = 0
    reading: Times = field(default_factory=Times)
    answer: Times = field(default_factory=Times)

    @property
    def share_in_time(self) -> int | None:
        """The percent that was read within our response time, of those for which it is known."""
        return round(100 * self.in_time / self.due) if self.due else None


@dataclass
class Report:
    """A report over the days from `first` to `last`, both counted."""

    first: date
    last: date
    all: Line = field(default_factory=Line)
    # {tier, language or state: its Line}
    tiers: dict[Any, Line] = field(default_factory=lambda: defaultdict(Line))
    languages: dict[Any, Line] = field(default_factory=lambda: defaultdict(Line))
    states: dict[Any, Line] = field(default_factory=lambda: defaultdict(Line))
    # [(from days, to days or None, how many open cases)]
    ages: list[tuple[int, int | None, int]] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    # {route: {outcome: closed cases to whose office letters were sent}}
    routes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def lines_of(self, case: Case) -> list[Line]:
        """Return the lines in which a case counts."""
        tier = tier_at_receipt(case)
        return [self.all, self.tiers[tier], self.languages[case.reads], self.states[case.state]]


def tier_at_receipt(case: Case) -> int:
    """Return how urgent a case was on the day it came, by what is known now."""
    found = urgency.matching_reasons(case, case.opened_on)
    return found[0].tier if found else urgency.WHEN_DUE


def _hours(start: Any, end: Any) -> float:
    seconds: float = (end - start).total_seconds()
    return seconds / 3600


def _counted(cases: Any) -> Any:
    return cases.filter(erased_on=None, suspected_bot=False).order_by()


def compute(cases: Any, first: date, last: date, now: Any) -> Report:
    """Return the Report over those of the `cases` that belong to the period."""
    report, today = Report(first, last), timezone.localdate(now)
    counted = _counted(cases)
    _add_received(report, counted.filter(opened_on__range=(first, last)), today)
    closed = counted.filter(status=Case.Status.CLOSED, closed_on__range=(first, last))
    for case in closed.iterator(chunk_size=2000):
        report.outcomes[case.outcome] += 1
        for line in report.lines_of(case):
            line.closed += 1
    _add_open(report, counted, last)
    sent = Packet.objects.filter(case__in=closed, sent_on__isnull=False).order_by()
    rows = sent.values_list("route", "case__outcome").annotate(many=Count("case", distinct=True))
    for route, outcome, many in rows:
        report.routes[route][outcome] += many
    return report


def _add_received(report: Report, cases: Any, today: date) -> None:
    """Count the cases that came, and how long their first reading and answer took."""
    by_us = Q(events__kind__in=READING, events__by__isnull=False)
    answered = Q(events__kind=Event.Kind.MESSAGE_SENT)
    rows = cases.annotate(
        sent=Min("events__at", filter=Q(events__kind=Event.Kind.SUBMITTED)),
        read=Min("events__at", filter=by_us),
        answered=Min("events__at", filter=answered),
    )
    for case in rows.iterator(chunk_size=2000):
        due = review_due_on(case)
        in_time = case.read is not None and timezone.localdate(case.read) <= due
        for line in report.lines_of(case):
            line.received += 1
            line.read += case.read is not None
            if case.read is not None or due < today:
                line.due += 1
                line.in_time += in_time
            if case.sent and case.read:
                line.reading.hours.append(_hours(case.sent, case.read))
            if case.sent and case.answered:
                line.answer.hours.append(_hours(case.sent, case.answered))


def _add_open(report: Report, cases: Any, last: date) -> None:
    """Count the cases that were open at the end of the last day, by group and by age.

    A case that was opened again since counts as open all along. Its tier is that of now.
    """
    still = Q(closed_on=None) | Q(closed_on__gt=last)
    opened = cases.filter(still, opened_on__lte=last)
    groups: tuple[tuple[str, dict[Any, Line]], ...] = (
        ("tier", report.tiers),
        ("reads", report.languages),
        ("state", report.states),
    )
    for column, lines in groups:
        for value, many in opened.values_list(column).annotate(many=Count("pk")):
            # One that was closed after the period has no tier of an open case any more.
            lines[value if value != urgency.DONE else urgency.WHEN_DUE].open += many
    for start, end in AGES:
        among = opened.filter(opened_on__lte=last - timedelta(days=start))
        if end is not None:
            among = among.filter(opened_on__gte=last - timedelta(days=end))
        report.ages.append((start, end, among.count()))
    report.all.open = sum(many for _start, _end, many in report.ages)


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month of a day."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


PERIODS: dict[str, Callable[[date], tuple[date, date]]] = {"week": week_of, "month": month_of}


def largest_first(lines: dict[Any, Line]) -> Iterable[tuple[Any, Line]]:
    """Return (group, line), those with the most received and open cases first."""
    return sorted(lines.items(), key=lambda row: (-row[1].received, -row[1].open, str(row[0])))
