"""From the jail letter to the form and back: its answers start a draft, or a case fills it in."""

from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from intake.complaints import drafts
from intake.filer_session import answers_of, session_of, set_cookie
from intake.flow.base import as_post_data
from intake.vault import envelopes
from intake.web import disk, errors, ratelimit

from .decorators import no_session, readable_required
from .forms import JailLetterShortForm
from .jail_letter_short_views import short_letter_page
from .pages import next_url


def form_answers(given):
    """Return {page: answer} of what the jail letter was made from, as the form asks it."""
    custody = {"where": "local_jail", "facility": given["facility"]}
    pages = {
        "custody": custody | {"booking_number": given["booking"]},
        # Whoever wrote one name decides on the page what is a family name.
        "person": {"given_names": given["name"]},
        "born": {"birth_date": given["born"]},
        "held-over": {"due_out": given["due_out"], "jail_state": given["state"]},
    }
    return {
        page: {name: value for name, value in answer.items() if value}
        for page, answer in pages.items()
        if any(value for name, value in answer.items() if name != "where")
    }


@require_POST
@readable_required
def start_draft(request):
    """Keep the answers of the letter as a draft; the form offers them filled in.

    In a draft that is open, what was answered there stays.
    """
    form = JailLetterShortForm(request.POST)
    if not form.is_valid():
        return render(request, "public/jail_letter_short_form.html", {"form": form}, status=422)
    offered, session, now = form_answers(form.answer()), session_of(request), timezone.now()
    if session is not None and session.stored is None:
        return redirect("public:status")
    if session is not None:
        return _offer_in_draft(session, offered, now)
    try:
        disk.ask_room()
        envelopes.receiving_team()
    except envelopes.FormClosed:
        return errors.form_closed()
    if not ratelimit.allow(request, "start"):
        return errors.too_many()
    stored = {"answers": {}, "earlier": offered, "lane": "urgent"}
    secret = drafts.start(stored, now=now)
    return set_cookie(HttpResponseRedirect(reverse("public:step", args=["filer"])), secret)


def _offer_in_draft(session, offered, now):
    def edit(stored):
        return stored | {"earlier": offered | stored.get("earlier", {})}

    try:
        stored = drafts.change(session.unlocked, edit, now=now)
    except drafts.DraftGone:
        return redirect("public:status")
    return HttpResponseRedirect(next_url(stored))


@require_safe
@readable_required
def own_letter(request):
    """Open the letter filled in from the case or the draft that is open here."""
    answers = answers_of(session_of(request))
    if not answers:
        return no_session(request)
    known = JailLetterShortForm.from_answers(answers)
    data = QueryDict(mutable=True)
    data.update(as_post_data({name: value for name, value in known.items() if value}))
    form = JailLetterShortForm(data)
    if not form.is_valid():
        # What was answered under other rules is asked again, filled in.
        return redirect("public:sheet")
    return short_letter_page(request, form)
