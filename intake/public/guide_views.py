"""The guide: pages to read, the routes, and which of them fit. Nothing is stored here."""

from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from intake.deadlines.last_days import ANSWERS
from intake.flow import sections as words
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.facts import compute_facts
from intake.flow.steps import ME, THEM
from intake.guide import doors, pages
from intake.routes.fitting import BY_KEY, ROUTES
from intake.routes.shown import as_last_seen, shown_fitting, standing
from intake.routes.states import state_of
from intake.sources.notes import Foot
from intake.web.methods import read_and_write

from .forms import WhichWayForm


@require_safe
def home(request):
    foot = Foot()
    context = {"parts": foot.parts([doors.CANNOT]), "careful": BY_KEY["crcl"].careful, "foot": foot}
    return render(request, "public/home.html", context)


@require_safe
def before(request):
    foot = Foot()
    parts = foot.parts([doors.CANNOT, doors.THINK_FIRST])
    return render(request, "public/before.html", {"parts": parts, "foot": foot})


@require_safe
def urgent(request):
    foot = Foot()
    # Nobody has said yet who reads it, so it speaks of the person.
    parts = foot.parts([doors.TODAY.them])
    return render(request, "public/urgent.html", {"parts": parts, "foot": foot})


@require_safe
def guide(request):
    return render(request, "public/guide.html", {"pages": pages.GUIDE})


@require_safe
def topic(request, key):
    """Show one page of the guide."""
    page = pages.BY_KEY.get(key)
    if page is None:
        raise Http404
    foot = Foot()
    return render(
        request,
        "public/topic.html",
        {"page": page, "parts": foot.parts(map(as_last_seen, page.parts)), "foot": foot},
    )


@require_safe
def ways(request):
    today = timezone.localdate()
    rows = [(route, standing(route, today)) for route in ROUTES]
    return render(request, "public/ways.html", {"ways": rows})


@require_safe
def way(request, key):
    """Show one route, as a coordinator last saw it."""
    route = BY_KEY.get(key)
    if route is None:
        raise Http404
    today, foot, state = timezone.localdate(), Foot(), state_of(route)
    answers = [ANSWERS[name] for name in route.answers]
    context = {
        "route": route,
        "state": standing(route, today),
        "what": foot.show(route.what),
        "note": foot.show(state.note) if state.note else None,
        "warning": foot.show(route.warning) if route.warning else None,
        "parts": foot.parts(route.parts),
        "answers": [(foot.show(answer.text), answer.day(today)) for answer in answers],
        "own_contact": state.contact,
        "contacts": [(way.label, foot.show(way.cited)) for way in route.contacts],
        "follow_up": ", ".join(map(str, route.follow_up)),
        "foot": foot,
    }
    return render(request, "public/way.html", context)


@ensure_csrf_cookie
@read_and_write
def which_way(request):
    """Ask five questions of the form, say which routes fit, and keep nothing."""
    form = WhichWayForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        today, foot = timezone.localdate(), Foot()
        known = compute_facts(COMPLAINT.prune(form.answers()), today)
        context |= {"fitting": shown_fitting(known, today, foot), "foot": foot}
    return render(request, "public/which_way.html", context, status=422 if form.errors else 200)


@require_safe
def catalogue(request):
    rows = words.catalog(COMPLAINT, (_("short form"), URGENT))
    return render(request, "public/catalogue.html", {"rows": rows})


@require_safe
def paper_form(request):
    """Show every question as a form to print and fill in by hand."""
    voice = THEM if request.GET.get("for") == THEM else ME
    return render(
        request,
        "public/paper_form.html",
        {"rows": words.paper_form(COMPLAINT, voice), "is_to_person": voice == ME},
    )
