"""Write the chain, check it, and find unusual looking."""

import json
import logging
from collections import Counter, deque
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Count, Max

from intake.vault import crypto
from intake.web import prepared

from .models import AuditEntry, AuditHead

log = logging.getLogger("intake")

Kind = AuditEntry.Kind

START = bytes(32)
# More than so many in an hour is unusual for one volunteer (security.md, T3): different cases
# where a row names one, else rows. A new code for a filer is always shown.
HOURLY_LIMITS = {
    Kind.VIEWED: 30,
    Kind.REVEALED: 15,
    Kind.PRINTED: 30,
    Kind.DOWNLOADED: 30,
    Kind.SEARCHED: 60,
    Kind.NEW_CODE: 0,
}
COUNTED_BY_CASE = {Kind.VIEWED, Kind.REVEALED, Kind.PRINTED}
HOUR = timedelta(hours=1)
# How many a volunteer may do in a day, and the row that says that it was refused.
DAILY_LIMITS = {Kind.EXPORTED: (20, Kind.EXPORT_LIMIT), Kind.PRINTED: (100, Kind.PRINT_LIMIT)}

ALARMS = frozenset(alarm for _most, alarm in DAILY_LIMITS.values())


def chain_key():
    return crypto.derive(settings.PEPPER.encode(), "audit chain")


def entry_mac(before, entry):
    """Return the mac of a row, which binds all its columns and the mac before it."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    payload = json.dumps([entry.number, entry.kind, entry.by_id, entry.what, at])
    return crypto.blind_index(chain_key(), bytes(before) + payload.encode())


def _locked_head():
    """Return the head of the chain. Writers take turns at it, until their transactions end."""
    head = AuditHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1, defaults={"mac": START})
        head = AuditHead.objects.select_for_update().get(pk=1)
    return head


def write_all(kind, *, by, at, what):
    """Add a row for each of `what` to the end of the chain. Return them."""
    try:
        return _write_all(kind, by=by, at=at, what=what)
    except IntegrityError:
        _go_on_after_the_last_row()
        return _write_all(kind, by=by, at=at, what=what)


@transaction.atomic
def _go_on_after_the_last_row():
    """Let the chain go on where the row that holds its end was lost, so that nobody is shut out.

    Whether rows were cut off is not known then: where the mac is lost, too, the next row stays
    broken.
    """
    head, last = _locked_head(), AuditEntry.objects.aggregate(last=Max("number"))["last"] or 0
    if head.count < last:
        head.count = last
        head.save()
        log.error("the end of the access log was lost: run check_audit")


@transaction.atomic
def _write_all(kind, *, by, at, what):
    head, entries = _locked_head(), []
    for one in what:
        entry = AuditEntry(number=head.count + 1, kind=kind, by=by, what=str(one)[:80], at=at)
        entry.mac = head.mac = entry_mac(head.mac, entry)
        head.count = entry.number
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries)
    head.save()
    return entries


def write(kind, *, by, at, what=""):
    """Add a row to the end of the chain."""
    [entry] = write_all(kind, by=by, at=at, what=[what])
    return entry


@transaction.atomic
def write_within_limit(kind, *, by, at, what):
    """Add a row for each of `what`, or only an alarm if a day allows no more. Say if it does.

    Counting and writing are one turn, so that many at once cannot pass the limit.
    """
    _locked_head()
    limit, alarm = DAILY_LIMITS[kind]
    done = AuditEntry.objects.filter(by=by, kind=kind, at__gt=at - timedelta(days=1)).count()
    within = done + len(what) <= limit
    write_all(kind if within else alarm, by=by, at=at, what=what if within else [""])
    return within


def first_broken_entry():
    """Return the number of the first row that was altered, is missing or was moved, or None.

    A missing end is found as the number after the last row.
    """
    head = AuditHead.objects.filter(pk=1).first()
    mac, expected = START, 1
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected or bytes(entry.mac) != entry_mac(mac, entry):
            return expected
        mac, expected = bytes(entry.mac), expected + 1
    if head is None:
        return None if expected == 1 else 1
    if head.count != expected - 1 or bytes(head.mac) != mac:
        return expected
    return None


def _bursts(entries, many):
    """Return [(when it began, how many in the busiest hour)] of [(when, what)], oldest first."""
    hour: deque[tuple[datetime, Any]] = deque()
    seen: Counter[Any] = Counter()
    found, going = [], False
    for at, what in entries:
        hour.append((at, what))
        seen[what] += 1
        while hour[0][0] <= at - HOUR:
            _at, old = hour.popleft()
            seen[old] -= 1
            seen += Counter()  # forgets what is not in this hour any more
        count = len(seen)
        if count > many and not going:
            found.append((hour[0][0], count))
        elif count > many:
            found[-1] = (found[-1][0], max(found[-1][1], count))
        going = count > many
    return found


def _may_be_unusual(kind, rows, cases):
    """Say whether so many rows of a kind, about so many cases, may be too many for one hour."""
    if kind in ALARMS:
        return True
    return (
        kind in HOURLY_LIMITS and (cases if kind in COUNTED_BY_CASE else rows) > HOURLY_LIMITS[kind]
    )


def _entries_since(start):
    return AuditEntry.objects.filter(at__gt=start, by__isnull=False)


def _totals(start):
    return (
        _entries_since(start)
        .order_by()
        .values("by", "kind")
        .annotate(rows=Count("number"), cases=Count("what", distinct=True))
        .values_list("by", "kind", "rows", "cases")
    )


def anomalies(now, days=7):
    """Return [(volunteer, kind label, when it began, how many)] of unusual looking, newest first.

    Counted over any hour, not by the clock, so that nobody halves it by waiting for a full one.
    """
    start = now - timedelta(days=days)
    # Nearly always nobody did so much that the hours need to be looked at.
    totals = prepared.rows(_totals, start)
    many = {(by, kind) for by, kind, rows, cases in totals if _may_be_unusual(kind, rows, cases)}
    if not many:
        return []
    entries = _entries_since(start)
    done: dict[tuple[int, Kind], list[tuple[datetime, Any]]] = {}
    for number, kind, by, at, what in (
        entries.filter(by__in={by for by, _kind in many}, kind__in={kind for _by, kind in many})
        .filter(kind__in=HOURLY_LIMITS)
        .order_by("at", "number")
        .values_list("number", "kind", "by", "at", "what")
    ):
        done.setdefault((by, Kind(kind)), []).append(
            (at, what if kind in COUNTED_BY_CASE else number)
        )
    found: list[tuple[Any, ...]] = [
        (by, kind.label, began, count)
        for (by, kind), events in done.items()
        for began, count in _bursts(events, HOURLY_LIMITS[kind])
    ]
    alarms = entries.filter(kind__in=ALARMS)
    found += [(entry.by_id, entry.get_kind_display(), entry.at, 1) for entry in alarms]
    people = get_user_model().objects.in_bulk({line[0] for line in found})
    found = [(people[by], *rest) for by, *rest in found]
    return sorted(found, key=lambda line: line[2], reverse=True)
