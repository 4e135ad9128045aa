"""How old the last backup is: told on the health page and in the log."""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from intake.dashboard.models import LastRun

log = logging.getLogger("intake")

NAME = "backup"
# Once a day, and two hours for a slow one.
LATE = timedelta(hours=26)


def last_made_at() -> datetime | None:
    return LastRun.objects.filter(name=NAME).values_list("at", flat=True).first()


def is_late(made: datetime | None, now: datetime) -> bool:
    return made is None or now - made > LATE


def note_made(at: datetime) -> None:
    LastRun.objects.update_or_create(name=NAME, defaults={"at": at})


def warn_if_late(now: datetime) -> None:
    """Write a line to the log if no backup was made for 26 hours."""
    made = last_made_at()
    if is_late(made, now) and not settings.DEMO:
        log.error(
            "no backup was made for 26 hours; the last one: %s",
            f"{made:%Y-%m-%d %H:%M} UTC" if made else "never",
        )
