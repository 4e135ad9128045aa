"""Every write to a packet. Each first asks whether it has already happened; each leaves an Event.

Nothing leaves without a second reader, and without the person's yes where volunteers send.
"""

import base64
import hashlib
from dataclasses import replace

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from intake.cases import actions as cases
from intake.cases.actions import NotAllowed
from intake.cases.models import Case, Event
from intake.documents import pdf
from intake.documents.blocks import from_plain
from intake.routes.fitting import BY_KEY
from intake.vault import crypto

from . import build, exhibits
from .addressees import addressee
from .models import Packet
from .told import told_of

State, Status = Packet.State, Case.Status

# The state that each step needs, and the one it leads to.
STEPS = {
    "make_ready": (State.DRAFT, State.READY),
    "second_read": (State.READY, State.READ),
    "agree": (State.READ, State.AGREED),
    "record_sent": (State.AGREED, State.SENT),
    "record_answer": (State.SENT, State.ANSWERED),
}


# Frozen, and not gone: a newer edition takes their place.
UNSENT = (State.READY, State.READ, State.AGREED)


def _where(packet, column):
    return crypto.context("packet", column, packet.case.owner, packet.route, str(packet.edition))


def _seal(packet, column, key, value):
    setattr(packet, column, crypto.seal_json(key, value, _where(packet, column)))


def _unseal(packet, column, key):
    box = getattr(packet, column)
    return crypto.unseal_json(key, box, _where(packet, column)) if box else {}


def edits_of(packet, key):
    """Return {"words", "declare", "by"}: what volunteers changed in a draft, and who."""
    return {"words": {}, "declare": False, "by": []} | _unseal(packet, "edits", key)


def record_of(packet, key):
    return _unseal(packet, "record", key)


def _lock(packet):
    found = Packet.objects.select_for_update(of=("self",)).select_related("case").get(pk=packet.pk)
    if found.case.erased_on:
        raise NotAllowed(_("The person erased this case. Nothing can be added."))
    if found.case.status == Status.CLOSED:
        raise NotAllowed(
            _("This case is closed. Open it again first, on its own page, if that is right.")
        )
    return found


def _as_made(packet, key, today, edits):
    """Return [(paper, document)] as they are made now, without the words of volunteers."""
    known = told_of(packet.case, key, today=today, declare=edits["declare"])
    known = replace(known, to=addressee(packet.route, known))
    return [(paper, build.build(paper, known)) for paper in build.papers_of(packet.route, known)]


def in_hand(packet, key, *, today):
    """Return [(paper, document, clashes)]: as frozen, or as they are made now, with the edits.

    Where the words beneath an edit changed since, the new words stand until somebody chooses;
    `clashes` is {paragraph key: (words of ours, words beneath now)} of these.
    """
    if packet.frozen:
        kept = _unseal(packet, "frozen", key)["papers"]
        return [(_paper(row["key"]), from_plain(row["document"]), {}) for row in kept]
    edits, found = edits_of(packet, key), []
    for paper, document in _as_made(packet, key, today, edits):
        settled, clashes = _compared(document, edits["words"].get(paper.key, {}))
        found.append((paper, document.edited(settled), clashes))
    return found


def papers_in(packet, key, *, today):
    """Return [(paper, document)] of a packet, as `in_hand` does."""
    return [(paper, document) for paper, document, _ in in_hand(packet, key, today=today)]


def _compared(document, words):
    """Return (edits whose words beneath are the same still, those whose words changed)."""
    own, settled, clashes = document.own_words(), {}, {}
    for name, edit in words.items():
        if own.get(name) == edit["was"]:
            settled[name] = edit["now"]
        else:
            clashes[name] = (edit["now"], own.get(name, ""))
    return settled, clashes


def _paper(key):
    return build.NAME if key == build.NAME.key else build.BY_KEY[key]


def pdf_of(packet, paper_key, key):
    """Return the bytes of a frozen paper, exactly as they were made ready; None where no font
    could show them. Raises KeyError."""
    kept = {row["key"]: row for row in _unseal(packet, "frozen", key)["papers"]}
    made = kept[paper_key]["pdf"]
    return base64.b64decode(made) if made else None


def exhibits_of(packet, key):
    """Return the exhibits of a packet as `exhibits.listed` does: as frozen, or those of now."""
    if not packet.frozen:
        return exhibits.listed(packet.case, key)
    kept = _unseal(packet, "frozen", key).get("exhibits", [])
    return exhibits.as_frozen(packet.case, kept)


def prints_of(packet, key):
    """Return [(paper key, edition, SHA-256)] of a frozen packet."""
    kept = _unseal(packet, "frozen", key).get("papers", [])
    return [(row["key"], row["edition"], row["sha256"]) for row in kept]


