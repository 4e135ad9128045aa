"""The forms of the volunteers' door."""

from allauth.account import forms as account
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.cases.actions import NEXT
from intake.cases.models import Case
from intake.flow.fields import STORY_LENGTH, refuse_unreadable
from intake.flow.forms.person import LANGUAGES
from intake.flow.states import STATES
from intake.people import actions as people
from intake.people.models import Role
from intake.people.passwords import MOST
from intake.routes.base import STATUSES
from intake.routes.states import state_of

TOO_LONG = _("Use at most 1,000 letters.")
BAD_CODE = _("This is not your recovery code. Look at the paper again, or leave it empty.")


class LoginForm(account.LoginForm):
    """Too long a password is refused before anything is hashed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].validators.append(MaxLengthValidator(MOST, TOO_LONG))
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields.pop("remember", None)


class ChangePasswordForm(account.ChangePasswordForm):
    """A new password seals the volunteer's key anew."""

    def save(self):
        people.change_password(
            self.user, self.cleaned_data["oldpassword"], self.cleaned_data["password1"]
        )
        super().save()


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 15 letters. A few words that only you would put together."),
        strip=False,
        max_length=MOST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Type a password."), "max_length": TOO_LONG},
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=MOST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={
            "required": _("Type the password a second time."),
            "max_length": TOO_LONG,
        },
    )
    recovery_code = forms.CharField(
        label=_("Recovery code"),
        help_text=_(
            "The one on your paper. With it you open your cases at once. "
            "Without it you get new keys, and a coordinator must let you in."
        ),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"max_length": BAD_CODE},
    )

    def __init__(self, *args, has_keys, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_keys:
            del self.fields["recovery_code"]

    def clean(self):
        values = super().clean()
        if values.get("password") and values.get("again") not in (None, values["password"]):
            self.add_error("again", _("The two passwords are not the same. Type both again."))
        return values


class InviteForm(forms.Form):
    username = forms.SlugField(
        label=_("User name"),
        help_text=_("Small letters, numbers and dashes. Not the full name."),
        max_length=60,
        error_messages={
            "required": _("Choose a user name."),
            "invalid": _("Use letters, numbers and dashes only."),
        },
    )
    first_name = forms.CharField(
        label=_("First name, as filers see it"),
        max_length=60,
        validators=[refuse_unreadable],
        error_messages={"required": _("Write a first name.")},
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.VOLUNTEER)


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"),
        help_text=_("Sealed. Only your team reads it."),
        strip=False,
        max_length=STORY_LENGTH,
        validators=[refuse_unreadable],
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Write the note first.")},
    )

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")


class MoveForm(forms.Form):
    """The statuses a case may become now, with the words that some of them need."""

    to = forms.ChoiceField(
        label=_("New status"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a new status.")},
    )
    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        help_text=_("Only for “Closed”."),
        choices=[("", _("Choose")), *Case.Outcome.choices],
        required=False,
    )
    said_yes = forms.CharField(
        label=_("How and when did the person say yes?"),
        help_text=_("Only for “Sent”."),
        max_length=500,
        required=False,
        validators=[refuse_unreadable],
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Needed to open a closed case again."),
        max_length=500,
        required=False,
        validators=[refuse_unreadable],
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, case, data=None):
        super().__init__(data, initial={"seen": case.status})
        self.fields["to"].choices = [
            (status, Case.Status(status).label) for status in NEXT[Case.Status(case.status)]
        ]
        if case.status != Case.Status.CLOSED:
            del self.fields["reason"]
        if Case.Status.SENT not in NEXT[Case.Status(case.status)]:
            del self.fields["said_yes"]
        if Case.Status.CLOSED not in NEXT[Case.Status(case.status)]:
            del self.fields["outcome"]


class QueueFilter(forms.Form):
    """Filters live in the address, so that a bookmark is a saved search."""

    where = forms.ChoiceField(
        label=_("Where held"),
        required=False,
        choices=[
            ("", _("Anywhere")),
            ("held", _("Locked up")),
            ("free", _("Free")),
            ("local_jail", _("Local jail")),
            ("ice", _("ICE")),
            ("prison", _("Prison")),
        ],
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any state")), *STATES]
    )
    reads = forms.ChoiceField(
        label=_("Reads"), required=False, choices=[("", _("Any language")), *LANGUAGES]
    )

    def narrow(self, cases):
        """Return the cases that the filter leaves; what it does not know is passed over."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        if chosen.get("where") == "held":
            cases = cases.filter(held=True)
        elif chosen.get("where"):
            cases = cases.filter(where=chosen["where"])
        for name in ("state", "reads"):
            if chosen.get(name):
                cases = cases.filter(**{name: chosen[name]})
        return cases


class RouteForm(forms.Form):
    """How a route stands. The contact lines, if any, stand for those of the route itself."""

    status = forms.ChoiceField(label=_("Status"), choices=list(STATUSES.items()))
    note = forms.CharField(
        label=_("Note for filers"),
        help_text=_("One or two plain sentences. Leave it empty if there is nothing to say."),
        max_length=500,
        required=False,
        validators=[refuse_unreadable],
    )
    contact = forms.CharField(
        label=_("Contact details"),
        help_text=_("Only what you saw yourself. Empty means: as this site has them."),
        max_length=2000,
        required=False,
        validators=[refuse_unreadable],
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    checked_on = forms.DateField(
        label=_("Checked on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day."), "invalid": _("Choose the day.")},
    )

    def __init__(self, route, data=None):
        state = state_of(route)
        filled_in = {
            "status": state.status,
            "note": str(getattr(state.note, "text", state.note)),
            "contact": state.contact,
            "checked_on": timezone.localdate(),
        }
        super().__init__(data, initial=filled_in)

    def clean_checked_on(self):
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class EditForm(forms.Form):
    """The paragraphs of a letter in its own words. What the person said is not among them."""

    def __init__(self, document, data=None):
        super().__init__(data)
        for place, block in enumerate(document.blocks):
            if block.kind == "paragraph":
                self.fields[f"paragraph_{place}"] = forms.CharField(
                    label=_("Paragraph %(number)s") % {"number": len(self.fields) + 1},
                    initial=block.text,
                    max_length=5000,
                    required=False,
                    strip=False,
                    validators=[refuse_unreadable],
                    widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
                )

    def changed(self):
        """Return {place: text} of every paragraph as it is to stand."""
        return {
            name.removeprefix("paragraph_"): text.replace("\r\n", "\n")
            for name, text in self.cleaned_data.items()
        }


def _line(label, missing="", hint="", most=500):
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=bool(missing),
        validators=[refuse_unreadable],
        error_messages={"required": missing},
    )


class AgreeForm(forms.Form):
    words = _line(
        _("How and when did the person say yes to sending?"),
        _("Write how and when the person said yes to sending."),
    )


class SentForm(forms.Form):
    how = _line(
        _("How was it sent?"),
        _("Write how it was sent, and by whom."),
        _("For example: by fax, by Ana."),
    )
    on = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
        error_messages={"required": _("Choose the day."), "invalid": _("Choose the day.")},
    )
    number = _line(_("Number that the office gave"))
    proof = _line(_("Proof"), hint=_("For example: fax report, where it is kept."))

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("What did the office answer?"),
        max_length=STORY_LENGTH,
        strip=False,
        validators=[refuse_unreadable],
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Write what the office answered.")},
    )


STEP_FORMS = {"agree": AgreeForm, "record_sent": SentForm, "record_answer": AnswerForm}
