"""Routes that fit, as both doors show them: with reason, warning, and how each stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from intake.citations.base import NOT_FOUND, Passage, Statement
from intake.citations.footnotes import CitedClaim, Footnotes
from intake.flow.facts import Facts
from intake.web.text import StrOrPromise

from .base import ALSO, FIRST, TELLS_GOVERNMENT, Fit, Route
from .fitting import BY_KEY, fitting
from .locator import LOCATOR, NO_RESULT
from .states import State, changes, state_of, statuses


@dataclass(frozen=True)
class Standing:
    """How a route stands, for a page: `age` in days, and whether that is long ago."""

    status: str
    label: StrOrPromise
    checked_on: date
    age: int
    old: bool
    seen: bool


def standing(route: Route, today: date) -> Standing:
    state = state_of(route)
    return Standing(
        state.status,
        state.label,
        state.checked_on,
        state.age(today),
        state.is_stale(today),
        state.seen,
    )


def as_last_seen(part: Passage) -> Passage:
    """Return a part of the guide that speaks of one route with what was last seen of it first."""
    what, key = part.live_route or ("", "")
    if key not in changes():
        return part
    state = state_of(BY_KEY[key])
    seen = {"state": _state_lines, "contact": _contact_lines}[what](state)
    # What was not found then was seen now.
    still = (item for item in part.items if getattr(item, "confidence", "") != NOT_FOUND)
    return replace(part, items=(*seen, *still))


def _state_lines(state: State) -> Iterator[Statement]:
    yield format_lazy(
        _("Last checked on {day}: {status}."),
        day=date_format(state.checked_on, "F j, Y"),
        status=state.label,
    )
    if state.note:
        yield state.note


def _contact_lines(state: State) -> list[str]:
    return [line for line in state.contact.splitlines() if line.strip()]


@dataclass(frozen=True)
class Row:
    route: Route
    reason: StrOrPromise
    warning: CitedClaim | None
    state: Standing


def shown_fitting(known: Facts, today: date, footnotes: Footnotes) -> dict[str, Any]:
    """Return the groups of routes for a page, most urgent first; sources go to its foot.

    The warning that many routes share stands once above them; each still says it in short.
    """
    found, lost = fitting(known, statuses()), known.where == "unsure"
    shared = any(route.warning is TELLS_GOVERNMENT for route, _fit in found.fit + found.missing)

    def warning(route: Route) -> CitedClaim | None:
        said = route.careful if route.warning is TELLS_GOVERNMENT else route.warning
        return footnotes.cite(said) if said else None

    def rows(pairs: Iterable[tuple[Route, Fit]]) -> list[Row]:
        return [
            Row(route, fit.reason, warning(route), standing(route, today)) for route, fit in pairs
        ]

    return {
        "shared": footnotes.cite(TELLS_GOVERNMENT) if shared else None,
        "first": rows(pair for pair in found.fit if pair[1].kind == FIRST),
        "also": rows(pair for pair in found.fit if pair[1].kind == ALSO),
        "missing": rows(found.missing),
        "rest": rows(found.rest),
        "caution": caution(known),
        "locator": [footnotes.cite(item) for item in (LOCATOR, NO_RESULT)] if lost else [],
    }


def caution(known: Facts) -> StrOrPromise:
    """Return what must happen before any of it, or ""."""
    if known.open_case == "yes":
        return _("There is a case in court. A lawyer should read this before anything is sent.")
    return ""
