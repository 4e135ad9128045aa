"""One page for the jail, in English, read at a counter at night: who, what is asked by when, why.

It is made before anything is stored. Release comes first, and nothing concedes that the 48 hours
are a time in which a jail may keep somebody. What is not known leaves no trace, but for the name,
the jail and the booking number, which can be filled in with a pen.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from intake.citations.base import Claim
from intake.citations.letter_law import NEW_ARREST, REQUEST_ONLY
from intake.citations.state_law import STATE_LAWS
from intake.deadlines import detainer_clock
from intake.deadlines.detainer_clock import Span
from intake.flow.date_fields import format_partial_date
from intake.flow.facts import Partial, earliest
from intake.flow.place import zones_of
from intake.flow.states import STATE_TIMEZONES, STATES
from intake.rendering.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    NumberedList,
    Paragraph,
    Row,
    SubjectLines,
    Table,
)
from intake.rendering.language import in_english
from intake.routes.state_law_status import line_of

from ..sentences import letter, moments

# The jail reads English whatever the site's language, so these words are not translated.
# The rows that come with this site, in the sentences for a jail.
STATE_LETTERS = tuple(law.letter for law in STATE_LAWS.values())
LAW = (REQUEST_ONLY, NEW_ARREST)
RELEASE = "Release this person now."
ANSWER = (
    "Or give a written answer: by what authority, and on what probable cause, do you keep this"
    " person? Did ICE ask for it?"
)
CONFIRM = (
    "Confirm in writing that you will release this person as soon as release is due, and will not"
    " keep anyone on a request from ICE."
)
COPY = (
    "If there is a detainer or a warrant: give this person a copy, with the date and time at which"
    " it came in. If there is none, say so in writing."
)
WHEN = "Say when this person would have been released without ICE: the date and the time."
RECORDS = "Keep all video, logs, phone records and booking records of this person's whole stay."
RECEIPT = (
    Row("Handed in by (name, date and time)"),
    Row("Received by (name and badge, date and time)"),
)


def law_of(state: str) -> tuple[Claim, ...]:
    """Return the law for a jail, at most three sentences: probable cause first, then what the row
    of its state says today, where it has one."""
    line = line_of(state)
    return (*LAW, line.letter_claim) if line else LAW


def _is_ahead(due_out: Partial | None, today: date) -> bool:
    day = earliest(due_out)
    return day is not None and day > today


def hours_sentence(due_out: Partial | None, state: str, zone: str, *, today: date) -> str:
    """Return both ends of the 48 hours, or that both are over; "" without a day, or before it.

    Where the hour of release is not exact, each end is the last moment that it may mean: no letter
    claims an end that may be too early.
    """
    start = detainer_clock.start_of(moments.without_guess(due_out), zones_of(state, zone))
    if start is None or _is_ahead(due_out, today):
        return ""
    ends = detainer_clock.ends(start)
    if moments.is_over(ends["working"], today):
        return "More than 48 hours have passed since release was due, however they are counted."
    straight, working = (_end_words(ends[name]) for name in ("straight", "working"))
    left_out = "if Saturdays, Sundays and federal holidays are left out"
    counted = (
        f"{straight}, and also {left_out}"
        if straight == working
        else f"{straight}, or, {left_out}, {working}"
    )
    return moments.neat(
        "If ICE sent a detainer: it covers at most 48 hours after release was due (8 CFR 287.7(d)),"
        " and it is no permission to keep anyone without probable cause. Counted straight through,"
        f" that time ends {counted}.{_zone_note(state, zone)}"
    )


def _end_words(end: Span) -> str:
    words = moments.moment_words(end.latest)
    if not end.is_exact:
        return f"no later than {words}"
    return f"at {words}" if words.startswith("midnight") else f"on {words}"


def _zone_note(state: str, zone: str) -> str:
    """Return by which clock the ends are told, where the state alone does not say it."""
    zones = zones_of(state, zone)
    if len(zones) > 1:
        return f" This is {zones[0]} time, and it allows for both time zones of the state."
    return "" if len(STATE_TIMEZONES.get(state, ())) == 1 else f" This is {zones[0]} time."


def _headline(due_out: Partial | None, today: date) -> str:
    due = moments.when(due_out)
    if _is_ahead(due_out, today):
        return moments.neat(f"Release is due {due}. Is there an immigration detainer?")
    if due:
        return moments.neat(f"Kept after release was due {due}. Is there an immigration detainer?")
    return "Is this person kept after release was due? Is there an immigration detainer?"


def _asked(due_out: Partial | None, today: date) -> tuple[Block, ...]:
    """Return what is asked: the most urgent first, with the day by which it is asked."""
    by = f"12 noon on {moments.day_words(today + timedelta(days=1))}"
    more = (COPY, *(() if earliest(due_out) else (WHEN,)), RECORDS)
    if _is_ahead(due_out, today):
        return (Heading(f"Please, by {by}"), BulletList((CONFIRM, *more)))
    return (
        Heading(f"Please do one of these by {by}"),
        NumberedList((RELEASE, ANSWER), "A"),
        Heading("Please also"),
        BulletList(more),
    )


def _please(due_out: Partial | None, today: date) -> str:
    by = f"12 noon on {moments.day_words(today + timedelta(days=1))}"
    if _is_ahead(due_out, today):
        return f"Please confirm the release in writing by {by}"
    return f"Please release this person now, or answer in writing by {by}"


def _about(fields: Mapping[str, Any], state: str) -> Table:
    """Return the person and the jail. A line for a pen stays where the desk looks somebody up."""
    place = ", ".join(filter(None, (fields.get("facility", ""), dict(STATES).get(state, ""))))
    born = format_partial_date(fields.get("born"))
    return Table(
        (
            Row("Name", fields.get("name", "")),
            *((Row("Born", born),) if born else ()),
            Row("Booking number", fields.get("booking", "")),
            Row("Jail", place),
        )
    )


def _answer_to(fields: Mapping[str, Any]) -> Paragraph:
    contact = ", ".join(filter(None, (fields.get("from_name", ""), fields.get("from_phone", ""))))
    also = f", and to {contact}" if contact else ""
    return Paragraph(f"Please answer in writing to the person named above{also}. Thank you.")


@in_english
def build(fields: Mapping[str, Any], *, today: date) -> Document:
    """Return the letter as a Document.

    `fields` may hold name, born and due_out (partial dates), facility, booking, state (a postal
    code), zone, from_name and from_phone; `today` is the date at the jail.
    """
    due_out, state = fields.get("due_out"), fields.get("state", "")
    name, day = fields.get("name", ""), moments.day_words(today)
    hours = hours_sentence(due_out, state, fields.get("zone", ""), today=today)
    blocks: tuple[Block, ...] = (
        Paragraph(f"To the records desk or the shift supervisor\n{day}"),
        SubjectLines(
            (_headline(due_out, today), _please(due_out, today)),
            about=", ".join(filter(None, (name, day))),
        ),
        _about(fields, state),
        *_asked(due_out, today),
        Heading("Why"),
        BulletList(tuple(map(str, law_of(state)))),
        *((Paragraph(hours),) if hours else ()),
        _answer_to(fields),
        Table(RECEIPT),
        letter.service_line(),
    )
    return Document(title="To the jail: please release", lang="en", blocks=blocks)
