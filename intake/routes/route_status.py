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
from .models import UNCHANGED, RouteReview

MINUTE = 60
STALE_AFTER = 90  # days

_cache: dict[str, Any] = {"until": 0.0, "changes": {}}


@dataclass(frozen=True)
class RouteStatus:
    """`contact` is the coordinator's own lines, which stand for those of the module, or "".

    `is_reviewed` says whether anybody looked since the stored copies were read.
    """

    code: str
    note: Statement
    contact: str
    checked_on: date
    is_reviewed: bool = True

    @property
    def label(self) -> StrOrPromise:
        return STATUSES[self.code]

    def age(self, today: date) -> int:
        """Return the days since it was checked."""
        return (today - self.checked_on).days

    def is_stale(self, today: date) -> bool:
        return self.age(today) > STALE_AFTER


def _latest_reviews() -> dict[str, RouteReview]:
    """Return {route key: newest change}."""
    return {review.route: review for review in RouteReview.objects.order_by("at", "pk")}


def latest_reviews() -> dict[str, RouteReview]:
    """Return what `_latest_reviews` gives, at most a minute old."""
    now = time.monotonic()
    if now >= _cache["until"]:
        # Without a database the guide still helps, with what was known before.
        with suppress(DatabaseError):
            _cache["changes"] = _latest_reviews()
        _cache["until"] = now + MINUTE
    found: dict[str, RouteReview] = _cache["changes"]
    return found


def clear_cache() -> None:
    """Read the changes again when they are next asked for."""
    _cache["until"] = 0.0


def status_of(route: Route) -> RouteStatus:
    """Return how a route stands."""
    review = latest_reviews().get(route.slug)
    if review is None:
        return RouteStatus(route.status, route.status_note, "", route.checked_on, is_reviewed=False)
    note = route.status_note if review.note == UNCHANGED else review.note
    return RouteStatus(review.status, note, review.contact, review.checked_on)


def current_statuses() -> dict[str, str]:
    """Return {route key: status} for `fitting`."""
    return {route.slug: status_of(route).code for route in ROUTES}


def save_review(
    route: Route, *, status: str, note: str, contact: str, checked_on: date, by: Any, at: datetime
) -> RouteReview:
    """Keep what a coordinator saw of a route, beside all that was seen before."""
    if note and note == note_text(route.status_note):
        note = UNCHANGED
    review = RouteReview.objects.create(
        route=route.slug,
        status=status,
        note=note,
        contact=contact,
        checked_on=checked_on,
        by=by,
        at=at,
    )
    clear_cache()
    return review


def note_text(note: Statement) -> str:
    """Return a note without its mark, as a form shows it."""
    return str(getattr(note, "text", note))


def reviews_of(route: Route) -> QuerySet[RouteReview]:
    """Return the changes of a route, newest first."""
    return RouteReview.objects.filter(route=route.slug).select_related("by").order_by("-at", "-pk")
