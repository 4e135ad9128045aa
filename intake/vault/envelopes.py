"""Envelopes of case keys: the ways to open one by browser, code, team, or offline recovery key.

Whoever files gets a key that is made, wrapped and forgotten. The filer's portal opens what the
browser or the code opens, and nothing else. See "envelope encryption": a data key, wrapped under
several key-encryption keys.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet

from . import codes, crypto, damage
from .models import Team, Wrap
from .row_keys import RowKey

# {team id: {key number: private key}}, as `keys.unlock_teams` returns it.
TeamKeys = Mapping[int, Mapping[int, bytes]]


@dataclass(frozen=True)
class Unlocked:
    """A draft or case whose key is at hand for one request, and the wrap that opened it."""

    key: RowKey
    wrap: Wrap

    @property
    def owner(self) -> UUID:
        return self.key.owner


class FormClosed(Exception):
    """Nobody could read what is sent: no team has a key, or there is no recovery key."""


def _blind_index(kind: str, secret: str) -> bytes:
    return crypto.blind_index(settings.PEPPER.encode(), f"{kind}:{secret}".encode())


def _wrapping_key(kind: str, secret: str) -> bytes:
    return crypto.derive(secret.encode(), f"wrap {kind}")


def _aad(kind: str, owner: UUID) -> bytes:
    return crypto.aad("wrap", kind, owner)


def recovery_public_key() -> bytes:
    """Return the public half of the recovery key. Raises codes.InvalidCode if it is not set
    right."""
    return codes.decode_key(settings.RECOVERY_KEY)


def recovery_key_is_set() -> bool:
    try:
        recovery_public_key()
    except codes.InvalidCode:
        return False
    return True


def receiving_team() -> Team:
    """Return the team that takes new cases. Raises FormClosed if no one could read them."""
    team = Team.objects.ready().order_by("pk").first() if recovery_key_is_set() else None
    if team is None:
        raise FormClosed
    return team


def lock_key_of(team: Team) -> Team:
    """Return the team as it is now. Its key stays the same until this transaction ends."""
    if connection.features.has_select_for_update:
        # Shared, so that those who submit do not wait for one another.
        share_lock = "SELECT * FROM intake_team WHERE id = %s FOR SHARE"
        return Team.objects.raw(share_lock, [team.pk])[0]
    return Team.objects.get(pk=team.pk)


def is_opened() -> bool:
    """Say whether a coordinator opened the office: a team was given the new cases."""
    return Team.objects.filter(accepts=True).exists()


def can_receive() -> bool:
    """Say whether somebody could read what is sent now."""
    try:
        return bool(receiving_team())
    except FormClosed:
        return False


def new_browser_secret() -> str:
    return secrets.token_urlsafe(32)


def _wrap(kind: str, key: RowKey, secret: str) -> Wrap:
    return Wrap(
        owner=key.owner,
        kind=kind,
        index=_blind_index(kind, secret),
        wrapped=crypto.seal(_wrapping_key(kind, secret), key._secret, _aad(kind, key.owner)),
    )


def browser_wrap(key: RowKey, secret: str) -> Wrap:
    """Return the unsaved wrap by which this browser opens a key."""
    return _wrap(Wrap.Kind.BROWSER, key, secret)


def code_wrap(key: RowKey, code: str) -> Wrap:
    """Return the unsaved wrap by which the filer's code opens a key."""
    return _wrap(Wrap.Kind.CODE, key, code)


def store_code(wrap: Wrap, secret: str, code: str) -> None:
    """Seal the code into a browser's wrap (unsaved), so that this browser can show it again."""
    wrapping_key = _wrapping_key(Wrap.Kind.BROWSER, secret)
    wrap.code = crypto.seal(wrapping_key, code.encode(), _code_aad(wrap.owner))


def stored_code(wrap: Wrap, secret: str) -> str:
    """Return the filer's code kept for this browser, or an empty string: also for a damaged one."""
    if wrap.code is None:
        return ""
    wrapping_key = _wrapping_key(Wrap.Kind.BROWSER, secret)
    try:
        return crypto.unseal(wrapping_key, wrap.code, _code_aad(wrap.owner)).decode()
    except crypto.DecryptionError:
        damage.note_value(wrap, "code", wrap.owner)
        return ""


def _code_aad(owner: UUID) -> bytes:
    return crypto.aad("wrap", "code shown", owner)


def _unlock(kind: str, secret: str, now: datetime) -> Unlocked | None:
    fresh = Q(expires_at=None) | Q(expires_at__gt=now)
    wrap = Wrap.objects.filter(fresh, kind=kind, index=_blind_index(kind, secret)).first()
    if wrap is None:
        return None
    try:
        raw = crypto.unseal(_wrapping_key(kind, secret), wrap.wrapped, _aad(kind, wrap.owner))
    except crypto.DecryptionError:
        # It was found by a hash of the secret, so that is the right one.
        damage.note_value(wrap, "wrapped", wrap.owner)
        raise
    return Unlocked(RowKey(wrap.owner, raw), wrap)


def unlock_with_browser(secret: str, now: datetime) -> Unlocked | None:
    """Return what this browser's cookie opens, or None. One query.

    Raises crypto.DecryptionError where its wrap is damaged.
    """
    return _unlock(Wrap.Kind.BROWSER, secret, now) if secret else None


def unlock_with_code(typed: str, now: datetime) -> Unlocked | None:
    """Return what a typed code opens, or None. Wrong, mistyped and erased look the same.

    Raises crypto.DecryptionError where the code is right and its wrap damaged.
    """
    try:
        code = codes.parse_code(typed)
    except codes.InvalidCode:
        return None
    return _unlock(Wrap.Kind.CODE, code, now)


