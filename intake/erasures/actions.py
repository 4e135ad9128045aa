"""Note what is erased: in the database with the erasure itself, and at once in the ledger.

The ledger lies apart from the database (see `ledger`), so that it outlives it. An entry is a keyed
hash of a random id.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from intake.vault import crypto

from . import ledger
from .models import Erasure

CASE, DRAFT, FILE = "case", "draft", "file"
# Longer than any backup is kept.
KEPT_FOR = timedelta(days=60)
# Entries of so many days are compared: the database forgets older ones a little earlier.
COMPARED_FOR = timedelta(days=50)


def mac_of(kind: str, owner: UUID) -> str:
    """Return the entry of something that was erased: CASE, DRAFT or FILE, and its id."""
    key = crypto.derive(settings.PEPPER.encode(), "erasure ledger")
    return crypto.blind_index(key, f"{kind}:{UUID(str(owner)).hex}".encode()).hex()


def note(kind: str, ids: Iterable[UUID], *, on: date) -> None:
    """Note that these are erased. Must run in the transaction that erases them.

    A ledger that cannot be written does not stop an erasure: `bring_up_to_date` writes it later.
    """
    rows = [Erasure(mac=mac_of(kind, one), erased_on=on) for one in ids]
    if not rows:
        return
    Erasure.objects.bulk_create(rows, ignore_conflicts=True)
    entries = {row.mac: on for row in rows}
    transaction.on_commit(lambda: ledger.append_everywhere(entries))


def bring_up_to_date(now: datetime, uid: UUID | None, *, forget: bool = False) -> int:
    """Write to each ledger what it lacks, and that it is complete as of now for the site `uid`.

    Other hosts, and a disk that was full, leave gaps. With `forget`, what no backup can bring back
    any more is forgotten. Returns how many ledgers could not be written.
    """
    before = localdate(now) - KEPT_FOR if forget else None
    if before:
        Erasure.objects.filter(erased_on__lt=before).delete()
    entries = dict(Erasure.objects.values_list("mac", "erased_on"))
    return ledger.complete(entries, now=now, uid=uid, before=before)


def is_older_than_ledger(today: date) -> bool:
    """Say whether a ledger of the settings names what this database does not know as erased.

    An erasure is in the database before it is in a ledger, so this is an older copy of it.
    """
    whole = ledger.merged(ledger.read(folder) for folder in settings.ERASURE_LEDGER)
    recent = {mac for mac, on in whole.entries.items() if on > today - COMPARED_FOR}
    return bool(recent) and not recent <= set(Erasure.objects.values_list("mac", flat=True))
