"""The queue: lists, search, saved lists, and work on many cases at once."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.audit import log as audit
from intake.cases import queue_order, search, urgency, volunteer_actions
from intake.cases.actions import NotAllowed, record
from intake.cases.models import Case, Event, SavedFilter
from intake.deadlines.workdays import working_days_between
from intake.web.parsing import parse_whole_number

from .. import labels
from ..access import require_fresh_second_factor, unlocked_cases, visible_cases, within_daily_limit
from ..cases.context import case_context
from . import filters
from .forms import BULK_FORMS, BulkForm, SaveFilterForm, SearchForm

MAX_AT_ONCE = 50
# Lists make the hashes of so many new cases; a search makes more.
INDEX_IN_LISTS = 20


def _escalated_by(cases):
    """Return {case id: who raised it last} of those that are raised: one query for a list."""
    raised = [case.pk for case in cases if case.escalated_until]
    rows = Event.objects.filter(case__in=raised, kind=Event.Kind.ESCALATED).select_related("by")
    return {row.case_id: row.by for row in rows.order_by("pk")} if raised else {}


def rows_of(cases, today):
    """Return what a list shows of each case: no name and no story."""
    cases = list(cases)
    raised_by = _escalated_by(cases)
    return [
        {
            "case": case,
            "escalated_by": raised_by.get(case.pk),
            "words": labels.case_labels(case),
            "reasons": [
                rule for rule in urgency.active_reasons(case, today) if rule.tier == case.tier
            ],
            "tier": urgency.TIERS[case.tier],
            **_days_left(case, today),
            **_quiet(case, today),
        }
        for case in cases
    ]


def _days_left(case, today):
    """Return the nearest clock, or else the next last day, and how far off it is.

    A list says so of one within two weeks.
    """
    nearest = case.next_clock_on or case.next_deadline_on
    if nearest is None:
        return {}
    days = (nearest - today).days
    return {
        "nearest": nearest,
        "days_left": days,
        "is_near": days < 15,
        "is_today": days == 0,
        "is_over": days < 0,
    }


def _quiet(case, today):
    """Return how many working days nobody was in contact, and whether that is too long."""
    days = working_days_between(case.last_contact_on or case.opened_on, today)
    return {"quiet": days, "is_quiet": days > 2 and case.tier < urgency.DONE}


@require_safe
def queue(request):
    """List the cases, most urgent first, with the reasons why."""
    today = queue_order.recomputed_today()
    search.index_cases(request.teams, INDEX_IN_LISTS)
    visible = visible_cases(request)
    asked = filters.filtered_cases(request.GET, visible, request.user, today)
    shown = asked.cases.select_related("assigned_to").prefetch_related("tags")
    rows, earlier, later = queue_order.page_of(shown, request.GET)
    context = {
        "tabs": [
            (key, name, queue_order.count_label(visible.filter(which)))
            for key, (name, which) in filters.queue_tabs(request.user).items()
        ],
        "list": asked,
        "rows": rows_of(rows, today),
        "earlier": earlier,
        "later": later,
        "saved": SavedFilter.objects.filter(Q(owner=request.user) | Q(shared=True))
        .select_related("owner")
        .order_by("name"),
        "save_form": SaveFilterForm(),
        "bulk_form": BulkForm(),
        "search_form": SearchForm(),
    }
    return render(request, "office/queue.html", context)


@require_POST
def save_filter(request):
    """Name the list that is shown, so that it is one click away."""
    form = SaveFilterForm(request.POST)
    asked = filters.filtered_cases(
        request.GET, visible_cases(request), request.user, queue_order.recomputed_today()
    )
    if not form.is_valid():
        messages.error(request, _("Write a name for the list."))
    else:
        newest = Case.objects.order_by("-pk").values_list("pk", flat=True).first()
        SavedFilter.objects.create(
            owner=request.user, query=asked.query, notified_up_to=newest or 0, **form.cleaned_data
        )
        messages.success(request, _("Filter saved."))
    return redirect(f"{reverse('office:queue')}?{asked.query}")


@require_POST
def remove_filter(request, pk):
    get_object_or_404(SavedFilter, pk=pk, owner=request.user).delete()
    messages.success(request, _("Filter removed."))
    return redirect("office:queue")


@require_POST
def bulk(request):
    """Show what will change in the chosen cases, then change it: no status, no message."""
    form = BulkForm(request.POST)
    chosen = visible_cases(request).filter(
        reference__in=request.POST.getlist("case"), erased_on=None
    )
    cases = list(queue_order.in_queue_order(chosen)[: MAX_AT_ONCE + 1])
    if not cases or len(cases) > MAX_AT_ONCE or not form.is_valid():
        messages.error(request, _("Choose 1 to 50 cases, and what to do with them."))
        return redirect("office:queue")
    what = form.cleaned_data["what"]
    if what == "print":
        return _print(request, form, cases)
    more = BULK_FORMS[what](request.POST if "sure" in request.POST else None)
    if not more.is_bound or not more.is_valid():
        return _preview(request, form, more, cases, status=422 if more.is_bound else 200)
    return _changed(request, what, more.cleaned_data, cases)


def _preview(request, form, more, cases, status=200):
    context = {
        "form": form,
        "more": more,
        "rows": rows_of(cases, queue_order.recomputed_today()),
        "seen": [
            (case, case.assigned_to_id or 0, volunteer_actions.follow_up_version(case))
            for case in cases
        ],
    }
    return render(request, "office/bulk.html", context, status=status)


def _changed(request, what, given, cases):
    done, refused = 0, []
    opened = unlocked_cases(request, cases) if what == "assign" else ()
    by_pk = {unlocked.case.pk: unlocked for unlocked in opened}
    for case in cases:
        try:
            _change_one(request, what, given, case, by_pk.get(case.pk))
            done += 1
        except NotAllowed as reason:
            refused.append(f"{case.reference}: {reason}")
    messages.success(request, _("Changed: %(count)s cases.") % {"count": done})
    for line in refused:
        messages.error(request, line)
    return redirect("office:queue")


def _change_one(request, what, given, case, unlocked):
    """Change one case, if it still is as the page before showed it. Its key is only for giving it
    to somebody: `unlocked` is None without."""
    by, at = request.user, timezone.now()
    if what == "assign":
        if unlocked is None:
            raise NotAllowed(_("It does not open for you any more."))
        seen = request.POST.get(f"has-{case.reference}", "")
        volunteer_actions.assign(unlocked, by=by, at=at, seen=parse_whole_number(seen), **given)
    elif what == "tag":
        volunteer_actions.add_tag(case, given["tag"], by=by, at=at)
    else:
        seen = request.POST.get(f"day-{case.reference}", "")
        volunteer_actions.set_follow_up(case, given["on"], by=by, at=at, seen=seen)


def _print(request, form, cases):
    """Show the cases as pages for a second reader, with names and numbers covered.

    So much at once needs a fresh second factor, and has a limit a day.
    """
    again = require_fresh_second_factor(request, back=reverse("office:queue"))
    if again:
        messages.info(request, _("Confirm that it is you. Then choose the cases again."))
        return again
    if "sure" not in request.POST:
        return _preview(request, form, None, cases)
    opened = unlocked_cases(request, cases)
    if not opened:
        raise Http404
    if not within_daily_limit(request, audit.Kind.PRINTED, [one.case.reference for one in opened]):
        return redirect("office:queue")
    now, by = timezone.now(), request.user
    sheets, today = [], timezone.localdate(now)
    for unlocked in opened:
        case = unlocked.case
        record(case, Event.Kind.PRINTED, by=by, at=now)
        said = case_context(unlocked, by, today)
        sheets.append({"case": case, "words": labels.case_labels(case)} | said)
    return render(request, "office/print.html", {"sheets": sheets})
