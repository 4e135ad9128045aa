"""Volunteers' keys: made from the login password, opened at login, granted by a colleague."""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from . import codes, crypto, damage
from .models import Member, Membership, Team, Wrap

# So long after a change the older keys stay, even where no wrap seems to need one.
GRACE = timedelta(hours=1)


def _member_aad(volunteer_id: int, column: str) -> bytes:
    return crypto.aad("member", column, volunteer_id)


def _team_aad(team_id: int) -> bytes:
    return crypto.aad("membership", team_id)


def _seal_private(volunteer_id: int, private_key: bytes, password: str) -> tuple[bytes, bytes]:
    salt = os.urandom(16)
    wrapping_key = crypto.derive_from_password(password, salt)
    return salt, crypto.seal(wrapping_key, private_key, _member_aad(volunteer_id, "by_password"))


def create_member(volunteer: Any, password: str) -> tuple[Member, str]:
    """Give a volunteer a new key pair, replacing any older one with all its grants.

    Returns the member and the recovery code, which is shown once and kept nowhere.
    """
    Member.objects.filter(volunteer=volunteer).delete()
    private_key, public_key = crypto.new_key_pair()
    salt, by_password = _seal_private(volunteer.pk, private_key, password)
    code = codes.new_code()
    wrapping_key = crypto.derive(code.encode(), "member recovery")
    member = Member.objects.create(
        volunteer=volunteer,
        public_key=public_key,
        salt=salt,
        by_password=by_password,
        by_recovery_code=crypto.seal(
            wrapping_key, private_key, _member_aad(volunteer.pk, "by_recovery_code")
        ),
    )
    return member, code


def unlock_member(member: Member, password: str) -> bytes:
    """Return the member's private key. Raise crypto.DecryptionError for another password."""
    wrapping_key = crypto.derive_from_password(password, bytes(member.salt))
    aad = _member_aad(member.volunteer_id, "by_password")
    return crypto.unseal(wrapping_key, member.by_password, aad)


def unlock_member_with_code(member: Member, typed: str) -> bytes:
    """Return the member's private key by the recovery code.

    Raises codes.InvalidCode for what cannot be a code, crypto.DecryptionError for another one.
    """
    wrapping_key = crypto.derive(codes.parse_code(typed).encode(), "member recovery")
    aad = _member_aad(member.volunteer_id, "by_recovery_code")
    return crypto.unseal(wrapping_key, member.by_recovery_code, aad)


def set_password(member: Member, private_key: bytes, password: str) -> None:
    """Seal the member's private key under a new login password, and save."""
    member.salt, member.by_password = _seal_private(member.volunteer_id, private_key, password)
    member.save(update_fields=["salt", "by_password"])
    damage.forget(Member, [member.pk])


def create_team(name: str) -> tuple[Team, bytes]:
    """Return a new team and its private key, which somebody must be granted before it is lost."""
    private_key, public_key = crypto.new_key_pair()
    return Team.objects.create(name=name, public_key=public_key), private_key


def grant(team: Team, private_keys: Mapping[int, bytes], member: Member) -> None:
    """Let a member open a team's cases: one row a key, however many cases there are.

    `private_keys` is {key number: private key}.
    """
    for number, private_key in private_keys.items():
        wrapped = crypto.wrap(member.public_key, private_key, _team_aad(team.pk))
        row, _new = Membership.objects.update_or_create(
            team=team, member=member, key_number=number, defaults={"wrapped": wrapped}
        )
        damage.forget(Membership, [row.pk])


def unlock_teams(member: Member, private_key: bytes) -> dict[int, dict[int, bytes]]:
    """Return {team id: {key number: private key}} for every team this member was granted.

    A damaged wrap is passed over, and written down: a colleague can grant it again.
    """
    opened: dict[int, dict[int, bytes]] = {}
    for membership in member.memberships.all():
        try:
            key = crypto.unwrap(private_key, membership.wrapped, _team_aad(membership.team_id))
        except crypto.DecryptionError:
            damage.note_value(membership, "wrapped")
            continue
        opened.setdefault(membership.team_id, {})[membership.key_number] = key
    return opened


