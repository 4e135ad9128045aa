"""What of the stored values cannot be opened: named by table, row and column, never by content.

Whoever meets it writes it down with `note`, and goes on. The health page counts the rows, and
`manage.py check_vault` finds them all, and forgets those that open again.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from .models import Damage, Wrap

log = logging.getLogger("intake")

STORED_FILE = "stored file"
# What working on a row raises whose clear columns are damaged.
DAMAGED_ROW = (ValueError, TypeError, LookupError)


class Found(NamedTuple):
    """One damaged thing. `column` names what is wrong with the row where no column is."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.column}"


_collecting: ContextVar[tuple[dict[Found, None], ...]] = ContextVar("collecting", default=())


@contextmanager
def collecting() -> Iterator[dict[Found, None]]:
    """Give what is noted in this block, each once, in order, to name it at the end."""
    found: dict[Found, None] = {}
    token = _collecting.set((*_collecting.get(), found))
    try:
        yield found
    finally:
        _collecting.reset(token)


def note(table: str, row: object, column: str, owner: UUID | None = None) -> None:
    """Write down that something stored is damaged. It never raises, and never stops who met it."""
    found = Found(table, str(row), column)
    for collection in _collecting.get():
        collection[found] = None
    if connection.needs_rollback:
        return
    try:
        _store(found, owner)
    except DatabaseError as error:  # a full disk, for one: the next who meets it writes it down
        log.error("damage is not written down: %s", type(error).__name__)


def _store(found: Found, owner: UUID | None) -> None:
    if Damage.objects.filter(**found._asdict()).exists():
        return
    with transaction.atomic():
        row = Damage(**found._asdict(), owner=owner, found_at=timezone.now())
        Damage.objects.bulk_create([row], ignore_conflicts=True)
    log.error("a stored value is damaged: %s", found)


def note_value(instance: models.Model, name: str, owner: UUID | None = None) -> None:
    """Write down a damaged column of a row."""
    note(instance._meta.db_table, instance.pk, name, owner)


def note_missing_wrap(owner: UUID, kind: str) -> None:
    """Write down that a draft or case has no wrap of a kind any more."""
    note(Wrap._meta.db_table, owner, _missing(kind), owner)


def forget_missing_wrap(owner: UUID, kind: str) -> None:
    """Forget that a draft or case has no wrap of a kind, because it has one again."""
    Damage.objects.filter(owner=owner, row=str(owner), column=_missing(kind)).delete()


def _missing(kind: str) -> str:
    return f"no {kind!s} wrap"


@contextmanager
def passing_over(
    model: type[models.Model], pk: object, owner: UUID | None = None
) -> Iterator[None]:
    """Pass over a row that cannot be worked on as it is stored, and write that down.

    Only what the row itself holds is passed over: an error of the database or of a file is not.
    """
    try:
        yield
    except DAMAGED_ROW as error:
        note(model._meta.db_table, pk, f"row ({type(error).__name__})"[:30], owner)


def count() -> int:
    return Damage.objects.count()


def rows_of(model: type[models.Model]) -> list[int]:
    """Return the numbers of the rows of a table in which something is known to be damaged."""
    rows = Damage.objects.filter(table=model._meta.db_table).values_list("row", flat=True)
    return [int(row) for row in rows if row.isdecimal()]


def forget(model: type[models.Model], rows: Iterable[Any]) -> None:
    """Forget the damage of rows that are gone, or made anew."""
    forget_named(model._meta.db_table, rows)


def forget_named(table: str, rows: Iterable[Any]) -> None:
    """Forget the damage of a table, or of STORED_FILE, in these rows."""
    Damage.objects.filter(table=table, row__in=[str(row) for row in rows]).delete()


def forget_owners(owners: Iterable[UUID]) -> None:
    """Forget the damage of drafts and cases that are erased."""
    Damage.objects.filter(owner__in=list(owners)).delete()


def forget_mended(rows: models.QuerySet[Damage], found: Iterable[Found]) -> None:
    """Forget those of these rows that were looked at again, and not found."""
    kept = set(found)
    mended = [row.pk for row in rows if Found(row.table, row.row, row.column) not in kept]
    Damage.objects.filter(pk__in=mended).delete()
