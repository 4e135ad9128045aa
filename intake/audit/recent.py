"""A quick look at the end of the chain, for a page. The command `check_audit` reads all of it."""

from .log import START, entry_mac
from .models import AuditEntry, AuditHead


def end_is_whole(limit=500):
    """Say whether the last rows follow from one another and end where the head says."""
    entries = list(AuditEntry.objects.order_by("-number")[: limit + 1])[::-1]
    head = AuditHead.objects.filter(pk=1).first()
    if not entries or head is None:
        return not entries and head is None
    first = entries.pop(0) if len(entries) > limit or entries[0].number > 1 else None
    mac, number = (bytes(first.mac), first.number) if first else (START, 0)
    for entry in entries:
        if entry.number != number + 1 or bytes(entry.mac) != entry_mac(mac, entry):
            return False
        mac, number = bytes(entry.mac), entry.number
    return head.count == number and bytes(head.mac) == mac
