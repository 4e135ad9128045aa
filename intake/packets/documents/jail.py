"""The letter to the jail, in three steps: authority and probable cause now, the law of the state,
and what is asked once 48 hours are over. It asks for release first, and concedes nothing.

A jail is not told where anyone was born, nor of their papers, nor what happened in the arrest.
"""

from intake.citations.base import Claim
from intake.citations.letter_law import (
    NEUTRAL_DECISION,
    NEW_ARREST,
    ONLY_NOTICE,
    REQUEST_ONLY,
    SERVED,
    STRAIGHT_48,
    WORKING_48,
)
from intake.rendering.blocks import Heading, NumberedList, Paragraph, Piece, Row, Table
from intake.routes.state_law_status import line_of

from .. import disclosure
from ..base import LETTER, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import latin_name_row
from ..sentences import hours, jail_asks, letter, moments
from ..sentences.base import TO_JAIL, sentences
from ..sentences.facts import of_custody
from ..sentences.jail_asks import due_words
from ..sentences.places import since_words, why_words
from ..sentences.stay import DUE, LEFT, NOT_DUE, Stay, stay_of
from ..sentences.voice import Voice, permission_sentence, relation_sentence, voice_for
from ..signatures import signature
from .jail_letter_short import STATE_LETTERS

HOLD = ("hold", "detainers", "hold-copy", "jail", "held-over", "stays")
DISCLOSED = (*HOLD, "custody", "when-where", "match", "why-wrong")
RECEIVED = (Row("Received by (name and badge)"), Row("Received on (date and time)"))


def to_jail(doc_input: DocumentInput, stay: Stay) -> Piece:
    """Return the addressee. The jail that held a free person is filled in where it is known."""
    attention = "Attention: Jail Administrator and Records"
    if stay.place:
        lines = (f"Sheriff or Administrator, {stay.place}", attention)
        return Paragraph("\n".join(lines))
    which = "held" if stay.stage == LEFT else "holds"
    label = f"The jail that {which} {voice_for(doc_input).object} (name and town)"
    return (Paragraph(f"Sheriff or Administrator\n{attention}"), Table((Row(label),)))


def what_line(stay: Stay) -> str:
    """Return the bold line on what happened, and when."""
    due = moments.when(stay.due)
    on_detainer = " on an immigration detainer" if stay.has_detainer else ""
    if stay.stage == NOT_DUE:
        if stay.hold != "yes":
            return "What will happen when release is due"
        what = "request for notice of release" if stay.notice_only else "detainer"
        return f"Immigration {what}: what will happen when release is due"
    if stay.stage == LEFT:
        if not stay.was_kept:
            if stay.hold != "yes":
                return "Was there an immigration detainer?"
            return "Immigration detainer: the papers, and the reason for it"
        length = f" for {stay.length}" if stay.length else ""
        return f"Kept in your jail{on_detainer}{length} after release was due{_dates(stay)}"
    if stay.stage == DUE:
        question = ": is there an immigration detainer?" if stay.hold == "unsure" else ""
        return f"Kept{on_detainer} {since_words(stay)}{due_words(due)}{question}"
    return f"Kept{on_detainer}: by what authority, and when is or was release due?"


def _dates(stay: Stay) -> str:
    """Return from when to when, in brackets, as far as it is known."""
    known = moments.range_words(stay.due, stay.left)
    return f" ({known})" if known else ""


def please_line(doc_input: DocumentInput, stay: Stay) -> str:
    me, by = voice_for(doc_input).object, letter.tomorrow_noon(doc_input)
    if stay.stage == DUE:
        return f"Please release {me} now, or answer in writing by {by}"
    if stay.is_place_unknown:
        voice = voice_for(doc_input)
        return (
            f"If {voice.subject} {voice.am} in your jail, please release {me} now, or answer in"
            f" writing by {by}"
        )
    if stay.stage == LEFT:
        what = "a written explanation" if stay.was_kept else "a written answer"
        return (
            f"Please send the records and {what} by {letter.in_two_weeks(doc_input)}; please keep"
            " all video and logs from today on"
        )
    return f"Please answer in writing by {by}"


def opening_lines(doc_input: DocumentInput) -> Piece:
    """Return who a helper is to the person, and whether the person knows of the letter."""
    if not doc_input.is_helper:
        return None
    return Paragraph(f"{relation_sentence(doc_input)} {permission_sentence(doc_input)}".strip())


def opening(doc_input: DocumentInput, stay: Stay) -> str:
    """Return why the letter is written, and the one request."""
    voice = voice_for(doc_input)
    here = voice.choose("I am in your jail.", f"As far as I know, {voice.subject} is in your jail.")
    if stay.stage == LEFT:
        return _opening_after(doc_input, stay)
    if stay.stage == NOT_DUE:
        asked = (
            f"I ask you to confirm in writing that {voice.subject} will be released as soon as"
            " release is due, and will not be kept for ICE."
        )
        return f"{here} {_reason(stay, 'there is', voice.object)} {asked}".replace("  ", " ")
    if stay.stage == DUE:
        return f"{here} {_kept_because(stay, voice)} {_release(voice)}"
    release = (
        f"I ask you to tell me in writing by what authority you are keeping {voice.object},"
        f" and to release {voice.object} at once if release was due already."
    )
    return f"{here} {_reason(stay, 'the reason is', voice.object)} {release}".replace("  ", " ")


