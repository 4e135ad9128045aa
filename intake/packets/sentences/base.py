"""Answers become numbered sentences in this package, and nowhere else.

Each sentence has its condition and its weaker form. "Unsure", "not say" and an empty answer give
no sentence; a plain "no" gives one only where the "no" is the complaint.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from intake.flow.conditions import answer
from intake.flow.facts import Partial, earliest

from ..document_input import DocumentInput
from ..identity import in_english_letters
from . import moments

# Whom a letter goes to decides what its sentences may hold.
TO_JAIL, TO_DHS = "jail", "dhs"


@dataclass(frozen=True)
class Fact:
    """One event as a sentence. `step` is the page that it comes from."""

    text: str
    step: str
    when: Partial | None = None


def in_order(facts: Iterable[Fact | None]) -> list[Fact]:
    """Return the facts by date; those without a date come after those with one, and two of one
    day keep the order of the form."""
    known = [fact for fact in facts if fact and fact.text]
    return sorted(known, key=lambda fact: earliest(fact.when) or date.max)


def sentences(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(moments.neat(fact.text) for fact in facts)


def joined(words: Sequence[str], mark: str = ",", last: str = " and") -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{f'{mark} '.join(words[:-1])}{last} {words[-1]}"


def chosen(doc_input: DocumentInput, step: str, name: str) -> list[str]:
    return list(answer(doc_input.answers, step, name, []))


def quoted(doc_input: DocumentInput, step: str, name: str) -> str:
    """Return an answer in quotation marks, with its English behind it; "" for words in other
    letters that nobody put in English yet: they stand in the annex."""
    answered = doc_input.answer(step, name)
    words, made = answered.strip('“”"'), doc_input.english_of(step, name, answered)
    if made:
        english = made.text.strip('“”"')
        return f"“{words}” (in English: “{english}”)"
    return f"“{words}”" if words and in_english_letters(words) else ""
