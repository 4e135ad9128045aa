"""Make the first team and its first coordinator."""

from getpass import getpass

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from intake.people import actions
from intake.people.models import Volunteer
from intake.vault import codes


class Command(BaseCommand):
    help = "Make the first team and the first coordinator, who invites the others."

    def add_arguments(self, parser):
        parser.add_argument("--team", default="Team")
        parser.add_argument("--username", required=True)
        parser.add_argument("--first-name", required=True)

    def handle(self, *, team, username, first_name, **options):
        if Volunteer.objects.exists():
            raise CommandError("The office is set up already. Invite others on the People page.")
        password = getpass("Password, 15 letters or more: ")
        if password != getpass("The same again: "):
            raise CommandError("The two passwords are not the same.")
        try:
            _team, _volunteer, code = actions.make_first_team(
                team_name=team, username=username, first_name=first_name, password=password
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(
            "Recovery code of this volunteer, shown once. Write it on paper:\n\n"
            f"{codes.grouped(code)}\n\nLog in at /office/ and set up a second factor."
        )
