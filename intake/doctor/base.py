"""What a check is: one function, which yields what is wrong, each with its remedy."""

import logging
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from django.db import DatabaseError, connection

log = logging.getLogger("intake")


class Level(IntEnum):
    OK = 0
    WARNING = 1
    DANGER = 2


class When(IntEnum):
    """When a check is made. Each later occasion makes the earlier checks too."""

    SETTINGS = 0  # before every command that Django checks: needs nothing but the settings
    START = 1  # before the site serves
    DOCTOR = 2  # when asked: may be slow, and may ask others


class Finding(NamedTuple):
    level: Level
    fault: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.fault} {self.remedy}".strip()


class Check(NamedTuple):
    name: str
    run: Callable[[], Iterable[Finding]]
    when: When
    # Whether it reads the database: where none answers, it is left out.
    asks_database: bool = False


def danger(fault: str, remedy: str = "") -> Finding:
    """Return what must be mended before the site serves, each a whole sentence."""
    return Finding(Level.DANGER, fault, remedy)


def warning(fault: str, remedy: str = "") -> Finding:
    """Return what should be mended; the site serves meanwhile."""
    return Finding(Level.WARNING, fault, remedy)


def findings_of(check: Check) -> list[Finding]:
    """Make one check. What breaks in it is told by its kind alone: its words may hold values."""
    try:
        return list(check.run())
    except Exception as error:
        kind = type(error).__name__
        return [warning(f"This could not be checked ({kind}).", "See the checks above first.")]


def made(checks: Iterable[Check], when: When) -> Iterator[tuple[Check, list[Finding]]]:
    """Make the checks of an occasion. Yields (check, what is wrong).

    Those that read the database are left out where it does not answer: one check says that.
    """
    there = None
    for check in checks:
        if check.when > when:
            continue
        if check.asks_database:
            there = database_answers() if there is None else there
            if not there:
                continue
        yield check, findings_of(check)


def database_answers() -> bool:
    if connection.vendor == "unknown":
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
