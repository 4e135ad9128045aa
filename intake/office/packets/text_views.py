"""The page on which a volunteer reads each text that a packet prints, and leaves parts out."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.cases.change import NotAllowed
from intake.packets import choice_actions
from intake.packets.check_form import LetterCheckForm
from intake.web.methods import read_and_write

from ..access import log_view, may
from ..fields import line_field
from .texts import check_of, rows_of
from .views import packet_required


class TextsForm(LetterCheckForm):
    """The same with how the filer said so: nothing is left out without their yes."""

    def __init__(self, data=None, *, check):
        super().__init__(data, check=check)
        self.fields["said"] = line_field(
            gettext_lazy("How and when did the filer say yes to this?"),
            hint=gettext_lazy("Needed if a part is left out, or for an answer to CRCL."),
        )
        for asked in check.asked:
            # The filer may not have been asked yet; without an answer it stays out.
            self.fields[f"yes_{asked}"].required = False

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["said"] and (self.leaves_out or self._answers_anew):
            self.add_error("said", _("Write how and when the filer said yes."))
        return cleaned

    @property
    def _answers_anew(self):
        made = self.check.choices.answers
        return any(
            self.cleaned_data[f"yes_{asked}"]
            and (asked not in made or made[asked].answer != self.cleaned_data[f"yes_{asked}"])
            for asked in self.check.asked
        )

    def decisions(self, said=""):
        found = super().decisions(self.cleaned_data["said"])
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
