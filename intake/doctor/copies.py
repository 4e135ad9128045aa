"""Checks that database, store, ledger and backups belong together, are whole, and are made."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from intake.backups import age
from intake.backups.folder import BackupError
from intake.backups.make import public_key
from intake.erasures import actions as erasures
from intake.erasures import ledger
from intake.storage import site
from intake.vault import damage

from .base import Finding, danger, warning


def store_belongs_to_database() -> Iterator[Finding]:
    try:
        site.check()
    except site.OtherStore as error:
        yield danger(str(error))


def nothing_erased_came_back() -> Iterator[Finding]:
    if erasures.is_older_than_ledger(timezone.localdate()):
        yield danger(
            "The database is older than the ledger in ERASURE_LEDGER, so cases that were erased are"
            " back in it.",
            "To erase them again: manage.py confirm_erasures",
        )


def erasures_can_be_noted() -> Iterator[Finding]:
    """Look whether each folder of the ledger can be written to: a restore goes by it."""
    for folder in settings.ERASURE_LEDGER:
        try:
            ledger.try_out(folder)
        except OSError as error:
            yield danger(
                f"No erasure can be noted in {folder} ({type(error).__name__}), so a restore could"
                " bring back what was erased.",
                "Set ERASURE_LEDGER, mend its rights, and see docs/operate.md, Backups.",
            )


def restored_site_is_open() -> Iterator[Finding]:
    if days := site.unknown_days():
        yield danger(
            f"Every page says that the site is closed: erasures from {days[0]} to {days[1]} may be"
            " unknown after a restore.",
            "See docs/operate.md, Restore, and run: manage.py confirm_erasures",
        )


def all_of_it_opens() -> Iterator[Finding]:
    if count := damage.count():
        yield warning(
            f"{count} stored things are damaged, or were when somebody last looked.",
            "Run: manage.py check_vault, and see docs/operate.md, Damage.",
        )


def backups_are_made() -> Iterator[Finding]:
    if settings.DEMO:
        return
    try:
        public_key()
    except BackupError:
        yield warning(
            "BACKUP_KEY is missing or wrong, so no backup can be made.",
            "Run: manage.py make_backup_key, keep the printed private half offline, and set the"
            " public half.",
        )
    made = age.last_made_at()
    if age.is_late(made, timezone.now()):
        yield warning(
            "No backup was made in the last 26 hours.",
            "Run it every day: docs/operate.md, Backups.",
        )
