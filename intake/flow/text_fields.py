"""Questions that are answered in words: a line, a code, a name, a story."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intake.reading import signs
from intake.web.text import StrOrPromise

from .questions import Question

NAME_LENGTH = 200


LINE_LENGTH = 500


STORY_LENGTH = 100_000


UNREADABLE = _("There is a character in here that we cannot save. Type it again without it.")


def validate_readable(value: str) -> None:
    """Raise ValidationError for NUL and for halves of characters: no database keeps them."""
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise ValidationError(UNREADABLE, code="unreadable")


class TextQuestion(Question, forms.CharField):
    """Text kept exactly as it was typed; only blanks alone count as nothing."""

    def __init__(self, *, max_length: int, too_long_message: StrOrPromise, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})["max_length"] = too_long_message
        super().__init__(strip=False, max_length=max_length, **kwargs)
        self.validators = [check for check in self.validators if hasattr(check, "limit_value")]
        self.validators.append(validate_readable)

    def to_python(self, value: Any) -> str:
        value = super().to_python(value)
        return value if value.strip() else ""


class ShortText(TextQuestion):
    """One line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))
        super().__init__(
            max_length=LINE_LENGTH,
            too_long_message=_("Write at most 500 characters here."),
            **kwargs,
        )


class Code(ShortText):
    """A number, mostly with letters, as some office gave it: without signs that nobody sees."""

    def to_python(self, value: Any) -> str:
        return signs.visible(super().to_python(value)).strip()


class Name(TextQuestion):
    """A name of any shape, in any script."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "dir": "auto",
            "spellcheck": "false",
            "autocapitalize": "words",
            "autocomplete": "off",
        }
        kwargs.setdefault("identity", True)
        super().__init__(
            max_length=NAME_LENGTH,
            too_long_message=_("Write at most 200 characters here."),
            widget=forms.TextInput(attrs=attrs),
            **kwargs,
        )


class LongText(TextQuestion):
    """A long text, in any language."""

    def __init__(self, *, rows: int = 8, max_length: int = STORY_LENGTH, **kwargs: Any) -> None:
        super().__init__(
            max_length=max_length,
            too_long_message=_("This is very long. Send at most 100,000 characters on this page."),
            widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
            **kwargs,
        )
        # A length limit in the page would cut what is pasted, without a word.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        # Browsers send line ends as CRLF; what was typed had one sign.
        return super().to_python(value).replace("\r\n", "\n")
