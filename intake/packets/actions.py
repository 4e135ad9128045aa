"""Every write to a packet. Each first asks whether it has already happened; each leaves an Event.

Nothing leaves without a second reader, and without the person's yes where volunteers send.
"""

import base64
import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from intake.cases import actions as cases
from intake.cases import submission
from intake.cases.actions import NotAllowed
from intake.cases.models import Case, Event
from intake.documents import pdf
from intake.documents.blocks import from_plain
from intake.routes.fitting import BY_KEY
from intake.vault import crypto

from . import build
from .models import Packet
from .told import told

State, Status = Packet.State, Case.Status

# The state that each step needs, and the one it leads to.
STEPS = {
    "make_ready": (State.DRAFT, State.READY),
    "second_read": (State.READY, State.READ),
    "agree": (State.READ, State.AGREED),
    "record_sent": (State.AGREED, State.SENT),
    "record_answer": (State.SENT, State.ANSWERED),
}


def _where(packet, column):
    return crypto.context("packet", column, packet.case.owner, packet.route, str(packet.edition))


def _seal(packet, column, key, value):
    setattr(packet, column, crypto.seal_json(key, value, _where(packet, column)))


def _unseal(packet, column, key):
    box = getattr(packet, column)
    return crypto.unseal_json(key, box, _where(packet, column)) if box else {}


def edits_of(packet, key):
    return _unseal(packet, "edits", key)


def record_of(packet, key):
    return _unseal(packet, "record", key)


def _lock(packet):
    found = Packet.objects.select_for_update(of=("self",)).select_related("case").get(pk=packet.pk)
    if found.case.erased_on:
        raise NotAllowed(_("The person erased this case. Nothing can be added."))
    return found


def _told(packet, key, today):
    return told(submission.latest_answers(packet.case, key), today=today)


def papers_in(packet, key, *, today):
    """Return [(paper, document)]: as frozen, or as they are made now, with the edits."""
    if packet.frozen:
        kept = _unseal(packet, "frozen", key)["papers"]
        return [(build.BY_KEY[row["key"]], from_plain(row["document"])) for row in kept]
    known, edits = _told(packet, key, today), edits_of(packet, key)
    return [
        (paper, build.build(paper, known).edited(edits.get(paper.key, {})))
        for paper in build.papers_of(packet.route, known)
    ]


def pdf_of(packet, paper_key, key):
    """Return the bytes of a frozen paper, exactly as they were made ready; None where no font
    could show them. Raises KeyError."""
    kept = {row["key"]: row for row in _unseal(packet, "frozen", key)["papers"]}
    made = kept[paper_key]["pdf"]
    return base64.b64decode(made) if made else None


def prints_of(packet, key):
    """Return [(paper key, edition, SHA-256)] of a frozen packet."""
    kept = _unseal(packet, "frozen", key).get("papers", [])
    return [(row["key"], row["edition"], row["sha256"]) for row in kept]


