"""Restore a sealed backup into an empty database and an empty store."""

import os
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake.backups import restore
from intake.backups.folder import BackupError, newest
from intake.backups.prompts import (
    backup_key,
    closed_words,
    recovery_key,
    words_about_damage,
    words_about_sample,
)
from intake.storage import site


class Command(BaseCommand):
    help = "Restore a backup, or the newest of a folder. Stop the site and its timers first."
    # On a new machine the settings may come from the backup.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("source", type=Path, help="a backup, or a folder of backups")
        parser.add_argument(
            "--ledger",
            type=Path,
            action="append",
            default=[],
            help="a folder with a copy of the ledger of erasures; may be given several times",
        )
        parser.add_argument(
            "--write-env",
            type=Path,
            help="restore nothing; write the settings that the backup holds to a new file",
        )

    def handle(self, *, source, ledger, write_env, **options):
        try:
            path = newest(source)
            private = backup_key()
            if write_env:
                return self._write_settings(path, private, write_env)
            ledgers = [*ledger, path.parent]
            recovery = recovery_key()
            done = restore.restore(
                path, private, now=timezone.now(), recovery=recovery, ledgers=ledgers
            )
        except BackupError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"Not restored: {error.strerror or error}") from None
        self._report(path, done, recovery)

    def _write_settings(self, path, private, target):
        values = restore.environment_of(path, private)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8") as file:
            file.writelines(f"{name}={_as_line(value)}\n" for name, value in values.items())
        self.stdout.write(
            f"The settings are in {target}. Not in it are SECRET_KEY, DATABASE_URL, the folders"
            " (STATIC_DIR, ATTACHMENTS_DIR, ERASURE_LEDGER), the passwords of other servers"
            " (ATTACHMENTS_S3, EMAIL_HOST_PASSWORD, TEXTS_URL) and what belongs to a machine (BIND,"
            " WORKERS, THREADS, MEMORY_DIR): add what you use, then restore."
        )

    def _report(self, path, done, recovery):
        self.stdout.write(
            f"Restored {path.name} of {done.made_at:%Y-%m-%d %H:%M} UTC: {done.rows} rows and"
            f" {done.files} files ({done.missing} were missing before)."
            f" Erased again: {done.erased_again}."
        )
        self.stdout.write(words_about_sample(done.sample))
        for line in done.grants:
            self.stdout.write(f"A superuser of PostgreSQL must run: {line}")
        call_command("check_audit", stdout=self.stdout)
        if days := site.unknown_days():
            self.stdout.write(closed_words(*days))
        self._check_vault(recovery)
        if done.sample.damaged:
            raise CommandError(words_about_damage(done.sample))

    def _check_vault(self, recovery):
        """Say what does not open. It was so before, and is restored all the same."""
        try:
            call_command("check_vault", private=recovery, stdout=self.stdout)
        except CommandError as error:
            self.stdout.write(str(error))


def _as_line(value):
    """Return a value as a settings file holds it: in quotes where it needs them."""
    if not any(letter in value for letter in " #'\"$\\"):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
