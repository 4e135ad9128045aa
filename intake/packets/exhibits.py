"""The papers that people added, numbered, with a contents page: one file to go with a packet.

The pages of photos and of added PDFs are pictures without a text for screen readers; the contents
page says so.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from PIL import Image

from intake.attachments import actions as attachments
from intake.attachments.kinds import Kind
from intake.attachments.models import Attachment
from intake.cases.models import Case
from intake.cases.unlocked import UnlockedCase
from intake.rendering import pdf
from intake.rendering.blocks import Document, Paragraph, Quote, Row, Table

# Dots an inch at which a photo is put on a page: a sheet held upright fills it.
DOTS = 200

NO_TEXT = (
    "Each is named with its number of pages. The pages of the exhibits themselves are pictures:"
    " screen readers find no text on them."
)
REMOVED = "This paper was taken off after the packet was made ready."


def names(unlocked: UnlockedCase) -> tuple[str, ...]:
    """Return what each added paper is, in the order in which they came."""
    return tuple(description["what"] for _number, _attachment, description in listed(unlocked))


def listed(unlocked: UnlockedCase) -> list[tuple[int, Attachment, Mapping[str, Any]]]:
    """Return [(number, paper, what is known of it)], in the order in which they came."""
    attachments_in_order = unlocked.case.attachments.order_by("added_at", "pk")
    return [
        (n, attachment, attachments.describe(attachment, unlocked))
        for n, attachment in enumerate(attachments_in_order, 1)
    ]


def freeze(unlocked: UnlockedCase) -> list[dict[str, Any]]:
    """Return what a packet keeps of the exhibits when it is made ready: which, and their prints.

    Their bytes stay in the store, sealed under the same id, and are never changed there.
    """
    return [
        {
            "id": str(attachment.pk),
            "what": description["what"],
            "kind": description["kind"],
            "pages": description["pages"],
            "sha256": hashlib.sha256(attachments.read(attachment, unlocked)).hexdigest(),
        }
        for _number, attachment, description in listed(unlocked)
    ]


def from_frozen(
    case: Case, frozen: Iterable[Mapping[str, Any]]
) -> list[tuple[int, Attachment | None, Mapping[str, Any]]]:
    """Return [(number, paper or None where it was taken off, what is known of it)]."""
    there = {str(attachment.pk): attachment for attachment in case.attachments.all()}
    return [
        (number, there.get(description["id"]), description)
        for number, description in enumerate(frozen, 1)
    ]


def _name(number: int) -> str:
    return f"Exhibit {number}"


def _contents(
    found: Sequence[tuple[int, Attachment | None, Mapping[str, Any]]],
) -> Document:
    """Return the contents page: what each exhibit is, with its number of pages."""
    attachments_in_order = tuple(
        Row(_name(number), f"{description['what']} ({description['pages'] or 1})")
        for number, _attachment, description in found
    )
    return Document("Exhibits", "en", (Paragraph(NO_TEXT), Table(attachments_in_order)))


def _cover(number: int, description: Mapping[str, Any]) -> Document:
    return Document(_name(number), "en", (Quote(description["what"], ""),))


def _pages(description: Mapping[str, Any], data: bytes) -> Document | bytes:
    """Return the pages of an exhibit: a PDF, or the document that is to become one."""
    if description["kind"] == Kind.PDF:
        return data
    if description["kind"] == Kind.TEXT:
        return Document("Text", "en", (Quote(data.decode(errors="replace"), ""),))
    out = io.BytesIO()
    try:
        Image.open(io.BytesIO(data)).save(out, "PDF", resolution=DOTS)
    except (OSError, ValueError):
        raise pdf.RenderingFailed("A picture could not be made into a page.") from None
    return out.getvalue()


def _removed_page(number: int) -> Document:
    return Document(_name(number), "en", (Paragraph(REMOVED),))


def to_pdf(
    unlocked: UnlockedCase, found: Sequence[tuple[int, Attachment | None, Mapping[str, Any]]]
) -> bytes | None:
    """Return one PDF of these exhibits: contents, then a numbered sheet and the pages of each.
    None without any. Raises RenderingFailed."""
    if not found:
        return None
    parts: list[Document | bytes] = [_contents(found)]
    for number, attachment, description in found:
        if attachment is None:
            parts.append(_removed_page(number))
            continue
        parts += [
            _cover(number, description),
            _pages(description, attachments.read(attachment, unlocked)),
        ]
    return _joined(_as_pdfs(parts))


def _as_pdfs(parts: Sequence[Document | bytes]) -> Iterator[bytes]:
    """Yield each part as a PDF; one process sets all the documents. Raises RenderingFailed."""
    made = iter(pdf.make_each([part for part in parts if isinstance(part, Document)]))
    for part in parts:
        one = next(made) if isinstance(part, Document) else part
        if one is None:
            raise pdf.RenderingFailed("A page of the exhibits could not be made.")
        yield one


def _joined(pdfs: Iterable[bytes]) -> bytes:
    out, whole = io.BytesIO(), pikepdf.Pdf.new()
    for pdf_bytes in pdfs:
        # Every part was made here, so it is read here.
        try:
            with pikepdf.open(io.BytesIO(pdf_bytes)) as one:
                whole.pages.extend(one.pages)
        except pikepdf.PdfError:
            raise pdf.RenderingFailed("A file could not be put behind the others.") from None
    whole.save(out)
    return out.getvalue()
