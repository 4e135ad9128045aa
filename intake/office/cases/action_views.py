"""What a volunteer does about a case: most of it goes back to its page, with a word of what was
done, or of why not."""

from contextlib import suppress
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intake import mail
from intake.audit import log as audit
from intake.cases import actions, filer_actions, mentions
from intake.cases.change import ERASED_NOW, Erased
from intake.cases.models import Case
from intake.vault import codes
from intake.web.methods import read_and_write

from ..access import case_required, log_view, require_fresh_second_factor, visible_cases
from ..kept_form import typed_again
from . import case_forms, conflicts
from .actions import CASE_ACTIONS
from .forms import NewCodeForm, NoteForm, StatusForm
from .mention_words import unknown_names
from .notifications import first_address
from .views import case_page, to_case


def _run_action(request, case, act, done):
    """Run an action on a case; say why not, if it is not allowed, and go back to the case."""
    try:
        act()
    except actions.NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, done)
    return to_case(request, case.reference)


def _assign_to_self(request, case):
    act = partial(actions.assign_to_self, case, by=request.user, at=timezone.now())
    return _run_action(request, case, act, _("This case is yours."))


@require_POST
@case_required(erased=_assign_to_self)
def assign_to_self(request, unlocked):
    return _assign_to_self(request, unlocked.case)


def _too_late(request, case):
    messages.error(request, str(ERASED_NOW))
    return to_case(request, case.reference)


@require_POST
@case_required(erased=_too_late)
def add_note(request, unlocked):
    """Keep a note; an empty one comes back with what to do."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return case_page(request, unlocked, note=form, status=422)
    given = dict(form.cleaned_data)
    mentioned, unknown = mentions.find(given["text"], unlocked.case, request.user)
    also = partial(mentions.add_in, volunteers=mentioned)
    try:
        actions.write_note(unlocked, by=request.user, at=timezone.now(), also=also, **given)
    except Erased:
        return _too_late(request, unlocked.case)
    except actions.NotAllowed as reason:
        form = conflicts.with_conflict(form, unlocked, "note", reason)
        return case_page(request, unlocked, note=form, status=422)
    messages.success(request, _("Note saved."))
    if unknown:
        messages.warning(request, unknown_names(unknown))
    return to_case(request, unlocked.case.reference)


@require_POST
@case_required
def change_status(request, unlocked):
    """Change the status; what a colleague changed meanwhile is said, not overwritten."""
    case = unlocked.case
    if request.POST.get("to") == Case.Status.CLOSED:
        return redirect("office:consequence", case.reference, "close")
    form = StatusForm(case, request.POST)
    seen = request.POST.get("seen", "")
    stale = seen in Case.Status.values and seen != case.status
    if not form.is_valid() and not stale:
        return case_page(request, unlocked, move=form, status=422)
    given = {"seen": seen, "to": case.status} | form.cleaned_data
    try:
        actions.change_status(unlocked, by=request.user, at=timezone.now(), **given)
    except Erased:
        return _too_late(request, case)
    except actions.NotAllowed as reason:
        case.refresh_from_db()
        again = StatusForm(case, request.POST)
        again.is_valid()
        again = conflicts.with_conflict(again, unlocked, "move", reason)
        return case_page(request, unlocked, move=again, status=422)
    messages.success(request, _("Status changed."))
    return to_case(request, case.reference)


@read_and_write
@case_required
def new_code(request, unlocked):
    """Give a new code for a lost one, on the way that was agreed. The old one is dead at once."""
    again = require_fresh_second_factor(request)
    if again:
        return again
    case = unlocked.case
    form = NewCodeForm(typed_again(request))
    code = ""
    if form.errors:
        log_view(request, case)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        audit.write(audit.Kind.NEW_CODE, by=request.user, at=now, what=case.reference)
        code = codes.grouped(filer_actions.replace_code(unlocked, by=request.user, at=now))
        actions.write_note(unlocked, form.cleaned_data["how"], by=request.user, at=now)
    context = {"case": case, "form": form, "code": code}
    return render(request, "office/new_code.html", context, status=422 if form.errors else 200)


@require_POST
@case_required
def case_action(request, unlocked, name):
    """Do one thing about a case. What is missing is said on the case page."""
    if name not in CASE_ACTIONS:
        raise Http404
    form_class, do, done = CASE_ACTIONS[name]
    reference = unlocked.case.reference
    form = form_class(request.POST, auto_id=f"{name}_%s") if form_class else None
    comes_back = name in case_forms.ASKED and "then" not in request.POST
    if form is not None and not form.is_valid():
        if comes_back:
            return case_page(request, unlocked, asked=(name, form), status=422)
        messages.error(request, next(iter(form.errors.values()))[0])
        return to_case(request, reference)
    given = form.cleaned_data if form else {}
    act = partial(do, request, unlocked, given)
    if form is not None and comes_back:
        try:
            act()
        except Erased:
            return _too_late(request, unlocked.case)
        except actions.NotAllowed as reason:
            form = conflicts.with_conflict(form, unlocked, name, reason)
            return case_page(request, unlocked, asked=(name, form), status=422)
        messages.success(request, done)
        response = to_case(request, reference)
    else:
        response = _run_action(request, unlocked.case, act, done)
    if not visible_cases(request).filter(reference=reference).exists():
        return redirect("office:queue")
    return redirect("office:follow-ups") if request.POST.get("then") == "follow-ups" else response


@read_and_write
@case_required
def erase(request, unlocked):
    """Erase a case that the person asked to be erased: first say what, then do it."""
    case = unlocked.case
    if not case.erase_asked_on:
        raise Http404
    if request.method == "POST":
        now = timezone.now()
        address = first_address(unlocked)
        audit.write(audit.Kind.ERASED, by=request.user, at=now, what=case.reference)
        act = partial(actions.erase, case, by=request.user, at=now)
        response = _run_action(request, case, act, _("Erased."))
        if address and Case.objects.filter(pk=case.pk).exclude(erased_on=None).exists():
            with suppress(mail.NotSent):
                mail.erased(*address)
        return response
    return render(request, "office/erase.html", {"case": case})
