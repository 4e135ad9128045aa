"""English beside what a person typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.flow.text_fields import STORY_LENGTH, validate_readable

from ..fields import LongTextField


class TranslationForm(forms.Form):
    MOST = STORY_LENGTH * 2

    text = LongTextField(
        max_length=MOST,
        strip=False,
        validators=[validate_readable],
        error_messages={
            "required": _("Write the translation first."),
            "max_length": _("Use at most 200,000 characters."),
        },
    )
