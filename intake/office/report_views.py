"""What leaves the office as a whole: a table for researchers, the file of one person, and what the
columns mean. Each needs a second factor of the last minutes, a reason, and a line in the log."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intake.attachments import actions as attachments
from intake.audit import actions as audit
from intake.cases import actions
from intake.cases.models import Event
from intake.manners.files import CSV, attachment
from intake.manners.methods import read_and_write

from . import exports, lists, words
from .access import ask_second_factor, may_take, open_case_or_404, visible_cases
from .forms.export import ExportForm, LawyerForm
from .shown import letters_of, notes_of, said_of


def _counted(request):
    """Return the cases of people who said yes to being counted."""
    cases = visible_cases(request).filter(
        consent_count="yes", erased_on=None, looks_automatic=False
    )
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
    again = ask_second_factor(request)
    if again:
        return again
    found, key = open_case_or_404(request, reference)
    form = LawyerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"case": found, "form": form}
        return render(request, "office/whole_ask.html", context, status=422 if form.errors else 200)
    if not may_take(request, audit.Kind.EXPORTED, [found.reference]):
        return redirect("office:case", reference)
    now = timezone.now()
    consent = form.cleaned_data["consent"]
    actions.record(found, Event.Kind.EXPORTED, by=request.user, at=now, key=key, reason=consent)
    return render(request, "office/whole.html", _everything(request, found, key, now))


def _everything(request, found, key, now):
    events = found.events.select_related("by").order_by("pk")
    files = found.attachments.order_by("added_at", "pk")
    return said_of(found, key, request.user, timezone.localdate(now), reveal=True) | {
        "case": found,
        "words": words.of_case(found),
        "made_at": now,
        "letters": letters_of(found, key)[::-1],
        "notes": notes_of(found, key)[::-1],
        "events": [(row, actions.event_detail(row, found, key)) for row in events],
        "files": [(row, attachments.about(row, found, key)) for row in files],
        "packets": found.packets.order_by("pk"),
    }
