"""Papers on their way: their words, the person's yes, sending, the answer."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.flow.questions import choice_field
from intake.flow.text_fields import STORY_LENGTH
from intake.packets.editable import FACTS, editable_texts
from intake.packets.merging import fingerprint

from ..fields import day_field, hidden_field, line_field, long_text_field, refuse_future
from .list_fields import FIRST_FIELD, LIST_FIELDS, changed_list


class EditForm(forms.Form):
    """What may be changed in a letter (editable.py). What the person said is not among it.

    `clashes` is {paragraph key: (our words, the words beneath now)}: where answers changed beneath
    words of ours, one of the two is chosen.
    """

    def __init__(self, document, clashes, data=None):
        self.paragraphs = {
            key: text for key, text in editable_texts(document).items() if key not in clashes
        }
        # What comes back is compared with the text that stands now.
        now_there = {f"seen_{key}": fingerprint(text) for key, text in self.paragraphs.items()}
        self.seen = {key: (data or {}).get(f"seen_{key}", "") for key in self.paragraphs}
        if data is not None:
            data = data.copy()
            data.update(now_there)
            for name, version in now_there.items():
                data.setlist(name, [version])
        super().__init__(data, initial=now_there)
        self.clashes = clashes
        for key, (ours, beneath) in clashes.items():
            # Of facts that changed only those of now may stand.
            can_stay = beneath and key != FACTS
            choices = [("ours", _("Keep our words"))] if can_stay else []
            self.fields[f"choose_{key}"] = forms.ChoiceField(
                label=_("The answers changed. Which words should stay?"),
                help_text=_("Ours: “%(ours)s” Now it says: “%(beneath)s”")
                % {"ours": ours, "beneath": beneath or _("nothing")},
                choices=[*choices, ("beneath", _("Use what it says now"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose which words should stay.")},
            )
        # A list that was not on the page stays as it is.
        lists = {
            key: text
            for key, text in self.paragraphs.items()
            if key in LIST_FIELDS and (data is None or self.seen[key])
        }
        own = {key: text for key, text in self.paragraphs.items() if key not in LIST_FIELDS}
        for number, (key, text) in enumerate(own.items(), start=len(clashes) + 1):
            self.fields[f"paragraph_{key}"] = long_text_field(
                _("Paragraph %(number)s") % {"number": number},
                rows=3,
                max_length=5000,
                initial=text,
            )
        for key, text in lists.items():
            self.fields |= LIST_FIELDS[key](text)
        for key in self.paragraphs:
            self.fields[f"seen_{key}"] = hidden_field()

    def show_conflict(self, theirs):
        """Say at each paragraph that a colleague changed what stands there now: {key: text}."""
        for key, text in theirs.items():
            self.add_error(
                FIRST_FIELD.get(key, f"paragraph_{key}"),
                _(
                    "A colleague changed this paragraph while you wrote. It says now: “%(theirs)s”"
                    " Your text is still below. Save again to replace theirs."
                )
                % {"theirs": text},
            )

    def changed(self):
        """Return {key: text} of everything as it is to stand."""
        found = {}
        for key, text in self.paragraphs.items():
            if key in LIST_FIELDS:
                was_asked = FIRST_FIELD[key] in self.fields
                found[key] = changed_list(key, text, self.cleaned_data) if was_asked else text
            else:
                found[key] = self.cleaned_data[f"paragraph_{key}"]
        for key, (ours, _beneath) in self.clashes.items():
            if self.cleaned_data[f"choose_{key}"] == "ours":
                found[key] = ours
        return found

    @property
    def said(self):
        return self.cleaned_data.get("said", "")


class AgreeForm(forms.Form):
    words = line_field(
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
    how = line_field(
        _("How was it sent?"),
        _("Write how it was sent, and who sent it."),
        _("For example: by fax, by Ana."),
    )
    on = day_field(_("On which day?"), initial=timezone.localdate, validators=[refuse_future])
    number = line_field(_("Number that the office gave"))
    proof = line_field(_("Proof"), hint=_("For example: fax report, where it is kept."))


class AnswerForm(forms.Form):
    words = long_text_field(
        _("What did the office answer?"),
        _("Write what the office answered."),
        rows=4,
        max_length=STORY_LENGTH,
    )


class CommentForm(forms.Form):
    """A comment on a packet: needed to send it back."""

    text = long_text_field(
        _("Comment"),
        _("Write what should change, and where."),
        _("Sealed. Only your team reads it."),
        rows=3,
        max_length=5000,
    )
    document = forms.ChoiceField(label=_("About which document?"), required=False)

    def __init__(self, data=None, *, documents):
        super().__init__(data, auto_id="comment_%s")
        choice_field(self.fields, "document").choices = [
            ("", _("The whole packet")),
            *documents.items(),
        ]


STEP_FORMS = {
    "agree": AgreeForm,
    "record_sent": SentForm,
    "record_answer": AnswerForm,
    "declare": DeclareForm,
}
