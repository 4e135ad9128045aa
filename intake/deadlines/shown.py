"""Last days as both doors show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.citations.footnotes import Footnotes
from intake.flow.facts import Facts
from intake.web.text import StrOrPromise

from . import clock
from .last_days import last_days

# The words of the clock, here and in the page's script: "#" is a number, "##" a second one.
HOURS_LEFT = gettext_lazy("# hours left")
MINUTES_LEFT = gettext_lazy("# h ## min left")
OVER = gettext_lazy("over")


@dataclass(frozen=True)
class ShownEnd:
    """One result in words; `until` is the ISO moment that a clock may count to, or ""."""

    name: StrOrPromise
    text: str
    passed: str
    until: str
    left: str

    @property
    def is_ahead(self) -> bool:
        return self.passed == "no"


def moment_in_words(moment: date) -> str:
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


def _left(moment: datetime, now: datetime) -> str:
    """Return the full hours left, or over, in words; below two hours the minutes, too."""
    hours, minutes = divmod(clock.whole_minutes(now, moment), 60)
    if hours >= 2:
        return str(HOURS_LEFT).replace("#", str(hours))
    if hours >= 0:
        return str(MINUTES_LEFT).replace("##", str(minutes)).replace("#", str(hours))
    hours = clock.whole_hours(now, moment)
    if hours == 0:
        return str(OVER)
    if hours > -72:
        return _("over by %(hours)s hours") % {"hours": -hours}
    return _("over by %(days)s days") % {"days": -hours // 24}


def shown_last_days(known: Facts, now: datetime, footnotes: Footnotes) -> list[dict[str, Any]]:
    """Return the last days of these facts for a page, and number their sources."""
    found = []
    for last in last_days(known):
        passed = last.passed(now)
        ends = [
            ShownEnd(
                end.name,
                moment_in_words(end.first),
                end.passed(now),
                end.first.isoformat() if end.is_moment else "",
                _left(end.first, now)
                if isinstance(end.first, datetime) and not last.looks_back
                else "",
            )
            for end in last.ends
        ]
        found.append(
            {
                "rule": last.rule,
                "name": last.name,
                "then": last.then,
                "looks_back": last.looks_back,
                "start": last.start,
                "ends": ends,
                "may_have_passed": passed != "no" and not last.looks_back,
                # The rule of CRCL says in its own words that no day was found.
                "is_unconfirmed": not last.rule.is_confirmed and last.rule.key != "crcl",
                "once_over": last.once_over(passed),
                "unknown": last.unknown,
                "law": [footnotes.cite(item) for item in last.rule.law],
                "exact": all(end.is_exact for end in last.ends),
            }
        )
    return found


def has_date(shown: Iterable[dict[str, Any]]) -> bool:
    """Say whether a calendar file of these would hold anything."""
    return any(end.is_ahead for last in shown for end in last["ends"])
