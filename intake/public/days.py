"""Last days and routes, as the pages after the form show them."""

from django.utils import timezone

from intake.deadlines.shown import has_date, shown_last_days
from intake.guide import doors
from intake.routes.shown import shown_fitting


def ways_and_days(known, now, footnotes):
    """Return what can be done and by when; sources go to the foot."""
    shown = shown_last_days(known, now, footnotes)
    return {
        "fitting": shown_fitting(known, timezone.localdate(now), footnotes),
        "last_days": shown,
        "has_days": has_date(shown),
        "held": known.held,
        "today": footnotes.cite_passages([doors.TODAY.for_voice(known.voice)])
        if known.held
        else [],
    }
