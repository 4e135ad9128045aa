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

from . import detainer_clock
from .base import DueDate
from .computed import NOT_BEGUN, WHEN_IT_BEGINS, deadlines_for

# The words of the clock, here and in the page's script: "#" is a number, "##" a second one.
HOURS_LEFT = gettext_lazy("# hours left")
MINUTES_LEFT = gettext_lazy("# h ## min left")
OVERDUE = gettext_lazy("over")
PERHAPS = gettext_lazy("it may be over")


@dataclass(frozen=True)
class DueDateText:
    """One result in words; `counts_to` is the ISO moment that a clock may count to, or ""."""

    name: StrOrPromise
    text: str
    passed: str
    counts_to: str
    time_left: str

    @property
    def is_ahead(self) -> bool:
        return self.passed == "no"


def format_moment(moment: date) -> str:
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


def end_in_words(due_date: DueDate) -> str:
    """Return when it ends in words: one moment, or the first and the last it may be."""
    if due_date.is_exact:
        return format_moment(due_date.earliest)
    return _("between %(first)s and %(last)s") % {
        "first": format_moment(due_date.earliest),
        "last": format_moment(due_date.latest),
    }


def _time_left(due_date: DueDate, now: datetime) -> str:
    """Return the full hours left, or over, in words; below two hours the minutes, too.

    It is over when the last that it may mean is; in between it may be.
    """
    first, deadline = due_date.earliest, due_date.latest
    if not (isinstance(first, datetime) and isinstance(deadline, datetime)):
        return ""
    if due_date.passed(now) == "maybe":
        return str(PERHAPS)
    if due_date.passed(now) == "yes":
        return _over(deadline, now)
    hours, minutes = divmod(detainer_clock.whole_minutes(now, first), 60)
    if hours >= 2:
        return str(HOURS_LEFT).replace("#", str(hours))
    return str(MINUTES_LEFT).replace("##", str(minutes)).replace("#", str(hours))


def _over(deadline: datetime, now: datetime) -> str:
    hours = detainer_clock.whole_hours(now, deadline)
    if hours == 0:
        return str(OVERDUE)
    if hours > -72:
        return _("%(hours)s hours overdue") % {"hours": -hours}
    return _("%(days)s days overdue") % {"days": -hours // 24}


def _kept_in_words(kept: tuple[timedelta, timedelta]) -> str:
    """Return how long somebody was kept after release was due, as a sentence."""
    least, most = (int(length.total_seconds()) // 60 for length in kept)
    if least == most:
        return _("The stay went on for %(hours)s hours and %(minutes)s minutes after that.") % {
            "hours": least // 60,
            "minutes": least % 60,
        }
    return _("The stay went on for %(least)s to %(most)s hours after that.") % {
        "least": least // 60,
        "most": -(-most // 60),
    }


def deadline_context(facts: Facts, now: datetime, footnotes: Footnotes) -> list[dict[str, Any]]:
    """Return the last days of these facts for a page, and number their sources."""
    deadlines = []
    for deadline in deadlines_for(facts):
        passed, has_begun = deadline.passed(now), deadline.has_begun(now)
        waits = not has_begun or NOT_BEGUN in deadline.unknowns
        is_task = deadline.is_task(now)
        advice = WHEN_IT_BEGINS if waits else deadline.advice
        due_dates = [
            DueDateText(
                due_date.name,
                end_in_words(due_date),
                due_date.passed(now),
                # A clock that counts down says "over" at its end: only where that is one moment.
                due_date.earliest.isoformat() if due_date.has_time and due_date.is_exact else "",
                "" if deadline.is_retrospective else _time_left(due_date, now),
            )
            for due_date in (deadline.due_dates if has_begun else ())
        ]
        deadlines.append(
            {
                "rule": deadline.rule,
                # Both readings of the claim for money have names, even where only one has a day.
                "names_readings": len(due_dates) > 1 or deadline.rule.slug == "ftca",
                # Two counts that give one moment are one date.
                "counts_agree": len(due_dates) > 1 and len({due.text for due in due_dates}) == 1,
                "name": deadline.name,
                # What has passed commands nothing.
                "advice": advice if is_task or deadline.is_retrospective else deadline.rule.if_over,
                "is_task": is_task,
                "is_retrospective": deadline.is_retrospective,
                "start": deadline.start,
                "due_dates": due_dates,
                "may_have_passed": passed == "maybe" and not deadline.is_retrospective,
                "has_passed": passed == "yes" and not deadline.is_retrospective,
                # The rule of CRCL says in its own words that no day was found.
                "is_unconfirmed": not deadline.rule.is_confirmed and deadline.rule.slug != "crcl",
                "overdue_advice": deadline.overdue_advice(passed),
                "always": footnotes.cite(deadline.rule.always) if deadline.rule.always else None,
                "unknowns": deadline.unknowns if has_begun else (NOT_BEGUN,),
                "kept": _kept_in_words(deadline.kept) if deadline.kept else "",
                "legal_basis": [footnotes.cite(item) for item in deadline.legal_basis],
            }
        )
    return deadlines


def has_upcoming_date(deadlines: Iterable[dict[str, Any]]) -> bool:
    """Say whether a calendar file of these would hold anything."""
    return any(due_date.is_ahead for deadline in deadlines for due_date in deadline["due_dates"])
