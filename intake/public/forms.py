"""The small forms of the filer's door that are no questions of the flow."""

from copy import deepcopy
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intake import mail
from intake.cases.filer_actions import CHANGES
from intake.flow.base import StepForm, fields_for_voice
from intake.flow.choice_fields import Choice, State
from intake.flow.complaint import COMPLAINT
from intake.flow.conditions import answer, for_someone_else
from intake.flow.contact_fields import Email, Phone
from intake.flow.date_fields import PartialDate, PartialMoment
from intake.flow.forms.filer import ReachForm
from intake.flow.forms.happened import DetainerForm
from intake.flow.forms.now import DangerForm
from intake.flow.forms.person import LANGUAGES
from intake.flow.letter_facts import PAGES as LETTER_PAGES
from intake.flow.place import jail_state
from intake.flow.questions import choice_field, choices_of
from intake.flow.steps import ME, voiced
from intake.flow.text_fields import Code, LongText, Name, ShortText
from intake.packets.build import DOCUMENTS_OF_ROUTE
from intake.routes.fitting import ROUTES_BY_SLUG


class StatementForm(StepForm):
    """The statement of truth: a tick and a typed name."""

    true = forms.BooleanField(
        label=_("This is true as far as I know. Parts I am not sure about say so."),
        error_messages={"required": _("Check the box if it is true as far as you know.")},
    )
    name = forms.CharField(
        label=_("Type your name"),
        max_length=200,
        strip=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off", "dir": "auto"}),
        error_messages={
            "required": _("Type your name."),
            "max_length": _("Type a name of at most 200 characters."),
        },
    )


