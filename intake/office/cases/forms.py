"""What a volunteer does about one case, each in one small form."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.accounts.models import WORKERS, Volunteer
from intake.cases import review
from intake.cases.actions import TRANSITIONS
from intake.cases.corrections import CORRECTABLE
from intake.cases.models import Case, Tag
from intake.flow.questions import choice_field
from intake.flow.text_fields import STORY_LENGTH
from intake.vault.models import Team

from ..fields import day_field, hidden_field, line_field, long_text_field


class NoteForm(forms.Form):
    # What is said for the next shift is shown on top of the case and on Today.
    text = long_text_field(
        _("Note"),
        _("Write the note first."),
        _("Sealed. Only your team reads it. @ and a first name tells that colleague."),
        rows=4,
        max_length=STORY_LENGTH,
    )
    for_next_shift = forms.BooleanField(label=_("Pin it for the next shift"), required=False)
    # The status form on the same page has one of these, too.
    seen = hidden_field(id="note_seen")


class StatusForm(forms.Form):
    """The statuses a case may become now, with the words that some of them need.

    Closing has a page of its own, which says first what follows.
    """

    to = forms.ChoiceField(
        label=_("New status"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a new status.")},
    )
    said_yes = line_field(_("How and when did the person say yes?"), hint=_("Only for “Sent”."))
    reason = line_field(_("Why?"), hint=_("Needed to open a closed case again."))
    seen = hidden_field()

    def __init__(self, case, data=None):
        super().__init__(data, initial={"seen": case.status})
        choice_field(self.fields, "to").choices = [
            (status, Case.Status(status).office_label)
            for status in TRANSITIONS[Case.Status(case.status)]
            if status != Case.Status.CLOSED
        ]
        if case.status != Case.Status.CLOSED:
            del self.fields["reason"]
        if Case.Status.SENT not in TRANSITIONS[Case.Status(case.status)]:
            del self.fields["said_yes"]


class NewCodeForm(forms.Form):
    how = line_field(
        _("How do you know that it is the person?"),
        _("Write how you know that it is the person."),
        _("For example: I called the phone that they gave us, and they told me three answers."),
    )


def _volunteers():
    return Volunteer.objects.filter(is_active=True, off_duty=False, role__in=WORKERS).order_by(
        "first_name"
    )


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Assign to"),
        queryset=Volunteer.objects.none(),
        required=False,
        empty_label=_("Unassigned"),
    )
    reason = line_field(_("Why?"), hint=_("Needed if someone has it."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["to"]).queryset = _volunteers()


class AddTagForm(forms.Form):
    tag = forms.ModelChoiceField(
        label=_("Tag"),
        queryset=Tag.objects.order_by("name"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose a tag.")},
    )


class TagsForm(forms.Form):
    tags = forms.ModelMultipleChoiceField(
        label=_("Tags"),
        queryset=Tag.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = hidden_field()


class FollowUpForm(forms.Form):
    on = day_field(_("Follow-up"))


class OneFollowUpForm(FollowUpForm):
    seen = hidden_field()


class TransferForm(forms.Form):
    team = forms.ModelChoiceField(
        label=_("Hand to the team"),
        queryset=Team.objects.order_by("name"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose a team.")},
    )
    reason = line_field(_("Why?"), _("Write why the case changes teams."))
    exclude_team = forms.BooleanField(
        label=_("Our team must never get it back"),
        help_text=_("For example: one of us knows someone in it."),
        required=False,
    )


class EscalateForm(forms.Form):
    reason = line_field(_("Why is it urgent?"), _("Write why it is urgent."))
    seen = hidden_field()


class CorrectForm(forms.Form):
    change = forms.ChoiceField(
        label=_("What is right"),
        choices=[("", _("Choose"))]
        + [
            (label, [(f"{fact}:{value}", words) for value, words in values])
            for fact, (label, values) in CORRECTABLE.items()
        ],
        error_messages={
            "required": _("Choose what is right."),
            "invalid_choice": _("Choose what is right."),
        },
    )
    reason = line_field(_("How do you know?"), _("Write how you know."))
    seen = hidden_field()


class DismissDeadlineForm(forms.Form):
    rule = forms.ChoiceField(
        label=_("Which deadline?"),
        choices=[("", _("Choose")), *review.RULE_NAMES.items()],
        error_messages={"required": _("Choose a deadline.")},
    )
    how = forms.ChoiceField(
        label=_("What about it?"),
        choices=list(review.DISMISSALS.items()),
        error_messages={"required": _("Choose what is true.")},
    )
    reason = line_field(_("How do you know?"), _("Write how you know."))
    seen = hidden_field()


class DuplicateForm(forms.Form):
    other = forms.CharField(widget=forms.HiddenInput, max_length=7)
    same = forms.ChoiceField(
        label=_("Are they about the same person?"),
        choices=[("yes", _("Yes, link them")), ("no", _("No, not the same"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    reason = line_field(_("How do you know?"), _("Write how you know."))


class ReasonForm(forms.Form):
    reason = line_field(_("Why?"), _("Write why."))
