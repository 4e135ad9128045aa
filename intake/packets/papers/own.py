"""The person's own sheet: what to do, by when, and what to keep."""

from django.utils.translation import override

from intake.deadlines.last_days import last_days
from intake.deadlines.shown import moment_in_words
from intake.documents.blocks import Bullets, Heading, Lines, Paragraph, Row
from intake.routes.fitting import fitting

from ..base import OWN, Paper

KEEP = (
    "the hold paper, any warrant, any paper from ICE or a court, and the envelopes",
    "the booking sheet, the bail receipt, the release papers",
    "proof of who you are: show copies, keep the first ones safe",
    "a list of calls: day, hour, name, what was said",
)


def checklist(told):
    """Return the last days, the ways that fit, and what to keep. It says no names of offices'
    staff and nothing that was told: it may lie on a table."""
    with override("en"):
        days = tuple(
            Row(str(last.name), "; ".join(moment_in_words(end.first) for end in last.ends)
                or str(last.then))
            for last in last_days(told.known)
        )  # fmt: skip
        ways = tuple(
            f"{route.name}: {fit.reason} {route.careful}" for route, fit in fitting(told.known).fit
        )
    return (
        Paragraph("This is for you. Do not send it to anyone."),
        Heading("Your last days, at the earliest"),
        Lines(days),
        Heading("Ways that fit, in order"),
        Bullets(ways),
        Heading("Keep these"),
        Bullets(KEEP),
        Heading("What I sent, and when"),
        Lines(tuple(Row(f"{number}.") for number in range(1, 7))),
        Paragraph(
            "We work the days out from what you wrote. They are no promise and not legal advice."
        ),
    )


CHECKLIST = Paper(
    key="checklist",
    name="My list: what to do, and by when",
    edition="2026-11",
    kind=OWN,
    blocks=checklist,
)