def team_wrap(key: RowKey, team: Team) -> Wrap:
    """Return the unsaved wrap by which a team's private key opens a key."""
    kind = Wrap.Kind.TEAM
    wrapped = crypto.wrap(team.public_key, key._secret, _aad(kind, key.owner))
    return Wrap(owner=key.owner, kind=kind, wrapped=wrapped, team=team, key_number=team.key_number)


def public_wraps(key: RowKey, team: Team) -> list[Wrap]:
    """Return the two unsaved wraps of a case that only private keys open: team and recovery."""
    kind = Wrap.Kind.RECOVERY
    wrapped = crypto.wrap(recovery_public_key(), key._secret, _aad(kind, key.owner))
    return [team_wrap(key, team), Wrap(owner=key.owner, kind=kind, wrapped=wrapped)]


def unlock_keys_with_team(owners: Iterable[UUID], team_keys: TeamKeys) -> dict[UUID, RowKey]:
    """Return {owner: key} of those owners that one of `team_keys` opens. One query.

    A wrap that should open and does not is written down as damaged.
    """
    wraps = team_wraps(owners, team_keys)
    return {wrap.owner: key for wrap, key in unlock_wraps_with_team(wraps, team_keys)}


def team_wraps(owners: Iterable[UUID], team_keys: TeamKeys) -> QuerySet[Wrap]:
    """Return the wraps of these owners that may open with `team_keys`, to ask more of them."""
    return Wrap.objects.filter(
        owner__in=list(owners), kind=Wrap.Kind.TEAM, team_id__in=list(team_keys)
    )


def unlock_wraps_with_team(
    wraps: Iterable[Wrap], team_keys: TeamKeys
) -> Iterator[tuple[Wrap, RowKey]]:
    """Yield (wrap, key) of those that open. One that should and does not is written down."""
    opener = TeamWrapOpener(team_keys)
    for wrap in wraps:
        key = opener.open(wrap.pk, wrap.owner, wrap.team_id, wrap.key_number, wrap.wrapped)
        if key:
            yield wrap, key


class TeamWrapOpener:
    """Opens many wraps of teams: each private key is read once."""

    def __init__(self, team_keys: TeamKeys) -> None:
        self._team_keys = team_keys
        self._loaded: dict[tuple[int, int], X25519PrivateKey] = {}

    def open(
        self,
        pk: int,
        owner: UUID,
        team_id: int | None,
        key_number: int | None,
        wrapped: bytes | memoryview,
    ) -> RowKey | None:
        """Return the key in a wrap, given column by column, or None.

        One that should open and does not is written down as damaged.
        """
        if team_id is None or key_number is None:
            return None  # never so for the wrap of a team
        private_key = self._team_keys.get(team_id, {}).get(key_number)
        if not private_key:
            return None
        place = (team_id, key_number)
        try:
            if place not in self._loaded:
                self._loaded[place] = crypto.private_key_object(private_key)
            aad = _aad(Wrap.Kind.TEAM, owner)
            return RowKey(owner, crypto.unwrap(self._loaded[place], wrapped, aad))
        except crypto.DecryptionError:
            damage.note_value(Wrap(pk=pk), "wrapped", owner)
            return None


def unlock_key_with_team(owner: UUID, team_keys: TeamKeys) -> RowKey:
    """Return the key of an owner, opened with one of `team_keys`.

    Raises crypto.DecryptionError if none opens it. That a wrap is gone is written down.
    """
    try:
        return unlock_keys_with_team([owner], team_keys)[owner]
    except KeyError:
        if not Wrap.objects.filter(owner=owner, kind=Wrap.Kind.TEAM).exists():
            damage.note_missing_wrap(owner, Wrap.Kind.TEAM)
        raise crypto.DecryptionError from None


def wraps_as_of_now(wraps: list[Wrap], key: RowKey, team: Team) -> list[Wrap]:
    """Return wraps made earlier for a team, made again if its key was changed since.

    Must run in the transaction that saves them: wraps are made before it, since that takes time.
    """
    current = lock_key_of(team)
    if current.key_number == team.key_number:
        return wraps
    return [team_wrap(key, current) if wrap.kind == Wrap.Kind.TEAM else wrap for wrap in wraps]


def rewrap_for_team(wrap: Wrap, key: RowKey, team: Team) -> None:
    """Let another team open a case, and none of the teams before it.

    `wrap` is what `team_wrap` made before the transaction that this must run in.
    """
    before = Wrap.objects.filter(owner=key.owner, kind=Wrap.Kind.TEAM)
    damage.forget(Wrap, before.values_list("pk", flat=True))
    damage.forget_missing_wrap(key.owner, Wrap.Kind.TEAM)
    before.delete()
    [wrap] = wraps_as_of_now([wrap], key, team)
    wrap.save(force_insert=True)


def unlock_key_with_recovery(wrap: Wrap, private_key: bytes) -> RowKey:
    """Return the key in a recovery wrap, with the private half typed from paper.

    Raises crypto.DecryptionError. The wrap is then written down as damaged: that of an earlier
    recovery key looks the same.
    """
    try:
        return _unwrap(wrap, private_key)
    except crypto.DecryptionError:
        damage.note_value(wrap, "wrapped", wrap.owner)
        raise


def _unwrap(wrap: Wrap, private_key: bytes | X25519PrivateKey) -> RowKey:
    raw = crypto.unwrap(private_key, wrap.wrapped, _aad(wrap.kind, wrap.owner))
    return RowKey(wrap.owner, raw)


def erase_keys(owner: UUID) -> None:
    """Destroy every way to open an owner's key: what is left of it is noise."""
    Wrap.objects.filter(owner=owner).delete()
    damage.forget_owners([owner])
