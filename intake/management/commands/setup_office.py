"""Make a team and its first coordinator."""

from getpass import getpass

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from intake.accounts import actions
from intake.accounts.models import Volunteer
from intake.vault import codes, envelopes
from intake.vault.models import Team

OPEN_NEXT = (
    "\nThe office is not open yet: check the list at /office/contacts/, then open it at"
    " /office/teams/."
)


class Command(BaseCommand):
    help = "Make the first team and the first coordinator, who invites the others."

    def add_arguments(self, parser):
        parser.add_argument("--team", default="Team")
        parser.add_argument("--username", required=True)
        parser.add_argument("--first-name", required=True)
        parser.add_argument(
            "--after-loss",
            action="store_true",
            help="nobody can log in any more: make a new team, and send new cases there",
        )

    def handle(self, *, team, username, first_name, after_loss, **options):
        if Volunteer.objects.exists() and not after_loss:
            raise CommandError("The office is set up already. Invite others on the People page.")
        password = getpass("Password, 15 letters or more: ")
        if password != getpass("The same again: "):
            raise CommandError("The two passwords are not the same.")
        try:
            with transaction.atomic():
                was_open = envelopes.is_opened()
                Team.objects.update(accepts=False)
                created, _volunteer, code = actions.create_first_team(
                    team_name=team, username=username, first_name=first_name, password=password
                )
                if not was_open:
                    # A coordinator checks the contacts first, and then opens the office.
                    Team.objects.filter(pk=created.pk).update(accepts=False)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except IntegrityError:
            raise CommandError("This user name or team name is taken. Choose another.") from None
        self.stdout.write(
            "Recovery code of this volunteer, shown once. Write it on paper:\n\n"
            f"{codes.grouped(code)}\n\nLog in at /office/ and set up a second factor."
            + ("" if was_open else OPEN_NEXT)
        )
