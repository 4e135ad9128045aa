"""The guide: pages to read, the routes, and which of them fit. Nothing is stored here."""

from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from intake.citations.base import Passage
from intake.citations.footnotes import Footnotes
from intake.deadlines.response_times import RESPONSE_TIMES
from intake.flow import sections as words
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.facts import compute_facts
from intake.flow.steps import ME, THEM
from intake.guide import pages, portal, your_state
from intake.guide.rights import ASK_LAWYER, SIGN_NOTHING
from intake.routes.display import contact_line, fitting_context, status_line, with_live_status
from intake.routes.fitting import ROUTES, ROUTES_BY_SLUG
from intake.routes.lawyer import DEFENDER_FIRST
from intake.routes.route_status import status_of
from intake.web.methods import read_and_write

from .forms import WhichRouteForm
from .state_choice import state_context


@require_safe
def home(request):
    footnotes = Footnotes()
    context = {
        "passages": footnotes.cite_passages([portal.BEFORE_YOU_START]),
        "footnotes": footnotes,
    }
    return render(request, "public/home.html", context)


@require_safe
def before(request):
    footnotes = Footnotes()
    parts = footnotes.cite_passages([portal.CANNOT, portal.THINK_FIRST])
    return render(request, "public/before.html", {"passages": parts, "footnotes": footnotes})


@require_safe
def urgent(request):
    footnotes = Footnotes(is_urgent=True)
    # Nobody has said yet who reads it, so it speaks of the person.
    context = {
        "lawyer": [footnotes.cite(item) for item in (DEFENDER_FIRST, ASK_LAWYER)],
        "sign_nothing": footnotes.cite(SIGN_NOTHING.them),
        "later": [
            (title, footnotes.cite_passages([Passage("", items, "list")]))
            for title, items in portal.URGENT_LATER
        ],
        "footnotes": footnotes,
    } | state_context(request, footnotes)
    return render(request, "public/urgent.html", context)


@require_safe
def guide(request):
    return render(request, "public/guide.html", {"pages": pages.GUIDE})


@require_safe
def topic(request, slug):
    """Show one page of the guide."""
    page = pages.PAGES_BY_SLUG.get(slug)
    if page is None:
        raise Http404
    footnotes = Footnotes()
    # The rows of the states are those of today, not those with which this process began.
    passages = your_state.current_passages() if page is your_state.PAGE else page.passages
    first, *rest = map(with_live_status, passages)
    parts = footnotes.cite_passages([first])
    context = {"page": page, "footnotes": footnotes}
    if page.asks_state:
        context |= state_context(request, footnotes)
    context["passages"] = parts + footnotes.cite_passages(rest)
    return render(request, "public/topic.html", context)


@require_safe
def routes(request):
    today = timezone.localdate()
    rows = [(route, status_line(route, today)) for route in ROUTES]
    return render(request, "public/routes.html", {"ways": rows})


@require_safe
def route(request, slug):
    """Show one route, as a coordinator last saw it."""
    route = ROUTES_BY_SLUG.get(slug)
    if route is None:
        raise Http404
    today, footnotes, status = timezone.localdate(), Footnotes(), status_of(route)
    answers = [RESPONSE_TIMES[name] for name in route.response_times]
    context = {
        "route": route,
        "status": status_line(route, today),
        "summary": footnotes.cite(route.summary),
        "note": footnotes.cite(status.note) if status.note else None,
        "warning": footnotes.cite(route.warning, is_warning=True) if route.warning else None,
        "passages": footnotes.cite_passages(route.passages),
        "answers": [(footnotes.cite(answer.text), answer.due_on(today)) for answer in answers],
        "own_contact": status.contact,
        "contacts": [contact_line(way, footnotes, today) for way in route.contacts],
        "follow_up": ", ".join(map(str, route.follow_up)),
        "footnotes": footnotes,
    }
    return render(request, "public/route.html", context)


@ensure_csrf_cookie
@read_and_write
def which_route(request):
    """Ask five questions of the form, say which routes fit, and keep nothing."""
    form = WhichRouteForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        today, footnotes = timezone.localdate(), Footnotes()
        facts = compute_facts(COMPLAINT.prune(form.answers()), today)
        context |= {"fitting": fitting_context(facts, today, footnotes), "footnotes": footnotes}
    return render(request, "public/which_route.html", context, status=422 if form.errors else 200)


@require_safe
def catalog(request):
    rows = words.catalog(COMPLAINT, (_("short form"), URGENT))
    return render(request, "public/catalog.html", {"rows": rows})


@require_safe
def paper_form(request):
    """Show every question as a form to print and fill in by hand."""
    voice = THEM if request.GET.get("for") == THEM else ME
    return render(
        request,
        "public/paper_form.html",
        {"rows": words.paper_form(COMPLAINT, voice), "is_to_person": voice == ME},
    )
