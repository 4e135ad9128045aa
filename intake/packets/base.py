"""What every paper has, and the pieces that many papers share. Papers are in English: offices
read it; what the person wrote stands in it unchanged."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format

from intake.documents.blocks import Bullets, Document, Heading, Lines, Paragraph, Row
from intake.documents.jail_sheet import clock_rows
from intake.sources.base import Cited, cited

from .told import Told

LETTER, FORM, ONLINE, OWN = "letter", "form", "online", "own"


@dataclass(frozen=True)
class Paper:
    """`kind`: a letter; a form of ours to sign; text for a web form; or the person's own sheet.

    `tells` names the pages of the form whose answers stand in it, all of them. `law` are the rules
    it names, with their sources. `fits` says whether it is needed for what was told.
    """

    key: str
    name: str
    edition: str
    kind: str
    blocks: Callable[[Told], tuple]
    tells: tuple[str, ...] = ()
    law: tuple[Cited, ...] = ()
    fits: Callable[[Told], bool] = lambda told: True

    def build(self, told: Told) -> Document:
        return Document(self.name, "en", tuple(_flat(self.blocks(told))))


def _flat(blocks):
    for block in blocks:
        if isinstance(block, tuple):
            yield from _flat(block)
        elif block is not None:
            yield block


DECLARE_INSIDE = cited(
    "I declare under penalty of perjury that the foregoing is true and correct.", "S80"
)
DECLARE_OUTSIDE = cited(
    "I declare under penalty of perjury under the laws of the United States of America that the"
    " foregoing is true and correct.",
    "S80",
)


def head(told, to, about):
    """Return the top of a letter: from whom, to whom, on which day, about what."""
    rows = (
        Row("From", told.writer, "helper" if told.is_helper else "person"),
        Row("Address"),
        Row("Phone or email"),
        Row("To", to),
        Row("Date", date_format(told.today, "F j, Y")),
        Row("About", about),
    )
    return (Lines(rows), _for_whom(told))


def _for_whom(told):
    if not told.is_helper:
        return None
    relation = told.line("helper", "relation").lower() or "a helper"
    return Paragraph(
        f"I write for {told.name}. I am: {relation}. What follows is what I saw or was told."
    )


def who(told):
    """Return the person's names and numbers; what was not asked is left to fill in by hand."""
    return Lines(
        (
            Row("Full name", told.name, "person"),
            told.row("Other names or spellings", "person", "other_names"),
            told.row("Date of birth", "born", "birth_date"),
            told.row("Country of birth", "born", "birth_country"),
            told.row("Held at", "custody", "facility"),
            told.row("Booking number", "custody", "booking_number"),
            Row("Numbers on the hold", _numbers(told), "detainers"),
            Row("A-number, if there is one"),
        )
    )


def _numbers(told):
    holds = told.answers.get("detainers") or []
    return ", ".join(hold["number"] for hold in holds if hold.get("number"))


def hold_times(told):
    """Return the 48 hours by both counts, with what was not known."""
    due = told.known.due_out
    rows, note = clock_rows(due, told.known.state, told.known.zone)
    return (
        Heading("The 48 hours"),
        Lines((told.row("Would have been released", "held-over", "due_out"), *rows)),
        Paragraph(note),
    )


def law(*items):
    return Bullets(tuple(str(item.text) for item in items))


def signature(told, *, declare=False):
    """Return the place to sign, with the words of 28 U.S.C. 1746 for a statement inside the US."""
    words = Paragraph(str(DECLARE_INSIDE.text)) if declare else None
    return (
        words,
        Lines((Row("Name", told.writer), Row("Signature"), Row("Signed on (date)"))),
    )


def timeline(told):
    """Return the dates in order, each as it was given."""
    dated = told.dated()
    if not dated:
        return ()
    rows = tuple(Row(said, what) for _day, said, what in dated)
    return (Heading("Dates in order, as given"), Lines(rows))


EVERYTHING = (
    "filer", "custody", "danger", "problem", "person", "born", "start", "when-where", "hold",
    "detainers", "hold-copy", "match", "why-wrong", "proof", "held-over", "story", "profiling",
    "officers", "witnesses", "treatment", "harm", "told", "wants", "helper", "permission",
)  # fmt: skip
