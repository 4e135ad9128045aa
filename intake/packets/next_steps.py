"""What to do next on each way that fits: choose it, send its papers, ask the office again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from intake.cases.models import Case, CompletedStep
from intake.cases.next_steps import completed_steps
from intake.deadlines.response_times import RESPONSE_TIMES
from intake.routes.base import RECOMMENDED, Route
from intake.routes.fitting import ROUTES_BY_SLUG, Fitting

from .build import DOCUMENTS_OF_ROUTE
from .models import Packet


@dataclass(frozen=True)
class RouteStep:
    """One line. `done` is the day on which it was done, a Tick, or None; `due` a day or None."""

    slug: str
    text: str
    done: Any = None
    due: date | None = None
    # Done by a tick, where no packet shows it.
    by_hand: bool = False


def follow_up_dates(route: Route, sent_on: date) -> list[tuple[int, date]]:
    """Return [(days after sending, day)] to ask an office again: the route's own, the law's."""
    law = [
        RESPONSE_TIMES[key].due_on(sent_on) for key in route.response_times if key in RESPONSE_TIMES
    ]
    days = {(day - sent_on).days: day for day in law} | route.follow_up_dates(sent_on)
    return sorted(days.items())


def route_steps(fitted: Fitting, case: Case, packets: Iterable[Packet]) -> list[RouteStep]:
    """Return the steps of the ways to start with, and of those whose papers are under way."""
    completed = {tick.step: tick for tick in completed_steps(case)}
    newest = {packet.route: packet for packet in sorted(packets, key=lambda one: one.edition)}
    recommended_routes = [route for route, fit in fitted.fitting if fit.kind == RECOMMENDED]
    also = [
        ROUTES_BY_SLUG[key]
        for key in newest
        if key in ROUTES_BY_SLUG and ROUTES_BY_SLUG[key] not in recommended_routes
    ]
    found = []
    for route in (*recommended_routes, *also):
        found += _of_route(route, newest.get(route.slug), completed)
    return found


def _of_route(
    route: Route, packet: Packet | None, completed: Mapping[str, CompletedStep]
) -> list[RouteStep]:
    if packet is None:
        papers = route.slug in DOCUMENTS_OF_ROUTE
        text = _("Prepare letters: %(way)s") if papers else _("Use this option: %(way)s")
        key = f"way-{route.slug}"
        return [RouteStep(key, text % {"way": route.name}, completed.get(key), by_hand=not papers)]
    sent = RouteStep("sent", _("Send letters: %(way)s") % {"way": route.name}, packet.sent_on)
    if not packet.sent_on or packet.answered_on:
        return [sent]
    return [sent] + [
        RouteStep(key, _("Ask again: %(way)s") % {"way": route.name}, completed.get(key), day, True)
        for days, day in follow_up_dates(route, packet.sent_on)
        for key in [f"again-{route.slug}-{days}"]
    ]


def is_route_step(key: str) -> bool:
    """Say whether a tick of this name belongs to a way."""
    kind, _dash, rest = key.partition("-")
    route = rest.rpartition("-")[0] if kind == "again" else rest
    return kind in ("way", "again") and route in ROUTES_BY_SLUG and len(key) <= 40
