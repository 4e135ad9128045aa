"""Fingerprints of the secrets in the settings, to notice at start that one is not the right one.

A fingerprint is derived from a secret of 32 random characters or more, so it helps nobody to guess
it. That of SECRET_KEY, which may be shorter, is keyed with the pepper, which is not stored.
"""

from django.conf import settings

from . import crypto, envelopes
from .models import Fingerprint

PEPPER, RECOVERY_KEY, SECRET_KEY = "PEPPER", "RECOVERY_KEY", "SECRET_KEY"
NAMES = (PEPPER, RECOVERY_KEY, SECRET_KEY)


def _of(name: str) -> str:
    """Return the fingerprint of a secret. Raises codes.InvalidCode for a wrong recovery key."""
    secret = envelopes.recovery_public_key() if name == RECOVERY_KEY else settings.PEPPER.encode()
    value = crypto.derive(secret, f"fingerprint of {name}")
    if name == SECRET_KEY:
        value = crypto.blind_index(value, settings.SECRET_KEY.encode())
    return value.hex()


def differing(*names: str) -> list[str]:
    """Return those of the named secrets that differ from what was accepted before."""
    known = dict(Fingerprint.objects.values_list("name", "value"))
    return [name for name in names if name in known and known[name] != _of(name)]


def changed(*names: str) -> list[str]:
    """Return those of the named secrets that differ from what was accepted before.

    The first time that a secret is seen with a database, it is accepted.
    """
    known = set(Fingerprint.objects.values_list("name", flat=True))
    new = [Fingerprint(name=name, value=_of(name)) for name in names if name not in known]
    Fingerprint.objects.bulk_create(new, ignore_conflicts=True)
    return differing(*names)


def accept(name: str) -> None:
    """Keep the present secret of a name as the right one from now on."""
    # The pepper keys the fingerprint of SECRET_KEY.
    for one in (name, SECRET_KEY) if name == PEPPER else (name,):
        Fingerprint.objects.update_or_create(name=one, defaults={"value": _of(one)})
