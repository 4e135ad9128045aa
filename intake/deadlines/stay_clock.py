"""The 48 hours of one stay: by the clock of its own state, from its release to its own end.

What comes after a stay is no time of that jail: another place has hours of its own, and ICE's own
custody has none (8 CFR 287.7(d)).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.flow.stays import Stay

from . import detainer_clock
from .detainer_clock import Span


@dataclass(frozen=True)
class StayClock:
    """When release was due, the end by each count, and when the stay ended, if its day is known."""

    begins: Span
    ends: dict[str, Span]
    until: Span | None
    # The least and the most of time from release to the end, where both are known.
    length: tuple[timedelta, timedelta] | None = None

    def kept(self, now: datetime) -> tuple[timedelta, timedelta]:
        """Return the least and the most of time past release, up to the end of the stay or now."""
        return self.length or detainer_clock.kept(self.begins, Span(now, now))

    def passed(self, count: str, now: datetime) -> str:
        """Say whether a count was over when the stay ended, or is now: "yes", "no", "unknown"."""
        until, end = self.until or Span(now, now), self.ends[count]
        if until.earliest > end.latest:
            return "yes"
        return "no" if until.latest <= end.earliest else "unknown"


def clock_of(stay: Stay) -> StayClock | None:
    """Return the clock of a stay; None without a day of release, or where ICE itself holds."""
    begins = detainer_clock.start_of(stay.release_due_at, stay.zones)
    if begins is None or not stay.is_in_jail:
        return None
    until = detainer_clock.start_of(stay.released_at, stay.zones)
    length = detainer_clock.length_of(stay.release_due_at, stay.released_at, stay.zones)
    return StayClock(begins, detainer_clock.ends(begins), until, length)
