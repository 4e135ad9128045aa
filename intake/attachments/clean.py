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

from .kinds import IMAGES, Kind, detect_kind
from .refusals import RefusalReason, Refused
from .texts import read_text

# The sandbox itself has 9 seconds of a processor, which a busy machine gives it in longer. With the
# wait below it stays under the minute that gunicorn and the proxy give an answer.
TIMEOUT_SECONDS = 30
_SANDBOX = Path(__file__).parent / "sandbox"
# One at a time in each server process: several would need the memory of a larger machine.
_one_at_a_time = threading.BoundedSemaphore(1)
WAIT_SECONDS = 20


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

    Pictures become JPEG of at most 3,000 dots a side, and long ones PDF. Nothing is written to a
    disk.
    """
    kind = detect_kind(data)
    if kind is Kind.TEXT:
        return Cleaned(kind, "text/plain; charset=utf-8", read_text(data).encode())
    report, output = _run_in_sandbox({"task": "clean", "kind": kind}, data)
    if kind in IMAGES and "pages" not in report:
        return Cleaned(Kind.JPEG, "image/jpeg", output, **report)
    return Cleaned(Kind.PDF, "application/pdf", output, **report)


def preview(cleaned: Cleaned, page: int = 1, max_side: int = 1000) -> bytes:
    """Return a JPEG of a picture, or of one page of a PDF, of at most `max_side` dots a side.

    Raises Refused if it could not be made, and ValueError for text and for pages that are not.
    """
    if cleaned.kind is Kind.TEXT or not 1 <= page <= (cleaned.pages or 1):
        raise ValueError("There is no such page to show.")
    task = {"task": "preview", "kind": cleaned.kind, "page": page, "most": max_side}
    return _run_in_sandbox(task, cleaned.data)[1]


def _run_in_sandbox(task, data):
    """Return (what is told, bytes) from the process of its own. Raise Refused for all that fails.

    Both ways go one line of JSON and then the file, through pipes.
    """
    if not _one_at_a_time.acquire(timeout=WAIT_SECONDS):
        raise Refused(RefusalReason.BUSY)
    try:
        answer = _run(json.dumps(task).encode() + b"\n" + data)
    finally:
        _one_at_a_time.release()
    line, _, output = answer.partition(b"\n")
    report = json.loads(line)
    if "refused" in report:
        raise Refused(RefusalReason(report["refused"]))
    return report, output


def _run(task_and_data):
    try:
        # No environment: the process that reads strange files knows no secret of the site.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_SANDBOX)],
            input=task_and_data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT_SECONDS,
            check=True,
            env={},
        )
    except subprocess.SubprocessError:
        raise Refused(RefusalReason.CANNOT_OPEN) from None
    except OSError:  # no memory left to start it
        raise Refused(RefusalReason.BUSY) from None
    return done.stdout
