"""Which documents of a packet a second reader opened, and marked as read."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.cases.change import NotAllowed
from intake.cases.models import Case
from intake.web import prepared

from .models import DocumentReading, Packet


def readings_by(packet: Packet, reader: Volunteer) -> dict[str, DocumentReading]:
    """Return {document key: what this reader did with it}."""
    return {row.document: row for row in packet.readings.filter(reader=reader)}


def note_opened(packet: Packet, document: str, *, by: Volunteer, at: datetime) -> None:
    """Keep that a reader opened a document of a packet that is in review."""
    if packet.is_in_review:
        packet.readings.get_or_create(
            document=document, reader=by, defaults={"case": packet.case, "opened_at": at}
        )


def mark_read(packet: Packet, document: str, *, by: Volunteer, at: datetime) -> None:
    """Mark an opened document as read. Raises NotAllowed if it was not opened."""
    rows = packet.readings.filter(document=document, reader=by)
    if not packet.is_in_review or not rows.exists():
        raise NotAllowed(_("Open the document first. Then mark it as read."))
    rows.filter(read_at=None).update(read_at=at)


def unread_names(packet: Packet, names: Mapping[str, str], reader: Volunteer) -> list[str]:
    """Return the names of those documents that a reader has not marked as read."""
    rows = packet.readings.filter(reader=reader, read_at__isnull=False)
    read = set(rows.values_list("document", flat=True))
    return [name for key, name in names.items() if key not in read]


def refuse_unread(packet: Packet, names: Mapping[str, str], reader: Volunteer) -> None:
    """Raise NotAllowed, with the names, where a document was not marked as read."""
    missing = unread_names(packet, names, reader)
    if missing:
        raise NotAllowed(
            _("Open each document and mark it as read first. Missing: %(names)s.")
            % {"names": "; ".join(missing)}
        )


def keep(packet: Packet, unchanged: tuple[Packet | None, Iterable[str]]) -> None:
    """Carry the marks of the version before over to documents that are the same in this one."""
    before, documents = unchanged
    if before is None:
        return
    rows = before.readings.filter(document__in=list(documents), read_at__isnull=False)
    DocumentReading.objects.bulk_create(
        [
            DocumentReading(
                case_id=row.case_id,
                packet=packet,
                document=row.document,
                reader_id=row.reader_id,
                opened_at=row.opened_at,
                read_at=row.read_at,
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )


# What a list of cases says of a packet in place of the status of its case, the first one first.
SHOWN = (
    Packet.Status.RETURNED,
    Packet.Status.READY,
    Packet.Status.AGREED,
)


def cases_to_read(visible: QuerySet[Case], volunteer_id: int) -> QuerySet[Any, Any]:
    """Return the ids of visible cases with a packet that waits for this second reader."""
    waiting = Packet.objects.filter(status=Packet.Status.READY)
    return _cases_of(waiting.exclude(ready_by=volunteer_id), visible)


def cases_by_review(visible: QuerySet[Case]) -> dict[str, QuerySet[Any, Any]]:
    """Return the ids of visible cases in review in two parts that share none: by what is to come.

    Each is read in the order of an index, and no further than is counted.
    """
    ready = Packet.objects.filter(status=Packet.Status.READY)
    returned = Packet.objects.filter(status=Packet.Status.RETURNED)
    alone = returned.filter(~Exists(ready.filter(case=OuterRef("case"))))
    return {"review": _cases_of(ready, visible), "review_returned": _cases_of(alone, visible)}


def _cases_of(packets: QuerySet[Packet], visible: QuerySet[Case]) -> QuerySet[Any, Any]:
    # A range of one id, not the id: for that, SQLite would fetch each case, of which an index has
    # all that is asked.
    case = visible.filter(pk__gte=OuterRef("case"), pk__lte=OuterRef("case"))
    return packets.filter(Exists(case)).order_by().values("case").distinct()


def cases_in_review() -> Q:
    """Return the condition for cases with a packet in review, or one that was sent back."""
    found = Packet.objects.filter(status__in=(Packet.Status.READY, Packet.Status.RETURNED))
    return Q(pk__in=found.values("case"))


def unseen_returned(volunteer_id: int) -> QuerySet[Packet]:
    """Return the packets that came back to a volunteer, who has not opened them since."""
    return Packet.objects.filter(status=Packet.Status.RETURNED, returned_to=volunteer_id)


def cases_returned(volunteer_id: int) -> Q:
    """Return the condition for cases with a packet that came back to a volunteer, unseen."""
    return Q(pk__in=unseen_returned(volunteer_id).values("case"))


def cases_came_back(volunteer_id: int) -> Q:
    """Return the condition for cases with a packet that came back to who made it ready."""
    return Q(pk__in=returned_to(volunteer_id).values("case"))


def states_of(cases: Iterable[Case], volunteer: Volunteer) -> dict[int, tuple[str, bool]]:
    """Return {case id: (state of its packet, whether it came back unseen)}. One query."""
    found: dict[int, tuple[str, bool]] = {}
    rows = prepared.rows(_states_of, [case.pk for case in cases])
    for pk, status, returned_to in rows:
        state, unseen = found.get(pk, (status, False))
        first = min(state, status, key=SHOWN.index)
        is_mine = status == Packet.Status.RETURNED and returned_to == volunteer.pk
        found[pk] = first, unseen or is_mine
    return found


def _states_of(ids: list[int]) -> Any:
    rows = Packet.objects.filter(case__in=ids, status__in=SHOWN)
    return rows.values_list("case", "status", "returned_to")


def see_returned(packet: Packet, volunteer: Volunteer) -> None:
    """Keep that whoever a packet came back to has seen it."""
    if packet.returned_to_id == volunteer.pk:
        Packet.objects.filter(pk=packet.pk, returned_to=volunteer).update(returned_to=None)


def returned_to(volunteer_id: int) -> QuerySet[Packet]:
    """Return the packets that came back to who made them ready, and that nobody has begun anew."""
    return Packet.objects.filter(status=Packet.Status.RETURNED, ready_by=volunteer_id)
