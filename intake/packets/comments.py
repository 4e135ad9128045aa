"""What volunteers say about a packet to one another, and sending it back to who made it."""

from datetime import datetime

from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.cases.change import NotAllowed, change
from intake.cases.models import Event
from intake.cases.unlocked import UnlockedCase

from .change import Act, change_packet
from .models import Packet, PacketComment


def comments_on(packet: Packet, unlocked: UnlockedCase) -> list[tuple[PacketComment, str]]:
    """Return [(comment, its text)] on this version and on those before it, oldest first."""
    rows = PacketComment.objects.filter(
        case=unlocked.case, packet__route=packet.route, packet__edition__lte=packet.edition
    )
    return unlocked.display_all(rows.select_related("by", "packet").order_by("pk"), "text")


def comment(
    packet: Packet,
    text: str,
    document: str = "",
    *,
    unlocked: UnlockedCase,
    by: Volunteer,
    at: datetime,
) -> Packet:
    """Say something about a packet that is not sent. Raises NotAllowed."""
    return _comment(packet, text, document, unlocked=unlocked, by=by, at=at, sends_back=False)


def send_back(
    packet: Packet,
    text: str,
    document: str = "",
    *,
    unlocked: UnlockedCase,
    by: Volunteer,
    at: datetime,
) -> Packet:
    """Return a packet to who made it ready, with the reason. Raises NotAllowed."""
    return _comment(packet, text, document, unlocked=unlocked, by=by, at=at, sends_back=True)


def _comment(
    packet: Packet,
    text: str,
    document: str,
    *,
    unlocked: UnlockedCase,
    by: Volunteer,
    at: datetime,
    sends_back: bool,
) -> Packet:
    kind = Event.Kind.SENT_BACK if sends_back else Event.Kind.COMMENTED

    def prepare(packet: Packet) -> Act:
        clear = {"packet": packet, "document": document, "by": by, "at": at}
        clear |= {"sends_back": sends_back}
        row = unlocked.new(PacketComment, clear=clear, text=text)
        event = unlocked.event(kind, by=by, at=at, reason=str(packet))

        def act(changing: change) -> bool:
            if sends_back and packet.status == Packet.Status.RETURNED:
                return False
            if sends_back:
                _refuse_sending_back(packet, by)
                packet.status = Packet.Status.RETURNED
                packet.returned_at = at
                packet.returned_to_id = packet.ready_by_id or changing.case.assigned_to_id
                packet.save(update_fields=["status", "returned_at", "returned_to"])
            changing.add(row)
            changing.record(event)
            return sends_back

        return act

    return change_packet(packet, prepare, unlocked=unlocked, by=by, at=at)


def _refuse_sending_back(packet: Packet, by: Volunteer) -> None:
    if packet.status != Packet.Status.READY:
        raise NotAllowed(
            _("Only a packet in review can be sent back. This one is: %(status)s.")
            % {"status": packet.get_status_display()}
        )
    if packet.ready_by_id == by.pk:
        raise NotAllowed(_("You made it ready. Start a new version to change it."))
