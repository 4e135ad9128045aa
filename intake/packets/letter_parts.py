"""Parts that many letters share: the head, who writes, notes, hours, law and timeline."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format

from intake.citations.base import Claim
from intake.flow.date_fields import format_partial_date
from intake.flow.facts import Partial, earliest, is_complete
from intake.packets.documents.jail_letter_short import PROBABLE_CAUSE, detainer_hours_rows
from intake.rendering.blocks import (
    Block,
    BulletList,
    Heading,
    Paragraph,
    Piece,
    Row,
    Table,
)

from .document_input import DocumentInput


def represents(doc_input: DocumentInput) -> bool:
    """Say whether the helper is a lawyer or an accredited representative."""
    return doc_input.is_helper and (
        doc_input.answer("helper", "relation") in ("lawyer", "representative")
        or doc_input.answer("permission", "knows") == "lawyer"
    )


def written_by(doc_input: DocumentInput, label: str) -> Row:
    """Return who writes: the helper, or the person."""
    return Row(label, doc_input.writer, "helper" if doc_input.is_helper else "person")


def helper_rows(doc_input: DocumentInput, label: str) -> tuple[Row, ...]:
    """Return what the helper is to the person, and to which group they belong, if to one."""
    group = doc_input.row("Group or office", "helper", "group")
    return (doc_input.row(label, "helper", "relation"), *((group,) if group.value else ()))


def letter_head(
    doc_input: DocumentInput, to: str, about: str, *, label: str = "To"
) -> tuple[Piece, ...]:
    """Return the top of a letter: from whom, for whom, to whom, on which day, about what."""
    helper = (
        Row("I write for", doc_input.name, "person"),
        *helper_rows(doc_input, "Who I am to this person"),
    )
    rows = (
        written_by(doc_input, "From"),
        *(helper if doc_input.is_helper else ()),
        Row("Address"),
        Row("Phone or email"),
        Row(label, to),
        Row("Date", date_format(doc_input.today, "F j, Y")),
        Row("About", about),
    )
    return (Table(rows), helper_note(doc_input))


# By whether the person knows of it: what stands in a letter about their signed yes.
_THEIR_YES = {
    "can_sign": "This person's signed permission comes with this.",
    "cannot_now": "This person cannot sign now. I will send their permission if they give it.",
    "cannot_reach": "I cannot reach this person now. I will ask for their permission when I can,"
    " and send it if they give it.",
    "parent": "This is my child.",
    "lawyer": "",
}


def helper_note(doc_input: DocumentInput) -> Piece:
    """Return who writes for another, and whether that other's permission is there."""
    if not doc_input.is_helper:
        return None
    me = "this person's lawyer or representative" if represents(doc_input) else "a helper"
    yes = _THEIR_YES.get(doc_input.answer("permission", "knows"), "")
    text = f"I write as {me}. What follows is what I saw or was told. {yes}"
    return Paragraph(text.strip())


def questions_note(doc_input: DocumentInput) -> Paragraph:
    """Return the sentence that stands above the first answers in a letter."""
    return Paragraph(
        doc_input.voiced(
            "The questions are those of a form that I filled in. “You” in a question means me."
            " “Us” means the service whose form it is.",
            "The questions are those of a form that I filled in. “This person” in a question means"
            " the person I write for; “you” means me. “Us” means the service whose form it is.",
        )
    )


def first_answer_blocks(doc_input: DocumentInput, *steps: str) -> tuple[Piece, ...]:
    """Return the account of these pages below the sentence that says whose questions they are."""
    found = doc_input.answer_blocks(*steps)
    return (questions_note(doc_input), *found) if found else ()


NOT_BEGUN = (
    "Release is not due yet, so the 48 hours have not begun. They begin when release is due, and"
    " not when the hold came."
)

NO_DAY = "The day is not known, so no end of the 48 hours can be given."


def detainer_hours(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the 48 hours by both counts, with what was not known; nothing without a start, nor
    where the paper asks for no hold: it gives no hours to keep anyone."""
    due = earliest(doc_input.facts.release_due_at)
    if doc_input.facts.notice_only or not due:
        return ()
    if due > doc_input.today:
        return (Heading("The 48 hours"), Paragraph(NOT_BEGUN), Paragraph(str(PROBABLE_CAUSE)))
    said = doc_input.row("Should have gone free", "held-over", "due_out")
    if not is_complete(doc_input.facts.release_due_at):
        return (
            Heading("The 48 hours"),
            Table((said,)),
            Paragraph(NO_DAY),
            Paragraph(str(PROBABLE_CAUSE)),
        )
    rows, note = detainer_hours_rows(
        doc_input.facts.release_due_at, doc_input.facts.jail_state, doc_input.facts.timezone
    )
    return (
        Heading("The 48 hours"),
        Table((said, *rows)),
        Paragraph(str(PROBABLE_CAUSE)),
        Paragraph(note),
    )


def law_blocks(*items: Claim) -> Block:
    """Return rules as a list, or one as a paragraph, with its mark where it is less than sure."""
    texts = tuple(map(str, items))
    return BulletList(texts) if len(texts) > 1 else Paragraph(texts[0])


# Who signs a text that was read out to them says so; it is no part of what is sworn.
INTERPRETER_ROWS = (Row("Language it was read in"), Row("Read or interpreted by (name)"))


def timeline(doc_input: DocumentInput, steps: Sequence[str]) -> tuple[Piece, ...]:
    """Return the dates of these pages in order, each as it was given, if there is more than one;
    those without a year apart."""
    found = [event for event in _dated_events(doc_input) if event[0] in steps and event[1]]
    if len(found) < 2:
        return ()
    dated = sorted(
        (event for event in found if earliest(event[1])),
        key=lambda one: earliest(one[1]) or date.max,
    )
    undated = [event for event in found if not earliest(event[1])]
    return (
        Heading("Dates in order, as given"),
        Table(tuple(Row(format_partial_date(when), what) for _step, when, what in dated)),
        Heading("Without a date, in my words"),
        Table(tuple(Row(format_partial_date(when), what) for _step, when, what in undated)),
    )


def _dated_events(doc_input: DocumentInput) -> tuple[tuple[str, Partial | None, str], ...]:
    """Return (page, when it was, what happened) of every date that is asked for."""
    holds = doc_input.answers.get("detainers") or []
    they = "This person"
    return (
        ("when-where", doc_input.answer("when-where", "when"), "It began."),
        *(
            ("detainers", hold.get("placed_on"), "ICE sent the hold, as far as known.")
            for hold in holds
        ),
        ("hold-copy", doc_input.answer("hold-copy", "copy_on"), "A copy of the hold was given."),
        (
            "held-over",
            doc_input.answer("held-over", "due_out"),
            doc_input.voiced("I should have gone free.", f"{they} should have gone free."),
        ),
        (
            "held-over",
            doc_input.answer("held-over", "went_out"),
            doc_input.voiced("I went free.", f"{they} went free."),
        ),
    )
