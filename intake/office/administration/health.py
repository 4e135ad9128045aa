"""What an operator sees: whether each part of the site runs, without any content."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake import mail
from intake.audit.recent import end_is_whole
from intake.backups import age
from intake.cases import facets
from intake.cases.models import Case
from intake.dashboard.models import LastRun
from intake.doctor.machine import LATE
from intake.routes import check_list
from intake.timers import steps
from intake.vault import damage, envelopes
from intake.web import disk


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def checks():
    """Return [(what, whether it is good, what to say of it)]."""
    now, today = timezone.now(), timezone.localdate()
    left = Case.objects.filter(facts_edition__lt=facets.FACTS_EDITION, erased_on=None).count()
    overdue = Case.objects.filter(
        erased_on=None, retention_extended=False, erase_on__lt=today - timedelta(days=1)
    )
    runs = dict(LastRun.objects.values_list("name", "at"))
    ran = runs.get("expire")
    free, ways = disk.free(), mail.channels()
    never = _("It never ran.")
    return [
        (_("The database answers"), _database(), connection.display_name),
        (
            _("The form takes new cases"),
            envelopes.can_receive(),
            "" if envelopes.is_opened() else _("The office is not open yet."),
        ),
        (
            _("The timer “expire” runs every hour"),
            bool(ran and abs(now - ran) < LATE),
            _("Last: %(at)s") % {"at": date_format(timezone.localtime(ran), "F j, H:i")}
            if ran
            else never,
        ),
        (_("Erasing is up to date"), not overdue.exists(), ""),
        (
            _("All cases have their place of today"),
            not Case.objects.filter(recompute_on__lt=today).exists(),
            "",
        ),
        (
            _("Facts of stored cases are up to date"),
            not left,
            _("%(count)s left") % {"count": left},
        ),
        (
            _("There is room on the disk"),
            free > disk.SCARCE,
            _("%(gigabytes)s GB left") % {"gigabytes": round(free / 1e9, 1)},
        ),
        (_("Email is set up"), mail.EMAIL in ways, _("EMAIL_FROM in the environment")),
        (_("Text messages are set up"), mail.TEXT in ways, _("TEXTS_URL in the environment")),
        (
            _("The end of the access log is whole"),
            end_is_whole(),
            _("The command “check_audit” reads all of it."),
        ),
        _contacts_checked(today),
        _whole(),
        _backed_up(now),
        *_not_swept(ran, runs.get("sweep")),
        *_failing_steps(),
    ]


def _failing_steps():
    """Return a line for each step of the timer whose last run failed."""
    return [
        (
            _("The step “%(step)s” of the timer goes well") % {"step": step.name},
            False,
            _("%(kind)s. The log of the command “expire” says more.") % {"kind": step.failure},
        )
        for step in steps.failing()
    ]


def _contacts_checked(today):
    """Return whether coordinators checked all contacts, routes and states in the last 90 days."""
    old, never = check_list.count_due(today)
    left = _("Never checked: %(never)s. Checked more than 90 days ago: %(old)s.")
    return (
        _("All contacts were checked in the last 90 days"),
        not old + never,
        left % {"never": never, "old": old} if old + never else "",
    )


def _whole():
    count = damage.count()
    told = _("%(count)s damaged: the command “check_vault” names them.") % {"count": count}
    return (_("What is stored can be opened"), not count, told if count else "")


def _backed_up(now):
    made = age.last_made_at()
    last = date_format(timezone.localtime(made), "F j, H:i") if made else ""
    return (
        _("A backup was made in the last 26 hours"),
        not age.is_late(made, now),
        _("Last: %(at)s") % {"at": last} if made else _("None was ever made."),
    )


def _not_swept(ran, swept):
    """Return a line about the store of files, only where the last run left it as it was."""
    if ran is None or (swept and swept >= ran):
        return []
    advice = _("The output of the command “expire” says why.")
    return [(_("Files that belong to no case are erased"), False, advice)]
