"""Invite a volunteer, as the People page does."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from intake.accounts import actions
from intake.accounts.models import Role, Volunteer
from intake.audit import log as audit


class Command(BaseCommand):
    help = "Make an account, or a new link for one (--again), and print its one-use link."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--role", default=Role.VOLUNTEER, choices=Role.values)
        parser.add_argument("--again", action="store_true", help="a new link for a lost password")

    def handle(self, *, username, first_name, role, again, **options):
        now = timezone.now()
        if again:
            volunteer = Volunteer.objects.filter(username=username, is_active=True).first()
            if volunteer is None:
                raise CommandError("There is no volunteer of that user name.")
            token = actions.resend_invitation(volunteer, now=now)
        else:
            try:
                with transaction.atomic():
                    volunteer, token = actions.invite(
                        username=username, first_name=first_name or username, role=role, now=now
                    )
            except IntegrityError:
                raise CommandError("Someone has this user name. Choose another one.") from None
        audit.write(audit.Kind.INVITED, by=None, at=now, what=volunteer.username)
        path = reverse("office:welcome", args=[token])
        self.stdout.write(f"{settings.SITE_ADDRESS.rstrip('/')}{path}")
