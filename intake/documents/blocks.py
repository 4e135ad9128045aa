"""A document is a title and a list of blocks; each writer turns the same blocks into its format.

Blocks are plain values, so that what people wrote is shown as text and never read as markup.
"""

from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True)
class Heading:
    text: str
    kind: str = "heading"


@dataclass(frozen=True)
class Paragraph:
    """Words of the letter itself; a volunteer may write them anew."""

    text: str
    kind: str = "paragraph"


@dataclass(frozen=True)
class Said:
    """A long answer, as it was typed, with its lines. `step` is the page it was given on."""

    text: str
    step: str
    kind: str = "said"


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]
    kind: str = "bullets"


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


@dataclass(frozen=True)
class Small:
    text: str
    kind: str = "small"


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
        return [row for block in self.blocks if block.kind == "lines" for row in block.rows]

    def edited(self, edits):
        """Return the document with other words in some of its paragraphs: {place: text}."""
        blocks = tuple(
            replace(block, text=edits.get(str(place), block.text))
            if block.kind == "paragraph"
            else block
            for place, block in enumerate(self.blocks)
        )
        return replace(self, blocks=blocks)


_KINDS = {kind.kind: kind for kind in (Heading, Paragraph, Said, Bullets, Lines, Small)}


def from_plain(value) -> Document:
    """Return a document that was kept as JSON. Raises KeyError for a kind that is not known."""
    blocks = []
    for block in value["blocks"]:
        known = dict(block)
        kind = _KINDS[known.pop("kind")]
        if kind is Lines:
            known["rows"] = tuple(Row(**row) for row in known["rows"])
        if kind is Bullets:
            known["items"] = tuple(known["items"])
        blocks.append(kind(**known))
    return Document(value["title"], value["lang"], tuple(blocks))


def _text(value):
    if isinstance(value, str):
        return value
    values = value.values() if isinstance(value, dict) else value
    return " ".join(map(_text, values))
