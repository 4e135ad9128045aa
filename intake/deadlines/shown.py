"""Last days as both doors show them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake.flow.facts import Facts
from intake.sources.notes import Foot

from . import clock
from .last_days import last_days


@dataclass(frozen=True)
class ShownEnd:
    """One result in words; `until` is the ISO moment that a clock may count to, or ""."""

    name: Any
    text: str
    passed: str
    until: str
    left: str


def moment_in_words(moment):
    """Return a date or an aware moment in words; midnight belongs to the day that it ends."""
    if not isinstance(moment, datetime):
        return date_format(moment, "l, F j, Y")
    if (moment.hour, moment.minute) == (0, 0):
        day = date_format(moment - timedelta(days=1), "l, F j, Y")
        return _("midnight at the end of %(day)s") % {"day": day}
    if (moment.hour, moment.minute) == (12, 0):
        return _("%(day)s, 12 noon") % {"day": date_format(moment, "l, F j, Y")}
    hour = moment.strftime("%I:%M").lstrip("0")
    return _("%(day)s, %(hour)s %(half)s") % {
        "day": date_format(moment, "l, F j, Y"),
        "hour": hour,
        "half": _("am") if moment.hour < 12 else _("pm"),
    }


def _left(end, now):
    """Return the full hours left, or over, in words; "" for a date."""
    if not end.is_moment:
        return ""
    hours = clock.whole_hours(now, end.first)
    if end.passed(now) == "no":
        return _("%(hours)s hours left") % {"hours": hours}
    if hours > -72:
        return _("over by %(hours)s hours") % {"hours": -hours}
    return _("over by %(days)s days") % {"days": -hours // 24}


def shown_last_days(known: Facts, now, foot: Foot):
    """Return the last days of these facts for a page, and number their sources."""
    found = []
    for last in last_days(known):
        ends = [
            ShownEnd(
                end.name,
                moment_in_words(end.first),
                end.passed(now),
                end.first.isoformat() if end.is_moment else "",
                _left(end, now),
            )
            for end in last.ends
        ]
        found.append(
            {
                "rule": last.rule,
                "start": last.start,
                "ends": ends,
                "passed": last.passed(now),
                "unknown": last.unknown,
                "law": [foot.show(item) for item in last.rule.law],
                "exact": all(end.is_exact for end in last.ends),
            }
        )
    return found


def has_date(shown) -> bool:
    """Say whether a calendar file of these would hold anything."""
    return any(last["ends"] for last in shown)
