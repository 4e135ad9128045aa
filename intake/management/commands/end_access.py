"""End the access of a volunteer who leaves, as the People page does."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake.accounts import actions
from intake.accounts.models import Volunteer
from intake.audit import log as audit


class Command(BaseCommand):
    help = "Take away the keys, the sessions and the login of a volunteer, at once."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        volunteer = Volunteer.objects.filter(username=username).first()
        if volunteer is None:
            raise CommandError("There is no volunteer of that user name.")
        actions.end_access(volunteer)
        audit.write(audit.Kind.LEFT, by=None, at=timezone.now(), what=volunteer.username)
        self.stdout.write("Their access has ended. Change the team's key soon: change_team_key.")
