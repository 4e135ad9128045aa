"""Who looked at what, and whether the site is well."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.audit import log as audit
from intake.audit.models import AuditEntry
from intake.web.downloads import CSV, attachment

from ..access import require_fresh_second_factor, within_daily_limit
from ..queue.paging import page_of
from . import health as health_of
from .access_log import AccessLogForm, as_csv, grouped


@require_safe
def access_log(request):
    """Show who looked at what, unusual looking first; or give it as a table."""
    form = AccessLogForm(request.GET)
    is_readable = form.is_valid()
    rows = form.rows()
    if is_readable and request.GET.get("as") == "csv":
        return _exported(request, rows)
    page, older = page_of(rows, ("-number",), request.GET, read=(int,))
    asked = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "anomalies": audit.anomalies(timezone.now()),
        "form": form,
        "groups": grouped(page, each=form.cleaned_data.get("each", False)),
        "older": older,
        "after": request.GET.get("after", ""),
        "query": urlencode(asked),
    }
    status = 200 if is_readable else 422
    return render(request, "office/access_log.html", context, status=status)


def _exported(request, rows):
    """Give the lines as a table: it leaves in bulk, so it is limited and written down."""
    again = require_fresh_second_factor(request)
    if again:
        return again
    if not within_daily_limit(request, audit.Kind.EXPORTED, ["access log"]):
        return redirect("office:access-log")
    return attachment(as_csv(rows), CSV, "access-log.csv")


@require_safe
def health(request):
    """Show an operator what runs, without any content."""
    context = {"checks": health_of.checks(), "rows": audit_rows()}
    return render(request, "office/health.html", context)


def audit_rows():
    return AuditEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
