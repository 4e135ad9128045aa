"""Which papers say something else since the last addition: those to send again."""

from datetime import date

from intake.cases.unlocked import UnlockedCase

from . import build
from .base import DocumentType
from .document_input import DocumentInput, document_input, document_input_of


def remade(unlocked: UnlockedCase, *, today: date) -> list[DocumentType]:
    """Return the papers that the last addition changed or made needed. Raises Unreadable."""
    before = unlocked.answers_before_last
    if before is None:
        return []
    now = document_input_of(unlocked, today=today)
    earlier = document_input(
        before, today=today, additions=now.additions, exhibits=now.exhibits, english=now.english
    )
    texts = _texts(earlier)
    return [kind for kind, text in _texts(now).items() if texts.get(kind) != text]


def _texts(doc_input: DocumentInput) -> dict[DocumentType, str]:
    fitting = build.fitting_documents(doc_input)
    return {kind: build.build_document(kind, doc_input).text() for kind in fitting}
