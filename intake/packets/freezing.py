"""The files of a packet, made once when its documents are frozen, and kept with their hashes."""

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from intake.cases.change import NotAllowed
from intake.cases.unlocked import UnlockedCase
from intake.rendering import docx_file, pdf
from intake.rendering.blocks import Document
from intake.routes import state_law_status

from . import exhibits
from .base import LETTER, DocumentType
from .contents import Clashes


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


def freeze(
    unlocked: UnlockedCase, made: Sequence[tuple[DocumentType, Document, Clashes]]
) -> dict[str, Any]:
    document_types = files_of(
        [(document_type, document) for document_type, document, _clashes in made]
    )
    frozen = {"papers": document_types, "exhibits": exhibits.freeze(unlocked)}
    try:
        exhibits.to_pdf(unlocked, exhibits.listed(unlocked))
    except pdf.RenderingFailed:
        raise FileNotMade(_("the added papers")) from None
    return frozen


def files_of(document_types: Sequence[tuple[DocumentType, Document]]) -> list[dict[str, Any]]:
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