def _kept_because(stay: Stay, voice: Voice) -> str:
    """Return why release was due, and why the person is still there, as far as it is known."""
    due = moments.capital(why_words(stay, voice) or f"{voice.subject} should have been released")
    still = voice.choose("I am still here", f"{voice.subject} is still held")
    if stay.has_detainer:
        return f"{due}, and I am told that {still} because of an immigration detainer."
    return f"{due}, and {still}. {_reason(stay, '', voice.object)}".strip()


def _release(voice: Voice) -> str:
    return (
        f"I ask you to release {voice.object} now. If you do not, I ask you to tell me in writing"
        f" by what authority, and on what probable cause, you are keeping {voice.object}."
    )


def _reason(stay: Stay, is_: str, me: str) -> str:
    """Return what is known of why, as hearsay, or that it is not known."""
    if stay.hold == "unsure":
        return f"I do not know whether ICE asked you to keep {me}."
    if stay.hold != "yes":
        return ""
    if stay.notice_only:
        return "I am told that ICE sent you a paper that asks only for notice of release."
    return f"I am told that {is_} an immigration detainer."


def _opening_after(doc_input: DocumentInput, stay: Stay) -> str:
    voice = voice_for(doc_input)
    if stay.was_kept:
        first = (
            f"Your jail kept {voice.object} after {voice.subject} should have been released."
            + (" I was told that the reason was a detainer from ICE." if stay.has_detainer else "")
        )
    elif stay.hold == "yes":
        first = f"I write about a paper from ICE that your jail had about {voice.object}."
    else:
        first = f"I write about the time that {voice.subject} was in your jail."
    asked = "a written explanation" if stay.was_kept else "a written answer"
    return f"{first} I ask for {asked}, for copies of the papers, and that all records are kept."


def law(doc_input: DocumentInput, stay: Stay) -> tuple[Claim, ...]:
    """Return the law of the letter: probable cause first, second that of the state of the jail."""
    copy_given = doc_input.answer("hold-copy", "copy_given")
    line, is_detainer = line_of(stay.state), stay.hold != "no"
    return (
        *((ONLY_NOTICE,) if stay.notice_only else ()),
        *((REQUEST_ONLY,) if is_detainer else ()),
        NEW_ARREST,
        *((NEUTRAL_DECISION,) if is_detainer else ()),
        *((line.letter_claim,) if line else ()),
        *((SERVED,) if copy_given == "no" and stay.has_detainer else ()),
    )


def law_paragraphs(doc_input: DocumentInput, stay: Stay) -> tuple[Piece, ...]:
    """Return the law by the steps of the letter: authority and probable cause, what the state
    says, and what a detainer must be for the 48 hours that are its outer limit."""
    found, line = law(doc_input, stay), line_of(stay.state)
    state = [line.letter_claim] if line else []
    after = [claim for claim in found if claim == SERVED]
    first = [claim for claim in found if claim not in (*state, *after)]
    condition = "If the reason is an immigration detainer: " if stay.hold == "unsure" else ""
    return (
        Paragraph(condition + " ".join(map(str, first))),
        Paragraph(" ".join(map(str, state))),
        Paragraph(" ".join(map(str, after))),
        Paragraph(hours.beyond_48(doc_input, stay)),
    )


def jail_letter(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the letter to the jail that holds, or held, the person."""
    stay = stay_of(doc_input)
    is_held = stay.stage != LEFT
    asked = jail_asks.requests(doc_input, stay)
    facts = sentences(of_custody(doc_input, to=TO_JAIL, jail="your jail"))
    return (
        letter.sender(doc_input, stay),
        letter.dated(doc_input, weekday=is_held),
        to_jail(doc_input, stay),
        letter.subject_lines(
            doc_input,
            letter.who_line(doc_input, stay.booking_number),
            what_line(stay),
            please_line(doc_input, stay),
        ),
        Table(latin_name_row(doc_input.name)),
        Paragraph("Dear Sheriff or Administrator:"),
        opening_lines(doc_input),
        letter.editable(opening(doc_input, stay), "opening", doc_input),
        Heading("The facts"),
        letter.knowledge(doc_input) if facts else None,
        NumberedList(facts),
        Heading("The law"),
        law_paragraphs(doc_input, stay),
        Heading("What I ask"),
        NumberedList(asked, "A" if is_held else "1"),
        letter.how_to_answer(doc_input, in_jail=is_held),
        signature(
            doc_input,
            answer_to=not is_held or doc_input.is_helper,
            is_sworn=False,
            more=RECEIVED if is_held else (),
        ),
        letter.service_line(),
    )


JAIL_LETTER = DocumentType(
    slug="jail-letter",
    name="Letter to the jail about the hold",
    edition="2026-12-01.1, own letter",
    kind=LETTER,
    reader=disclosure.JAIL,
    blocks=jail_letter,
    discloses=DISCLOSED,
    legal_basis=(
        REQUEST_ONLY,
        NEW_ARREST,
        NEUTRAL_DECISION,
        SERVED,
        ONLY_NOTICE,
        STRAIGHT_48,
        WORKING_48,
        *STATE_LETTERS,
    ),
    advice=(SAFE_ADDRESS,),
)