@transaction.atomic
def prepare(case, route_key, *, key, by, at):
    """Return the draft for a route, begun now if there is none. Raises NotAllowed."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.erased_on or case.status == Status.CLOSED:
        raise NotAllowed(
            _("This case is closed. Open it again first, on its own page, if that is right.")
        )
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
    there.filter(state__in=UNSENT).update(state=State.REPLACED)
    cases.record(case, Event.Kind.PREPARED, by=by, at=at, key=key, reason=str(packet))
    return packet


def _draft(packet):
    packet = _lock(packet)
    if packet.state != State.DRAFT:
        raise NotAllowed(_("These papers are frozen. Begin a new edition to change them."))
    return packet


def _keep_edits(packet, key, edits, by):
    edits["by"] = sorted({*edits["by"], by.pk})
    _seal(packet, "edits", key, edits)
    packet.save(update_fields=["edits"])
    return packet


@transaction.atomic
def edit(packet, paper_key, words, *, key, by, at):
    """Keep other words for some paragraphs of a draft: {paragraph key: text}. Raises NotAllowed.

    Only what differs from the words beneath is kept.
    """
    packet = _draft(packet)
    edits = edits_of(packet, key)
    made = {paper.key: document for paper, document in _as_made(packet, key, localdate(at), edits)}
    own = made[paper_key].own_words()
    differ = {
        name: {"was": own[name], "now": text}
        for name, text in words.items()
        if name in own and text != own[name]
    }
    if differ == edits["words"].get(paper_key, {}):
        return packet
    edits["words"][paper_key] = differ
    return _keep_edits(packet, key, edits, by)


@transaction.atomic
def declare(packet, wanted, *, key, by, at):
    """Choose whether the person signs these papers under penalty of perjury. Raises NotAllowed."""
    packet = _draft(packet)
    edits = edits_of(packet, key)
    if edits["declare"] == wanted:
        return packet
    return _keep_edits(packet, key, edits | {"declare": wanted}, by)


def _step(packet, name):
    """Return True if the step is to be done now, False if it was done; raise NotAllowed else."""
    order = list(State)
    needed, after = STEPS[name]
    if packet.state == State.REPLACED:
        raise NotAllowed(_("A newer edition took the place of these papers. Go on with that one."))
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
        made = [] if packet.frozen else in_hand(packet, key, today=localdate(at))
        kept = None if packet.frozen else _made(packet, key, made)
        with transaction.atomic():
            now_there = _lock(packet)
            if now_there.state == State.DRAFT and _bytes(now_there.edits) != _bytes(packet.edits):
                continue
            if _step(now_there, "make_ready"):
                if any(clashes for _paper, _document, clashes in made):
                    raise NotAllowed(_("Answers changed beneath words of ours. Choose first."))
                _freeze(now_there, kept, key=key, by=by, at=at)
            return now_there


def _bytes(box):
    return bytes(box) if box else b""


def _made(packet, key, made):
    papers = _files([(paper, document) for paper, document, _clashes in made])
    return {"papers": papers, "exhibits": exhibits.frozen_list(packet.case, key)}


def _files(papers):
    """Return each paper with its file and the print of it, as it is kept."""
    files = pdf.make_each([document for _paper, document in papers])
    return [
        {
            "key": paper.key,
            "edition": paper.edition,
            "document": document.plain(),
            "pdf": base64.b64encode(made or b"").decode(),
            "sha256": hashlib.sha256(made or document.text().encode()).hexdigest(),
        }
        for (paper, document), made in zip(papers, files, strict=True)
    ]


def _freeze(packet, kept, *, key, by, at):
    _seal(packet, "frozen", key, kept)
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
    if packet.state == State.READY and by.pk in edits_of(packet, key)["by"]:
        raise NotAllowed(_("You wrote some of its words. Another volunteer must read it."))
    if not _step(packet, "second_read"):
        return packet
    packet.read_by = by
    packet.save(update_fields=["state", "read_by"])
    cases.record(packet.case, Event.Kind.SECOND_READ, by=by, at=at, key=key, reason=str(packet))
    return packet


def needs_yes(case):
    """Say whether volunteers send, and so must ask; who sends it alone has said yes to it."""
    return case.consent_send != "self"


def asks_name(packet):
    """Say whether it is asked if the office may show the name to those it is about."""
    return packet.route == "crcl"


def agree(packet, words, *, show_name="", key, by, at):
    """Write down how and when the person said yes to sending. Raises NotAllowed.

    `show_name` is their "yes" or "no" to having the name shown; it goes with the packet, as a page
    of its own that is made before the lock.
    """
    page = None
    if asks_name(packet) and show_name:
        known = told_of(packet.case, key, today=localdate(at))
        [page] = _files([(build.NAME, build.named(known, show_name))])
    with transaction.atomic():
        packet = _lock(packet)
        if not _step(packet, "agree"):
            return packet
        if page:
            frozen = _unseal(packet, "frozen", key)
            _seal(packet, "frozen", key, frozen | {"papers": [*frozen["papers"], page]})
        _write_down(packet, key, agreed=words, **({"show_name": show_name} if page else {}))
        packet.save(update_fields=["state", "record", "frozen"])
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
    cases.follow_up(packet.case, next_follow_up(packet), at=at)
    return packet


def next_follow_up(packet):
    """Return the first day on which to ask again, by the route. None if it names none."""
    return BY_KEY[packet.route].first_asking(packet.sent_on) if packet.sent_on else None


@transaction.atomic
def record_answer(packet, words, *, key, by, at):
    """Write down what the office answered; a later answer stands behind the first. Raises
    NotAllowed."""
    packet = _lock(packet)
    before = record_of(packet, key).get("answer", "")
    if packet.state == State.ANSWERED:
        if before.endswith(words):
            return packet
        day = date_format(localdate(at), "F j, Y")
        _write_down(packet, key, answer=f"{before}\n\n{day}: {words}")
    elif _step(packet, "record_answer"):
        _write_down(packet, key, answer=words)
        packet.answered_on = localdate(at)
    packet.save(update_fields=["state", "record", "answered_on"])
    cases.record(packet.case, Event.Kind.ANSWERED, by=by, at=at, key=key, reason=words)
    case = Case.objects.get(pk=packet.case_id)
    if Status.ANSWERED in cases.NEXT[Status(case.status)]:
        cases.move(case, Status.ANSWERED, key=key, by=by, at=at)
    return packet
