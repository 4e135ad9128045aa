"""Volunteers come by invitation, are let into a team by a colleague, and leave in one step."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction

from intake.vault import crypto, keys
from intake.vault.models import Member, Membership

from .models import Invitation, Role, Volunteer

INVITATION_LIFETIME = timedelta(days=7)


def _blind_index(token):
    return crypto.blind_index(settings.PEPPER.encode(), f"invitation:{token}".encode())


@transaction.atomic
def invite(*, username, first_name, role, now):
    """Make an account without a password. Return (volunteer, token of the one-use link).

    Raises django.db.IntegrityError if the user name is taken.
    """
    volunteer = Volunteer.objects.create_user(username=username, first_name=first_name, role=role)
    return volunteer, resend_invitation(volunteer, now=now)


@transaction.atomic
def resend_invitation(volunteer, *, now):
    """Return the token of a new link, for a lost password. The old keys are given up when used."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.update_or_create(
        volunteer=volunteer,
        defaults={"index": _blind_index(token), "expires_at": now + INVITATION_LIFETIME},
    )
    return token


def find_invitation(token, *, now):
    """Return the invitation of a link, or None if it was used, replaced, or is too old."""
    return (
        Invitation.objects.select_related("volunteer")
        .filter(index=_blind_index(token), expires_at__gt=now)
        .first()
    )


@transaction.atomic
def accept_invitation(invitation, password, recovery_code=""):
    """Set the password of an invited volunteer, who comes for the first time or lost the old one.

    With the recovery code the volunteer keeps the keys and all that they open. Without it there
    are new keys: returns their recovery code, shown once, and "" where the keys were kept.

    Raises django.core.exceptions.ValidationError for a weak password, codes.InvalidCode or
    crypto.DecryptionError for a wrong recovery code.
    """
    volunteer = invitation.volunteer
    validate_password(password, volunteer)
    if recovery_code:
        private = keys.unlock_member_with_code(volunteer.member, recovery_code)
        keys.set_password(volunteer.member, private, password)
        new_code = ""
    else:
        _, new_code = keys.create_member(volunteer, password)
    volunteer.set_password(password)
    volunteer.save(update_fields=["password"])
    invitation.delete()
    end_sessions(volunteer)
    return new_code


def change_password(volunteer, old, new):
    """Seal the member key under a new password. Raise crypto.DecryptionError if `old` is wrong."""
    member = Member.objects.filter(volunteer=volunteer).first()
    if member:
        keys.set_password(member, keys.unlock_member(member, old), new)


def end_sessions(volunteer):
    """End every session of a volunteer at once."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(volunteer.pk):
            session.delete()


@transaction.atomic
def end_access(volunteer):
    """Take away the keys, the sessions and the login of a volunteer who leaves."""
    Membership.objects.filter(member__volunteer=volunteer).delete()
    Member.objects.filter(volunteer=volunteer).delete()
    Invitation.objects.filter(volunteer=volunteer).delete()
    volunteer.is_active = False
    volunteer.set_unusable_password()
    volunteer.save(update_fields=["is_active", "password"])
    end_sessions(volunteer)


@transaction.atomic
def create_first_team(*, team_name, username, first_name, password):
    """Make a team and its first coordinator. Return (team, volunteer, recovery code).

    The team's private key is never stored: it exists in the coordinator's grant only.
    Raises django.core.exceptions.ValidationError for a weak password.
    """
    volunteer = Volunteer(username=username, first_name=first_name, role=Role.COORDINATOR)
    validate_password(password, volunteer)
    volunteer.set_password(password)
    volunteer.save()
    member, code = keys.create_member(volunteer, password)
    team, private = keys.create_team(team_name)
    keys.grant(team, {team.key_number: private}, member)
    return team, volunteer, code
