"""The hour of a stored moment: what was read of it, in words, and what has to be asked again.

A moment keeps the hour as it was typed ("time") and "t", HH:MM where one minute is meant, also
where the person chose it because morning and evening were open.
"""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from intake.reading.base import NotUnderstood
from intake.reading.signs import folded
from intake.reading.times import DAY, HOUR, NOON, Time, hand, read_time

from .facts import Partial, earliest, is_complete, latest
from .states import ZONE_NAMES

KEEP = gettext_lazy("Keep it as I wrote it")
NOT_SURE = gettext_lazy("I am not sure")
WHICH = gettext_lazy("Which hour do you mean?")


def time_of(moment: Partial) -> Time | NotUnderstood:
    """Return the time of a stored moment; what the person chose counts."""
    found = read_time(moment.get("time") or "")
    chosen = moment.get("t") or ""
    if isinstance(found, Time):
        return found.chosen(chosen)
    if re.fullmatch(r"\d\d:\d\d", chosen):
        minute = int(chosen[:2]) * HOUR + int(chosen[3:])
        return Time(minute, minute)
    return found


def minute_of(time: Time) -> str:
    """Return HH:MM where a time is one minute, else ""."""
    return hand(time.first) if time.is_exact else ""


def is_before(moment: Partial | None, other: Partial | None) -> bool:
    """Say whether a moment lies before another one for certain, whatever both may mean."""
    last, first = latest(moment), earliest(other)
    if last is None or first is None or last > first:
        whole = is_complete(moment) and is_complete(other)
        return bool(moment and other and whole and _is_earlier_hour(moment, other))
    return True


def _is_earlier_hour(moment: Partial, other: Partial) -> bool:
    """Say so of two moments of one day."""
    if earliest(moment) != earliest(other):
        return False
    hour, after = time_of(moment), time_of(other)
    if isinstance(hour, NotUnderstood) or isinstance(after, NotUnderstood):
        return False
    return hour.last < after.first


def hour_in_words(minute: int) -> str:
    """Return a minute of the day as people say it in the United States."""
    if minute == 0:
        return _("midnight at the start of the day")
    if minute == DAY:
        return _("midnight at the end of the day")
    if minute == NOON:
        return _("12 noon")
    hour = f"{(minute // HOUR) % 12 or 12}:{minute % HOUR:02d}"
    if minute < NOON:
        return pgettext("hour", "%(hour)s am") % {"hour": hour}
    return pgettext("hour", "%(hour)s pm") % {"hour": hour}


def span_in_words(first: int, last: int) -> str:
    """Return a choice: one hour, or from one to another."""
    if first == last:
        return hour_in_words(first)
    return _("from %(first)s to %(last)s") % {
        "first": hour_in_words(first),
        "last": hour_in_words(last),
    }


def read_back(moment: Partial | None) -> str:
    """Return what was read of the hour of a moment, as a sentence; "" where it says the same."""
    if not moment or not (moment.get("time") or "").strip():
        return ""
    time = time_of(moment)
    if isinstance(time, NotUnderstood):
        return _("We could not read this hour. We keep your words and count the whole day.")
    sentence = _sentence(time)
    plain = {_bare(hour_in_words(time.first)), _bare(hand(time.first))}
    if time.is_exact and not time.about and _bare(moment["time"]) in plain:
        return ""
    if time.zone:
        clock = _("You named a time zone: %(zone)s.") % {"zone": ZONE_NAMES[time.zone]}
        return f"{sentence} {clock}"
    return sentence


def _bare(text: str) -> str:
    return re.sub(r"[\s.]|(?<=\d):00|^12 ?(?=noon)", "", folded(text))


def _sentence(time: Time) -> str:
    if time.is_open:
        return _("We do not know if you mean am or pm, so we count the whole day.")
    if time.is_whole_day:
        return _("We read this as any hour of that day.")
    if time.is_exact and time.about:
        return _("We read this as about %(hour)s.") % {"hour": hour_in_words(time.first)}
    if time.is_exact:
        return _("We read this as %(hour)s.") % {"hour": hour_in_words(time.first)}
    return _("We read this as between %(first)s and %(last)s.") % {
        "first": hour_in_words(time.first),
        "last": hour_in_words(time.last),
    }


def asked_again(moment: Partial) -> dict[str, Any] | None:
    """Return what to ask below an hour that was typed: {"label", "options": [(t, label)]}.

    One option alone is a tick. None where the hour is clear, or is none.
    """
    time = read_time(moment.get("time") or "")
    if isinstance(time, Time) and time.choices:
        options = [(hand(first), span_in_words(first, last)) for first, last in time.choices]
        return {"label": WHICH, "options": [*options, ("", NOT_SURE)]}
    if isinstance(time, NotUnderstood) and not time.is_empty and not time.is_impossible:
        return {"label": "", "options": [("", KEEP)]}
    return None
