"""The queue: lists, search, saved lists, and work on many cases at once."""

from datetime import date
from functools import lru_cache, partial
from html import escape
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import DateField
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.audit import log as audit
from intake.cases import consequences, counting, queue_order, search, volunteer_actions
from intake.cases.actions import NotAllowed, change_status, record
from intake.cases.models import Case, Event, SavedFilter
from intake.packets import readings
from intake.web.parsing import parse_whole_number

from .. import attention, labels
from ..access import (
    count_cases,
    first_of_list,
    may,
    may_see_identity,
    require_fresh_second_factor,
    unlocked_cases,
    visible_cases,
    within_daily_limit,
)
from ..cases.context import case_context
from ..kept_form import typed_again
from . import filters, sorting, tables, whole_list
from .bulk_message_views import message_many
from .forms import BULK_FORMS, BULK_NAMES, BulkForm, SaveFilterForm
from .saved import saved_filters
from .whole_list import MAX_AT_ONCE

# Lists make the hashes of so many new cases; a search makes more.
INDEX_IN_LISTS = 20


def _visible_lists(visible, me, today):
    """Return {tab: its cases} of what a volunteer may see: counted in one statement."""
    tabs = {key: visible.filter(which(me)) for key, (_name, which) in filters.TABS.items()}
    # What the head of the page counts, too: all of it in one statement.
    return attention.lists(visible, me, today) | tabs | readings.cases_by_review(visible)


def _tabs(request, current, today):
    """Return [(key, name, how many, whether it is shown)] of the tabs."""
    counted = count_cases(request, _visible_lists, today)
    counted["review"] = counted.get("review", 0) + counted.pop("review_returned", 0)
    attention.keep(request, counted)
    return [
        (key, name, counting.label(counted.get(key, 0)), key == current)
        for key, name in _tab_names(get_language())
    ]


@lru_cache(maxsize=16)
def _tab_names(language):
    return [(key, str(name)) for key, (name, _which) in filters.TABS.items()]


def _first_of(request, asked):
    """Return how to read the first page of a list without a filter, or None."""
    if asked.active:
        return None
    return partial(first_of_list, request, filters.TABS[asked.tab][1])


def _drawn_tabs(tabs):
    """Return the items of a list of tabs."""
    here = ' aria-current="page"'
    return SafeString(
        "".join(
            f'<li><a href="?tab={key}"{here if is_here else ""}>{escape(name)} '
            f'<span class="count">{count}</span></a></li>'
            for key, name, count, is_here in tabs
        )
    )


# What is folded, unless it is shown or, for the first ones, holds a case.
RARE_IF_EMPTY, RARE = ("wrote_after", "automatic"), ("closed", "all")


def _is_rare(tab):
    """Say whether a tab stands in the menu of more lists, so that no tab is cut off."""
    key, _name, count, is_shown = tab
    return not is_shown and (key in RARE or (key in RARE_IF_EMPTY and count == "0"))


@require_safe
def queue(request):
    """List the cases, most urgent first, with the first reason why."""
    today = queue_order.recomputed_today()
    search.index_cases(request.teams, INDEX_IN_LISTS)
    visible, teams = visible_cases(request), request.teams
    asked = filters.filtered_cases(request.GET, visible, request.user, today, teams=teams)
    tabs = _tabs(request, asked.tab, today)
    page = sorting.page_of(asked.cases, request.GET, first=_first_of(request, asked))
    address = asked.query + page.query
    kept = typed_again(request)
    table = tables.table_of(
        request,
        page.cases,
        today,
        pick=may(request.user, "office:bulk"),
        query=asked.query,
        picked="all" in request.GET,
        chosen=frozenset(kept.getlist("case")) if kept else frozenset(),
        sorted_by=page.sort,
        address=asked.query,
    )
    context = {
        "tabs": _drawn_tabs(tab for tab in tabs if not _is_rare(tab)),
        "rare_tabs": _drawn_tabs(tab for tab in tabs if _is_rare(tab)),
        "list": asked,
        "address": address,
        "table": table,
        "page": page,
        "selects": filters.first_selects(asked.active),
        "active": _active_filters(asked),
        "with_more": "more" in request.GET or asked.has_more_active,
        "saved": saved_filters(request, today),
        "bulk_choice": _bulk_choice(
            get_language(),
            may(request.user, "office:export"),
            kept["what"] if kept and kept.get("what") in BULK_NAMES else "",
        ),
        "save_form": SaveFilterForm() if "save" in request.GET else None,
        "names": may_see_identity(request.user),
    }
    return render(request, "office/queue.html", context)


@lru_cache(maxsize=256)
def _bulk_choice(language, exports, chosen):
    """Return what may be done with many cases, as HTML: the same for all with the same rights."""
    form = BulkForm(initial={"what": chosen} if chosen else None, exports=exports)
    return render_to_string("office/queue/bulk_choice.html", {"bulk_form": form})


