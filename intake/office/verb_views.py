"""What a volunteer does about a case: most of it goes back to its page, with a word of what was
done, or of why not."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intake import mail
from intake.audit import actions as audit
from intake.cases import actions, person
from intake.cases.models import Case
from intake.manners.methods import read_and_write
from intake.vault import codes

from .access import ask_second_factor, look, open_case, open_case_or_404, visible_cases
from .case_views import case_page, to_case
from .forms.case import MoveForm, NewCodeForm, NoteForm
from .telling import first_address
from .verbs import VERBS


def _act(request, reference, act, done):
    """Run one action on a case; say why not, if it is not allowed, and go back to the case."""
    found, key = open_case(request, reference)
    if found is None:
        raise Http404
    try:
        act(found, key)
    except actions.NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, done)
    return to_case(request, reference)


@require_POST
def take(request, reference):
    return _act(
        request,
        reference,
        lambda found, key: actions.take(found, by=request.user, at=timezone.now()),
        _("This case is yours."),
    )


@require_POST
def note(request, reference):
    """Keep a note; an empty one comes back with what to do."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        found, key = open_case_or_404(request, reference)
        return case_page(request, found, key, note=form, status=422)
    return _act(
        request,
        reference,
        lambda found, key: actions.write_note(
            found, key=key, by=request.user, at=timezone.now(), **form.cleaned_data
        ),
        _("Note kept."),
    )


@require_POST
def move(request, reference):
    """Change the status; what a colleague changed meanwhile is said, not overwritten."""
    found, key = open_case_or_404(request, reference)
    form = MoveForm(found, request.POST)
    seen = request.POST.get("seen", "")
    stale = seen in Case.Status.values and seen != found.status
    if not form.is_valid() and not stale:
        return case_page(request, found, key, move=form, status=422)
    given = {"seen": seen, "to": found.status} | form.cleaned_data
    return _act(
        request,
        reference,
        lambda found, key: actions.move(
            found, given.pop("to"), key=key, by=request.user, at=timezone.now(), **given
        ),
        _("Status changed."),
    )


@read_and_write
def new_code(request, reference):
    """Give a new code for a lost one, on the way that was agreed. The old one is dead at once."""
    found, key = open_case_or_404(request, reference)
    again = ask_second_factor(request)
    if again:
        return again
    form = NewCodeForm(request.POST if request.method == "POST" else None)
    code = ""
    if form.errors:
        look(request, found)
    if form.is_valid():
        now = timezone.now()
        audit.write(audit.Kind.NEW_CODE, by=request.user, at=now, what=found.reference)
        code = codes.grouped(person.replace_code(found, key=key, by=request.user, at=now))
        actions.write_note(found, form.cleaned_data["how"], key=key, by=request.user, at=now)
    context = {"case": found, "form": form, "code": code}
    return render(request, "office/new_code.html", context, status=422 if form.errors else 200)


@require_POST
def verb(request, reference, name):
    """Do one thing about a case. What is missing is said on the case page."""
    if name not in VERBS:
        raise Http404
    form_class, do, done = VERBS[name]
    form = form_class(request.POST) if form_class else None
    found, key = open_case_or_404(request, reference)
    if form is not None and not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return to_case(request, reference)
    given = form.cleaned_data if form else {}
    response = _act(request, reference, lambda case, key: do(request, case, key, given), done)
    if not visible_cases(request).filter(reference=reference).exists():
        return redirect("office:queue")
    return redirect("office:follow-ups") if request.POST.get("then") == "follow-ups" else response


@read_and_write
def erase(request, reference):
    """Erase a case that the person asked to be erased: first say what, then do it."""
    found, key = open_case(request, reference)
    if found is None or not found.erase_asked_on:
        raise Http404
    if request.method == "POST":
        now = timezone.now()
        address = first_address(found, key) if key else None
        audit.write(audit.Kind.ERASED, by=request.user, at=now, what=found.reference)
        response = _act(
            request,
            reference,
            lambda found, key: actions.erase(found, by=request.user, at=now),
            _("Erased."),
        )
        if address and Case.objects.filter(pk=found.pk).exclude(erased_on=None).exists():
            with suppress(mail.NotSent):
                mail.erased(*address)
        return response
    return render(request, "office/erase.html", {"case": found})
