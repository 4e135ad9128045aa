"""How many cases several lists have: one statement for all of them, compiled once a process.

The sentence is built by Django with marks in the place of what differs from one volunteer to the
next. So a page with ten tabs asks once, and builds nothing.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection

from intake.web import prepared

from . import queue_order
from .models import Case

# No row has one of these numbers: they stand for the volunteer and for the teams.
ME = -1
FIRST_TEAM = -1000
COUNTED = "SELECT COUNT(*) FROM ({}) AS counted"
LISTED = "SELECT {} AS list, part.pk FROM ({}) AS part"

Key = TypeVar("Key")

# {name: the cases of a list} of (the visible cases, the id of a volunteer, the date).
Lists = Callable[[Any, int, date], Mapping[str, Any]]


def counts(lists: Lists, *, teams, me: int, only_own: bool, today: date) -> dict[str, int]:
    """Return {name: how many cases} of these lists, up to one more than is counted."""
    teams = sorted(teams)
    if not teams:
        return {}
    most = queue_order.MAX_COUNTED + 1
    names, sql, params = _statement(lists, len(teams), only_own, today, most, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, _given(params, teams, me))
        return dict(zip(names, cursor.fetchone(), strict=True))


def first_ids(
    lists: Lists, *, teams, me: int, only_own: bool, today: date, most: int
) -> dict[str, list[int]]:
    """Return {name: ids of the first cases} of these lists, each in the order of the queue."""
    teams = sorted(teams)
    found: dict[str, list[int]] = {}
    if not teams:
        return found
    vendor = connection.vendor
    names, sql, params = _first(lists, len(teams), only_own, today, most, vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, _given(params, teams, me))
        for place, pk in cursor.fetchall():
            found.setdefault(names[place], []).append(pk)
    return found


@lru_cache(maxsize=64)
def _first(lists, teams, only_own, today, most, vendor):
    """Return (names, SQL of their first ids, parameters with marks)."""
    names, parts, params = [], [], []
    for place, (name, cases) in enumerate(lists(_visible(teams, only_own), ME, today).items()):
        ids = queue_order.in_queue_order(cases).values("pk")[:most]
        sql, values = ids.query.sql_with_params()
        names.append(name)
        parts.append(LISTED.format(place, sql))
        params += values
    return tuple(names), " UNION ALL ".join(parts), tuple(params)


def cases_by_id(pks) -> dict[int, Case]:
    """Return {id: case} of these cases, with the columns that lists show. One query."""
    return {case.pk: case for case in prepared.instances(_by_id, pks)}


def _by_id(pks):
    return Case.objects.filter(pk__in=pks).order_by().only(*queue_order.LISTED)


def counts_of(lists: Mapping[Key, Any]) -> dict[Key, int]:
    """Return {key: how many cases} of lists that differ each time, up to one more than is counted.

    One statement.
    """
    parts, params = [], []
    for cases in lists.values():
        try:
            limited = cases.order_by().values("pk")[: queue_order.MAX_COUNTED + 1]
            sql, values = limited.query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"({COUNTED.format(sql)})")
        params += values
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return dict(zip(lists, cursor.fetchone(), strict=True))


def label(count: int) -> str:
    """Return a number of cases as words: exact up to 1,000."""
    return f"{queue_order.MAX_COUNTED}+" if count > queue_order.MAX_COUNTED else str(count)


def _given(params, teams, me):
    """Return the parameters with a volunteer and their teams in the place of the marks."""
    given = {ME: me} | {FIRST_TEAM - place: team for place, team in enumerate(teams)}
    return [given.get(one, one) for one in params]


def _visible(teams, only_own):
    visible = Case.objects.filter(team__in=[FIRST_TEAM - place for place in range(teams)])
    return visible.filter(assigned_to=ME) if only_own else visible


@lru_cache(maxsize=64)
def _statement(lists, teams, only_own, today, most, vendor):
    """Return (names, SQL, parameters with marks)."""
    names, parts, params = [], [], []
    for name, cases in lists(_visible(teams, only_own), ME, today).items():
        # Some lists come as ids, in the cheapest order to count them.
        ids = cases if cases.query.values_select else cases.order_by().values("pk")
        sql, values = ids[:most].query.sql_with_params()
        names.append(name)
        parts.append(f"({COUNTED.format(sql)})")
        params += values
    return tuple(names), f"SELECT {', '.join(parts)}", tuple(params)
