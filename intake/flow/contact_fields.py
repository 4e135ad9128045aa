"""Numbers, phones and email addresses."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intake.reading import signs
from intake.reading.base import NotUnderstood
from intake.reading.numbers import read_number
from intake.reading.phones import phones_in
from intake.web.text import StrOrPromise

from .questions import Question
from .text_fields import TextQuestion

# More than fifty years in days: nobody was kept so long.
MOST_DAYS = 20_000


class Number(Question, forms.CharField):
    """A whole number of days, in figures or words. Of "3 or 4" the least is kept: no letter may
    say more than the person did."""

    def __init__(self, *, max_value: int = MOST_DAYS, **kwargs: Any) -> None:
        self.max_value = max_value
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=30, **kwargs)
        self.error_messages["max_length"] = self._hint()
        self.validators = [check for check in self.validators if hasattr(check, "limit_value")]

    def _hint(self) -> StrOrPromise:
        return _("Write a number, like 3. A guess is fine.")

    def clean(self, value: Any) -> int | None:
        value = super().clean(value)
        read = read_number(value or "", self.max_value, days=True)
        if not isinstance(read, NotUnderstood):
            return read.first
        if read.is_impossible:
            raise ValidationError(
                gettext("That is more days than there can be. Check the number."),
                code="number",
            )
        if value:
            raise ValidationError(self._hint(), code="number")
        return None

    def as_text(self, value: Any) -> str:
        return "" if value is None else str(value)


class Phone(TextQuestion):
    """A phone number in any writing."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "tel", "autocomplete": "off", "dir": "ltr"}
        super().__init__(
            max_length=60,
            too_long_message=_("This is too long for a phone number."),
            identity=True,
            widget=forms.TextInput(attrs=attrs),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return signs.visible(super().to_python(value)).strip()

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if typed and sum(char.isdigit() for char in typed) < 7:
            raise ValidationError(
                gettext("Check the phone number. It needs at least 7 digits."), code="short"
            )
        if typed and not phones_in(typed):
            raise ValidationError(
                gettext(
                    "We could not read this phone number. Write it with its area code, or with +"
                    " and the country code."
                ),
                code="phone",
            )
        return typed


IN_FULL = EmailValidator(_("Write the email address in full, like name@example.com."))


def check_email(value: str) -> None:
    """Raise ValidationError for half an address, or for one that no mail of ours can go to."""
    strange = [char for char in value.partition("@")[0] if not char.isascii()]
    if strange and "@" in value:
        raise ValidationError(
            gettext(
                "Our mail cannot go to an address with “%(letter)s” before the @. Give another"
                " address, or another way to reach you."
            )
            % {"letter": strange[0]},
            code="accents",
        )
    IN_FULL(value)


class Email(TextQuestion):
    """An email address."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "email", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
        super().__init__(
            max_length=254,
            too_long_message=_("This is too long for an email address."),
            identity=True,
            widget=forms.TextInput(attrs=attrs),
            **kwargs,
        )
        self.validators.append(check_email)

    def to_python(self, value: Any) -> str:
        return signs.email(super().to_python(value))
