"""The words that messages begin from, checked when a coordinator saves them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.messages import placeholders

from ..fields import hidden_field, line_field, long_text_field

NAME_MISSING = _("Write a name for the template.")


def _text_field():
    return long_text_field(
        _("Words of the message"),
        _("Write the words first."),
        _("They are the same for everybody, and not sealed. Write nothing about a person."),
        rows=8,
        max_length=5000,
    )


def _asks_field():
    return forms.BooleanField(
        label=_("A message from it asks for an answer"),
        help_text=_("The case then becomes “Waiting for filer”, unless the volunteer unchecks it."),
        required=False,
    )


class _CheckedText(forms.Form):
    """A form with words whose blanks are on the list, and that hold no number of a person."""

    def clean_text(self):
        text = self.cleaned_data["text"]
        unknown = placeholders.unknown_blanks(text)
        if unknown:
            raise forms.ValidationError(
                _("There is no blank named “%(name)s”."), params={"name": unknown[0]}
            )
        if placeholders.personal_number(text):
            raise forms.ValidationError(
                _("This has a long number in it. A template holds no number of a person.")
            )
        return text


class TemplateForm(_CheckedText):
    text = _text_field()
    # The version that the page showed: a colleague may have saved another one since.
    seen = hidden_field()

    def __init__(self, data=None, *, text, version):
        self.version, self.overtaken = str(version), False
        seen = data.get("seen", "") if data else ""
        if data and seen and seen != self.version:
            self.overtaken, data = True, data.copy()
            data["seen"] = self.version
        super().__init__(data, initial={"text": text, "seen": version})

    def clean(self):
        super().clean()
        if self.overtaken:
            self.add_error(
                "text",
                _(
                    "A colleague saved version %(number)s meanwhile. It stands below. "
                    "Save again to put yours after it."
                )
                % {"number": self.version},
            )
        return self.cleaned_data


class NewTemplateForm(_CheckedText):
    name = line_field(
        _("Name in the office"),
        NAME_MISSING,
        _("For example: Bail receipt, send it again."),
        max_length=60,
    )
    asks = _asks_field()
    text = _text_field()


class OwnTemplateForm(forms.Form):
    name = line_field(_("Name in the office"), NAME_MISSING, max_length=60)
    asks = _asks_field()
    is_over = forms.BooleanField(
        label=_("Stop offering it"),
        help_text=_("Its words stay. Uncheck this to offer it again."),
        required=False,
    )
