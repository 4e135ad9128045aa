"""The records inside a backup: a kind, a length, and bytes. Each is written whole.

HEAD, then for each table TABLE and its ROWS, then each FILE, then the MANIFEST and its MAC, which
covers all that comes before it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from intake.vault.streams import SealedWriter

HEAD, TABLE, ROWS, FILE, MANIFEST, MAC = b"H", b"T", b"R", b"F", b"M", b"S"
KINDS = {HEAD, TABLE, ROWS, FILE, MANIFEST, MAC}
LENGTH = 4


class BadRecord(Exception):
    """What opened is no backup of a form that this release knows."""


class Records:
    """Writes records to a sealed stream, and hashes them."""

    def __init__(self, out: SealedWriter) -> None:
        self._out, self._hash = out, hashlib.sha256()

    def write(self, kind: bytes, *parts: bytes) -> None:
        head = kind + sum(len(part) for part in parts).to_bytes(LENGTH)
        for part in (head, *parts):
            self._hash.update(part)
            self._out.write(part)

    def write_json(self, kind: bytes, value: Any) -> None:
        self.write(kind, json.dumps(value).encode())

    def digest(self) -> bytes:
        """Return the hash of all records so far."""
        return self._hash.digest()


class Reader:
    """Reads records from the pieces of an opened stream, and hashes them."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._held, self._hash = iter(pieces), bytearray(), hashlib.sha256()

    def _fill(self, size: int) -> None:
        while len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                raise BadRecord
            self._held += piece

    def kind(self) -> bytes:
        """Return the kind of the next record. Raises BadRecord where none is left."""
        self._fill(1)
        return bytes(self._held[:1])

    def take(self, kind: bytes) -> bytes:
        """Return the next record, which must be of this kind. Raises BadRecord."""
        if self.kind() != kind:
            raise BadRecord
        self._fill(1 + LENGTH)
        end = 1 + LENGTH + int.from_bytes(self._held[1 : 1 + LENGTH])
        self._fill(end)
        record = bytes(self._held[:end])
        del self._held[:end]
        self._hash.update(record)
        return record[1 + LENGTH :]

    def take_json(self, kind: bytes) -> Any:
        try:
            return json.loads(self.take(kind))
        except ValueError:
            raise BadRecord from None

    def take_all(self, kind: bytes) -> Iterator[bytes]:
        """Yield the records of a kind that come next."""
        while self.kind() == kind:
            yield self.take(kind)

    def digest(self) -> bytes:
        """Return the hash of all records so far."""
        return self._hash.digest()

    def must_end(self) -> None:
        """Raise BadRecord if anything is left, and what the stream raises if it is cut off."""
        if self._held or any(self._pieces):
            raise BadRecord
