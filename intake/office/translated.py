"""What was said, with the English that people made of it at the side."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from intake.flow.sections import Line
from intake.translations.actions import English, place_of

SHOW = {"original": _("Original"), "english": _("English"), "both": _("Both")}


@dataclass(frozen=True)
class TranslatedLine(Line):
    english: English | None = None


def beside(sections, source, english):
    """Put each translation to its line. Covering a line, after this, takes it off again."""
    for section in sections:
        for number, entry in enumerate(section.entries):
            for place, line in enumerate(entry):
                made = english.get(place_of(source, section.key, line.key, number))
                if made:
                    entry[place] = TranslatedLine(
                        line.key, line.label, line.value, line.identity, made
                    )
    return sections


def chosen(asked):
    """Return which of original and English an address asks for: both, if it does not say."""
    return asked if asked in SHOW else "both"
