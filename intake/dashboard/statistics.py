"""The numbers of the dashboard: counted over a team's cases, each with the list that it opens."""

from collections import Counter
from datetime import date, timedelta
from statistics import median, quantiles
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Min, Q
from django.utils import timezone

from intake.accounts.models import READERS, Volunteer
from intake.cases.models import Case, Event
from intake.cases.service_level import review_due_on
from intake.packets.models import Packet

from .models import TeamStatistics

WEEKS = 8


def _count_by(cases, column):
    """Return {value: how many} over a column."""
    rows = cases.order_by().values_list(column).annotate(many=CountOf("pk"))
    return {value: count for value, count in rows if value not in ("", None)}


def _count_by_each(cases, column):
    """Return {code: how many} over a column that holds a list of codes."""
    found: Counter[str] = Counter()
    for codes, count in cases.order_by().values_list(column).annotate(many=CountOf("pk")):
        found.update(dict.fromkeys(codes, count))
    return dict(found)


def _tiers(cases):
    rows = (
        cases.open()
        .order_by()
        .values_list("tier")
        .annotate(many=CountOf("pk"), oldest=Min("opened_on"))
    )
    return [[tier, count, oldest.isoformat()] for tier, count, oldest in sorted(rows)]


def _first_reading(cases, today):
    """Return per week [first day, how many read, median hours, nine in ten, share in time].

    Reading begins when a volunteer first takes the case or changes its status; that the person
    stopped it is no reading. In time is what was read by the day that was promised; what nobody
    has read past that day counts as late.
    """
    monday = today - timedelta(days=today.weekday())
    start = monday - timedelta(weeks=WEEKS - 1)
    weeks: dict[date, tuple[list[float], list[bool]]] = {
        start + timedelta(weeks=number): ([], []) for number in range(WEEKS)
    }
    # A case opened by a clock that was ahead is counted when its day comes.
    for case in _with_first_reading(cases.filter(opened_on__range=(start, today))):
        hours, in_time = weeks[case.opened_on - timedelta(days=case.opened_on.weekday())]
        if case.sent and case.read:
            hours.append((case.read - case.sent).total_seconds() / 3600)
            in_time.append(timezone.localdate(case.read) <= review_due_on(case))
        elif case.status == Case.Status.RECEIVED and not case.suspected_bot:
            in_time += [False] if review_due_on(case) < today else []
    return [
        [
            week.isoformat(),
            len(hours),
            round(median(hours), 1) if hours else None,
            round(quantiles(hours, n=10, method="inclusive")[-1], 1) if len(hours) > 1 else None,
            round(100 * sum(in_time) / len(in_time)) if in_time else None,
        ]
        for week, (hours, in_time) in weeks.items()
    ]


def _with_first_reading(cases):
    """Return the cases with when each was `sent` and first `read` by a volunteer."""
    kinds = (Event.Kind.SELF_ASSIGNED, Event.Kind.STATUS_CHANGED, Event.Kind.ASSIGNED)
    by_us = Q(events__kind__in=kinds, events__by__isnull=False)
    return (
        cases.order_by()
        .annotate(
            sent=Min("events__at", filter=Q(events__kind=Event.Kind.SUBMITTED)),
            read=Min("events__at", filter=by_us),
        )
        .iterator(chunk_size=2000)
    )


def _days_over(cases):
    """Return the days that people were kept past their release, in closed cases that say so."""
    closed = cases.filter(status=Case.Status.CLOSED, days_past_release__gt=0)
    days = list(closed.order_by().values_list("days_past_release", flat=True))
    return {"cases": len(days), "sum": sum(days), "median": median(days) if days else None}


def _routes(team):
    """Return per route [key, prepared, sent, answered, median days to an answer, outcomes].

    Outcomes are {how closed cases ended to which papers were sent: how many papers}.
    """
    rows = Packet.objects.filter(case__team=team).values_list(
        "route", "sent_on", "answered_on", "case__outcome"
    )
    found: dict[str, list[Any]] = {}
    for route, sent_on, answered_on, outcome in rows.iterator():
        line = found.setdefault(route, [0, 0, 0, [], Counter()])
        line[0] += 1
        line[1] += sent_on is not None
        line[2] += answered_on is not None
        if sent_on and answered_on:
            line[3].append((answered_on - sent_on).days)
        if sent_on and outcome:
            line[4][outcome] += 1
    return [
        [route, made, sent, came, median(days) if days else None, dict(ends)]
        for route, (made, sent, came, days, ends) in sorted(found.items())
    ]


def _languages(cases):
    """Return [code, open cases, volunteers who read it]."""
    readers: Counter[str] = Counter()
    active = Volunteer.objects.filter(is_active=True, role__in=READERS)
    for languages in active.values_list("languages", flat=True):
        readers.update(languages)
    return [
        [code, count, readers[code]]
        for code, count in _largest_first(_count_by(cases.open(), "reads"))
    ]


def _largest_first(counted):
    return sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))


def _load(cases):
    """Return [volunteer id or 0 for nobody, first name or "", open cases]."""
    rows = (
        cases.open()
        .order_by()
        .values_list("assigned_to", "assigned_to__first_name")
        .annotate(many=CountOf("pk"))
    )
    return sorted(
        ([pk or 0, name or "", count] for pk, name, count in rows), key=lambda row: -row[2]
    )


def compute(team, now):
    """Return the numbers of one team's cases, as plain JSON."""
    today, cases = timezone.localdate(now), Case.objects.filter(team=team, erased_on=None)
    opened = cases.open()
    return {
        "tiers": _tiers(cases),
        "first_reading": _first_reading(cases, today),
        "held_with_hold": opened.filter(held=True, hold="yes").count(),
        "held_past_release": opened.filter(held_past_release=True).count(),
        "days_over": _days_over(cases),
        "waiting": {
            "us": opened.filter(waiting_since__isnull=False).count(),
            "person": opened.filter(status=Case.Status.WAITING).count(),
            "office": opened.filter(status=Case.Status.SENT).count(),
        },
        "states": _largest_first(_count_by(opened, "state")),
        "where": _largest_first(_count_by(opened, "where")),
        "began": _largest_first(_count_by(opened, "began")),
        "problems": _largest_first(_count_by_each(opened, "problems")),
        "codes": _largest_first(_count_by_each(opened, "codes")),
        "outcomes": _largest_first(_count_by(cases.filter(status=Case.Status.CLOSED), "outcome")),
        "languages": _languages(cases),
        "routes": _routes(team),
        "load": _load(cases),
    }


def recompute(team, now):
    """Count a team's cases and keep the numbers in place of the last ones. Return the Count."""
    numbers = compute(team, now)
    found, _new = TeamStatistics.objects.update_or_create(
        team=team, defaults={"made_at": now, "numbers": numbers}
    )
    return found


def latest_or_now(team, now):
    """Return the last Count of a team; count now if there is none."""
    return TeamStatistics.objects.filter(team=team).first() or recompute(team, now)
