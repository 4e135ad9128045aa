"""What a packet holds: its documents, edits and exhibits, as frozen or as they are made now."""

import base64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from intake.attachments.models import Attachment
from intake.cases.unlocked import UnlockedCase
from intake.rendering.blocks import Document, document_from_plain

from . import build, editable, exhibits
from .base import DocumentType
from .document_input import document_input_of
from .earlier import UnusedWords, document_type_of, unused_words
from .models import Packet
from .recipients import recipient_of

# {paragraph key: (words of ours, words beneath now)}.
Clashes: TypeAlias = dict[str, tuple[str, str]]


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
    for document_type, document in as_built(packet, unlocked, today, edits):
        applied, clashes = _compare_edits(document, edits["words"].get(document_type.slug, {}))
        found.append((document_type, editable.with_texts(document, applied), clashes))
    return found


def documents_in(
    packet: Packet, unlocked: UnlockedCase, *, today: date
) -> list[tuple[DocumentType, Document]]:
    """Return [(paper, document)] of a packet, as `current_documents` does."""
    return [
        (document_type, document)
        for document_type, document, _ in current_documents(packet, unlocked, today=today)
    ]


def as_built(
    packet: Packet, unlocked: UnlockedCase, today: date, edits: Mapping[str, Any]
) -> list[tuple[DocumentType, Document]]:
    """Return [(paper, document)] as they are made now, without the words of volunteers."""
    doc_input = document_input_of(unlocked, today=today, under_perjury=edits["declare"])
    doc_input = replace(doc_input, recipient=recipient_of(packet.route, doc_input))
    return [
        (document_type, build.build_document(document_type, doc_input))
        for document_type in build.documents_for_route(packet.route, doc_input)
    ]


def _compare_edits(
    document: Document, edits_by_paragraph: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, str], Clashes]:
    """Return (edits whose words beneath are the same still, those whose words changed)."""
    own = editable.editable_texts(document)
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


def names_of_documents(packet: Packet, unlocked: UnlockedCase) -> dict[str, str]:
    """Return {document key: its name} of a frozen packet."""
    frozen = frozen_of(packet, unlocked).get("papers", [])
    return {row["key"]: str(document_type_of(row).name) for row in frozen}


def hashes_of(packet: Packet, unlocked: UnlockedCase) -> list[tuple[str, str, str]]:
    """Return [(paper key, edition, SHA-256)] of a frozen packet."""
    frozen = frozen_of(packet, unlocked).get("papers", [])
    return [(row["key"], row["edition"], row["sha256"]) for row in frozen]
