"""A help line near people, as a coordinator enters it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intake.flow.forms.person import LANGUAGES
from intake.flow.states import STATES
from intake.reading.phones import phones_in
from intake.routes.help_lines import is_short_phone, phone_url

from ..fields import line_field


class HelpLineForm(forms.Form):
    """Who it is, whom it helps, in which state and language, and by which phone."""

    name = line_field(
        _("Name of the group"),
        _("Write the name of the group."),
        _("Never the name of a person."),
        max_length=120,
    )
    phone = line_field(
        _("Phone"),
        _("Write the phone number."),
        _("Call it first. With its area code, or a short number like 211."),
        max_length=40,
    )
    purpose = line_field(
        _("What they help with"),
        _("Write what they help with."),
        _("For example: free lawyers for people in jail."),
        max_length=300,
    )
    callers = line_field(
        _("Who may call"),
        hint=_("For example: people in jail, and their families."),
        max_length=300,
    )
    hours = line_field(
        _("Hours"), hint=_("For example: Monday to Friday, 9 am to 5 pm."), max_length=200
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All states")), *STATES], required=False
    )
    language = forms.ChoiceField(
        label=_("Language they speak"),
        choices=[("", _("Any language")), *LANGUAGES],
        required=False,
    )
    is_over = forms.BooleanField(label=_("Do not show this line any longer"), required=False)

    def clean_phone(self):
        typed = self.cleaned_data["phone"].strip()
        if is_short_phone(typed):
            return typed
        if len(phones_in(typed)) != 1 or not phone_url(typed):
            raise ValidationError(
                _("Write one phone number with its area code, or a short number like 211.")
            )
        return typed
