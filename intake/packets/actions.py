"""Every step of a packet, from draft to answer. Each first asks whether it has already happened.

Nothing leaves without a second reader, and without the person's yes where volunteers send.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.cases import actions as cases
from intake.cases.change import NotAllowed, change
from intake.cases.models import Case, Event
from intake.cases.unlocked import UnlockedCase
from intake.rendering.blocks import Document
from intake.routes.fitting import ROUTES_BY_SLUG

from . import build, checks, readings
from .base import DocumentType
from .case_moves import CaseMoves
from .change import UNSENT, Act, change_packet, refuse_closed
from .contents import (
    Clashes,
    current_documents,
    edits_of,
    frozen_of,
    names_of_documents,
    record_of,
)
from .document_input import document_input_of
from .documents.name_disclosure import NAME
from .freezing import files_of, freeze
from .models import Packet

PacketStatus, CaseStatus = Packet.Status, Case.Status

# The state that each step needs, and the one it leads to.
STEPS = {
    "make_ready": (PacketStatus.DRAFT, PacketStatus.READY),
    "second_read": (PacketStatus.READY, PacketStatus.REVIEWED),
    "agree": (PacketStatus.REVIEWED, PacketStatus.AGREED),
    "record_sent": (PacketStatus.AGREED, PacketStatus.SENT),
    "record_answer": (PacketStatus.SENT, PacketStatus.ANSWERED),
}


def prepare(unlocked: UnlockedCase, route_slug: str, *, by: Volunteer, at: datetime) -> Packet:
    """Return the draft for a route, begun now if there is none. Raises NotAllowed."""
    while True:
        there = unlocked.case.packets.filter(route=route_slug)
        newest = there.order_by("edition").last()
        if newest is not None and newest.status == PacketStatus.DRAFT:
            return newest
        number = newest.edition + 1 if newest else 1
        clear = {"route": route_slug, "edition": number, "made_on": localdate(at)}
        edits = edits_of(newest, unlocked) if newest else {}
        packet = unlocked.new(Packet, clear=clear, edits=edits)
        event = unlocked.event(Event.Kind.PREPARED, by=by, at=at, reason=str(packet))
        moves = CaseMoves(unlocked, by=by, at=at)
        with change(unlocked.case, by=by, at=at, erased_too=True) as changing:
            refuse_closed(changing.case)
            if route_slug not in build.DOCUMENTS_OF_ROUTE:
                raise NotAllowed(_("This way needs a call or a lawyer. There is no paper for it."))
            last = there.aggregate(last=Max("edition"))["last"]
            if last != (newest.edition if newest else None):
                continue
            there.filter(status__in=UNSENT).update(status=PacketStatus.REPLACED, returned_to=None)
            changing.add(packet)
            changing.record(event)
            moves.not_ready(changing)
        return packet


def _step(packet: Packet, name: str) -> bool:
    """Return True if the step is to be done now, False if it was done; raise NotAllowed else."""
    order = list(PacketStatus)
    needed, after = STEPS[name]
    if packet.status == PacketStatus.REPLACED:
        raise NotAllowed(_("These letters have a newer version. Use that one."))
    if order.index(PacketStatus(packet.status)) >= order.index(after):
        return False
    if packet.status != needed:
        raise NotAllowed(
            _("It stands at “%(status)s”. That step comes first.")
            % {"status": packet.get_status_display()}
        )
    packet.status = after
    return True


def _note_in_record(packet: Packet, unlocked: UnlockedCase, **entries: str) -> None:
    unlocked.seal(packet, record=record_of(packet, unlocked) | entries)


def make_ready(packet: Packet, *, unlocked: UnlockedCase, by: Volunteer, at: datetime) -> Packet:
    """Freeze the papers: documents, PDFs, editions and hashes. Raises NotAllowed.

    Every file is made first, before the transaction: if one cannot be made, nothing is frozen.
    """

    def prepare(packet: Packet) -> Act:
        made: list[tuple[DocumentType, Document, Clashes]] = []
        if packet.status == PacketStatus.DRAFT:
            made = current_documents(packet, unlocked, today=localdate(at))
            words = edits_of(packet, unlocked)["words"]
            checks.refuse_open_texts(unlocked, [row[:2] for row in made], words)
            unlocked.seal(packet, frozen=freeze(unlocked, made))
        unchanged = _same_as_before(packet, unlocked, made)
        event = unlocked.event(Event.Kind.MADE_READY, by=by, at=at, reason=str(packet))
        moves = CaseMoves(unlocked, by=by, at=at)

        def act(changing: change) -> bool:
            if not _step(packet, "make_ready"):
                return False
            if any(clashes for _paper, _document, clashes in made):
                raise NotAllowed(
                    _(
                        "The answers changed after a volunteer edited this. Choose which text "
                        "to keep."
                    )
                )
            packet.ready_by = by
            packet.save(update_fields=["status", "frozen", "ready_by"])
            readings.keep(packet, unchanged)
            changing.record(event)
            if changing.case.status == CaseStatus.RECEIVED:
                moves.to(changing, CaseStatus.IN_REVIEW)
            return True

        return act

    return change_packet(packet, prepare, unlocked=unlocked, by=by, at=at)


def _same_as_before(
    packet: Packet, unlocked: UnlockedCase, made: Sequence[tuple[DocumentType, Document, Clashes]]
) -> tuple[Packet | None, list[str]]:
    """Return (the version before, the documents of it that are the same now)."""
    there = unlocked.case.packets.filter(route=packet.route, edition__lt=packet.edition)
    before = there.exclude(frozen=None).order_by("edition").last()
    if before is None:
        return None, []
    old = {row["key"]: row["document"] for row in frozen_of(before, unlocked)["papers"]}
    same = [kind.slug for kind, one, _ in made if old.get(kind.slug) == one.to_plain()]
    return before, same


def second_read(packet: Packet, *, unlocked: UnlockedCase, by: Volunteer, at: datetime) -> Packet:
    """Say that another volunteer has read each of the frozen papers. Raises NotAllowed."""

    def prepare(packet: Packet) -> Act:
        wrote = edits_of(packet, unlocked)["by"]
        names = names_of_documents(packet, unlocked)
        event = unlocked.event(Event.Kind.SECOND_READ, by=by, at=at, reason=str(packet))
        moves = CaseMoves(unlocked, by=by, at=at)

        def act(changing: change) -> bool:
            if packet.status == PacketStatus.READY and packet.ready_by_id == by.pk:
                raise NotAllowed(_("Another volunteer must read it before it is sent."))
            if packet.status == PacketStatus.READY and by.pk in wrote:
                raise NotAllowed(_("You wrote some of its words. Another volunteer must read it."))
            if packet.status == PacketStatus.READY:
                readings.refuse_unread(packet, names, by)
            if not _step(packet, "second_read"):
                return False
            packet.read_by = by
            packet.save(update_fields=["status", "read_by"])
            changing.record(event)
            moves.to(changing, CaseStatus.READY)
            return True

        return act

    return change_packet(packet, prepare, unlocked=unlocked, by=by, at=at)


def needs_consent(case: Case) -> bool:
    """Say whether volunteers send, and so must ask; who sends it alone has said yes to it."""
    return case.consent_send != "self"


def asks_name_disclosure(packet: Packet) -> bool:
    """Say whether it is asked if the office may show the name to those it is about."""
    return packet.route == "crcl"


def agree(
    packet: Packet,
    words: str,
    *,
    show_name: str = "",
    unlocked: UnlockedCase,
    by: Volunteer | None,
    at: datetime,
) -> Packet:
    """Write down how and when the person said yes to sending. Raises NotAllowed.

    `show_name` is their "yes" or "no" to having the name shown; it goes with the packet, as a page
    of its own.
    """
    page = None
    if asks_name_disclosure(packet) and show_name:
        doc_input = document_input_of(unlocked, today=localdate(at))
        [page] = files_of([(NAME, build.name_disclosure(doc_input, show_name))])

    def prepare(packet: Packet) -> Act:
        if page and packet.frozen:
            frozen = frozen_of(packet, unlocked)
            unlocked.seal(packet, frozen=frozen | {"papers": [*frozen["papers"], page]})
        _note_in_record(
            packet, unlocked, agreed=words, **({"show_name": show_name} if page else {})
        )
        event = unlocked.event(Event.Kind.AGREED, by=by, at=at, reason=words)

        def act(changing: change) -> bool:
            if not _step(packet, "agree"):
                return False
            packet.save(update_fields=["status", "record", "frozen"])
            changing.record(event)
            return True

        return act

    return change_packet(packet, prepare, unlocked=unlocked, by=by, at=at)


def record_sent(
    packet: Packet,
    *,
    how: str,
    on: date,
    number: str = "",
    proof: str = "",
    unlocked: UnlockedCase,
    by: Volunteer,
    at: datetime,
) -> Packet:
    """Write down that it was sent: how, on which day, with which number. Sets the follow-up."""

    def prepare(packet: Packet) -> Act:
        alone = packet.status == PacketStatus.REVIEWED and not needs_consent(packet.case)
        yes = {"agreed": str(_("The person sends it."))} if alone else {}
        _note_in_record(packet, unlocked, **yes, how=how, number=number, proof=proof)
        event = unlocked.event(Event.Kind.SENT, by=by, at=at, reason=f"{packet}: {how}")
        said_yes = record_of(packet, unlocked).get("agreed", "")
        moves = CaseMoves(unlocked, by=by, at=at, said_yes=said_yes, read_by=packet.read_by)

        def act(changing: change) -> bool:
            if alone:
                packet.status = PacketStatus.AGREED
            if not _step(packet, "record_sent"):
                return False
            packet.sent_on = on
            packet.save(update_fields=["status", "record", "sent_on"])
            changing.case.searchable = False  # the office's number finds it, too
            changing.record(event)
            moves.to(changing, CaseStatus.SENT)
            cases.schedule_follow_up_in(changing, next_follow_up_on(packet))
            return True

        return act

    return change_packet(packet, prepare, unlocked=unlocked, by=by, at=at)


def next_follow_up_on(packet: Packet) -> date | None:
    """Return the first day on which to ask again, by the route. None if it names none."""
    return ROUTES_BY_SLUG[packet.route].first_follow_up(packet.sent_on) if packet.sent_on else None


def record_answer(
    packet: Packet, words: str, *, unlocked: UnlockedCase, by: Volunteer, at: datetime
) -> Packet:
    """Write down what the office answered; a later answer stands behind the first. Raises
    NotAllowed."""

    def prepare(packet: Packet) -> Act:
        previous = record_of(packet, unlocked).get("answer", "")
        again = packet.status == PacketStatus.ANSWERED
        if again and previous.endswith(words):
            return lambda changing: False
        day = date_format(localdate(at), "F j, Y")
        _note_in_record(
            packet, unlocked, answer=f"{previous}\n\n{day}: {words}" if again else words
        )
        event = unlocked.event(Event.Kind.ANSWERED, by=by, at=at, reason=words)

        def act(changing: change) -> bool:
            if not again and _step(packet, "record_answer"):
                packet.answered_on = changing.today
            packet.save(update_fields=["status", "record", "answered_on"])
            changing.case.searchable = False
            changing.record(event)
            if CaseStatus.ANSWERED in cases.TRANSITIONS[CaseStatus(changing.case.status)]:
                cases.change_status_in(changing, CaseStatus.ANSWERED)
            return True

        return act

    return change_packet(packet, prepare, unlocked=unlocked, by=by, at=at)
