"""Last days as a calendar file (RFC 5545). Titles are neutral: somebody may look at the phone."""

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from intake.flow.facts import Facts

from .base import DueDate, Rule
from .computed import deadlines_for
from .rules import RULES

# A number says nothing of the rule.
ORDER = {rule.slug: number for number, rule in enumerate(RULES)}
ALARMS = (timedelta(days=-7), timedelta(days=-1))


def to_calendar(facts: Facts, *, now: datetime) -> bytes:
    """Return the file of all last days of some facts that are still ahead."""
    found = Calendar()
    found.add("prodid", "-//calendar//EN")
    found.add("version", "2.0")
    for deadline in (deadline for deadline in deadlines_for(facts) if deadline.has_begun(now)):
        for place, due_date in enumerate(deadline.due_dates):
            if due_date.passed(now) == "no":
                found.add_component(_event(deadline.rule, due_date, place, now))
    made: bytes = found.to_ical()
    return made


def _event(rule: Rule, due_date: DueDate, place: int, now: datetime) -> Event:
    event = Event()
    title = str(rule.neutral_title)
    event.add("summary", title)
    # Nothing of the person, and the same for the same day: a second import changes nothing.
    event.add("uid", f"{due_date.earliest.isoformat()}/{ORDER[rule.slug]}/{place}")
    event.add("dtstamp", now.astimezone(UTC))
    if isinstance(due_date.earliest, datetime):
        start = due_date.earliest.astimezone(UTC)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=15))
    else:
        event.add("dtstart", due_date.earliest)
        event.add("dtend", due_date.earliest + timedelta(days=1))
    event.add("class", "PRIVATE")
    for before in (timedelta(hours=-3),) if isinstance(due_date.earliest, datetime) else ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event
