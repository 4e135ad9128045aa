"""A form that is filled in for a caller."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AssistForm(forms.Form):
    """How a phone call begins: whom it is about, and that they were told what happens."""

    locked_up = forms.ChoiceField(
        label=_("Is the person locked up now?"),
        choices=[("yes", _("Yes: the short form")), ("no", _("No: the whole form"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    told = forms.BooleanField(
        label=_("I read the words above to the caller, and they said yes."),
        error_messages={"required": _("Read the words aloud first, and wait for their yes.")},
    )
