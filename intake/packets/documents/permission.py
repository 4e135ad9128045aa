"""Papers that the person signs: permission, a statement, and who they are."""

from django.conf import settings

from intake.citations.base import NOT_FOUND, claim, common_sense
from intake.rendering.blocks import (
    BulletList,
    Heading,
    Paragraph,
    Piece,
    Row,
    SignatureBlock,
    Table,
)

from .. import disclosure
from ..base import FORM, LETTER, DocumentType
from ..document_input import DocumentInput
from ..identity import BORN, birth_rows, identity_table, latin_name_row, name_rows
from ..letter_parts import INTERPRETER_ROWS, helper_rows, written_by
from ..recipients import is_federal
from ..signatures import (
    DECLARE_INSIDE,
    DECLARE_OUTSIDE,
    SWEAR_ONLY_KNOWN,
    is_parent,
    sworn_signature,
)

A_NUMBER = "A-number, if there is one"


def _acts(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return who may act: the helper, the volunteers if they send, or both."""
    found: tuple[Row, ...] = ()
    if doc_input.is_helper:
        helper = Row("Who may act for me", doc_input.writer, "helper")
        found = (helper, *helper_rows(doc_input, "Who they are to me"))
    label = "Who else may act for me" if found else "Who may act for me"
    return (*found, *_volunteers(doc_input, label))


def _volunteers(doc_input: DocumentInput, label: str) -> tuple[Row, ...]:
    """Return the volunteers under a label, if they send."""
    if doc_input.facts.consent_send != "volunteers":
        return ()
    return (Row(label, f"The volunteers of {settings.SITE_NAME}"),)


def consent(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the page on which a person lets somebody act for them and lets offices talk."""
    return (
        identity_table(doc_input, BORN),
        # A form that the person fills in: no page asks for this number.
        Table((Row(A_NUMBER),) if is_federal(doc_input.recipient) else ()),
        Paragraph(
            "I let the person or group named here write, call and speak for me about the matter"
            " below, and I let the offices named here give them what they keep about me."
        ),
        Table(
            (
                *_acts(doc_input),
                Row("About what", "The match, the hold, and the records behind them"),
                Row("Offices that may talk to them", doc_input.recipient),
                Row("Until (date)"),
            )
        ),
        BulletList(
            (
                "I may take this back at any time, in writing.",
                "I read it, or it was read to me, in a language that I understand.",
            )
        ),
        SignatureBlock(
            (
                *INTERPRETER_ROWS,
                Row("Signature of the person"),
                Row("Date"),
                Row("Witness, if signed with a mark"),
            )
        ),
    )


PARENT_SIGNS = common_sense("A parent or guardian signs for a small child.")

CONSENT = DocumentType(
    slug="consent",
    name="Permission to act for me and to share my records",
    edition="2026-11-25.4, own form",
    kind=FORM,
    reader=disclosure.SIGNED,
    blocks=consent,
    discloses=("helper",),
    fits=lambda doc_input: doc_input.is_helper or doc_input.facts.consent_send == "volunteers",
    advice=(
        "The person it is about signs it, and nobody for them.",
        PARENT_SIGNS,
    ),
)


HEARSAY = (
    "What I saw myself is as I say. What I was told, I say as it was told to me, and I believe it."
)


def statement(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return a statement under 28 U.S.C. 1746: of the person, or of what a helper knows."""
    name = written_by(doc_input, "Name")
    about = (
        Row("About", doc_input.name, "person"),
        *latin_name_row(doc_input.name),
        doc_input.row("Who I am to this person", "helper", "relation"),
    )
    return (
        Table((name, *(about if doc_input.is_helper else latin_name_row(doc_input.name)))),
        Heading("What I saw or was told" if doc_input.is_helper else "My statement"),
        doc_input.answer_blocks("story"),
        Heading("Declaration"),
        Paragraph(HEARSAY) if doc_input.is_helper else None,
        sworn_signature(doc_input, name),
    )


STATEMENT = DocumentType(
    slug="statement",
    name="Statement under 28 U.S.C. 1746",
    edition="2026-11-25.4, 28 U.S.C. 1746",
    kind=LETTER,
    reader=disclosure.SIGNED,
    blocks=statement,
    discloses=("story",),
    legal_basis=(DECLARE_INSIDE, DECLARE_OUTSIDE),
    fits=lambda doc_input: bool(doc_input.answer_blocks("story")),
    advice=(
        SWEAR_ONLY_KNOWN,
        claim(
            "Who signs outside the United States writes “under the laws of the United States of"
            " America” behind “perjury”; who signs inside leaves it out.",
            "S80",
        ),
    ),
)

WANTED = claim("ICE wants a Certification of Identity with such a request.", "S56")


def identity(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return who the person is, certified by the person alone, and who may have the records."""
    parent = is_parent(doc_input)
    whose = "this child's" if parent else "my"
    helper = (Row("Name", doc_input.writer, "helper"),) if doc_input.is_helper else ()
    may_have = (*helper, *_volunteers(doc_input, "Name"))
    released = (
        Heading(f"Who may have {whose} records"),
        Paragraph(f"The offices that I ask may give {whose} records to:"),
        Table(may_have),
    )
    return (
        Table(
            (
                *name_rows(doc_input),
                *birth_rows(doc_input),
                doc_input.row("Place of birth, with country", "born", "birth_country"),
                Row("Address"),
            )
        ),
        released if may_have else None,
        Heading("Certification"),
        _of_parent(doc_input) if parent else _of_person(doc_input, named=bool(may_have)),
    )


def _of_person(doc_input: DocumentInput, named: bool) -> tuple[Piece, ...]:
    """Return what the person swears; they say their name where others are named, too."""
    return (
        Paragraph(f"I am {doc_input.name}." if named else "I am the person named here."),
        sworn_signature(
            doc_input,
            Row("Name of the person", doc_input.name, "person"),
            "Signature of the person",
        ),
    )


def _of_parent(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return what a parent swears for their child."""
    return (
        Paragraph(
            f"I am {doc_input.writer}, the parent of {doc_input.name}. I sign for this child."
        ),
        sworn_signature(
            doc_input,
            Row("Name of the parent", doc_input.writer, "helper"),
            "Signature of the parent",
        ),
    )


IDENTITY = DocumentType(
    slug="identity",
    name="Certification of identity",
    edition="2026-11-25.4, own form; 28 U.S.C. 1746",
    kind=FORM,
    reader=disclosure.SIGNED,
    blocks=identity,
    discloses=("born",),
    legal_basis=(WANTED, DECLARE_INSIDE, DECLARE_OUTSIDE),
    advice=(
        "The person whose records they are signs it, and nobody for them.",
        PARENT_SIGNS,
        WANTED,
        claim(
            "We found no list of what each office wants in it. Some may want a notary.",
            confidence=NOT_FOUND,
        ),
    ),
)
