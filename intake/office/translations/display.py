"""What was said, with the English that people made of it at the side."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from intake.flow.sections import Line
from intake.translations.actions import CurrentTranslation, text_place


class Show(TextChoices):
    """Which text a page shows where there is a translation."""

    ORIGINAL = "original", _("Original")
    ENGLISH = "english", _("English")
    BOTH = "both", _("Both")

    @property
    def is_original(self):
        return self is Show.ORIGINAL

    @property
    def is_english(self):
        return self is Show.ENGLISH


@dataclass(frozen=True)
class TranslatedLine(Line):
    english: CurrentTranslation | None = None


def with_translations(sections, source, english):
    """Put each translation to its line. Covering a line, after this, takes it off again."""
    for section in sections:
        for number, entry in enumerate(section.entries):
            for place, line in enumerate(entry):
                made = english.get(text_place(source, section.slug, line.name, number))
                if made:
                    entry[place] = TranslatedLine(
                        line.name, line.label, line.value, line.identity, english=made
                    )
    return sections


def chosen_view(asked):
    """Return which of original and English an address asks for: both, if it does not say."""
    return Show(asked) if asked in Show.values else Show.BOTH
