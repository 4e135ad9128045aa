"""A document as a tagged PDF (PDF/UA-1), made in a process of its own: no temporary file, no
network, no other files.

Typst comes whole in its wheel, so a fresh machine needs nothing else (docs/decisions).
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import plainest
from .blocks import (
    Block,
    Document,
    Heading,
    SignatureBlock,
    SmallPrint,
    Table,
    map_texts,
    skipped_levels,
)
from .characters import LABEL_EMS, Output, breakable, isolated, missing_glyphs, readable, within

_TYPESET = Path(__file__).parent / "typeset.py"
TIMEOUT_SECONDS = 90
LENGTH = 8  # bytes that say how long a file is, as in typeset.py
# A longer title stands shortened at the foot of a page, so that it takes no line of the text.
FOOTER_EMS = 75.0
# Names of characters that the note at the end lists.
NAMES_IN_NOTE = 12


class RenderingFailed(Exception):
    """The file could not be made. Nothing of the document is in the message."""


class _TookTooLong(RenderingFailed):
    pass


GLYPH_NAMES_NOTE = "A name or number in brackets stands for a sign that has no font here"


def _note(document: Document) -> tuple[Block, ...]:
    """Return a note of the characters that are named because no font has them."""
    chars = missing_glyphs(document.text())
    if not chars:
        return ()
    names = ", ".join(readable(char, Output.PDF) for char in chars[:NAMES_IN_NOTE])
    more = ", and others" if len(chars) > NAMES_IN_NOTE else ""
    return (SmallPrint(f"{GLYPH_NAMES_NOTE}: {names}{more}."),)


def _prepared_text(text: str) -> str:
    return breakable(isolated(readable(text, Output.PDF)))


def _prepared_block(block: Block) -> Block:
    block = map_texts(block, _prepared_text)
    if isinstance(block, Table | SignatureBlock):
        rows = tuple(replace(row, label=breakable(row.label, LABEL_EMS)) for row in block.rows)
        return replace(block, rows=rows)
    return block


def _prepared(document: Document) -> Document:
    """Return the document as the layout takes it: by the table of characters, with places to
    break, and with no gap among the levels of its headings."""
    levels, blocks = skipped_levels(document), list[Block]()
    for place, block in enumerate(document.blocks):
        if isinstance(block, Heading) and place in levels:
            plainest.report(document, place, "PDF, a heading that skips a level")
            block = replace(block, level=levels[place])
        try:
            blocks.append(_prepared_block(block))
        except Exception:
            plainest.report(document, place, "PDF")
            blocks += map(_prepared_block, plainest.plainest(block))
    blocks += map(_prepared_block, _note(document))
    return replace(document, blocks=tuple(blocks))


def render(*documents: Document) -> bytes | None:
    """Return the PDF of these documents, each on a new page, or None if it could not be made."""
    with suppress(RenderingFailed):
        return to_pdf(*documents)
    return None


def make_each(documents: Sequence[Document]) -> list[bytes | None]:
    """Return what `render` returns for each document by itself. One process makes them all."""
    try:
        made = _typeset([[_prepared(document)] for document in documents]) if documents else []
    except RenderingFailed:  # one of them ends the process, or there are too many at once
        return [render(document) for document in documents]
    return [file or render(document) for document, file in zip(documents, made, strict=True)]


def to_pdf(*documents: Document) -> bytes:
    """Return one PDF of these documents, each on a new page.

    A block that cannot be set is written in its plainest form. Raises RenderingFailed.
    """
    prepared = [_prepared(document) for document in documents]
    try:
        [made] = _typeset([prepared])
    except _TookTooLong:
        raise
    except RenderingFailed:
        made = b""
    if made:
        return made
    [made] = _typeset([list(map(_mended, prepared))])
    if not made:
        raise RenderingFailed("A PDF could not be made.")
    return made


def _mended(document: Document) -> Document:
    """Return a document in which each block that cannot be set is in its plainest form.

    Raises RenderingFailed where not even an empty document can be set.
    """
    if not _can_set(replace(document, blocks=())):
        document = replace(document, title=plainest.plain_letters(document.title))
        if not _can_set(replace(document, blocks=())):
            raise RenderingFailed("Not even the title of a PDF could be set.")
    faulty = set(_faulty_places(document))
    blocks = list[Block]()
    for place, block in enumerate(document.blocks):
        if place not in faulty:
            blocks.append(block)
            continue
        plainest.report(document, place, "PDF")
        plain = [map_texts(one, breakable) for one in plainest.plainest(block)]
        if not all(_can_set(replace(document, blocks=(one,))) for one in plain):
            name = plainest.block_name(document, place)
            raise RenderingFailed(f"A PDF could not be made: {name} could not be set.")
        blocks += plain
    return _without_gaps(replace(document, blocks=tuple(blocks)))


def _without_gaps(document: Document) -> Document:
    levels = skipped_levels(document)
    blocks = tuple(
        replace(block, level=levels[place])
        if isinstance(block, Heading) and place in levels
        else block
        for place, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)


def _faulty_places(document: Document) -> list[int]:
    """Return the places of the blocks that cannot be set, by setting halves, and halves of these.

    Each round sets all its parts in one process.
    """
    found: list[int] = []
    parts = [range(len(document.blocks))] if document.blocks else []
    while parts:
        tried = [
            _without_gaps(replace(document, blocks=document.blocks[part.start : part.stop]))
            for part in parts
        ]
        failing = [part for part, good in zip(parts, _each_set(tried), strict=True) if not good]
        found += [part.start for part in failing if len(part) == 1]
        parts = [half for part in failing if len(part) > 1 for half in _halves(part)]
    return found


def _halves(part: range) -> tuple[range, range]:
    middle = (part.start + part.stop) // 2
    return range(part.start, middle), range(middle, part.stop)


def _each_set(documents: Sequence[Document]) -> list[bool]:
    """Say of each document whether it can be set, even where one ends the process."""
    try:
        return list(map(bool, _typeset([[document] for document in documents])))
    except _TookTooLong:
        raise
    except RenderingFailed:
        return [_can_set(document) for document in documents] if len(documents) > 1 else [False]


def _can_set(document: Document) -> bool:
    return all(_each_set([document]))


def _plain(document: Document) -> dict[str, Any]:
    """Return a document as the layout reads it: `title` is the name of the file, and `heading` and
    `footer` are the same with places to break."""
    title = readable(document.title, Output.PDF)
    return document.to_plain() | {
        "title": title,
        "heading": _prepared_text(document.title),
        "footer": breakable(within(_prepared_text(document.title), FOOTER_EMS)),
        "about": breakable(within(document.about, FOOTER_EMS)),
    }


def _typeset(files: Sequence[Iterable[Document]]) -> list[bytes]:
    """Return a PDF for each list of documents; b"" for one that could not be set.

    Raises RenderingFailed where the process ended.
    """
    lines = [json.dumps([_plain(document) for document in documents]) for documents in files]
    return _parted(_run_typeset("\n".join(lines).encode()))


def _run_typeset(lines: bytes) -> bytes:
    """Return what the process answers to lines of JSON. Raises RenderingFailed where it ended."""
    command = [sys.executable, "-I", str(_TYPESET)]
    try:
        # No environment: the process that reads what people wrote knows no secret of the site.
        return subprocess.run(  # noqa: S603
            command,
            input=lines,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=True,
            env={},
        ).stdout
    except subprocess.TimeoutExpired:
        raise _TookTooLong("A PDF took too long.") from None
    except subprocess.SubprocessError:
        raise RenderingFailed("A PDF could not be made.") from None


def _parted(made: bytes) -> list[bytes]:
    """Return the files that stand one behind the other, each after its length."""
    files, place = [], 0
    while place < len(made):
        start = place + LENGTH
        place = start + int.from_bytes(made[place:start])
        files.append(made[start:place])
    return files
