"""A document as a tagged PDF (PDF/UA-1), made in memory, without network and without other files.

Typst comes whole in its wheel, so a fresh machine needs nothing else (docs/decisions).
"""

import json
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

import typst

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_PAGE = (_HERE / "page.typ").read_bytes()


@cache
def _fonts():
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS)])


@cache
def _coverage():
    ranges = json.loads((_FONTS / "coverage.json").read_text())
    return [first for first, _last in ranges], [last for _first, last in ranges]


def can_show(text: str) -> bool:
    """Say whether the shipped fonts have every sign of a text."""
    firsts, lasts = _coverage()
    for sign in set(text):
        if unicodedata.category(sign) in ("Cc", "Cf", "Zs"):
            continue  # nothing to be seen
        place = bisect_right(firsts, ord(sign)) - 1
        if place < 0 or ord(sign) > lasts[place]:
            return False
    return True


def to_pdf(*documents) -> bytes:
    """Return one PDF of these documents, each on a new page.

    Ask `can_show` first: a sign without a font is not shown.
    """
    return typst.compile(
        _PAGE,
        root=str(_FONTS),
        font_paths=_fonts(),
        sys_inputs={"documents": json.dumps([document.plain() for document in documents])},
        pdf_standards="ua-1",
    )
