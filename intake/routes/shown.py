"""Routes that fit, as both doors show them: with reason, warning, and how each stands."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from intake.sources.notes import Foot, Shown

from .base import ALSO, FIRST, TELLS_GOVERNMENT, Route
from .fitting import fitting
from .states import state_of, statuses


@dataclass(frozen=True)
class Standing:
    """How a route stands, for a page: `age` in days, and whether that is long ago."""

    status: str
    label: Any
    checked_on: Any
    age: int
    old: bool


def standing(route: Route, today) -> Standing:
    state = state_of(route)
    return Standing(
        state.status, state.label, state.checked_on, state.age(today), state.is_stale(today)
    )


@dataclass(frozen=True)
class Row:
    route: Route
    reason: Any
    warning: Shown | None
    state: Standing


def shown_fitting(known, today, foot: Foot):
    """Return the groups of routes for a page, most urgent first; sources go to its foot.

    The warning that many routes share stands once above them; each still says it in short.
    """
    found = fitting(known, statuses())
    shared = any(route.warning is TELLS_GOVERNMENT for route, _fit in found.fit + found.missing)

    def warning(route):
        said = route.careful if route.warning is TELLS_GOVERNMENT else route.warning
        return foot.show(said) if said else None

    def rows(pairs):
        return [
            Row(route, fit.reason, warning(route), standing(route, today)) for route, fit in pairs
        ]

    return {
        "shared": foot.show(TELLS_GOVERNMENT) if shared else None,
        "first": rows(pair for pair in found.fit if pair[1].kind == FIRST),
        "also": rows(pair for pair in found.fit if pair[1].kind == ALSO),
        "missing": rows(found.missing),
        "rest": rows(found.rest),
        "caution": _caution(known),
    }


def _caution(known):
    """Return what must happen before any of it, or ""."""
    if known.open_case == "yes":
        return _("There is a case in court. A lawyer should read this before anything is sent.")
    return ""
