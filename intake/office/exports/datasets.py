"""Tables that leave the office: which columns, what each means, and no cell that is a formula.

The columns are declared once; the table and the page that explains it are both made from this.
"""

import csv
import io
import secrets
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from intake.cases.labels import (
    CUSTODY_LABELS,
    ERROR_TYPE_LABELS,
    LANGUAGE_LABELS,
    OUTCOME_LABELS,
    PROBLEM_LABELS,
    START_LABELS,
)
from intake.cases.models import Case
from intake.cases.urgency import TIERS
from intake.flow.states import STATES

# A cell of a table program that begins so is a formula there.
FORMULA_STARTS = tuple("=+-@\t\r\n\x00＝＋－＠﹢﹣－−|%")
# Fewer rows than this that are alike in month, state and problem could show a person.
SMALLEST_GROUP = 11


def plain_cell(text):
    """Return the text so that no table program takes it for a formula.

    Some programs drop blanks and signs that cannot be seen before they look.
    """
    text = str(text)
    return (
        "'" + text
        if text.startswith(FORMULA_STARTS) or _visible_part(text).startswith(FORMULA_STARTS)
        else text
    )


def _visible_part(text):
    for at, char in enumerate(text):
        if not char.isspace() and unicodedata.category(char) not in ("Cc", "Cf"):
            return text[at:]
    return ""


@dataclass(frozen=True)
class Column:
    """`codes` are {code: words} that may stand in it, where it holds codes."""

    name: str
    means: Any
    value: Callable[[Case], Any]
    codes: dict | None = None


def _column(name, means, codes=None):
    return Column(name, means, lambda case: getattr(case, name), codes)


YES_NO = {"True": _("yes"), "False": _("no")}
HOLD = {"yes": _("yes"), "no": _("no"), "unsure": _("not known")}

_STATUS = _column(
    "status",
    _("How far the work is"),
    {status.value: status.office_label for status in Case.Status},
)
_OUTCOME = _column("outcome", _("How it ended; empty while it is open"), OUTCOME_LABELS)
_WHERE = _column("where", _("Where the person is"), CUSTODY_LABELS)
_STATE = _column("state", _("State in which it happened"), dict(STATES))
_READS = _column("reads", _("Language that the person reads"), LANGUAGE_LABELS)
_BEGAN = _column("began", _("How it began"), dict(START_LABELS))
_PROBLEMS = _column("problems", _("What went wrong; codes with a blank between"), PROBLEM_LABELS)
_CODES = _column("codes", _("Types of error; codes with a blank between"), ERROR_TYPE_LABELS)

# What coordinators may take out: coded columns of a list.
OFFICE = (
    _column("reference", _("Number of the case; it opens nothing")),
    _STATUS,
    _OUTCOME,
    _column("tier", _("Place in the queue"), {str(tier): name for tier, name in TIERS.items()}),
    _column("opened_on", _("Day it was received")),
    _column("closed_on", _("Day on which it was closed")),
    _WHERE,
    _STATE,
    _READS,
    _BEGAN,
    _PROBLEMS,
    _CODES,
    _column("source", _("How it came"), dict(Case.Source.choices)),
    _column("follow_up_on", _("Follow-up")),
    _column("next_deadline_on", _("Next deadline")),
    _column("assigned_to", _("First name of the volunteer who has it")),
)

# What researchers may get: nothing by which a row is a person. Age is not stored.
RESEARCH = (
    Column(
        "month",
        _("Month it was received; empty where it would show too few"),
        lambda case: f"{case.opened_on:%Y-%m}",
    ),
    _STATE,
    _WHERE,
    _column("hold", _("Whether ICE asked for a hold"), HOLD),
    _column("held_past_release", _("Locked up past the release date"), YES_NO),
    _READS,
    _BEGAN,
    _PROBLEMS,
    _CODES,
    _OUTCOME,
)


def _cell(value):
    return " ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def rows_of(cases, columns):
    """Return the rows of a table as plain texts, without its head."""
    return [[_cell(column.value(case)) for column in columns] for case in cases]


def table(columns, rows):
    """Return a table as a file that opens in any table program."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.name for column in columns)
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def for_research(cases):
    """Return (rows, how many were left out), shuffled: at least eleven rows are alike in month,
    state and problem. Where they are fewer, the state is emptied, then the month; what is still
    rare then is left out."""
    rows, kept = rows_of(cases, RESEARCH), []
    month, state, problem = (
        next(place for place, column in enumerate(RESEARCH) if column.name == name)
        for name in ("month", "state", "problems")
    )
    for coarser in (None, state, month):
        if coarser is not None:
            for row in rows:
                row[coarser] = ""
        many = Counter((row[month], row[state], row[problem]) for row in rows)
        enough = {key for key, count in many.items() if count >= SMALLEST_GROUP}
        kept += [row for row in rows if (row[month], row[state], row[problem]) in enough]
        rows = [row for row in rows if (row[month], row[state], row[problem]) not in enough]
    secrets.SystemRandom().shuffle(kept)
    return kept, len(rows)
