"""The page of numbers: what was counted once a month, and nothing of any person."""

from datetime import date
from typing import Any

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intake.cases.labels import (
    CUSTODY_LABELS,
    ERROR_TYPE_LABELS,
    LANGUAGE_LABELS,
    OUTCOME_LABELS,
    PROBLEM_LABELS,
    START_LABELS,
)
from intake.dashboard import public
from intake.flow.states import STATES


def _displayed(number):
    """Return a number for the page: exact, few, or hidden."""
    labels = {public.FEW: _("fewer than 11"), public.HIDDEN: _("not shown")}
    return labels.get(number, number)


def _labeled(rows, labels):
    return [(labels.get(code, code) or _("Not said"), _displayed(number)) for code, number in rows]


def _tables(found):
    states = dict(STATES)
    return [
        (_("By state"), _labeled(found["state"], states)),
        (_("How it began"), _labeled(found["began"], dict(START_LABELS))),
        (_("What went wrong"), _labeled(found["problems"], PROBLEM_LABELS)),
        (_("Why the record is wrong"), _labeled(found["codes"], ERROR_TYPE_LABELS)),
        (_("Where people were"), _labeled(found["where"], CUSTODY_LABELS)),
        (_("Language they read"), _labeled(found["reads"], LANGUAGE_LABELS)),
        (_("How cases ended"), _labeled(found["outcome"], OUTCOME_LABELS)),
    ]


@require_safe
def statistics(request):
    """Show the numbers as they were last published."""
    row = public.latest()
    context: dict[str, Any] = {"until": None}
    if row:
        states = dict(STATES)
        months = [date.fromisoformat(month) for month, _number in row.tables["months"]]
        context = {
            "until": row.until,
            "total": _displayed(row.tables["total"]),
            "months": [
                (month, _displayed(number))
                for month, (_name, number) in zip(months, row.tables["months"], strict=True)
            ],
            "tables": [(title, rows) for title, rows in _tables(row.tables) if rows],
            "large": [
                (states.get(code, code), numbers)
                for code, numbers in row.tables["state_months"].items()
            ],
        }
    return render(request, "public/statistics.html", context)
