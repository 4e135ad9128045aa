"""Every write to a packet. Each first asks whether it has already happened; each leaves an Event.

Nothing leaves without a second reader, and without the person's yes where volunteers send.
"""

import base64
import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.attachments.models import Attachment
from intake.cases import actions as cases
from intake.cases.change import NotAllowed, change
from intake.cases.consequences import refuse_while_deletion_is_asked
from intake.cases.models import Case, Event
from intake.cases.unlocked import UnlockedCase
from intake.rendering import docx_file, pdf
from intake.rendering.blocks import Document, document_from_plain
from intake.routes import state_law_status
from intake.routes.fitting import ROUTES_BY_SLUG

from . import build, exhibits
from .base import LETTER, DocumentType
from .document_input import document_input_of
from .documents.name_disclosure import NAME
from .earlier import UnusedWords, document_type_of, unused_words
from .models import Packet
from .recipients import recipient_of

PacketStatus, CaseStatus = Packet.Status, Case.Status

# {paragraph key: (words of ours, words beneath now)}.
Clashes: TypeAlias = dict[str, tuple[str, str]]
# What is done to a packet in the transaction of a change; it says whether it saved the packet.
Act: TypeAlias = Callable[[change], bool]
Prepare: TypeAlias = Callable[[Packet], Act]
MakeEdits: TypeAlias = Callable[[Packet, dict[str, Any]], dict[str, Any] | None]

# The state that each step needs, and the one it leads to.
STEPS = {
    "make_ready": (PacketStatus.DRAFT, PacketStatus.READY),
    "second_read": (PacketStatus.READY, PacketStatus.REVIEWED),
    "agree": (PacketStatus.REVIEWED, PacketStatus.AGREED),
    "record_sent": (PacketStatus.AGREED, PacketStatus.SENT),
    "record_answer": (PacketStatus.SENT, PacketStatus.ANSWERED),
}


# Frozen, and not gone: a newer edition takes their place.
UNSENT = (PacketStatus.READY, PacketStatus.REVIEWED, PacketStatus.AGREED)


