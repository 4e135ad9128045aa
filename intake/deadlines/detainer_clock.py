"""The 48 hours of a hold, counted by both of its texts.

Count F, "straight": 48 hours without a break (ICE guidance on Form I-247A, 2017, and its present
questions and answers). Count R, "working": Saturdays, Sundays and holidays are left out
(8 CFR 287.7(d)). No text says how a part of such a day counts; here its hours do not count.
All is counted in real hours, so a change of clocks moves the hand and not the length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from intake.flow.facts import Partial, earliest, is_complete
from intake.flow.hours import time_of
from intake.flow.states import TIMEZONES
from intake.reading.base import NotUnderstood
from intake.reading.times import DAY, HOUR, Time

from .workdays import is_day_off

LIMIT = timedelta(hours=48)


@dataclass(frozen=True)
class Span:
    """The first and the last moment that something may mean, both aware, in the place's zone."""

    earliest: datetime
    latest: datetime

    @property
    def is_exact(self) -> bool:
        return self.earliest == self.latest


def start_of(moment: Partial | None, timezones: Sequence[str]) -> Span | None:
    """Return when a partial moment may be, by the clocks of a place. None without a day.

    A clock that was named with the hour counts if the place has it; else both may be meant.
    """
    day = earliest(moment)
    if moment is None or day is None or not is_complete(moment):
        return None
    said = time_of(moment)
    earliest_start, latest_start = (
        (0, DAY) if isinstance(said, NotUnderstood) else (said.first, said.last)
    )
    named = "" if isinstance(said, NotUnderstood) else said.zone
    clocks = [ZoneInfo(TIMEZONES[zone]) for zone in _with_named(timezones, named)]
    place = ZoneInfo(TIMEZONES[timezones[0]])
    # An hour that a change of clocks leaves out is read as real time; one that it repeats may be
    # the first or the second.
    return Span(
        min(_in_utc(day, earliest_start, zone) for zone in clocks).astimezone(place),
        max(
            _in_utc(day, latest_start, zone, fold=fold) for zone in clocks for fold in (0, 1)
        ).astimezone(place),
    )


def _with_named(timezones: Sequence[str], named: str) -> Sequence[str]:
    # In Arizona, Mountain time is both what the Navajo Nation keeps and what the rest does.
    if not named or (named == "Mountain" and "Arizona" in timezones):
        return timezones
    return (named,) if named in timezones else (*timezones, named)


def _in_utc(day: date, minute: int, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    days, minute = divmod(minute, DAY)
    hour = time(minute // HOUR, minute % HOUR, fold=fold)
    return datetime.combine(day + timedelta(days=days), hour, zone).astimezone(UTC)


def has_begun(start: Span, now: datetime) -> bool:
    """Say whether release may be due by now: before, no hours of a hold are counted."""
    return start.earliest.astimezone(UTC) <= now.astimezone(UTC)


def kept(start: Span, until: Span) -> tuple[timedelta, timedelta]:
    """Return the least and the most of real time from the hour to go free to the end of a stay."""
    least = until.earliest.astimezone(UTC) - start.latest.astimezone(UTC)
    most = until.latest.astimezone(UTC) - start.earliest.astimezone(UTC)
    return max(least, timedelta(0)), max(most, timedelta(0))


def length_of(
    due: Partial | None, out: Partial | None, timezones: Sequence[str]
) -> tuple[timedelta, timedelta] | None:
    """Return the least and the most of real time from one partial moment to another.

    Both are told by the clock of one place: where a state has two, the length is that by each, and
    not one from the first clock to the second. None where a day is not known.
    """
    start, until = start_of(due, timezones), start_of(out, timezones)
    if start is None or until is None:
        return None
    both = [zone for zone in _clocks(due, timezones) if zone in _clocks(out, timezones)]
    pairs = [(start_of(due, (zone,)), start_of(out, (zone,))) for zone in both]
    found = [kept(first, last) for first, last in pairs if first and last] or [kept(start, until)]
    return min(least for least, _most in found), max(most for _least, most in found)


def _clocks(moment: Partial | None, timezones: Sequence[str]) -> Sequence[str]:
    said = time_of(moment) if moment else None
    return _with_named(timezones, said.zone if isinstance(said, Time) else "")


def end_straight(start: datetime) -> datetime:
    """Return the end by count F."""
    return (start.astimezone(UTC) + LIMIT).astimezone(start.tzinfo)


def end_working(start: datetime) -> datetime:
    """Return the end by count R."""
    now, left = start, LIMIT
    while True:
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
        today = midnight.astimezone(UTC) - now.astimezone(UTC)
        if is_day_off(now.date()):
            today = timedelta(0)
        elif left <= today:
            return (now.astimezone(UTC) + left).astimezone(now.tzinfo)
        now, left = midnight, left - today


def ends(start: Span) -> dict[str, Span]:
    """Return the end by each count, as far as the start is known."""
    return {
        "straight": Span(end_straight(start.earliest), end_straight(start.latest)),
        "working": Span(end_working(start.earliest), end_working(start.latest)),
    }


def whole_minutes(first: datetime, last: datetime) -> int:
    """Return the full minutes from `earliest` to `latest`; negative after it."""
    return (last.astimezone(UTC) - first.astimezone(UTC)) // timedelta(minutes=1)


def whole_hours(first: datetime, last: datetime) -> int:
    """Return the full hours from `earliest` to `latest`; negative before it."""
    hours = (last.astimezone(UTC) - first.astimezone(UTC)) / timedelta(hours=1)
    return int(hours) if hours >= 0 else -int(-hours)


def day_of(moment: datetime) -> date:
    """Return the last date that lies before a moment ends: midnight belongs to the day before."""
    return (moment - timedelta(microseconds=1)).date()
