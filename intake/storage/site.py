"""The id that a database and its store share: neither is used with another one's half."""

import time
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from . import store
from .models import Site

PAUSES = (0.1, 0.4, 0)

OTHER_DATABASE = (
    "The store of files belongs to another database than DATABASE_URL. Set the right one. If they"
    " do belong together: manage.py accept_store"
)
OTHER_STORE = (
    "The store of files does not carry the id of this database. Check ATTACHMENTS_DIR or"
    " ATTACHMENTS_S3, and that the disk is mounted. If it is the right store: manage.py"
    " accept_store"
)


class OtherStore(Exception):
    """Database and store do not belong together. The message says what to do."""


def check() -> None:
    """Compare the id in the database with that in the store; give both one, if neither has any.

    Raises OtherStore, and OSError if the store does not answer.
    """
    for pause in PAUSES:
        mark, known = store.read_mark(), uid()
        if mark is None and known is None:
            _begin()
            return
        if mark == known:
            return
        # Another process may be giving them their first id now.
        time.sleep(pause)
    raise OtherStore(OTHER_STORE if mark is None else OTHER_DATABASE)


def _begin() -> None:
    with transaction.atomic():
        row, is_new = Site.objects.get_or_create(pk=1)
        if is_new:
            store.write_mark(row.uid)


def accept() -> UUID:
    """Let the store carry the id of this database from now on. Return it. Raises OSError."""
    row, _is_new = Site.objects.get_or_create(pk=1)
    store.write_mark(row.uid)
    return row.uid


def begin_anew(unknown: tuple[date, date] | None) -> UUID:
    """Give this database a new id, and note which days of erasures are not known. Return the id.

    It fits no store until `accept`.
    """
    first, last = unknown or (None, None)
    values = {"uid": uuid4(), "former_uid": uid(), "unknown_from": first, "unknown_until": last}
    return Site.objects.update_or_create(pk=1, defaults=values)[0].uid


def uid() -> UUID | None:
    """Return the id of this site, if it has one yet."""
    return Site.objects.filter(pk=1).values_list("uid", flat=True).first()


def former_uid() -> UUID | None:
    """Return the id of the site whose backup this was restored from."""
    return Site.objects.filter(pk=1).values_list("former_uid", flat=True).first()


def unknown_days() -> tuple[date, date] | None:
    """Return the first and the last day whose erasures are not known. The site is closed then."""
    row = Site.objects.filter(pk=1).first()
    if row is None or row.unknown_from is None or row.unknown_until is None:
        return None
    return row.unknown_from, row.unknown_until


def know_until(day: date) -> None:
    """Note that the erasures before a day are known."""
    Site.objects.filter(pk=1, unknown_from__lt=day).update(unknown_from=day)


def confirm() -> None:
    """Open the site: what was erased on the unknown days is erased again, or there was nothing."""
    Site.objects.filter(pk=1).update(unknown_from=None, unknown_until=None)
