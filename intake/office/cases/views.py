"""One case: what was said, what is known, what was done, what comes next."""

from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.audit import log as audit
from intake.cases import (
    actions,
    duplicates,
    mentions,
    question_status,
    queue_order,
    reading_state,
    related_rows,
    review,
    service_level,
    urgency,
)
from intake.cases.change import version_of
from intake.cases.models import Case, DuplicateDecision, Event
from intake.cases.next_steps import next_steps
from intake.cases.related_rows import may_have
from intake.cases.unlocked import Unreadable, unreadable_text
from intake.packets.build import DOCUMENTS_OF_ROUTE
from intake.packets.next_steps import route_steps
from intake.web.parsing import parse_whole_number

from .. import labels
from ..access import case_required, log_view, may, may_see_case, may_see_identity, visible_cases
from ..queue import filters
from ..translations.display import Show, chosen_view
from . import answer_rows, case_forms, first_screen
from .context import (
    attachments_context,
    case_context,
    events_context,
    messages_context,
    notes_context,
)
from .forms import NoteForm

# What the timeline shows of a case when only messages are asked for.
MESSAGE_KINDS = {
    Event.Kind.MESSAGE_SENT,
    Event.Kind.MESSAGE_RECEIVED,
    Event.Kind.NOTIFIED,
    Event.Kind.NO_ANSWER,
    Event.Kind.CALLED,
    Event.Kind.CALL_MISSED,
    Event.Kind.VOICEMAIL,
    Event.Kind.CHANGED,
    Event.Kind.ADDED,
}

# So many messages are opened at once; the others are a page away.
MESSAGES_ON_A_PAGE = 25

# What a role may do here; the names of addresses.
CAN = (
    "take",
    "note",
    "move",
    "prepare",
    "act",
    "verb",
    "consequence",
    "erase",
    "reveal",
    "packet",
    "translation",
    "whole",
)


def _routes_with_documents(fitted):
    """Return the routes that fit and for which there are papers, in order."""
    return [route for route, _fit in fitted.fitting if route.slug in DOCUMENTS_OF_ROUTE]


def _possible_duplicates(unlocked, teams):
    """Return the cases that look like this one: [(case, what they share, decision or None)].

    The likeliest come first. None where the answers cannot be opened.
    """
    case = unlocked.case
    decided: dict[int, DuplicateDecision] = {}
    try:
        answers = unlocked.answers
    except Unreadable:
        return None
    decisions = DuplicateDecision.objects.select_related("by")
    if may_have(case, "duplicate_decisions"):
        decided |= {row.other_id: row for row in decisions.filter(one=case)}
    if may_have(case, "duplicate_decisions_of_others"):
        decided |= {row.one_id: row for row in decisions.filter(other=case)}
    return [
        (one.case, _shared_in_words(one), decided.get(one.case.pk))
        for one in duplicates.possible_duplicates(case, answers, teams)
    ]


def _shared_in_words(alike):
    """Return what a possible duplicate shares, and that its date of birth is another one."""
    shared = ", ".join(str(labels.DUPLICATE_LABELS[kind]) for kind in alike.kinds)
    if alike.other_birth_date:
        return _("%(shared)s, but another date of birth") % {"shared": shared}
    return shared


def _position_in_list(request, found, today):
    """Return the list that the volunteer came from, with this case's place in it, or None."""
    query = request.GET.get("list")
    if not query:
        return None
    visible, teams = visible_cases(request), request.teams
    asked = filters.filtered_cases(QueryDict(query), visible, request.user, today, teams=teams)
    return {
        "query": asked.query,
        "total": queue_order.count_label(asked.cases),
        **queue_order.neighbors(found, asked.cases),
    }


def list_query(request):
    """Return the end of an address that keeps the list a volunteer came from, or ""."""
    query = request.GET.get("list")
    return "?" + urlencode({"list": query}) if query else ""


def to_case(request, reference):
    return redirect(reverse("office:case", args=[reference]) + list_query(request))


