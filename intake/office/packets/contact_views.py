"""The page on which a volunteer writes down the contact that the filer wants on letters."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.cases.change import NotAllowed
from intake.packets import choice_actions
from intake.packets.choices import contact_decision
from intake.packets.contact_form import LetterContactForm
from intake.packets.document_input import document_input_of
from intake.web.methods import read_and_write

from ..access import log_view
from ..fields import line_field
from .views import packet_required

# What the filer reads as "you" is said of them here.
OF_THE_FILER = {
    "known": (
        gettext_lazy("Put these on the letters"),
        gettext_lazy("The filer gave us these for ourselves. Offices see them only with a yes."),
    ),
}


class ContactForm(LetterContactForm):
    """The same with how the filer said so: nobody else decides what offices see."""

    def __init__(self, data=None, **known):
        super().__init__(data, **known)
        for name, (label, hint) in OF_THE_FILER.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, hint
        self.fields["said"] = line_field(
            gettext_lazy("How and when did the filer say so?"),
            gettext_lazy("Write how and when the filer said so."),
            gettext_lazy("For example: on the phone, December 1."),
        )


@read_and_write
@packet_required
def contact(request, unlocked, packet):
    """Ask which contact letters print, and keep it with who wrote it down and how it was said."""
    there = redirect("office:packet", unlocked.case.reference, packet.pk)
    data = request.POST if request.method == "POST" else None
    if data is not None and not packet.is_draft:
        messages.error(request, _("This packet is locked. Make a new version to change it."))
        return there
    doc_input = document_input_of(unlocked, today=timezone.localdate())
    form = ContactForm(
        data,
        reach=unlocked.answers.get("reach") or {},
        contact=doc_input.choices.contact,
        name=doc_input.name,
    )
    if form.is_valid():
        made = contact_decision(form.contact(), form.cleaned_data["said"])
        # What was said anew is kept, and a form that is sent twice is kept once.
        if not _is_kept(doc_input.choices, made):
            try:
                choice_actions.save_decisions(unlocked, [made], by=request.user, at=timezone.now())
            except NotAllowed as reason:
                messages.error(request, str(reason))
                return there
        messages.success(request, _("Saved."))
        return there
    log_view(request, unlocked.case)
    context = {"case": unlocked.case, "packet": packet, "form": form}
    return render(
        request, "office/packet_contact.html", context, status=422 if form.errors else 200
    )


def _is_kept(choices, made):
    kept = choices.contact_said
    return kept is not None and (vars(choices.contact), kept.said) == (
        made["contact"],
        made["said"],
    )
