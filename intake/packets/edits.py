"""What volunteers change in a draft of a packet: the words of paragraphs, and the declaration."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.cases.change import NotAllowed, change
from intake.cases.unlocked import UnlockedCase

from . import editable, merging
from .change import Act, change_packet
from .contents import as_built, edits_of
from .models import EDITS_EDITION, Packet

PacketStatus = Packet.Status

MakeEdits: TypeAlias = Callable[[Packet, dict[str, Any]], dict[str, Any] | None]


def edit_paragraphs(
    packet: Packet,
    document_slug: str,
    paragraphs: Mapping[str, str],
    *,
    seen: Mapping[str, str] | None = None,
    said: str = "",
    unlocked: UnlockedCase,
    by: Volunteer,
    at: datetime,
) -> Packet:
    """Keep other words for some parts of a draft: {key of editable.py: text}. Raises NotAllowed.

    Only what differs from the words beneath is kept. `said` is how and when the filer said yes to
    other facts, where it was not written down before. `seen` is {key: fingerprint} of what the page
    showed: what a colleague changed since stays, or raises merging.EditConflict.
    """

    def make(packet: Packet, edits: dict[str, Any]) -> dict[str, Any] | None:
        documents = as_built(packet, unlocked, localdate(at), edits)
        document = {document_type.slug: document for document_type, document in documents}[
            document_slug
        ]
        own = editable.editable_texts(document)
        ours = edits["words"].get(document_slug, {})
        current = own | {name: edit["now"] for name, edit in ours.items()}
        wanted = merging.merged(paragraphs, seen or {}, current)
        differ = {
            name: {"was": own[name], "now": text}
            for name, text in wanted.items()
            if name in own and text != own[name]
        }
        if not _differs(differ, ours):
            return None
        for name, edit in differ.items():
            before = ours.get(name, {})
            is_new = edit["now"] != before.get("now")
            if name == editable.FACTS:
                edit["said"] = said if is_new else before.get("said", "")
        texts = {name: edit["now"] for name, edit in differ.items()}
        editable.refuse_wrong(own, texts, differ.get(editable.FACTS, {}).get("said", ""))
        return edits | {"words": edits["words"] | {document_slug: differ}}

    return _change_edits(packet, make, unlocked=unlocked, by=by, at=at)


def _differs(edits: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Say whether words differ, whatever was said about them."""
    return {name: (edit["was"], edit["now"]) for name, edit in edits.items()} != {
        name: (edit["was"], edit["now"]) for name, edit in before.items()
    }


def declare(
    packet: Packet, wanted: bool, *, unlocked: UnlockedCase, by: Volunteer, at: datetime
) -> Packet:
    """Choose whether the person signs these papers under penalty of perjury. Raises NotAllowed."""

    def make(packet: Packet, edits: dict[str, Any]) -> dict[str, Any] | None:
        return None if edits["declare"] == wanted else edits | {"declare": wanted}

    return _change_edits(packet, make, unlocked=unlocked, by=by, at=at)


def _change_edits(
    packet: Packet, make: MakeEdits, *, unlocked: UnlockedCase, by: Volunteer, at: datetime
) -> Packet:
    """Change the edits of a draft. `make` takes (packet, edits); None changes nothing."""

    def prepare(packet: Packet) -> Act:
        edits = edits_of(packet, unlocked)
        changed = make(packet, edits) if packet.status == PacketStatus.DRAFT else None
        if changed is not None:
            changed |= {"by": sorted({*edits["by"], by.pk}), "edition": EDITS_EDITION}
            unlocked.seal(packet, edits=changed)

        def act(changing: change) -> bool:
            _refuse_frozen(packet)
            if changed is None:
                return False
            packet.save(update_fields=["edits"])
            return True

        return act

    return change_packet(packet, prepare, unlocked=unlocked, by=by, at=at)


def _refuse_frozen(packet: Packet) -> None:
    if packet.status != PacketStatus.DRAFT:
        raise NotAllowed(
            _("These letters are locked for review. Start a new version to change them.")
        )
