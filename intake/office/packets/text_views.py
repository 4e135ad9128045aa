"""The page on which a volunteer reads each text that a packet prints, and leaves parts out."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.cases.change import NotAllowed
from intake.packets import choice_actions
from intake.packets.check_form import HINTS, LetterCheckForm
from intake.packets.choices import text_decision
from intake.web.methods import read_and_write

from ..access import log_view, may
from ..fields import line_field
from .texts import check_of, rows_of
from .views import packet_required


def edited_field(text, said_yes):
    """Return the question whether the filer said yes to words that volunteers wrote."""
    topics = dict.fromkeys(topic for found in text.flagged.values() for topic in found)
    return forms.BooleanField(
        label=_("The filer said yes to these words of ours: “%(words)s” (%(document)s)")
        % {"words": " … ".join(text.flagged), "document": text.title},
        help_text=" ".join(str(HINTS[topic]) for topic in topics),
        required=False,
        initial=said_yes,
    )


class TextsForm(LetterCheckForm):
    """The same with how the filer said so: nothing is left out without their yes."""

    def __init__(self, data=None, *, check):
        super().__init__(data, check=check)
        self.fields["said"] = line_field(
            gettext_lazy("How and when did the filer say yes to this?"),
            hint=gettext_lazy(
                "Needed if a part is left out, for words of ours, or for an answer to CRCL."
            ),
        )
        for number, text in enumerate(check.edited):
            said_yes = check.choices.was_read(text.place, text.words)
            self.fields[f"edited_{number}"] = edited_field(text, said_yes)
        for asked in check.asked:
            # The filer may not have been asked yet; without an answer it stays out.
            self.fields[f"yes_{asked}"].required = False

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["said"] and self._needs_yes:
            self.add_error("said", _("Write how and when the filer said yes."))
        return cleaned

    @property
    def _needs_yes(self):
        return self.leaves_out or self._answers_anew or bool(self._allowed())

    def edited(self):
        return [self[name] for name in self.fields if name.startswith("edited_")]

    def _allowed(self):
        """Return the words of volunteers to which the filer says yes now."""
        return [
            text
            for number, text in enumerate(self.check.edited)
            if self.cleaned_data[f"edited_{number}"]
            and not self.check.choices.was_read(text.place, text.words)
        ]

    @property
    def _answers_anew(self):
        made = self.check.choices.answers
        return any(
            self.cleaned_data[f"yes_{asked}"]
            and (asked not in made or made[asked].answer != self.cleaned_data[f"yes_{asked}"])
            for asked in self.check.asked
        )

    def decisions(self, said=""):
        said = self.cleaned_data["said"]
        found = super().decisions(said)
        found += [text_decision(text.place, text.words, (), said) for text in self._allowed()]
        return [one for one in found if "answer" not in one or one["answer"]]


@read_and_write
@packet_required
def texts(request, unlocked, packet):
    """Show each text that this packet prints, with the question, and keep what is left out."""
    check = check_of(packet, unlocked)
    can_change = packet.is_draft and may(request.user, "office:prepare")
    data = request.POST if request.method == "POST" else None
    form = TextsForm(data, check=check)
    if data is not None and not can_change:
        messages.error(request, _("This packet is locked. Make a new version to change it."))
        return redirect("office:packet", unlocked.case.reference, packet.pk)
    if form.is_valid():
        try:
            choice_actions.save_decisions(
                unlocked, form.decisions(), by=request.user, at=timezone.now()
            )
        except NotAllowed as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _("Texts saved."))
        return redirect("office:packet", unlocked.case.reference, packet.pk)
    log_view(request, unlocked.case)
    context = {
        "case": unlocked.case,
        "packet": packet,
        "form": form,
        "can_change": can_change,
        "rows": rows_of(check),
    }
    return render(request, "office/packet_texts.html", context, status=422 if form.errors else 200)
