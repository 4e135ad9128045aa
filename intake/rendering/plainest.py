"""A block in its plainest form: what is left of it where a writer cannot write it as it is.

One block that nobody foresaw never costs a document: it becomes paragraphs of plain letters, and
everything else in it is named in brackets.
"""

import logging

from .blocks import Block, Document, Paragraph, texts_of
from .characters import name_of

logger = logging.getLogger(__name__)


def plain_letters(text: str) -> str:
    """Return a text in ASCII, with the name of every other character in brackets."""
    return "".join(
        char if char == "\n" or (char.isascii() and char.isprintable()) else name_of(char)
        for char in text
    )


def plainest(block: Block) -> tuple[Block, ...]:
    """Return a block as paragraphs of plain letters."""
    return tuple(Paragraph(plain_letters(text)) for text in texts_of(block))


def block_name(document: Document, place: int) -> str:
    """Return which block it is, without a word of what stands in it."""
    return f"block {place + 1} of {len(document.blocks)} ({document.blocks[place].kind})"


def report(document: Document, place: int, writer: str) -> None:
    """Write into the log which block of a document was written in its plainest form."""
    logger.warning("%s: %s is in its plainest form", writer, block_name(document, place))
