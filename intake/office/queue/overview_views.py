"""The volunteer's own pages: today, follow-ups, the dashboard, the handbook."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from intake.accounts import office_hours
from intake.audit import log as audit
from intake.cases import queue_order, urgency
from intake.cases.models import Case, Event, Note, is_open_condition
from intake.cases.unlocked import unreadable_text
from intake.complaints import page_counts
from intake.dashboard import statistics
from intake.flow.complaint import COMPLAINT
from intake.flow.states import STATES
from intake.flow.steps import ME
from intake.packets.models import Packet
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.vault import envelopes
from intake.vault.models import Team

from .. import labels
from ..access import log_view, may, of_visible_cases, visible_cases
from . import filters
from . import handbook as book
from .views import rows_of

MAX_ROWS = 10

# Cards of Today: words, and the list that each opens.
CARDS = (
    (gettext_lazy("Urgent today"), "tab=open&tier=1"),
    (gettext_lazy("Reading is late"), "tab=open&late=read"),
    (gettext_lazy("Unassigned"), "tab=nobody"),
    (gettext_lazy("Waits for our answer"), "tab=open&late=waits"),
    (gettext_lazy("Wrote after closing"), "tab=wrote_after"),
    (gettext_lazy("Waiting for filer"), "tab=asking"),
    (gettext_lazy("Waiting for an office"), "tab=office"),
    (gettext_lazy("Possible bot"), "tab=automatic"),
    (gettext_lazy("Closed in custody"), "tab=closed&closing=held"),
)


def _list(request, query, today):
    return filters.filtered_cases(
        QueryDict(query), visible_cases(request), request.user, today
    ).cases


def _first_rows(cases, today):
    found = queue_order.in_queue_order(cases).select_related("assigned_to").prefetch_related("tags")
    return rows_of(found[:MAX_ROWS], today)


@require_safe
def today(request):
    """Say who needs this volunteer most, and what changed since they were here."""
    day, me = queue_order.recomputed_today(), request.user
    if me.last_seen_on != day:
        me.previous_seen_on, me.last_seen_on = me.last_seen_on, day
        me.save(update_fields=["last_seen_on", "previous_seen_on"])
    since = me.previous_seen_on or day - timedelta(days=1)
    mine = visible_cases(request).open().filter(assigned_to=me)
    queue = reverse("office:queue")
    context = {
        "cards": [
            (name, count, f"{queue}?{query}", count == "0")
            for name, query in CARDS
            for count in [queue_order.count_label(_list(request, query, day))]
        ],
        "to_read": _packets_to_review(request),
        "due": _first_rows(mine.filter(sort_key__lt="4"), day),
        "waiting": _first_rows(mine.filter(waiting_since__isnull=False), day),
        "nobody": _first_rows(
            visible_cases(request).filter(sort_key__lt="2", assigned_to=None), day
        ),
        "notes": _pinned_notes(request),
        "changes": _changes(mine, _midnight(since), me),
        "since": since,
        "hours": office_hours.current_hours(),
        "anomalies": _anomaly_count(request),
    }
    return render(request, "office/today.html", context)


def _changes(mine, since, me):
    """Return the newest events of a volunteer's own cases, by somebody else."""
    # By the cases, and in the order of no index of all events: these are few, those are millions.
    rows = Event.objects.filter(case__in=list(mine.values_list("pk", flat=True)), at__gte=since)
    return rows.exclude(by=me).select_related("case", "by").order_by("-at", "-pk")[:20]


def _packets_to_review(request):
    """Return papers that another made ready, the oldest first."""
    found = of_visible_cases(request, Packet.objects.filter(status=Packet.Status.READY))
    found = found.exclude(ready_by=request.user).select_related("case", "ready_by")
    return found.order_by("pk")[:MAX_ROWS]