@transaction.atomic
def rotate_team_key(team: Team, *, at: datetime | None = None) -> tuple[Team, dict[int, bytes]]:
    """Give a team a new key, for new cases at once, and every member of it a wrap of that key.

    Members who left hold no wrap of it. Sessions from before do not have it: their volunteers log
    in again. Returns (team, {new key number: private key}).
    """
    team = Team.objects.select_for_update().get(pk=team.pk)
    private_key, public_key = crypto.new_key_pair()
    team.public_key, team.key_number = public_key, team.key_number + 1
    team.key_changed_at = at or timezone.now()
    team.save(update_fields=["public_key", "key_number", "key_changed_at"])
    for member in Member.objects.filter(memberships__team=team).distinct():
        grant(team, {team.key_number: private_key}, member)
    return team, {team.key_number: private_key}


def _older_wraps(team: Team) -> QuerySet[Wrap]:
    return Wrap.objects.filter(kind=Wrap.Kind.TEAM, team=team, key_number__lt=team.key_number)


def _keys_of_members(team: Team) -> QuerySet[Membership, Any]:
    return Membership.objects.filter(team=team).values("key_number")


def stale_wraps(team: Team) -> QuerySet[Wrap]:
    """Return the wraps that only an older key of the team opens, and that some member has."""
    return _older_wraps(team).filter(key_number__in=_keys_of_members(team)).order_by("pk")


def unfinished_wraps(team: Team) -> QuerySet[Wrap]:
    """Return those of `stale_wraps` that can be made anew: all that are not known as damaged."""
    return stale_wraps(team).exclude(pk__in=damage.rows_of(Wrap))


def lost_wraps(team: Team) -> QuerySet[Wrap]:
    """Return the older wraps whose key nobody has any more. Only the paper opens their cases."""
    return _older_wraps(team).exclude(key_number__in=_keys_of_members(team))


def rewrap(
    team: Team, private_keys: Mapping[int, bytes], *, limit: int, at: datetime | None = None
) -> int:
    """Make up to `limit` old wraps anew under the team's present key.

    `private_keys` is {key number: private key}. A wrap of a key that is not among them is passed
    over, and so is a damaged one, which is written down. Returns how many others are left that
    these keys open. Each wrap is replaced in a transaction of its own, so it can be stopped and
    begun again at any time.
    """
    openable = stale_wraps(team).filter(key_number__in=list(private_keys))
    done = damaged = last = 0
    while wraps := list(openable.filter(pk__gt=last)[: limit - done]):
        last = wraps[-1].pk
        for wrap in wraps:
            if _rewrap(team, private_keys, wrap):
                done += 1
            else:
                damaged += 1
    erase_old_keys(team, at=at or timezone.now())
    return openable.count() - damaged


def _rewrap(team: Team, private_keys: Mapping[int, bytes], wrap: Wrap) -> bool:
    """Make one wrap anew. Return whether it could be opened."""
    aad = crypto.aad("wrap", Wrap.Kind.TEAM, wrap.owner)
    try:
        key = crypto.unwrap(private_keys[wrap.key_number or 0], wrap.wrapped, aad)
    except crypto.DecryptionError:
        damage.note_value(wrap, "wrapped", wrap.owner)
        return False
    Wrap.objects.filter(pk=wrap.pk, key_number=wrap.key_number).update(
        wrapped=crypto.wrap(team.public_key, key, aad), key_number=team.key_number
    )
    return True


def erase_old_keys(team: Team, *, at: datetime) -> None:
    """Forget the older keys of a team, once no wrap needs one and the grace is over."""
    if team.key_changed_at and at < team.key_changed_at + GRACE:
        return
    if not stale_wraps(team).exists():
        Membership.objects.filter(team=team, key_number__lt=team.key_number).delete()
