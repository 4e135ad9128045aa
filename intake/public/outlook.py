"""Last days and routes, as the pages after the form show them."""

from django.utils import timezone

from intake.deadlines.display import deadline_context, has_upcoming_date
from intake.guide import today
from intake.routes.display import fitting_context
from intake.routes.state_panel import state_panel


def routes_and_deadlines(facts, now, footnotes):
    """Return what can be done and by when; sources go to the foot."""
    steps = footnotes.cite_passages(filter(None, [today.passage(facts)]))
    box = state_panel(facts.jail_state, footnotes) if _asks_for_hold(facts) else None
    shown = deadline_context(facts, now, footnotes)
    return {
        "fitting": fitting_context(facts, timezone.localdate(now), footnotes),
        "deadlines": shown,
        "has_calendar_dates": has_upcoming_date(shown),
        "held": facts.held,
        "today": steps,
        "state_panel": box,
    }


def _asks_for_hold(facts):
    """Say whether ICE asked to keep somebody, or may have, as far as the answers say."""
    return facts.hold in ("yes", "unsure") and not facts.notice_only
