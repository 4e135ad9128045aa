"""The forms of the volunteers' door."""

import re

from allauth.account import forms as account
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.cases import desk
from intake.cases.actions import CHANGED_JUST_NOW, NEXT
from intake.cases.corrections import CORRECTABLE
from intake.cases.models import Case, Tag
from intake.cases.work import CHANGED_NOW, day_seen
from intake.flow.fields import STORY_LENGTH, refuse_unreadable
from intake.flow.forms.person import LANGUAGES
from intake.messages.templates import BLANKS
from intake.people import actions as people
from intake.people.models import Role, Volunteer
from intake.people.passwords import MOST
from intake.routes.base import STATUSES
from intake.routes.states import state_of, words_of
from intake.vault.models import Team

from . import preview

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
    # What is said for the next shift is shown on top of the case and on Today.
    text = forms.CharField(
        label=_("Note"),
        help_text=_("Sealed. Only your team reads it."),
        strip=False,
        max_length=STORY_LENGTH,
        validators=[refuse_unreadable],
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Write the note first.")},
    )
    for_next_shift = forms.BooleanField(label=_("Pin it for the next shift"), required=False)

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
            (status, Case.Status(status).in_office) for status in NEXT[Case.Status(case.status)]
        ]
        if case.status != Case.Status.CLOSED:
            del self.fields["reason"]
        if Case.Status.SENT not in NEXT[Case.Status(case.status)]:
            del self.fields["said_yes"]
        if Case.Status.CLOSED not in NEXT[Case.Status(case.status)]:
            del self.fields["outcome"]


def _reason(label, missing, hint=""):
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=500,
        validators=[refuse_unreadable],
        error_messages={"required": missing},
    )


def _day(label, *, required=True):
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day."), "invalid": _("Choose the day.")},
    )


def _volunteers():
    return Volunteer.objects.filter(
        is_active=True, off_duty=False, role__in=(Role.VOLUNTEER, Role.COORDINATOR)
    ).order_by("first_name")


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Find a case"),
        help_text=_("Its number, a name, a phone, an A-number or a booking number."),
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Type what you look for.")},
    )


class SaveListForm(forms.Form):
    name = forms.CharField(
        label=_("Keep this list as"),
        max_length=60,
        validators=[refuse_unreadable],
        error_messages={"required": _("Write a name for the list.")},
    )
    shared = forms.BooleanField(label=_("For all volunteers"), required=False)
    alert = forms.BooleanField(label=_("Tell me when a case is new in it"), required=False)


class BulkForm(forms.Form):
    what = forms.ChoiceField(
        label=_("With the chosen cases"),
        choices=[
            ("assign", _("Give to a volunteer")),
            ("tag", _("Add a tag")),
            ("follow_up", _("Set the follow-up")),
            ("print", _("Print for the second reader")),
        ],
    )


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Give to"),
        queryset=Volunteer.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Needed if somebody has it."),
        max_length=500,
        required=False,
        validators=[refuse_unreadable],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = _volunteers()


class TagForm(forms.Form):
    tag = forms.ModelChoiceField(
        label=_("Tag"), queryset=Tag.objects.order_by("name"), empty_label=_("Choose"),
        error_messages={"required": _("Choose a tag.")},
    )  # fmt: skip


class FollowUpForm(forms.Form):
    on = _day(_("Look again on"))


def _seen():
    """Return what a page carries to say what was there when it was made."""
    return forms.CharField(widget=forms.HiddenInput, required=False)


class OneFollowUpForm(FollowUpForm):
    seen = _seen()


BULK_FORMS = {"assign": AssignForm, "tag": TagForm, "follow_up": FollowUpForm}


