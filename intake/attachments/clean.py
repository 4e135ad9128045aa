"""Files made new: what can be seen is kept; what could run, and what tells on people, is not.

Pictures and PDFs are read by large libraries with a history of faults. They run in a process of
their own (`apart/`), without the site's environment, without files, with limits of time and memory.
"""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from .kinds import IMAGES, Kind, Refused, Why, read_text, tell

SECONDS = 10
_APART = Path(__file__).parent / "apart"
# One at a time in each server process: several would need the memory of a larger machine.
_turn = threading.BoundedSemaphore(1)
_WAIT = 20


@dataclass(frozen=True)
class Cleaned:
    kind: Kind
    media_type: str
    data: bytes
    pages: int | None = None
    width: int | None = None
    height: int | None = None


def clean(data: bytes) -> Cleaned:
    """Return a file made new from what can be seen of it. Raise Refused if it is not taken.

    Pictures become JPEG of at most 3,000 dots a side. Nothing is written to a disk.
    """
    kind = tell(data)
    if kind is Kind.TEXT:
        return Cleaned(kind, "text/plain; charset=utf-8", read_text(data).encode())
    told, made = _apart({"task": "clean", "kind": kind}, data)
    if kind in IMAGES:
        return Cleaned(Kind.JPEG, "image/jpeg", made, **told)
    return Cleaned(Kind.PDF, "application/pdf", made, **told)


def preview(cleaned: Cleaned, page: int = 1, most: int = 1000) -> bytes:
    """Return a JPEG of a picture, or of one page of a PDF, of at most `most` dots a side.

    Raises Refused if it could not be made, and ValueError for text and for pages that are not.
    """
    if cleaned.kind is Kind.TEXT or not 1 <= page <= (cleaned.pages or 1):
        raise ValueError("There is no such page to show.")
    task = {"task": "preview", "kind": cleaned.kind, "page": page, "most": most}
    return _apart(task, cleaned.data)[1]


def _apart(task, data):
    """Return (what is told, bytes) from the process of its own. Raise Refused for all that fails.

    Both ways go one line of JSON and then the file, through pipes.
    """
    if not _turn.acquire(timeout=_WAIT):
        raise Refused(Why.BUSY)
    try:
        answer = _run(json.dumps(task).encode() + b"\n" + data)
    finally:
        _turn.release()
    line, _, made = answer.partition(b"\n")
    told = json.loads(line)
    if "refused" in told:
        raise Refused(Why(told["refused"]))
    return told, made


def _run(told):
    try:
        # No environment: the process that reads strange files knows no secret of the site.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_APART)],
            input=told,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
            env={},
        )
    except subprocess.SubprocessError:
        raise Refused(Why.CANNOT_OPEN) from None
    except OSError:  # no memory left to start it
        raise Refused(Why.BUSY) from None
    return done.stdout
