"""One page for the jail, in English: who it is, what the law says, and what is asked of the jail.

It is made before anything is stored. What is not known is left as a line to fill in by hand.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

from intake.citations.base import REPORT, Claim, claim
from intake.citations.state_law import STATE_LAWS
from intake.citations.texts import SOURCES
from intake.deadlines import detainer_clock
from intake.deadlines.display import format_moment
from intake.flow.date_fields import format_partial_date
from intake.flow.facts import Partial
from intake.flow.hours import time_of
from intake.flow.place import zones_of
from intake.flow.states import STATE_TIMEZONES, STATES
from intake.reading.times import Time
from intake.rendering.blocks import BulletList, Document, Heading, Paragraph, Row, SmallPrint, Table
from intake.rendering.language import in_english
from intake.routes.state_law_status import line_of

# The jail reads English whatever the site's language, so these words are not translated.
# How long a hold may keep somebody. It says nothing of a paper that only asks for notice.
DETAINER_HOURS_LAW = (
    claim(
        "8 CFR 287.7(d): a detainer lasts no more than 48 hours, leaving out Saturdays, Sundays"
        " and holidays.",
        "S32",
    ),
    claim(
        "ICE guidance on Form I-247A (2017): up to 48 hours past release. It names no days"
        " that are left out.",
        "S31",
        "S33",
    ),
    claim(
        "The time runs from when the person would have been released, not from when the detainer"
        " came.",
        "S31",
    ),
)
# What holds from the first minute, for any hold and for none. It stands wherever the hours stand,
# so that no letter reads as if there were a time in which a jail may keep somebody without cause.
PROBABLE_CAUSE = claim(
    "Keeping a person after release was due is a new arrest. It needs its own probable cause"
    " from the first minute. Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015).",
    "S122",
)
PROBABLE_CAUSE_LAW = (
    PROBABLE_CAUSE,
    claim(
        "A neutral magistrate must promptly find that cause. Gonzalez v. ICE, 975 F.3d 788 (9th"
        " Cir. 2020).",
        "S120",
        "S121",
    ),
)
# The rows that come with this site, in the sentences for a jail.
STATE_LETTERS = tuple(law.letter for law in STATE_LAWS.values())
LAW = (
    *PROBABLE_CAUSE_LAW,
    claim(
        "A detainer is a request by ICE, and no order of a judge. Galarza v. Szalczyk, 745 F.3d"
        " 634 (3d Cir. 2014).",
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

REQUESTS = (
    "State now by what authority and on what probable cause the person is kept after release was"
    " due.",
    "A copy of the detainer and of any warrant, and the times when they came in and were served.",
    "The date and time when the person would have been released without the detainer.",
    "Release now, if release was due; or the written authority and the probable cause for keeping"
    " the person.",
    "Keep all video, logs, phone records and booking papers from the day of arrest on.",
)


def law_of(state: str) -> tuple[Claim, ...]:
    """Return the rules for a jail: first what the row of its state says today, where it has one."""
    line = line_of(state)
    return (line.letter_claim, *LAW) if line else LAW


OTHER_HOLIDAYS = "State and local holidays are not looked at."


@in_english
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


@in_english
def build(fields: Mapping[str, Any], *, today: date) -> Document:
    """Return the sheet as a Document.

    `fields` may hold name, born and due_out (partial dates), facility, booking, state (postal code)
    and zone; whatever is missing or empty is left blank.
    """
    rows, note = detainer_hours_rows(
        fields.get("due_out"), fields.get("state", ""), fields.get("zone", "")
    )
    law = law_of(fields.get("state", ""))
    # A ruling, a statute or a rule is named by its sentence.
    keys = [
        key
        for key in dict.fromkeys(key for item in law for key in item.sources)
        if SOURCES[key].kind == REPORT
    ]
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
                "Made by or for the person named here, by no government office. It does not take"
                " the place of a lawyer."
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
            BulletList(tuple(str(item) for item in law if item is not PROBABLE_CAUSE)),
            Heading("Handed in"),
            Table(
                (
                    Row("By (name)"),
                    Row("Date and time"),
                    Row("Taken by (name, badge)"),
                )
            ),
            SmallPrint(
                f"Sources: {sources}. Read by {date_format(checked, 'F j, Y')}."
                f" Sheet made on {date_format(today, 'F j, Y')}."
            ),
        ),
    )
