"""The questions, page by page, each kept as it is answered."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from intake.cases import submission
from intake.complaints import drafts, page_counts
from intake.filer_session import case_of, session_of, set_cookie
from intake.flow import volunteers_only
from intake.flow.complaint import COMPLAINT
from intake.flow.steps import (
    MAX_ENTRIES,
    ListFull,
    initial_for,
    place_of,
    set_answer,
    set_entry,
    voice_of,
)
from intake.flow.steps import remove_entry as without_entry
from intake.vault import envelopes
from intake.web import disk, errors, ratelimit
from intake.web.methods import read_and_write

from . import versions
from .decorators import draft_required, no_session, nothing_open, readable_required, typed_in
from .forms import AddDetailsForm, answers_in_words
from .pages import next_url, step_url
from .step_page import add_url, full_list_text, step_page

FIRST = COMPLAINT.steps[0].slug
REPEATING = {step.slug for step in COMPLAINT.steps if step.many}


def _stored(request, session):
    """Return what the draft holds, or a new, empty one in the lane that was asked for."""
    if session:
        return session.stored
    lane = request.POST.get("lane") or request.GET.get("lane")
    return {"answers": {}, "lane": "urgent" if lane == "urgent" else "full"}


def _reachable_step(request, slug, page):
    """Return (visit, stored, step), or a response where this step cannot be asked now."""
    session = session_of(request)
    if session is None and slug != FIRST:
        return no_session(request)
    if session is None:
        disk.ask_room()
        envelopes.receiving_team()
    elif session.stored is None:
        return _no_draft(request, session, slug, page)
    stored = _stored(request, session)
    flow = submission.flow_of(stored)
    if slug not in {step.slug for step in COMPLAINT.steps}:
        raise Http404
    if slug not in {step.slug for step in flow.reachable(stored["answers"])}:
        return HttpResponseRedirect(next_url(stored))
    return session, stored, flow.step(slug)


@ensure_csrf_cookie
@read_and_write
def step(request, slug):
    """Ask one page; for a page that repeats, list its entries once there are any."""
    return _ask(request, slug, None)


@read_and_write
def new_entry(request, slug):
    return _ask(request, slug, "new")


@read_and_write
def entry(request, slug, entry):
    return _ask(request, slug, entry)


@read_and_write
def entry_more(request, slug, entry):
    """Ask the second page of one entry."""
    return _ask(request, slug, entry, 1)


@readable_required
def _ask(request, slug, entry, page=0):
    try:
        found = _reachable_step(request, slug, page)
        if not isinstance(found, tuple):
            return found
        session, stored, here = found
        entries = stored["answers"].get(slug) or [] if here.many else []
        if entry is not None and (not here.many or (entry != "new" and entry >= len(entries))):
            raise Http404
        if page and page >= len(here.pages):
            raise Http404
        if request.method == "POST":
            return _answer(request, session, stored, here, entry, page)
        if entry == "new" and len(entries) >= MAX_ENTRIES:
            return HttpResponseRedirect(step_url(here))
        return step_page(request, stored, here, entry, _form(stored, here, entry, page=page))
    except versions.NewerAnswer as newer:
        return _both_versions(request, newer.stored, here, entry, page)
    except ListFull:
        form = _form(stored, here, entry, data=request.POST, page=page)
        form.add_error(None, full_list_text())
        return step_page(request, stored, here, entry, form, status=422)
    except envelopes.FormClosed:
        return errors.form_closed()
    except drafts.DraftGone:
        return _no_draft(request, session_of(request), slug, page)


def _no_draft(request, session, slug, page):
    """Lead from a page of a form that was sent to its case; offer to add what was typed on it."""
    case = case_of(session)
    if case is None:
        return nothing_open(request, session)
    new = _new_words(request, case.unlocked(session.unlocked.key).answers, slug, page)
    if not new:
        return redirect("public:status")
    words = new[0][1] if len(new) == 1 else "\n".join(": ".join(filter(None, line)) for line in new)
    form = AddDetailsForm(value={"about": slug, "text": words})
    return render(request, "public/sent_already.html", {"form": form}, status=409)


def _new_words(request, answers, slug, page):
    """Return [(question, words)] of what was sent for a page, unless the case has it already."""
    here = next((step for step in COMPLAINT.steps if step.slug == slug), None)
    if request.method != "POST" or here is None or here.form is None:
        return []
    form = _form({"answers": answers}, here, None, data=request.POST, page=page)
    if not form.is_valid():
        return [("", text) for text in typed_in(request)]
    known = answers.get(slug)
    if place_of((known or []) if here.many else [known or {}], form.answer()) is not None:
        return []
    return [(question, words) for _name, question, words in answers_in_words(form)]


def _is_list(stored, here, entry):
    return here.many and entry is None and bool(stored["answers"].get(here.slug))


def _form(stored, here, entry, data=None, page=0):
    """Return the bound or filled-in form of a step, or None for a page to read or a list.

    Of an entry that is asked on several pages, it has the questions of one.
    """
    if here.form is None or (data is None and _is_list(stored, here, entry)):
        return None
    value = initial_for(stored, here.slug)
    if here.many:
        value = value[entry] if isinstance(entry, int) and value else None
    flow = submission.flow_of(stored)
    counted = flow.answers_before(stored["answers"], here.slug)
    form = here.form(data, answers=counted, voice=voice_of(counted), value=value)
    if here.pages:
        form.keep_only(here.pages[page])
    return form


def _both_versions(request, stored, here, entry, page):
    """Show the words that another tab saved, above what was typed here: one of them stays."""
    form = _form(stored, here, entry, data=request.POST, page=page)
    saved = versions.texts_of(form, versions.value_of(stored, here.slug, entry))
    return step_page(request, stored, here, entry, form, status=409, saved_texts=saved)


def _answer(request, session, stored, here, entry, page):
    """Keep what was sent for a step, and go on; or ask again, with all that was typed."""
    flow = submission.flow_of(stored)
    skips = here.form is None or ("skip" in request.POST and here.skippable)
    if here.many and (skips or "done" in request.POST):
        # Entries that another tab added meanwhile stay.
        return _save(
            request, session, stored, lambda old: set_answer(flow, old, here.slug, _list(old, here))
        )
    form = None if skips else _form(stored, here, entry, data=request.POST, page=page)
    value = versions.value_of(stored, here.slug, entry)
    if form is not None and not form.is_valid():
        return step_page(request, stored, here, entry, form, status=422)
    found = volunteers_only.asked_about(here, form, request.POST, value) if form else {}
    if form and found:
        form.ask_about(found)
        return step_page(request, stored, here, entry, form, status=422)
    answer, moved = (
        volunteers_only.without_moved(here, form, request.POST, form.answer()) if form else ({}, "")
    )

    def with_moved(new):
        return new | {"answers": volunteers_only.with_words(new["answers"], moved)}

    read = request.POST.get(versions.FIELD)
    if not here.many:
        edit = versions.guarded(
            lambda old: with_moved(set_answer(flow, old, here.slug, answer)), here, None, read
        )
        return _save(request, session, stored, edit)
    index = entry if isinstance(entry, int) else None
    edit = versions.guarded(
        lambda old: with_moved(set_entry(old, here.slug, index, answer)), here, entry, read
    )
    return _save(
        request,
        session,
        stored,
        edit,
        then=lambda new: _after_entry(new, here, index, answer, page, request.POST),
    )


def _list(stored, here):
    return stored["answers"].get(here.slug) or []


def _after_entry(stored, here, index, answer, page, sent):
    """Return where an entry goes on: its next page, another one, the next question, or the list."""
    if page + 1 >= len(here.pages):
        if "enough" in sent:
            return next_url(stored)
        return ("another" in sent and add_url(here, stored["answers"])) or step_url(here)
    entries = _list(stored, here)
    if index is None or index >= len(entries):
        index = place_of(entries, answer)
    return reverse("public:entry-more", args=[here.slug, index])


def _save(request, session, stored, edit, then=None):
    """Apply an edit to the draft, or start one with it, and go to the next page."""
    now = timezone.now()

    def without_documents_flag(old):
        return {name: value for name, value in edit(old).items() if name != "papers"}

    before = stored["answers"]
    if session:
        secret, stored = (
            session.secret,
            drafts.change(session.unlocked, without_documents_flag, now=now),
        )
    else:
        if not ratelimit.allow(request, "start"):
            return errors.too_many()
        stored = without_documents_flag(stored)
        secret = drafts.start(stored, now=now)
    page_counts.increment_new(before, stored["answers"], timezone.localdate(now))
    target = then(stored) if then else next_url(stored)
    if "files" in request.POST:
        target = reverse("public:files")
    if "save" in request.POST:
        unlocked = session.unlocked if session else envelopes.unlock_with_browser(secret, now)
        drafts.create_code(unlocked, secret, now=now)
        target = reverse("public:code")
    response = HttpResponseRedirect(target)
    return response if session else set_cookie(response, secret)


@require_POST
@draft_required
def remove_entry(request, session, slug, entry):
    """Take one entry off a page that repeats. One that is gone already changes nothing."""
    if slug not in REPEATING:
        raise Http404
    # Sent twice, it would take the next entry, too.
    read = request.POST.get(versions.FIELD)

    def edit(old):
        there = versions.version_of(versions.value_of(old, slug, entry))
        return without_entry(old, slug, entry) if read in (None, there) else old

    drafts.change(session.unlocked, edit, now=timezone.now())
    return redirect("public:step", slug)
