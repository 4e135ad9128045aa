"""A document as a tagged PDF (PDF/UA-1), made in a process of its own: no temporary file, no
network, no other files.

Typst comes whole in its wheel, so a fresh machine needs nothing else (docs/decisions).
"""

import json
import subprocess
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from .blocks import Document, SmallPrint, document_from_plain

_FONTS = Path(__file__).parent / "fonts"
_TYPESET = Path(__file__).parent / "typeset.py"
TIMEOUT_SECONDS = 90
LENGTH = 8  # bytes that say how long a file is, as in typeset.py


class RenderingFailed(Exception):
    """The file could not be made. Nothing of the document is in the message."""


@cache
def _coverage() -> tuple[list[int], list[int]]:
    ranges = json.loads((_FONTS / "coverage.json").read_text())
    return [first for first, _last in ranges], [last for _first, last in ranges]


def missing_glyphs(text: str) -> list[str]:
    """Return the signs of a text that no shipped font has, in order, once each."""
    firsts, lasts = _coverage()
    found = []
    for char in dict.fromkeys(text):
        if unicodedata.category(char) in ("Cc", "Cf", "Zs") or char in _VARIATION_SELECTORS:
            continue  # nothing to be seen
        place = bisect_right(firsts, ord(char)) - 1
        if place < 0 or ord(char) > lasts[place]:
            found.append(char)
    return found


# They only choose between two looks of the sign before them.
_VARIATION_SELECTORS = {chr(code) for code in range(0xFE00, 0xFE10)}


def can_show(text: str) -> bool:
    """Say whether the shipped fonts have every sign of a text."""
    return not missing_glyphs(text)


def glyph_name(char: str) -> str:
    """Return what stands in a file for a sign without a font: its name or number in brackets.

    "" for a letter of a script that is not here: a word of such names could not be read.
    """
    name = unicodedata.name(char, "")
    if unicodedata.category(char)[0] == "S":
        return f"[{name.lower() or f'sign U+{ord(char):04X}'}]"
    return f"[U+{ord(char):04X}]" if name.startswith("CJK UNIFIED") else ""


def can_render(text: str) -> bool:
    """Say whether a text can stand in a file, if need be with names in place of some signs."""
    return all(map(glyph_name, missing_glyphs(text)))


GLYPH_NAMES_NOTE = "A name or number in brackets stands for a sign that has no font here:"


def _with_glyph_names(document: Document) -> Document:
    """Return the document with names in place of signs without a font, and a note of them."""
    chars = missing_glyphs(document.text())
    if not chars:
        return document
    names = {ord(char): glyph_name(char) for char in chars}
    changed = document_from_plain(_translated(document.to_plain(), names))
    note = SmallPrint(f"{GLYPH_NAMES_NOTE} {', '.join(names.values())}.")
    return replace(changed, blocks=(*changed.blocks, note))


def _translated(value: Any, names: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(names)
    if isinstance(value, dict):
        return {name: _translated(inner, names) for name, inner in value.items()}
    return [_translated(inner, names) for inner in value] if isinstance(value, list) else value


def render(*documents: Document) -> bytes | None:
    """Return the PDF, or None where no font shows some letter of it or it could not be made."""
    if not all(can_render(document.text()) for document in documents):
        return None
    with suppress(RenderingFailed):
        return to_pdf(*map(_with_glyph_names, documents))
    return None


def make_each(documents: Sequence[Document]) -> list[bytes | None]:
    """Return what `render` returns for each document by itself. One process makes them all."""
    able = [can_render(document.text()) for document in documents]
    wanted = [
        [_with_glyph_names(document)] for document, can in zip(documents, able, strict=True) if can
    ]
    try:
        made = iter(_typeset(wanted) if wanted else ())
    except RenderingFailed:  # one of them is at fault, or there are too many at once
        return [render(document) for document in documents]
    return [next(made) if can else None for can in able]


def to_pdf(*documents: Document) -> bytes:
    """Return one PDF of these documents, each on a new page.

    Ask `can_show` of their texts first: a sign without a font is not shown. Raises RenderingFailed.
    """
    [output] = _typeset([documents])
    return output


def _typeset(files: Sequence[Sequence[Document]]) -> list[bytes]:
    """Return a PDF for each list of documents. Raises RenderingFailed."""
    told = [json.dumps([document.to_plain() for document in documents]) for documents in files]
    command = [sys.executable, "-I", str(_TYPESET)]
    try:
        # No environment: the process that reads what people wrote knows no secret of the site.
        made = subprocess.run(  # noqa: S603
            command,
            input="\n".join(told).encode(),
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=True,
            env={},
        ).stdout
    except subprocess.SubprocessError:
        raise RenderingFailed("A PDF could not be made.") from None
    return _parted(made)


def _parted(made: bytes) -> list[bytes]:
    """Return the files that stand one behind the other, each after its length."""
    files, place = [], 0
    while place < len(made):
        start = place + LENGTH
        place = start + int.from_bytes(made[place:start])
        files.append(made[start:place])
    return files
