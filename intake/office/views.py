"""The volunteers' desk: the queue, a case, and what is done about it."""

from datetime import date

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import get_totp_secret
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake.cases import actions, urgency
from intake.cases.models import Case
from intake.deadlines.shown import shown_last_days
from intake.deadlines.workdays import working_days_between
from intake.flow.facts import facts, warnings
from intake.flow.sections import sections_from
from intake.packets.build import OF_ROUTE
from intake.routes.fitting import BY_KEY, fitting
from intake.routes.shown import shown_fitting
from intake.routes.states import statuses
from intake.sources.notes import Foot

from . import words
from .access import may, may_see_identity, open_case, visible_cases
from .forms import MoveForm, NoteForm, QueueFilter

PAGE = 50

OPEN = ~Q(status=Case.Status.CLOSED)


def tabs(volunteer):
    """Return the tabs of the queue: key, name, and which cases they hold."""
    return [
        ("open", gettext_lazy("All open"), OPEN),
        ("nobody", gettext_lazy("Nobody's"), OPEN & Q(assigned_to=None)),
        ("mine", gettext_lazy("Mine"), OPEN & Q(assigned_to=volunteer)),
        ("asking", gettext_lazy("Waiting for the person"), Q(status=Case.Status.ASKING)),
        ("office", gettext_lazy("Waiting for an office"), Q(status=Case.Status.SENT)),
        ("ready", gettext_lazy("Ready to send"), Q(status=Case.Status.READY)),
        ("closed", gettext_lazy("Closed"), ~OPEN),
    ]


@require_safe
def queue(request):
    """List the cases, most urgent first, with the reasons why."""
    today = timezone.localdate()
    all_tabs = tabs(request.user)
    chosen = request.GET.get("tab", "open")
    which = {key: query for key, _name, query in all_tabs}.get(chosen, OPEN)
    mine = visible_cases(request)
    counts = mine.aggregate(**{key: Count("pk", filter=query) for key, _name, query in all_tabs})
    form = QueueFilter(request.GET)
    cases = form.narrow(mine.filter(which)).select_related("assigned_to")
    page = Paginator(urgency.ordered(cases, today), PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "case": case,
            "words": words.of_case(case),
            "chips": [rule for rule in urgency.reasons(case, today) if rule.tier == case.tier],
            "tier": urgency.TIERS[case.tier],
            "waited": working_days_between(case.opened_on, today),
        }
        for case in page
    ]
    filters = request.GET.copy()
    filters.pop("page", None)
    context = {
        "tabs": [(key, name, counts[key]) for key, name, _query in all_tabs],
        "chosen": chosen,
        "form": form,
        "page": page,
        "rows": rows,
        "filters": filters.urlencode(),
        "tiers": urgency.TIERS,
    }
    return render(request, "office/queue.html", context)


@require_safe
def case(request, reference):
    """Show one case: what was said, what is known, what was done."""
    found, key = open_case(request, reference)
    if found is None:
        raise Http404
    return _case_page(request, found, key)


def _hide(sections, volunteer):
    """Cover what names or finds a person, for roles that may not know it."""
    hidden = _("Hidden from your role")
    if may_see_identity(volunteer):
        return sections
    for section in sections:
        for entry in section.entries:
            for place, line in enumerate(entry):
                if line.identity and line.value:
                    entry[place] = type(line)(line.key, line.label, hidden, True)
    return sections


def _case_page(request, found, key, *, note=None, move=None, status=200):
    today = timezone.localdate()
    context = {
        "case": found,
        "words": words.of_case(found),
        "chips": urgency.reasons(found, today),
        "tier_number": urgency.tier(found, today),
        "tier": urgency.TIERS[urgency.tier(found, today)],
        "events": _events(found, key, request.user),
        "can": {
            name: may(request.user, f"office:{name}")
            for name in ("take", "note", "move", "prepare", "ask-erase", "erase")
        },
    }
    context["can_ask_erase"] = context["can"].pop("ask-erase")
    if key is not None:
        context |= _said(found, key, request.user, today)
        context["note_form"] = note or NoteForm()
        context["move_form"] = move or MoveForm(found)
    return render(request, "office/case.html", context, status=status)


