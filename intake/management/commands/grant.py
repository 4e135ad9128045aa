"""Let a volunteer into a team, with the password of a member of it."""

from getpass import getpass

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake.accounts.models import Volunteer
from intake.audit import log as audit
from intake.vault import crypto, keys
from intake.vault.models import Team


class Command(BaseCommand):
    help = "Let a volunteer open the cases of a team. A member of it types the own password."

    def add_arguments(self, parser):
        parser.add_argument("team", help="name of the team")
        parser.add_argument("username", help="who shall be let in")
        parser.add_argument("--by", required=True, help="user name of a member of the team")

    def handle(self, *, team, username, by, **options):
        target = Team.objects.filter(name=team).first()
        new, member = (_with_keys(name) for name in (username, by))
        if target is None or new is None or member is None:
            raise CommandError("There is no such team, or no such volunteer with keys.")
        try:
            private = keys.unlock_member(member.member, getpass(f"Password of {by}: "))
        except crypto.DecryptionError:
            raise CommandError("This is not their password.") from None
        teams = keys.unlock_teams(member.member, private)
        if target.pk not in teams:
            raise CommandError(f"{by} is not in the team.")
        keys.grant(target, teams[target.pk], new.member)
        audit.write(audit.Kind.GRANTED, by=member, at=timezone.now(), what=f"{target}: {username}")
        self.stdout.write("They can open the cases at their next login.")


def _with_keys(username):
    """Return the active volunteer of a user name who has keys, or None."""
    found = Volunteer.objects.filter(username=username, is_active=True).first()
    return found if found and hasattr(found, "member") else None
