"""Papers that the person signs: permission, a statement, and who they are."""

from datetime import date

from django.conf import settings

from intake.citations.base import NOT_FOUND, claim, common_sense
from intake.rendering.blocks import Heading, Paragraph, Piece, Row, Table

from .. import disclosure, frame
from ..base import FORM, LETTER, DocumentType
from ..document_input import DocumentInput
from ..identity import ENGLISH_NAME, FULL_BIRTH, birth_rows, latin_name_row, name_rows
from ..letter_parts import helper_rows, represents, written_by
from ..recipients import FEDERAL, is_federal
from ..sentences import letter, moments
from ..sentences.stay import arrest_date
from ..sentences.voice import short_name
from ..signatures import (
    DECLARE_INSIDE,
    DECLARE_OUTSIDE,
    SWEAR_ONLY_KNOWN,
    is_parent,
    sworn_signature,
)

A_NUMBER = "A-number, if there is one"
FOR_THE_PEN = {A_NUMBER, "Born in (city and country)", ENGLISH_NAME}


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


def in_a_year(doc_input: DocumentInput) -> date:
    today = doc_input.today
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year + 1, day=day)


def until_words(doc_input: DocumentInput) -> str:
    """Return until when a permission is good: always a date."""
    return moments.day_words(in_a_year(doc_input), weekday=False)


def about_what(doc_input: DocumentInput) -> str:
    """Return the one matter that a permission is about, in few words."""
    day = arrest_date(doc_input)
    on = f" on {moments.date_words(day, weekday=False)}" if day else ""
    whom = short_name(doc_input) if is_parent(doc_input) else "me"
    hold = "" if doc_input.facts.hold == "no" else " any immigration detainer,"
    return f"What happened to {whom}{on},{hold} the records behind it, and their correction"


def _allowed(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return what may be allowed, each with a line for initials."""
    whose = "my child's" if is_parent(doc_input) else "my"
    to_crcl = doc_input.recipient in ("", FEDERAL["crcl"])
    complain = "Complain to the civil rights office of Homeland Security (CRCL)"
    return (
        Row("Write to offices, and get their answers"),
        Row(f"Ask for copies of {whose} records, and see them"),
        *((Row(complain),) if to_crcl else ()),
        Row("Talk with my lawyer; what I tell my lawyer stays private"),
    )


def _who(doc_input: DocumentInput) -> Table:
    """Return whom it is about: for a federal office with birthplace and A-number, for the pen."""
    federal = is_federal(doc_input.recipient)
    rows = [*name_rows(doc_input), *birth_rows(doc_input)]
    if federal:
        rows += [Row("Born in (city and country)"), Row(A_NUMBER)]
    if doc_input.jail:
        number = doc_input.answer_text("custody", "booking_number")
        booked = f", booking no. {number}" if number else ""
        rows.append(Row("Where I am", f"{doc_input.jail}{booked}", "custody"))
    return Table(tuple(row for row in rows if row.value or row.label in (*FOR_THE_PEN, FULL_BIRTH)))


def _no_pressure(doc_input: DocumentInput) -> str:
    lawyer = (
        f"{doc_input.writer} is my lawyer or representative for this matter."
        if represents(doc_input)
        else "These people are not my lawyers."
    )
    return (
        f"No one made me sign. I pay nothing for this. {lawyer} I do not have to say how anyone"
        " came to this country, and this page does not ask."
    )


def consent(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the one page on which a person, or a parent, lets somebody act for them, and says who
    they are: permission and proof of identity in one signature."""
    parent = is_parent(doc_input)
    office = Row("Offices that may talk to them", doc_input.recipient)
    signer = (
        f"I am {doc_input.writer}, the parent of {doc_input.name}, who is under 18. I sign for my"
        " child."
        if parent
        else f"I am {doc_input.name}, the person named above."
    )
    return (
        _who(doc_input),
        Heading("1. Who may act for me"),
        Table(_acts(doc_input)),
        Heading("2. What they may do"),
        Paragraph(
            "I put my initials beside each one that I allow. What has no initials is not allowed."
        ),
        Table(_allowed(doc_input)),
        Heading("3. About what, with which offices, and until when"),
        Table(
            (
                Row("About what", f"{about_what(doc_input)}. Nothing else."),
                office,
                Row("Until", until_words(doc_input)),
            )
        ),
        Paragraph(
            "I can end this earlier, at any time, by saying so or writing so. What was already sent"
            " cannot be taken back."
        ),
        Paragraph(_no_pressure(doc_input)),
        Paragraph("I read this page, or it was read to me in a language that I understand."),
        Paragraph(signer),
        sworn_signature(doc_input, _signing(doc_input)),
        Table((Row("If signed with a mark, a witness (name, signature)"),)),
    )


def _signing(doc_input: DocumentInput) -> Row:
    if is_parent(doc_input):
        return Row("Name of the parent", doc_input.writer, "helper")
    return Row("Name of the person", doc_input.name, "person")


def titled(doc_input: DocumentInput) -> str:
    return "Permission of a parent" if is_parent(doc_input) else "Permission, and proof of who I am"


PARENT_SIGNS = common_sense("A parent or guardian signs for a small child.")

CONSENT = DocumentType(
    slug="consent",
    name="Permission to act for me and to share my records",
    edition="2026-11-30.5, own form; 28 U.S.C. 1746",
    kind=FORM,
    reader=disclosure.SIGNED,
    blocks=consent,
    discloses=("helper",),
    legal_basis=(DECLARE_INSIDE, DECLARE_OUTSIDE),
    title_for=titled,
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
        letter.knowledge(doc_input),
        frame.own_account(doc_input),
        Heading("Declaration"),
        Paragraph(HEARSAY) if doc_input.is_helper else None,
        sworn_signature(doc_input, name),
    )


STATEMENT = DocumentType(
    slug="statement",
    name="Statement under 28 U.S.C. 1746",
    edition="2026-11-30.5, 28 U.S.C. 1746",
    kind=LETTER,
    reader=disclosure.SIGNED,
    blocks=statement,
    discloses=("story",),
    is_prose=True,
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
