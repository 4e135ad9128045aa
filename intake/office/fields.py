"""The fields that many forms of the office share."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.flow.text_fields import validate_readable


def line_field(label, required_message="", hint="", max_length=500):
    """Return one line of text; with an error for a missing one, it is needed."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=max_length,
        required=bool(required_message),
        validators=[validate_readable],
        error_messages={"required": required_message},
    )


class LongTextField(forms.CharField):
    """Text of many lines, as it was typed: browsers send each end of a line as two signs."""

    def to_python(self, value):
        return (super().to_python(value) or "").replace("\r\n", "\n")


def long_text_field(label, required_message="", hint="", *, rows, max_length, **more):
    """Return text of many lines; with an error for a missing one, it is needed."""
    return LongTextField(
        label=label,
        help_text=hint,
        max_length=max_length,
        required=bool(required_message),
        validators=[validate_readable],
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        error_messages={"required": required_message},
        **{"strip": False} | more,
    )


def day_field(label, **more):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day."), "invalid": _("Choose the day.")},
        **more,
    )


def refuse_future(day):
    if day > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))


def hidden_field(**attrs):
    """Return what a page carries to say what was there when it was made."""
    return forms.CharField(widget=forms.HiddenInput(attrs=attrs), required=False)
