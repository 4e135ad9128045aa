"""Today: who needs this volunteer now, and what changed since they were here."""

from datetime import datetime, time, timedelta
from html import escape

from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from intake.accounts import office_hours
from intake.audit import log as audit
from intake.cases import consequences, counting, filters, mentions, queue_order, reading_state
from intake.cases.filters import OPEN, SUSPECTED_BOT
from intake.cases.models import Case, Event, Note, is_open_condition
from intake.cases.unlocked import unreadable_text
from intake.packets import readings
from intake.packets.models import Packet
from intake.templatetags.unicode_safety import show_unsafe
from intake.vault import envelopes
from intake.web import prepared

from .. import attention
from ..access import (
    count_cases,
    first_cases,
    log_view,
    may,
    may_see_identity,
    of_visible_cases,
    values_of_visible,
)
from . import rows as case_rows
from . import today_items
from .waiting_people import waiting_volunteers, without_team

# So many of each list; the queue has the rest.
MOST = 8
MOST_NOTES = 5
MOST_CHANGES = 10

# Tiles of Today: key, words, and the list that each opens.
TILES = (
    ("urgent", gettext_lazy("Urgent today"), "tab=open&tier=1"),
    ("nobody", gettext_lazy("Unassigned"), "tab=nobody"),
    ("late", gettext_lazy("First reading overdue"), "tab=open&late=read"),
    ("waits", gettext_lazy("Waiting for our reply"), "tab=open&late=waits"),
    ("wrote_after", gettext_lazy("Wrote after closing"), "tab=wrote_after"),
    ("asking", gettext_lazy("Waiting for filer"), "tab=asking"),
    ("office", gettext_lazy("Waiting for an office"), "tab=office"),
    ("automatic", gettext_lazy("Possible bot"), "tab=automatic"),
    ("closed_held", gettext_lazy("Closed in custody"), "tab=closed&closing=held"),
)


def _lists(visible, me, today):
    """Return {tile: its cases}, and those urgent ones that nobody has: one statement counts all."""
    opened = visible.filter(OPEN)
    return {
        "urgent": filters.FILTERS["tier"](opened, "1", today),
        "nobody": opened.filter(assigned_to=None),
        "late": filters.FILTERS["late"](opened, "read", today),
        "waits": filters.FILTERS["late"](opened, "waits", today),
        "wrote_after": opened.filter(status=Case.Status.CLOSED),
        "asking": visible.filter(status=Case.Status.WAITING),
        "office": visible.filter(status=Case.Status.SENT),
        "automatic": visible.filter(SUSPECTED_BOT),
        "closed_held": consequences.closed_lately(visible, timezone.now(), with_clock=True),
        "alarm": visible.filter(sort_key__lt="2", assigned_to=None),
        "replies": visible.filter(reading_state.unread_replies(me)),
        "given": visible.filter(reading_state.unread_assignments(me)),
        "mentioned": visible.filter(mentions.unseen(me)),
        "waiting": opened.filter(assigned_to=me, waiting_since__isnull=False),
        "due": visible.filter(sort_key__lt="4", assigned_to=me),
        # What the page asks for only where there is any.
        "to_read": readings.cases_to_read(visible, me),
        "returned": visible.filter(readings.cases_returned(me)),
        "came_back": visible.filter(readings.cases_came_back(me)),
        "mine": opened.filter(assigned_to=me),
        "people": without_team(),
    }


@require_safe
def today(request):
    """Say who needs this volunteer most, and what changed since they were here."""
    day, me = queue_order.recomputed_today(), request.user
    if me.last_seen_on != day:
        me.previous_seen_on, me.last_seen_on = me.last_seen_on, day
        me.save(update_fields=["last_seen_on", "previous_seen_on"])
    since = me.previous_seen_on or day - timedelta(days=1)
    counted = count_cases(request, _lists, day)
    attention.keep(request, counted)
    lists = _case_lists(request, day, counted)
    is_open = "notes" in request.GET
    context = {
        "day": timezone.localtime(),
        "tiles": today_items.tiles(
            (name, counting.label(counted.get(key, 0)), query) for key, name, query in TILES
        ),
        "alarm": counted.get("alarm", 0),
        "lists": lists,
        "names": may_see_identity(me),
        "to_read": _packets_to_review(request) if counted.get("to_read") else (),
        "returned": _returned_packets(request) if counted.get("came_back") else (),
        "people": waiting_volunteers(request) if counted.get("people") else (),
        "notes": _opened_notes(request) if is_open else (),
        "folded": ""
        if is_open
        else today_items.folded_notes(values_of_visible(request, _pinned_notes)),
        "changes": _changes(request, since, me) if counted.get("mine") else (),
        "since": since,
        "hours": office_hours.current_hours(),
        "anomalies": _anomaly_count(request),
    }
    return render(request, "office/today.html", context)


ROW_LISTS = ("alarm", "replies", "given", "mentioned", "waiting", "due")


