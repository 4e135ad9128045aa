"""English that volunteers made of what was typed, as papers show it: first, signed, and never in
the place of the words it is of."""

from dataclasses import dataclass

from intake.accounts.models import Volunteer
from intake.cases.unlocked import UnlockedCase
from intake.rendering.blocks import Block, Heading, Quote, Row, Table
from intake.translations import actions as translations
from intake.translations.models import Translation

# What is filled in by hand after a story in another language that nobody put in English yet.
NO_ENGLISH = (Row("Language of the story, if not English"), Row("Story translated by"))

UNCHECKED = "Not checked by a second person yet."


@dataclass(frozen=True)
class SignedEnglish:
    """The English of some words, and who translated and checked it: first names only."""

    original: str
    text: str
    signed: str


def english_of(unlocked: UnlockedCase) -> dict[str, SignedEnglish]:
    """Return the English of a case by the names that `translations.translations_for_packet`
    gives."""
    return {
        name: SignedEnglish(words, made.text, _signed(made))
        for name, (words, made) in translations.translations_for_packet(unlocked).items()
    }


def _signed(made: Translation) -> str:
    checked = f"Checked by {_volunteer(made.checked_by)}." if made.checked_on else UNCHECKED
    return f"{_volunteer(made.by)}. {checked}"


def _volunteer(person: Volunteer | None) -> str:
    return f"{person.first_name}, a volunteer" if person and person.first_name else "a volunteer"


def _translator_row(english: SignedEnglish) -> Row:
    return Row("Translated by", english.signed)


def quote_blocks(original: str, step: str, english: SignedEnglish | None, own: str) -> list[Block]:
    """Return a long answer as blocks; `own` is the heading of the words beneath their English."""
    if english is None:
        return [Quote(original, step)]
    return [
        Quote(english.text, step),
        Table((_translator_row(english),)),
        Heading(own, 4),
        Quote(original, step),
    ]


def answer_rows(
    label: str, original: str, step: str, english: SignedEnglish | None, own: str
) -> list[Row]:
    """Return a short answer as rows, in the same order."""
    if english is None:
        return [Row(label, original, step)]
    return [
        Row(label, english.text, step),
        _translator_row(english),
        Row(own, original, step),
    ]
