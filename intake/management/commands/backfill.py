"""Fill what a release added, for the cases that are stored already."""

from getpass import getpass

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake.accounts.models import Volunteer
from intake.cases import facets, search
from intake.management.damaged import end_with_damage
from intake.upgrades.backfill import BATCH, run
from intake.upgrades.registry import BACKFILLS
from intake.vault import crypto, damage, keys


class Command(BaseCommand):
    help = (
        "Fill what a release added, for the cases that are stored already, while the site runs. It"
        " can be stopped at any time, and run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")
        parser.add_argument(
            "--username", help="a volunteer, with whose password facets of sealed cases are filled"
        )

    def handle(self, *, batch, username, **options):
        if batch < 1:
            raise CommandError("A batch has one row or more.")
        with damage.collecting() as found:
            stuck = sum(self._fill(backfill, batch) for backfill in BACKFILLS)
            if username:
                self._fill_sealed(username, batch)
        self._tell("facets", facets.outdated_of_all().count())
        self._tell("look-ups", search.outdated_of_all().count())
        end_with_damage(self, found, f"{stuck} rows could not be filled.")
        if stuck:
            raise CommandError(f"{stuck} rows could not be filled. The others are.")

    def _fill(self, backfill, batch):
        """Fill one backfill, with a line for each batch. Return how many rows are left."""
        every = backfill.left().count()
        for count in run(backfill, batch=batch):
            self.stdout.write(f"{backfill.name}: {min(count, every)} of {every}")
            self.stdout.flush()
        left = backfill.left().count()
        self.stdout.write(f"{backfill.name}: {left} left")
        return left

    def _fill_sealed(self, username, batch):
        """Fill the facets and the look-ups of the cases that one volunteer opens."""
        volunteer = Volunteer.objects.filter(username=username, is_active=True).first()
        if volunteer is None or not hasattr(volunteer, "member"):
            raise CommandError("There is no such volunteer with keys.")
        try:
            private = keys.unlock_member(volunteer.member, getpass("Password of this volunteer: "))
        except crypto.DecryptionError:
            raise CommandError("This is not their password.") from None
        teams = keys.unlock_teams(volunteer.member, private)
        every, filled = facets.outdated(teams).count(), 0
        while count := facets.fill_outdated(teams, batch, timezone.localdate()):
            filled += count
            self.stdout.write(f"facets: {filled} of {every}")
        every, filled = search.outdated(teams).count(), 0
        while count := search.index_outdated(teams, batch):
            filled += count
            self.stdout.write(f"look-ups: {filled} of {every}")

    def _tell(self, name, left):
        how = (
            " A volunteer's login fills some; --username fills all that they open." if left else ""
        )
        self.stdout.write(f"{name}: {left} left.{how}")
