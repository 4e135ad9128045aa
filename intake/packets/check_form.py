"""The question about free texts, as both portals ask it: parts to leave out, and a yes or no."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.flow.choice_fields import Choice, Choices
from intake.flow.status_words import CRIME, ENTRY, STATUS

from .checks import LetterCheck
from .choices import CONGRESS_STATUS, HEALTH, text_decision, yes_decision
from .choices import STATUS as STATUS_ASKED
from .free_texts import FreeText

HINTS = {
    STATUS: _("This may mention someone’s immigration status."),
    ENTRY: _("This may say how someone entered the country."),
    CRIME: _("This may mention a crime."),
}
QUESTIONS = {
    HEALTH: _("May the letter to CRCL tell of health, disability or medical care?"),
    STATUS_ASKED: _("May the letter to CRCL tell of citizenship or immigration status?"),
    CONGRESS_STATUS: _("May the letter to Congress say that it is about a US citizen?"),
}
CHANGED = _("The words changed meanwhile. Please look at them again.")


class LetterCheckForm(forms.Form):
    """Each text with a box for each of its parts, and what needs a yes.

    `texts` are shown; those in which nothing was found stand behind the others. What was decided
    before is filled in.
    """

    def __init__(self, data: Any = None, *, check: LetterCheck) -> None:
        self.check = check
        self.texts = sorted(check.texts, key=lambda text: not text.is_flagged)
        # What the page carries to say which texts were on it.
        self.digest = _digest([*self.texts, *check.edited])
        super().__init__(data, label_suffix="")
        for asked in check.asked:
            made = check.choices.answers.get(asked)
            self.fields[f"yes_{asked}"] = Choice(
                label=QUESTIONS[asked],
                choices=[("yes", _("Yes")), ("no", _("No"))],
                required_message=_("Choose yes or no."),
                initial=made.answer if made else None,
            )
        for number, text in enumerate(self.texts):
            self.fields[f"text_{number}"] = _parts_field(text, check)

    def clean(self) -> dict[str, Any]:
        if self.data.get("seen") != self.digest:
            raise forms.ValidationError(CHANGED)
        return self.cleaned_data

    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("yes_")]

    def flagged(self) -> list[forms.BoundField]:
        return [self[f"text_{n}"] for n, text in enumerate(self.texts) if text.is_flagged]

    def others(self) -> list[forms.BoundField]:
        return [self[f"text_{n}"] for n, text in enumerate(self.texts) if not text.is_flagged]

    @property
    def leaves_out(self) -> bool:
        """Say whether anything is left out that was not left out before."""
        return any(
            set(self._without(number)) - set(self.check.choices.parts_left_out(text.place))
            for number, text in enumerate(self.texts)
        )

    def _without(self, number: int) -> list[str]:
        parts = self.texts[number].parts
        return [parts[int(code)] for code in self.cleaned_data[f"text_{number}"]]

    def decisions(self, said: str = "") -> list[dict[str, Any]]:
        """Return every decision of the valid form, as it is stored: those that are new."""
        found = []
        for number, text in enumerate(self.texts):
            before = self.check.choices.texts.get(text.place)
            without = self._without(number)
            if not before or before.words != text.words or list(before.without) != without:
                found.append(text_decision(text.place, text.words, without, said))
        for asked in self.check.asked:
            answer, made = self.cleaned_data[f"yes_{asked}"], self.check.choices.answers.get(asked)
            if not made or made.answer != answer:
                found.append(yes_decision(asked, answer, said))
        return found


def _parts_field(text: FreeText, check: LetterCheck) -> Choices:
    codes = [(str(number), part) for number, part in enumerate(text.parts)]
    left_out = check.choices.parts_left_out(text.place)
    return Choices(
        label=text.title,
        choices=codes,
        exclusive=(),
        hints={code: HINTS[text.flagged[part][0]] for code, part in codes if part in text.flagged},
        initial=[code for code, part in codes if part in left_out],
    )


def _digest(texts: Sequence[FreeText]) -> str:
    """Return what says that the texts are those that were on the page."""
    said = "\n".join(f"{text.place}\t{text.words}" for text in texts)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
