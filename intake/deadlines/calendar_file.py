"""Last days as a calendar file (RFC 5545). Titles are neutral: somebody may look at the phone."""

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from intake.flow.facts import Facts

from .last_days import RULES, End, Rule, last_days

# A number says nothing of the rule.
ORDER = {rule.key: number for number, rule in enumerate(RULES)}
ALARMS = (timedelta(days=-7), timedelta(days=-1))


def to_calendar(known: Facts, *, now: datetime) -> bytes:
    """Return the file of all last days of some facts that are still ahead."""
    found = Calendar()
    found.add("prodid", "-//calendar//EN")
    found.add("version", "2.0")
    for last in last_days(known):
        for place, end in enumerate(last.ends):
            if end.passed(now) == "no":
                found.add_component(_event(last.rule, end, place, now))
    made: bytes = found.to_ical()
    return made


def _event(rule: Rule, end: End, place: int, now: datetime) -> Event:
    event = Event()
    title = str(rule.neutral)
    event.add("summary", title)
    # Nothing of the person, and the same for the same day: a second import changes nothing.
    event.add("uid", f"{end.first.isoformat()}/{ORDER[rule.key]}/{place}")
    event.add("dtstamp", now.astimezone(UTC))
    if isinstance(end.first, datetime):
        start = end.first.astimezone(UTC)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=15))
    else:
        event.add("dtstart", end.first)
        event.add("dtend", end.first + timedelta(days=1))
    event.add("class", "PRIVATE")
    for before in (timedelta(hours=-3),) if isinstance(end.first, datetime) else ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event
