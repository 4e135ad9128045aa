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

from .blocks import Document, Small, from_plain

_FONTS = Path(__file__).parent / "fonts"
_TYPESET = Path(__file__).parent / "typeset.py"
SECONDS = 90
LENGTH = 8  # bytes that say how long a file is, as in typeset.py


class NotMade(Exception):
    """The file could not be made. Nothing of the document is in the message."""


@cache
def _coverage() -> tuple[list[int], list[int]]:
    ranges = json.loads((_FONTS / "coverage.json").read_text())
    return [first for first, _last in ranges], [last for _first, last in ranges]


def lacking(text: str) -> list[str]:
    """Return the signs of a text that no shipped font has, in order, once each."""
    firsts, lasts = _coverage()
    found = []
    for sign in dict.fromkeys(text):
        if unicodedata.category(sign) in ("Cc", "Cf", "Zs") or sign in _STYLES:
            continue  # nothing to be seen
        place = bisect_right(firsts, ord(sign)) - 1
        if place < 0 or ord(sign) > lasts[place]:
            found.append(sign)
    return found


# They only choose between two looks of the sign before them.
_STYLES = {chr(code) for code in range(0xFE00, 0xFE10)}


def can_show(text: str) -> bool:
    """Say whether the shipped fonts have every sign of a text."""
    return not lacking(text)


def name_of(sign: str) -> str:
    """Return what stands in a file for a sign without a font: its name or number in brackets.

    "" for a letter of a script that is not here: a word of such names could not be read.
    """
    name = unicodedata.name(sign, "")
    if unicodedata.category(sign)[0] == "S":
        return f"[{name.lower() or f'sign U+{ord(sign):04X}'}]"
    return f"[U+{ord(sign):04X}]" if name.startswith("CJK UNIFIED") else ""


def can_make(text: str) -> bool:
    """Say whether a text can stand in a file, if need be with names in place of some signs."""
    return all(map(name_of, lacking(text)))


NAMED = "A name or number in brackets stands for a sign that has no font here:"


def _named(document: Document) -> Document:
    """Return the document with names in place of signs without a font, and a note of them."""
    signs = lacking(document.text())
    if not signs:
        return document
    names = {ord(sign): name_of(sign) for sign in signs}
    changed = from_plain(_translated(document.plain(), names))
    note = Small(f"{NAMED} {', '.join(names.values())}.")
    return replace(changed, blocks=(*changed.blocks, note))


def _translated(value: Any, names: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(names)
    if isinstance(value, dict):
        return {name: _translated(inner, names) for name, inner in value.items()}
    return [_translated(inner, names) for inner in value] if isinstance(value, list) else value


def make(*documents: Document) -> bytes | None:
    """Return the PDF, or None where no font shows some letter of it or it could not be made."""
    if not all(can_make(document.text()) for document in documents):
        return None
    with suppress(NotMade):
        return to_pdf(*map(_named, documents))
    return None


def make_each(documents: Sequence[Document]) -> list[bytes | None]:
    """Return what `make` returns for each document by itself. One process makes them all."""
    able = [can_make(document.text()) for document in documents]
    wanted = [[_named(document)] for document, can in zip(documents, able, strict=True) if can]
    try:
        made = iter(_typeset(wanted) if wanted else ())
    except NotMade:  # one of them is at fault, or there are too many at once
        return [make(document) for document in documents]
    return [next(made) if can else None for can in able]


def to_pdf(*documents: Document) -> bytes:
    """Return one PDF of these documents, each on a new page.

    Ask `can_show` of their texts first: a sign without a font is not shown. Raises NotMade.
    """
    [made] = _typeset([documents])
    return made


def _typeset(files: Sequence[Sequence[Document]]) -> list[bytes]:
    """Return a PDF for each list of documents. Raises NotMade."""
    told = [json.dumps([document.plain() for document in documents]) for documents in files]
    command = [sys.executable, "-I", str(_TYPESET)]
    try:
        # No environment: the process that reads what people wrote knows no secret of the site.
        made = subprocess.run(  # noqa: S603
            command,
            input="\n".join(told).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={},
        ).stdout
    except subprocess.SubprocessError:
        raise NotMade("A PDF could not be made.") from None
    return _parted(made)


def _parted(made: bytes) -> list[bytes]:
    """Return the files that stand one behind the other, each after its length."""
    files, place = [], 0
    while place < len(made):
        start = place + LENGTH
        place = start + int.from_bytes(made[place:start])
        files.append(made[start:place])
    return files
