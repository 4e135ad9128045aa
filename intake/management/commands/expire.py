"""Erase what is past its day, move cases on, count them, and send what was asked for.

Run it every hour; running it twice does no harm.
"""

import logging

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.audit import actions as audit
from intake.cases import urgency, work
from intake.cases.actions import empty_the_log
from intake.complaints import actions as drafts
from intake.complaints import counts
from intake.dashboard import numbers, public
from intake.dashboard.models import LastRun
from intake.messages import reminders
from intake.office import alerts
from intake.people.models import Invitation
from intake.vault import keys
from intake.vault.models import Team

log = logging.getLogger("intake")


class Command(BaseCommand):
    help = "Erase what is past its day, move cases on to their place of today, and count them."

    def add_arguments(self, parser):
        parser.add_argument(
            "--sweep-all",
            action="store_true",
            help="erase old files that this database does not know, however many they are",
        )

    def handle(self, *args, sweep_all=False, **options):
        now = timezone.now()
        count = drafts.erase_expired(now=now)
        Invitation.objects.filter(expires_at__lte=now).delete()
        SessionStore.clear_expired()
        today = timezone.localdate(now)
        erased = work.erase_due(today, at=now)
        for case in erased:
            audit.write(audit.Kind.ERASED, by=None, at=now, what=case.reference)
        counts.forget(today)
        moved = urgency.roll(today)
        for team in Team.objects.all():
            numbers.count_again(team, now)
            keys.forget_old_keys(team, at=now)
        public.publish(today)
        sent = reminders.send_due(today) + reminders.send_unfinished(now) + alerts.send_due(today)
        LastRun.objects.update_or_create(name="expire", defaults={"at": now})
        empty_the_log()
        swept, refused = self._sweep(now, sweep_all)
        self.stdout.write(
            f"Erased {count} drafts and {len(erased)} cases. Moved on {moved} cases."
            f" Sent {sent} reminders. Swept {swept} files."
        )
        if refused:
            raise CommandError(refused)

    def _sweep(self, now, sweep_all):
        """Return how many files were erased, and why none was where that was refused."""
        try:
            swept = attachments.sweep(now=now, however_many=sweep_all)
        except OSError as error:  # it is asked again an hour later
            log.error("the store is not swept: %s", type(error).__name__)
            return 0, ""
        except attachments.TooManyUnknown as error:
            return 0, (
                f"Refused: {error} Check that DATABASE_URL and the store belong together. If they"
                " do, run once: manage.py expire --sweep-all"
            )
        LastRun.objects.update_or_create(name="sweep", defaults={"at": now})
        return swept, ""