class TagsForm(forms.Form):
    tags = forms.ModelMultipleChoiceField(
        label=_("Tags"), queryset=Tag.objects.order_by("name"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    seen = _seen()


class HandOverForm(forms.Form):
    team = forms.ModelChoiceField(
        label=_("Hand to the team"), queryset=Team.objects.order_by("name"),
        empty_label=_("Choose"), error_messages={"required": _("Choose a team.")},
    )  # fmt: skip
    reason = _reason(_("Why?"), _("Write why the case changes teams."))
    wall = forms.BooleanField(
        label=_("Our team must never get it back"),
        help_text=_("For example: one of us knows somebody in it."),
        required=False,
    )


class RaiseForm(forms.Form):
    reason = _reason(_("Why is it urgent?"), _("Write why it is urgent."))


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
    reason = _reason(_("How do you know?"), _("Write how you know."))


class EndDayForm(forms.Form):
    rule = forms.ChoiceField(
        label=_("Which last day?"), choices=[("", _("Choose")), *desk.NAMES.items()],
        error_messages={"required": _("Choose a last day.")},
    )  # fmt: skip
    how = forms.ChoiceField(
        label=_("What about it?"), choices=list(desk.HOW.items()),
        error_messages={"required": _("Choose what is true.")},
    )  # fmt: skip
    reason = _reason(_("How do you know?"), _("Write how you know."))


class LikenessForm(forms.Form):
    other = forms.CharField(widget=forms.HiddenInput, max_length=7)
    same = forms.ChoiceField(
        label=_("Are they about the same person?"),
        choices=[("yes", _("Yes, link them")), ("no", _("No, not the same"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    reason = _reason(_("How do you know?"), _("Write how you know."))


class ActionForm(forms.Form):
    """Message, status, follow-up and note in one: what belongs together is kept together."""

    text = forms.CharField(
        label=_("Message to the person"),
        help_text=_("They read it behind their code. Leave it empty to write nothing."),
        strip=False,
        required=False,
        max_length=10_000,
        validators=[refuse_unreadable],
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the message"), choices=LANGUAGES)
    to = forms.ChoiceField(label=_("New status"), required=False)
    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        help_text=_("Only for “Closed”."),
        choices=[("", _("Choose")), *Case.Outcome.choices],
        required=False,
    )
    follow_up_on = _day(_("Look again on"), required=False)
    note = forms.CharField(
        label=_("Note for us"),
        strip=False,
        required=False,
        max_length=STORY_LENGTH,
        validators=[refuse_unreadable],
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    for_next_shift = forms.BooleanField(label=_("Pin the note for the next shift"), required=False)
    tell = forms.ChoiceField(
        label=_("Tell them that there is news"),
        help_text=_("Neutral words only: “There is news for you. Look with your code.”"),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    day_seen = _seen()
    template = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, case, data=None, initial=None, ways=()):
        self.stale = data is not None and data.get("to") and data.get("seen") != case.status
        self.case = case
        # What comes back is asked again from the status as it is now.
        now_there = {"seen": case.status, "day_seen": day_seen(case)}
        # The day that a colleague set since the page was made, if this one is to take its place.
        typed = data or {}
        before = typed.get("follow_up_on") and typed.get("day_seen")
        self.day_is_new = bool(before) and before != now_there["day_seen"]
        data = data and data.dict() | now_there
        super().__init__(data, initial=now_there | (initial or {}))
        self.fields["tell"].choices = [("", _("Do not tell them")), *ways]
        if not ways:
            del self.fields["tell"]
        self.fields["to"].choices = [("", _("Stays: %(now)s") % {"now": case.status_in_office})]
        self.fields["to"].choices += [
            (status, Case.Status(status).in_office)
            for status in NEXT[Case.Status(case.status)]
            if status != Case.Status.SENT and case.status != Case.Status.CLOSED
        ]

    def clean(self):
        values = super().clean()
        if self.stale:
            self.errors.pop("to", None)
            self.add_error(
                "to",
                CHANGED_JUST_NOW % {"status": self.case.status_in_office},
            )
            return values
        if not any(values.get(name) for name in ("text", "to", "follow_up_on", "note")):
            self.add_error("text", _("Write, choose or note something first."))
        if values.get("to") == Case.Status.CLOSED and not values.get("outcome"):
            self.add_error("outcome", _("Choose how it ended."))
        if self.day_is_new:
            self.add_error("follow_up_on", CHANGED_NOW)
        elif values.get("follow_up_on") and values["follow_up_on"] < timezone.localdate():
            self.add_error("follow_up_on", _("Choose a day that is still to come."))
        if values.get("tell"):
            refused = preview.refuse_telling(values.get("to"), values.get("template"))
            if refused:
                self.add_error("tell", refused)
        values["text"] = values.get("text", "").replace("\r\n", "\n")
        values["note"] = values.get("note", "").replace("\r\n", "\n")
        return values


class TemplateForm(forms.Form):
    text = forms.CharField(
        label=_("Words of the message"),
        max_length=5000,
        strip=False,
        validators=[refuse_unreadable],
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": _("Write the words first.")},
    )

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        unknown = set(re.findall(r"{(\w*)}", text)) - set(BLANKS)
        if unknown:
            raise forms.ValidationError(
                _("There is no blank named “%(name)s”."), params={"name": sorted(unknown)[0]}
            )
        return text


class TranslationForm(forms.Form):
    MOST = STORY_LENGTH * 2

    text = forms.CharField(
        max_length=MOST,
        strip=False,
        validators=[refuse_unreadable],
        error_messages={
            "required": _("Write the translation first."),
            "max_length": _("Use at most 200,000 letters."),
        },
    )

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")


class TagNameForm(forms.Form):
    name = forms.CharField(
        label=_("New tag"),
        help_text=_("Tags are not sealed. Never use a name of a person."),
        max_length=40,
        validators=[refuse_unreadable],
        error_messages={"required": _("Write the tag.")},
    )


class TeamForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the new team"),
        max_length=80,
        validators=[refuse_unreadable],
        error_messages={"required": _("Write a name for the team.")},
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class NewCodeForm(forms.Form):
    how = _reason(
        _("How do you know that it is the person?"),
        _("Write how you know that it is the person."),
        _("For example: I called the phone that they gave us, and they told me three answers."),
    )


class ReasonForm(forms.Form):
    reason = _reason(_("Why?"), _("Write why."))


class ExportForm(forms.Form):
    reason = _reason(
        _("What is it for?"), _("Write what it is for."), _("It stands in the access log.")
    )


class LawyerForm(forms.Form):
    consent = _reason(
        _("How and when did the person agree, and who is the lawyer?"),
        _("Write how and when the person agreed, and who the lawyer is."),
        _("For example: by phone on Monday, to me, for their lawyer at the legal aid office."),
    )


class HoursForm(forms.Form):
    text = forms.CharField(
        label=_("When the office answers"),
        help_text=_("In plain words, with the time zone and the days when nobody is there."),
        max_length=500,
        required=False,
        validators=[refuse_unreadable],
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class MyselfForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=_("Languages I read"), choices=LANGUAGES, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    alert_address = forms.EmailField(
        label=_("E-mail for alerts of my lists"),
        help_text=_(
            "Neutral words only. It is locked with a key of the server, not of your team. "
            "Leave it empty for no alerts."
        ),
        required=False,
        error_messages={"invalid": _("Write the e-mail address in full, like name@example.com.")},
    )
    off_duty = forms.BooleanField(
        label=_("I am away now"),
        help_text=_("Nobody gives you a case while this is on. Turn it off when you are back."),
        required=False,
    )
    keys_off = forms.BooleanField(
        label=_("Turn off single-key commands"),
        help_text=_("For people whose keyboard or voice program types letters by itself."),
        required=False,
    )


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
        error_messages={"required": _("Read the words aloud first, and hear their yes.")},
    )


class RouteForm(forms.Form):
    """How a route stands. The contact lines, if any, stand for those of the route itself."""

    status = forms.ChoiceField(label=_("Status"), choices=list(STATUSES.items()))
    note = forms.CharField(
        label=_("Note for filers"),
        help_text=_("One or two plain sentences. Leave it empty if there is nothing to say."),
        max_length=500,
        required=False,
        validators=[refuse_unreadable],
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
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
            "note": words_of(state.note),
            "contact": state.contact,
            # Who mends a slip of the pen did not look today: the day is theirs to give.
            "checked_on": state.checked_on if state.seen else None,
        }
        super().__init__(data, initial=filled_in)

    def clean_checked_on(self):
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class EditForm(forms.Form):
    """The paragraphs of a letter in its own words. What the person said is not among them.

    `clashes` is {paragraph key: (our words, the words beneath now)}: where answers changed beneath
    words of ours, one of the two is chosen.
    """

    def __init__(self, document, clashes, data=None):
        super().__init__(data)
        self.clashes = clashes
        for key, (ours, beneath) in clashes.items():
            choices = [("ours", _("Keep our words"))] if beneath else []
            self.fields[f"choose_{key}"] = forms.ChoiceField(
                label=_("The answers changed. Which words are to stand?"),
                help_text=_("Ours: “%(ours)s” Now it says: “%(beneath)s”")
                % {"ours": ours, "beneath": beneath or _("nothing")},
                choices=[*choices, ("beneath", _("Take what it says now"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose which words are to stand.")},
            )
        for key, text in document.own_words().items():
            if key not in clashes:
                self.fields[f"paragraph_{key}"] = forms.CharField(
                    label=_("Paragraph %(number)s") % {"number": len(self.fields) + 1},
                    initial=text,
                    max_length=5000,
                    required=False,
                    strip=False,
                    validators=[refuse_unreadable],
                    widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
                )

    def changed(self):
        """Return {key: text} of every paragraph as it is to stand."""
        found = {}
        for name, value in self.cleaned_data.items():
            kind, key = name.split("_", 1)
            if kind == "paragraph":
                found[key] = value.replace("\r\n", "\n")
            elif value == "ours":
                found[key] = self.clashes[key][0]
        return found


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
    show_name = forms.ChoiceField(
        label=_("May the office show their name to those it is about?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Ask the person, and choose yes or no.")},
    )

    def __init__(self, data=None, *, asks_name=False):
        super().__init__(data)
        if not asks_name:
            del self.fields["show_name"]


class DeclareForm(forms.Form):
    wanted = forms.BooleanField(
        label=_("The person signs these letters under penalty of perjury."),
        help_text=_("Only if they want to. A helper never swears for another."),
        required=False,
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


STEP_FORMS = {
    "agree": AgreeForm,
    "record_sent": SentForm,
    "record_answer": AnswerForm,
    "declare": DeclareForm,
}
