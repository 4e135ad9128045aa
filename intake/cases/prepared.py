"""Queries of pages that are opened all day, built once a process and asked with other numbers.

Django builds a query anew each time, which takes longer than the query itself. Here it is built
with marks in the place of what differs: ids of rows, of a volunteer, of teams.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import count as count_up
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

# No row has one of these numbers.
FIRST_MARK = -1_000_000

# An id, or several of them.
Given = int | Iterable[int]


def rows(build: Callable[..., Any], *given: Given) -> list[tuple[Any, ...]]:
    """Return the rows of `build(*given)`, a query of values.

    Built once for each function, and each number of ids where several are given. An empty list of
    ids finds nothing, and asks nothing.
    """
    found, converters, _names, _model = _fetched(build, given)
    return [_converted(row, converters) for row in found] if converters else found


def instances(build: Callable[..., Any], *given: Given) -> list[Any]:
    """Return the rows of `build(*given)`, a query of one model, with the columns of its `only`."""
    found, converters, names, model = _fetched(build, given)
    return [model.from_db(DEFAULT_DB_ALIAS, names, _converted(row, converters)) for row in found]


def _fetched(build, given):
    """Return (rows as stored, how columns become values, names of columns, model)."""
    several = [one if isinstance(one, int) else list(one) for one in given]
    if [] in several:
        return [], (), (), None
    shape = tuple(None if isinstance(one, int) else len(one) for one in several)
    sql, params, converters, names, model = _built(build, shape, connection.vendor)
    ids = [pk for one in several for pk in ([one] if isinstance(one, int) else one)]
    by_mark = {FIRST_MARK - place: pk for place, pk in enumerate(ids)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [by_mark.get(one, one) for one in params])
        return cursor.fetchall(), converters, names, model


def _converted(row, converters):
    values = list(row)
    for place, (functions, column) in converters:
        for function in functions:
            values[place] = function(values[place], column, connection)
    return tuple(values)


@lru_cache(maxsize=512)
def _built(build, shape, vendor):
    """Return (SQL, parameters with marks, how columns become values, their names, the model)."""
    marks = count_up(FIRST_MARK, -1)
    given = [
        next(marks) if count is None else [next(marks) for _one in range(count)] for count in shape
    ]
    compiler = build(*given).query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_rest in compiler.select])
    names = frozenset(filter(None, map(_name_of, compiler.select)))
    return sql, tuple(params), tuple(converters.items()), names, compiler.query.model


def _name_of(selected):
    """Return the name of a selected column of a model, or ""."""
    target = getattr(selected[0], "target", None)
    return target.attname if target else ""
