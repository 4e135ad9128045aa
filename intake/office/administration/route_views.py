"""Routes as volunteers keep them: how each stands, who saw it last, and what changed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intake.audit import log as audit
from intake.flow import sections
from intake.flow.complaint import COMPLAINT
from intake.routes import route_status
from intake.routes.base import STATUSES
from intake.routes.display import status_line
from intake.routes.fitting import ROUTES, ROUTES_BY_SLUG
from intake.web.methods import read_and_write

from .forms import RouteForm


@require_safe
def routes(request):
    """List every route with its state; what was not looked at for 90 days stands out."""
    today = timezone.localdate()
    rows = [(route, status_line(route, today)) for route in ROUTES]
    return render(request, "office/routes.html", {"rows": rows})


@read_and_write
def route(request, slug):
    """Keep what a coordinator saw of a route. What stood before stays in the history."""
    found = ROUTES_BY_SLUG.get(slug)
    if found is None:
        raise Http404
    form = RouteForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        route_status.save_review(found, by=request.user, at=now, **form.cleaned_data)
        audit.write(audit.Kind.SETTING, by=request.user, at=now, what=f"route {found.slug}")
        messages.success(request, _("Saved. Filers see it within a minute."))
        return redirect("office:routes")
    context = {
        "route": found,
        "status": status_line(found, timezone.localdate()),
        "form": form,
        "history": [(row, STATUSES[row.status]) for row in route_status.reviews_of(found)],
    }
    return render(request, "office/route.html", context, status=422 if form.errors else 200)


@require_safe
def script(request):
    """Show the questions as they are read aloud on the phone, with what to say around them."""
    return render(request, "office/script.html", {"rows": sections.paper_form(COMPLAINT, "them")})
