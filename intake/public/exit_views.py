"""The ways out: stop the work, erase everything, or leave fast."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from intake.cases import actions as cases
from intake.cases import consequences, filer_actions
from intake.cases.models import Case
from intake.complaints import drafts
from intake.filer_session import case_of, end_session, session_of
from intake.web.methods import read_and_write

from .decorators import case_required, no_session
from .file_access import files_of
from .forms import StopForm
from .pages import render_form


@read_and_write
@case_required
def stop(request, session, unlocked):
    """Stop the work and keep the case, or go to the page that erases it."""
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.cleaned_data["choice"] == "erase":
            return redirect("public:erase")
        filer_actions.stop(unlocked.case, at=timezone.now())
        return redirect("public:status")
    return render_form(request, "public/stop.html", form)


@require_POST
@case_required
def keep_case(request, session, unlocked):
    """Take back the request to delete the case, made by phone or letter."""
    consequences.withdraw_deletion(unlocked, by=None, at=timezone.now())
    return redirect("public:status")


@read_and_write
def erase(request):
    """Erase the draft, or the case, that this browser has open: first say what, then do it."""
    session = session_of(request)
    case = case_of(session)
    if session is None or (case is None and session.stored is None and not session.is_damaged):
        return no_session(request)
    if request.method == "POST":
        if case:
            cases.erase(case, by=None, at=timezone.now())
        else:
            drafts.erase(session.unlocked.owner)
        return end_session(render(request, "public/erased.html"))
    sent = case.packets.exclude(sent_on=None).order_by("sent_on", "pk") if case else ()
    context = {
        "is_case": case is not None,
        "papers": files_of(session).rows.count() if case or session.stored else 0,
        "sent": [(packet.name, packet.sent_on) for packet in sent],
        # Before papers had packets, a status alone said that something was sent.
        "was_sent": bool(case) and case.status in (Case.Status.SENT, Case.Status.ANSWERED),
    }
    return render(request, "public/erase.html", context)


@require_safe
def quick_exit(request):
    """Leave fast: close what is open in this browser and go to a page about nothing.

    A draft without a code could never be opened again, so it is erased at once.
    """
    session = session_of(request)
    if session:
        drafts.close(session.unlocked, coded=session.stored is None or session.stored.get("coded"))
    return end_session(HttpResponseRedirect(settings.LEAVE_URL))
