"""Queries of pages that are opened all day, built once a process and asked with other numbers.

Django builds a query anew each time, which takes longer than the query itself. Here it is built
with marks in the place of what differs: ids of rows, of a volunteer, of teams, and moments.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import JSONField
from django.db.models.base import ModelState

# No row has one of these numbers, or one of these moments.
FIRST_MARK, FIRST_MOMENT = -1_000_000, datetime(1000, 1, 1, tzinfo=UTC)

# An id, several of them, or a moment.
Given = int | datetime | Iterable[int]


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
    return [_instance(model, names, _converted(row, converters)) for row in found]


def _instance(model, names, values):
    """Return a model with these columns. Any other is read when it is asked for.

    What `Model.from_db` does, without going through all fields to find that most are not there.
    """
    made = model.__new__(model)
    made._state = ModelState()
    made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
    made.__dict__.update(zip(names, values, strict=True))
    return made


def _fetched(build, given):
    """Return (rows as stored, how columns become values, names of columns, model)."""
    asked = [one if isinstance(one, (int, datetime)) else list(one) for one in given]
    if [] in asked:
        return [], (), (), None
    shape = tuple(len(one) if isinstance(one, list) else type(one) for one in asked)
    sql, params, converters, names, model = _built(build, shape, connection.vendor)
    values = [value for one in asked for value in (one if isinstance(one, list) else [one])]
    by_mark = {
        _stored(_mark(place, type(value))): _stored(value) for place, value in enumerate(values)
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, [by_mark.get(one, one) for one in params])
        return cursor.fetchall(), converters, names, model


def _mark(place, kind):
    return FIRST_MOMENT + timedelta(days=place) if kind is datetime else FIRST_MARK - place


def _stored(value):
    """Return a value as the engine takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _converted(row, converters):
    values = list(row)
    for place, (functions, column) in converters:
        for function in functions:
            values[place] = function(values[place], column, connection)
    return tuple(values)


@lru_cache(maxsize=512)
def _built(build, shape, vendor):
    """Return (SQL, parameters with marks, how columns become values, their names, the model)."""
    given, place = [], 0
    for one in shape:
        if isinstance(one, int):
            given.append([_mark(place + number, int) for number in range(one)])
            place += one
        else:
            given.append(_mark(place, one))
            place += 1
    compiler = build(*given).query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_rest in compiler.select])
    names = tuple(map(_name_of, compiler.select))
    steps = tuple((place, _quick(*found)) for place, found in converters.items())
    return sql, tuple(params), steps, names, compiler.query.model


def _quick(functions, column):
    """Return how a column becomes a value. Most JSON columns of a case are empty: that is seen."""
    if not isinstance(column.output_field, JSONField):
        return functions, column

    def read(value, column, connection):
        if value == "{}":
            return {}
        if value == "[]":
            return []
        for function in functions:
            value = function(value, column, connection)
        return value

    return (read,), column


def _name_of(selected):
    """Return the name of a selected column of a model, or ""."""
    target = getattr(selected[0], "target", None)
    return target.attname if target else ""
