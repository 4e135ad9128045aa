"""Assisted intake: a volunteer fills in the form for a caller, with the words to say aloud."""

from contextlib import suppress

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from intake.cases.unlocked import Unreadable
from intake.complaints import drafts
from intake.filer_session import helper_answers, session_of, set_cookie
from intake.flow.complaint import COMPLAINT, URGENT
from intake.vault import envelopes
from intake.web import errors
from intake.web.methods import read_and_write

from .forms import AssistForm


@read_and_write
def assist(request):
    """Begin a form for a caller who was told what happens and said yes."""
    if not envelopes.can_receive():
        return errors.form_closed()
    form = AssistForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        urgent = form.cleaned_data["locked_up"] == "yes"
        flow = URGENT if urgent else COMPLAINT
        stored = {
            "answers": flow.prune(_answers_of_before(request)),
            "lane": "urgent" if urgent else "full",
            "assisted": request.user.pk,
        }
        secret = drafts.start(stored, now=timezone.now())
        first = reverse(
            "public:step", args=[(flow.next_unanswered(stored["answers"]) or flow.steps[0]).slug]
        )
        return set_cookie(HttpResponseRedirect(first), secret)
    return render(request, "office/assist.html", {"form": form}, status=422 if form.errors else 200)


def _answers_of_before(request):
    """Return the helper's own answers of the case just filed, where this is the next of it."""
    session = session_of(request) if "another" in request.GET else None
    unlocked = session and session.unlocked_case
    with suppress(Unreadable):
        return helper_answers(unlocked) if unlocked else {}
    return {}
