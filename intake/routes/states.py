"""How a route stands today: as its module says, or as a coordinator last saw it.

The newest changes are read once a minute in each process, so that the guide asks no database.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet

from intake.citations.base import Statement
from intake.web.text import StrOrPromise

from .base import STATUSES, Route
from .fitting import ROUTES
from .models import AS_MADE, RouteChange

MINUTE = 60
STALE_AFTER = 90  # days

_kept: dict[str, Any] = {"until": 0.0, "changes": {}}


@dataclass(frozen=True)
class State:
    """`contact` is the coordinator's own lines, which stand for those of the module, or "".

    `seen` says whether anybody looked since the stored copies were read.
    """

    status: str
    note: Statement
    contact: str
    checked_on: date
    seen: bool = True

    @property
    def label(self) -> StrOrPromise:
        return STATUSES[self.status]

    def age(self, today: date) -> int:
        """Return the days since it was checked."""
        return (today - self.checked_on).days

    def is_stale(self, today: date) -> bool:
        return self.age(today) > STALE_AFTER


def _changes() -> dict[str, RouteChange]:
    """Return {route key: newest change}."""
    return {change.route: change for change in RouteChange.objects.order_by("at", "pk")}


def changes() -> dict[str, RouteChange]:
    """Return what `_changes` gives, at most a minute old."""
    now = time.monotonic()
    if now >= _kept["until"]:
        # Without a database the guide still helps, with what was known before.
        with suppress(DatabaseError):
            _kept["changes"] = _changes()
        _kept["until"] = now + MINUTE
    found: dict[str, RouteChange] = _kept["changes"]
    return found


def forget() -> None:
    """Read the changes again when they are next asked for."""
    _kept["until"] = 0.0


def state_of(route: Route) -> State:
    """Return how a route stands."""
    change = changes().get(route.key)
    if change is None:
        return State(route.status, route.status_note, "", route.checked_on, seen=False)
    note = route.status_note if change.note == AS_MADE else change.note
    return State(change.status, note, change.contact, change.checked_on)


def statuses() -> dict[str, str]:
    """Return {route key: status} for `fitting`."""
    return {route.key: state_of(route).status for route in ROUTES}


def change(
    route: Route, *, status: str, note: str, contact: str, checked_on: date, by: Any, at: datetime
) -> RouteChange:
    """Keep what a coordinator saw of a route, beside all that was seen before."""
    if note and note == words_of(route.status_note):
        note = AS_MADE
    kept = RouteChange.objects.create(
        route=route.key,
        status=status,
        note=note,
        contact=contact,
        checked_on=checked_on,
        by=by,
        at=at,
    )
    forget()
    return kept


def words_of(note: Statement) -> str:
    """Return a note without its mark, as a form shows it."""
    return str(getattr(note, "text", note))


def history(route: Route) -> QuerySet[RouteChange]:
    """Return the changes of a route, newest first."""
    return RouteChange.objects.filter(route=route.key).select_related("by").order_by("-at", "-pk")
