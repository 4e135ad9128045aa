"""Open all cases with the offline recovery key, for a team that can read them again."""

from getpass import getpass

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from intake.cases.models import Case
from intake.vault import codes, crypto, sealing
from intake.vault.models import Team, Wrap


class Command(BaseCommand):
    help = "Wrap every case key to a team again, with the private recovery key from paper."

    def add_arguments(self, parser):
        parser.add_argument("team", help="name of the team that shall read the cases")

    def handle(self, *, team, **options):
        target = Team.objects.filter(name=team).first()
        if target is None:
            raise CommandError("There is no team of that name.")
        try:
            private = codes.words_to_key(getpass("Recovery key, private half: "))
        except codes.BadCode as error:
            raise CommandError(str(error)) from None
        if crypto.public_of(private) != sealing.recovery_public():
            raise CommandError("This is not the private half of RECOVERY_KEY.")
        self.stdout.write(f"{recover(target, private)} cases open for {target} again.")


def recover(team, private):
    """Give a team every case that it has no wrap of yet. Return how many. Resumable."""
    done = Wrap.objects.filter(kind=Wrap.Kind.TEAM, team=team).values("owner")
    count = 0
    for wrap in Wrap.objects.filter(kind=Wrap.Kind.RECOVERY).exclude(owner__in=done).iterator():
        key = sealing.opened_by_recovery(wrap, private)
        with transaction.atomic():
            sealing.team_wrap(wrap.owner, key, team).save()
            Case.objects.filter(owner=wrap.owner).update(team=team)
        count += 1
    return count
