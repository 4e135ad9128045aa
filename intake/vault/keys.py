"""Volunteers' keys: made from the login password, opened at login, granted by a colleague."""

import os

from . import codes, crypto
from .models import Member, Membership, Team


def _member_where(volunteer_id, column):
    return crypto.context("member", column, volunteer_id)


def _team_where(team_id):
    return crypto.context("membership", team_id)


def _seal_private(volunteer_id, private, password):
    salt = os.urandom(16)
    opener = crypto.stretch(password, salt)
    return salt, crypto.seal(opener, private, _member_where(volunteer_id, "by_password"))


def make_member(volunteer, password):
    """Give a volunteer a new key pair, replacing any older one with all its grants.

    Returns the member and the recovery code, which is shown once and kept nowhere.
    """
    Member.objects.filter(volunteer=volunteer).delete()
    private, public = crypto.new_pair()
    salt, by_password = _seal_private(volunteer.pk, private, password)
    code = codes.new_code()
    opener = crypto.derive(code.encode(), "member recovery")
    member = Member.objects.create(
        volunteer=volunteer,
        public_key=public,
        salt=salt,
        by_password=by_password,
        by_recovery_code=crypto.seal(
            opener, private, _member_where(volunteer.pk, "by_recovery_code")
        ),
    )
    return member, code


def open_member(member, password):
    """Return the member's private key. Raise crypto.CannotOpen for another password."""
    opener = crypto.stretch(password, bytes(member.salt))
    where = _member_where(member.volunteer_id, "by_password")
    return crypto.unseal(opener, member.by_password, where)


def open_member_by_code(member, typed):
    """Return the member's private key by the recovery code.

    Raises codes.BadCode for what cannot be a code, crypto.CannotOpen for another one.
    """
    opener = crypto.derive(codes.read_code(typed).encode(), "member recovery")
    where = _member_where(member.volunteer_id, "by_recovery_code")
    return crypto.unseal(opener, member.by_recovery_code, where)


def set_password(member, private, password):
    """Seal the member's private key under a new login password, and save."""
    member.salt, member.by_password = _seal_private(member.volunteer_id, private, password)
    member.save(update_fields=["salt", "by_password"])


def make_team(name):
    """Return a new team and its private key, which somebody must be granted before it is lost."""
    private, public = crypto.new_pair()
    return Team.objects.create(name=name, public_key=public), private


def grant(team, team_private, member):
    """Let a member open a team's cases: one row, however many cases there are."""
    wrapped = crypto.wrap(member.public_key, team_private, _team_where(team.pk))
    Membership.objects.update_or_create(team=team, member=member, defaults={"wrapped": wrapped})


def open_teams(member, private):
    """Return {team id: private key} for every team this member was granted."""
    return {
        row.team_id: crypto.unwrap(private, row.wrapped, _team_where(row.team_id))
        for row in member.memberships.all()
    }
