"""Erase what is past its day, move cases on, count them, and send what was asked for.

Run it every hour; running it twice does no harm, on two hosts neither. A step that fails is told
and recorded, and the others are done.
"""

import logging
from datetime import timedelta
from functools import partial

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake import start
from intake.accounts.models import Invitation
from intake.attachments import actions as attachments
from intake.audit import log as audit
from intake.backups import age, restore, scratch
from intake.cases import open_forms, urgency, volunteer_actions
from intake.cases.actions import truncate_wal
from intake.cases.models import Case
from intake.complaints import drafts, page_counts
from intake.dashboard import public, statistics
from intake.dashboard.models import LastRun
from intake.erasures import actions as erasures
from intake.messages import reminders
from intake.office.queue import alerts, unread_alerts
from intake.storage import site
from intake.timers import steps
from intake.timers.leader import leading
from intake.timers.steps import Step
from intake.vault import damage, keys
from intake.vault.models import Team

log = logging.getLogger("intake")

# The timer runs every hour: after a longer pause, forward or back, the clock may be wrong.
LONGEST_PAUSE = timedelta(days=7)
REFUSED = "refused"
WRONG_CLOCK = (
    "Refused: the clock says %(now)s UTC, and the last run was at %(last)s UTC. Nothing was erased,"
    " moved on or sent%(but)s. If the clock is right, run once: manage.py expire --yes. It erases"
    " %(cases)s of %(every)s cases and %(drafts)s drafts."
)
ASKED = ", except that %s cases were erased because their filers had asked for it"
CLOSED = (
    "Refused: after a restore it is not known what was erased on some days. Run first: manage.py"
    " confirm_erasures"
)
TOO_MANY = (
    "Refused: %s of %s cases are past their day, more than an ordinary day brings. None of them was"
    " erased. If the clock and the database are right, run once: manage.py expire --yes"
)