class FileNotMade(NotAllowed):
    """A file of a packet could not be made, so the packet stays as it was."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "No file could be made of “%(name)s”, so nothing was frozen. Your work is kept."
                " Please try again in a few minutes."
            )
            % {"name": name}
        )


def edits_of(packet: Packet, unlocked: UnlockedCase) -> dict[str, Any]:
    """Return {"words", "declare", "by"}: what volunteers changed in a draft, and who."""
    edits: dict[str, Any] = unlocked.open(packet, "edits")
    return {"words": {}, "declare": False, "by": []} | edits


def record_of(packet: Packet, unlocked: UnlockedCase) -> dict[str, Any]:
    """Return what was written down on the way: the yes, how it was sent, the answer."""
    record: dict[str, Any] = unlocked.open(packet, "record")
    return record


def frozen_of(packet: Packet, unlocked: UnlockedCase) -> dict[str, Any]:
    frozen: dict[str, Any] = unlocked.open(packet, "frozen")
    return frozen


def _state(packet: Packet) -> tuple[Any, ...]:
    """Return what a change of a packet rests on: if it differs, somebody else changed it."""
    sealed = (packet.edits, packet.frozen, packet.record)
    return packet.status, *(bytes(column or b"") for column in sealed)


def _change(
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
            _refuse_closed(changing.case)
            if packet.status in (PacketStatus.DRAFT, *UNSENT):
                refuse_while_deletion_is_asked(changing.case)
            if read != _state(Packet.objects.select_for_update().get(pk=packet.pk)):
                continue
            done = act(changing)
        # Where there was nothing to do, what was prepared was not saved either.
        return packet if done else Packet.objects.select_related("case").get(pk=packet.pk)


def _refuse_closed(case: Case) -> None:
    if case.status == CaseStatus.CLOSED:
        raise NotAllowed(
            _("This case is closed. Open it again first, on its own page, if that is right.")
        )


def _as_built(
    packet: Packet, unlocked: UnlockedCase, today: date, edits: Mapping[str, Any]
) -> list[tuple[DocumentType, Document]]:
    """Return [(paper, document)] as they are made now, without the words of volunteers."""
    doc_input = document_input_of(unlocked, today=today, under_perjury=edits["declare"])
    doc_input = replace(doc_input, recipient=recipient_of(packet.route, doc_input))
    return [
        (document_type, build.build_document(document_type, doc_input))
        for document_type in build.documents_for_route(packet.route, doc_input)
    ]


def current_documents(
    packet: Packet, unlocked: UnlockedCase, *, today: date
) -> list[tuple[DocumentType, Document, Clashes]]:
    """Return [(paper, document, clashes)]: as frozen, or as they are made now, with the edits.

    Where the words beneath an edit changed since, the new words stand until somebody chooses;
    `clashes` is {paragraph key: (words of ours, words beneath now)} of these.
    """
    if packet.frozen:
        frozen = frozen_of(packet, unlocked)["papers"]
        return [(document_type_of(row), document_from_plain(row["document"]), {}) for row in frozen]
    edits, found = edits_of(packet, unlocked), []
    for document_type, document in _as_built(packet, unlocked, today, edits):
        applied, clashes = _compare_edits(document, edits["words"].get(document_type.slug, {}))
        found.append((document_type, document.with_paragraphs(applied), clashes))
    return found


def documents_in(
    packet: Packet, unlocked: UnlockedCase, *, today: date
) -> list[tuple[DocumentType, Document]]:
    """Return [(paper, document)] of a packet, as `current_documents` does."""
    return [
        (document_type, document)
        for document_type, document, _ in current_documents(packet, unlocked, today=today)
    ]


def _compare_edits(
    document: Document, edits_by_paragraph: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, str], Clashes]:
    """Return (edits whose words beneath are the same still, those whose words changed)."""
    own = document.editable_paragraphs()
    applied: dict[str, str] = {}
    clashes: Clashes = {}
    for name, edit in edits_by_paragraph.items():
        if own.get(name) == edit["was"]:
            applied[name] = edit["now"]
        else:
            clashes[name] = (edit["now"], own.get(name, ""))
    return applied, clashes


def unused_words_of(
    packet: Packet, unlocked: UnlockedCase, made: Collection[str]
) -> list[UnusedWords]:
    """Return the words of volunteers for documents other than those of a draft, `made`."""
    return [] if packet.frozen else unused_words(edits_of(packet, unlocked)["words"], made)


def frozen_pdf(packet: Packet, document_slug: str, unlocked: UnlockedCase) -> bytes:
    """Return the bytes of a frozen paper, exactly as they were made ready. Raises KeyError."""
    frozen = {row["key"]: row for row in frozen_of(packet, unlocked)["papers"]}
    return base64.b64decode(frozen[document_slug]["pdf"])


def exhibits_of(
    packet: Packet, unlocked: UnlockedCase
) -> Sequence[tuple[int, Attachment | None, Mapping[str, Any]]]:
    """Return the exhibits of a packet as `exhibits.listed` does: as frozen, or those of now."""
    if not packet.frozen:
        return exhibits.listed(unlocked)
    frozen = frozen_of(packet, unlocked).get("exhibits", [])
    return exhibits.from_frozen(packet.case, frozen)


def state_laws_of(packet: Packet, unlocked: UnlockedCase) -> dict[str, str]:
    """Return {paper key: the row of the state's law that it used} of a frozen packet."""
    frozen = frozen_of(packet, unlocked).get("papers", [])
    return {row["key"]: row.get("state_law", "") for row in frozen}


def hashes_of(packet: Packet, unlocked: UnlockedCase) -> list[tuple[str, str, str]]:
    """Return [(paper key, edition, SHA-256)] of a frozen packet."""
    frozen = frozen_of(packet, unlocked).get("papers", [])
    return [(row["key"], row["edition"], row["sha256"]) for row in frozen]


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
        with change(unlocked.case, by=by, at=at, erased_too=True) as changing:
            _refuse_closed(changing.case)
            if route_slug not in build.DOCUMENTS_OF_ROUTE:
                raise NotAllowed(_("This way needs a call or a lawyer. There is no paper for it."))
            last = there.aggregate(last=Max("edition"))["last"]
            if last != (newest.edition if newest else None):
                continue
            there.filter(status__in=UNSENT).update(status=PacketStatus.REPLACED)
            changing.add(packet)
            changing.record(event)
        return packet


def _refuse_frozen(packet: Packet) -> None:
    if packet.status != PacketStatus.DRAFT:
        raise NotAllowed(_("These papers are frozen. Begin a new edition to change them."))


def _change_edits(
    packet: Packet, make: MakeEdits, *, unlocked: UnlockedCase, by: Volunteer, at: datetime
) -> Packet:
    """Change the edits of a draft. `make` takes (packet, edits); None changes nothing."""

    def prepare(packet: Packet) -> Act:
        edits = edits_of(packet, unlocked)
        changed = make(packet, edits) if packet.status == PacketStatus.DRAFT else None
        if changed is not None:
            changed["by"] = sorted({*edits["by"], by.pk})
            unlocked.seal(packet, edits=changed)

        def act(changing: change) -> bool:
            _refuse_frozen(packet)
            if changed is None:
                return False
            packet.save(update_fields=["edits"])
            return True

        return act

    return _change(packet, prepare, unlocked=unlocked, by=by, at=at)


def edit_paragraphs(
    packet: Packet,
    document_slug: str,
    paragraphs: Mapping[str, str],
    *,
    unlocked: UnlockedCase,
    by: Volunteer,
    at: datetime,
) -> Packet:
    """Keep other words for some paragraphs of a draft: {paragraph key: text}. Raises NotAllowed.

    Only what differs from the words beneath is kept.
    """

    def make(packet: Packet, edits: dict[str, Any]) -> dict[str, Any] | None:
        documents = _as_built(packet, unlocked, localdate(at), edits)
        own = {document_type.slug: document for document_type, document in documents}[
            document_slug
        ].editable_paragraphs()
        differ = {
            name: {"was": own[name], "now": text}
            for name, text in paragraphs.items()
            if name in own and text != own[name]
        }
        if differ == edits["words"].get(document_slug, {}):
            return None
        return edits | {"words": edits["words"] | {document_slug: differ}}

    return _change_edits(packet, make, unlocked=unlocked, by=by, at=at)


def declare(
    packet: Packet, wanted: bool, *, unlocked: UnlockedCase, by: Volunteer, at: datetime
) -> Packet:
    """Choose whether the person signs these papers under penalty of perjury. Raises NotAllowed."""

    def make(packet: Packet, edits: dict[str, Any]) -> dict[str, Any] | None:
        return None if edits["declare"] == wanted else edits | {"declare": wanted}

    return _change_edits(packet, make, unlocked=unlocked, by=by, at=at)


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


class _Moves:
    """The events of moving a case along with its packet, sealed before the transaction."""

    def __init__(
        self,
        unlocked: UnlockedCase,
        *,
        by: Volunteer,
        at: datetime,
        said_yes: str = "",
        read_by: Volunteer | None = None,
    ) -> None:
        kind, document_types = Event.Kind.STATUS_CHANGED, str(_("papers"))
        self.first = unlocked.event(kind, by=by, at=at, reason=document_types)
        self.last = unlocked.event(kind, by=by, at=at, reason=said_yes)
        self.reason, self.more = document_types, {"said_yes": said_yes, "read_by": read_by}

    def to(self, changing: change, status: str) -> None:
        """Move the case to a status along the allowed moves, in two steps at most."""
        if changing.case.status == status:
            return
        if status not in cases.TRANSITIONS[CaseStatus(changing.case.status)]:
            cases.change_status_in(
                changing, CaseStatus.IN_REVIEW, event=self.first, reason=self.reason
            )
        cases.change_status_in(changing, status, event=self.last, **self.more)


def make_ready(packet: Packet, *, unlocked: UnlockedCase, by: Volunteer, at: datetime) -> Packet:
    """Freeze the papers: documents, PDFs, editions and hashes. Raises NotAllowed.

    Every file is made first, before the transaction: if one cannot be made, nothing is frozen.
    """

    def prepare(packet: Packet) -> Act:
        made: list[tuple[DocumentType, Document, Clashes]] = []
        if packet.status == PacketStatus.DRAFT:
            made = current_documents(packet, unlocked, today=localdate(at))
            unlocked.seal(packet, frozen=_rendered(unlocked, made))
        event = unlocked.event(Event.Kind.MADE_READY, by=by, at=at, reason=str(packet))
        moves = _Moves(unlocked, by=by, at=at)

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
            changing.record(event)
            moves.to(changing, CaseStatus.READY)
            return True

        return act

    return _change(packet, prepare, unlocked=unlocked, by=by, at=at)


def _rendered(
    unlocked: UnlockedCase, made: Sequence[tuple[DocumentType, Document, Clashes]]
) -> dict[str, Any]:
    document_types = _files(
        [(document_type, document) for document_type, document, _clashes in made]
    )
    frozen = {"papers": document_types, "exhibits": exhibits.freeze(unlocked)}
    try:
        exhibits.to_pdf(unlocked, exhibits.listed(unlocked))
    except pdf.RenderingFailed:
        raise FileNotMade(_("the added papers")) from None
    return frozen


def _files(document_types: Sequence[tuple[DocumentType, Document]]) -> list[dict[str, Any]]:
    """Return each paper with its file and the print of it, as it is kept. Raises FileNotMade."""
    files = pdf.make_each([document for _paper, document in document_types])
    rows = []
    for (document_type, document), made in zip(document_types, files, strict=True):
        if made is None or (document_type.kind == LETTER and not _has_docx(document)):
            raise FileNotMade(document_type.name)
        rows.append(
            {
                "key": document_type.slug,
                "edition": document_type.edition,
                "document": document.to_plain(),
                "pdf": base64.b64encode(made).decode(),
                "sha256": hashlib.sha256(made).hexdigest(),
                "state_law": state_law_status.record_in(document.text()),
            }
        )
    return rows


def _has_docx(document: Document) -> bool:
    """Say whether the DOCX of a letter can be made, as it will be when it is asked for."""
    try:
        return bool(docx_file.to_docx(document))
    except Exception:
        return False


def second_read(packet: Packet, *, unlocked: UnlockedCase, by: Volunteer, at: datetime) -> Packet:
    """Say that another volunteer has read the frozen papers. Raises NotAllowed."""

    def prepare(packet: Packet) -> Act:
        wrote = edits_of(packet, unlocked)["by"]
        event = unlocked.event(Event.Kind.SECOND_READ, by=by, at=at, reason=str(packet))

        def act(changing: change) -> bool:
            if packet.status == PacketStatus.READY and packet.ready_by_id == by.pk:
                raise NotAllowed(_("Another volunteer must read it before it is sent."))
            if packet.status == PacketStatus.READY and by.pk in wrote:
                raise NotAllowed(_("You wrote some of its words. Another volunteer must read it."))
            if not _step(packet, "second_read"):
                return False
            packet.read_by = by
            packet.save(update_fields=["status", "read_by"])
            changing.record(event)
            return True

        return act

    return _change(packet, prepare, unlocked=unlocked, by=by, at=at)


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
        [page] = _files([(NAME, build.name_disclosure(doc_input, show_name))])

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

    return _change(packet, prepare, unlocked=unlocked, by=by, at=at)


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
        moves = _Moves(unlocked, by=by, at=at, said_yes=said_yes, read_by=packet.read_by)

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

    return _change(packet, prepare, unlocked=unlocked, by=by, at=at)


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

    return _change(packet, prepare, unlocked=unlocked, by=by, at=at)
