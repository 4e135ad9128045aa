"""Complaints about federal staff: to the Inspector General, to the OPR of ICE, and the text for the
Civil Rights Division of the Department of Justice."""

from functools import partial

from intake.citations.letter_law import CAUSE_FOR_DETAINER, NEW_ARREST, SHARED_NAME
from intake.rendering.blocks import Heading, NewPage, Paragraph, Piece

from .. import disclosure, frame
from ..base import LETTER, ONLINE, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..recipients import FEDERAL
from ..sentences import account, complaint, letter
from ..sentences.base import TO_DHS, Fact
from ..sentences.complaint import MOST_FACTS
from ..sentences.facts import of_custody
from ..sentences.voice import voice_for
from ..signatures import witnesses_note
from .crcl import federal_law, has_short_story, story, who_took_part

DISCLOSED = (
    "custody",
    "danger",
    "problem",
    "start",
    "when-where",
    "hold",
    "detainers",
    "hold-copy",
    "match",
    "why-wrong",
    "jail",
    "held-over",
    "stays",
    "story",
    "profiling",
    "officers",
    "treatment",
    "harm",
    "told",
)


def _facts(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return what happened, by date, then what has none. No annex holds the full answers."""
    found: list[Fact | None] = [
        *of_custody(doc_input, to=TO_DHS),
        *frame.in_one(account.danger(doc_input)),
        account.profiling(doc_input),
        *frame.in_one(account.treatment(doc_input)),
        account.harm(doc_input),
    ]
    return frame.within([fact for fact in found if fact], MOST_FACTS)


def _body(doc_input: DocumentInput, own_words: Piece) -> tuple[Piece, ...]:
    """Return facts, account, and who took part, as far as they were told."""
    took_part = who_took_part(doc_input)
    return (
        frame.facts(doc_input, _facts(doc_input)),
        own_words,
        frame.said_or_done(doc_input),
        Heading("Who took part"),
        Paragraph(took_part),
        witnesses_note(doc_input),
        frame.law(*federal_law(doc_input)),
        Heading("What has been done so far"),
        Paragraph(account.earlier_steps(doc_input)),
    )


def _annex(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return a story that is too long for the letter, whole and unchanged, with its English."""
    told = frame.own_account(doc_input)
    if has_short_story(doc_input) or not told:
        return ()
    return (NewPage(), Heading("Annex. My own account"), *told)


def _own_words(doc_input: DocumentInput) -> tuple[Piece, ...]:
    if has_short_story(doc_input):
        return story(doc_input)
    is_annex = bool(frame.own_account(doc_input))
    return (Paragraph("My own account is the annex to this letter."),) if is_annex else ()


def misconduct(to: str, staff: str, doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the letter to an office that looks into what federal staff did."""
    voice = voice_for(doc_input)
    by = letter.in_two_weeks(doc_input)
    opening = f"I complain about what I believe staff of {staff} did to {voice.object}."
    parts = frame.Letter(
        to=FEDERAL[to],
        subject=(
            f"Complaint about staff of {staff}: {letter.who_line(doc_input)}",
            complaint.what_line(doc_input),
            f"Please open a complaint, and send me its number by {by}",
        ),
        dear="Dear Officer:",
        opening=letter.editable(
            f"{opening} {complaint.opening(doc_input)}".strip(), "opening", doc_input
        ),
        body=(
            *_body(doc_input, _own_words(doc_input)),
            frame.asked(
                (
                    f"Please open a complaint, and send me its number by {by}.",
                    "Please have all records, messages and video of this kept.",
                    f"Please find out what staff of {staff} did, on what information, and who"
                    " approved it.",
                    "Please tell me in writing what you found. If another office should have this,"
                    " please tell me which.",
                )
            ),
        ),
    )
    return (*frame.signed(doc_input, parts), _annex(doc_input))


def _letter_type(to: str, name: str, staff: str) -> DocumentType:
    return DocumentType(
        slug=to,
        name=name,
        edition="2026-12-01.3, own letter",
        kind=LETTER,
        reader=disclosure.STAFF,
        blocks=partial(misconduct, to, staff),
        discloses=DISCLOSED,
        legal_basis=(CAUSE_FOR_DETAINER, NEW_ARREST, SHARED_NAME),
        advice=(SAFE_ADDRESS,),
    )


OIG = _letter_type(
    "oig", "Letter to the Inspector General of Homeland Security", "Homeland Security"
)
OPR = _letter_type("opr", "Letter to the Office of Professional Responsibility of ICE", "ICE")


def civil_rights(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the text of a report, to paste into a web form box by box."""
    told = frame.own_account(doc_input)
    parts = frame.Letter(
        to=FEDERAL["doj"],
        subject=(
            f"Civil rights report: {letter.who_line(doc_input)}",
            complaint.what_line(doc_input),
            "Please look into it, and tell me the number of this report",
        ),
        dear="To the Civil Rights Division:",
        opening=letter.editable(
            f"I ask you to look at what happened to {voice_for(doc_input).object}."
            f" {complaint.opening(doc_input)}".strip(),
            "opening",
            doc_input,
        ),
        body=(
            *_body(doc_input, (Heading(own_words_heading(doc_input)), *told) if told else ()),
            frame.asked(
                (
                    "Please look into it, and tell me the number of this report.",
                    "Please tell me what your office can do, and which other office should have"
                    " this.",
                    "Please ask the offices that took part to keep all records and video of it.",
                )
            ),
        ),
    )
    return (*frame.head(doc_input, parts), letter.service_line())


def own_words_heading(doc_input: DocumentInput) -> str:
    return doc_input.voiced("My own account", "My own account, as the helper")


DOJ = DocumentType(
    slug="doj",
    name="Text for the Civil Rights Division, Department of Justice",
    edition="2026-12-01.3, own text",
    kind=ONLINE,
    reader=disclosure.STAFF,
    blocks=civil_rights,
    discloses=DISCLOSED,
    title_for=lambda doc_input: "Report to the Civil Rights Division",
    legal_basis=(CAUSE_FOR_DETAINER, NEW_ARREST, SHARED_NAME),
)