def _said(found, key, volunteer, today):
    complaint = actions.complaint_of(found, key)
    supplements = [
        (day, _hide(sections_from(frozen), volunteer))
        for day, frozen in actions.supplements_of(found, key)
    ]
    answers = actions.latest_answers(found, key)
    known, foot = facts(answers, today), Foot()
    identity = may_see_identity(volunteer)
    return {
        "sections": _hide(sections_from(complaint["transcript"]), volunteer),
        "supplements": supplements,
        "statement": _statement(complaint["answers"]["statement"]) if identity else None,
        "fact_lines": words.of_facts(known),
        "speaks": words.READS.get(known.speaks, ""),
        "hints": [sentence for _key, sentence in warnings(answers, today)],
        "notes": _notes(found, key) if identity else [],
        "last_days": shown_last_days(known, timezone.now(), foot),
        "fitting": shown_fitting(known, today, foot),
        "packets": _packets(found),
        "prepared": _with_papers(known),
        "foot": foot,
    }


def _statement(given):
    return {"name": given["name"], "said_on": date.fromisoformat(given["said_on"])}


def _packets(found):
    """Return the packets of a case, newest first, each with the name of its route."""
    packets = list(found.packets.order_by("-pk"))
    for packet in packets:
        packet.name = BY_KEY[packet.route].name
    return packets


def _with_papers(known):
    """Return the routes that fit and for which there are papers, in order."""
    return [route for route, _fit in fitting(known, statuses()).fit if route.key in OF_ROUTE]


def _notes(found, key):
    rows = found.notes.select_related("by").order_by("-pk")
    return [(row, actions.note_text(row, found, key)) for row in rows]


def _events(found, key, volunteer):
    rows = found.events.select_related("by").order_by("-pk")
    show = key is not None and may_see_identity(volunteer)
    return [
        {
            "event": row,
            "before": Case.Status(row.before).label if row.before else "",
            "after": Case.Status(row.after).label if row.after else "",
            "detail": actions.event_detail(row, found, key) if show else "",
        }
        for row in rows
    ]


def _act(request, reference, act, done):
    """Run one action on a case; say why not, if it is not allowed, and go back to the case."""
    found, key = open_case(request, reference)
    if found is None:
        raise Http404
    try:
        act(found, key)
    except actions.NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, done)
    return redirect("office:case", reference)


@require_POST
def take(request, reference):
    return _act(
        request,
        reference,
        lambda found, key: actions.take(found, by=request.user, at=timezone.now()),
        _("This case is yours."),
    )


@require_POST
def note(request, reference):
    """Keep a note; an empty one comes back with what to do."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        found, key = open_case(request, reference)
        if found is None or key is None:
            raise Http404
        return _case_page(request, found, key, note=form, status=422)
    text = form.cleaned_data["text"]
    return _act(
        request,
        reference,
        lambda found, key: actions.write_note(
            found, text, key=key, by=request.user, at=timezone.now()
        ),
        _("Note kept."),
    )


@require_POST
def move(request, reference):
    """Change the status; what a colleague changed meanwhile is said, not overwritten."""
    found, key = open_case(request, reference)
    if found is None or key is None:
        raise Http404
    form = MoveForm(found, request.POST)
    seen = request.POST.get("seen", "")
    stale = seen in Case.Status.values and seen != found.status
    if not form.is_valid() and not stale:
        return _case_page(request, found, key, move=form, status=422)
    given = {"seen": seen, "to": found.status} | form.cleaned_data
    return _act(
        request,
        reference,
        lambda found, key: actions.move(
            found, given.pop("to"), key=key, by=request.user, at=timezone.now(), **given
        ),
        _("Status changed."),
    )


@require_POST
def ask_erase(request, reference):
    return _act(
        request,
        reference,
        lambda found, key: actions.ask_erase(found, by=request.user, at=timezone.now()),
        _("A coordinator will see it first."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request, reference):
    """Erase a case that the person asked to be erased: first say what, then do it."""
    found, _key = open_case(request, reference)
    if found is None or not found.erase_asked_on:
        raise Http404
    if request.method == "POST":
        return _act(
            request,
            reference,
            lambda found, key: actions.erase(found, by=request.user, at=timezone.now()),
            _("Erased."),
        )
    return render(request, "office/erase.html", {"case": found})


@require_safe
def account(request):
    """Show a volunteer the ways to log in, and where to change them."""
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return render(request, "office/account.html", {"kinds": kinds})


@require_safe
def app_picture(request):
    """Draw the square to scan for the authenticator app that is being set up."""
    adapter = get_adapter()
    url = adapter.build_totp_url(request.user, get_totp_secret(regenerate=False))
    return HttpResponse(adapter.build_totp_svg(url), content_type="image/svg+xml")
