"""The queue: finding, saved lists, and work on many cases at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.cases.models import Case
from intake.flow.questions import choice_field, choices_of

from ..cases.forms import AddTagForm, AssignForm, FollowUpForm
from ..fields import line_field


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Find a case"),
        help_text=_("A name, a number, a phone, an email, the helper, or a year of birth."),
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Type what you look for.")},
    )


class SaveFilterForm(forms.Form):
    name = line_field(_("Save filter as"), _("Write a name for the list."), max_length=60)
    shared = forms.BooleanField(label=_("For all volunteers"), required=False)
    alert = forms.BooleanField(label=_("Tell me when a case is new in it"), required=False)


class BulkStatusForm(forms.Form):
    """A status for many cases. Closing has guards, and sending is never done for many."""

    to = forms.ChoiceField(
        label=_("New status"),
        choices=[
            ("", _("Choose")),
            *(
                (status.value, status.office_label)
                for status in (Case.Status.IN_REVIEW, Case.Status.WAITING, Case.Status.ANSWERED)
            ),
        ],
        error_messages={"required": _("Choose a new status.")},
    )
    reason = line_field(_("Why?"), hint=_("Needed to open a closed case again."))


class BulkCloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[("", _("Choose")), *Case.Outcome.choices],
        error_messages={"required": _("Choose how it ended.")},
    )
    reason = line_field(
        _("Reason, for us"),
        _("Write why the cases are closed."),
        _("One sentence. It stays in the history of each case, sealed."),
    )


class BulkForm(forms.Form):
    what = forms.ChoiceField(
        label=_("With the chosen cases"),
        choices=[
            ("assign", _("Assign to a volunteer")),
            ("tag", _("Add a tag")),
            ("follow_up", _("Set the follow-up")),
            ("status", _("Change the status")),
            ("message", _("Send a message from a template")),
            ("close", _("Close, with a reason")),
            ("print", _("Print for the second reader")),
            ("export", _("Export")),
        ],
    )

    def __init__(self, *args, exports=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not exports:
            field = choice_field(self.fields, "what")
            field.choices = [one for one in choices_of(field) if one[0] != "export"]


BULK_FORMS = {
    "assign": AssignForm,
    "tag": AddTagForm,
    "follow_up": FollowUpForm,
    "status": BulkStatusForm,
    "close": BulkCloseForm,
}
BULK_NAMES = frozenset({*BULK_FORMS, "print", "export"})
