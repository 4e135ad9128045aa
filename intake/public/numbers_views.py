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


def _shown(number):
    """Return a number for the page: exact, few, or hidden."""
    words = {public.FEW: _("fewer than 11"), public.HIDDEN: _("not shown")}
    return words.get(number, number)


def _named(rows, words):
    return [(words.get(code, code) or _("Not said"), _shown(number)) for code, number in rows]


def _tables(found):
    states = dict(STATES)
    return [
        (_("By state"), _named(found["state"], states)),
        (_("How it began"), _named(found["began"], dict(START_LABELS))),
        (_("What went wrong"), _named(found["problems"], PROBLEM_LABELS)),
        (_("Why the record is wrong"), _named(found["codes"], ERROR_TYPE_LABELS)),
        (_("Where people were"), _named(found["where"], CUSTODY_LABELS)),
        (_("Language they read"), _named(found["reads"], LANGUAGE_LABELS)),
        (_("How cases ended"), _named(found["outcome"], OUTCOME_LABELS)),
    ]


@require_safe
def numbers(request):
    """Show the numbers as they were last published."""
    row = public.latest()
    context: dict[str, Any] = {"until": None}
    if row:
        states = dict(STATES)
        months = [date.fromisoformat(month) for month, _number in row.tables["months"]]
        context = {
            "until": row.until,
            "total": _shown(row.tables["total"]),
            "months": [
                (month, _shown(number))
                for month, (_name, number) in zip(months, row.tables["months"], strict=True)
            ],
            "tables": [(title, rows) for title, rows in _tables(row.tables) if rows],
            "large": [
                (states.get(code, code), numbers)
                for code, numbers in row.tables["state_months"].items()
            ],
        }
    return render(request, "public/numbers.html", context)
