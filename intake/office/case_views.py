"""One case: what was said, what is known, what was done, what comes next."""

from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from intake.audit import actions as audit
from intake.cases import actions, desk, promise, search, submission, urgency, work
from intake.cases.models import Event, Likeness
from intake.cases.next_steps import next_steps
from intake.packets.build import OF_ROUTE
from intake.packets.next_steps import way_steps
from intake.routes.fitting import fitting
from intake.routes.states import statuses

from . import lists, words
from .access import (
    look,
    may,
    may_see_case,
    may_see_identity,
    open_case,
    open_case_or_404,
    visible_cases,
)
from .forms.case import MoveForm, NoteForm
from .shown import events_of, files_of, letters_of, notes_of, said_of
from .translated import Show, chosen
from .verbs import VERBS

# What the timeline shows of a case when only messages are asked for.
MESSAGE_KINDS = {
    Event.Kind.WROTE,
    Event.Kind.WROTE_US,
    Event.Kind.TOLD,
    Event.Kind.NO_ANSWER,
    Event.Kind.CHANGED,
    Event.Kind.ADDED,
}


def _with_papers(known):
    """Return the routes that fit and for which there are papers, in order."""
    return [route for route, _fit in fitting(known, statuses()).fit if route.key in OF_ROUTE]


def _alike(found, key, teams):
    """Return the cases that look like this one: [(case, what they share, decision or None)]."""
    answers = submission.latest_answers(found, key)
    decided = {}
    for row in Likeness.objects.filter(one=found).select_related("by"):
        decided[row.other_id] = row
    for row in Likeness.objects.filter(other=found).select_related("by"):
        decided[row.one_id] = row
    return [
        (other, ", ".join(str(words.KINDS[kind]) for kind in kinds), decided.get(other.pk))
        for other, kinds in search.looks_like(found, answers, teams).items()
    ]


def _around(request, found):
    """Return the list that the volunteer came from, with this case's place in it, or None."""
    query = request.GET.get("list")
    if not query:
        return None
    asked = lists.asked_list(QueryDict(query), visible_cases(request), request.user, lists.today())
    return {
        "query": asked.query,
        "total": lists.counted(asked.cases),
        **lists.neighbours(found, asked.cases),
    }


def back_of(request):
    """Return the end of an address that keeps the list a volunteer came from, or ""."""
    query = request.GET.get("list")
    return "?" + urlencode({"list": query}) if query else ""


def to_case(request, reference):
    return redirect(reverse("office:case", args=[reference]) + back_of(request))


@require_safe
def case(request, reference):
    """Show one case."""
    found, key = open_case(request, reference)
    if found is None:
        raise Http404
    return case_page(request, found, key)


@require_POST
def reveal(request, reference):
    """Show ways to reach the person, this once: it leaves an Event. They are covered again on
    leaving the page."""
    found, key = open_case_or_404(request, reference)
    now = timezone.now()
    actions.record(found, Event.Kind.REVEALED, by=request.user, at=now)
    audit.write(audit.Kind.REVEALED, by=request.user, at=now, what=found.reference)
    return case_page(request, found, key, reveal=True)


def case_page(request, found, key, *, reveal=False, note=None, move=None, status=200):
    if key is not None and not reveal:
        look(request, found)
    today, volunteer = lists.today(), request.user
    found.refresh_from_db(fields=["rank", "tier", "next_last_on", "raised_until"])
    rows = list(found.events.select_related("by").order_by("-pk"))
    context = {
        "case": found,
        "words": words.of_case(found),
        "chips": urgency.reasons(found, today),
        "tier": urgency.TIERS[found.tier],
        "looks_automatic": found.tier == urgency.AUTOMATIC,
        "events": events_of(found, rows, key, volunteer),
        "of_messages": MESSAGE_KINDS,
        "around": _around(request, found),
        "back": back_of(request),
        "only_messages": request.GET.get("only") == "messages",
        "can": {
            name: may(volunteer, f"office:{name}")
            for name in (
                "take",
                "note",
                "move",
                "prepare",
                "act",
                "verb",
                "erase",
                "reveal",
                "packet",
                "translation",
                "whole",
            )
        },
        "next_look": promise.next_look(found),
    }
    if key is not None:
        context |= said_of(found, key, volunteer, today, reveal=reveal)
        context |= _comes_next(found, context["known"], context["last_days"], rows)
        context |= {
            "revealed": reveal,
            "show": chosen(request.GET.get("show")),
            "shows": Show.choices,
            "tags": found.tags.order_by("name"),
            "note_form": note or NoteForm(),
            "move_form": move or MoveForm(found),
            "raised": next(
                (
                    row
                    for row in context["events"]
                    if found.raised_until and row["event"].kind == Event.Kind.RAISED
                ),
                None,
            ),
        }
        if may_see_identity(volunteer):
            context |= _with_identity(request, found, key)
        if context["can"]["verb"]:
            context["forms"] = _verb_forms(found)
    return render(request, "office/case.html", context, status=status)


def _comes_next(found, known, last_days, events):
    """Return what is to be done: steps, papers, ways to write, and the days that end."""
    packets = list(found.packets.order_by("-pk"))
    return {
        "steps": next_steps(known, found, events),
        "packets": packets,
        "way_steps": way_steps(known, found, packets),
        "ways": words.safe_ways(known),
        "clock": next(
            (last for last in last_days if last["rule"].key == "hold_48h" and last["ends"]), None
        ),
        "ended": [desk.NAMES[rule] for rule in sorted(desk.ended_days(found))],
        "prepared": _with_papers(known),
    }


def _with_identity(request, found, key):
    """Return what only those see who may know the person: papers, notes, messages, cases alike."""
    notes = notes_of(found, key)
    alike = _alike(found, key, request.teams)
    return {
        "files": files_of(found, key),
        "notes": notes,
        "pinned": next(((row, text) for row, text in notes if row.for_next_shift), None),
        "letters": letters_of(found, key),
        "alike": [row for row in alike if may_see_case(request.user, row[0])],
    }


def _verb_forms(found):
    """Return {name: form} of the verbs, each filled in with what stands now."""
    given = {
        "assign": {"to": found.assigned_to_id},
        "follow_up": {"on": found.follow_up_on, "seen": work.day_seen(found)},
        "tags": {"tags": found.tags.all(), "seen": work.tags_seen(found)},
    }
    return {
        name: form(initial=given.get(name), auto_id=f"{name}_%s")
        for name, (form, _do, _done) in VERBS.items()
        if form
    }
