"""What is erased by when, and what is kept longer, with a reason."""

from datetime import date, timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.audit import log as audit
from intake.cases import queue_order, volunteer_actions
from intake.cases.actions import NotAllowed

from ..access import case_required, visible_cases
from ..queue.paging import page_of
from .forms import ReasonForm


@require_safe
def retention(request):
    """Show what will be erased within a month, what is kept longer, and what was erased."""
    today = queue_order.recomputed_today()
    cases = visible_cases(request).filter(erased_on=None)
    near = Q(erase_on__lte=today + timedelta(days=31)) | Q(erase_proposed_by__isnull=False)
    soon = cases.filter(near, retention_extended=False)
    lists_asked = {
        "soon": (soon.select_related("erase_proposed_by"), ("erase_on", "reference")),
        "kept": (cases.filter(retention_extended=True), ("opened_on", "reference")),
        "erased": (
            visible_cases(request).filter(erased_on__isnull=False),
            ("-erased_on", "reference"),
        ),
    }
    pages = {
        name: page_of(
            rows, order, {"after": request.GET.get(name, "")}, read=(date.fromisoformat, str)
        )
        for name, (rows, order) in lists_asked.items()
    }
    context = {name: rows for name, (rows, _later) in pages.items()} | {
        "later": {name: place for name, (_rows, place) in pages.items()},
        "reason_form": ReasonForm(),
    }
    return render(request, "office/retention.html", context)


def _extend_retention(unlocked, form, by, at):
    if not form.is_valid():
        raise NotAllowed(_("Write why retention must be extended."))
    volunteer_actions.extend_retention(unlocked, by=by, at=at, reason=form.cleaned_data["reason"])
    return _("Retention extended.")


def _remove_retention_extension(unlocked, form, by, at):
    volunteer_actions.remove_retention_extension(unlocked.case, by=by, at=at)
    return _("It is erased on its day now.")


def _erase_early(unlocked, form, by, at):
    if volunteer_actions.erase_early(unlocked.case, by=by, at=at):
        audit.write(audit.Kind.ERASED, by=by, at=at, what=unlocked.case.reference)
        return _("Erased.")
    return _("Proposed. Another coordinator must confirm it.")


def _withdraw_early_erasure(unlocked, form, by, at):
    volunteer_actions.withdraw_early_erasure(unlocked.case, by=by, at=at)
    return _("Early deletion withdrawn. It is deleted on its day.")


RETENTION_ACTIONS = {
    "keep": _extend_retention,
    "let-go": _remove_retention_extension,
    "erase": _erase_early,
    "withdraw": _withdraw_early_erasure,
}


@require_POST
@case_required
def retain(request, unlocked, what):
    """Keep a case longer, no longer, or have it erased early by two coordinators."""
    if what not in RETENTION_ACTIONS:
        raise Http404
    try:
        done = RETENTION_ACTIONS[what](
            unlocked, ReasonForm(request.POST), request.user, timezone.now()
        )
        messages.success(request, done)
    except NotAllowed as reason:
        messages.error(request, str(reason))
    return redirect("office:retention")
