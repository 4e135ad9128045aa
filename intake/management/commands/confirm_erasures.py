"""Open a restored site, once it is known what was erased on the days that no ledger covers."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake.audit import log as audit
from intake.backups import restore
from intake.backups.prompts import closed_words
from intake.cases import actions as cases
from intake.cases.models import Case
from intake.storage import site


class Command(BaseCommand):
    help = (
        "After a restore: erase again what the ledgers name, and open the site. Where no ledger"
        " covers some days, type the first and the last of them to say that nothing was erased, or"
        " that you erase it now with --erase."
    )

    def add_arguments(self, parser):
        parser.add_argument("days", nargs="*", type=date.fromisoformat, help="first and last day")
        parser.add_argument("--ledger", type=Path, action="append", default=[])
        parser.add_argument("--erase", nargs="+", default=[], help="references of cases to erase")

    def handle(self, *, days, ledger, erase, **options):
        found = list(Case.objects.filter(reference__in=[ref.upper() for ref in erase]))
        if len(found) < len(set(erase)):
            raise CommandError("One of these references is of no case. Nothing was done.")
        now = timezone.now()
        count = restore.erase_again(ledger, now=now)
        for case in found:
            cases.erase(case, by=None, at=now)
            audit.write(audit.Kind.ERASED, by=None, at=now, what=case.reference)
        self.stdout.write(f"Erased again: {count + len(found)}.")
        missing = site.unknown_days()
        if missing and tuple(days) != missing:
            raise CommandError(closed_words(*missing))
        site.confirm()
        self.stdout.write("The site is open.")
