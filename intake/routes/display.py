"""Routes that fit, as both doors show them: with reason, warning, and how each stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from intake.citations.base import NOT_FOUND, Passage, Statement
from intake.citations.footnotes import Footnotes, NumberedClaim
from intake.flow.facts import Facts
from intake.web.text import StrOrPromise

from .base import POSSIBLE, RECOMMENDED, TELLS_GOVERNMENT, UNCONFIRMED, Contact, Fit, Route
from .contact_checks import checked_on, current_value, is_check_stale
from .contact_text import OTHER, kind_of
from .fitting import ROUTES_BY_SLUG, fitting
from .locator import LOCATOR, NO_RESULT
from .route_status import RouteStatus, current_statuses, latest_reviews, status_of


@dataclass(frozen=True)
class StatusLine:
    """How a route stands, for a page: `age` in days, and whether that is long ago."""

    code: str
    label: StrOrPromise
    checked_on: date
    age: int
    is_stale: bool
    is_reviewed: bool

    @property
    def has_label(self) -> bool:
        """Say whether its state is known: that nobody has looked yet is said by the date alone."""
        return self.is_reviewed or self.code != UNCONFIRMED


def status_line(route: Route, today: date) -> StatusLine:
    status = status_of(route)
    return StatusLine(
        status.code,
        status.label,
        status.checked_on,
        status.age(today),
        status.is_stale(today),
        status.is_reviewed,
    )


@dataclass(frozen=True)
class ContactLine:
    """A contact on the page of its route: as it was last found, with that day or its year."""

    label: StrOrPromise
    claim: NumberedClaim
    seen: StrOrPromise
    is_old: bool
    is_address: bool


def _seen(contact: Contact, day: date | None) -> StrOrPromise:
    """Return the day on which a contact was checked, or else the year of its text."""
    if day is None:
        return str(contact.year or "")
    return format_lazy(_("checked by us on {day}"), day=date_format(day, "F j, Y"))


def contact_line(contact: Contact, footnotes: Footnotes, today: date) -> ContactLine:
    day, value = checked_on(str(contact.value)), current_value(str(contact.value))
    return ContactLine(
        contact.label,
        replace(footnotes.cite(contact.claim), text=value),
        _seen(contact, day),
        is_check_stale(day, today) if day else contact.is_old(today),
        kind_of(value) == OTHER,
    )


def with_live_status(part: Passage) -> Passage:
    """Return a part of the guide that speaks of one route with what was last seen of it first."""
    topic, slug = part.live_route or ("", "")
    if slug not in latest_reviews():
        return part
    status = status_of(ROUTES_BY_SLUG[slug])
    reviewed = {"state": _status_lines, "contact": _contact_lines}[topic](status)
    # What was not found then was seen now.
    unchanged = (item for item in part.items if getattr(item, "confidence", "") != NOT_FOUND)
    return replace(part, items=(*reviewed, *unchanged))


def _status_lines(status: RouteStatus) -> Iterator[Statement]:
    yield format_lazy(
        _("Checked by us on {day}: {status}."),
        day=date_format(status.checked_on, "F j, Y"),
        status=status.label,
    )
    if status.note:
        yield status.note


def _contact_lines(status: RouteStatus) -> list[str]:
    return [line for line in status.contact.splitlines() if line.strip()]


@dataclass(frozen=True)
class RouteRow:
    route: Route
    reason: StrOrPromise
    warning: NumberedClaim | None
    status: StatusLine


def fitting_context(facts: Facts, today: date, footnotes: Footnotes) -> dict[str, Any]:
    """Return the groups of routes for a page, most urgent first; sources go to its foot.

    The warning that many routes share stands once above them; each still says it in short.
    """
    fitting_routes, is_lost = fitting(facts, current_statuses()), facts.where == "unsure"
    shared = any(
        route.warning is TELLS_GOVERNMENT
        for route, _fit in fitting_routes.fitting + fitting_routes.undecided
    )

    def warning(route: Route) -> NumberedClaim | None:
        text = route.short_warning if route.warning is TELLS_GOVERNMENT else route.warning
        return footnotes.cite(text, is_warning=True) if text else None

    def rows(pairs: Iterable[tuple[Route, Fit]]) -> list[RouteRow]:
        return [
            RouteRow(route, fit.reason, warning(route), status_line(route, today))
            for route, fit in pairs
        ]

    return {
        "routes": fitting_routes,
        "shared": footnotes.cite(TELLS_GOVERNMENT) if shared else None,
        "recommended": rows(pair for pair in fitting_routes.fitting if pair[1].kind == RECOMMENDED),
        "possible": rows(pair for pair in fitting_routes.fitting if pair[1].kind == POSSIBLE),
        "undecided": rows(fitting_routes.undecided),
        "unsuitable": rows(fitting_routes.unsuitable),
        "caution": caution(facts),
        "locator": [footnotes.cite(item) for item in (LOCATOR, NO_RESULT)] if is_lost else [],
    }


def caution(facts: Facts) -> StrOrPromise:
    """Return what must happen before any of it, or ""."""
    if facts.open_case == "yes":
        return _("There is a case in court. A lawyer should read this before anything is sent.")
    return ""
