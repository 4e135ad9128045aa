"""The form of one page. It knows no request, no session and no database."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext

from intake.web.text import StrOrPromise

from .questions import Question
from .status_words import Mention
from .steps import ME, AnswerMap, voice_of


def is_asked(field: Question, values: Mapping[str, Any]) -> bool:
    """Say whether a field that is shown with another one's answer is asked, given the answers."""
    if field.depends_on is None:
        return True
    other, wanted = field.depends_on
    given = values.get(other) or []
    return bool(set(given if isinstance(given, list) else [given]) & set(wanted))


def as_post_data(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stored answer as a browser would send it, to be checked again or filled in."""
    sent: dict[str, Any] = {}
    for name, given in value.items():
        if isinstance(given, dict):
            sent |= {f"{name}_{part}": "" if text is None else text for part, text in given.items()}
        elif given is not None:
            sent[name] = given if isinstance(given, list) else str(given)
    return sent


@cache
def fields_for_voice(form_class: "type[StepForm]", voice: str) -> dict[str, forms.Field]:
    """Return the questions of a page, settled on one voice. Their words stay lazy."""
    fields = deepcopy(form_class.base_fields)
    for field in fields.values():
        if isinstance(field, Question):
            field.use_voice(voice)
    return fields


def questions_only(fields: Mapping[str, forms.Field]) -> dict[str, Question]:
    """Return the questions among some fields; some pages have plain fields of Django, too."""
    return {name: field for name, field in fields.items() if isinstance(field, Question)}


class StepForm(forms.Form):
    """A page of questions, in one voice, without those that do not apply.

    `answers` are the counted answers of earlier steps, `value` the stored answer of this one.
    """

    # Fields of which at least one is needed, and the error if none is given.
    require_one_of: tuple[str, ...] = ()
    # {question: sentences in its answer about which the page asks again}.
    mentions: Mapping[str, tuple[Mention, ...]] = {}
    require_one_of_message: StrOrPromise = ""

    def __init__(
        self,
        data: Any = None,
        *,
        answers: AnswerMap | None = None,
        voice: str = ME,
        value: dict[str, Any] | None = None,
    ) -> None:
        # Django would copy every field for every form. These are shared, and never changed.
        vars(self)["base_fields"] = {}
        super().__init__(data, initial=value, label_suffix="")
        for name, field in fields_for_voice(type(self), voice).items():
            visible_if = getattr(field, "visible_if", None)
            asked_if = getattr(field, "asked_if", None)
            given = (value or {}).get(name) or (data or {}).get(name)
            if (visible_if is None or visible_if(answers or {})) and (
                asked_if is None or given or asked_if(answers or {})
            ):
                self.fields[name] = field

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    @property
    def questions(self) -> dict[str, Question]:
        return questions_only(self.fields)

    def ask_about(self, found: Mapping[str, tuple[Mention, ...]]) -> None:
        """Ask, at each of these questions, whether a letter may say what was typed."""
        self.mentions = found
        for name in found:
            self.add_error(name, gettext("Choose what to do with these words."))

    @property
    def is_single_question(self) -> bool:
        """One question at first sight: its label is the heading of the page.

        What only an answer to it asks stands below it.
        """
        asked = [field for field in self.fields.values() if not getattr(field, "depends_on", None)]
        return len(asked) == 1 and next(iter(self.fields.values())) is asked[0]

    def keep_only(self, names: Collection[str]) -> None:
        """Ask only these questions, of a form that is asked on several pages."""
        for name in [name for name in self.fields if name not in names]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        for name, field in self.questions.items():
            if not field.depends_on:
                continue
            if not is_asked(field, values):
                values.pop(name, None)
                self.errors.pop(name, None)
            elif field.required_message and name not in self.errors and not values.get(name):
                self.add_error(name, str(field.required_message))
        if self.require_one_of and not any(
            values.get(n) or n in self.errors for n in self.require_one_of
        ):
            self.add_error(self.require_one_of[0], str(self.require_one_of_message))
        return values

    def answer(self) -> dict[str, Any]:
        """Return the valid answer of this page as JSON."""
        return {
            name: field.to_json(self.cleaned_data[name])
            for name, field in self.questions.items()
            if name in self.cleaned_data
        }

    @classmethod
    def prune(cls, value: Mapping[str, Any], visible: AnswerMap) -> dict[str, Any]:
        """Return the part of a stored answer that still applies."""
        return {
            name: given
            for name, given in value.items()
            if isinstance(field := cls.base_fields.get(name), Question)
            and (field.visible_if is None or field.visible_if(visible))
            and is_asked(field, value)
        }

    @classmethod
    def accepts(cls, value: Mapping[str, Any], visible: AnswerMap) -> bool:
        """Check one stored answer as if it were sent now."""
        return cls(as_post_data(value), answers=visible, voice=voice_of(visible)).is_valid()
