"""Papers that the person signs: permission, a statement, and who they are."""

from django.conf import settings

from intake.citations.base import NOT_FOUND, UNSOURCED, claim
from intake.rendering.blocks import BulletList, Heading, Paragraph, Row, SignatureBlock, Table

from ..addressees import is_federal
from ..base import (
    A_NUMBER,
    BORN,
    DECLARE_INSIDE,
    DECLARE_OUTSIDE,
    FORM,
    KNOW_IT,
    LETTER,
    READ_TO,
    Paper,
    Piece,
    born_on,
    helper_rows,
    is_parent,
    name_to_write,
    names,
    sworn,
    who,
    written_by,
)
from ..told import Told


def _acts(told: Told) -> tuple[Row, ...]:
    """Return who may act: the helper, the volunteers if they send, or both."""
    found: tuple[Row, ...] = ()
    if told.is_helper:
        helper = Row("Who may act for me", told.writer, "helper")
        found = (helper, *helper_rows(told, "Who they are to me"))
    label = "Who else may act for me" if found else "Who may act for me"
    return (*found, *_volunteers(told, label))


def _volunteers(told: Told, label: str) -> tuple[Row, ...]:
    """Return the volunteers under a label, if they send."""
    if told.known.consent_send != "volunteers":
        return ()
    return (Row(label, f"The volunteers of {settings.SITE_NAME}"),)


def consent(told: Told) -> tuple[Piece, ...]:
    """Return the page on which a person lets somebody act for them and lets offices talk."""
    return (
        who(told, BORN, *((A_NUMBER,) if is_federal(told.to) else ())),
        Paragraph(
            "I let the person or group named here write, call and speak for me about the matter"
            " below, and I let the offices named here give them what they keep about me."
        ),
        Table(
            (
                *_acts(told),
                Row("About what", "The match, the hold, and the records behind them"),
                Row("Offices that may talk to them", told.to),
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
                *READ_TO,
                Row("Signature of the person"),
                Row("Date"),
                Row("Witness, if signed with a mark"),
            )
        ),
    )


PARENT_SIGNS = claim("A parent or guardian signs for a small child.", confidence=UNSOURCED)

CONSENT = Paper(
    key="consent",
    name="Permission to act for me and to share my records",
    edition="2026-11-25.4, own form",
    kind=FORM,
    blocks=consent,
    tells=("helper",),
    fits=lambda told: told.is_helper or told.known.consent_send == "volunteers",
    advice=(
        "The person it is about signs it, and nobody for them.",
        PARENT_SIGNS,
    ),
)


HEARSAY = (
    "What I saw myself is as I say. What I was told, I say as it was told to me, and I believe it."
)


def statement(told: Told) -> tuple[Piece, ...]:
    """Return a statement under 28 U.S.C. 1746: of the person, or of what a helper knows."""
    name = written_by(told, "Name")
    about = (
        Row("About", told.name, "person"),
        *name_to_write(told.name),
        told.row("Who I am to this person", "helper", "relation"),
    )
    return (
        Table((name, *(about if told.is_helper else name_to_write(told.name)))),
        Heading("What I saw or was told" if told.is_helper else "My statement"),
        told.account("story"),
        Heading("Declaration"),
        Paragraph(HEARSAY) if told.is_helper else None,
        sworn(told, name),
    )


STATEMENT = Paper(
    key="statement",
    name="Statement under 28 U.S.C. 1746",
    edition="2026-11-25.4, 28 U.S.C. 1746",
    kind=LETTER,
    blocks=statement,
    tells=("story",),
    law=(DECLARE_INSIDE, DECLARE_OUTSIDE),
    fits=lambda told: bool(told.account("story")),
    advice=(
        KNOW_IT,
        claim(
            "Who signs outside the United States writes “under the laws of the United States of"
            " America” behind “perjury”; who signs inside leaves it out.",
            "S80",
        ),
    ),
)

WANTED = claim("ICE wants a Certification of Identity with such a request.", "S56")


def identity(told: Told) -> tuple[Piece, ...]:
    """Return who the person is, certified by the person alone, and who may have the records."""
    parent = is_parent(told)
    whose = "this child's" if parent else "my"
    helper = (Row("Name", told.writer, "helper"),) if told.is_helper else ()
    may_have = (*helper, *_volunteers(told, "Name"))
    released = (
        Heading(f"Who may have {whose} records"),
        Paragraph(f"The offices that I ask may give {whose} records to:"),
        Table(may_have),
    )
    return (
        Table(
            (
                *names(told),
                *born_on(told),
                told.row("Place of birth, with country", "born", "birth_country"),
                Row("Address"),
            )
        ),
        released if may_have else None,
        Heading("Certification"),
        _of_parent(told) if parent else _of_person(told, named=bool(may_have)),
    )


def _of_person(told: Told, named: bool) -> tuple[Piece, ...]:
    """Return what the person swears; they say their name where others are named, too."""
    return (
        Paragraph(f"I am {told.name}." if named else "I am the person named here."),
        sworn(told, Row("Name of the person", told.name, "person"), "Signature of the person"),
    )


def _of_parent(told: Told) -> tuple[Piece, ...]:
    """Return what a parent swears for their child."""
    return (
        Paragraph(f"I am {told.writer}, the parent of {told.name}. I sign for this child."),
        sworn(told, Row("Name of the parent", told.writer, "helper"), "Signature of the parent"),
    )


IDENTITY = Paper(
    key="identity",
    name="Certification of identity",
    edition="2026-11-25.4, own form; 28 U.S.C. 1746",
    kind=FORM,
    blocks=identity,
    tells=("born",),
    law=(WANTED, DECLARE_INSIDE, DECLARE_OUTSIDE),
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
