"""How long a case is kept: 90 days after closing, a year at most, longer only with a reason."""

from datetime import timedelta

from .models import Case

AFTER_CLOSING = timedelta(days=90)
AT_MOST = timedelta(days=365)


def erase_on(case):
    """Return the day from which the timer erases a case, or None if it is kept or erased."""
    if case.retention_extended or case.erased_on:
        return None
    latest = case.opened_on + AT_MOST
    if case.status == Case.Status.CLOSED and case.closed_on:
        return min(latest, case.closed_on + AFTER_CLOSING)
    return latest
