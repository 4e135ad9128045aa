"""A document as a tagged PDF (PDF/UA-1), made in a process of its own: no temporary file, no
network, no other files.

Typst comes whole in its wheel, so a fresh machine needs nothing else (docs/decisions).
"""

import json
import subprocess
import sys
import unicodedata
from bisect import bisect_right
from contextlib import suppress
from functools import cache
from pathlib import Path

_FONTS = Path(__file__).parent / "fonts"
_TYPESET = Path(__file__).parent / "typeset.py"
SECONDS = 90


class NotMade(Exception):
    """The file could not be made. Nothing of the document is in the message."""


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


def make(*documents) -> bytes | None:
    """Return the PDF, or None where no font shows some sign of it or it could not be made."""
    if not all(can_show(document.text()) for document in documents):
        return None
    with suppress(NotMade):
        return to_pdf(*documents)
    return None


def to_pdf(*documents) -> bytes:
    """Return one PDF of these documents, each on a new page.

    Ask `can_show` first: a sign without a font is not shown. Raises NotMade.
    """
    told = json.dumps([document.plain() for document in documents]).encode()
    command = [sys.executable, "-I", str(_TYPESET)]
    try:
        # No environment: the process that reads what people wrote knows no secret of the site.
        made = subprocess.run(  # noqa: S603
            command, input=told, capture_output=True, timeout=SECONDS, check=True, env={}
        )
    except subprocess.SubprocessError:
        raise NotMade("A PDF could not be made.") from None
    return made.stdout
