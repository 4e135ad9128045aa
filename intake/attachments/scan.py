"""Ask a ClamAV beside the site whether a file is known to be harmful. Off without CLAMAV_SOCKET."""

import socket
from contextlib import contextmanager

from django.conf import settings

from .refusals import RefusalReason, Refused

TIMEOUT_SECONDS = 30
CHUNK_BYTES = 64 * 1024


def is_clean(data: bytes) -> bool:
    """Say whether the scanner finds nothing, or no scanner is set.

    Raises Refused (NO_SCANNER) where it does not answer: the file has to wait.
    """
    if not settings.CLAMAV_SOCKET:
        return True
    try:
        with _connection(settings.CLAMAV_SOCKET) as connection:
            answer = _ask(connection, data)
    except (OSError, ValueError):
        raise Refused(RefusalReason.NO_SCANNER) from None
    if answer.endswith(b" FOUND"):
        return False
    if answer != b"stream: OK":
        raise Refused(RefusalReason.NO_SCANNER)
    return True


def check(data: bytes) -> None:
    """Raise Refused if the scanner finds something, or is set and does not answer."""
    if not is_clean(data):
        raise Refused(RefusalReason.VIRUS)


@contextmanager
def _connection(address):
    """Yield a connection to a path, or to host:port."""
    family, target = socket.AF_UNIX, address
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        family, target = socket.AF_INET, (host, int(port))
    with socket.socket(family) as connection:
        connection.settimeout(TIMEOUT_SECONDS)
        connection.connect(target)
        yield connection


def _ask(connection, data):
    """Return the answer to INSTREAM: each piece with its length before it, then one of length 0."""
    connection.sendall(b"zINSTREAM\0")
    for start in range(0, len(data), CHUNK_BYTES):
        piece = data[start : start + CHUNK_BYTES]
        connection.sendall(len(piece).to_bytes(4) + piece)
    connection.sendall(bytes(4))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 1000 and (more := connection.recv(1000)):
        answer += more
    return answer.rstrip(b"\0\n")
