"""A volunteer's opened team keys between requests: half in the session row, half in a cookie.

Neither half opens anything alone.
"""

import base64
import json
import os
from collections.abc import Mapping

from django.contrib.sessions.backends.base import SessionBase

from . import crypto

SESSION_KEY = "vault"


def _aad(volunteer_id: int) -> bytes:
    return crypto.aad("session", volunteer_id)


def store(
    session: SessionBase, volunteer_id: int, team_keys: Mapping[int, Mapping[int, bytes]]
) -> str:
    """Seal {team id: {key number: private key}} into the session. Return the cookie's half."""
    cookie_key = os.urandom(crypto.KEY_BYTES)
    value = {
        team: {number: base64.b64encode(key).decode() for number, key in private_keys.items()}
        for team, private_keys in team_keys.items()
    }
    ciphertext = crypto.seal(cookie_key, json.dumps(value).encode(), _aad(volunteer_id))
    session[SESSION_KEY] = base64.b64encode(ciphertext).decode()
    return base64.urlsafe_b64encode(cookie_key).decode()


def seal_text(session: SessionBase, volunteer_id: int, cookie: str, name: str, text: str) -> None:
    """Seal a text into the session under the key in the cookie. Raises crypto.DecryptionError."""
    ciphertext = crypto.seal(_key_of(cookie), text.encode(), _text_aad(volunteer_id, name))
    session[name] = base64.b64encode(ciphertext).decode()


def take_text(session: SessionBase, volunteer_id: int, cookie: str, name: str) -> str:
    """Return a text that was sealed into the session, and take it out, or ""."""
    ciphertext = session.pop(name, "")
    if not ciphertext:
        return ""
    try:
        sealed = base64.b64decode(ciphertext)
        return crypto.unseal(_key_of(cookie), sealed, _text_aad(volunteer_id, name)).decode()
    except (ValueError, crypto.DecryptionError):
        return ""


def _text_aad(volunteer_id: int, name: str) -> bytes:
    return crypto.aad("session text", name, volunteer_id)


def _key_of(cookie: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(cookie)
    except (ValueError, TypeError):
        raise crypto.DecryptionError from None
    if len(key) != crypto.KEY_BYTES:
        raise crypto.DecryptionError
    return key


def load(session: SessionBase, volunteer_id: int, cookie: str) -> dict[int, dict[int, bytes]]:
    """Return {team id: {key number: private key}}.

    Raises crypto.DecryptionError unless session row and cookie belong together.
    """
    try:
        cookie_key = base64.urlsafe_b64decode(cookie)
        ciphertext = base64.b64decode(session[SESSION_KEY])
    except (KeyError, ValueError, TypeError):
        raise crypto.DecryptionError from None
    if len(cookie_key) != crypto.KEY_BYTES:
        raise crypto.DecryptionError
    value = json.loads(crypto.unseal(cookie_key, ciphertext, _aad(volunteer_id)))
    return {
        int(team): {int(number): base64.b64decode(key) for number, key in private_keys.items()}
        for team, private_keys in value.items()
    }