def _row_lists(visible, me, today):
    """Return the lists whose first cases the page shows."""
    lists = _lists(visible, me, today)
    mine = visible.open().filter(assigned_to=me)
    given = mine.filter(reading_state.unread_assignments(me))
    shown = {name: lists[name] for name in ROW_LISTS} | {"given": given}
    return shown | {"due": mine.filter(sort_key__lt="4")}


def _case_lists(request, day, counted):
    """Return {list: its rows as HTML}: all names of the page are opened and logged together."""
    me = request.user
    found = {}
    if any(counted.get(name) for name in ROW_LISTS):
        found = first_cases(request, _row_lists, day, MOST)
    each = {case.pk: case for cases in found.values() for case in cases}
    rows = case_rows.rows_of(request, each.values(), day)
    case_rows.log_names(request, rows)
    by_pk = {row["case"].pk: row for row in rows}
    texts = {"unassigned": _("Unassigned"), "yours": _("Yours")}
    return {
        name: _items([by_pk[case.pk] for case in cases], texts, me.pk)
        for name, cases in found.items()
        if cases
    }


def _items(rows, texts, me):
    """Return the items of a list of Today: when, who, why, and who has it."""
    return SafeString("".join(_item(row, texts, me) for row in rows))


def _item(row, texts, me):
    case, reference = row["case"], row["reference"]
    before, after = case_rows.address_around("office:case")
    over = " over" if row["is_over"] else ""
    has = row["assignee"] if case.assigned_to_id != me else texts["yours"]
    has = escape(has) if has else f"<strong>{escape(texts['unassigned'])}</strong>"
    mark = ""
    if row["unread"]:
        mark = f' <span class="dot"></span><span class="sr">{escape(row["unread_text"])}</span>'
    name = f" <bdi>{show_unsafe(row['person'])}</bdi>" if row["person"] else ""
    parts = [escape(one) for one in (row["reason"], row["place"], row["language"]) if one]
    return (
        f'<li data-row><span class="when{over}"><bdi>{escape(row["clock"])}</bdi></span><span>'
        f'<a href="{before}{reference}{after}">{reference}{name}</a>{mark} '
        f"{' · '.join([*parts, has])}</span></li>"
    )


def _changes(request, since, me):
    """Return the newest events of a volunteer's own cases, by somebody else, as HTML."""
    # By the cases, and in the order of no index of all events: these are few, those are millions.
    start = timezone.make_aware(datetime.combine(since, time.min))
    mine = [pk for (pk,) in prepared.rows(_mine, me.pk, request.teams)]
    return today_items.changes(prepared.rows(_events_since, me.pk, mine, start))


def _mine(me, team_ids):
    return Case.objects.open().filter(team__in=team_ids, assigned_to=me).values_list("pk")


def _events_since(me, case_ids, start):
    rows = Event.objects.filter(case__in=case_ids, at__gte=start).exclude(by=me)
    shown = rows.order_by("-at", "-pk").values_list(
        "case__reference", "kind", "by__first_name", "at"
    )
    return shown[:MOST_CHANGES]


def _packets_to_review(request):
    """Return papers that another made ready, the oldest first, as HTML."""
    return today_items.packets_to_read(values_of_visible(request, _ready_by_others))


def _ready_by_others(visible, me):
    rows = visible(Packet.objects.filter(status=Packet.Status.READY)).exclude(ready_by=me)
    return rows.order_by("pk").values_list(
        "pk", "route", "case__reference", "ready_by__first_name", "ready_by__username"
    )[:MOST]


def _returned_packets(request):
    """Return packets that a second reader sent back to this volunteer, the newest first."""
    rows = readings.returned_to(request.user.pk)
    found = of_visible_cases(request, rows).select_related("case")
    return found.only("route", "case__reference", "returned_at").order_by("-returned_at")[:MOST]


def _anomaly_count(request):
    """Return how many unusual lines the access log has since yesterday, for who may read it."""
    if not may(request.user, "office:access-log"):
        return 0
    return len(audit.anomalies(timezone.now(), days=1))


def _pinned_notes(visible, _me):
    notes = Note.objects.filter(is_open_condition("case__"), for_next_shift=True)
    return (
        visible(notes)
        .order_by("-pk")
        .values_list("at", "case__reference", "by__first_name")[:MOST_NOTES]
    )


def _opened_notes(request):
    """Return [(note, text)] of the newest notes for the next shift in open cases.

    They are opened, and their cases logged, only where a volunteer asks for it: a note may be hard
    to read.
    """
    notes = Note.objects.filter(is_open_condition("case__"), for_next_shift=True)
    rows = (
        of_visible_cases(request, notes).order_by("-pk").select_related("case", "by")[:MOST_NOTES]
    )
    found, keys = (
        [],
        envelopes.unlock_keys_with_team({row.case.owner for row in rows}, request.teams),
    )
    for row in rows:
        key = keys.get(row.case.owner)
        text = row.case.unlocked(key).display(row, "text") if key else unreadable_text()
        found.append((row, text))
    log_view(request, *(row.case for row, _text in found))
    return found
