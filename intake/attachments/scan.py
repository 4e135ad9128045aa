"""Ask a ClamAV beside the site whether a file is known to be harmful. Off without CLAMAV_SOCKET."""

import socket
from contextlib import contextmanager

from django.conf import settings

from .kinds import Refused, Why

SECONDS = 30
AT_ONCE = 64 * 1024


def is_clean(data: bytes) -> bool:
    """Say whether the scanner finds nothing, or no scanner is set.

    Raises Refused (NO_SCANNER) where it does not answer: the file has to wait.
    """
    if not settings.CLAMAV_SOCKET:
        return True
    try:
        with _line(settings.CLAMAV_SOCKET) as line:
            answer = _ask(line, data)
    except (OSError, ValueError):
        raise Refused(Why.NO_SCANNER) from None
    if answer.endswith(b" FOUND"):
        return False
    if answer != b"stream: OK":
        raise Refused(Why.NO_SCANNER)
    return True


def check(data: bytes) -> None:
    """Raise Refused if the scanner finds something, or is set and does not answer."""
    if not is_clean(data):
        raise Refused(Why.VIRUS)


@contextmanager
def _line(address):
    """Yield a connection to a path, or to host:port."""
    family, target = socket.AF_UNIX, address
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        family, target = socket.AF_INET, (host, int(port))
    with socket.socket(family) as line:
        line.settimeout(SECONDS)
        line.connect(target)
        yield line


def _ask(line, data):
    """Return the answer to INSTREAM: each piece with its length before it, then one of length 0."""
    line.sendall(b"zINSTREAM\0")
    for start in range(0, len(data), AT_ONCE):
        piece = data[start : start + AT_ONCE]
        line.sendall(len(piece).to_bytes(4) + piece)
    line.sendall(bytes(4))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 1000 and (more := line.recv(1000)):
        answer += more
    return answer.rstrip(b"\0\n")
