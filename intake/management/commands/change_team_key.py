"""Give a team a new key, and make the wraps of all its cases anew. Can be stopped and run again."""

from getpass import getpass

from django.core.management.base import BaseCommand, CommandError

from intake.people.models import Volunteer
from intake.vault import crypto, keys
from intake.vault.models import Team

AT_ONCE = 500


class Command(BaseCommand):
    help = "Change a team's key, with the password of a member. Run again to finish after a stop."

    def add_arguments(self, parser):
        parser.add_argument("team", help="name of the team")
        parser.add_argument("--username", required=True, help="a member of the team")

    def handle(self, *, team, username, **options):
        target = Team.objects.filter(name=team).first()
        volunteer = Volunteer.objects.filter(username=username, is_active=True).first()
        if target is None or volunteer is None or not hasattr(volunteer, "member"):
            raise CommandError("There is no such team, or no such volunteer with keys.")
        try:
            private = keys.open_member(volunteer.member, getpass("Password of this volunteer: "))
        except crypto.CannotOpen:
            raise CommandError("This is not their password.") from None
        if target.pk not in keys.open_teams(volunteer.member, private):
            raise CommandError("This volunteer is not in the team.")
        if not keys.wraps_to_renew(target).exists():
            target, _new = keys.change_team_key(target)
        privates = keys.open_teams(volunteer.member, private)[target.pk]
        left = keys.wraps_to_renew(target).count()
        while left:
            left = keys.renew_wraps(target, privates, most=AT_ONCE)
            self.stdout.write(f"{left} cases left")
        target.cases.update(searchable=False)
        self.stdout.write("Done. Names are made findable again as volunteers work.")
