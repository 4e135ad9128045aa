"""Case keys and the ways to open them: browser, code, team, offline recovery key.

The public door makes a key, wraps it and forgets it. It can open what the browser or the code
opens, and nothing else.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q

from . import codes, crypto
from .models import Team, Wrap


@dataclass(frozen=True)
class Opened:
    """A draft or case whose key is at hand, for the length of one request."""

    owner: UUID
    key: bytes
    wrap: Wrap


class FormClosed(Exception):
    """Nobody could read what is sent: no team with a key, or no recovery key."""


def _index(kind, secret):
    return crypto.index(settings.PEPPER.encode(), f"{kind}:{secret}".encode())


def _opener(kind, secret):
    return crypto.derive(secret.encode(), f"wrap {kind}")


def _where(kind, owner):
    return crypto.context("wrap", kind, owner)


def recovery_public():
    """Return the public half of the recovery key. Raise codes.BadCode if it is not set right."""
    return codes.words_to_key(settings.RECOVERY_KEY)


def recovery_key_is_set():
    try:
        recovery_public()
    except codes.BadCode:
        return False
    return True


def receiving_team():
    """Return the team that takes new cases. Raise FormClosed if no one could read them."""
    team = Team.objects.ready().order_by("pk").first() if recovery_key_is_set() else None
    if team is None:
        raise FormClosed
    return team


def with_its_key(team):
    """Return the team as it is now. Its key stays the same until this transaction ends."""
    if connection.features.has_select_for_update:
        # Shared, so that those who submit do not wait for one another.
        shared = "SELECT * FROM intake_team WHERE id = %s FOR SHARE"
        return Team.objects.raw(shared, [team.pk])[0]
    return Team.objects.get(pk=team.pk)


def can_receive():
    """Say whether somebody could read what is sent now."""
    try:
        return bool(receiving_team())
    except FormClosed:
        return False


def new_browser_secret():
    return secrets.token_urlsafe(32)


def _wrap(kind, owner, key, secret):
    return Wrap(
        owner=owner,
        kind=kind,
        index=_index(kind, secret),
        wrapped=crypto.seal(_opener(kind, secret), key, _where(kind, owner)),
    )


def browser_wrap(owner, key, secret):
    """Return the unsaved wrap by which this browser opens `owner`."""
    return _wrap(Wrap.Kind.BROWSER, owner, key, secret)


def code_wrap(owner, key, code):
    """Return the unsaved wrap by which the filer's code opens `owner`."""
    return _wrap(Wrap.Kind.CODE, owner, key, code)


def keep_code(wrap, secret, code):
    """Seal the code into a browser's wrap (unsaved), so that this browser can show it again."""
    opener = _opener(Wrap.Kind.BROWSER, secret)
    wrap.code = crypto.seal(opener, code.encode(), _code_where(wrap.owner))


def kept_code(wrap, secret):
    """Return the filer's code kept for this browser, or an empty string."""
    if not wrap.code:
        return ""
    opener = _opener(Wrap.Kind.BROWSER, secret)
    return crypto.unseal(opener, wrap.code, _code_where(wrap.owner)).decode()


def _code_where(owner):
    return crypto.context("wrap", "code shown", owner)


def _opened(kind, secret, now):
    fresh = Q(expires_at=None) | Q(expires_at__gt=now)
    wrap = Wrap.objects.filter(fresh, kind=kind, index=_index(kind, secret)).first()
    if wrap is None:
        return None
    key = crypto.unseal(_opener(kind, secret), wrap.wrapped, _where(kind, wrap.owner))
    return Opened(owner=wrap.owner, key=key, wrap=wrap)


def opened_by_browser(secret, now):
    """Return what this browser's cookie opens, or None. One query."""
    return _opened(Wrap.Kind.BROWSER, secret, now) if secret else None


def opened_by_code(typed, now):
    """Return what a typed code opens, or None. Wrong, mistyped and erased look the same."""
    try:
        code = codes.read_code(typed)
    except codes.BadCode:
        return None
    return _opened(Wrap.Kind.CODE, code, now)


def _public_wrap(kind, owner, key, public, **fields):
    wrapped = crypto.wrap(public, key, _where(kind, owner))
    return Wrap(owner=owner, kind=kind, wrapped=wrapped, **fields)


def team_wrap(owner, key, team):
    """Return the unsaved wrap by which a team's private key opens `owner`."""
    return _public_wrap(
        Wrap.Kind.TEAM, owner, key, team.public_key, team=team, key_number=team.key_number
    )


def public_wraps(owner, key, team):
    """Return the two unsaved wraps of a case that only private keys open: team and recovery."""
    recovery = _public_wrap(Wrap.Kind.RECOVERY, owner, key, recovery_public())
    return [team_wrap(owner, key, team), recovery]


def opened_all(owners, team_keys):
    """Return {owner: case key} of those that one of `team_keys` opens. One query.

    `team_keys` is {team id: {key number: private key}}, as `keys.open_teams` returns it.
    """
    found = {}
    wraps = Wrap.objects.filter(
        owner__in=list(owners), kind=Wrap.Kind.TEAM, team_id__in=list(team_keys)
    )
    for wrap in wraps:
        private = team_keys[wrap.team_id].get(wrap.key_number)
        if private:
            with suppress(crypto.CannotOpen):
                found[wrap.owner] = crypto.unwrap(
                    private, wrap.wrapped, _where(wrap.kind, wrap.owner)
                )
    return found


def opened_by_team(owner, team_keys):
    """Return the case key of `owner`, opened with one of `team_keys`.

    Raises crypto.CannotOpen if no key fits.
    """
    try:
        return opened_all([owner], team_keys)[owner]
    except KeyError:
        raise crypto.CannotOpen from None


def hand_over(owner, key, team):
    """Let another team open `owner`, and nobody of the teams before it any more.

    Must run in a transaction: the wrap is under the key that the team has when it ends.
    """
    Wrap.objects.filter(owner=owner, kind=Wrap.Kind.TEAM).delete()
    team_wrap(owner, key, with_its_key(team)).save(force_insert=True)


def opened_by_recovery(wrap, private):
    """Return the case key in a recovery wrap, with the private half typed from paper."""
    return crypto.unwrap(private, wrap.wrapped, _where(wrap.kind, wrap.owner))


def forget(owner):
    """Destroy every way to open `owner`: what is left of it is noise."""
    Wrap.objects.filter(owner=owner).delete()