class CodeForm(StepForm):
    """The code that opens a draft or a case."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("It has 20 letters and numbers. Lowercase letters and spaces are fine."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        error_messages={
            "required": _("Type your code."),
            "max_length": _("This is too long for a code. A code has 20 letters and numbers."),
        },
    )


class CodeBelowForm(CodeForm):
    """The same, below something else on a page: its label is no heading."""

    is_single_question = False


class MessageForm(StepForm):
    text = LongText(
        label=_("Write to the volunteers"),
        help_text=_("Write in your own language. We answer here."),
        max_length=20_000,
        rows=5,
        required_message=_("Write something first."),
    )
    language = forms.ChoiceField(
        label=_("Which language is it?"),
        choices=[
            *(pair for pair in LANGUAGES if pair[0] != "other"),
            ("", _("Another language")),
        ],
        required=False,
    )


# The story first: most words belong to it. Nobody adds words to whom it is about, nor to what is
# asked with a letter: words about it would reach readers who may not learn it.
_ABOUT = sorted(
    (step for step in COMPLAINT.steps if step.form and step.slug not in ("filer", *LETTER_PAGES)),
    key=lambda step: step.slug != "story",
)


class AddDetailsForm(StepForm):
    about = Choice(
        label=_("What is it about?"),
        choices=[(step.slug, step.title) for step in _ABOUT],
        required_message=_("Choose what it is about."),
        widget=forms.Select,
    )
    text = LongText(
        label=_("What do you want to add?"),
        rows=6,
        required_message=_("Write what you want to add."),
    )


class WhatChangedForm(StepForm):
    what = Choice(
        label=_("What changed?"),
        choices=[(key, change.label) for key, change in CHANGES.items()],
        required_message=_("Choose what changed."),
    )


class FreeForm(StepForm):
    when = PartialMoment(
        label=voiced(_("When were you released?"), _("When were they released?")),
        help_text=_("A guess is fine. You can leave it empty."),
        past=True,
    )
    whose = Choice(
        label=_("Who should we contact from now on?"),
        choices=[
            ("as_before", _("Me, as you do now")),
            ("theirs", _("Them. I will give you their contact details.")),
        ],
        required_message=_("Choose who we should contact from now on."),
        visible_if=for_someone_else,
    )


def _always_asked(form, name):
    """Return a question of the form for a page that knows that it applies."""
    field = deepcopy(form.base_fields[name])
    field.visible_if = None
    return field


class MovedForm(StepForm):
    """Where the person is now; and the dangers, which may be others there."""

    where = Choice(
        label=voiced(_("Where are you now?"), _("Where are they now?")),
        choices=[
            ("local_jail", _("In a jail (county or city)")),
            ("ice", _("In an ICE detention center")),
            ("prison", _("In prison")),
        ],
        required_message=_("Choose where that is."),
    )
    facility = ShortText(label=_("Which jail or detention center?"))
    booking_number = Code(label=_("Booking number"))
    state = State(label=_("In which state is it?"), depends_on=("where", ("ice",)))
    happening = _always_asked(DangerForm, "happening")


class NewHoldForm(StepForm):
    placed_on = PartialDate(
        label=_("When did ICE send it?"), help_text=_("A guess is fine."), past=True
    )
    seen = DetainerForm.base_fields["seen"]


class LawyerNameForm(StepForm):
    lawyer_name = Name(label=_("The lawyer's name"), required_message=_("Write the lawyer's name."))


class SentForm(StepForm):
    """What the person sent without us: the day on which to ask that office again follows."""

    to = Choice(
        label=_("Where did you send letters?"),
        choices=[(key, ROUTES_BY_SLUG[key].name) for key in DOCUMENTS_OF_ROUTE],
        required_message=_("Choose where you sent letters."),
    )
    when = PartialDate(
        label=_("When did you send them?"), help_text=_("A guess is fine."), past=True
    )
    number = Code(
        label=_("Tracking or receipt number"),
        help_text=_("From the post office, the fax, or the office. You can leave it blank."),
    )


# The questions that belong to each change. New contact is asked whole: what is not given again is
# not used again.
CHANGE_FORMS = {
    "free": FreeForm,
    "moved": MovedForm,
    "hold": NewHoldForm,
    "contact": ReachForm,
    "lawyer": LawyerNameForm,
    "sent": SentForm,
}


def answers_in_words(form):
    """Return [(name, question, words)] of what was answered in a valid form of questions."""
    answer = form.answer()
    lines = [
        (name, str(field.label), field.as_text(answer[name]))
        for name, field in form.fields.items()
        if name in answer
    ]
    return [line for line in lines if line[2]]


class AgreeForm(StepForm):
    agree = forms.BooleanField(
        label=_("I read the letters. Send them for me."),
        error_messages={"required": _("Check the box if you want us to send them.")},
    )
    show_name = Choice(
        label=_("May this office give your name to the people you complain about?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        required_message=_("Choose yes or no."),
    )
    name = Name(label=_("Type your name"), required_message=_("Type your name."))

    def __init__(self, data=None, *, asks_name=False):
        super().__init__(data)
        if not asks_name:
            del self.fields["show_name"]


class RemindersForm(StepForm):
    """Only the ways that are set up are offered. `held` is (way, address) of now."""

    # The page has a heading of its own.
    is_single_question = False

    way = Choice(
        label=_("May we remind you?"),
        choices=[("", _("No reminders")), ("email", _("By email")), ("text", _("By text"))],
    )
    email = Email(
        label=_("Email"),
        depends_on=("way", ["email"]),
        required_message=_("Write the email address."),
    )
    phone = Phone(
        label=_("Phone"),
        depends_on=("way", ["text"]),
        required_message=_("Write the phone number."),
    )

    field_of = {mail.EMAIL: "email", mail.TEXT: "phone"}

    def __init__(self, data=None, *, held=("", "")):
        way, address = held
        super().__init__(data, value={"way": way, self.field_of.get(way, ""): address})
        # The form's own field: those of the class are shared.
        self.fields["way"] = deepcopy(self.fields["way"])
        offered = choice_field(self.fields, "way")
        offered.choices = [
            pair for pair in choices_of(offered) if not pair[0] or pair[0] in mail.channels()
        ]
        for way in set(self.field_of) - mail.channels():
            del self.fields[self.field_of[way]]

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        try:
            return typed and mail.phone_number(typed) and typed
        except mail.NotSent:
            raise forms.ValidationError(
                _("Add the area code. Outside the US, start with + and the country code.")
            ) from None

    def channel_and_address(self):
        """Return the way that was chosen and its address, or two empty texts."""
        channel = self.cleaned_data["way"]
        return (channel, self.cleaned_data[self.field_of[channel]]) if channel else ("", "")


class StopForm(StepForm):
    choice = Choice(
        label=_("What do you want?"),
        choices=[("stop", _("Stop our work, but keep my case")), ("erase", _("Delete my case"))],
        required_message=_("Choose one of the two."),
    )


class CodeEndForm(StepForm):
    end = forms.CharField(
        label=_("Type the last five characters of your code"),
        help_text=_("This checks that you wrote it down correctly."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Type the last five characters.")},
    )


class FileQuestion(forms.FileField):
    """A file, without which the page is asked again; the view says so, for it reads the file."""

    required_message = _("Choose a file, or take a photo, before you add it.")


class Files(forms.FileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class FileForm(StepForm):
    """A few photos or files at a time. The view reads them, one after the other."""

    what = ShortText(
        label=_("What is in them?"), help_text=_("For example: the hold form, pages 1 and 2.")
    )
    file = FileQuestion(
        label=_("Photos or files"),
        help_text=_(
            "Photos, PDFs or text files. Up to 5 at once, each up to 10 MB, and 40 MB altogether."
        ),
        required=False,
        widget=Files(attrs={"accept": "image/*,application/pdf,text/plain", "multiple": True}),
    )
    as_it_came = forms.BooleanField(
        label=_("Also keep the original files"),
        help_text=_(
            "Photos can show where and when they were taken. We remove that. "
            "Check this only if a lawyer needs the originals."
        ),
        required=False,
    )


class WhichRouteForm(StepForm):
    """Five questions of the form, asked alone: its own fields, so that nothing is said twice."""

    asked = (
        ("custody", "where"),
        ("problem", "went_wrong"),
        ("hold", "ice_asked"),
        ("why-wrong", "reasons"),
        ("held-over", "kept"),
    )

    def __init__(self, data=None):
        super().__init__(data)
        for step, name in self.asked:
            self.fields[name] = fields_for_voice(COMPLAINT.step(step).form, ME)[name]

    def answers(self):
        """Return the answers as a draft would hold them."""
        given = self.answer()
        return {"filer": {"filing_for": "me"}} | {
            step: {name: given[name]} for step, name in self.asked
        }


class JailLetterShortForm(StepForm):
    """What the letter for the jail says. All of it may be left out, and filled in by hand."""

    name = Name(label=_("Name of the person in jail"))
    born = PartialDate(label=_("Date of birth"))
    facility = ShortText(label=_("Which jail?"))
    booking = Code(label=_("Booking number"))
    due_out = PartialMoment(
        label=_("When should they have been released?"),
        help_text=_(
            "For example: when bail was paid, the case was dropped, or the sentence ended."
        ),
    )
    state = State(label=_("State of the jail"))
    # Said on the form before, where a state has two clocks; no question here.
    zone = ShortText(label="", widget=forms.HiddenInput())
    from_name = Name(
        label=_("Your name"),
        help_text=_("The jail can answer you. Leave it empty if you do not want that."),
    )
    from_phone = Phone(label=_("Your phone"))

    @staticmethod
    def from_answers(answers):
        """Return what a draft already says of these, to be filled in."""
        person, custody = answers.get("person") or {}, answers.get("custody") or {}
        names = (person.get("given_names", ""), person.get("family_names", ""))
        return {
            "name": " ".join(filter(None, names)),
            "born": answer(answers, "born", "birth_date", None),
            "facility": custody.get("facility", ""),
            "booking": custody.get("booking_number", ""),
            "due_out": answer(answers, "held-over", "due_out", None),
            "state": jail_state(answers),
            "zone": answer(answers, "held-over", "zone"),
        }

    def as_sent(self):
        """Return (name, value) of what was typed, to be sent again unchanged."""
        return [
            (name, value)
            for name, values in cast(QueryDict, self.data).lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ]
