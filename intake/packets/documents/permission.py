"""Papers that the person signs: permission, a statement, and who they are."""

from datetime import date

from django.conf import settings

from intake.citations.base import NOT_FOUND, claim, common_sense
from intake.rendering.blocks import Heading, Paragraph, Piece, Row, SignatureBlock, Table

from .. import disclosure, frame
from ..base import FORM, LETTER, DocumentType
from ..document_input import DocumentInput
from ..identity import ENGLISH_NAME, FULL_BIRTH, PRINTED_NAME, birth_rows, latin_name_row, name_rows
from ..letter_parts import helper_rows, represents, written_by
from ..recipients import FEDERAL, is_federal
from ..sentences import letter, moments
from ..sentences.stay import arrest_date
from ..sentences.voice import is_guardian, short_name
from ..signatures import (
    DECLARE_INSIDE,
    DECLARE_OUTSIDE,
    SWEAR_ONLY_KNOWN,
    is_parent,
    signer_role,
    signs_for_them,
    sworn_signature,
)

A_NUMBER = "A-number, if there is one"
FOR_THE_PEN = {A_NUMBER, "Born in (city and country)", ENGLISH_NAME}


def _acts(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return who may act: the helper, the volunteers if they send, or both."""
    found: tuple[Row, ...] = ()
    # Whoever signs for the person needs no permission of their own.
    own = signs_for_them(doc_input) and doc_input.facts.consent_send == "volunteers"
    if doc_input.is_helper and not own:
        rows = helper_rows(doc_input, "Who they are to me")
        known = ", ".join(row.value[:1].lower() + row.value[1:] for row in rows[:1] if row.value)
        group = ", ".join(row.value for row in rows[1:])
        who = ", ".join(filter(None, (doc_input.writer, known, group)))
        found = (Row("Who may act for me", who, "helper"),)
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
    whom = short_name(doc_input) if signs_for_them(doc_input) else "me"
    hold = "" if doc_input.facts.hold == "no" else " any immigration detainer,"
    return f"What happened to {whom}{on},{hold} the records behind it, and their correction"


def _allowed(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return what may be allowed, each with a line for initials."""
    whose = "my child's" if is_parent(doc_input) else "my"
    if is_guardian(doc_input):
        whose = "this person's"
    to_crcl = doc_input.recipient in ("", FEDERAL["crcl"])
    return (
        Row("Write to offices for me"),
        Row(f"Ask for {whose} records"),
        *((Row("Complain to CRCL for me"),) if to_crcl else ()),
        Row("Talk with my lawyer"),
    )


def _who(doc_input: DocumentInput) -> Table:
    """Return whom it is about: for a federal office with the A-number, and
    for one that keeps records with the birthplace, for the pen."""
    rows = [*name_rows(doc_input), *birth_rows(doc_input)]
    if doc_input.recipient in (FEDERAL["foia"], FEDERAL["amend"]):
        rows.append(Row("Born in (city and country)"))
    if is_federal(doc_input.recipient):
        rows.append(Row(A_NUMBER, doc_input.facts.for_letters.a_number, "numbers"))
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
        f"No one made me sign. I pay nothing for this. {lawyer} This page does not ask how anyone"
        " came to this country."
    )


def consent(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the one page on which a person, or a parent, lets somebody act for them, and says who
    they are: permission and proof of identity in one signature."""
    office = Row("Offices that may talk to them", doc_input.recipient)
    signer = f"I am {doc_input.name}, the person named above."
    if is_parent(doc_input):
        signer = (
            f"I am {doc_input.writer}, the parent of {doc_input.name}, who is under 18. I sign for"
            " my child."
        )
    elif is_guardian(doc_input):
        signer = (
            f"I am {doc_input.writer}, the legal guardian of {doc_input.name}. I sign for this"
            " person."
        )
    return (
        _who(doc_input),
        Heading("What I allow"),
        Table(_acts(doc_input)),
        Paragraph(
            "I put my initials beside each thing that I allow. What I tell my lawyer stays private."
        ),
        Table(_allowed(doc_input)),
        Table(
            (
                Row("About what", f"{about_what(doc_input)}. Nothing else."),
                office,
            )
        ),
        Paragraph(
            f"This permission ends on {until_words(doc_input)}. I can end it earlier, at any time,"
            " by saying so or writing so. What was already sent"
            f" cannot be taken back. {_no_pressure(doc_input)} I read this page, or it was read to"
            f" me in a language that I understand. {signer}"
        ),
        _signed(doc_input),
    )


def _signed(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return what is sworn, and the place to sign it or to make a mark. The name in English letters
    stands above."""
    words, place = sworn_signature(doc_input, _signing(doc_input))
    rows = [row for row in place.rows if row.label != PRINTED_NAME]
    return (words, SignatureBlock((*rows, Row("Witness, if signed with a mark"))))


def _signing(doc_input: DocumentInput) -> Row:
    if signs_for_them(doc_input):
        return Row(f"Name of the {signer_role(doc_input)}", doc_input.writer, "helper")
    return Row("Name of the person", doc_input.name, "person")


def titled(doc_input: DocumentInput) -> str:
    if is_guardian(doc_input) and not is_parent(doc_input):
        return "Permission of a guardian"
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
    for_them = signs_for_them(doc_input)
    whose = "this child's" if is_parent(doc_input) else "my"
    if is_guardian(doc_input):
        whose = "this person's"
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
                Row("Place of birth, with country", *_birth_place(doc_input)),
                Row("Address"),
            )
        ),
        released if may_have else None,
        Heading("Certification"),
        _of_signer(doc_input) if for_them else _of_person(doc_input, named=bool(may_have)),
    )


def _birth_place(doc_input: DocumentInput) -> tuple[str, str]:
    """Return the place of birth, as far as it was said, and its page."""
    country = doc_input.answer_text("born", "birth_country")
    town = doc_input.facts.for_letters.birth_place
    return ", ".join(filter(None, (town, country))), "citizenship" if town else "born"


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


def _of_signer(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return what a parent swears for their child, or a guardian for the person."""
    role = signer_role(doc_input)
    whom = "child" if is_parent(doc_input) else "person"
    return (
        Paragraph(
            f"I am {doc_input.writer}, the {role} of {doc_input.name}. I sign for this {whom}."
        ),
        sworn_signature(
            doc_input,
            Row(f"Name of the {role}", doc_input.writer, "helper"),
            f"Signature of the {role}",
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
