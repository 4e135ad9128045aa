"""Erase what is past its day, and move on to the next last days.

Run it every hour; running it twice does no harm.
"""

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.utils import timezone

from intake.cases.actions import empty_the_log, roll_last_days
from intake.complaints import actions as drafts
from intake.people.models import Invitation


class Command(BaseCommand):
    help = "Erase expired drafts, ways in, invitations and sessions; move on to the next last days."

    def handle(self, *args, **options):
        now = timezone.now()
        count = drafts.erase_expired(now=now)
        Invitation.objects.filter(expires_at__lte=now).delete()
        SessionStore.clear_expired()
        rolled = roll_last_days(timezone.localdate(now))
        empty_the_log()
        self.stdout.write(f"Erased {count} drafts. Moved on {rolled} last days.")
