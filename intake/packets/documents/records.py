"""Requests for records, and to put records right."""

from functools import partial

from intake.citations.base import claim
from intake.rendering.blocks import BulletList, Heading, Paragraph, Piece, Row, Table
from intake.routes.fbi import CHALLENGE_ADDRESS, FBI, WEB_PAGE

from .. import disclosure
from ..base import ADD_COPIES, LETTER, ONLINE, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import BIRTHPLACE, BORN, BORN_FULL, CUSTODY, HOLDS, identity_table
from ..letter_parts import (
    first_answer_blocks,
    helper_note,
    helper_rows,
    law_blocks,
    letter_head,
    written_by,
)
from ..offices import address_of, last_checked
from ..recipients import FEDERAL, agency
from ..signatures import certification_note, signature
from .permission import WANTED

FOIA_LAWS = claim(
    "This is a request under the Freedom of Information Act and the Privacy Act.", "S61"
)
ONLINE_ONLY = claim("Such requests are in general taken only online since January 22, 2026.", "S55")
AMENDMENT_LAW = claim(
    "This is a Privacy Act Amendment Request under 6 CFR 5.26. The rule asks for a written"
    " acknowledgement within ten working days.",
    "S58",
)
FBI_CHALLENGE_LAW = claim(
    "28 CFR 16.34 lets a person challenge an entry. The FBI forwards it, and changes the entry on"
    " the word of the agency that sent it.",
    "S49",
)

WHERE = ("when-where", "match")

# What each part of Homeland Security holds, what it needs to find it, and the pages that say where
# to look. “{me}” is the person.
HOLDERS = {
    "ice": (
        "Immigration and Customs Enforcement (ICE)",
        (
            "each immigration detainer (Form I-247A, I-247G or older), with the log of sending",
            "each warrant (Form I-200, I-205) and each record of arrest (Form I-213)",
            "the detention file, with transfers and times",
            "each query and answer about {me} that followed a booking, with times",
        ),
        claim("ICE holds records of arrests, detainers and detention.", "S56", "S57"),
        (CUSTODY, HOLDS),
        (*WHERE, "detainers"),
    ),
    "cbp": (
        "Customs and Border Protection (CBP)",
        ("each record of crossing, inspection and encounter at a border or airport",),
        claim("CBP holds records of border crossings.", "S57"),
        (),
        WHERE,
    ),
    "uscis": (
        "US Citizenship and Immigration Services (USCIS)",
        ("the A-file, paper and electronic", "each application, decision and notice"),
        claim("USCIS holds the A-file and the history of benefits.", "S57"),
        (),
        WHERE,
    ),
    "obim": (
        "Office of Biometric Identity Management (OBIM)",
        (
            "each fingerprint encounter in IDENT, with date, place and the agency that made it",
            "each record that was matched with {me}, and each use of it",
        ),
        claim("OBIM holds fingerprint encounters (IDENT).", "S57", "S62"),
        (),
        WHERE,
    ),
}


def why_fast(doc_input: DocumentInput) -> Piece:
    """Return why it should be fast: a record as a belief, only where ICE holds them or asked for
    it."""
    facts = doc_input.facts
    if facts.held:
        now = doc_input.voiced("I am locked up now.", "This person is locked up now.")
        me = doc_input.voiced("me", "them")
        record = f" I believe that a record of Homeland Security is used to keep {me}."
        return Paragraph(
            now + (record if facts.hold == "yes" or facts.where == "ice" else ""), "fast"
        )
    if facts.hold == "yes":
        me = doc_input.voiced("me", "this person")
        return Paragraph(
            f"I believe that a record of Homeland Security was used to keep {me} in jail, and that"
            " it can be used again at any time. I do not know which office keeps it.",
            "fast",
        )
    return None


