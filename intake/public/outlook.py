"""Last days and routes, as the pages after the form show them."""

from django.utils import timezone

from intake.deadlines.display import deadline_context, has_upcoming_date
from intake.guide import today
from intake.routes.display import fitting_context


def routes_and_deadlines(facts, now, footnotes):
    """Return what can be done and by when; sources go to the foot."""
    shown = deadline_context(facts, now, footnotes)
    return {
        "fitting": fitting_context(facts, timezone.localdate(now), footnotes),
        "deadlines": shown,
        "has_calendar_dates": has_upcoming_date(shown),
        "held": facts.held,
        "today": footnotes.cite_passages(filter(None, [today.passage(facts)])),
    }
