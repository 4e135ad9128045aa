"""A stream of any length, sealed to a public key as it is written. Knows no Django, no database.

The same construction as in `chunks`: AES-256-GCM over steps of 64 kB, where the nonce holds a
step's number and whether it is the last. The key of the stream is new each time, and wrapped with
HPKE. Nothing is held in memory but one step.
"""

import hashlib
import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import crypto

MAGIC = b"WMHS\x01"
STEP = 64 * 1024
TAG = 16
PREFIX = 7


class WrongKey(Exception):
    """The stream was sealed to another public key."""


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(crypto.derive(key, "stream"))


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4) + bytes([last])


class SealedWriter:
    """Seals what is written to it into a file. Without `close`, what was written does not open."""

    def __init__(self, out: BinaryIO, public: bytes, aad: bytes) -> None:
        key, self._prefix = crypto.new_key(), os.urandom(PREFIX)
        wrapped = crypto.wrap(public, key, aad)
        head = MAGIC + public + len(wrapped).to_bytes(2) + wrapped + self._prefix
        self._out, self._cipher = out, _cipher(key)
        self._aad = hashlib.sha256(head + aad).digest()
        self._held, self._number = bytearray(), 0
        out.write(head)

    def write(self, data: bytes) -> None:
        self._held += data
        while len(self._held) > STEP:  # not >=: the last step is never empty but in an empty stream
            self._seal(bytes(self._held[:STEP]), last=False)
            del self._held[:STEP]

    def close(self) -> None:
        self._seal(bytes(self._held), last=True)
        self._held.clear()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last)
        self._out.write(self._cipher.encrypt(nonce, piece, self._aad))
        self._number += 1


def unseal(file: BinaryIO, private: bytes, aad: bytes) -> Iterator[bytes]:
    """Yield the bytes of a sealed stream, one step at a time.

    Raises WrongKey, and crypto.DecryptionError where anything is not as sealed. What was yielded
    before is right, but only with the end of the iterator is it known to be all.
    """
    start = file.read(len(MAGIC) + crypto.KEY_BYTES + 2)
    public, size = start[len(MAGIC) : -2], int.from_bytes(start[-2:])
    if not start.startswith(MAGIC) or len(public) != crypto.KEY_BYTES:
        raise crypto.DecryptionError
    if public != crypto.public_key_of(private):
        raise WrongKey
    wrapped, prefix = file.read(size), file.read(PREFIX)
    cipher = _cipher(crypto.unwrap(private, wrapped, aad))
    bound = hashlib.sha256(start + wrapped + prefix + aad).digest()
    number, piece = 0, file.read(STEP + TAG)
    while True:
        following = file.read(STEP + TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, number, not following), piece, bound)
        except (InvalidTag, ValueError):
            raise crypto.DecryptionError from None
        if not following:
            return
        number, piece = number + 1, following
