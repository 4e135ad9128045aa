"""A list of cases as a table."""

from django.shortcuts import redirect, render

from intake.audit import log as audit
from intake.cases import queue_order
from intake.web.downloads import CSV, attachment
from intake.web.methods import read_and_write

from ..access import require_fresh_second_factor, visible_cases, within_daily_limit
from ..kept_form import typed_again
from ..queue import filters
from . import datasets
from .forms import ExportForm

MAX_EXPORTED = 5000


@read_and_write
def export(request):
    """Give a coordinator the coded columns of a list: no name, no story. Limited and logged."""
    again = require_fresh_second_factor(request)
    if again:
        return again
    asked = filters.filtered_cases(
        request.GET,
        visible_cases(request),
        request.user,
        queue_order.recomputed_today(),
        teams=request.teams,
    )
    # Of ticked cases, only these.
    only = request.GET.getlist("case")
    chosen = asked.cases.filter(reference__in=only) if only else asked.cases
    form = ExportForm(typed_again(request))
    if request.method == "POST" and form.is_valid():
        if not within_daily_limit(request, audit.Kind.EXPORTED, [form.cleaned_data["reason"]]):
            return redirect("office:export")
        cases = queue_order.in_queue_order(chosen).select_related("assigned_to")[:MAX_EXPORTED]
        rows = datasets.rows_of(cases, datasets.OFFICE)
        return attachment(datasets.table(datasets.OFFICE, rows), CSV, "list.csv")
    context = {
        "form": form,
        "count": queue_order.count_label(chosen),
        "query": asked.query,
        "columns": [column.name for column in datasets.OFFICE],
        "most": MAX_EXPORTED,
    }
    return render(request, "office/export.html", context, status=422 if form.errors else 200)
