"""Last days and routes, as the pages after the form show them."""

from django.utils import timezone

from intake.deadlines.shown import has_date, shown_last_days
from intake.guide import doors
from intake.routes.shown import shown_fitting


def ways_and_days(known, now, foot):
    """Return what can be done and by when; sources go to the foot."""
    shown = shown_last_days(known, now, foot)
    return {
        "fitting": shown_fitting(known, timezone.localdate(now), foot),
        "last_days": shown,
        "has_days": has_date(shown),
        "held": known.held,
        "today": foot.parts([doors.TODAY.for_voice(known.voice)]) if known.held else [],
    }
