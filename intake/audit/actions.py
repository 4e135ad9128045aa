"""Write the chain, check it, and find unusual looking."""

import json
from collections import Counter
from datetime import UTC, timedelta

from django.conf import settings
from django.db import transaction

from intake.vault import crypto

from .models import AuditHead, AuditRow

Kind = AuditRow.Kind

START = bytes(32)
# More than this in an hour is unusual for one volunteer (security.md, T3).
MANY_OPENED = 30
MANY_REVEALED = 15
EXPORTS_A_DAY = 20


def _key():
    return crypto.derive(settings.PEPPER.encode(), "audit chain")


def _mac(before, row):
    """Return the mac of a row, which binds all its columns and the mac before it."""
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = json.dumps([row.number, row.kind, row.by_id, row.what, at])
    return crypto.index(_key(), bytes(before) + said.encode())


@transaction.atomic
def write(kind, *, by, at, what=""):
    """Add a row to the end of the chain. Writers take turns at its head."""
    head = AuditHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1, defaults={"mac": START})
        head = AuditHead.objects.select_for_update().get(pk=1)
    row = AuditRow(number=head.count + 1, kind=kind, by=by, what=str(what)[:80], at=at)
    row.mac = head.mac = _mac(head.mac, row)
    head.count = row.number
    row.save(force_insert=True)
    head.save()
    return row


def first_fault():
    """Return the number of the first row that was altered, is missing or was moved, or None.

    A missing end is found as the number after the last row.
    """
    head = AuditHead.objects.filter(pk=1).first()
    mac, expected = START, 1
    for row in AuditRow.objects.order_by("number").iterator(chunk_size=2000):
        if row.number != expected or bytes(row.mac) != _mac(mac, row):
            return expected
        mac, expected = bytes(row.mac), expected + 1
    if head is None:
        return None if expected == 1 else 1
    if head.count != expected - 1 or bytes(head.mac) != mac:
        return expected
    return None


def may_export(by, now):
    """Say whether a volunteer may export once more today; write an alarm row if not."""
    since = now - timedelta(days=1)
    if AuditRow.objects.filter(by=by, kind=Kind.EXPORTED, at__gt=since).count() < EXPORTS_A_DAY:
        return True
    write(Kind.EXPORT_LIMIT, by=by, at=now)
    return False


def unusual(now, days=7):
    """Return [(volunteer, kind label, hour, how many)] of unusual looking, newest first."""
    found = []
    rows = AuditRow.objects.filter(at__gt=now - timedelta(days=days)).select_related("by")
    for kind, many in ((Kind.OPENED, MANY_OPENED), (Kind.REVEALED, MANY_REVEALED)):
        seen = {
            (row.by, row.at.replace(minute=0, second=0, microsecond=0), row.what)
            for row in rows.filter(kind=kind, by__isnull=False)
        }
        counted = Counter((by, hour) for by, hour, _what in seen)
        found += [(by, kind.label, hour, count) for (by, hour), count in counted.items()
                  if count > many]  # fmt: skip
    refused = rows.filter(kind=Kind.EXPORT_LIMIT)
    found += [(row.by, row.get_kind_display(), row.at, 1) for row in refused]
    return sorted(found, key=lambda line: line[2], reverse=True)
