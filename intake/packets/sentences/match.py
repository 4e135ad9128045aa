"""What was matched, and whose record it is, as a belief."""

from ..document_input import DocumentInput
from .base import TO_DHS, TO_JAIL, Fact, chosen, joined, quoted
from .voice import voice_for

_MATCHED_ON = {
    "name": "name",
    "fingerprints": "fingerprints",
    "birth_date": "date of birth",
    "photo": "a photo",
    "birth_place": "place of birth",
    "old_record": "an old record",
}
MISTAKEN_IDENTITY = {"same_name", "other_persons_prints", "identity_theft", "mixed_file"}


def says_mistaken_identity(doc_input: DocumentInput) -> bool:
    """Say whether it was stated that the record is another person's, or that files are mixed."""
    reasons = set(chosen(doc_input, "why-wrong", "reasons"))
    return (
        "wrong_match" in doc_input.facts.problems
        or bool(reasons & MISTAKEN_IDENTITY)
        or doc_input.answer("match", "whose_record") in ("another", "mixed")
    )


def match(doc_input: DocumentInput, *, to: str = TO_DHS) -> Fact | None:
    """Return what was said to be the same, and whose record it is, as a belief."""
    if to == TO_JAIL and not says_mistaken_identity(doc_input):
        return None
    parts = [_matched_on(doc_input, to), _whose_record(doc_input, to)]
    text = " ".join(filter(None, parts))
    return Fact(text, "match") if text else None


def _matched_on(doc_input: DocumentInput, to: str) -> str:
    voice, codes = voice_for(doc_input), chosen(doc_input, "match", "matched_on")
    if "not_said" in codes:
        return f"No one told {voice.object} which record was matched, or how."
    words = [
        words
        for code, words in _MATCHED_ON.items()
        if code in codes and not (code == "birth_place" and to == TO_JAIL)
    ]
    if not words:
        return ""
    return f"{voice.subject} was told that the match was made by {joined(words)}."


def _whose_record(doc_input: DocumentInput, to: str) -> str:
    """Return whose record it is. A jail is not told of a record that is the person's own."""
    whose = doc_input.answer("match", "whose_record")
    reasons = chosen(doc_input, "why-wrong", "reasons")
    same_name = " with the same name" if "same_name" in reasons else ""
    if whose == "mixed" or (not whose and "mixed_file" in reasons):
        return "I believe that the records of two people were mixed."
    own = whose in ("mine_wrong", "out_of_date")
    if whose == "another" or (same_name and not own):
        return f"I believe that the record belongs to another person{same_name}."
    if not own or to == TO_JAIL:
        return ""
    voice = voice_for(doc_input)
    record = voice.choose("The record is mine", f"The record is {voice.possessive}")
    if whose == "out_of_date":
        return f"{record}, but it is out of date."
    said = quoted(doc_input, "match", "record_says")
    wrong = f"{record}, but it is wrong"
    return f"{wrong}: it says {said}." if said else f"{wrong}."
