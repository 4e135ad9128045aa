"""Who looked at what, and whether the site is well."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.audit import log as audit
from intake.audit.models import AuditEntry

from ..queue.paging import page_of
from . import health as health_of


@require_safe
def access_log(request):
    """Show who looked at what, unusual looking first, and whether the chain is whole."""
    rows = AuditEntry.objects.select_related("by")
    kind = request.GET.get("kind", "")
    if kind in AuditEntry.Kind.values:
        rows = rows.filter(kind=kind)
    page, older = page_of(rows, ("-number",), request.GET, read=(int,))
    context = {
        "anomalies": audit.anomalies(timezone.now()),
        "kinds": AuditEntry.Kind.choices,
        "kind": kind,
        "page": page,
        "older": older,
        "after": request.GET.get("after", ""),
    }
    return render(request, "office/access_log.html", context)


@require_safe
def health(request):
    """Show an operator what runs, without any content."""
    context = {"checks": health_of.checks(), "rows": audit_rows()}
    return render(request, "office/health.html", context)


def audit_rows():
    return AuditEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
