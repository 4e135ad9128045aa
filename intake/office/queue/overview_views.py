"""The volunteer's own pages: the dashboard and the handbook."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.cases import urgency
from intake.cases.models import Case
from intake.complaints import page_counts
from intake.dashboard import statistics
from intake.flow.complaint import COMPLAINT
from intake.flow.states import STATES
from intake.flow.steps import ME
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.vault.models import Team

from .. import labels
from . import handbook as book
from .glossary import WORDS


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
            _("Who waits for a reply"),
            _bars(
                [
                    (_("Waiting for our answer"), waits["us"], _link(late="waits")),
                    (_("Waiting for filer"), waits["person"], f"{queue}?tab=asking"),
                    (_("Waiting for an office"), waits["office"], f"{queue}?tab=office"),
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
        (page_counts.DOCUMENTS_MADE, _("Made letters, and sent nothing to us")),
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


@require_safe
def glossary(request):
    """Show the words of the office."""
    return render(request, "office/glossary.html", {"words": WORDS})
