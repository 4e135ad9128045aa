"""Model fields for bytes of the vault: a field says whether it is sealed, and what is in it.

`docs/data.md`, what an erasure empties, and the check of shapes follow from these classes.
"""

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models

from . import crypto, shapes

if TYPE_CHECKING:
    _BinaryField = models.BinaryField[Any, Any]
else:
    _BinaryField = models.BinaryField


class _Bytes(_BinaryField):
    """A BinaryField that migrations see as a plain one: they import nothing from this app."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs


class SealedField(_Bytes):
    """A JSON value sealed under the key of its row's owner: a case, a draft, or the server.

    `table` and `column` are part of the associated data of every stored value, so they are
    constants: they never change, whatever the model and the attribute are called. `shape` is
    checked before a value is sealed (see `shapes`). NULL means that there is no value; reading
    then gives a fresh `absent()`. `by_server` says that the server's own key seals it, and not that
    of a draft or case. `step` is what the length is padded to.

    A ciphertext is bound to table, column, owner and the random `uid` of its row, so two rows
    of one case cannot be swapped.
    """

    def __init__(
        self,
        table: str = "",
        column: str = "",
        *,
        shape: Any = shapes.JSON,
        absent: Any = lambda: None,
        by_server: bool = False,
        step: int = crypto.PAD_TO,
        **options: Any,
    ) -> None:
        self.table, self.column_name, self.shape, self.absent = table, column, shape, absent
        self.by_server, self.step = by_server, step
        super().__init__(**options)

    def aad(self, owner: uuid.UUID, instance: models.Model) -> bytes:
        """Return the associated data of this column in one row of one owner.

        Raises TypeError for a row that has no id yet.
        """
        uid = getattr(instance, "uid", None)
        if not isinstance(uid, uuid.UUID):
            raise TypeError(f"{instance._meta.label} has no random id to be sealed to.")
        return crypto.aad(self.table, self.column_name, owner, uid)

    def seal(
        self, secret: bytes, owner: uuid.UUID, instance: models.Model, value: Any
    ) -> bytes | None:
        """Return the ciphertext of a value, or None for the absent one. Raises ShapeError."""
        if value == self.absent():
            return None
        shapes.check(self.shape, value, f"{self.table}.{self.column_name}")
        return crypto.seal_json(secret, value, self.aad(owner, instance), self.step)

    def open(self, secret: bytes, owner: uuid.UUID, instance: models.Model) -> Any:
        """Return the plain value of a row. Raises crypto.DecryptionError."""
        ciphertext = getattr(instance, self.attname)
        if ciphertext is None and self.null:
            return self.absent()
        if not ciphertext:
            raise crypto.DecryptionError
        return crypto.unseal_json(secret, ciphertext, self.aad(owner, instance))


class SealedKeyField(_Bytes):
    """A key or a code, sealed or wrapped by the vault itself."""


class OpaqueField(_Bytes):
    """Bytes that open nothing: a public key, a salt, a keyed hash."""


class SealedModel(models.Model):
    """A row with sealed columns, and the random id that they are bound to."""

    uid = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    """Return the sealed columns of a model, in order."""
    return [field for field in model._meta.fields if isinstance(field, SealedField)]
