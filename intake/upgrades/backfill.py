"""Filling what a release added for the rows that are stored already: in batches, and resumable.

A backfill says which rows are left. So nothing has to be remembered: a run that was killed begins
again with those that are left, and a second run finds none.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from intake.vault import damage

# Others write in between: on SQLite a transaction of this size takes less than a second.
BATCH = 100


class Backfill(NamedTuple):
    name: str
    # The rows that are still to be filled.
    left: Callable[[], QuerySet[Any]]
    # Fill these locked rows. What cannot be filled stays as it is, and is counted at the end.
    fill: Callable[[list[Any]], None]


def run(backfill: Backfill, *, batch: int = BATCH) -> Iterator[int]:
    """Fill all rows that are left, a transaction for each batch. Yields how many were looked at."""
    last, count = 0, 0
    while rows := _next(backfill, last, batch):
        last, count = rows[-1].pk, count + len(rows)
        yield count


@transaction.atomic
def _next(backfill, last, batch):
    """Fill the next batch after a primary key. Return its rows, none at the end."""
    rows = backfill.left().filter(pk__gt=last).order_by("pk").select_for_update()[:batch]
    rows = list(rows)
    if not rows:
        return rows
    try:
        with transaction.atomic():
            backfill.fill(rows)
    except damage.DAMAGED_ROW:  # a damaged row stops none of the others
        for row in rows:
            with damage.passing_over(type(row), row.pk), transaction.atomic():
                backfill.fill([row])
    return rows
