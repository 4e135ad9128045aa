"""The person's own sheet: what to do, by when, and what to keep."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import override

from intake.deadlines.last_days import last_days
from intake.deadlines.shown import moment_in_words
from intake.documents.blocks import Bullets, Heading, Lines, Paragraph, Row
from intake.routes.base import FIRST, TELLS_GOVERNMENT
from intake.routes.fitting import fitting
from intake.routes.shown import caution
from intake.routes.states import statuses

from ..base import OWN, Paper

KEEP = (
    "the hold paper, any warrant, any paper from ICE or a court, and the envelopes",
    "the booking sheet, the bail receipt, the release papers",
    "proof of who you are: show copies, keep the first ones safe",
    "a list of calls: day, hour, name, what was said",
)


def days(told):
    """Return (day or moment, what) of every last day that has one, by each reading of its rule."""
    return [
        (moment_in_words(end.first), f"{last.name}: {end.name}")
        for last in last_days(told.known)
        for end in last.ends
    ]


def without_a_day(told):
    return tuple(f"{last.name}: {last.then}" for last in last_days(told.known) if not last.ends)


def way(route, fit):
    again = ", ".join(map(str, route.follow_up))
    ask = f"Ask again after {again} days." if again else ""
    return " ".join(filter(None, (f"{route.name}: {fit.reason}", str(route.careful), ask)))


def ask_again(told, found):
    """Return (day, what) for each of the first ways, as if it were sent on the day of the list."""
    dated = [
        (told.today + timedelta(days=days), route)
        for route, fit in found
        if fit.kind == FIRST
        for days in route.follow_up
    ]
    return [
        (date_format(day, "l, F j, Y"), f"Ask again: {route.name}")
        for day, route in sorted(dated, key=lambda pair: pair[0])
    ]


def checklist(told):
    """Return the last days, the ways that fit, and what to keep. It says no names of offices'
    staff and nothing that was told: it may lie on a table."""
    with override("en"):
        found = fitting(told.known, statuses()).fit
        return (
            Paragraph("This is for you. Do not send it to anyone."),
            Paragraph(before) if (before := str(caution(told.known))) else None,
            Heading("Your last days, at the earliest"),
            Lines(tuple(Row(day, what) for day, what in days(told))),
            Bullets(without_a_day(told)),
            Heading("Ways that fit, in order"),
            Paragraph(str(TELLS_GOVERNMENT))
            if any(route.warning is TELLS_GOVERNMENT for route, _fit in found)
            else None,
            Bullets(tuple(way(route, fit) for route, fit in found)),
            Heading(f"If you send the first ways on {date_format(told.today, 'F j, Y')}"),
            Lines(tuple(Row(day, what) for day, what in ask_again(told, found))),
            Heading("Keep these"),
            Bullets(KEEP),
            Heading("What I sent, and when"),
            Lines(tuple(Row(f"{number}.") for number in range(1, 7))),
            Paragraph(
                "We work the days out from what you wrote. They are no promise and not legal"
                " advice."
            ),
        )


CHECKLIST = Paper(
    key="checklist",
    name="My list: what to do, and by when",
    edition="2026-11-25",
    kind=OWN,
    blocks=checklist,
)
