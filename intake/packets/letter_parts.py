"""Parts that many letters share: the head, who writes, notes, hours, law and timeline."""

from collections.abc import Sequence

from django.utils.formats import date_format

from intake.citations.base import Claim
from intake.flow.facts import earliest, is_complete
from intake.packets.documents.jail_letter_short import PROBABLE_CAUSE, detainer_hours_rows
from intake.rendering.blocks import (
    Block,
    BulletList,
    Heading,
    NumberedList,
    Paragraph,
    Piece,
    Row,
    Table,
)

from .document_input import DocumentInput
from .sentences import moments
from .sentences.base import TO_DHS
from .sentences.facts import of_custody
from .sentences.voice import knowledge_sentence, permission_sentence, relation_sentence


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
    """Return the top of a letter: from whom, for whom, to whom, on which day, about what.

    An office that is not known is a line to fill in.
    """
    helper = (
        Row("I write for", doc_input.name, "person"),
        *helper_rows(doc_input, "Who I am to this person"),
    )
    rows = (
        written_by(doc_input, "From"),
        *(helper if doc_input.is_helper else ()),
        *contact_rows(doc_input),
        Row(label, to),
        Row("Date", date_format(doc_input.today, "F j, Y")),
        Row("About", about),
    )
    return (Table(rows), helper_note(doc_input))


def contact_rows(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return where the answer goes: only what the filer wants on letters."""
    lines = "\n".join(doc_input.choices.contact.lines())
    return (Row("Please answer to", lines),) if lines else ()


def helper_note(doc_input: DocumentInput) -> Piece:
    """Return who writes for another, whether that other's permission is there, and how the helper
    knows what they write."""
    if not doc_input.is_helper:
        return None
    parts = (
        relation_sentence(doc_input),
        permission_sentence(doc_input),
        knowledge_sentence(doc_input),
    )
    return Paragraph(" ".join(filter(None, parts)))


def questions_note(doc_input: DocumentInput) -> Paragraph:
    """Return the sentence that stands above the first answers in a letter."""
    return Paragraph(
        "These are questions of the volunteer service that helped me write this, with my answers."
        " Questions that I did not answer are left out."
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
    """Return the dated events of these pages in order, as numbered sentences."""
    found = [
        fact.text
        for fact in of_custody(doc_input, to=TO_DHS)
        if fact.step in steps and moments.when(fact.when)
    ]
    return (Heading("What happened, by date"), NumberedList(tuple(found)))
