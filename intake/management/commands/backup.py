"""Make a sealed backup in a folder, or verify one."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake import start
from intake.backups import make, restore
from intake.backups.folder import BackupError, newest
from intake.backups.prompts import (
    backup_key,
    recovery_key,
    words_about_damage,
    words_about_sample,
)
from intake.storage import site


class Command(BaseCommand):
    help = (
        "Make a backup in a folder, sealed to BACKUP_KEY, and remove those older than 30 days. With"
        " --verify, restore one into scratch, and open some cases of it."
    )

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path, help="a folder; with --verify, also one backup")
        parser.add_argument("--verify", action="store_true", help="asks for the keys on paper")
        parser.add_argument(
            "--yes", action="store_true", help="the clock is right: remove what is too old"
        )

    def handle(self, *, target, verify, yes, **options):
        try:
            if verify:
                self._verify(newest(target))
            else:
                self._make(target, yes)
        except BackupError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(
                f"It was not done, and nothing was left behind: {error.strerror or error}"
            ) from None

    def _make(self, target, yes):
        # What was made with another secret, or of another store, would not open.
        if other := start.other_secrets("PEPPER"):
            raise CommandError("\n".join(f"Refused: {line}" for line in other))
        try:
            site.check()
        except site.OtherStore as error:
            raise CommandError(f"Refused: {error}") from None
        made = make.make(target, now=timezone.now(), sure=yes)
        self.stdout.write(
            f"{made.path.name}: {made.rows} rows and {made.files} files."
            f" {made.vanished} files were erased meanwhile. Removed {made.removed} old backups."
        )
        if made.missing:
            self.stderr.write(f"{made.missing} files are missing in the store. Look into it.")
        if made.not_removed:
            self.stderr.write(
                f"{made.not_removed} backups are older than 30 days. They were kept, since the"
                " clock may be wrong. If it is right, run once with --yes."
            )
        if made.ledgers_failed:
            self.stderr.write("A folder of ERASURE_LEDGER could not be written.")

    def _verify(self, path):
        done = restore.verify(path, backup_key(), recovery=recovery_key())
        self.stdout.write(
            f"{path.name} is whole: made at {done.made_at:%Y-%m-%d %H:%M} UTC by release"
            f" {done.release}, {done.rows} rows, {done.files} files ({done.missing} were missing),"
            f" access log of {done.audit_count} lines. {words_about_sample(done.sample)}"
        )
        if done.sample.damaged:
            raise CommandError(words_about_damage(done.sample))
