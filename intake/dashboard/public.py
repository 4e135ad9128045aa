"""The numbers that anybody may see: only of people who said yes to being counted.

Counted once a month over the last twelve whole months, and kept: a number that changed from hour
to hour would show each single case. A cell under eleven is never told, and the next smallest is
hidden with it, so that neither can be worked out from the sum.
"""

import time
from collections import Counter
from datetime import timedelta
from typing import Any

from intake.cases.models import Case

from .models import PublicStatistics

SMALLEST_CELL = 11
# What stands in the place of a number.
FEW, HIDDEN = "few", "hidden"
MONTHS = 12
TEN_MINUTES = 600
ONE_ANSWER = ("where", "began", "reads", "outcome")
MANY_ANSWERS = ("problems", "codes")

_cache: dict[str, Any] = {"until": 0.0, "row": None}


def first_of_month(day):
    return day.replace(day=1)


def months_before(until):
    """Return the first days of the last twelve whole months, oldest first."""
    found, first = [], until
    for _ in range(MONTHS):
        first = first_of_month(first - timedelta(days=1))
        found.append(first)
    return found[::-1]


def hide(cells):
    """Return {name: number, FEW or HIDDEN} of cells that may be known to add up to a sum.

    What is not told adds up to eleven or more, and is never one cell alone.
    """
    few = {name for name, number in cells.items() if number < SMALLEST_CELL}
    if not few:
        return dict(cells)
    visible, hidden_total = dict.fromkeys(few, FEW), sum(cells[name] for name in few)
    for name, number in sorted(cells.items(), key=lambda item: (item[1], str(item[0]))):
        if name in few:
            continue
        # The next smallest is hidden always; more of them while the hidden ones are few together.
        if HIDDEN not in visible.values() or hidden_total < SMALLEST_CELL:
            visible[name], hidden_total = HIDDEN, hidden_total + number
        else:
            visible[name] = number
    return {name: visible[name] for name in cells}


def _rows(until):
    """Return (month, state, one answer each, lists of codes) of all cases that may be counted."""
    first = months_before(until)[0]
    cases = Case.objects.filter(
        consent_count="yes",
        erased_on=None,
        suspected_bot=False,
        opened_on__gte=first,
        opened_on__lt=until,
    )
    return cases.order_by().values("opened_on", "state", *ONE_ANSWER, *MANY_ANSWERS).iterator()


def compute(until):
    """Return the tables of the twelve months before `until`, ready to be seen by anybody."""
    months = {first.isoformat(): 0 for first in months_before(until)}
    states: Counter[str] = Counter()
    by_both: Counter[tuple[str, str]] = Counter()
    others: dict[str, Counter[str]] = {column: Counter() for column in (*ONE_ANSWER, *MANY_ANSWERS)}
    for row in _rows(until):
        month, state = first_of_month(row["opened_on"]).isoformat(), row["state"]
        months[month] += 1
        states[state] += 1
        by_both[state, month] += 1
        for column in ONE_ANSWER:
            others[column][row[column]] += 1
        for column in MANY_ANSWERS:
            others[column].update(set(row[column]))
    # Cases that are still open have no outcome: they are no part of that table.
    others["outcome"].pop("", None)
    total = sum(months.values())
    tables = {column: _table(cells) for column, cells in others.items()}
    return tables | {
        "total": total if total >= SMALLEST_CELL else FEW,
        "months": list(hide(months).items()) if total >= SMALLEST_CELL else [],
        "state": _table(states),
        "state_months": _state_months(months, states, by_both),
    }


def _table(cells):
    """Return [(name, number)] with the largest first, the hidden ones last."""
    visible = hide(cells)
    return sorted(visible.items(), key=lambda item: (*_size(item[1]), item[0]))


def _size(number):
    return (1, 0) if number in (FEW, HIDDEN) else (0, -number)


def _state_months(months, states, by_both):
    """Return {state: [number by month]} of the large states only; all others by year alone.

    A state is large if no month of it is under eleven. What the states that are not shown have
    together in a month must not be few either, and their months must not be told otherwise.
    """
    hidden = {month for month, visible in hide(months).items() if isinstance(visible, str)}
    visible_months = [month for month in months if month not in hidden]
    large = [
        state
        for state in states
        if state and all(by_both[state, month] >= SMALLEST_CELL for month in months)
    ]
    large.sort(key=lambda state: states[state])
    while large and any(
        0 < months[month] - sum(by_both[state, month] for state in large) < SMALLEST_CELL
        for month in visible_months
    ):
        large.pop(0)
    if hidden or any(isinstance(number, str) for name, number in _table(states) if name in large):
        return {}
    return {state: [by_both[state, month] for month in months] for state in sorted(large)}


def publish(today):
    """Count the last whole months, once. Return the row. Running it twice counts nothing twice."""
    until = first_of_month(today)
    found = PublicStatistics.objects.filter(until=until).first()
    return found or PublicStatistics.objects.create(until=until, tables=compute(until))


def latest():
    """Return what was last published, read again every ten minutes in each process. Or None."""
    now = time.monotonic()
    if now >= _cache["until"]:
        _cache["row"] = PublicStatistics.objects.order_by("-until").first()
        _cache["until"] = now + TEN_MINUTES
    return _cache["row"]


def clear_cache():
    """Read the numbers again when they are next asked for."""
    _cache["until"] = 0.0