def _erased_page(request, case):
    context = _clear_part(request, case, queue_order.recomputed_today())
    context["events"] = events_context(case, None, request.user)
    return render(request, "office/case.html", context)


def _unopened_page(request, case):
    """Show what is known of a case without its key, and say that the rest cannot be opened."""
    log_view(request, case)
    context = _clear_part(request, case, queue_order.recomputed_today())
    context["events"] = events_context(case, None, request.user)
    context["unopened"] = unreadable_text()
    return render(request, "office/case.html", context)


@require_safe
@case_required(erased=_erased_page, unopened=_unopened_page)
def case(request, unlocked):
    """Show one case."""
    return case_page(request, unlocked)


@require_POST
@case_required
def reveal(request, unlocked):
    """Show ways to reach the person, this once: it leaves an Event. They are covered again on
    leaving the page."""
    now = timezone.now()
    actions.record(unlocked.case, Event.Kind.REVEALED, by=request.user, at=now)
    audit.write(audit.Kind.REVEALED, by=request.user, at=now, what=unlocked.case.reference)
    return case_page(request, unlocked, reveal=True)


def case_page(request, unlocked, *, reveal=False, note=None, move=None, asked=None, status=200):
    """Return the page of a case. Of what cannot be opened it says so, in its place.

    `note`, `move` and `asked`, a (name, form), are forms that come back with what was typed.
    """
    found, volunteer = unlocked.case, request.user
    if not reveal:
        log_view(request, found)
    today = _moved_on(found)
    related_rows.look(found)
    unread_since = _read_now(request, found)
    context = _clear_part(request, found, today)
    context["events"] = events_context(found, unlocked, volunteer)
    context |= case_context(unlocked, volunteer, today, reveal=reveal)
    events = [row["event"] for row in context["events"]]
    context |= _next_steps_context(found, context, events)
    context |= {
        "revealed": reveal,
        "unread_since": unread_since,
        "show": chosen_view(request.GET.get("show")),
        "open_address": _open_address(request),
        "answers_open": reveal or "open" in request.GET or "show" in request.GET,
        "shows": Show.choices,
        "tags": found.tags.order_by("name") if may_have(found, "tags") else (),
        "note_form": note,
        "note_fields": "" if note else _note_fields(get_language(), version_of(found, "pinned")),
        "escalation": _escalation(found, context["events"]),
        "undo_status": _undo_status(found, events) if context["can"]["verb"] else "",
    }
    if may_see_identity(volunteer):
        context |= _with_identity(request, unlocked)
    context |= _drawn(context)
    context["minute"] = first_screen.first_screen(
        unlocked, volunteer, context, today, reveal=reveal
    )
    context |= case_forms.forms_context(request, found, context["can"], move, asked)
    return render(request, "office/case.html", context, status=status)


@lru_cache(maxsize=256)
def _note_fields(language, seen):
    """Return the empty fields of a note as HTML: the same for all."""
    return render_to_string("plain/form.html", {"form": NoteForm(initial={"seen": seen})})


def _open_address(request):
    """Return the address of the page with all its answers unfolded, in the list it came from."""
    kept = {"list": request.GET["list"]} if request.GET.get("list") else {}
    return f"?{urlencode({'open': 1} | kept)}#said"


def _read_now(request, found):
    """Return since when something of this case waited unread for a volunteer, who sees it now."""
    unread = reading_state.unread_among([found], request.user).get(found.pk)
    if unread:
        reading_state.mark_read(found, request.user, timezone.now())
        mentions.mark_seen(found, request.user, timezone.now())
    return unread


def _drawn(context):
    """Return the answers as HTML, the newest messages, and the first step that is not done."""
    messages = context.get("case_messages", [])
    show = context["show"]
    steps = [step.text for step, done in context.get("steps", ()) if not done]
    return {
        "answers_drawn": answer_rows.folded(
            context["sections"], show, is_open=context["answers_open"]
        ),
        "supplements_drawn": [
            (day, answer_rows.drawn(later, show)) for day, later in context["supplements"]
        ],
        "newest_messages": messages[: first_screen.MESSAGES],
        "later_messages": messages[first_screen.MESSAGES :],
        "next_step": steps[0] if steps else "",
    }


