"""Message, status, follow-up and note, in one form."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.cases import question_status
from intake.cases.actions import TRANSITIONS
from intake.cases.change import (
    CHANGED_MEANWHILE,
    OTHERS_MEANWHILE,
    STATUS_CHANGED_MEANWHILE,
    version_of,
)
from intake.cases.models import Case
from intake.cases.volunteer_actions import follow_up_version
from intake.flow.forms.person import LANGUAGES
from intake.flow.questions import choice_field
from intake.flow.text_fields import STORY_LENGTH
from intake.messages import placeholders

from ..fields import day_field, hidden_field, long_text_field
from . import preview


class CaseUpdateForm(forms.Form):
    """Message, status, follow-up and note in one: what belongs together is kept together."""

    text = long_text_field(
        _("Message to the person"),
        hint=_("They read it behind their code. Leave it empty to write nothing."),
        rows=8,
        max_length=10_000,
    )
    language = forms.ChoiceField(label=_("Language of the message"), choices=LANGUAGES)
    asks = forms.BooleanField(
        label=_("This asks for an answer"),
        help_text=_("The case becomes “Waiting for filer”, unless you choose another status."),
        required=False,
    )
    to = forms.ChoiceField(label=_("New status"), required=False)
    follow_up_on = day_field(_("Follow-up"), required=False)
    note = long_text_field(
        _("Note for us"),
        hint=_("@ and a first name tells that colleague."),
        rows=3,
        max_length=STORY_LENGTH,
    )
    for_next_shift = forms.BooleanField(label=_("Pin the note for the next shift"), required=False)
    tell = forms.ChoiceField(
        label=_("Tell them that there is news"),
        help_text=_("Neutral words only: “There is news for you. Use your code.”"),
        required=False,
    )
    seen = hidden_field()
    day_seen = hidden_field()
    messages_seen = hidden_field()
    template = hidden_field()

    def __init__(self, case, data=None, initial=None, channels=()):
        self.stale = data is not None and data.get("to") and data.get("seen") != case.status
        self.case, self.channels = case, tuple(channels)
        # What comes back is asked again from the status as it is now.
        now_there = {
            "seen": case.status,
            "day_seen": follow_up_version(case),
            "messages_seen": version_of(case, "messages"),
        }
        # The day that a colleague set since the page was made, if this one is to take its place.
        typed = data or {}
        before = typed.get("follow_up_on") and typed.get("day_seen")
        self.day_is_new = bool(before) and before != now_there["day_seen"]
        read = typed.get("text") and typed.get("messages_seen")
        self.messages_are_new = bool(read) and read != now_there["messages_seen"]
        data = data and data.dict() | now_there
        super().__init__(data, initial=now_there | (initial or {}))
        choice_field(self.fields, "tell").choices = [("", _("Do not tell them")), *channels]
        if case.status not in question_status.ASKABLE:
            self.fields["asks"].help_text = _("The status stays “%(status)s”.") % {
                "status": case.status_office_label
            }
        if not channels:
            del self.fields["tell"]
        choice_field(self.fields, "to").choices = [
            ("", _("Stays: %(now)s") % {"now": case.status_office_label})
        ] + [
            (status, Case.Status(status).office_label)
            for status in TRANSITIONS[Case.Status(case.status)]
            # Closing has a page of its own, which says first what follows.
            if status not in (Case.Status.SENT, Case.Status.CLOSED) and not case.is_closed
        ]

    def status_after(self, values):
        """Return the status of the case once these values are saved."""
        asks = bool(values.get("asks") and values.get("text"))
        return question_status.status_after(self.case, values.get("to") or "", asks)

    def notice(self, values):
        """Return the neutral message that tells the person of these values."""
        asks = bool(values.get("asks") and values.get("text"))
        return preview.notice_of(values.get("to"), values.get("template"), asks)

    def clean(self):
        super().clean()
        values = self.cleaned_data
        if self.stale:
            self.errors.pop("to", None)
            self.add_error(
                "to", STATUS_CHANGED_MEANWHILE % {"status": self.case.status_office_label}
            )
            return values
        if not any(values.get(name) for name in ("text", "to", "follow_up_on", "note")):
            self.add_error("text", _("Write, choose or note something first."))
        blank = placeholders.open_blank(values.get("text") or "")
        if blank:
            self.add_error("text", blank)
        elif values.get("asks") and not values.get("text") and not self.errors:
            self.add_error("text", _("Write the question first, or uncheck “asks for an answer”."))
        if self.messages_are_new:
            self.add_error("text", OTHERS_MEANWHILE["messages"])
        if self.day_is_new:
            self.add_error("follow_up_on", CHANGED_MEANWHILE)
        elif values.get("follow_up_on") and values["follow_up_on"] < timezone.localdate():
            self.add_error("follow_up_on", _("Choose a day in the future."))
        if values.get("tell"):
            refused = preview.refuse_notification(self.notice(values))
            if refused:
                self.add_error("tell", refused)
        return values
