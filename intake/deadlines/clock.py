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

from .workdays import is_free

HOLD = timedelta(hours=48)
UNKNOWN_PLACE = "Eastern"


@dataclass(frozen=True)
class Span:
    """The first and the last moment that something may mean, both aware, in the place's zone."""

    first: datetime
    last: datetime

    @property
    def is_exact(self) -> bool:
        return self.first == self.last


def zones_of(state: str, said: str) -> tuple[str, ...]:
    """Return the names of the clocks that may be meant, the one that is ahead first.

    `state` is a postal code or anything else; `said` a name of TIMEZONES, or not.
    """
    possible = STATE_TIMEZONES.get(state, (UNKNOWN_PLACE,))
    return (said,) if said in possible else possible


def start_of(moment: Partial | None, zones: Sequence[str]) -> Span | None:
    """Return when a partial moment (`t` is HH:MM or "") may be. None without a year."""
    first_day, after = earliest(moment), latest(moment)
    if moment is None or first_day is None or after is None:
        return None
    ahead, behind = ZoneInfo(TIMEZONES[zones[0]]), ZoneInfo(TIMEZONES[zones[-1]])
    hour = moment.get("t") if moment.get("d") and moment.get("m") else ""
    if hour:
        clock = time.fromisoformat(hour)
        first = datetime.combine(first_day, clock, ahead)
        last = datetime.combine(first_day, clock, behind)
    else:
        first = datetime.combine(first_day, time(), ahead)
        last = datetime.combine(after, time(), behind)
    # An hour that a change of clocks leaves out or repeats is read as real time.
    return Span(_settled(first), _settled(last).astimezone(ahead))


def _settled(moment: datetime) -> datetime:
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def straight(start: datetime) -> datetime:
    """Return the end by count F."""
    return (start.astimezone(UTC) + HOLD).astimezone(start.tzinfo)


def working(start: datetime) -> datetime:
    """Return the end by count R."""
    now, left = start, HOLD
    while True:
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
        today = midnight.astimezone(UTC) - now.astimezone(UTC)
        if is_free(now.date()):
            today = timedelta(0)
        elif left <= today:
            return (now.astimezone(UTC) + left).astimezone(now.tzinfo)
        now, left = midnight, left - today


def ends(start: Span) -> dict[str, Span]:
    """Return the end by each count, as far as the start is known."""
    return {
        "straight": Span(straight(start.first), straight(start.last)),
        "working": Span(working(start.first), working(start.last)),
    }


def whole_minutes(first: datetime, last: datetime) -> int:
    """Return the full minutes from `first` to `last`; negative after it."""
    return (last.astimezone(UTC) - first.astimezone(UTC)) // timedelta(minutes=1)


def whole_hours(first: datetime, last: datetime) -> int:
    """Return the full hours from `first` to `last`; negative before it."""
    hours = (last.astimezone(UTC) - first.astimezone(UTC)) / timedelta(hours=1)
    return int(hours) if hours >= 0 else -int(-hours)


def day_of(moment: datetime) -> date:
    """Return the last date that lies before a moment ends: midnight belongs to the day before."""
    return (moment - timedelta(microseconds=1)).date()
