"""What a coordinator found on calling or opening a contact: right, or changed to something else.

A check belongs to the contact as this site came with it, wherever it is written. The newest checks
are read once a minute in each process, so that the pages ask no database.
"""

import time
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet

from .contact_text import contact_key
from .models import ContactCheck

MINUTE = 60
STALE_AFTER = 90  # days

_cache: dict[str, Any] = {"until": 0.0, "checks": {}}


def _latest() -> dict[str, ContactCheck]:
    """Return {item: newest check}."""
    return {check.item: check for check in ContactCheck.objects.order_by("at", "pk")}


def latest_checks() -> dict[str, ContactCheck]:
    """Return what `_latest` gives, at most a minute old."""
    now = time.monotonic()
    if now >= _cache["until"]:
        # Without a database the guide still helps, with what was known before.
        with suppress(DatabaseError):
            _cache["checks"] = _latest()
        _cache["until"] = now + MINUTE
    found: dict[str, ContactCheck] = _cache["checks"]
    return found


def clear_cache() -> None:
    """Read the checks again when they are next asked for."""
    _cache["until"] = 0.0


def current_value(value: str) -> str:
    """Return a contact as it was last found, or as this site came with it."""
    check = latest_checks().get(contact_key(value))
    return check.value if check else value


def checked_on(value: str) -> date | None:
    """Return the day on which a coordinator called or opened a contact, or None."""
    check = latest_checks().get(contact_key(value))
    return check.checked_on if check else None


def is_check_stale(day: date, today: date) -> bool:
    """Say whether a check of that day is to be made anew."""
    return (today - day).days > STALE_AFTER


def save_check(item: str, value: str, *, checked_on: date, by: Any, at: datetime) -> ContactCheck:
    """Keep what was found today, beside all that was found before."""
    check = ContactCheck.objects.create(item=item, value=value, checked_on=checked_on, by=by, at=at)
    clear_cache()
    return check


def checks_of(item: str) -> QuerySet[ContactCheck]:
    """Return the checks of an item, newest first."""
    return ContactCheck.objects.filter(item=item).select_related("by").order_by("-at", "-pk")
