"""One page for the jail, in English: who it is, what the law says, and what is asked of the jail.

It is made before anything is stored. What is not known is left as a line to fill in by hand.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

from intake.citations.base import Claim, claim
from intake.citations.state_law import STATE_LAWS
from intake.citations.texts import SOURCES
from intake.deadlines import detainer_clock
from intake.deadlines.display import format_moment
from intake.flow.facts import Partial
from intake.flow.fields import format_partial_date
from intake.flow.hours import time_of
from intake.flow.place import zones_of
from intake.flow.states import STATE_TIMEZONES, STATES
from intake.reading.times import Time
from intake.rendering.blocks import BulletList, Document, Heading, Paragraph, Row, SmallPrint, Table
from intake.routes.state_law_status import line_of

# The jail reads English whatever the site's language, so these words are not translated.
# How long a hold may keep somebody. It says nothing of a paper that only asks for notice.
DETAINER_HOURS_LAW = (
    claim(
        "8 CFR 287.7(d): a person may be kept on a detainer for no more than 48 hours, leaving"
        " out Saturdays, Sundays and holidays.",
        "S32",
    ),
    claim(
        "ICE guidance on Form I-247A (2017): up to 48 hours past the time of release. It names no"
        " days that are left out.",
        "S31",
        "S33",
    ),
    claim(
        "The time runs from when the person would otherwise have been released, and not from when"
        " the detainer came.",
        "S31",
        "S32a",
    ),
)
LAW = (
    claim(
        "An immigration detainer is a request by ICE. It is not an order of a judge. Federal"
        " courts have said so: Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014).",
        "S33",
        "S69",
    ),
    *DETAINER_HOURS_LAW,
    claim(
        "By the same guidance, the detainer takes effect only if a copy is served on the person.",
        "S31",
    ),
    claim("Form I-247G asks only for notice of release. It does not ask to keep anyone.", "S36"),
)

# What holds from the first minute. It stands wherever the hours stand, so that no letter reads
# as if there were a time in which a jail may keep somebody without cause.
PROBABLE_CAUSE = claim(
    "Keeping a person after release was due is a new arrest, which needs its own probable cause"
    " from the first minute. Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015).",
    "S122",
)


# The rows that come with this site, in the sentences for a jail.
STATE_LETTERS = tuple(law.letter for law in STATE_LAWS.values())


def state_law(state: str) -> tuple[Claim, ...]:
    """Return what the law of that state says, as its row stands today; nothing without a row."""
    line = line_of(state)
    return (Claim(line.letter, ()),) if line else ()


REQUESTS = (
    "A copy of the detainer and of any warrant, with the date and time when each came in.",
    "The date and time when a copy of it was given to the person.",
    "The date and time when the person would have been released without the detainer.",
    "Release now, if release was due; or the written authority and the probable cause for keeping"
    " the person.",
    "Keep all video, logs, phone records and booking papers from the day of arrest on.",
)


OTHER_HOLIDAYS = "State and local holidays are not looked at."


def detainer_hours_rows(
    due_out: Partial | None, state: str, zone: str
) -> tuple[tuple[Row, ...], str]:
    """Return the rows for the 48 hours, and a sentence on what was not known, in English.

    Where the hour of release is not exact, each row gives the last moment that it may mean: no
    paper claims an end that may be too early. Without a day there is no end.
    """
    labels = (
        "The 48 hours end, no day left out",
        "The 48 hours end, leaving out weekends and federal holidays",
    )
    zones = zones_of(state, zone)
    start = detainer_clock.start_of(due_out, zones)
    if due_out is None or start is None:
        return tuple(
            map(Row, labels)
        ), f"Count both from the time of release above. {OTHER_HOLIDAYS}"
    found, said = detainer_clock.ends(start), time_of(due_out)
    is_about = isinstance(said, Time) and said.about
    with override("en"):
        rows = tuple(
            Row(label, _end_in_words(found[key], is_about))
            for label, key in zip(labels, ("straight", "working"), strict=True)
        )
    notes = [] if state in STATE_TIMEZONES else ["The state is not known."]
    notes.append(f"Times are {zones[0]} time.")
    if len(zones) > 1:
        notes.append("The state has two times; these allow for both.")
    if not start.is_exact and not (due_out.get("time") or "").strip():
        notes.append("The hour of release was not given, so these allow for the whole day.")
    return rows, " ".join([*notes, OTHER_HOLIDAYS])


def _end_in_words(due_date: detainer_clock.Span, is_about: bool) -> str:
    """Return an end as a paper may claim it."""
    deadline = format_moment(due_date.latest)
    return deadline if due_date.is_exact and not is_about else f"no later than {deadline}"


def build(fields: Mapping[str, Any], *, today: date) -> Document:
    """Return the sheet as a Document.

    `fields` may hold name, born and due_out (partial dates), facility, booking, state (postal code)
    and zone; whatever is missing or empty is left blank.
    """
    with override("en"):
        return _build(fields, today)


def _build(fields: Mapping[str, Any], today: date) -> Document:
    rows, note = detainer_hours_rows(
        fields.get("due_out"), fields.get("state", ""), fields.get("zone", "")
    )
    keys = dict.fromkeys(key for item in (*LAW, PROBABLE_CAUSE) for key in item.sources)
    sources = "; ".join(f"{SOURCES[key].title} ({SOURCES[key].date})" for key in keys)
    checked = max(SOURCES[key].checked_on for key in keys)
    place = ", ".join(
        filter(None, (fields.get("facility", ""), dict(STATES).get(fields.get("state", ""), "")))
    )
    return Document(
        title="To the jail: about an immigration hold (detainer)",
        lang="en",
        blocks=(
            Paragraph(
                "This sheet was made by or for the person named here. It does not come from a"
                " government office. It does not take the place of a lawyer."
            ),
            Table(
                (
                    Row("Name", fields.get("name", "")),
                    Row("Date of birth", format_partial_date(fields.get("born"))),
                    Row("Jail", place),
                    Row("Booking number", fields.get("booking", "")),
                    Row("Would have been released", format_partial_date(fields.get("due_out"))),
                )
            ),
            Heading("We ask the jail for these"),
            BulletList(REQUESTS),
            Heading("The 48 hours"),
            Table(rows),
            Paragraph(str(PROBABLE_CAUSE)),
            SmallPrint(note),
            Heading("What the law and ICE's own papers say"),
            BulletList(tuple(str(item) for item in (*state_law(fields.get("state", "")), *LAW))),
            Heading("Handed in"),
            Table(
                (
                    Row("By (name)"),
                    Row("Date and time"),
                    Row("Taken by (name, badge)"),
                )
            ),
            SmallPrint(
                f"Sources: {sources}. Read from stored copies by {date_format(checked, 'F j, Y')}."
                f" Sheet made on {date_format(today, 'F j, Y')}."
            ),
        ),
    )
