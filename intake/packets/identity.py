"""Who the person is, as an office needs it to find them: names, birth, numbers."""

import unicodedata

from intake.flow.facts import is_complete
from intake.rendering.blocks import (
    Row,
    Table,
)

from .document_input import DocumentInput

_LETTERS = {"Lu", "Ll", "Lt", "Lo"}


def in_english_letters(name: str) -> bool:
    """Say whether offices can look for a name as it is: all of its letters are Latin."""
    signs = unicodedata.normalize("NFKD", name)
    letters = (sign for sign in signs if unicodedata.category(sign) in _LETTERS)
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in letters)


ENGLISH_NAME = "Name in English letters, as on the papers"


PRINTED_NAME = "Name, printed in English letters"


def latin_name_row(name: str, label: str = ENGLISH_NAME) -> tuple[Row, ...]:
    """Return a line for a name in English letters, where it is in others."""
    return () if in_english_letters(name) else (Row(label),)


def printed_name_row(name: str) -> tuple[Row, ...]:
    return latin_name_row(name, PRINTED_NAME)


def name_rows(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return the names of the person apart, as offices search for them."""
    given, family = (
        doc_input.answer("person", "given_names"),
        doc_input.answer("person", "family_names"),
    )
    names = (Row("Given names", given, "person"), Row("Last names", family, "person"))
    return (*(row for row in names if row.value), *latin_name_row(doc_input.name))


FULL_BIRTH = "Full date of birth (month, day, year)"
# An office finds nobody without these, so they are filled in by hand before it is sent.
TO_FILL_IN = {ENGLISH_NAME, FULL_BIRTH}


def birth_rows(doc_input: DocumentInput, label: str = "Date of birth") -> tuple[Row, ...]:
    """Return the date of birth, with a line for the full one where only a part was given."""
    given = doc_input.answer("born", "birth_date") or {}
    more = () if is_complete(given) or not given else (Row(FULL_BIRTH),)
    return (doc_input.row(label, "born", "birth_date"), *more)


# What an office may need to find somebody, beside the names. BORN_FULL asks for the whole date.
BORN, BORN_FULL, BIRTHPLACE = "born", "born-full", "birthplace"


CUSTODY, HOLDS, NUMBERS = "custody", "holds", "numbers"


def identity_table(doc_input: DocumentInput, *needs: str) -> Table:
    """Return the person's names, and of their numbers those that the office needs.

    What is not known leaves no row. Where somebody is held stands in it only while they are.
    """
    other = doc_input.answer_text("person", "other_names")
    rows = [*name_rows(doc_input), Row("Other names or spellings", other, "person")]
    if BORN in needs:
        rows.append(doc_input.row("Date of birth", "born", "birth_date"))
    if BORN_FULL in needs:
        rows += birth_rows(doc_input)
    if BIRTHPLACE in needs:
        town = doc_input.facts.for_letters.birth_place
        rows.append(Row("Place of birth", town, "citizenship"))
        rows.append(doc_input.row("Country of birth", "born", "birth_country"))
    if CUSTODY in needs and doc_input.facts.held:
        rows.append(doc_input.row("Held at", "custody", "facility"))
        rows.append(doc_input.row("Booking number", "custody", "booking_number"))
    numbers = _numbers(doc_input)
    if HOLDS in needs and numbers:
        rows.append(Row("Numbers on the hold", numbers, "detainers"))
    if NUMBERS in needs:
        rows += number_rows(doc_input)
    kept = (row for row in rows if row.value or row.label in TO_FILL_IN)
    return Table(tuple(kept))


def number_rows(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return the numbers of immigration offices: the person's own, and those of an event."""
    facts = doc_input.facts.for_letters
    return (
        Row("A-number", facts.a_number, "numbers"),
        Row("ICE event number", facts.event_number, "numbers"),
        Row("ICE subject number", facts.subject_number, "numbers"),
        Row("A-number of another person, linked by mistake", facts.other_a_number, "numbers"),
    )


def _numbers(doc_input: DocumentInput) -> str:
    holds = doc_input.answers.get("detainers") or []
    return ", ".join(hold["number"] for hold in holds if hold.get("number"))