def foia(component: str, doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the text of a request for records, to paste into a web form box by box."""
    name, records, _law, needs, where = HOLDERS[component]
    me, whose = doc_input.voiced(("me", "my"), ("this person", "this person's"))
    return (
        Heading("Who asks, and about whom"),
        Table(
            (
                Row("To", f"{name}, U.S. Department of Homeland Security"),
                written_by(doc_input, "Who asks"),
                *(helper_rows(doc_input, "Who I am to this person") if doc_input.is_helper else ()),
            )
        ),
        helper_note(doc_input),
        identity_table(doc_input, BORN_FULL, BIRTHPLACE, *needs),
        Heading("Records that are asked for"),
        law_blocks(FOIA_LAWS),
        BulletList(tuple(record.format(me=me) for record in records)),
        Heading("Places and dates"),
        first_answer_blocks(doc_input, *where),
        Heading("Format and fees"),
        Paragraph(
            "Please send electronic copies. Please tell me before any fee is due. I ask that fees"
            f" be waived, since the records are about {whose} own liberty.",
            "fees",
        ),
        Heading("Why it should be fast"),
        why_fast(doc_input),
        Heading(doc_input.voiced("Who I am", "Who this person is")),
        certification_note(doc_input, "request"),
    )


def foia_document(component: str) -> DocumentType:
    name, _records, holds, _needs, where = HOLDERS[component]
    return DocumentType(
        slug=f"foia-{component}",
        name=f"Request for records: {name}",
        edition="2026-11-30.1, 6 CFR Part 5 (2026)",
        kind=ONLINE,
        reader=disclosure.RECORDS,
        blocks=partial(foia, component),
        discloses=where,
        legal_basis=(FOIA_LAWS, WANTED, ONLINE_ONLY, holds),
        online_only=ONLINE_ONLY,
    )


FOIA = tuple(foia_document(part) for part in HOLDERS)

WRONG = ("match", "why-wrong", "proof", "detainers")


def corrected(doc_input: DocumentInput, what: str) -> str:
    """Return to whom the corrected record goes: first to the person whose it is."""
    return doc_input.voiced(
        f"send me the corrected {what}",
        f"send the corrected {what} to this person, and to me with their permission",
    )


def amendment(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the letter that asks for a record to be changed: which, what, why, proof."""
    return (
        letter_head(doc_input, FEDERAL["amend"], "Privacy Act Amendment Request"),
        identity_table(doc_input, BORN, HOLDS),
        law_blocks(AMENDMENT_LAW),
        Heading("Which record"),
        Table(
            (
                doc_input.row("The record, as far as I can name it", "match", "record_says"),
                Row("It should say"),
            )
        ),
        Heading("Why I believe that it is wrong"),
        first_answer_blocks(doc_input, *WRONG),
        Heading("What is asked"),
        BulletList(
            (
                "change the record so that it is accurate, relevant, timely and complete",
                corrected(doc_input, "copy"),
                "tell everybody who was given the wrong record",
                "if you refuse, give the reasons and say how to appeal",
            )
        ),
        certification_note(doc_input, "letter"),
        signature(doc_input),
    )


AMENDMENT = DocumentType(
    slug="amendment",
    name="Request to change a record of Homeland Security",
    edition="2026-11-30.2, 6 CFR 5.26",
    kind=LETTER,
    reader=disclosure.RECORDS,
    blocks=amendment,
    discloses=WRONG,
    legal_basis=(AMENDMENT_LAW,),
    advice=(ADD_COPIES, SAFE_ADDRESS),
)


def fbi_request(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return what the order of an FBI record needs, as a sheet to copy from."""
    return (
        identity_table(doc_input, BORN_FULL, BIRTHPLACE),
        Paragraph(
            "Order the record on the FBI's page for it, or by mail. Copy these into its form."
        ),
        Paragraph("The person gives the fingerprints and signs the form.")
        if doc_input.is_helper
        else None,
        Table(
            (
                Row("Address"),
                Row("Phone or email"),
                Row("Fingerprints taken on"),
                Row("Fingerprints taken by (name or office)"),
            )
        ),
        Table((Row("Where to order it", address_of(FBI, WEB_PAGE)),)),
    )


FBI_REQUEST = DocumentType(
    slug="fbi-request",
    name="Order of an FBI record: what to write",
    edition="2026-11-30.3, 28 CFR 16.30–16.34",
    kind=ONLINE,
    # The person copies it into the FBI's own form, which asks where they were born.
    reader=disclosure.SIGNED,
    blocks=fbi_request,
    advice=(FBI.warning, partial(last_checked, FBI, WEB_PAGE)),
)


# Filled in by hand until somebody checked it.
FBI_ADDRESS = "Address of the FBI for this"


def challenge(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the challenge of an entry at the FBI."""
    return (
        letter_head(doc_input, FEDERAL["fbi"], "Challenge of an entry in an FBI record"),
        Table((Row(FBI_ADDRESS, address_of(FBI, CHALLENGE_ADDRESS)),)),
        identity_table(doc_input, BORN_FULL),
        law_blocks(FBI_CHALLENGE_LAW),
        Heading("The entry, and why I believe that it is wrong"),
        Table((Row("FBI or UCN number"), Row("Date of the entry"), Row("Agency"), Row("Charge"))),
        first_answer_blocks(doc_input, "match", "why-wrong", "proof"),
        Heading("What is asked"),
        BulletList(
            (
                "ask the agency that sent the entry to check it, with fingerprints",
                "correct or remove the entry",
                corrected(doc_input, "record"),
            )
        ),
        signature(doc_input),
    )


FBI_CHALLENGE = DocumentType(
    slug="fbi-challenge",
    name="Challenge of an entry in an FBI record",
    edition="2026-11-30.4, 28 CFR 16.34",
    kind=LETTER,
    reader=disclosure.FBI,
    blocks=challenge,
    discloses=("match", "why-wrong", "proof"),
    legal_basis=(FBI_CHALLENGE_LAW,),
    advice=(FBI.warning, partial(last_checked, FBI, CHALLENGE_ADDRESS), ADD_COPIES, SAFE_ADDRESS),
)


ENTRY_DISCLOSES = ("match", "why-wrong", "when-where")


def entry(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the letter to the agency that made the entry. It says nothing of anybody's papers."""
    me = doc_input.voiced("me", "this person")
    about = "An entry that I believe is wrong"
    return (
        letter_head(doc_input, agency(doc_input), about, label="To the agency that sent it"),
        identity_table(doc_input, BORN),
        Paragraph(
            f"I believe that an entry which your office sent is used against {me}. Please compare"
            " the fingerprints, correct the entry if it is wrong, and tell the state and the FBI.",
            "opening",
        ),
        Heading("Which entry"),
        Table(
            (
                Row("Date of the arrest or entry"),
                Row("Booking or case number"),
                Row("Charge"),
            )
        ),
        Heading("Why I believe that it is wrong"),
        first_answer_blocks(doc_input, *ENTRY_DISCLOSES),
        Heading("What is asked"),
        BulletList(("a letter that says what was corrected, and when", "a copy of the record")),
        signature(doc_input),
    )


ENTRY = DocumentType(
    slug="entry",
    name="Letter to the agency that made the entry",
    edition="2026-11-30.2, own letter",
    kind=LETTER,
    reader=disclosure.JAIL,
    blocks=entry,
    discloses=ENTRY_DISCLOSES,
    advice=(SAFE_ADDRESS,),
)
