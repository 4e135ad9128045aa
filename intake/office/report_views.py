"""What leaves the office as a whole: a table for researchers, the file of one person, and what the
columns mean. Each needs a second factor of the last minutes, a reason, and a line in the log."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intake.audit import log as audit
from intake.cases.change import NotAllowed, change
from intake.cases.models import Event
from intake.web.downloads import CSV, attachment
from intake.web.methods import read_and_write

from . import exports, lists, words
from .access import ask_second_factor, case_required, may_take, visible_cases
from .forms.export import ExportForm, LawyerForm
from .shown import about_of, letters_of, notes_of, said_of


def _counted(request):
    """Return the cases of people who said yes to being counted."""
    cases = visible_cases(request).filter(consent_count="yes", erased_on=None, suspected_bot=False)
    return cases.order_by("reference")


@read_and_write
def research(request):
    """Give a coordinator the table without names for researchers."""
    again = ask_second_factor(request)
    if again:
        return again
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not may_take(request, audit.Kind.EXPORTED, [form.cleaned_data["reason"]]):
            return redirect("office:research")
        rows, _left = exports.for_research(_counted(request).iterator(chunk_size=2000))
        return attachment(exports.table(exports.RESEARCH, rows), CSV, "table.csv")
    context = {
        "form": form,
        "count": lists.counted(_counted(request)),
        "alike": exports.ALIKE,
        "columns": [column.name for column in exports.RESEARCH],
    }
    return render(request, "office/research.html", context, status=422 if form.errors else 200)


@require_safe
def columns(request):
    """Say what each column of each table means, from its declaration."""
    tables = (
        (_("Table of a list"), exports.OFFICE),
        (_("Table for researchers"), exports.RESEARCH),
    )
    return render(request, "office/columns.html", {"tables": tables})


@read_and_write
def whole(request, reference):
    """Show everything that is kept about one person, to print for their lawyer, with consent."""
    return ask_second_factor(request) or _whole(request, reference)


@case_required
def _whole(request, unlocked):
    case = unlocked.case
    form = LawyerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"case": case, "form": form}
        return render(request, "office/whole_ask.html", context, status=422 if form.errors else 200)
    if not may_take(request, audit.Kind.EXPORTED, [case.reference]):
        return redirect("office:case", case.reference)
    by, now, consent = request.user, timezone.now(), form.cleaned_data["consent"]
    event = unlocked.event(Event.Kind.EXPORTED, by=by, at=now, reason=consent)
    try:
        with change(case, by=by, at=now) as changing:
            changing.record(event)
    except NotAllowed as reason:
        messages.error(request, str(reason))
        return redirect("office:case", case.reference)
    return render(request, "office/whole.html", _everything(request, unlocked, now))


def _everything(request, unlocked, now):
    case = unlocked.case
    events = case.events.select_related("by").order_by("pk")
    files = case.attachments.order_by("added_at", "pk")
    return said_of(unlocked, request.user, timezone.localdate(now), reveal=True) | {
        "case": case,
        "words": words.of_case(case),
        "made_at": now,
        "letters": letters_of(unlocked)[::-1],
        "notes": notes_of(unlocked)[::-1],
        "events": unlocked.display_all(events, "detail"),
        "files": [(row, about_of(row, unlocked)) for row in files],
        "packets": case.packets.order_by("pk"),
    }
