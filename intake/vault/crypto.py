"""Sealing and wrapping, from the primitives of `cryptography`. Knows no Django, no database.

A *ciphertext* is what `seal` returns: format byte, nonce, AES-256-GCM output (NIST SP 800-38D). A
*wrap* is a key sealed to a public key with HPKE (RFC 9180): format byte, suite byte, encapsulated
key and ciphertext. Keys are 32 bytes. *aad* is the associated data: it names where a ciphertext
belongs, and one that was moved elsewhere does not open.

Format 1 bound rows to a time or to their case alone; format 2 binds each to a random id of its
own. Both open; only format 2 is written.
"""

import hashlib
import hmac
import json
import os
import threading
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = b"\x02"
FORMATS = (b"\x01", FORMAT)
WRAP_FORMAT = b"\x01"
SUITE = b"\x01"  # X25519, HKDF-SHA256, AES-256-GCM
HPKE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
KEY_BYTES = 32
NONCE_BYTES = 12
PAD_TO = 4096
WRAP_BYTES = 2 + 32 + KEY_BYTES + 16

# RFC 9106, second recommended choice: 64 MiB, three passes. Two at once is all a small server has.
ARGON2 = {"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}
_argon_slots = threading.BoundedSemaphore(2)


class DecryptionError(Exception):
    """The key is wrong, or the ciphertext was changed or moved. It never says which."""


# Made once: a list of names asks for one twice a row.
_PARTS = json.JSONEncoder(separators=(",", ":"))


def aad(*parts: object) -> bytes:
    """Return the associated data for `parts`: table, column, owner id, row id. Unambiguous."""
    return _PARTS.encode([str(part) for part in parts]).encode()


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def derive(secret: bytes, purpose: str) -> bytes:
    """Return the 32-byte key of `secret` for one `purpose` (HKDF-SHA256, RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def blind_index(pepper: bytes, secret: bytes) -> bytes:
    """Return the 32-byte look-up value of a secret: HMAC-SHA256 under the pepper."""
    return hmac.digest(pepper, secret, hashlib.sha256)


def derive_from_password(password: str, salt: bytes) -> bytes:
    """Return the 32-byte key of a password (Argon2id, RFC 9106). Costs 64 MiB; two at most."""
    with _argon_slots:
        kdf = Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=ARGON2["iterations"],
            lanes=ARGON2["lanes"],
            memory_cost=ARGON2["memory_cost"],
        )
        return kdf.derive(password.encode())


def seal(key: bytes, data: bytes, aad: bytes) -> bytes:
    """Return the ciphertext of `data` (bytes) under `key`, bound to the associated data."""
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, data, FORMAT + aad)


def unseal(key: bytes, ciphertext: bytes | memoryview, aad: bytes) -> bytes:
    """Return the bytes of a ciphertext. Raises DecryptionError if anything is not as sealed."""
    ciphertext = bytes(ciphertext)
    head, nonce = ciphertext[:1], ciphertext[1 : 1 + NONCE_BYTES]
    if head not in FORMATS or len(nonce) < NONCE_BYTES:
        raise DecryptionError
    try:
        return AESGCM(key).decrypt(nonce, ciphertext[1 + NONCE_BYTES :], head + aad)
    except (InvalidTag, ValueError):
        raise DecryptionError from None


def seal_json(key: bytes, value: Any, aad: bytes, step: int = PAD_TO) -> bytes:
    """Return the ciphertext of a JSON value, padded so that its length tells only its step: 4 kB.

    Raises UnicodeEncodeError for text that is not Unicode (lone surrogates).
    """
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    # JSON may end in spaces, so spaces are the padding and nothing has to be cut off again.
    size = len(data) + 1 + NONCE_BYTES + 16
    return seal(key, data + b" " * (-size % step), aad)


def unseal_json(key: bytes, ciphertext: bytes | memoryview, aad: bytes) -> Any:
    """Return the JSON value of a ciphertext. Raises DecryptionError if it is not as sealed."""
    return json.loads(unseal(key, ciphertext, aad))


def looks_sealed(
    ciphertext: bytes | memoryview, length: int | None = None, step: int = PAD_TO
) -> bool:
    """Say whether bytes have the form that `seal` gives to so many bytes, or `seal_json` to any.

    Without a key nothing more can be said.
    """
    if length is None:
        whole = len(ciphertext) > 0 and len(ciphertext) % step == 0
    else:
        whole = len(ciphertext) == 1 + NONCE_BYTES + length + 16
    return whole and bytes(ciphertext[:1]) in FORMATS


def looks_wrapped(wrapped: bytes | memoryview) -> bool:
    """Say whether bytes have the form and length of the wrap of a key."""
    return bytes(wrapped[:2]) == WRAP_FORMAT + SUITE and len(wrapped) == WRAP_BYTES


def new_key_pair() -> tuple[bytes, bytes]:
    """Return a new (private, public) pair of X25519 keys, 32 bytes each."""
    private_key = X25519PrivateKey.generate()
    return private_key.private_bytes_raw(), private_key.public_key().public_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def wrap(public_key: bytes | memoryview, key: bytes, aad: bytes) -> bytes:
    """Return `key` wrapped to a public key: only the private half opens it."""
    target = X25519PublicKey.from_public_bytes(bytes(public_key))
    return WRAP_FORMAT + SUITE + HPKE.encrypt(key, target, info=WRAP_FORMAT + SUITE + aad)


def private_key_object(private_key: bytes) -> X25519PrivateKey:
    """Return a private key, read once to open many wraps. Raises DecryptionError."""
    try:
        return X25519PrivateKey.from_private_bytes(private_key)
    except ValueError:
        raise DecryptionError from None


def unwrap(private_key: bytes | X25519PrivateKey, wrapped: bytes | memoryview, aad: bytes) -> bytes:
    """Return the key inside a wrap. Raises DecryptionError unless it was made for this key."""
    wrapped = bytes(wrapped)
    if wrapped[:2] != WRAP_FORMAT + SUITE:
        raise DecryptionError
    try:
        key_pair = (
            private_key_object(private_key) if isinstance(private_key, bytes) else private_key
        )
        return HPKE.decrypt(wrapped[2:], key_pair, info=WRAP_FORMAT + SUITE + aad)
    except (InvalidTag, ValueError):
        raise DecryptionError from None
