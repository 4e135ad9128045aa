"""Dates, ends of the 48 hours and lengths as letters write them, without false precision.

A count is claimed only if it holds even at the latest moment that the answer allows. An hour that
was only a guess ("around 3") counts as its whole day.
"""

from datetime import date, datetime, timedelta

from django.utils import dates
from django.utils.formats import date_format

from intake.deadlines import detainer_clock
from intake.deadlines.detainer_clock import Span
from intake.flow.facts import Partial, days_between, earliest, is_complete
from intake.flow.hours import time_of
from intake.reading.base import NotUnderstood
from intake.reading.times import DAY, HOUR, NOON

MINUTES_OF_HOUR = 60


def day_words(day: date, *, weekday: bool = True) -> str:
    """Return a day: "Friday, November 27, 2026"."""
    return date_format(day, "l, F j, Y" if weekday else "F j, Y")


def hour_words(minute: int) -> str:
    """Return a minute of the day as letters write it: "4:30 p.m."."""
    if minute in (0, DAY):
        return "midnight"
    if minute == NOON:
        return "12 noon"
    half = "a.m." if minute < NOON else "p.m."
    return f"{(minute // HOUR) % 12 or 12}:{minute % HOUR:02d} {half}"


def hour_of(moment: Partial | None) -> str:
    """Return the hour of a moment as far as it was read: "at 4:30 p.m.", "at about 3:00 p.m.",
    "between 2:00 p.m. and 4:00 p.m."; "" where no hour is clear."""
    if not moment:
        return ""
    time = time_of(moment)
    if isinstance(time, NotUnderstood) or time.is_open or time.is_whole_day:
        return ""
    about = "about " if time.about else ""
    if time.is_exact:
        return f"at {about}{hour_words(time.first)}"
    return f"between {hour_words(time.first)} and {hour_words(time.last)}"


def date_words(moment: Partial | None, *, weekday: bool = True) -> str:
    """Return the date of a moment without its hour; "" where not even a month or a year is
    known."""
    if not moment:
        return ""
    day = earliest(moment)
    if day and is_complete(moment):
        return day_words(day, weekday=weekday)
    month = str(dates.MONTHS[moment["m"]]) if moment.get("m") else ""
    if month and moment.get("d"):
        return f"{month} {moment['d']}"
    return " ".join(filter(None, (month, str(moment["y"]) if moment.get("y") else "")))


def range_words(first: Partial | None, last: Partial | None) -> str:
    """Return two dates as one span: "October 5 to 8, 2026", or what of them is known."""
    start, end = earliest(first), earliest(last)
    if start and end and is_complete(first) and is_complete(last) and start < end:
        if (start.year, start.month) == (end.year, end.month):
            return f"{date_format(start, 'F j')} to {date_format(end, 'j, Y')}"
        if start.year == end.year:
            return f"{date_format(start, 'F j')} to {day_words(end, weekday=False)}"
    known = dict.fromkeys(date_words(day, weekday=False) for day in (first, last))
    return " to ".join(filter(None, known))


def when(moment: Partial | None) -> str:
    """Return when something was, for the end of a sentence: "on Friday, November 27, 2026, at
    4:30 p.m.", "in October 2026", or ""."""
    words = date_words(moment)
    if not words or not moment:
        return ""
    start = "on" if moment.get("d") else "in"
    hour = hour_of(moment)
    return f"{start} {words}, {hour}" if hour and is_complete(moment) else f"{start} {words}"


def at_first(moment: Partial | None, sentence: str) -> str:
    """Return a sentence that begins with its date, where that is known."""
    words = when(moment)
    return f"{words[0].upper()}{words[1:]}, {sentence}" if words else capital(sentence)


def neat(text: str) -> str:
    """Return our own sentence without the second period behind "p.m."."""
    return text.replace(".m..", ".m.")


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def moment_words(moment: datetime) -> str:
    """Return a counted moment; midnight belongs to the day that it ends."""
    minute = moment.hour * HOUR + moment.minute
    if minute == 0:
        return f"midnight at the end of {day_words((moment - timedelta(days=1)).date())}"
    return f"{day_words(moment.date())}, at {hour_words(minute)}"


def without_guess(moment: Partial | None) -> Partial | None:
    """Return a moment to count from: an hour that was a guess ("around 3") is left out."""
    if not moment:
        return None
    time = time_of(moment)
    is_guess = not isinstance(time, NotUnderstood) and time.about
    return {**moment, "time": "", "t": ""} if is_guess else moment


def is_over(end: Span, today: date) -> bool:
    """Say whether an end is over on a day for certain, whatever the answer may mean."""
    return detainer_clock.day_of(end.latest) < today


def _whole(length: timedelta, *, is_exact: bool) -> str:
    hours, minutes = divmod(int(length.total_seconds()) // 60, MINUTES_OF_HOUR)
    parts = []
    if hours:
        parts.append(f"{hours} hour{'' if hours == 1 else 's'}")
    if is_exact and minutes:
        parts.append(f"{minutes} minute{'' if minutes == 1 else 's'}")
    return " and ".join(parts)


def length_words(length: tuple[timedelta, timedelta] | None) -> str:
    """Return the least and the most of a length in words: exact, or "at least", or ""."""
    if length is None:
        return ""
    least, most = length
    words = _whole(least, is_exact=least == most)
    return words if least == most or not words else f"at least {words}"


def between(start: Span | None, until: Span | None) -> tuple[timedelta, timedelta] | None:
    """Return the least and the most of time from one moment to another, or None."""
    return detainer_clock.kept(start, until) if start and until else None


def days_words(first: Partial | None, last: Partial | None) -> str:
    """Return the least of days between two dates of which one is a known day, or ""."""
    found = days_between(first, last)
    if not found or not (is_complete(first) or is_complete(last)) or found[0] < 1:
        return ""
    return f"at least {found[0]} day{'' if found[0] == 1 else 's'}"
