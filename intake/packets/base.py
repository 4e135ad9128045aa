"""What every document has: its type, its advice, and the order of its blocks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import get_language

from intake.citations.base import Claim, Statement
from intake.rendering.blocks import (
    Block,
    Document,
    Heading,
    Paragraph,
    Piece,
    Table,
    without_empty,
)
from intake.rendering.language import LANGUAGE

from .disclosure import for_reader
from .document_input import DocumentInput
from .english import NO_ENGLISH
from .identity import ENGLISH_NAME, PRINTED_NAME
from .signatures import DECLARE_INSIDE, DECLARE_OUTSIDE

LETTER, FORM, ONLINE, OWN = "letter", "form", "online", "own"


Advice: TypeAlias = Statement | Callable[[], Statement]


@dataclass(frozen=True)
class DocumentType:
    """`kind`: a letter; a form of ours to sign; text for a web form; or the person's own sheet.

    `discloses` names the pages of the form whose answers stand in it, as far
    as `reader` may learn them (disclosure). `legal_basis` are the
    rules it names, with their sources. `fits` says whether it is needed for what was told. `advice`
    is for whoever reads it before it is sent, and stands beside the paper, never in it: texts, or
    functions that return one; `online_only` says with its source that it cannot be sent on paper.
    `title_for` gives the title where it goes by what was told; without it, that is the name.
    """

    slug: str
    name: str
    edition: str
    kind: str
    reader: str
    blocks: Callable[[DocumentInput], "tuple[Piece, ...]"]
    discloses: tuple[str, ...] = ()
    legal_basis: tuple[Claim, ...] = ()
    fits: Callable[[DocumentInput], bool] = lambda doc_input: True
    advice: tuple[Advice, ...] = ()
    online_only: Claim | None = None
    title_for: Callable[[DocumentInput], str] | None = None

    def redact(self, doc_input: DocumentInput) -> DocumentInput:
        """Return what was told without what the reader of this paper may not learn."""
        return for_reader(doc_input, self.reader)

    def advice_for(self, document: Document) -> list[Statement]:
        """Return the advice that stands beside the paper, as it was made, today."""
        found: list[Statement] = [item() if callable(item) else item for item in self.advice]
        if {row.label for row in document.rows()} & {ENGLISH_NAME, PRINTED_NAME}:
            found.append(WRITE_NAME)
        return found

    def build(self, doc_input: DocumentInput) -> Document:
        blocks = _translation_last(without_empty(_flattened(self.blocks(self.redact(doc_input)))))
        title = self.title_for(doc_input) if self.title_for else self.name
        return Document(title, self._language(), blocks)

    def _language(self) -> str:
        """Return the language of its own words: that of the visitor in what the person keeps."""
        return (get_language() or LANGUAGE) if self.kind == OWN else LANGUAGE


def _flattened(blocks: Iterable[Piece]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, tuple):
            yield from _flattened(block)
        elif block is not None:
            yield block


# Filled in by hand by whoever translates; nobody swears to it.
_TRANSLATION = {row.label for row in NO_ENGLISH}


def _translation_last(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with the empty lines for a translation behind what is sworn, if it is."""
    swears = (str(DECLARE_INSIDE.text), str(DECLARE_OUTSIDE.text))
    if not any(isinstance(block, Paragraph) and block.text in swears for block in blocks):
        return blocks
    by_hand = [block for block in blocks if _is_for_translation(block)]
    if not by_hand:
        return blocks
    rest = (block for block in blocks if block not in by_hand)
    return (*rest, Heading("For whoever translates it"), *by_hand)


def _is_for_translation(block: Block) -> bool:
    return isinstance(block, Table) and all(
        row.label in _TRANSLATION and not row.value for row in block.rows
    )


SAFE_ADDRESS = "Write an address where an answer can safely reach you."


ADD_COPIES = "Add copies of the papers that it names. Keep the first ones safe."


WRITE_NAME = "Write the name in English letters, too, just as it stands on a paper from here."


ALL_STEPS = (
    "custody",
    "danger",
    "problem",
    "person",
    "born",
    "start",
    "when-where",
    "hold",
    "detainers",
    "hold-copy",
    "match",
    "why-wrong",
    "proof",
    "jail",
    "held-over",
    "stays",
    "story",
    "profiling",
    "officers",
    "witnesses",
    "treatment",
    "harm",
    "told",
    "wants",
    "helper",
    "permission",
    "needs",
    "numbers",
    "citizenship",
    "decisions",
    "authority",
)
