"""Requests for records, and to put records right."""

from functools import partial

from intake.citations.base import claim
from intake.rendering.blocks import BulletList, Heading, Paragraph, Row, SmallPrint, Table
from intake.routes.base import STATUS_CLAIMED
from intake.routes.fbi import CHALLENGE_ADDRESS, FBI, WEB_PAGE

from ..addressees import FEDERAL, agency
from ..base import (
    A_NUMBER,
    ADD_COPIES,
    BIRTHPLACE,
    BORN,
    BORN_FULL,
    CUSTODY,
    HOLDS,
    LETTER,
    ONLINE,
    SAFE_ADDRESS,
    Paper,
    Piece,
    as_a_helper,
    certified,
    first_account,
    head,
    helper_rows,
    law,
    signature,
    who,
    written_by,
)
from ..offices import address_of, looked_at
from ..told import Told
from .permission import WANTED

FOIA_LAWS = claim(
    "This is a request under the Freedom of Information Act and the Privacy Act.", "S61"
)
ONLINE_ONLY = claim("Such requests are in general taken only online since January 22, 2026.", "S55")
AMEND_RULE = claim(
    "This is a Privacy Act Amendment Request under 6 CFR 5.26. The rule asks for a written"
    " acknowledgement within ten working days.",
    "S58",
)
FBI_RULE = claim(
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


def why_fast(told: Told) -> Piece:
    """Return why it should be fast: a record as a belief, only where ICE holds them or asked for
    it."""
    known = told.known
    if known.held:
        now = told.say("I am locked up now.", "This person is locked up now.")
        me = told.say("me", "them")
        record = f" I believe that a record of Homeland Security is used to keep {me}."
        return Paragraph(
            now + (record if known.hold == "yes" or known.where == "ice" else ""), "fast"
        )
    if known.hold == "yes":
        me = told.say("me", "this person")
        return Paragraph(
            f"I believe that a record of Homeland Security was used to keep {me} in jail, and that"
            " it can be used again at any time. I do not know which office keeps it.",
            "fast",
        )
    return None


def foia(part: str, told: Told) -> tuple[Piece, ...]:
    """Return the text of a request for records, to paste into a web form box by box."""
    name, records, _law, needs, where = HOLDERS[part]
    me, whose = told.say(("me", "my"), ("this person", "this person's"))
    return (
        Heading("Who asks, and about whom"),
        Table(
            (
                Row("To", f"{name}, U.S. Department of Homeland Security"),
                written_by(told, "Who asks"),
                *(helper_rows(told, "Who I am to this person") if told.is_helper else ()),
                Row("Address"),
                Row("Email"),
            )
        ),
        as_a_helper(told),
        who(told, BORN_FULL, BIRTHPLACE, *needs, A_NUMBER),
        Heading("Records that are asked for"),
        law(FOIA_LAWS),
        BulletList(tuple(record.format(me=me) for record in records)),
        Heading("Places and dates"),
        first_account(told, *where),
        Heading("Format and fees"),
        Paragraph(
            "Please send electronic copies. Please tell me before any fee is due. I ask that fees"
            f" be waived, since the records are about {whose} own liberty.",
            "fees",
        ),
        Heading("Why it should be fast"),
        why_fast(told),
        Heading(told.say("Who I am", "Who this person is")),
        certified(told, "request"),
    )


def foia_paper(part: str) -> Paper:
    name, _records, holds, _needs, where = HOLDERS[part]
    return Paper(
        key=f"foia-{part}",
        name=f"Request for records: {name}",
        edition="2026-11-25.4, 6 CFR Part 5 (2026)",
        kind=ONLINE,
        blocks=partial(foia, part),
        tells=where,
        law=(FOIA_LAWS, WANTED, ONLINE_ONLY, holds),
        online_only=ONLINE_ONLY,
    )


FOIA = tuple(foia_paper(part) for part in HOLDERS)

WRONG = ("match", "why-wrong", "proof", "detainers")


def corrected(told: Told, what: str) -> str:
    """Return to whom the corrected record goes: first to the person whose it is."""
    return told.say(
        f"send me the corrected {what}",
        f"send the corrected {what} to this person, and to me with their permission",
    )


def amendment(told: Told) -> tuple[Piece, ...]:
    """Return the letter that asks for a record to be changed: which, what, why, proof."""
    return (
        head(told, FEDERAL["amend"], "Privacy Act Amendment Request"),
        who(told, BORN, HOLDS, A_NUMBER),
        law(AMEND_RULE),
        Heading("Which record"),
        Table(
            (
                told.row("The record, as far as I can name it", "match", "record_says"),
                Row("It should say"),
            )
        ),
        Heading("Why I believe that it is wrong"),
        first_account(told, *WRONG),
        Heading("What is asked"),
        BulletList(
            (
                "change the record so that it is accurate, relevant, timely and complete",
                corrected(told, "copy"),
                "tell everybody who was given the wrong record",
                "if you refuse, give the reasons and say how to appeal",
            )
        ),
        certified(told, "letter"),
        signature(told),
    )


AMENDMENT = Paper(
    key="amendment",
    name="Request to change a record of Homeland Security",
    edition="2026-11-25.4, 6 CFR 5.26",
    kind=LETTER,
    blocks=amendment,
    tells=WRONG,
    law=(AMEND_RULE,),
    advice=(ADD_COPIES, SAFE_ADDRESS),
)


def fbi_request(told: Told) -> tuple[Piece, ...]:
    """Return what the order of an FBI record needs, as a sheet to copy from."""
    return (
        who(told, BORN_FULL, BIRTHPLACE),
        Paragraph(
            "Order the record on the FBI's page for it, or by mail. Copy these into its form."
        ),
        Paragraph("The person gives the fingerprints and signs the form.")
        if told.is_helper
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
        SmallPrint(looked_at(FBI)),
    )


FBI_REQUEST = Paper(
    key="fbi-request",
    name="Order of an FBI record: what to write",
    edition="2026-11-25.4, 28 CFR 16.30–16.34",
    kind=ONLINE,
    blocks=fbi_request,
    advice=(FBI.warning,),
)


# A local office is not told of anybody's papers, as a jail is not.
OF_PAPERS = tuple(("why-wrong", "reasons", code) for code in sorted(STATUS_CLAIMED))
PROOF_OF_PAPERS = tuple(
    ("proof", "papers_held", code)
    for code in (
        "birth_abroad",
        "birth_certificate",
        "citizenship",
        "green_card",
        "passport",
        "work_or_visa",
    )
)


def challenge(told: Told) -> tuple[Piece, ...]:
    """Return the challenge of an entry at the FBI."""
    return (
        head(told, address_of(FBI, CHALLENGE_ADDRESS), "Challenge of an entry in an FBI record"),
        who(told, BORN_FULL),
        law(FBI_RULE),
        Heading("The entry, and why I believe that it is wrong"),
        Table((Row("FBI or UCN number"), Row("Date of the entry"), Row("Agency"), Row("Charge"))),
        first_account(told, "match", "why-wrong", "proof"),
        Heading("What is asked"),
        BulletList(
            (
                "ask the agency that sent the entry to check it, with fingerprints",
                "correct or remove the entry",
                corrected(told, "record"),
            )
        ),
        signature(told),
    )


FBI_CHALLENGE = Paper(
    key="fbi-challenge",
    name="Challenge of an entry in an FBI record",
    edition="2026-11-25.4, 28 CFR 16.34",
    kind=LETTER,
    blocks=challenge,
    tells=("match", "why-wrong", "proof"),
    # The FBI sends it on to the agency that made the entry.
    without=(*OF_PAPERS, *PROOF_OF_PAPERS),
    law=(FBI_RULE,),
    advice=(FBI.warning, partial(looked_at, FBI), ADD_COPIES, SAFE_ADDRESS),
)


ENTRY_TELLS = ("match", "why-wrong", "when-where")


def entry(told: Told) -> tuple[Piece, ...]:
    """Return the letter to the agency that made the entry. It says nothing of anybody's papers."""
    me = told.say("me", "this person")
    about = "An entry that I believe is wrong"
    return (
        head(told, agency(told), about, label="To the agency that sent it"),
        who(told, BORN),
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
        first_account(told, *ENTRY_TELLS),
        Heading("What is asked"),
        BulletList(("a letter that says what was corrected, and when", "a copy of the record")),
        signature(told),
    )


ENTRY = Paper(
    key="entry",
    name="Letter to the agency that made the entry",
    edition="2026-11-25.4, own letter",
    kind=LETTER,
    blocks=entry,
    tells=ENTRY_TELLS,
    without=OF_PAPERS,
    advice=(SAFE_ADDRESS,),
)
