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

from intake.flow.facts import Partial, earliest, latest
from intake.flow.states import STATE_TIMEZONES, TIMEZONES

from .workdays import is_day_off

LIMIT = timedelta(hours=48)
DEFAULT_TIMEZONE = "Eastern"


@dataclass(frozen=True)
class Span:
    """The first and the last moment that something may mean, both aware, in the place's zone."""

    earliest: datetime
    latest: datetime

    @property
    def is_exact(self) -> bool:
        return self.earliest == self.latest


def timezones_of(state: str, stated: str) -> tuple[str, ...]:
    """Return the names of the clocks that may be meant, the one that is ahead first.

    `state` is a postal code or anything else; `stated` a name of TIMEZONES, or not.
    """
    possible = STATE_TIMEZONES.get(state, (DEFAULT_TIMEZONE,))
    return (stated,) if stated in possible else possible


def start_of(moment: Partial | None, timezones: Sequence[str]) -> Span | None:
    """Return when a partial moment (`t` is HH:MM or "") may be. None without a year."""
    first_day, after = earliest(moment), latest(moment)
    if moment is None or first_day is None or after is None:
        return None
    ahead, behind = ZoneInfo(TIMEZONES[timezones[0]]), ZoneInfo(TIMEZONES[timezones[-1]])
    hour = moment.get("t") if moment.get("d") and moment.get("m") else ""
    if hour:
        clock = time.fromisoformat(hour)
        earliest_start = datetime.combine(first_day, clock, ahead)
        latest_start = datetime.combine(first_day, clock, behind)
    else:
        earliest_start = datetime.combine(first_day, time(), ahead)
        latest_start = datetime.combine(after, time(), behind)
    # An hour that a change of clocks leaves out or repeats is read as real time.
    return Span(_normalized(earliest_start), _normalized(latest_start).astimezone(ahead))


def _normalized(moment: datetime) -> datetime:
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


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
