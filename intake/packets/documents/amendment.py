"""The Privacy Act amendment request: which record, what change, why it is wrong, and proof.

The four words of the rule (accurate, relevant, timely, complete) are used as they stand.
"""

from dataclasses import dataclass

from intake.citations.base import claim
from intake.rendering.blocks import Heading, Paragraph, Piece, Row, Table

from .. import disclosure, frame
from ..base import ADD_COPIES, LETTER, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..recipients import FEDERAL
from ..sentences import decisions, letter, moments
from ..sentences.base import chosen, in_order, quoted, sentences
from ..sentences.facts import hold
from ..sentences.match import match
from ..sentences.stay import holds_of, stay_of
from ..sentences.voice import Voice, voice_for
from ..signatures import certification_note
from .crcl import enclosures

AMENDMENT_LAW = claim(
    "This is a Privacy Act Amendment Request under 6 CFR 5.26. The rule asks for a written"
    " acknowledgement within ten working days.",
    "S58",
)
DISCLOSED = (
    "hold",
    "detainers",
    "hold-copy",
    "match",
    "why-wrong",
    "proof",
    "jail",
    "numbers",
    "decisions",
)
STALE = "It is not complete and not timely: it leaves out what came later."
IT_SHOULD_SAY = "It should say"


@dataclass(frozen=True)
class Mistake:
    """A kind of mistake: its title, the change, and why, in the words of the rule.

    `{me}`, `{i}`, `{my}` and `{am}` are the words for the person.
    """

    codes: frozenset[str]
    whose: tuple[str, ...]
    title: str
    change: str
    why: str


MISTAKES = (
    Mistake(
        frozenset({"mixed_file"}),
        ("mixed",),
        "The records of two people were mixed",
        "Please separate the two files, move each entry to the right person, and cancel every"
        " detainer, warrant and alert against {me} that rests on the mixed file.",
        "It is not accurate, and in part not relevant to {me}: it holds entries about another"
        " person.",
    ),
    Mistake(
        frozenset({"same_name", "other_persons_prints"}),
        ("another",),
        "A record of another person is linked with {my} name",
        "Please remove the link between that record and {me}; mark in both records that they are"
        " about two people; and cancel every detainer, warrant and alert against {me} that rests"
        " on it.",
        "It is not accurate: {i} {am} not the person in that record. It is not relevant to {me}:"
        " it is about someone else.",
    ),
    Mistake(
        frozenset({"identity_theft"}),
        (),
        "Another person used {my} name",
        "Please mark in the record that {my} name was used by another person, and separate the"
        " entries about that person.",
        "It is not accurate: another person used {my} name.",
    ),
    Mistake(
        frozenset({"stale_record"}),
        ("out_of_date",),
        "The record is out of date",
        "Please add the decision that closed the matter, and remove every entry that says that it"
        " is open.",
        STALE,
    ),
    Mistake(
        frozenset({"wrong_conviction"}),
        (),
        "The record shows a conviction or an arrest that is wrong",
        "Please remove that entry.",
        "It is not accurate.",
    ),
)
PLAIN = Mistake(
    frozenset(),
    (),
    "A record about {me} is wrong",
    "Please change the record so that it is accurate, relevant, timely and complete.",
    "I believe that it is not accurate.",
)


def mistake_of(doc_input: DocumentInput) -> Mistake:
    """Return the first kind of mistake that was told of; the letter is about one record."""
    reasons = set(chosen(doc_input, "why-wrong", "reasons"))
    whose = doc_input.answer("match", "whose_record")
    return next(
        (one for one in MISTAKES if one.codes & reasons or (whose and whose in one.whose)), PLAIN
    )


def _said(text: str, voice: Voice) -> str:
    return text.format(me=voice.object, i=voice.subject, my=voice.possessive, am=voice.am)


