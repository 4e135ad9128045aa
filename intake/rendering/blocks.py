"""A document is a title and a list of blocks; each writer turns the same blocks into its format.

Blocks are plain values, so that what people wrote is shown as text and never read as markup.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeAlias

from intake.vault.shapes import JSON, ListOf, MapOf, Record

# A document as it is stored. Each block is an object with its `kind` and its fields.
SHAPE = Record({"title": str, "lang": str, "blocks": ListOf(MapOf(JSON))})


@dataclass(frozen=True)
class Heading:
    """`level` 1 is the title of the document."""

    text: str
    level: int = 2
    kind: str = "heading"
    is_heading: ClassVar[bool] = True


@dataclass(frozen=True)
class Paragraph:
    """Words of the paper itself. Those with a `slug` a volunteer may write anew; names, law and
    what is sworn have none."""

    text: str
    slug: str = ""
    kind: str = "paragraph"
    is_text: ClassVar[bool] = True


@dataclass(frozen=True)
class Quote:
    """A long answer, as it was typed, with its lines. `step` is the page it was given on."""

    text: str
    step: str
    kind: str = "said"
    is_text: ClassVar[bool] = True


@dataclass(frozen=True)
class BulletList:
    items: tuple[str, ...]
    kind: str = "bullets"
    is_list: ClassVar[bool] = True


@dataclass(frozen=True)
class NumberedList:
    """Facts by number ("1") or requests by letter ("A"): the reader answers them one by one."""

    items: tuple[str, ...]
    style: str = "1"
    kind: str = "numbers"
    is_numbered: ClassVar[bool] = True

    def marked(self) -> list[str]:
        """Return the items as plain text, each behind its number or letter."""
        first = ord(self.style)
        return [
            f"{place + 1 if self.style == '1' else chr(first + place)}. {item}"
            for place, item in enumerate(self.items)
        ]


@dataclass(frozen=True)
class SubjectLines:
    """The bold lines of a letter that say who, what and when, and what is asked by when.

    A letter that has them needs no title above it.
    """

    items: tuple[str, ...]
    # Whom it is about, and the day: at the foot of later pages.
    about: str = ""
    kind: str = "re"
    is_subject: ClassVar[bool] = True


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a page of its own, as an annex does."""

    kind: str = "page"


@dataclass(frozen=True)
class Row:
    """A label and a value; without a value it is a line to fill in by hand. `step` is the page
    of the form that the value comes from, or ""."""

    label: str
    value: str = ""
    step: str = ""


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    kind: str = "lines"
    has_rows: ClassVar[bool] = True


@dataclass(frozen=True)
class SignatureBlock:
    """A place to sign: it stays on one page, and has room for a pen."""

    rows: tuple[Row, ...]
    kind: str = "sign"
    has_rows: ClassVar[bool] = True
    is_sign: ClassVar[bool] = True


@dataclass(frozen=True)
class SmallPrint:
    text: str
    kind: str = "small"
    is_small: ClassVar[bool] = True


Block: TypeAlias = (
    Heading
    | Paragraph
    | Quote
    | BulletList
    | NumberedList
    | SubjectLines
    | NewPage
    | Table
    | SignatureBlock
    | SmallPrint
)
# A block, or blocks that belong together; None is left out.
Piece: TypeAlias = "Block | tuple[Piece, ...] | None"


