"""An entry in an FBI record: the order of the record, the challenge at the FBI, and the letter to
the agency that made the entry.

The FBI sends a challenge on to the police, so it says nothing of status or of ICE. No page asks for
the entry itself: its date, agency and charge are filled in from the record, as it is printed.
"""

from functools import partial

from intake.citations.base import claim
from intake.rendering.blocks import Heading, Paragraph, Piece, Row, Table
from intake.routes.fbi import CHALLENGE_ADDRESS, FBI, WEB_PAGE

from .. import disclosure, frame
from ..base import ADD_COPIES, LETTER, ONLINE, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import BIRTHPLACE, BORN_FULL, identity_table
from ..offices import address_of, last_checked
from ..recipients import FEDERAL
from ..sentences import letter
from ..sentences.base import chosen
from ..sentences.voice import Voice, voice_for
from .crcl import enclosures
from .grievance import local_agency

FBI_CHALLENGE_LAW = claim(
    "28 CFR 16.34 lets a person challenge an entry. The FBI forwards it, and changes the entry on"
    " the word of the agency that sent it.",
    "S49",
)
# Filled in by hand until somebody checked it.
FBI_ADDRESS = "Address of the FBI for this"
DISCLOSED = ("match", "why-wrong", "proof")
ENTRY_DISCLOSES = ("match", "why-wrong", "when-where")


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


def why_wrong(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return why the entry is wrong, as far as the reasons are about a record of the police."""
    voice, reasons = voice_for(doc_input), set(chosen(doc_input, "why-wrong", "reasons"))
    whose = doc_input.answer("match", "whose_record")
    if whose == "mixed":
        reasons.add("mixed_file")
    if whose == "another" and not reasons & {"same_name", "other_persons_prints"}:
        reasons.add("another")
    return tuple(text for code, text in _reasons(voice).items() if code in reasons)


def _reasons(voice: Voice) -> dict[str, str]:
    i, me, my = voice.subject, voice.object, voice.possessive
    return {
        "wrong_conviction": f"The entry shows a crime that is not {voice.choose('mine', i)}"
        f"{voice.choose('', chr(39) + 's')}, or an outcome that is wrong.",
        "same_name": "I believe that the entry belongs to another person with the same name as"
        f" {me}.",
        "other_persons_prints": "I believe that the fingerprints behind the entry are not"
        f" {my} fingerprints.",
        "another": "I believe that the entry belongs to another person.",
        "identity_theft": f"Another person used {my} name.",
        "mixed_file": "I believe that the entries of two people were mixed.",
    }


def _what(doc_input: DocumentInput) -> str:
    """Return what is wrong with the entry, in a few words."""
    reasons = set(chosen(doc_input, "why-wrong", "reasons"))
    my = voice_for(doc_input).possessive
    if reasons & {"same_name", "other_persons_prints", "identity_theft"}:
        return f"I believe that the entry named below is not {my} arrest"
    return "I believe that the entry named below is wrong"


def corrected(doc_input: DocumentInput, what: str) -> str:
    """Return to whom the corrected record goes: first to the person whose it is."""
    name = voice_for(doc_input).object
    return doc_input.voiced(
        f"send me the corrected {what}",
        f"send the corrected {what} to {name}, and to me with {name}'s permission",
    )


def challenge(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the challenge of an entry at the FBI."""
    voice, wrong, own = voice_for(doc_input), why_wrong(doc_input), enclosures(doc_input)
    parts = frame.Letter(
        to=FEDERAL["fbi"],
        line=Row(FBI_ADDRESS, address_of(FBI, CHALLENGE_ADDRESS)),
        subject=(
            f"Challenge of an entry in an FBI record: {letter.who_line(doc_input)}",
            _what(doc_input),
            "Please have the agency check it, correct it, and send the corrected record",
        ),
        dear="To the FBI CJIS Division:",
        opening=Paragraph(
            f"{voice.possessive[:1].upper()}{voice.possessive[1:]} FBI record contains an entry"
            f" that I believe is wrong. I challenge it. {FBI_CHALLENGE_LAW}"
        ),
        body=(
            Heading("The entry"),
            Table(
                (
                    Row("FBI or UCN number"),
                    Row("Date of the entry"),
                    Row("Agency"),
                    Row("Charge, as it is printed"),
                )
            ),
            Heading("Why it is wrong"),
            letter.knowledge(doc_input) if wrong else None,
            frame.numbered(wrong),
            frame.asked(
                (
                    "Please send this challenge to the agency that made the entry and to the state"
                    " bureau, and ask them to check it, with fingerprints.",
                    "Please correct or remove the entry when they confirm, and"
                    f" {corrected(doc_input, 'record')}.",
                    "If an agency does not confirm it, please send its answer.",
                )
            ),
            own[1:] if own else (),
        ),
    )
    return frame.signed(doc_input, parts)


FBI_CHALLENGE = DocumentType(
    slug="fbi-challenge",
    name="Challenge of an entry in an FBI record",
    edition="2026-12-01.1, 28 CFR 16.34",
    kind=LETTER,
    reader=disclosure.FBI,
    blocks=challenge,
    discloses=DISCLOSED,
    legal_basis=(FBI_CHALLENGE_LAW,),
    advice=(FBI.warning, partial(last_checked, FBI, CHALLENGE_ADDRESS), ADD_COPIES, SAFE_ADDRESS),
)


def entry(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the letter to the agency that made the entry. It says nothing of anybody's papers."""
    voice, wrong, office = voice_for(doc_input), why_wrong(doc_input), local_agency(doc_input)
    by = letter.in_two_weeks(doc_input)
    come = (
        "I will come in to be fingerprinted on any day that you name."
        if not doc_input.is_helper
        else ""
    )
    parts = frame.Letter(
        to=f"{office}\nAttention: Records" if office else "Attention: Records",
        line=None if office else Row("To the agency that made the entry"),
        subject=(
            letter.who_line(doc_input),
            _what(doc_input),
            f"Please compare fingerprints, and correct the entry by {by}",
        ),
        dear="To the records office:",
        opening=letter.editable(
            "An entry that your office sent to the state and the FBI stands on"
            f" {voice.possessive} record. I believe that it is wrong.",
            "opening",
            doc_input,
        ),
        body=(
            Heading("The entry"),
            Table(
                (
                    Row("Date of the arrest or entry"),
                    Row("Booking or case number"),
                    Row("Charge, as it is printed"),
                )
            ),
            Heading("Why it is wrong"),
            letter.knowledge(doc_input) if wrong else None,
            frame.numbered(wrong),
            frame.asked(
                (
                    "Please compare the fingerprints of that entry with"
                    f" {voice.choose('mine', 'those of ' + voice.object)}. {come}".strip(),
                    "If the entry is wrong, please correct it, and tell the state bureau and the"
                    " FBI.",
                    f"Please {corrected(doc_input, 'record')}, with a letter that says what was"
                    " corrected, and when.",
                )
            ),
        ),
    )
    return frame.signed(doc_input, parts, is_sworn=False)


ENTRY = DocumentType(
    slug="entry",
    name="Letter to the agency that made the entry",
    edition="2026-12-01.1, own letter",
    kind=LETTER,
    reader=disclosure.LOCAL,
    blocks=entry,
    discloses=ENTRY_DISCLOSES,
    advice=(SAFE_ADDRESS,),
)
