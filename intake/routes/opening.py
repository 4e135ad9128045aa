"""Whether this office is open: a coordinator opens it once the whole list of contacts is checked.

Once open it stays open: a check that grew old, or a new contact of a new release, never shuts out
people in need. The health page counts those.
"""

import time
from contextlib import suppress
from datetime import date
from typing import Any

from django.db import DatabaseError

from intake.vault import envelopes

from .check_list import count_due

MINUTE = 60

_cache: dict[str, Any] = {"until": 0.0, "is_open": True}


def is_open() -> bool:
    """Say whether the office was opened, as it stood at most a minute ago."""
    now = time.monotonic()
    if now >= _cache["until"]:
        # Without a database the pages say what was known before.
        with suppress(DatabaseError):
            _cache["is_open"] = envelopes.is_opened()
        _cache["until"] = now + MINUTE
    found: bool = _cache["is_open"]
    return found


def clear_cache() -> None:
    """Ask again when it is next asked for."""
    _cache["until"] = 0.0


def count_left(today: date) -> int:
    """Return how many lines of the list a coordinator has to check before the office opens."""
    return sum(count_due(today))
