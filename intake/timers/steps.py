"""The steps of a timer: each is caught and recorded, and those after a failing one still run."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import DatabaseError
from django.db.models import F, Q

from .models import TimerStep

log = logging.getLogger("intake")


class Step(NamedTuple):
    name: str
    run: Callable[[], Any]


class Ran(NamedTuple):
    results: dict[str, Any]
    failed: dict[str, str]  # {name of a step: the kind of what broke}
    stopped: bool  # another host took over, so the rest was left to it


def run(steps: Iterable[Step], *, at: datetime, still_leads: Callable[[], bool]) -> Ran:
    """Run the steps in order, and record how each of them ended."""
    ran = Ran({}, {}, stopped=False)
    for step in steps:
        if not _leads(still_leads):
            return ran._replace(stopped=True)
        try:
            ran.results[step.name] = step.run()
        except Exception as error:
            ran.failed[step.name] = type(error).__name__
            log.error("the timer's step “%s” failed: %s", step.name, type(error).__name__)
        _record(step.name, at, ran.failed.get(step.name))
    return ran


def _leads(still_leads):
    try:
        return still_leads()
    except DatabaseError:  # a disk that is full: nobody else can take over either
        return True


def _record(name, at, failure):
    fields = {"failed_at": at, "failure": failure[:60]} if failure else {"succeeded_at": at}
    try:
        TimerStep.objects.update_or_create(name=name, defaults=fields)
    except DatabaseError as error:
        log.error("a step of the timer is not recorded: %s", type(error).__name__)


def failing() -> list[TimerStep]:
    """Return the steps whose last run failed."""
    newer = Q(succeeded_at=None) | Q(succeeded_at__lt=F("failed_at"))
    return list(TimerStep.objects.exclude(failed_at=None).filter(newer).order_by("name"))
