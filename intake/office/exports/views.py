"""What leaves the office as a whole: a table for researchers, the file of one person, and what the
columns mean. Each needs a second factor of the last minutes, a reason, and a line in the log."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intake.audit import log as audit
from intake.cases import queue_order
from intake.cases.change import NotAllowed, change
from intake.cases.models import Event
from intake.web.downloads import CSV, attachment
from intake.web.methods import read_and_write

from .. import labels
from ..access import case_required, require_fresh_second_factor, visible_cases, within_daily_limit
from ..cases.context import about_of, case_context, messages_context, notes_context
from ..kept_form import typed_again
from . import datasets
from .forms import ExportForm, LawyerForm


def _consented_cases(request):
    """Return the cases of people who said yes to being counted."""
    cases = visible_cases(request).filter(consent_count="yes", erased_on=None, suspected_bot=False)
    return cases.order_by("reference")


@read_and_write
def research(request):
    """Give a coordinator the table without names for researchers."""
    again = require_fresh_second_factor(request)
    if again:
        return again
    form = ExportForm(typed_again(request))
    if request.method == "POST" and form.is_valid():
        if not within_daily_limit(request, audit.Kind.EXPORTED, [form.cleaned_data["reason"]]):
            return redirect("office:research")
        rows, _left = datasets.for_research(_consented_cases(request).iterator(chunk_size=2000))
        return attachment(datasets.table(datasets.RESEARCH, rows), CSV, "table.csv")
    context = {
        "form": form,
        "count": queue_order.count_label(_consented_cases(request)),
        "smallest_group": datasets.SMALLEST_GROUP,
        "columns": [column.name for column in datasets.RESEARCH],
    }
    return render(request, "office/research.html", context, status=422 if form.errors else 200)


@require_safe
def columns(request):
    """Say what each column of each table means, from its declaration."""
    tables = (
        (_("Table of a list"), datasets.OFFICE),
        (_("Table for researchers"), datasets.RESEARCH),
    )
    return render(request, "office/columns.html", {"tables": tables})


@read_and_write
def case_file(request, reference):
    """Show everything that is kept about one person, to print for their lawyer, with consent."""
    return require_fresh_second_factor(request) or _whole(request, reference)


@case_required
def _whole(request, unlocked):
    case = unlocked.case
    form = LawyerForm(typed_again(request))
    if request.method != "POST" or not form.is_valid():
        context = {"case": case, "form": form}
        return render(
            request, "office/case_file_ask.html", context, status=422 if form.errors else 200
        )
    if not within_daily_limit(request, audit.Kind.EXPORTED, [case.reference]):
        return redirect("office:case", case.reference)
    by, now, consent = request.user, timezone.now(), form.cleaned_data["consent"]
    event = unlocked.event(Event.Kind.EXPORTED, by=by, at=now, reason=consent)
    try:
        with change(case, by=by, at=now) as changing:
            changing.record(event)
    except NotAllowed as reason:
        messages.error(request, str(reason))
        return redirect("office:case", case.reference)
    return render(request, "office/case_file.html", _case_file_context(request, unlocked, now))


def _case_file_context(request, unlocked, now):
    case = unlocked.case
    events = case.events.select_related("by").order_by("pk")
    files = case.attachments.order_by("added_at", "pk")
    return case_context(unlocked, request.user, timezone.localdate(now), reveal=True) | {
        "case": case,
        "words": labels.case_labels(case),
        "made_at": now,
        "case_messages": messages_context(unlocked)[::-1],
        "notes": notes_context(unlocked)[::-1],
        "events": unlocked.display_all(events, "detail"),
        "files": [(row, about_of(row, unlocked)) for row in files],
        "packets": case.packets.order_by("pk"),
    }
