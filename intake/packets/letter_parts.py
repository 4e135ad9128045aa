"""Parts that several documents share: who writes, whose questions they are, and law."""

from intake.citations.base import Claim
from intake.rendering.blocks import Block, BulletList, Paragraph, Row

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


def questions_note() -> Paragraph:
    """Return the sentence that stands above the first answers in a letter."""
    return Paragraph(
        "These are questions of the volunteer service that helped me write this, with my answers."
        " Questions that I did not answer are left out."
    )


def law_blocks(*items: Claim) -> Block:
    """Return rules as a list, or one as a paragraph, with its mark where it is less than sure."""
    texts = tuple(map(str, items))
    return BulletList(texts) if len(texts) > 1 else Paragraph(texts[0])


# Who signs a text that was read out to them says so; it is no part of what is sworn.
INTERPRETER_ROWS = (Row("Language it was read in"), Row("Read or interpreted by (name)"))
