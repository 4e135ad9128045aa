"""Seeds of second factors, sealed under a key of the server: a copy of the database shows none."""

import base64
import binascii

from allauth.mfa.models import Authenticator
from django.conf import settings

from intake.vault import crypto, damage

_SEED = crypto.aad("second factor", "seed")
# Where allauth keeps what is sealed: the seed of the numbers, and that of codes for a lost phone.
SEALED = ("secret", "seed")


def _key() -> bytes:
    return crypto.derive(settings.PEPPER.encode(), "second factor seed")


def seal(text: str) -> str:
    return base64.b64encode(crypto.seal(_key(), text.encode(), _SEED)).decode()


def unseal(sealed: str) -> str:
    """Return what `seal` was given. Raises crypto.DecryptionError."""
    try:
        box = base64.b64decode(sealed)
    except binascii.Error:
        raise crypto.DecryptionError from None
    return crypto.unseal(_key(), box, _SEED).decode()


def check() -> int:
    """Note each seed that does not open, and forget those that do. Return how many there are."""
    count, whole = 0, set(damage.rows_of(Authenticator))
    for row in Authenticator.objects.order_by("pk"):
        for name in row.data.keys() & set(SEALED):
            count += 1
            try:
                unseal(row.data[name])
            except crypto.DecryptionError:
                damage.note_value(row, name)
                whole.discard(row.pk)
    damage.forget(Authenticator, whole)
    return count


def note_damaged(sealed: str) -> None:
    """Write down which seed did not open."""
    for name in SEALED:
        for row in Authenticator.objects.filter(**{f"data__{name}": sealed}):
            damage.note_value(row, name)
