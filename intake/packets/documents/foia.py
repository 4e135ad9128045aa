"""Requests for records under FOIA and the Privacy Act, one for each part of Homeland Security.

A librarian's list: which records, which days, where to look. No story, no reason why anybody thinks
that they were wronged, and nobody's status.
"""

from datetime import timedelta
from functools import partial

from intake.citations.base import claim
from intake.deadlines.response_times import FOIA_WORKING_DAYS
from intake.deadlines.workdays import add_working_days
from intake.flow.facts import earliest
from intake.rendering.blocks import Heading, NumberedList, Paragraph, Piece, Row, Table

from .. import disclosure, frame
from ..base import ONLINE, DocumentType
from ..document_input import DocumentInput
from ..identity import BIRTHPLACE, BORN_FULL, NUMBERS, identity_table
from ..sentences import letter, moments
from ..sentences.base import chosen
from ..sentences.match import MISTAKEN_IDENTITY
from ..sentences.voice import voice_for
from ..signatures import ANSWER_TO, certification_note
from .foia_records import HOLDERS, Holder
from .permission import WANTED

FOIA_LAWS = claim(
    "This is a request under the Freedom of Information Act and, as far as it applies, the Privacy"
    " Act.",
    "S61",
)
ONLINE_ONLY = claim("Such requests are in general taken only online since January 22, 2026.", "S55")


LAST_YEARS = "for the last five years"


ANY_DATE = "of any date, to the day of your search"


def dates(doc_input: DocumentInput, holder: Holder | None = None) -> str:
    """Return from when on records are asked for: a day before the first event, as far as it is
    known. What is older than any event of the case is asked for without a first day."""
    if holder and holder.is_older:
        return ANY_DATE
    holds = doc_input.answers.get("detainers") or ()
    told = [
        doc_input.answer("when-where", "when") or None,
        doc_input.answer("jail", "came_in") or None,
        *(one.get("placed_on") for one in holds),
    ]
    known = [(first, moment) for moment in told if (first := earliest(moment))]
    if not known:
        return LAST_YEARS
    first, moment = min(known, key=lambda pair: pair[0])
    day = first - timedelta(days=1) if moment.get("d") else first
    return f"from {moments.day_words(day, weekday=False)}, to the day of your search"


def _but_for(holder: Holder) -> str:
    """Return that one of the records may be older than the dates, where the dates have a start."""
    return "" if holder.is_older else ", unless a line below says otherwise"


def answer_by(doc_input: DocumentInput) -> str:
    """Return by when an answer is asked for."""
    day = add_working_days(doc_input.today, FOIA_WORKING_DAYS)
    return moments.day_words(day, weekday=False)


def why_fast(doc_input: DocumentInput) -> Piece:
    """Return why it should be fast: a record as a belief, only where ICE holds them or asked for
    it."""
    facts, voice = doc_input.facts, voice_for(doc_input)
    asks = "I ask for expedited processing."
    if facts.held:
        now = f"{voice.subject} {voice.am} locked up now."
        record = (
            f" I believe that a record of Homeland Security is used to keep {voice.object}."
            if facts.hold == "yes" or facts.where == "ice"
            else ""
        )
        return Paragraph(f"{now}{record} {asks}", "fast")
    if facts.hold == "yes":
        return Paragraph(
            f"I believe that a record of Homeland Security was used to keep {voice.object} in"
            f" jail, and that it can be used again at any time. {asks}",
            "fast",
        )
    return None


def _of_another(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return what is asked where a record of another person may be found."""
    reasons = set(chosen(doc_input, "why-wrong", "reasons"))
    whose = doc_input.answer("match", "whose_record")
    is_numbered = bool(doc_input.facts.for_letters.other_a_number)
    if whose not in ("another", "mixed") and not reasons & MISTAKEN_IDENTITY and not is_numbered:
        return ()
    me = voice_for(doc_input).object
    return (
        Heading("A record about another person"),
        Paragraph(
            "If you find a record that belongs to another person, please do not send that person's"
            " private information. Please tell me that such a record was found, and send the parts"
            f" that show how it was linked to {me}."
        ),
    )


def _task(doc_input: DocumentInput, fast: Piece) -> str:
    """Return the line on what is asked; that it is to be fast stands first."""
    by = f"by {answer_by(doc_input)} ({FOIA_WORKING_DAYS} working days)"
    named = f"send the records that are named below {by}"
    return f"Please expedite this request, and {named}" if fast else f"Please {named}"


def foia(component: str, doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the text of a request for records, to paste into a web form box by box."""
    holder, voice = HOLDERS[component], voice_for(doc_input)
    whose = doc_input.voiced("myself", doc_input.name)
    fast = why_fast(doc_input)
    parts = frame.Letter(
        to=f"{holder.name}\nU.S. Department of Homeland Security\nFOIA Office",
        subject=(
            f"Records about {letter.who_line(doc_input)}",
            f"FOIA and Privacy Act request to {holder.short}, {dates(doc_input, holder)}",
            _task(doc_input, fast),
        ),
        dear="Dear FOIA Officer:",
        has_names=True,
        opening=Paragraph(f"I ask for records about {whose}. {FOIA_LAWS}"),
        body=(
            Heading(doc_input.voiced("Who I am", "Whose records")),
            identity_table(doc_input, BORN_FULL, BIRTHPLACE, NUMBERS, *holder.needs),
            certification_note(doc_input, "request"),
            Heading("The records that I ask for"),
            Paragraph(f"{moments.capital(dates(doc_input, holder))}{_but_for(holder)}:"),
            NumberedList(holder.records(doc_input)),
            Heading("Where to look"),
            Paragraph(holder.where(doc_input)),
            _of_another(doc_input),
            Heading("Why this should be fast"),
            fast,
            Heading("Fees and format"),
            Paragraph(
                "Please send electronic copies. I ask that fees be waived, since the records are"
                f" about {voice.possessive} own liberty and I seek no profit. If you do not waive"
                " them, please tell me the amount before you begin.",
                "fees",
            ),
            Paragraph(
                "Please tell me the number of this request. If you withhold anything, please name"
                " the exemption for each part, send the rest, and tell me how to appeal."
            ),
            Heading("Where to send the answer"),
            Table((Row(ANSWER_TO),)),
        ),
    )
    return (*frame.head(doc_input, parts), letter.service_line())


def foia_document(component: str) -> DocumentType:
    holder = HOLDERS[component]
    return DocumentType(
        slug=f"foia-{component}",
        name=f"Request for records: {holder.name}",
        edition="2026-12-01.2, 6 CFR Part 5 (2026)",
        kind=ONLINE,
        reader=disclosure.RECORDS,
        blocks=partial(foia, component),
        discloses=holder.discloses,
        legal_basis=(FOIA_LAWS, WANTED, ONLINE_ONLY, holder.holds),
        online_only=ONLINE_ONLY,
    )


FOIA = tuple(foia_document(part) for part in HOLDERS)
