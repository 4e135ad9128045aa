"""Which rows a case has beside it, asked once: a page asks for nothing that is not there."""

from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from .models import Case

# Names of the related rows that most cases have none of, and the column that names the case.
ASKED = {
    "amendments": "case",
    "attachments": "case",
    "completed_steps": "case",
    "corrections": "case",
    "messages": "case",
    "notes": "case",
    "packets": "case",
    "tags": "case",
    "translations": "case",
    "duplicate_decisions": "one",
    "duplicate_decisions_of_others": "other",
}
# No row has this number: it stands for the case.
CASE = -1
KEPT = "_without_rows"


def look(case: Case) -> None:
    """Note, for this read of a case, of which rows it has none. One query.

    What is added later, in the same request, is not seen: for pages that only show.
    """
    with connection.cursor() as cursor:
        sql, params = _statement(connection.vendor)
        cursor.execute(sql, [case.pk if one == CASE else one for one in params])
        found = cursor.fetchone()
    has = dict(zip(ASKED, found or (), strict=found is not None))
    case.__dict__[KEPT] = {name for name in has if not has[name]}


def may_have(case: Case, name: str) -> bool:
    """Say whether a case may have such rows: False only where it is known that it has none."""
    return name not in case.__dict__.get(KEPT, ())


@lru_cache(maxsize=2)
def _statement(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Return (SQL, parameters with a mark in place of the case), built once a process."""
    rows = {f"has_{name}": Exists(_rows(name)) for name in ASKED}
    asked = Case.objects.filter(pk=CASE).order_by().annotate(**rows).values(*rows)
    sql, params = asked.query.sql_with_params()
    return sql, tuple(params)


def _rows(name: str) -> Any:
    model: Any = Case.tags.through
    if name != "tags":
        model = Case._meta.get_field(name.removesuffix("_of_others")).related_model
    return model.objects.filter(**{ASKED[name]: OuterRef("pk")})