@dataclass(frozen=True)
class Document:
    """`lang` is the language of its own words (BCP 47)."""

    title: str
    lang: str
    blocks: tuple[Block, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the document as JSON values, as `document_from_plain` reads them."""
        return {
            "title": self.title,
            "lang": self.lang,
            "blocks": [_plain_block(block) for block in self.blocks],
        }

    def text(self) -> str:
        """Return every character of the document, for questions about its script."""
        return _text(self.to_plain())

    def rows(self) -> list[Row]:
        """Return every row, in order."""
        return [
            row
            for block in self.blocks
            if isinstance(block, Table | SignatureBlock)
            for row in block.rows
        ]

    def editable_paragraphs(self) -> dict[str, str]:
        """Return {key: text} of the paragraphs that may be written anew."""
        return {
            block.slug: block.text
            for block in self.blocks
            if isinstance(block, Paragraph) and block.slug
        }

    def with_paragraphs(self, paragraphs: Mapping[str, str]) -> "Document":
        """Return the document with other words in some of its paragraphs: {key: text}."""
        blocks = tuple(
            replace(block, text=paragraphs.get(block.slug, block.text))
            if isinstance(block, Paragraph) and block.slug
            else block
            for block in self.blocks
        )
        return replace(self, blocks=blocks)

    def mapped(self, change: Callable[[str], str]) -> "Document":
        """Return the document with each of its texts changed."""
        blocks = tuple(map_texts(block, change) for block in self.blocks)
        return replace(self, title=change(self.title), blocks=blocks)

    @property
    def about(self) -> str:
        """Return what a later page of a letter says at its foot: whom it is about, and its day."""
        return next((block.about for block in self.blocks if isinstance(block, SubjectLines)), "")

    def subject(self) -> tuple[str, ...]:
        """Return the bold lines of a letter, or nothing where it has none."""
        return next((block.items for block in self.blocks if isinstance(block, SubjectLines)), ())


def map_texts(block: Block, change: Callable[[str], str]) -> Block:
    """Return a block with each of its texts changed."""
    if isinstance(block, NewPage):
        return block
    if isinstance(block, SubjectLines):
        block = replace(block, about=change(block.about))
    if isinstance(block, BulletList | NumberedList | SubjectLines):
        return replace(block, items=tuple(map(change, block.items)))
    if isinstance(block, Table | SignatureBlock):
        rows = tuple(
            replace(row, label=change(row.label), value=change(row.value)) for row in block.rows
        )
        return replace(block, rows=rows)
    return replace(block, text=change(block.text))


def texts_of(block: Block) -> list[str]:
    """Return the texts of a block in order; label and value of a row stand in one."""
    if isinstance(block, NewPage):
        return []
    if isinstance(block, NumberedList):
        return block.marked()
    if isinstance(block, BulletList | SubjectLines):
        return list(block.items)
    if isinstance(block, Table | SignatureBlock):
        return [f"{row.label}: {row.value or BLANK_LINE}" for row in block.rows]
    return [block.text]


BLANK_LINE = "_" * 40


def skipped_levels(document: Document) -> dict[int, int]:
    """Return {place: level without a gap} of each heading that skips a level.

    Screen readers count levels, and a tagged PDF is not made with a gap among them.
    """
    found, before = {}, 1
    for place, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            level = min(max(block.level, 1), before + 1)
            if level != block.level:
                found[place] = level
            before = level
    return found


def without_empty(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks without empty lists, and without headings that have nothing beneath."""
    result: list[Block] = []
    for block in reversed(tuple(blocks)):
        below = result[-1] if result else None
        if isinstance(block, Heading):
            is_empty = below is None or (isinstance(below, Heading) and below.level <= block.level)
        elif isinstance(block, NewPage):
            is_empty = below is None or isinstance(below, NewPage)
        else:
            is_empty = not (
                getattr(block, "rows", ())
                or getattr(block, "items", ())
                or getattr(block, "text", "")
            )
        if not is_empty:
            result.append(block)
    return tuple(reversed(result))


def _plain_row(row: Row) -> dict[str, Any]:
    return {"label": row.label, "value": row.value, "step": row.step}


def _plain_rows(block: Any) -> dict[str, Any]:
    return {"rows": [_plain_row(row) for row in block.rows]}


def _rows(stored: Mapping[str, Any]) -> tuple[Row, ...]:
    return tuple(Row(row["label"], row["value"], row["step"]) for row in stored["rows"])


# {kind: (fields as stored, block from the fields)}. The names are stored in frozen packets.
_STORED: dict[str, tuple[Callable[[Any], dict[str, Any]], Callable[[Any], Block]]] = {
    "heading": (
        lambda block: {"text": block.text, "level": block.level},
        lambda stored: Heading(stored["text"], stored["level"]),
    ),
    "paragraph": (
        lambda block: {"text": block.text, "key": block.slug},
        lambda stored: Paragraph(stored["text"], stored["key"]),
    ),
    "said": (
        lambda block: {"text": block.text, "step": block.step},
        lambda stored: Quote(stored["text"], stored["step"]),
    ),
    "bullets": (
        lambda block: {"items": list(block.items)},
        lambda stored: BulletList(tuple(stored["items"])),
    ),
    "numbers": (
        lambda block: {"items": list(block.items), "style": block.style},
        lambda stored: NumberedList(tuple(stored["items"]), stored["style"]),
    ),
    "re": (
        lambda block: {"items": list(block.items), "about": block.about},
        lambda stored: SubjectLines(tuple(stored["items"]), stored["about"]),
    ),
    "page": (lambda block: {}, lambda stored: NewPage()),
    "lines": (_plain_rows, lambda stored: Table(_rows(stored))),
    "sign": (_plain_rows, lambda stored: SignatureBlock(_rows(stored))),
    "small": (lambda block: {"text": block.text}, lambda stored: SmallPrint(stored["text"])),
}


def _plain_block(block: Block) -> dict[str, Any]:
    to_stored, _from_stored = _STORED[block.kind]
    return {**to_stored(block), "kind": block.kind}


def document_from_plain(value: Mapping[str, Any]) -> Document:
    """Return a document that was kept as JSON. Raises KeyError for a kind that is not known."""
    blocks = tuple(_STORED[stored["kind"]][1](stored) for stored in value["blocks"])
    return Document(value["title"], value["lang"], blocks)


def _text(value: Any) -> str:
    if isinstance(value, (str, int)):
        return str(value)
    values = value.values() if isinstance(value, dict) else value
    return " ".join(map(_text, values))