class Command(BaseCommand):
    help = "Erase what is past its day, move cases on to their place of today, and count them."

    def add_arguments(self, parser):
        parser.add_argument(
            "--yes",
            action="store_true",
            help="the clock is right: erase what is past its day, however much that is",
        )
        parser.add_argument(
            "--sweep-all",
            action="store_true",
            help="move files that this database does not know to lost-and-found, however many",
        )

    def handle(self, *args, yes=False, sweep_all=False, **options):
        if other := start.other_secrets("PEPPER"):
            raise CommandError("\n".join(f"Refused: {line}" for line in other))
        if site.unknown_days():
            raise CommandError(CLOSED)
        with leading("expire") as still_leads:
            if still_leads is None:
                self.stdout.write("Another run of this is not done yet. Nothing was done here.")
                return
            self._run(still_leads, yes, sweep_all)

    def _run(self, still_leads, yes, sweep_all):
        now = timezone.now()
        today = timezone.localdate(now)
        self._refuse_wrong_clock(now, today, yes)
        self._undo_wrong_clock(now, today)
        too_many = None if yes else volunteer_actions.too_many_due(today)
        todo = [
            Step("drafts", lambda: drafts.erase_expired(now=now)),
            Step("open forms", lambda: open_forms.forget_old(now)),
            Step("invitations", Invitation.objects.filter(expires_at__lte=now).delete),
            Step("sessions", SessionStore.clear_expired),
            Step("cases", lambda: self._erase_cases(today, now, only_asked=bool(too_many))),
            Step("page counts", lambda: page_counts.delete_old(today)),
            Step("queue", lambda: urgency.recompute_due(today)),
            *self._steps_of_teams(now),
            Step("public numbers", lambda: public.publish(today)),
            Step("reminders", lambda: reminders.send_due(today)),
            Step("unfinished forms", lambda: reminders.send_unfinished(now)),
            Step("alerts", lambda: alerts.send_due(today)),
            Step("unread alerts", lambda: unread_alerts.send_unread(now)),
            Step("ran", lambda: self._record("expire", now)),
            Step("erasures", lambda: self._erase_again(now, today)),
            Step("ledger", lambda: self._complete_ledgers(now)),
            Step("scratch of backups", scratch.drop_left),
            Step("age of the backup", lambda: age.warn_if_late(now)),
            Step("log of the database", truncate_wal),
            Step("stored files", lambda: self._sweep(now, sweep_all)),
        ]
        with damage.collecting() as found:
            ran = steps.run(todo, at=now, still_leads=still_leads)
        self._tell(ran, too_many, found)

    def _steps_of_teams(self, now):
        """Count the cases of each team anew, and forget keys that nobody needs any more."""
        return [
            step
            for team in Team.objects.order_by("pk")
            for step in (
                Step(f"numbers of team {team.pk}", partial(statistics.recompute, team, now)),
                Step(f"keys of team {team.pk}", partial(keys.erase_old_keys, team, at=now)),
            )
        ]

    def _record(self, name, now):
        LastRun.objects.update_or_create(name=name, defaults={"at": now})

    def _tell(self, ran, too_many, found):
        """Say what was done; raise CommandError for what was refused, failed or left to another."""
        count = {name: result or 0 for name, result in ran.results.items()}
        mails = ("reminders", "unfinished forms", "alerts", "unread alerts")
        sent = sum(count.get(name, 0) for name in mails)
        swept, not_swept = ran.results.get("stored files", (0, ""))
        self.stdout.write(
            f"Erased {count.get('drafts', 0)} drafts and {count.get('cases', 0)} cases."
            f" Moved on {count.get('queue', 0)} cases. Sent {sent} reminders. Swept {swept} files."
        )
        failed = [f"Failed: {name} ({kind})." for name, kind in ran.failed.items()]
        stopped = "The rest was left to another run, which took over." if ran.stopped else ""
        damaged = f"{len(found)} damaged, and passed over. The others are done." if found else ""
        for one in found:
            self.stdout.write(f"damaged: {one}")
        told = [too_many and TOO_MANY % too_many, not_swept, *failed, stopped, damaged]
        if any(told):
            raise CommandError("\n".join(filter(None, told)))

    def _refuse_wrong_clock(self, now, today, yes):
        """Stop before anything that a right clock could not undo, if this one may be wrong.

        Cases that are due and whose filers asked to be erased are erased in any case.
        """
        last = LastRun.objects.filter(name="expire").values_list("at", flat=True).first()
        if yes or last is None or abs(now - last) <= LONGEST_PAUSE:
            return
        asked = self._erase_cases(today, now, only_asked=True)
        truncate_wal()
        self._record(REFUSED, now)
        raise CommandError(
            WRONG_CLOCK
            % {
                "now": f"{now:%Y-%m-%d %H:%M}",
                "last": f"{last:%Y-%m-%d %H:%M}",
                "but": ASKED % asked if asked else "",
                "cases": volunteer_actions.due(today).count(),
                "every": Case.objects.filter(erased_on=None).count(),
                "drafts": drafts.expired(now).count(),
            }
        )

    def _undo_wrong_clock(self, now, today):
        """Settle all cases anew if the clock was ahead before, or may have been.

        Lists move cases on by the clock of the moment, and nothing else takes that back.
        """
        runs = dict(LastRun.objects.values_list("name", "at"))
        if REFUSED in runs or runs.get("expire", now) > now:
            urgency.recompute_after_clock_change(today)
            LastRun.objects.filter(name=REFUSED).delete()

    def _erase_cases(self, today, now, *, only_asked):
        """Erase the cases that are due, with a row in the access log. Return how many."""
        erased = volunteer_actions.erase_due(today, at=now, only_asked=only_asked)
        for case in erased:
            audit.write(audit.Kind.ERASED, by=None, at=now, what=case.reference)
        return len(erased)

    def _erase_again(self, now, today):
        """Erase what an older copy of the database has brought back, if there is any."""
        try:
            if erasures.is_older_than_ledger(today):
                count = restore.erase_again((), now=now)
                log.error("the database was older than the ledger: erased again: %s", count)
        except OSError as error:
            log.error("the ledger of erasures is not compared: %s", type(error).__name__)

    def _complete_ledgers(self, now):
        """Write to each ledger what it lacks. Raise OSError if one of them is away."""
        if failed := erasures.bring_up_to_date(now, site.uid(), forget=True):
            raise OSError(f"{failed} ledgers of erasures are not written")

    def _sweep(self, now, sweep_all):
        """Return how many files were erased, and why none was where that was refused."""
        try:
            swept = attachments.sweep(now=now, however_many=sweep_all)
        except OSError as error:  # it is asked again an hour later
            log.error("the store is not swept: %s", type(error).__name__)
            return 0, ""
        except site.OtherStore as error:
            return 0, f"Refused: {error}"
        except attachments.TooManyUnknown as error:
            return 0, (
                f"Refused: {error} Check that DATABASE_URL and the store belong together. If they"
                " do, run once: manage.py expire --sweep-all"
            )
        self._record("sweep", now)
        return swept, ""
