"""A document is a title and a list of blocks; each writer turns the same blocks into its format.

Blocks are plain values, so that what people wrote is shown as text and never read as markup.
"""

from dataclasses import asdict, dataclass, replace
from typing import ClassVar


@dataclass(frozen=True)
class Heading:
    """`level` 1 is the title of the document."""

    text: str
    level: int = 2
    kind: str = "heading"
    is_heading: ClassVar[bool] = True


@dataclass(frozen=True)
class Paragraph:
    """Words of the paper itself. Those with a `key` a volunteer may write anew; names, law and
    what is sworn have none."""

    text: str
    key: str = ""
    kind: str = "paragraph"
    is_text: ClassVar[bool] = True


@dataclass(frozen=True)
class Said:
    """A long answer, as it was typed, with its lines. `step` is the page it was given on."""

    text: str
    step: str
    kind: str = "said"
    is_text: ClassVar[bool] = True


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]
    kind: str = "bullets"
    is_list: ClassVar[bool] = True


@dataclass(frozen=True)
class Row:
    """A label and a value; without a value it is a line to fill in by hand. `step` is the page
    of the form that the value comes from, or ""."""

    label: str
    value: str = ""
    step: str = ""


@dataclass(frozen=True)
class Lines:
    rows: tuple[Row, ...]
    kind: str = "lines"
    has_rows: ClassVar[bool] = True


@dataclass(frozen=True)
class Sign:
    """A place to sign: it stays on one page, and has room for a pen."""

    rows: tuple[Row, ...]
    kind: str = "sign"
    has_rows: ClassVar[bool] = True
    is_sign: ClassVar[bool] = True


@dataclass(frozen=True)
class Small:
    text: str
    kind: str = "small"
    is_small: ClassVar[bool] = True


@dataclass(frozen=True)
class Document:
    """`lang` is the language of its own words (BCP 47)."""

    title: str
    lang: str
    blocks: tuple

    def plain(self):
        """Return the document as JSON values."""
        return asdict(self)

    def text(self):
        """Return every character of the document, for questions about its script."""
        return _text(self.plain())

    def rows(self):
        """Return every row, in order."""
        return [row for block in self.blocks if block.kind in _ROWS for row in block.rows]

    def own_words(self):
        """Return {key: text} of the paragraphs that may be written anew."""
        return {
            block.key: block.text
            for block in self.blocks
            if block.kind == "paragraph" and block.key
        }

    def edited(self, words):
        """Return the document with other words in some of its paragraphs: {key: text}."""
        blocks = tuple(
            replace(block, text=words.get(block.key, block.text))
            if block.kind == "paragraph" and block.key
            else block
            for block in self.blocks
        )
        return replace(self, blocks=blocks)


def without_empty(blocks):
    """Return the blocks without empty lists, and without headings that have nothing beneath."""
    kept = []
    for block in reversed(tuple(blocks)):
        below = kept[-1] if kept else None
        if block.kind == "heading":
            is_empty = below is None or (below.kind == "heading" and below.level <= block.level)
        else:
            is_empty = not (
                getattr(block, "rows", ())
                or getattr(block, "items", ())
                or getattr(block, "text", "")
            )
        if not is_empty:
            kept.append(block)
    return tuple(reversed(kept))


_ROWS = ("lines", "sign")
_KINDS = {kind.kind: kind for kind in (Heading, Paragraph, Said, Bullets, Lines, Sign, Small)}


def from_plain(value) -> Document:
    """Return a document that was kept as JSON. Raises KeyError for a kind that is not known."""
    blocks = []
    for block in value["blocks"]:
        known = dict(block)
        kind = _KINDS[known.pop("kind")]
        if kind in (Lines, Sign):
            known["rows"] = tuple(Row(**row) for row in known["rows"])
        if kind is Bullets:
            known["items"] = tuple(known["items"])
        blocks.append(kind(**known))
    return Document(value["title"], value["lang"], tuple(blocks))


def _text(value):
    if isinstance(value, (str, int)):
        return str(value)
    values = value.values() if isinstance(value, dict) else value
    return " ".join(map(_text, values))
