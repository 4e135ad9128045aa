"""Say what is wrong with this site, and how to mend it."""

import sys

from django.core.management.base import BaseCommand

from intake.doctor.base import Level, When, made
from intake.doctor.registry import CHECKS

NAMES = {Level.OK: "ok", Level.WARNING: "warning", Level.DANGER: "danger"}


class Command(BaseCommand):
    help = (
        "Check settings, secrets, database, files, timers and the programs beside the site. Ends"
        " with 1 if anything is to be mended. What is a danger stops the start."
    )
    # It makes the same checks itself, and goes on where one of them fails.
    requires_system_checks = ()

    def handle(self, *args, **options):
        faults = 0
        for check, findings in made(CHECKS, When.DOCTOR):
            faults += len(findings)
            if not findings:
                self.stdout.write(f"{NAMES[Level.OK]:8} {check.name}")
            for finding in findings:
                self.stdout.write(f"{NAMES[finding.level]:8} {check.name}: {finding}")
        if faults:
            sys.exit(1)
