"""One run of a timer at a time, on whichever host: whoever comes second leaves it to the first."""

import secrets
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from .models import TimerLeader

# On SQLite: a run that was killed is over after this. Each step of a run that lives moves it on.
LIFE = timedelta(minutes=30)


@contextmanager
def leading(name: str) -> Iterator[Callable[[], bool] | None]:
    """Give a function that says whether this run still leads; None where another one does."""
    lock = _postgresql_lock if connection.vendor == "postgresql" else _row_lock
    with lock(name) as still_leads:
        yield still_leads


@contextmanager
def _postgresql_lock(name):
    """Hold an advisory lock, on a connection of its own: no failing step can end that one."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_number(name)])
            [leads] = cursor.fetchone()

        def still_leads():
            try:
                with own.cursor() as cursor:
                    cursor.execute("SELECT 1")
            except DatabaseError:
                return False
            return True

        yield still_leads if leads else None
    finally:
        own.close()


def _number(name):
    """Return the number of a lock: one of 64 bits, the same on every host."""
    return zlib.crc32(f"timer {name}".encode()) | 0x77_72_6F_6E << 32


@contextmanager
def _row_lock(name):
    holder = secrets.token_hex(16)

    def still_leads():
        now = timezone.now()
        TimerLeader.objects.get_or_create(name=name, defaults={"holder": "", "until": now})
        rows = TimerLeader.objects.filter(name=name)
        # One that ends later than any run can last was written by a wrong clock.
        free = rows.exclude(until__gt=now, until__lte=now + LIFE) | rows.filter(holder=holder)
        return bool(free.update(holder=holder, until=now + LIFE))

    leads = still_leads()
    try:
        yield still_leads if leads else None
    finally:
        if leads:
            with suppress(DatabaseError):
                TimerLeader.objects.filter(name=name, holder=holder).delete()