def _change(doc_input: DocumentInput, mistake: Mistake) -> str:
    """Return the change; a record that is out of date lacks a decision, which is named."""
    change, later = _said(mistake.change, voice_for(doc_input)), decisions.later_decision(doc_input)
    if not later:
        return change
    if mistake.why == STALE:
        return change.replace("the decision that closed the matter", later)
    return f"{change} Please add {later}."


def _record(doc_input: DocumentInput) -> str:
    """Return the record as far as it can be named: by the detainer, and by what it says."""
    me, stay = voice_for(doc_input).object, stay_of(doc_input)
    hold = next((one for one in holds_of(doc_input) if one.get("number")), None)
    if stay.hold == "yes":
        first = hold or next(iter(holds_of(doc_input)), {})
        day = moments.when(first.get("placed_on"))
        number = f", number {hold['number']}" if hold else ""
        jail = f" sent to {stay.place}" if stay.place else ""
        paper = "request for notice" if stay.notice_only else "detainer"
        sent = f" that it{jail}{' ' + day if day else ''}" if jail or day else ""
        named = f"on which ICE based the {paper} against {me}{sent}{number}"
    else:
        named = f"that was matched with {me}"
    says = quoted(doc_input, "match", "record_says")
    about = f" What I was told that it says: {says}." if says else ""
    return f"The record, under any number, {named}; and every entry that links {me} with it.{about}"


def _requests(doc_input: DocumentInput) -> tuple[str, ...]:
    name = voice_for(doc_input).object
    copy = doc_input.voiced(
        "send me a copy of the corrected record",
        f"send a copy of the corrected record to {name}, and to me with {name}'s permission",
    )
    jail = stay_of(doc_input).place
    among = f", among them {jail}" if jail and doc_input.facts.hold == "yes" else ""
    return (
        "Please acknowledge this request in writing within ten working days.",
        f"Please make the change, and {copy}.",
        f"Please tell each person and agency that received the wrong record{among}.",
        "If you refuse any part, please give the reasons and tell me how to appeal.",
    )


def _who(doc_input: DocumentInput) -> str:
    return letter.who_line(doc_input, a_number=doc_input.facts.for_letters.a_number)


def amendment(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the letter that asks for a record to be changed: which, what, why, proof."""
    voice, mistake = voice_for(doc_input), mistake_of(doc_input)
    facts = [*hold(doc_input), match(doc_input), *decisions.judge_facts(doc_input)]
    found = sentences(in_order([*facts, decisions.other_number(doc_input)]))
    is_typo = "clerical_error" in chosen(doc_input, "why-wrong", "reasons")
    own = enclosures(doc_input)
    parts = frame.Letter(
        to=FEDERAL["amend"],
        subject=(
            f"Privacy Act amendment request: {_who(doc_input)}",
            _said(mistake.title, voice),
            "Please correct it, confirm in ten working days, and send the corrected record",
        ),
        dear="Dear Privacy Officer:",
        opening=Paragraph(f"I ask you to amend your records about {voice.object}. {AMENDMENT_LAW}"),
        body=(
            Heading("1. The record"),
            Paragraph(_record(doc_input)),
            Heading("2. The change"),
            Paragraph(_change(doc_input, mistake), "change"),
            Table((Row(IT_SHOULD_SAY),) if is_typo or mistake is PLAIN else ()),
            Heading("3. Why it is wrong"),
            letter.knowledge(doc_input),
            Paragraph(_said(mistake.why, voice)),
            frame.numbered(found),
            (Heading("4. Proof"), *own[1:]) if own else None,
            frame.asked(_requests(doc_input)),
            certification_note(doc_input, "letter"),
        ),
    )
    return frame.signed(doc_input, parts)


AMENDMENT = DocumentType(
    slug="amendment",
    name="Request to change a record of Homeland Security",
    edition="2026-12-01.1, 6 CFR 5.26",
    kind=LETTER,
    reader=disclosure.RECORDS,
    blocks=amendment,
    discloses=DISCLOSED,
    legal_basis=(AMENDMENT_LAW,),
    advice=(ADD_COPIES, SAFE_ADDRESS),
)
