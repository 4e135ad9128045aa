"""What every paper has, and the pieces that many papers share. Papers are in English: offices
read it; what the person wrote stands in it unchanged. Each office is told only what it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format

from intake.documents.blocks import (
    Bullets,
    Document,
    Heading,
    Lines,
    Paragraph,
    Row,
    Sign,
    without_empty,
)
from intake.documents.jail_sheet import clock_rows
from intake.sources.base import Cited, cited

from .told import Told

LETTER, FORM, ONLINE, OWN = "letter", "form", "online", "own"


@dataclass(frozen=True)
class Paper:
    """`kind`: a letter; a form of ours to sign; text for a web form; or the person's own sheet.

    `tells` names the pages of the form whose answers stand in it, all of them but `without`:
    (page, question, choice) that the office has no use for. `law` are the rules it names, with
    their sources. `fits` says whether it is needed for what was told. `advice` is for whoever
    reads it before it is sent, and stands beside the paper, never in it: texts, or functions that
    return one; `online_only` says with its source that it cannot be sent on paper.
    """

    key: str
    name: str
    edition: str
    kind: str
    blocks: Callable[[Told], tuple]
    tells: tuple[str, ...] = ()
    without: tuple[tuple[str, str, str], ...] = ()
    law: tuple[Cited, ...] = ()
    fits: Callable[[Told], bool] = lambda told: True
    advice: tuple = ()
    online_only: Cited | None = None

    def may_know(self, told: Told) -> Told:
        """Return what was told without the answers that this paper leaves out."""
        for step, name, code in self.without:
            told = told.without(step, name, code)
        return told

    def beside(self) -> list:
        """Return the advice that stands beside the paper today."""
        return [item() if callable(item) else item for item in self.advice]

    def build(self, told: Told) -> Document:
        blocks = without_empty(_flat(self.blocks(self.may_know(told))))
        return Document(self.name, "en", blocks)


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
KNOW_IT = (
    "Sign only what you know yourself. Write “I believe” or “I was told” for the rest."
    " A false word in it can be punished."
)


def written_by(told, label):
    """Return who writes: the helper, or the person."""
    return Row(label, told.writer, "helper" if told.is_helper else "person")


def helper_rows(told, label):
    """Return what the helper is to the person, and to which group they belong."""
    return (
        told.row(label, "helper", "relation"),
        Row("Group or office", told.line("helper", "group") or "None told", "helper"),
    )


def head(told, to, about, *, label="To"):
    """Return the top of a letter: from whom, for whom, to whom, on which day, about what."""
    helper = (
        Row("I write for", told.name, "person"),
        *helper_rows(told, "Who I am to this person"),
    )
    rows = (
        written_by(told, "From"),
        *(helper if told.is_helper else ()),
        Row("Address"),
        Row("Phone or email"),
        Row(label, to),
        Row("Date", date_format(told.today, "F j, Y")),
        Row("About", about),
    )
    return (Lines(rows), _as_a_helper(told))


def _as_a_helper(told):
    if not told.is_helper:
        return None
    return Paragraph("I write as a helper. What follows is what I saw or was told.")


# What an office may need to find somebody, beside the names.
BORN, BIRTHPLACE, CUSTODY, HOLDS, A_NUMBER = "born", "birthplace", "custody", "holds", "a-number"


def who(told, *needs):
    """Return the person's names, and of their numbers those that the office needs.

    What was not asked is left to fill in by hand. Where somebody is held stands in it only while
    they are.
    """
    other = told.line("person", "other_names")
    found = [
        Row("Full name", told.name, "person"),
        Row("Other names or spellings", other or "None told", "person"),
    ]
    if BORN in needs:
        found.append(told.row("Date of birth", "born", "birth_date"))
    if BIRTHPLACE in needs:
        found.append(told.row("Country of birth", "born", "birth_country"))
    if CUSTODY in needs and told.known.held:
        found.append(told.row("Held at", "custody", "facility"))
        found.append(told.row("Booking number", "custody", "booking_number"))
    if HOLDS in needs and told.known.hold == "yes":
        found.append(Row("Numbers on the hold", _numbers(told), "detainers"))
    if A_NUMBER in needs:
        found.append(Row("A-number, if there is one"))
    return Lines(tuple(found))


def _numbers(told):
    holds = told.answers.get("detainers") or []
    return ", ".join(hold["number"] for hold in holds if hold.get("number"))


def hold_times(told):
    """Return the 48 hours by both counts, with what was not known."""
    due = told.known.due_out
    rows, note = clock_rows(due, told.known.state, told.known.zone)
    return (
        Heading("The 48 hours"),
        Lines((told.row("Should have gone free", "held-over", "due_out"), *rows)),
        Paragraph(f"{note} Federal holidays are left out. Other holidays may be kept here."),
    )


def law(*items):
    """Return rules as a list, each with its mark where it is less than sure."""
    return Bullets(tuple(map(str, items)))


def sworn(told, name, pen="Signature"):
    """Return the words of 28 U.S.C. 1746, by where the person is, and the place to sign them."""
    words = DECLARE_OUTSIDE if told.known.where == "abroad" else DECLARE_INSIDE
    return (
        Paragraph(str(words.text)),
        Sign((name, Row("Executed on (date)"), Row(pen))),
    )


def signature(told):
    """Return the place to sign. A helper signs as a helper, and swears nothing for another."""
    if told.is_helper:
        return Sign(
            (
                Row("Name", told.writer, "helper"),
                Row("I sign as a helper, for", told.name, "person"),
                Row("Signature"),
                Row("Signed on (date)"),
            )
        )
    name = Row("Name", told.name, "person")
    if told.declare:
        return sworn(told, name)
    return Sign((name, Row("Signature"), Row("Signed on (date)")))


def timeline(told):
    """Return the dates in order, each as it was given."""
    dated = told.dated()
    if not dated:
        return ()
    rows = tuple(Row(said, what) for _day, said, what in dated)
    return (Heading("Dates in order, as given"), Lines(rows))


EVERYTHING = (
    "custody", "danger", "problem", "person", "born", "start", "when-where", "hold", "detainers",
    "hold-copy", "match", "why-wrong", "proof", "held-over", "story", "profiling", "officers",
    "witnesses", "treatment", "harm", "told", "wants", "helper", "permission",
)  # fmt: skip