def _active_filters(asked):
    """Return [(label, value in words, the address without it)] of the filters that are set."""
    found = []
    for name, value in asked.active.items():
        rest = {key: one for key, one in asked.active.items() if key != name}
        address = urlencode({"tab": asked.tab} | rest)
        field = asked.form.fields[name]
        words = dict(getattr(field, "choices", ())).get(value, value)
        if isinstance(field, DateField):
            words = date_format(date.fromisoformat(value), "F j, Y")
        found.append((field.label or _("Week"), words, address))
    return found


@require_POST
def names(request):
    """Turn names in lists off or on, for a screen that others see."""
    request.user.names_hidden = "hide" in request.POST
    request.user.save(update_fields=["names_hidden"])
    back = request.POST.get("back", "")
    return redirect(reverse("office:today") if back == "today" else reverse("office:queue"))


@require_POST
def save_filter(request):
    """Name the list that is shown, so that it is one click away."""
    form = SaveFilterForm(request.POST)
    asked = filters.filtered_cases(
        request.GET, visible_cases(request), request.user, queue_order.recomputed_today()
    )
    if not form.is_valid():
        messages.error(request, _("Write a name for the list."))
    elif form.cleaned_data["alert"] and "age" in asked.active:
        # No key is there when alerts go out.
        messages.error(request, _("The server alone cannot tell an age. Save it without alerts."))
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
    """Show what will change in the chosen cases, and what is left out, then change it.

    Of a whole list, 50 cases are shown and changed at a time.
    """
    form = BulkForm(request.POST, exports=may(request.user, "office:export"))
    batch = None
    if "whole" in request.POST:
        batch = whole_list.batch_of(request, request.POST.get("after", ""))
    cases = batch.cases if batch else whole_list.chosen(request)
    if not cases or len(cases) > MAX_AT_ONCE or not form.is_valid():
        messages.error(request, _("Choose 1 to 50 cases, and what to do with them."))
        return redirect("office:queue")
    what = form.cleaned_data["what"]
    if what == "print":
        return _print(request, form, cases)
    if what == "export":
        return whole_list.to_export(request, cases if batch is None else [])
    if what == "message":
        return message_many(request, form, cases, batch)
    more = BULK_FORMS[what](request.POST if "sure" in request.POST else None)
    if not more.is_bound or not more.is_valid():
        batch = batch or whole_list.batch_again(request)
        status = 422 if more.is_bound else 200
        return _preview(request, form, more, cases, status=status, batch=batch)
    back = _changed(request, what, more.cleaned_data, cases)
    later = request.POST.get("later", "")
    batch = whole_list.batch_of(request, later) if later else None
    if batch is None or not batch.cases:
        return back
    more = BULK_FORMS[what](initial=request.POST.dict())
    return _preview(request, form, more, batch.cases, batch=batch)


def _why_left_out(what, case):
    """Return why a case is not changed together with others, or "".

    Closing many is for what looked automatic, and for people who are free and have no clock.
    """
    if what == "close" and not case.suspected_bot and (case.held or consequences.has_clock(case)):
        return _("In custody, or with a clock. Close it on its own page.")
    if what == "close" and case.is_closed:
        return _("It is closed already.")
    return ""


def _preview(request, form, more, chosen, status=200, batch=None):
    what = form.cleaned_data["what"]
    left_out = [(case, why) for case in chosen if (why := _why_left_out(what, case))]
    cases = [case for case in chosen if not _why_left_out(what, case)]
    context = {
        "left_out": left_out,
        "list_query": request.POST.get("list", ""),
        "batch": batch,
        "form": form,
        "more": more,
        "table": tables.table_of(
            request, cases, queue_order.recomputed_today(), caption=_("These cases")
        ),
        "seen": [
            (
                case,
                case.assigned_to_id or 0,
                volunteer_actions.follow_up_version(case),
                case.status,
            )
            for case in cases
        ],
    }
    return render(request, "office/bulk.html", context, status=status)


def _changed(request, what, given, cases):
    done, refused = 0, []
    opened = unlocked_cases(request, cases) if what in ("assign", "status", "close") else ()
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
    query = request.POST.get("list", "")
    return redirect(f"{reverse('office:queue')}?{query}" if query else reverse("office:queue"))


def _change_one(request, what, given, case, unlocked):
    """Change one case, if it still is as the page before showed it. Its key is only for giving it
    to somebody: `unlocked` is None without."""
    by, at = request.user, timezone.now()
    left_out = _why_left_out(what, case)
    if left_out:
        raise NotAllowed(left_out)
    if what in ("assign", "status", "close") and unlocked is None:
        raise NotAllowed(_("You no longer have access."))
    if what in ("status", "close"):
        seen = request.POST.get(f"status-{case.reference}", "")
        to = given.get("to") or Case.Status.CLOSED
        given = {name: value for name, value in given.items() if name != "to"}
        change_status(unlocked, to, by=by, at=at, seen=seen, **given)
    elif what == "assign":
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
    back = f"{reverse('office:queue')}?{request.POST.get('list', '')}".rstrip("?")
    again = require_fresh_second_factor(request, back=back)
    if again:
        messages.info(request, _("Confirm it is you. Your cases are still selected afterwards."))
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
