"""The one way to change a packet: prepared and sealed before, done in one transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.cases.change import NotAllowed, change
from intake.cases.consequences import refuse_while_deletion_is_asked
from intake.cases.models import Case
from intake.cases.unlocked import UnlockedCase

from .models import Packet

PacketStatus = Packet.Status

# What is done to a packet in the transaction of a change; it says whether it saved the packet.
Act: TypeAlias = Callable[[change], bool]
Prepare: TypeAlias = Callable[[Packet], Act]

# Frozen, and not gone: a newer edition takes their place.
UNSENT = (
    PacketStatus.READY,
    PacketStatus.RETURNED,
    PacketStatus.REVIEWED,
    PacketStatus.AGREED,
)
# Read by a second volunteer, and not gone.
APPROVED = (PacketStatus.REVIEWED, PacketStatus.AGREED)


def change_packet(
    packet: Packet, prepare: Prepare, *, unlocked: UnlockedCase, by: Volunteer | None, at: datetime
) -> Packet:
    """Change a packet and its case in one transaction. Return the packet.

    `prepare` takes the packet as it is now, seals what must be sealed, and returns what is to be
    done in the transaction: a function of the change that says whether it saved the packet.
    `prepare` is called again if a colleague changed the packet meanwhile. Raises NotAllowed.
    """
    while True:
        packet = Packet.objects.select_related("case").get(pk=packet.pk)
        read = _state(packet)
        act = prepare(packet)
        with change(unlocked.case, by=by, at=at) as changing:
            refuse_closed(changing.case)
            if packet.status in (PacketStatus.DRAFT, *UNSENT):
                refuse_while_deletion_is_asked(changing.case)
            if read != _state(Packet.objects.select_for_update().get(pk=packet.pk)):
                continue
            done = act(changing)
        # Where there was nothing to do, what was prepared was not saved either.
        return packet if done else Packet.objects.select_related("case").get(pk=packet.pk)


def _state(packet: Packet) -> tuple[Any, ...]:
    """Return what a change of a packet rests on: if it differs, somebody else changed it."""
    sealed = (packet.edits, packet.frozen, packet.record)
    return packet.status, *(bytes(column or b"") for column in sealed)


def refuse_closed(case: Case) -> None:
    if case.status == Case.Status.CLOSED:
        raise NotAllowed(
            _("This case is closed. Open it again first, on its own page, if that is right.")
        )
