"""Who works here: inviting, and what somebody does."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.accounts.models import Role

from ..fields import line_field


class InviteForm(forms.Form):
    username = forms.SlugField(
        label=_("User name"),
        help_text=_("Lowercase letters, numbers and dashes. Not the full name."),
        max_length=60,
        error_messages={
            "required": _("Choose a user name."),
            "invalid": _("Use letters, numbers and dashes only."),
        },
    )
    first_name = line_field(
        _("First name, as filers see it"), _("Write a first name."), max_length=60
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.VOLUNTEER)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
