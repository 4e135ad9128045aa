"""How many cases several lists have: one statement for all of them, compiled once a process.

The sentence is built by Django with marks in the place of what differs from one volunteer to the
next. So a page with ten tabs asks once, and builds nothing.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from . import queue_order
from .models import Case

# No row has one of these numbers: they stand for the volunteer and for the teams.
ME = -1
FIRST_TEAM = -1000
COUNTED = "SELECT COUNT(*) FROM ({}) AS counted"

# {name: the cases of a list} of (the visible cases, the id of a volunteer, the date).
Lists = Callable[[Any, int, date], Mapping[str, Any]]


def counts(lists: Lists, *, teams, me: int, only_own: bool, today: date) -> dict[str, int]:
    """Return {name: how many cases} of these lists, up to one more than is counted."""
    teams = sorted(teams)
    if not teams:
        return {}
    most = queue_order.MAX_COUNTED + 1
    names, sql, params = _statement(lists, len(teams), only_own, today, most, connection.vendor)
    given = {ME: me} | {FIRST_TEAM - place: team for place, team in enumerate(teams)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [given.get(one, one) for one in params])
        return dict(zip(names, cursor.fetchone(), strict=True))


def label(count: int) -> str:
    """Return a number of cases as words: exact up to 1,000."""
    return f"{queue_order.MAX_COUNTED}+" if count > queue_order.MAX_COUNTED else str(count)


@lru_cache(maxsize=64)
def _statement(lists, teams, only_own, today, most, vendor):
    """Return (names, SQL, parameters with marks)."""
    visible = Case.objects.filter(team__in=[FIRST_TEAM - place for place in range(teams)])
    if only_own:
        visible = visible.filter(assigned_to=ME)
    names, parts, params = [], [], []
    for name, cases in lists(visible, ME, today).items():
        sql, values = cases.order_by().values("pk")[:most].query.sql_with_params()
        names.append(name)
        parts.append(f"({COUNTED.format(sql)})")
        params += values
    return tuple(names), f"SELECT {', '.join(parts)}", tuple(params)
