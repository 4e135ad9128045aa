"""What was decided before, and what an A-number of another person has to do with a record."""

from intake.flow.letter_facts import Decision

from ..document_input import DocumentInput
from . import moments
from .base import Fact
from .voice import Voice, voice_for

JUDGE = ("judge_closed", "judge_ended")
ANSWERED = ("crcl", "records", "amendment", "claim", "lawsuit")


def _on(decision: Decision) -> str:
    day = moments.when(decision.on)
    return f"{moments.capital(day)}, " if day else ""


def judge_facts(doc_input: DocumentInput) -> list[Fact]:
    """Return what an immigration judge decided, with the day."""
    voice = voice_for(doc_input)
    return [_judge_fact(one, voice) for one in doc_input.facts.for_letters.decided(*JUDGE)]


def _judge_fact(decision: Decision, voice: Voice) -> Fact:
    did = {
        "judge_closed": f"closed {voice.possessive} case",
        "judge_ended": f"ended the order against {voice.object}",
    }[decision.what]
    copy = " I can send a copy." if decision.has_copy else ""
    text = f"{_on(decision)}an immigration judge {did}.{copy}"
    return Fact(moments.capital(text), "decisions", decision.on)


def answered_before(doc_input: DocumentInput) -> str:
    """Return what offices answered before, and that a lawsuit was filed; or ""."""
    said = {
        "crcl": "CRCL answered",
        "records": "an office refused to send records",
        "amendment": "an office refused to correct a record",
        "claim": "a federal office denied a claim for money",
        "lawsuit": "a lawsuit about this was filed",
    }
    found = doc_input.facts.for_letters.decided(*ANSWERED)
    return " ".join(moments.capital(f"{_on(one)}{said[one.what]}.") for one in found)


def later_decision(doc_input: DocumentInput) -> str:
    """Return the decision that a record leaves out: "the decision of October 7, 2015", or ""."""
    for decision in doc_input.facts.for_letters.decided(*JUDGE, "status"):
        day = moments.date_words(decision.on, weekday=False)
        if day:
            return f"the decision of {day}"
    return ""


def other_number(doc_input: DocumentInput) -> Fact | None:
    """Return that an A-number of somebody else stands in the record."""
    facts, voice = doc_input.facts.for_letters, voice_for(doc_input)
    if not facts.other_a_number:
        return None
    own = f"{voice.possessive} A-number is {facts.a_number}. " if facts.a_number else ""
    text = (
        f"{own}The A-number {facts.other_a_number} belongs to another person, and I believe"
        f" that it is in {voice.possessive} record."
    )
    return Fact(moments.capital(text), "numbers")
