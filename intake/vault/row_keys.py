"""The key of one owner, as the rest of the house holds it: it seals and opens, and shows nothing.

An *owner* is what a key belongs to: a draft that becomes a case, or a row under the server's key.
Only the vault sees the bytes of a key.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models

from . import chunks, crypto, damage
from .fields import SealedField

Row = TypeVar("Row", bound=models.Model)


class RowKey:
    """Seals and opens the sealed columns of the rows of one owner, and its files."""

    __slots__ = ("owner", "_secret")

    def __init__(self, owner: UUID, secret: bytes) -> None:
        self.owner, self._secret = owner, secret

    def __repr__(self) -> str:
        return f"<RowKey of {self.owner}>"

    def __reduce__(self) -> Any:
        raise TypeError("A key is never stored or sent.")

    def seal(self, instance: Row, **values: Any) -> Row:
        """Set sealed columns of a row from plain values; do not save. Returns the row.

        Raises shapes.ShapeError, and UnicodeEncodeError for text that is not Unicode.
        """
        for name, value in values.items():
            field = _field(instance, name)
            setattr(instance, field.attname, field.seal(self._secret, self.owner, instance, value))
        return instance

    def open(self, instance: models.Model, name: str) -> Any:
        """Return the plain value of a sealed column.

        Raises crypto.DecryptionError; that it is damaged is then written down.
        """
        try:
            return _field(instance, name).open(self._secret, self.owner, instance)
        except crypto.DecryptionError:
            damage.note_value(instance, name, self.owner)
            raise

    def seal_file(self, file_id: UUID, data: Iterable[bytes]) -> Iterator[bytes]:
        """Yield a file sealed in chunks, bound to its id and its owner."""
        return chunks.seal_chunks(self._secret, file_id, self.owner, data)

    def open_file(self, file_id: UUID, sealed: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the bytes of a sealed file. Raises crypto.DecryptionError, as `open` does."""
        try:
            yield from chunks.unseal_chunks(self._secret, file_id, self.owner, sealed)
        except crypto.DecryptionError:
            damage.note(damage.STORED_FILE, file_id, "content", self.owner)
            raise


def new_key(owner: UUID) -> RowKey:
    """Return a fresh random key for an owner. It is lost unless it is wrapped."""
    return RowKey(owner, crypto.new_key())


def server_key(owner: UUID) -> RowKey:
    """Return the server's own key for what a timer must read: an address for reminders.

    It comes from the pepper, so it opens nothing of a case.
    """
    return RowKey(owner, crypto.derive(settings.PEPPER.encode(), "addresses"))


def _field(instance: models.Model, name: str) -> SealedField:
    field = instance._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise TypeError(f"{instance._meta.label}.{name} is not sealed.")
    return field