def _anomaly_count(request):
    """Return how many unusual lines the access log has since yesterday, for who may read it."""
    if not may(request.user, "office:access-log"):
        return 0
    return len(audit.anomalies(timezone.now(), days=1))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _pinned_notes(request):
    """Return [(note, text)] of the newest notes for the next shift in open cases."""
    rows = (
        of_visible_cases(
            request, Note.objects.filter(is_open_condition("case__"), for_next_shift=True)
        )
        .select_related("case", "by")
        .order_by("-pk")[:MAX_ROWS]
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


def _bars(rows):
    """Return [(name, number, width in percent of the longest, address of the list or "")]."""
    most = max((number for _name, number, _url in rows), default=0) or 1
    return [(name, number, round(100 * number / most), url) for name, number, url in rows]


def _link(tab="open", **filters):
    return f"{reverse('office:queue')}?{urlencode({'tab': tab} | filters)}"


def _charts(found):
    """Return [(title, rows)] of the charts: each row opens the list it counts."""
    states = dict(STATES)
    waits = found["waiting"]
    queue = reverse("office:queue")
    return [
        (
            _("Open cases by urgency"),
            _bars(
                [
                    (urgency.TIERS[tier], many, _link(tier=tier))
                    for tier, many, _o in found["tiers"]
                    if tier in urgency.TIERS and tier != urgency.DONE
                ]
            ),
        ),
        (
            _("Who waits for whom"),
            _bars(
                [
                    (_("The person waits for us"), waits["us"], _link(late="waits")),
                    (_("We wait for the person"), waits["person"], f"{queue}?tab=asking"),
                    (_("We wait for an office"), waits["office"], f"{queue}?tab=office"),
                ]
            ),
        ),
        (
            _("Where people are"),
            _bars(
                [
                    (labels.CUSTODY_LABELS.get(code, code), many, _link(where=code))
                    for code, many in found["where"]
                ]
            ),
        ),
        (
            _("How it began"),
            _bars(
                [
                    (dict(labels.START_LABELS).get(code, code), many, _link(began=code))
                    for code, many in found.get("began", ())
                ]
            ),
        ),
        (
            _("What went wrong"),
            _bars(
                [
                    (labels.PROBLEM_LABELS.get(code, code), many, _link(problem=code))
                    for code, many in found["problems"]
                ]
            ),
        ),
        (
            _("Why the record is wrong"),
            _bars(
                [
                    (labels.ERROR_TYPE_LABELS.get(code, code), many, _link(code=code))
                    for code, many in found["codes"]
                ]
            ),
        ),
        (
            _("States"),
            _bars(
                [
                    (states.get(code, code), many, _link(state=code) if code in states else "")
                    for code, many in found["states"]
                ]
            ),
        ),
        (
            _("Open cases per volunteer"),
            _bars(
                [
                    (name or _("Unassigned"), many, _link(who=pk or "nobody"))
                    for pk, name, many in found["load"]
                ]
            ),
        ),
        (
            _("How cases ended"),
            _bars(
                [
                    (Case.Outcome(code).label, many, _link("closed", outcome=code))
                    for code, many in found["outcomes"]
                ]
            ),
        ),
    ]


def _cards(found):
    """Return [(number, words, address of its list)] of the harm that is being done now."""
    over = found["days_over"]
    return [
        (found["held_with_hold"], _("locked up with a hold"), _link(where="held", hold="yes")),
        (found["held_past_release"], _("kept past their release"), _link(past="now")),
        (over["cases"], _("closed cases with days past release"), _link("closed", past="was")),
    ]


def _route_rows(rows):
    """Return the rows of the table of ways; outcomes in words, the most usual first."""
    found = []
    for key, made, sent, came, days, *rest in rows:
        ends = sorted((rest[0] if rest else {}).items(), key=lambda item: -item[1])
        if key in ROUTES_BY_SLUG:
            ended = [
                (Case.Outcome(code).label, many, _link("closed", route=key, outcome=code))
                for code, many in ends
            ]
            name, url = ROUTES_BY_SLUG[key].name, _link("all", route=key)
            found.append((name, url, made, sent, came, days, ended))
    return found


def _funnel(today):
    """Return the rows of the chart that shows how far people came in the form."""
    sums = page_counts.totals(today)
    ends = (
        (page_counts.DOCUMENTS_MADE, _("Made papers, and sent nothing to us")),
        (page_counts.SENT, _("Sent it")),
    )
    names = [(step.slug, step.title.for_voice(ME)) for step in COMPLAINT.steps] + list(ends)
    return _bars([(name, sums[key], "") for key, name in names if key in sums])


@require_safe
def dashboard(request):
    """Show the numbers as they were last counted."""
    now = timezone.now()
    teams = Team.objects.filter(pk__in=list(request.teams)).order_by("name")
    counted = [(team, statistics.latest_or_now(team, now)) for team in teams]
    context = {
        "teams": [
            {
                "team": team,
                "count": count,
                "charts": _charts(count.numbers),
                "cards": _cards(count.numbers),
                "oldest": [
                    (
                        urgency.TIERS[tier],
                        many,
                        oldest and date.fromisoformat(oldest),
                        _link(tier=tier),
                    )
                    for tier, many, oldest in count.numbers["tiers"]
                    if tier != urgency.DONE
                ],
                "weeks": [
                    (date.fromisoformat(week), *rest, _link("all", week=week))
                    for week, *rest in count.numbers["first_reading"]
                ],
                "languages": [
                    (labels.LANGUAGE_LABELS.get(code, code), many, readers, _link(reads=code))
                    for code, many, readers in count.numbers["languages"]
                ],
                "routes": _route_rows(count.numbers["routes"]),
            }
            for team, count in counted
        ],
        "way_through": _funnel(timezone.localdate(now)),
    }
    return render(request, "office/dashboard.html", context)


@require_POST
def count_again(request):
    for team in Team.objects.filter(pk__in=list(request.teams)):
        statistics.recompute(team, timezone.now())
    messages.success(request, _("Counted again."))
    return redirect("office:dashboard")


@require_safe
def handbook(request):
    """Show the short handbook for volunteers."""
    return render(request, "office/handbook.html", {"chapters": book.CHAPTERS})
