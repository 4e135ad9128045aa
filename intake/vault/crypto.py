"""Sealing and wrapping, from the primitives of `cryptography`. Knows no Django, no database.

A *box* is what `seal` returns: version byte, nonce, ciphertext. A *wrap* is a key sealed to a
public key with HPKE (RFC 9180): version byte, suite byte, encapsulated key and ciphertext.
Keys are 32 bytes. A *context* names where a box belongs; a box moved elsewhere does not open.
"""

import hashlib
import hmac
import json
import os
import threading

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
SUITE = b"\x01"  # X25519, HKDF-SHA256, AES-256-GCM
HPKE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
KEY_BYTES = 32
NONCE_BYTES = 12
PAD_TO = 4096

# RFC 9106, second recommended choice: 64 MiB, three passes. Two at once is all a small server has.
ARGON = {"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}
_argon_turn = threading.BoundedSemaphore(2)


class CannotOpen(Exception):
    """The key is wrong, or the box or wrap was changed or moved. It never says which."""


def context(*parts):
    """Return the associated data for `parts`: table, column, case id, row id. Unambiguous."""
    return json.dumps([str(part) for part in parts], separators=(",", ":")).encode()


def new_key():
    return os.urandom(KEY_BYTES)


def derive(secret, purpose):
    """Return the 32-byte key of `secret` for one `purpose` (HKDF-SHA256, RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def index(pepper, secret):
    """Return the 32-byte look-up value of a secret: HMAC-SHA256 under the pepper."""
    return hmac.digest(pepper, secret, hashlib.sha256)


def stretch(password, salt):
    """Return the 32-byte key of a password (Argon2id). Costs 64 MiB; at most two at once."""
    with _argon_turn:
        return Argon2id(salt=salt, length=KEY_BYTES, **ARGON).derive(password.encode())


def seal(key, data, where):
    """Return the box of `data` (bytes) under `key`, bound to the context `where`."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, data, VERSION + where)


def unseal(key, box, where):
    """Return the bytes of a box. Raise CannotOpen if anything about it is not as sealed."""
    box = bytes(box)
    nonce, sealed = box[1 : 1 + NONCE_BYTES], box[1 + NONCE_BYTES :]
    if box[:1] != VERSION or len(nonce) < NONCE_BYTES:
        raise CannotOpen
    try:
        return AESGCM(key).decrypt(nonce, sealed, VERSION + where)
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def seal_json(key, value, where):
    """Return the box of a JSON value, padded so that its length tells only its 4 kB step.

    Raises UnicodeEncodeError for text that is not Unicode (lone surrogates).
    """
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    # JSON may end in spaces, so spaces are the padding and nothing has to be cut off again.
    size = len(data) + 1 + NONCE_BYTES + 16
    return seal(key, data + b" " * (-size % PAD_TO), where)


def unseal_json(key, box, where):
    """Return the JSON value of a box. Raise CannotOpen if it is not as sealed."""
    return json.loads(unseal(key, box, where))


def new_pair():
    """Return a new (private, public) pair of X25519 keys, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private):
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def wrap(public, key, where):
    """Return `key` wrapped to a public key: only the private half opens it."""
    target = X25519PublicKey.from_public_bytes(bytes(public))
    return VERSION + SUITE + HPKE.encrypt(key, target, info=VERSION + SUITE + where)


def unwrap(private, wrapped, where):
    """Return the key inside a wrap. Raise CannotOpen if it was not made so for this private key."""
    wrapped = bytes(wrapped)
    if wrapped[:2] != VERSION + SUITE:
        raise CannotOpen
    try:
        half = X25519PrivateKey.from_private_bytes(private)
        return HPKE.decrypt(wrapped[2:], half, info=VERSION + SUITE + where)
    except (InvalidTag, ValueError):
        raise CannotOpen from None
