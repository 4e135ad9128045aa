"""A volunteer's own account: logging in, passwords, languages and keys."""

from allauth.account import forms as account
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from intake.accounts import actions as people
from intake.accounts.models import AlertWhen
from intake.accounts.passwords import MAX_LENGTH
from intake.flow.forms.person import LANGUAGES

TOO_LONG = _("Use at most 1,000 characters.")


BAD_CODE = _("This is not your recovery code. Look at the paper again, or leave it empty.")


class LoginForm(account.LoginForm):
    """Too long a password is refused before anything is hashed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].validators.append(MaxLengthValidator(MAX_LENGTH, TOO_LONG))
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
        help_text=_("At least 15 characters. A few words that only you would put together."),
        strip=False,
        max_length=MAX_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Type a password."), "max_length": TOO_LONG},
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=MAX_LENGTH,
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
        super().clean()
        values = self.cleaned_data
        if values.get("password") and values.get("again") not in (None, values["password"]):
            self.add_error("again", _("The two passwords are not the same. Type both again."))
        return values


class AccountForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=_("Languages I read"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    alert_address = forms.EmailField(
        label=_("Email for alerts"),
        help_text=_(
            "Neutral words only. It is locked with a key of the server, not of your team. "
            "Leave it empty for no alerts."
        ),
        required=False,
        error_messages={"invalid": _("Write the email address in full, like name@example.com.")},
    )
    alert_when = forms.ChoiceField(
        label=_("When to send alerts"),
        help_text=_(
            "For a reply, a case assigned to you, a packet to read, a new colleague who waits, and "
            "an urgent case that nobody has read for two hours."
        ),
        choices=AlertWhen.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    names_hidden = forms.BooleanField(
        label=_("Hide names in lists"),
        help_text=_("For a screen that others can see. A case still shows its name."),
        required=False,
    )
    off_duty = forms.BooleanField(
        label=_("I am away now"),
        help_text=_("No one assigns you a case while this is on. Turn it off when you are back."),
        required=False,
    )
    keys_off = forms.BooleanField(
        label=_("Turn off single-key commands"),
        help_text=_("For people whose keyboard or voice program types letters by itself."),
        required=False,
    )
