"""What the filer decided about the letters: parts to leave out, a yes to health or status, contact.

Each decision is kept for itself, with who wrote it down and when; of one thing the newest counts.
Knows no database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intake.vault.shapes import ListOf, Record

# The edition of a decision as it is stored: a later one reads those of before.
EDITION = 1
# What stands where a part was left out.
MARK = "[left out]"

# Kinds of decisions; each begins the name of what it is about.
TEXT, YES, CONTACT = "text", "yes", "contact"
# What goes to CRCL only with a yes, and what goes to Congress only with one.
HEALTH, STATUS = "health", "status"
CONGRESS_STATUS = "congress_status"
ASKED = (HEALTH, STATUS, CONGRESS_STATUS)

# `about` is the kind and the place: "text:story/story", "yes:health", "contact:". `words` is the
# text as it was read then, `without` the parts that are left out of it, and `said` how and when the
# filer said so to a volunteer.
DECISION = Record(
    {"edition": int, "about": str},
    {
        "words": str,
        "without": ListOf(str),
        "answer": str,
        "contact": Record({"phone": str, "email": str, "address": str, "name": str, "also": str}),
        "said": str,
        # The day, in a form that was not sent: a case keeps it in a column.
        "on": str,
    },
)


@dataclass(frozen=True)
class Contact:
    """What the filer wants on letters; `name` is the person's whole name as they write it, and
    `also` is who else may have the answer."""

    phone: str = ""
    email: str = ""
    address: str = ""
    name: str = ""
    also: str = ""

    def lines(self) -> tuple[str, ...]:
        """Return how to answer, one line each; nothing where the filer wants nothing printed."""
        return tuple(filter(None, (self.address, self.phone, self.email)))


@dataclass(frozen=True)
class Decision:
    """One decision, with who wrote it down ("" is the filer) and on which day."""

    words: str = ""
    without: tuple[str, ...] = ()
    answer: str = ""
    by: str = ""
    on: date | None = None
    said: str = ""


@dataclass(frozen=True)
class LetterChoices:
    """All decisions that count now. `texts` is by place, `answers` by what was asked, and
    `contact_said` who wrote the contact down, and how the filer said so."""

    texts: Mapping[str, Decision] = field(default_factory=dict)
    answers: Mapping[str, Decision] = field(default_factory=dict)
    contact: Contact = field(default_factory=Contact)
    contact_said: Decision | None = None

    def allows(self, asked: str) -> bool:
        """Say whether the filer said yes to having it in a letter."""
        found = self.answers.get(asked)
        return found is not None and found.answer == "yes"

    def was_read(self, place: str, words: str) -> bool:
        """Say whether somebody decided about a text, just as it is now."""
        found = self.texts.get(place)
        return found is not None and found.words == words

    def parts_left_out(self, place: str) -> tuple[str, ...]:
        found = self.texts.get(place)
        return found.without if found else ()

    def redacted(self, place: str, words: str) -> str:
        """Return a text with a mark where parts were left out. A part that no longer stands in it
        was said anew, and is asked about anew."""
        # Longer ones first: one part may stand in another.
        for part in sorted(self.parts_left_out(place), key=len, reverse=True):
            words = words.replace(part, MARK)
        return words


NO_CHOICES = LetterChoices()


def text_decision(place: str, words: str, without: Iterable[str], said: str = "") -> dict[str, Any]:
    """Return a decision about a text as it is stored."""
    return {
        "edition": EDITION,
        "about": f"{TEXT}:{place}",
        "words": words,
        "without": list(without),
        "said": said,
    }


def yes_decision(asked: str, answer: str, said: str = "") -> dict[str, Any]:
    return {"edition": EDITION, "about": f"{YES}:{asked}", "answer": answer, "said": said}


def contact_decision(contact: Mapping[str, str], said: str = "") -> dict[str, Any]:
    return {"edition": EDITION, "about": f"{CONTACT}:", "contact": dict(contact), "said": said}


def read_decisions(stored: Iterable[tuple[Mapping[str, Any], str, date | None]]) -> LetterChoices:
    """Return what counts of [(decision, who wrote it down, day)], oldest first."""
    texts: dict[str, Decision] = {}
    answers: dict[str, Decision] = {}
    contact, contact_said = Contact(), None
    for decision, by, on in stored:
        kind, _colon, place = decision["about"].partition(":")
        made = Decision(
            decision.get("words", ""),
            tuple(decision.get("without", ())),
            decision.get("answer", ""),
            by,
            on,
            decision.get("said", ""),
        )
        if kind == TEXT:
            texts[place] = made
        elif kind == YES:
            answers[place] = made
        elif kind == CONTACT:
            contact, contact_said = Contact(**decision["contact"]), made
    return LetterChoices(texts, answers, contact, contact_said)


def choices_of_draft(stored: Mapping[str, Any]) -> LetterChoices:
    """Return the decisions of a form that was not sent; its filer made them all."""
    kept = stored.get("letters", ())
    return read_decisions((one, "", date.fromisoformat(one["on"])) for one in kept)
