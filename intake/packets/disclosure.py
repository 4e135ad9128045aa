"""Who may learn what of somebody: one table, from which the answers for each document are taken.

What a reader may not learn is dropped before a document is built, so that none can hold it. What is
for volunteers only, and dangers of mind and body, never come this far (document_input).
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from intake.flow.letter_facts import letter_facts
from intake.routes.base import CITIZEN, STATUS_CLAIMED

from . import choices
from .document_input import DocumentInput

# Whom a document goes to. LOCAL is a complaint desk of a jail or the police, or whoever made an
# entry; STAFF are offices that look into what federal staff did; RECORDS keep files; SIGNED is no
# letter: the person signs it and hands it to whom they choose; PERSON keeps it.
JAIL, LOCAL, STATE, CRCL, STAFF = "jail", "local", "state", "crcl", "staff"
ICE, RECORDS, FBI, CONGRESS, CLAIMS = "ice", "records", "fbi", "congress", "claims"
SIGNED, PERSON = "signed", "person"

# A question, and those of its choices that are meant; None is the whole answer.
Part: TypeAlias = tuple[str, str, frozenset[str] | None]


def _choices(step: str, name: str, codes: Collection[str]) -> Part:
    return (step, name, frozenset(codes))


def _whole(step: str, *names: str) -> tuple[Part, ...]:
    return tuple((step, name, None) for name in names)


# What may hurt somebody who is named in a letter, or is no business of its reader: the answers that
# tell of it. All other answers are what letters are made of.
KINDS: dict[str, tuple[Part, ...]] = {
    "booking number": _whole("custody", "booking_number"),
    "hold number": (
        *_whole("detainers", "number"),
        *_whole("numbers", "event_number", "subject_number"),
    ),
    "A-number": _whole("numbers", "a_number", "other_a_number"),
    "language": _whole("needs", "language", "other_language", "interpreter"),
    "access needs": _whole("needs", "helps", "other_need"),
    "immigration case": _whole("decisions", "what", "on", "copy"),
    "birthplace": (*_whole("born", "birth_country"), *_whole("citizenship", "birth_place")),
    "citizenship": (
        *_whole("citizenship", "basis", "since"),
        _choices("why-wrong", "reasons", CITIZEN),
        _choices(
            "proof",
            "papers_held",
            ("birth_abroad", "birth_certificate", "citizenship", "passport"),
        ),
    ),
    "status": (
        _choices("why-wrong", "reasons", STATUS_CLAIMED - CITIZEN),
        _choices("proof", "papers_held", ("green_card", "work_or_visa")),
        _choices("problem", "went_wrong", ("status_wrong",)),
    ),
    "travel": (
        _choices("start", "how", ("border", "check_in")),
        *_whole("match", "happened_before"),
    ),
    "why release was due": (
        *_whole("jail", "due_why"),
        *_whole("held-over", "due_why"),
        *_whole("stays", "due_why"),
    ),
    "harm": _whole("harm", "cost", "days_held"),
    "money": (_choices("harm", "cost", ("bail",)), _choices("wants", "wants", ("money",))),
    "witnesses": _whole("witnesses", "name", "reach", "saw"),
    "health": (
        _choices("harm", "cost", ("health",)),
        _choices("danger", "happening", ("sick",)),
    ),
    "withheld care": (_choices("treatment", "treated", ("no_care",)),),
    "story": _whole("story", "story"),
}

_NUMBERS = {"booking number", "hold number"}
_OF_CUSTODY = {"booking number", "why release was due"}

MAY_LEARN: dict[str, frozenset[str]] = {
    JAIL: frozenset(_NUMBERS | _OF_CUSTODY | {"withheld care", "language"}),
    LOCAL: frozenset(_OF_CUSTODY | {"withheld care", "language"}),
    STATE: frozenset(_OF_CUSTODY | {"harm", "language"}),
    CRCL: frozenset(set(KINDS) - {"birthplace", "money"}),
    # Whoever is complained about, or works beside them, learns only that there are witnesses.
    STAFF: frozenset(
        _OF_CUSTODY | {"status", "travel", "harm", "withheld care", "story", "language"}
    ),
    ICE: frozenset(
        _NUMBERS | _OF_CUSTODY | {"birthplace", "citizenship", "travel", "A-number", "language"}
    ),
    RECORDS: frozenset(
        _NUMBERS | {"birthplace", "travel", "A-number", "language", "immigration case"}
    ),
    FBI: frozenset(),
    CONGRESS: frozenset(_OF_CUSTODY | {"citizenship", "A-number", "language"}),
    CLAIMS: frozenset(_NUMBERS | _OF_CUSTODY | {"harm", "money", "health", "withheld care"}),
    SIGNED: frozenset({"booking number", "birthplace", "story", "A-number"}),
    PERSON: frozenset(KINDS),
}


# What a reader learns only where the filer said yes to it, by what is asked (choices).
WITH_YES: dict[str, dict[str, frozenset[str]]] = {
    CRCL: {
        choices.HEALTH: frozenset({"health", "withheld care", "access needs"}),
        choices.STATUS: frozenset({"citizenship", "status", "immigration case"}),
    },
    CONGRESS: {choices.CONGRESS_STATUS: frozenset({"citizenship"})},
}


def may_learn(reader: str, doc_input: DocumentInput) -> frozenset[str]:
    """Return the kinds of facts for a reader: of status only where that is the point, and of
    what needs a yes only with one."""
    found = _without_yes(reader, doc_input)
    for asked, kinds in WITH_YES.get(reader, {}).items():
        found = found if doc_input.choices.allows(asked) else found - kinds
    return found


def _without_yes(reader: str, doc_input: DocumentInput) -> frozenset[str]:
    found = MAY_LEARN[reader]
    if reader in (CRCL, STAFF) and "status_wrong" not in doc_input.facts.problems:
        return found - {"status"}
    return found


def asked_of(doc_input: DocumentInput, readers: Collection[str]) -> tuple[str, ...]:
    """Return what the filer is asked before letters go out: what they said that needs a yes.

    To have a document at home is no such thing; without a yes, it is not named either.
    """
    return tuple(
        asked
        for reader, needing in WITH_YES.items()
        if reader in readers
        for possible in (_without_yes(reader, doc_input),)
        for asked, kinds in needing.items()
        if any(
            part[0] != "proof" and _holds(doc_input.answers, part)
            for kind in kinds & possible
            for part in KINDS[kind]
        )
    )


def _holds(answers: Mapping[str, Any], part: Part) -> bool:
    step, _name, _codes = part
    return _without(dict(answers), part).get(step) != answers.get(step)


def for_reader(doc_input: DocumentInput, reader: str) -> DocumentInput:
    """Return what was told without anything that the reader may not learn."""
    if reader not in doc_input.by_reader:
        doc_input.by_reader[reader] = _made_for(doc_input, reader)
    return doc_input.by_reader[reader]


def _made_for(doc_input: DocumentInput, reader: str) -> DocumentInput:
    answers, allowed = doc_input.answers, may_learn(reader, doc_input)
    for kind, parts in KINDS.items():
        if kind not in allowed:
            for part in parts:
                answers = _without(answers, part)
    if answers == doc_input.answers:
        return doc_input
    # What is asked with a letter rests on the answers that its reader may learn.
    facts = replace(doc_input.facts, for_letters=letter_facts(answers))
    if "why release was due" not in allowed:
        # Sentences read the stays from the facts, which rest on all answers.
        stays = tuple(replace(stay, due_why="") for stay in facts.stays)
        facts = replace(facts, stays=stays)
    return replace(doc_input, answers=answers, facts=facts)


def _without(answers: dict[str, Any], part: Part) -> dict[str, Any]:
    step, name, codes = part
    page = answers.get(step)
    if not page:
        return answers
    if isinstance(page, list):
        # An entry stays, without that answer: how many there are is no secret.
        return answers | {step: [_entry_without(entry, name, codes) for entry in page]}
    entry = _entry_without(page, name, codes)
    return answers | {step: entry if any(entry.values()) else {}}


def _entry_without(
    entry: Mapping[str, Any], name: str, codes: frozenset[str] | None
) -> dict[str, Any]:
    value = entry.get(name)
    if isinstance(value, list) and codes is not None:
        return dict(entry) | {name: [code for code in value if code not in codes]}
    if not value or (codes is not None and value not in codes):
        return dict(entry)
    return dict(entry) | {name: [] if isinstance(value, list) else None}
