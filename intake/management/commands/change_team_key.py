"""Give a team a new key, and make the wraps of all its cases anew. Can be stopped and run again."""

from getpass import getpass

from django.core.management.base import BaseCommand, CommandError

from intake.accounts.models import Volunteer
from intake.cases import search
from intake.cases.models import Case
from intake.management.damaged import end_with_damage
from intake.vault import crypto, damage, keys
from intake.vault.models import Team

AT_ONCE = 500
ADVICE = "A case whose team wrap is damaged comes back with recover_cases, from the recovery key."


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
            private = keys.unlock_member(volunteer.member, getpass("Password of this volunteer: "))
        except crypto.DecryptionError:
            raise CommandError("This is not their password.") from None
        with damage.collecting() as found:
            self._change(target, volunteer.member, private)
        end_with_damage(self, found, ADVICE)

    def _change(self, target, member, private):
        if target.pk not in keys.unlock_teams(member, private):
            raise CommandError("This volunteer is not in the team, or their key to it is damaged.")
        if not keys.unfinished_wraps(target).exists():
            target, _new = keys.rotate_team_key(target)
        # Hashes of names are made with the newest key, too.
        Case.objects.filter(team=target, searchable=True).update(searchable=False)
        private_keys = keys.unlock_teams(member, private)[target.pk]
        left = 1
        while left:
            left = keys.rewrap(target, private_keys, limit=AT_ONCE)
            self.stdout.write(f"{left} cases left")
        if stuck := keys.unfinished_wraps(target).count():
            self.stdout.write(f"{stuck} more wait for a member who has the key before.")
        if lost := keys.lost_wraps(target).count():
            self.stdout.write(f"{lost} open with the paper only: see recover_cases.")
        teams = {target.pk: private_keys}
        while search.index_cases(teams, AT_ONCE):
            self.stdout.write(f"{search.unindexed_cases(teams).count()} cases left to find by name")
        self.stdout.write("Done.")
