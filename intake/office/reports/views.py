"""The report of a week or a month, as a page to read or print, and as CSV."""

import csv
import io
from datetime import date, timedelta
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_safe

from intake.audit import log as audit
from intake.cases import urgency
from intake.cases.models import Case
from intake.dashboard import report as reports
from intake.flow.states import STATES
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.web.downloads import CSV, attachment

from .. import labels
from ..access import visible_cases

COLUMNS = (
    ("received", pgettext_lazy("cases, in a report", "Received")),
    ("read", pgettext_lazy("cases, in a report", "Read")),
    ("closed", pgettext_lazy("cases, in a report", "Closed")),
    ("open", gettext_lazy("Open at the end")),
    ("reading_median", gettext_lazy("Median hours to first reading")),
    ("reading_p90", gettext_lazy("90th percentile to first reading")),
    ("answer_median", gettext_lazy("Median hours to first answer")),
    ("answer_p90", gettext_lazy("90th percentile to first answer")),
    ("in_time", gettext_lazy("Read in time, percent")),
)
NOT_KNOWN = pgettext_lazy("a language or state in a report", "Not known")


def _numbers(line):
    """Return the numbers of a line, in the order of COLUMNS; None where there is none."""
    return [
        line.received,
        line.read,
        line.closed,
        line.open,
        line.reading.median,
        line.reading.p90,
        line.answer.median,
        line.answer.p90,
        line.share_in_time,
    ]


def _labeled(numbers):
    """Return [(name of the column, number)]: a narrow page says the name at each number."""
    return [(name, number) for (_key, name), number in zip(COLUMNS, numbers, strict=True)]


def _list_url(**filters):
    return f"{reverse('office:queue')}?{urlencode({'tab': 'open'} | filters)}"


def _groups(report):
    """Return [(title, name of the first column, [(group, address of its open cases, numbers)])]."""
    states = dict(STATES)
    tiers = [(tier, report.tiers[tier]) for tier in sorted(report.tiers)]
    return [
        (
            _("By urgency"),
            _("Urgency"),
            [
                (urgency.TIERS.get(tier, tier), _list_url(tier=tier), _numbers(line))
                for tier, line in tiers
            ],
        ),
        (
            _("By language"),
            _("Language they read"),
            [
                (
                    labels.LANGUAGE_LABELS.get(code) or NOT_KNOWN,
                    _list_url(reads=code) if code in labels.LANGUAGE_LABELS else "",
                    _numbers(line),
                )
                for code, line in reports.largest_first(report.languages)
            ],
        ),
        (
            _("By state"),
            _("State of the events"),
            [
                (
                    states.get(code) or NOT_KNOWN,
                    _list_url(state=code) if code in states else "",
                    _numbers(line),
                )
                for code, line in reports.largest_first(report.states)
            ],
        ),
    ]


def _bars(rows):
    """Return [(name, number, percent of the longest, address or "")], as charts take them."""
    longest = max((number for _name, number in rows), default=0) or 1
    return [(name, number, round(100 * number / longest), "") for name, number in rows]


def _age_label(start, end):
    if end is None:
        return ngettext("%(days)s day or more", "%(days)s days or more", start) % {"days": start}
    return _("%(start)s to %(end)s days") % {"start": start, "end": end}


def _charts(report):
    tiers = [(urgency.TIERS.get(tier, tier), report.tiers[tier]) for tier in sorted(report.tiers)]
    ages = [(_age_label(start, end), many) for start, end, many in report.ages]
    outcomes = [(Case.Outcome(code).label, many) for code, many in report.outcomes.most_common()]
    return [
        (_("Received, by urgency"), _bars([(name, line.received) for name, line in tiers])),
        (_("Open cases by age"), _bars(ages)),
        (_("How cases closed"), _bars(outcomes)),
    ]


def _routes(report):
    """Return [(route, [(outcome, closed cases)])] of the letters that were sent."""
    return [
        (
            ROUTES_BY_SLUG[slug].name if slug in ROUTES_BY_SLUG else slug,
            [(Case.Outcome(code).label, many) for code, many in outcomes.most_common()],
        )
        for slug, outcomes in sorted(report.routes.items())
    ]


def _totals(report, before):
    """Return [(words, number, the number of the period before)] of the whole period."""
    return [
        (name, number, earlier)
        for (_key, name), number, earlier in zip(
            COLUMNS, _numbers(report.all), _numbers(before.all), strict=True
        )
    ]


def _as_csv(report):
    """Return the numbers of the page as a table: a line for each number."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["part", "group", *(key for key, _name in COLUMNS)])
    writer.writerow(["all", "all", *_numbers(report.all)])
    for title, _name, rows in _groups(report):
        writer.writerows([title, group, *numbers] for group, _url, numbers in rows)
    writer.writerow([])
    writer.writerow(["part", "group", "cases"])
    writer.writerows([_("Open cases by age"), _age_label(a, b), many] for a, b, many in report.ages)
    writer.writerows(
        [_("How cases closed"), Case.Outcome(code).label, many]
        for code, many in report.outcomes.most_common()
    )
    writer.writerows(
        [_("Outcome by route"), f"{route}: {outcome}", many]
        for route, outcomes in _routes(report)
        for outcome, many in outcomes
    )
    return out.getvalue().encode("utf-8-sig")


def _day(text, today):
    """Return the day in an address, or the one of a week ago: the last whole week."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today - timedelta(days=7)
    return day if date(2000, 1, 1) <= day <= today else today


@require_safe
def report(request):
    """Show what was received, read, answered and closed in a week or a month."""
    now = timezone.now()
    today = timezone.localdate(now)
    name = request.GET.get("period", "")
    name = name if name in reports.PERIODS else "week"
    period = reports.PERIODS[name]
    first, last = period(_day(request.GET.get("on", ""), today))
    cases = visible_cases(request)
    found = reports.compute(cases, first, last, now)
    if request.GET.get("as") == "csv":
        audit.write(audit.Kind.EXPORTED, by=request.user, at=now, what=f"report {first} {last}")
        return attachment(_as_csv(found), CSV, f"report-{first}.csv")
    before_first, before_last = period(first - timedelta(days=1))
    before = reports.compute(cases, before_first, before_last, now)
    context = {
        "period": name,
        "is_month": name == "month",
        "first": first,
        "last": last,
        "is_over": last < today,
        "before_on": before_first,
        "after_on": last + timedelta(days=1) if last < today else None,
        "totals": _totals(found, before),
        "columns": [label for _key, label in COLUMNS],
        "groups": [
            (title, first_column, [(name, url, _labeled(line)) for name, url, line in rows])
            for title, first_column, rows in _groups(found)
        ],
        "charts": _charts(found),
        "routes": _routes(found),
    }
    return render(request, "office/report.html", context)