def _moved_on(found):
    """Return the date, after a case whose place changes by itself was moved on and read again."""
    today = queue_order.recomputed_today()
    if found.recompute_on and found.recompute_on <= today:
        found.refresh_from_db(fields=urgency.DERIVED_COLUMNS)
    return today


def _clear_part(request, found, today):
    """Return what a page shows of a case without its key."""
    return {
        "case": found,
        "words": labels.case_labels(found),
        "reasons": urgency.active_reasons(found, today),
        "tier": urgency.TIERS[found.tier],
        "looks_automatic": found.tier == urgency.SUSPECTED_BOT,
        "of_messages": MESSAGE_KINDS,
        "list_position": _position_in_list(request, found, today),
        "back": list_query(request),
        "only_messages": request.GET.get("only") == "messages",
        "can": {name: may(request.user, f"office:{name}") for name in CAN},
        "next_look": service_level.next_review_on(found),
    }


def _escalation(found, events):
    """Return the row of the event that raised a case, while it is raised, or None."""
    rows = (row for row in events if row["event"].kind == Event.Kind.ESCALATED)
    return next(rows, None) if found.escalated_until else None


def _undo_status(found, events):
    """Return the words of the status to which an undo leads, or "". `events` come newest first."""
    back = question_status.undoable(found, events, timezone.now())
    return Case.Status(back).office_label if back else ""


def _next_steps_context(found, said, events):
    """Return what is to be done: steps, papers, ways to write, and the days that end.

    `said` is what case_context returned. Its facts are None where the answers cannot be opened: no
    step rests on them then.
    """
    facts, deadlines = said["facts"], said["deadlines"]
    packets = list(found.packets.order_by("-pk")) if may_have(found, "packets") else []
    context = {
        "packets": packets,
        "dismissed": [
            review.RULE_NAMES[rule] for rule in sorted(review.dismissed_deadlines(found))
        ],
    }
    if facts is None:
        return context
    fitted = said["fitting"]["routes"]
    return context | {
        "steps": next_steps(facts, found, events),
        "route_steps": route_steps(fitted, found, packets),
        "ways": labels.contact_methods(facts),
        "clock": next(
            (
                deadline
                for deadline in deadlines
                if deadline["rule"].slug == "hold_48h" and deadline["due_dates"]
            ),
            None,
        ),
        "routes_with_documents": _routes_with_documents(fitted),
    }


def _conversation(request, unlocked):
    """Return one page of the messages of a case, and the addresses of the pages beside it."""
    before = parse_whole_number(request.GET.get("before", "")) or 0
    found = messages_context(unlocked, MESSAGES_ON_A_PAGE + 1, before=before)
    has_older, found = len(found) > MESSAGES_ON_A_PAGE, found[:MESSAGES_ON_A_PAGE]
    query = request.GET.get("list")
    keep = {"list": query} if query else {}
    older = urlencode(keep | {"before": found[-1][0].pk}) if has_older else ""
    return {
        "case_messages": found,
        "older_messages": older,
        "newest_address": urlencode(keep) if before else None,
    }


def _with_identity(request, unlocked):
    """Return what only those see who may know the person: papers, notes, messages, cases alike."""
    notes = notes_context(unlocked)
    alike = _possible_duplicates(unlocked, request.teams)
    return {
        "files": attachments_context(unlocked),
        "notes": notes,
        "pinned": next(((row, text) for row, text in notes if row.for_next_shift), None),
        **_conversation(request, unlocked),
        # Only the form that the address asks for is drawn.
        "possible_duplicates": [
            (*row, row[0].reference == request.GET.get("alike"))
            for row in alike or ()
            if may_see_case(request.user, row[0])
        ],
        "alike_unknown": alike is None,
    }
