"""What every kind of question has.

Each takes a partial answer, keeps it as JSON, and can say it in words.

Beside Django's arguments a question takes:
identity    the answer names or finds a person; hidden from roles that may not know
depends_on  (other field, its values): asked on the same page only with one of these answers
fill_in     what a browser may fill in here, where the question is about oneself
visible_if  a condition on earlier counted answers; the field is not there when it is false
required_message  the error in the question's own words; with it, an answer is needed
asked_if    the same for who has not answered it: an answer of before stays
added       it was added to a page that is stored without it: not listed where it was not asked
label, help_text and choice labels may be Voiced. No browser keeps or fills in an answer: phones are
shared, and what it offers to one person was typed by another.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from django import forms

from intake.web.text import StrOrPromise

from .steps import AnswerMap, Spoken, Voiced

if TYPE_CHECKING:
    _Field = forms.Field
else:
    _Field = object


# [(code, label)], as a question takes them.
Choosable: TypeAlias = Sequence[tuple[str, Spoken]]


def choices_of(field: forms.Field) -> list[tuple[str, StrOrPromise]]:
    """Return [(code, label)] of a field, or nothing where it has no choices."""
    return list(getattr(field, "choices", ()))


def choice_field(fields: Mapping[str, forms.Field], name: str) -> forms.ChoiceField:
    """Return the field of a name that is one of choices, which Django's types do not know."""
    return cast(forms.ChoiceField, fields[name])


class Question(_Field):
    """What every kind of question knows beside what Django's field knows."""

    def __init__(
        self,
        *,
        identity: bool = False,
        depends_on: tuple[str, Collection[str]] | None = None,
        visible_if: Callable[[AnswerMap], bool] | None = None,
        asked_if: Callable[[AnswerMap], bool] | None = None,
        required_message: Spoken | None = None,
        added: bool = False,
        **kwargs: Any,
    ) -> None:
        self.identity, self.depends_on, self.visible_if = identity, depends_on, visible_if
        self.required_message, self.added, self.asked_if = required_message, added, asked_if
        if required_message is not None:
            kwargs.setdefault("error_messages", {})["required"] = required_message
        # A field shown with an answer is needed only then; the form sees to it.
        super().__init__(required=required_message is not None and depends_on is None, **kwargs)

    def use_voice(self, voice: str) -> None:
        """Settle every text of this question on one voice."""
        self.label, self.help_text = _in_voice(self.label, voice), _in_voice(self.help_text, voice)
        self.required_message = missing = _in_voice(self.required_message, voice)
        if missing is not None:
            self.error_messages["required"] = missing
        field: forms.Field = self
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, _in_voice(label, voice)) for code, label in choices_of(field)]

    def to_json(self, cleaned: Any) -> Any:
        return cleaned

    def as_text(self, value: Any) -> str:
        """Return a stored value in words, or "" for no answer."""
        return str(value) if value else ""

    def read_back(self, value: Any) -> str:
        """Return how a stored value was read, as a sentence, or "" where that goes without."""
        return ""


def _in_voice(text: Any, voice: str) -> Any:
    """Return a text in one voice, where it has two."""
    return text.for_voice(voice) if isinstance(text, Voiced) else text
