"""A file sealed in chunks, so that it can be read as it comes and still not be cut or shuffled.

The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015) over AES-256-GCM: each
chunk's nonce holds its number and whether it is the last one.
"""

import os
from collections.abc import Iterable, Iterator
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import crypto

VERSION = b"\x01"
STEP = 64 * 1024
TAG = 16
PREFIX = 7
LENGTH = 8


def steps_in(length: int) -> int | None:
    """Return how many steps a sealed file of this length has; None where it cannot be whole."""
    steps, rest = divmod(length - 1 - PREFIX, STEP + TAG)
    return steps if steps > 0 and rest == 0 else None


def seal_chunks(key: bytes, file_id: UUID, owner: UUID, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a file sealed under a case key, bound to its id and its owner.

    It is padded, so that its length tells only its step of 64 kB. The whole file is held in
    memory, as its length comes first.
    """
    data = b"".join(chunks)
    cipher, aad = _bound(key, file_id, owner)
    prefix = os.urandom(PREFIX)
    yield VERSION + prefix
    steps = -(-(LENGTH + len(data)) // STEP)
    for number in range(steps):
        piece = _plain(data, number)
        yield cipher.encrypt(_nonce(prefix, number, number == steps - 1), piece, aad)


def _plain(data: bytes, number: int) -> bytes:
    """Return one step of the length and the data, padded. No copy of the whole is made."""
    if number == 0:
        piece = len(data).to_bytes(LENGTH) + data[: STEP - LENGTH]
    else:
        start = number * STEP - LENGTH
        piece = data[start : start + STEP]
    return piece.ljust(STEP, b"\0")


def unseal_chunks(
    key: bytes, file_id: UUID, owner: UUID, chunks: Iterable[bytes]
) -> Iterator[bytes]:
    """Yield the bytes of a sealed file, in pieces of any size.

    Raises crypto.DecryptionError where anything is not as sealed. What was yielded before is
    right, but only with the end of the iterator is it known to be all.
    """
    cipher, aad = _bound(key, file_id, owner)
    pieces = _pieces(chunks)
    head, _last = next(pieces, (b"", True))
    if head[:1] != VERSION or len(head) != 1 + PREFIX:
        raise crypto.DecryptionError
    remaining = None
    for number, (piece, last) in enumerate(pieces):
        plain = _open(cipher, _nonce(head[1:], number, last), piece, aad)
        if remaining is None:
            remaining, plain = int.from_bytes(plain[:LENGTH]), plain[LENGTH:]
        yield plain[:remaining]
        remaining -= len(plain[:remaining])
    # The last chunk opened as the last one, so nothing is missing. With none at all, everything is.
    if remaining != 0:
        raise crypto.DecryptionError


def _bound(key: bytes, file_id: UUID, owner: UUID) -> tuple[AESGCM, bytes]:
    cipher = AESGCM(crypto.derive(key, f"file {file_id}"))
    return cipher, VERSION + crypto.aad("file", owner, file_id)


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4) + bytes([last])


def _open(cipher: AESGCM, nonce: bytes, piece: bytes, aad: bytes) -> bytes:
    try:
        return cipher.decrypt(nonce, piece, aad)
    except (InvalidTag, ValueError):
        raise crypto.DecryptionError from None


def _pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield (bytes, is it the last): the head, then sealed chunks, from chunks cut anywhere."""
    buffer, size = bytearray(), 1 + PREFIX
    for chunk in chunks:
        buffer += chunk
        while len(buffer) > size:  # not >=: with nothing after it, a piece is the last
            yield bytes(buffer[:size]), False
            del buffer[:size]
            size = STEP + TAG
    if buffer:
        yield bytes(buffer), True
