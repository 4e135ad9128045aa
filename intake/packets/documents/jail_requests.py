"""What else is asked of a jail: a copy of the hold."""

from intake.citations.letter_law import ONLY_NOTICE, SERVED
from intake.rendering.blocks import Heading, NumberedList, Paragraph, Piece, Table

from .. import disclosure
from ..base import LETTER, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import latin_name_row
from ..letter_parts import law_blocks
from ..sentences import letter
from ..sentences.base import in_order, sentences
from ..sentences.facts import hold
from ..sentences.jail_asks import receiver
from ..sentences.stay import LEFT, Stay, stay_of
from ..sentences.voice import voice_for
from ..signatures import signature
from .jail import opening_lines, to_jail


def _documents(doc_input: DocumentInput) -> tuple[str, ...]:
    me = voice_for(doc_input).object
    return (
        "the detainer (Form I-247A, I-247G or older), with the date and time at which it came in",
        "any warrant that came with it (Form I-200 or I-205)",
        f"any record of when, and in which language, a copy was given to {me}",
        "the booking sheet, the bail receipt and the release papers",
        f"the log of calls and messages with ICE about {me}",
    )


def _opening(doc_input: DocumentInput, stay: Stay) -> str:
    give = receiver(doc_input)
    if stay.hold == "yes":
        return f"Please give {give} a copy of each of these, if there is one:"
    return (
        "I do not know whether ICE sent you a detainer. Please tell me in writing. If it did,"
        f" please give {give} a copy of each of these, if there is one:"
    )


def copy_of_hold(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the request for a copy of the detainer and its papers."""
    stay = stay_of(doc_input)
    is_held = stay.stage != LEFT
    by = letter.tomorrow_noon(doc_input) if is_held else letter.in_two_weeks(doc_input)
    facts = sentences(in_order(hold(doc_input, "your jail")))
    return (
        letter.sender(doc_input, stay),
        letter.dated(doc_input),
        to_jail(doc_input, stay),
        letter.subject_lines(
            doc_input,
            letter.who_line(doc_input, stay.booking_number),
            "Immigration detainer: a copy of the papers",
            f"Please give {receiver(doc_input)} the copies by {by}",
        ),
        Table(latin_name_row(doc_input.name)),
        Paragraph("Dear Sheriff or Administrator:"),
        opening_lines(doc_input),
        letter.editable(_opening(doc_input, stay), "opening", doc_input),
        NumberedList(_documents(doc_input)),
        Heading("The facts"),
        letter.knowledge(doc_input) if facts else None,
        NumberedList(facts),
        Heading("The law"),
        law_blocks(ONLY_NOTICE if stay.notice_only else SERVED),
        letter.how_to_answer(doc_input, in_jail=is_held),
        signature(doc_input, answer_to=not is_held or doc_input.is_helper, is_sworn=False),
        letter.service_line(),
    )


HOLD_COPY = DocumentType(
    slug="hold-copy-request",
    name="Request for a copy of the hold",
    edition="2026-12-01.1, own letter",
    kind=LETTER,
    reader=disclosure.JAIL,
    blocks=copy_of_hold,
    discloses=("hold", "detainers", "hold-copy"),
    fits=lambda doc_input: doc_input.facts.hold != "no",
    legal_basis=(SERVED, ONLY_NOTICE),
    advice=(SAFE_ADDRESS,),
)
