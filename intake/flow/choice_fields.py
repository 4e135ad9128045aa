"""Questions that are answered by choosing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intake.web.text import StrOrPromise

from .questions import Choosable, Question, choices_of

NOT_SURE = ("not_sure", _("I am not sure"))


NOT_SAY = ("not_say", _("I would rather not say"))


UNSURE = ("unsure", _("I am not sure"))


class Choice(Question, forms.ChoiceField):
    """One of a few, as large buttons. `hints` explains a code under its label."""

    def __init__(
        self,
        *,
        choices: Choosable,
        hints: Mapping[str, StrOrPromise] | None = None,
        exclusive: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        self.hints, self.exclusive = hints or {}, exclusive
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=choices, **kwargs)
        self.error_messages["invalid_choice"] = _("Choose one of the answers on this page.")

    def as_text(self, value: Any) -> str:
        return str(dict(choices_of(self)).get(value, "")) if value else ""


class Choices(Question, forms.MultipleChoiceField):
    """Any of a few. A code in `exclusive` ("none of these") goes with no other."""

    def __init__(
        self,
        *,
        choices: Choosable,
        exclusive: tuple[str, ...] = ("none", "not_say", "not_sure", "unsure"),
        hints: Mapping[str, StrOrPromise] | None = None,
        **kwargs: Any,
    ) -> None:
        codes = [code for code, _label in choices]
        self.exclusive = tuple(code for code in codes if code in exclusive)
        self.hints = hints or {}
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)
        self.error_messages["invalid_choice"] = _("Choose from the answers on this page.")
        self.error_messages["invalid_list"] = self.error_messages["invalid_choice"]

    def clean(self, value: Any) -> list[str]:
        chosen: list[str] = super().clean(value)
        exclusive = [code for code in chosen if code in self.exclusive]
        if exclusive and len(chosen) > 1:
            label = dict(choices_of(self))[exclusive[0]]
            raise ValidationError(
                gettext("You chose “%(answer)s” and other answers. Uncheck one of them.")
                % {"answer": label},
                code="exclusive",
            )
        return chosen

    def as_text(self, value: Any) -> str:
        return "; ".join(str(label) for code, label in choices_of(self) if code in (value or []))


class YesNoUnsure(Choice):
    """Yes, no, or not sure."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("yes", _("Yes")), ("no", _("No")), UNSURE], **kwargs)


class State(Choice):
    """Where in the United States, by postal code."""

    def __init__(self, **kwargs: Any) -> None:
        from .states import STATES

        choices: list[tuple[str, StrOrPromise]] = [
            ("", _("Choose")),
            *STATES,
            ("none", _("Not in the United States")),
            UNSURE,
        ]
        super().__init__(choices=choices, widget=forms.Select, **kwargs)
