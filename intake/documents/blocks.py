"""A document is a title and a list of blocks; each writer turns the same blocks into its format.

Blocks are plain values, so that what people wrote is shown as text and never read as markup.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Heading:
    text: str
    kind: str = "heading"


@dataclass(frozen=True)
class Paragraph:
    text: str
    kind: str = "paragraph"


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]
    kind: str = "bullets"


@dataclass(frozen=True)
class Lines:
    """Rows of (label, value); an empty value is a line to fill in by hand."""

    rows: tuple[tuple[str, str], ...]
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


def _text(value):
    if isinstance(value, str):
        return value
    values = value.values() if isinstance(value, dict) else value
    return " ".join(map(_text, values))
