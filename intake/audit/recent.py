"""A quick look at the end of the chain, for a page. The command `check_audit` reads all of it."""

from .actions import START, _mac
from .models import AuditHead, AuditRow


def end_is_whole(most=500):
    """Say whether the last rows follow from one another and end where the head says."""
    rows = list(AuditRow.objects.order_by("-number")[: most + 1])[::-1]
    head = AuditHead.objects.filter(pk=1).first()
    if not rows or head is None:
        return not rows and head is None
    first = rows.pop(0) if len(rows) > most or rows[0].number > 1 else None
    mac, number = (bytes(first.mac), first.number) if first else (START, 0)
    for row in rows:
        if row.number != number + 1 or bytes(row.mac) != _mac(mac, row):
            return False
        mac, number = bytes(row.mac), row.number
    return head.count == number and bytes(head.mac) == mac
