"""The days on which somebody must look again: by day, by person, and by office that owes."""

from datetime import date, timedelta
from itertools import groupby

from django.db import connection
from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from intake.cases import counting, queue_order
from intake.cases.models import is_open_condition
from intake.packets.models import Packet
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.web.parsing import parse_whole_number

from ..access import may, of_visible_cases, visible_cases
from . import follow_up_rows
from .paging import page_of

# What a row says of a case.
LISTED = (
    *("pk", "reference", "status", "tier", "follow_up_on"),
    *("assigned_to__first_name", "assigned_to__username"),
)
BY_DAY = "SELECT route, sent_on, COUNT(*) FROM ({}) AS oldest GROUP BY route, sent_on"
SOON = timedelta(days=7)
# (key, name, days since sending: from, up to)
AGES = (
    ("new", _("Under 30 days"), 0, 30),
    ("30", _("30 to 59 days"), 30, 60),
    ("60", _("60 to 89 days"), 60, 90),
    ("90", _("90 days or more"), 90, None),
)


def _groups(day):
    """Return {key: (name, which cases)} of the days to look again."""
    return {
        "late": (_("Late"), {"follow_up_on__lt": day}),
        "today": (_("Today"), {"follow_up_on": day}),
        "week": (
            _("In the next seven days"),
            {"follow_up_on__gt": day, "follow_up_on__lte": day + SOON},
        ),
        "later": (_("Later"), {"follow_up_on__gt": day + SOON}),
    }


def _group_of(on, day):
    if on <= day:
        return "late" if on < day else "today"
    return "week" if on <= day + SOON else "later"


def _by_person(cases):
    """Return [(volunteer id or "nobody", first name or "", how many)] of a list of cases."""
    rows = cases.order_by().values_list("assigned_to", "assigned_to__first_name")
    found = [(pk or "nobody", name or "", many) for pk, name, many in rows.annotate(Count("pk"))]
    return sorted(found, key=lambda row: (-row[2], row[1]))


def _narrowed(cases, params, day):
    """Return (cases, when, who) as the address asks for."""
    when, who = params.get("when", ""), params.get("who", "")
    if when in _groups(day):
        cases = cases.filter(**_groups(day)[when][1])
    volunteer = parse_whole_number(who)
    if who == "nobody" or volunteer is not None:
        cases = cases.filter(assigned_to=volunteer)
    return cases, when, who


def _sent(request):
    rows = Packet.objects.filter(is_open_condition("case__"), status=Packet.Status.SENT)
    return of_visible_cases(request, rows)


def _by_office(request, day):
    """Return ([(route, name, [(age, how many)])], whether there are more) of what offices owe.

    Counted are the MAX_COUNTED answers that are owed longest, by their day in one statement.
    """
    oldest = _sent(request).order_by("sent_on", "pk").values("route", "sent_on")
    sql, params = oldest[: queue_order.MAX_COUNTED].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(BY_DAY.format(sql), params)
        rows = cursor.fetchall()
    found: dict[str, dict[str, int]] = {}
    for route, sent_on, many in rows:
        line = found.setdefault(route, dict.fromkeys((key for key, *_rest in AGES), 0))
        line[_age((day - date.fromisoformat(str(sent_on))).days)] += many
    table = [
        (route, ROUTES_BY_SLUG[route].name, list(line.items()))
        for route, line in sorted(found.items())
        if route in ROUTES_BY_SLUG
    ]
    is_full = sum(many for _route, _day, many in rows) == queue_order.MAX_COUNTED
    one_more = oldest[queue_order.MAX_COUNTED : queue_order.MAX_COUNTED + 1]
    return table, is_full and one_more.exists()


def _age(days):
    return next(key for key, _name, _least, most in AGES if most is None or days < most)


def _owing(request, day):
    """Return (packets, place of the next page) of one office and age, oldest first."""
    packets = _sent(request).values_list("pk", "route", "sent_on", "case__reference", named=True)
    if request.GET.get("office") in ROUTES_BY_SLUG:
        packets = packets.filter(route=request.GET["office"])
    for key, _name, least, most in AGES:
        if key == request.GET.get("age"):
            packets = packets.filter(sent_on__lte=day - timedelta(days=least))
            if most is not None:
                packets = packets.filter(sent_on__gt=day - timedelta(days=most))
    return page_of(
        packets, ("sent_on", "pk"), _place(request, "owing"), read=(date.fromisoformat, int)
    )


def _place(request, name):
    return {"after": request.GET.get(name, "")}


@require_safe
def follow_ups(request):
    """List the days on which somebody must look again, and the answers that offices owe."""
    day = queue_order.recomputed_today()
    all_cases = visible_cases(request).open().filter(follow_up_on__isnull=False)
    cases, when, who = _narrowed(all_cases, request.GET, day)
    rows, later = page_of(
        cases.values_list(*LISTED, named=True),
        ("follow_up_on", "reference"),
        request.GET,
        read=(date.fromisoformat, str),
    )
    sent, sent_later = _owing(request, day)
    offices, more_owe = _by_office(request, day)
    context = {
        "groups": _counted_groups(all_cases, day),
        "segments": _segments(rows, request, day),
        "when": when,
        "who": who,
        "later": later,
        "people": [
            (pk, name, many, str(pk) == who)
            for pk, name, many in _by_person(all_cases.filter(follow_up_on__lte=day + SOON))
        ],
        "ages": [name for _key, name, _least, _most in AGES],
        "offices": offices,
        "more_owe": more_owe and queue_order.MAX_COUNTED,
        "sent": follow_up_rows.owing(sent, day),
        "sent_later": sent_later,
        "office": request.GET.get("office", ""),
        "age": request.GET.get("age", ""),
        "can_act": may(request.user, "office:act"),
    }
    return render(request, "office/follow_ups.html", context)


def _counted_groups(cases, day):
    """Return [(key, name, how many, as words)] of the days to look again: one statement."""
    groups = _groups(day)
    counted = counting.counts_of(
        {key: cases.filter(**which) for key, (_n, which) in groups.items()}
    )
    return [(key, name, counting.label(counted[key])) for key, (name, _which) in groups.items()]


def _segments(rows, request, day):
    """Return [(name of a group, its rows as HTML)] of a page."""
    groups, can_act = _groups(day), may(request.user, "office:act")
    return [
        (groups[key][0], follow_up_rows.cases(part, request, can_act=can_act))
        for key, part in groupby(rows, key=lambda row: _group_of(row.follow_up_on, day))
    ]