@transaction.atomic
def prepare(case, route_key, *, key, by, at):
    """Return the draft for a route, begun now if there is none. Raises NotAllowed."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.erased_on or case.status == Status.CLOSED:
        raise NotAllowed(_("This case is closed."))
    if route_key not in build.OF_ROUTE:
        raise NotAllowed(_("This way needs a call or a lawyer. There is no paper for it."))
    there = case.packets.filter(route=route_key)
    draft = there.filter(state=State.DRAFT).first()
    if draft is not None:
        return draft
    last = there.aggregate(last=Max("edition"))["last"] or 0
    packet = Packet.objects.create(
        case=case, route=route_key, edition=last + 1, made_on=localdate(at)
    )
    before = there.filter(edition=last).first()
    if before is not None:
        _seal(packet, "edits", key, edits_of(before, key))
        packet.save(update_fields=["edits"])
    cases.record(case, Event.Kind.PREPARED, by=by, at=at, key=key, reason=str(packet))
    return packet


@transaction.atomic
def edit(packet, paper_key, places, *, key):
    """Keep other words for some paragraphs of a draft: {place: text}. Raises NotAllowed."""
    packet = _lock(packet)
    if packet.state != State.DRAFT:
        raise NotAllowed(_("These papers are frozen. Begin a new edition to change them."))
    edits = edits_of(packet, key)
    edits[paper_key] = edits.get(paper_key, {}) | places
    _seal(packet, "edits", key, edits)
    packet.save(update_fields=["edits"])
    return packet


def _step(packet, name):
    """Return True if the step is to be done now, False if it was done; raise NotAllowed else."""
    order = list(State)
    needed, after = STEPS[name]
    if order.index(State(packet.state)) >= order.index(after):
        return False
    if packet.state != needed:
        raise NotAllowed(
            _("It stands at “%(state)s”. That step comes first.")
            % {"state": packet.get_state_display()}
        )
    packet.state = after
    return True


def _write_down(packet, key, **words):
    _seal(packet, "record", key, record_of(packet, key) | words)


def make_ready(packet, *, key, by, at):
    """Freeze the papers: documents, PDFs, editions and hashes. Raises NotAllowed.

    The files are made before the lock, so that nobody waits for them; if a colleague changed the
    words meanwhile, they are made again.
    """
    while True:
        packet = Packet.objects.select_related("case").get(pk=packet.pk)
        kept = None if packet.frozen else _made(packet, key, localdate(at))
        with transaction.atomic():
            now_there = _lock(packet)
            if now_there.state == State.DRAFT and _bytes(now_there.edits) != _bytes(packet.edits):
                continue
            if _step(now_there, "make_ready"):
                _freeze(now_there, kept, key=key, by=by, at=at)
            return now_there


def _bytes(box):
    return bytes(box) if box else b""


def _made(packet, key, today):
    kept = []
    for paper, document in papers_in(packet, key, today=today):
        made = pdf.make(document) or b""
        kept.append(
            {
                "key": paper.key,
                "edition": paper.edition,
                "document": document.plain(),
                "pdf": base64.b64encode(made).decode(),
                "sha256": hashlib.sha256(made or document.text().encode()).hexdigest(),
            }
        )
    return kept


def _freeze(packet, kept, *, key, by, at):
    _seal(packet, "frozen", key, {"papers": kept})
    packet.ready_by = by
    packet.save(update_fields=["state", "frozen", "ready_by"])
    cases.record(packet.case, Event.Kind.MADE_READY, by=by, at=at, key=key, reason=str(packet))
    _bring_to(packet.case, Status.READY, key=key, by=by, at=at)


def _bring_to(case, status, *, key, by, at, **more):
    """Move the case to a status along the allowed moves, where there is a way of two at most."""
    case = Case.objects.get(pk=case.pk)
    if case.status == status:
        return
    if status not in cases.NEXT[Status(case.status)]:
        cases.move(case, Status.READING, key=key, by=by, at=at, reason=str(_("papers")))
    cases.move(case, status, key=key, by=by, at=at, **more)


@transaction.atomic
def second_read(packet, *, key, by, at):
    """Say that another volunteer has read the frozen papers. Raises NotAllowed."""
    packet = _lock(packet)
    if packet.state == State.READY and packet.ready_by_id == by.pk:
        raise NotAllowed(_("Another volunteer must read it before it is sent."))
    if not _step(packet, "second_read"):
        return packet
    packet.read_by = by
    packet.save(update_fields=["state", "read_by"])
    cases.record(packet.case, Event.Kind.SECOND_READ, by=by, at=at, key=key, reason=str(packet))
    return packet


def needs_yes(case):
    """Say whether volunteers send, and so must ask; who sends it alone has said yes to it."""
    return case.consent_send != "self"


@transaction.atomic
def agree(packet, words, *, key, by, at):
    """Write down how and when the person said yes to sending. Raises NotAllowed."""
    packet = _lock(packet)
    if not _step(packet, "agree"):
        return packet
    _write_down(packet, key, agreed=words)
    packet.save(update_fields=["state", "record"])
    cases.record(packet.case, Event.Kind.AGREED, by=by, at=at, key=key, reason=words)
    return packet


@transaction.atomic
def record_sent(packet, *, how, on, number="", proof="", key, by, at):
    """Write down that it was sent: how, on which day, with which number. Sets the follow-up."""
    packet = _lock(packet)
    if packet.state == State.READ and not needs_yes(packet.case):
        _write_down(packet, key, agreed=str(_("The person sends it.")))
        packet.state = State.AGREED
    if not _step(packet, "record_sent"):
        return packet
    _write_down(packet, key, how=how, number=number, proof=proof)
    packet.sent_on = on
    packet.save(update_fields=["state", "record", "sent_on"])
    cases.record(packet.case, Event.Kind.SENT, by=by, at=at, key=key, reason=f"{packet}: {how}")
    yes = record_of(packet, key)["agreed"]
    _bring_to(packet.case, Status.SENT, key=key, by=by, at=at, said_yes=yes, read_by=packet.read_by)
    cases.follow_up(packet.case, next_follow_up(packet), by=by, at=at)
    return packet


def next_follow_up(packet):
    """Return the first day on which to ask again, by the route. None if it names none."""
    days = BY_KEY[packet.route].follow_up
    return packet.sent_on + timedelta(days=days[0]) if days and packet.sent_on else None


@transaction.atomic
def record_answer(packet, words, *, key, by, at):
    """Write down what the office answered. Raises NotAllowed."""
    packet = _lock(packet)
    if not _step(packet, "record_answer"):
        return packet
    _write_down(packet, key, answer=words)
    packet.answered_on = localdate(at)
    packet.save(update_fields=["state", "record", "answered_on"])
    cases.record(packet.case, Event.Kind.ANSWERED, by=by, at=at, key=key, reason=words)
    case = Case.objects.get(pk=packet.case_id)
    if Status.ANSWERED in cases.NEXT[Status(case.status)]:
        cases.move(case, Status.ANSWERED, key=key, by=by, at=at)
    return packet
