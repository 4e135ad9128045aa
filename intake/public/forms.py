"""The small forms of the filer's door that are no questions of the flow."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.flow.base import StepForm


class StatementForm(StepForm):
    """The statement of truth: a tick and a typed name."""

    true = forms.BooleanField(
        label=_("This is true as far as I know. Parts I am not sure about say so."),
        error_messages={"required": _("Tick the box if it is true as far as you know.")},
    )
    name = forms.CharField(
        label=_("Type your name"),
        max_length=200,
        strip=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off", "dir": "auto"}),
        error_messages={
            "required": _("Type your name."),
            "max_length": _("Type a name of at most 200 letters."),
        },
    )


class CodeForm(StepForm):
    """The code that opens a draft or a case."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("It has 20 letters and numbers. Small letters and spaces are fine."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false",
                                      "autocapitalize": "characters"}),
        error_messages={
            "required": _("Type your code."),
            "max_length": _("This is too long for a code. A code has 20 letters and numbers."),
        },
    )  # fmt: skip
