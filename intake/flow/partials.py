"""Dates of which only a part may be known: the days that they may mean."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

# A partial date or moment, as it was said: {"y", "m", "d", "words"}, and "time" and "t".
Partial: TypeAlias = Mapping[str, Any]


def is_complete(partial: Partial | None) -> bool:
    """Say whether a partial date names one day."""
    return bool(partial and partial.get("y") and partial.get("m") and partial.get("d"))


def earliest(partial: Partial | None) -> date | None:
    """Return the first day that a partial date may mean, or None without a year."""
    if not partial or not partial.get("y"):
        return None
    return date(partial["y"], partial.get("m") or 1, partial.get("d") or 1)


def latest(partial: Partial | None) -> date | None:
    """Return the day after the last one that a partial date may mean, or None without a year."""
    first = earliest(partial)
    if partial is None or first is None:
        return None
    if is_complete(partial):
        return date.fromordinal(first.toordinal() + 1)
    if partial.get("m"):
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date(first.year + 1, 1, 1)


def days_between(partial: Partial | None, later: Partial | None) -> tuple[int, int] | None:
    """Return the least and the most of days from one partial date to another; None without a
    year."""
    first, first_later = earliest(partial), earliest(later)
    day_after, day_after_later = latest(partial), latest(later)
    if first is None or first_later is None or day_after is None or day_after_later is None:
        return None
    least = (first_later - day_after).days + 1
    most = (day_after_later - first).days - 1
    return max(least, 0), max(most, 0)
