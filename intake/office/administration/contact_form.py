"""What a contact of an office changed to."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from intake.flow.contact_fields import check_email
from intake.reading.phones import Phone, read_phone
from intake.routes.contact_text import MAIL, PAGE, PHONE, kind_of

from ..fields import line_field

_CHECK_URL = URLValidator(
    ["https"], message=_("Write the address of the page, like https://example.gov/page.")
)
US_DIGITS = 10


class ContactForm(forms.Form):
    """A phone, a page, an email address or a postal address, of the kind that stood there."""

    value = line_field(
        _("What is right today?"),
        _("Write what is right today."),
        _("Only what you called, opened or saw yourself."),
        max_length=500,
    )

    def __init__(self, item, data=None):
        self.kind = kind_of(str(item.value))
        super().__init__(data, initial={"value": item.value})

    def clean_value(self):
        value = self.cleaned_data["value"].strip()
        if self.kind == PHONE:
            return _phone(value)
        if self.kind == MAIL:
            check_email(value)
        if self.kind == PAGE:
            value = value if "://" in value else f"https://{value}"
            _CHECK_URL(value)
        return value


def _phone(typed):
    """Return a phone number as this site writes it. Raises ValidationError."""
    phone = read_phone(typed)
    digits = phone.international.removeprefix("+1") if isinstance(phone, Phone) else ""
    if len(digits) != US_DIGITS or str(phone) != f"+1{digits}":
        raise ValidationError(_("Write one phone number with its area code."))
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
