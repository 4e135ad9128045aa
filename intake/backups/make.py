"""Make a backup: one file, sealed to the offline key while it is written.

First the rows as of one instant, then the stored files that these rows name, then a manifest. All
that a backup holds in memory is one batch of rows, or one stored file.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from intake.attachments.models import Attachment
from intake.cases.actions import truncate_wal
from intake.complaints.draft_files import DraftFile
from intake.erasures import actions as erasures
from intake.erasures import ledger
from intake.erasures.models import Erasure
from intake.storage import site, store
from intake.vault import codes, crypto
from intake.vault.streams import SealedWriter

from . import age, engines, folder
from .records import FILE, HEAD, MAC, MANIFEST, ROWS, TABLE, Records

FORMAT = 1
# What a new machine needs to open what is restored, and to look the same. The passwords of the
# database, of the store and of the mail server are given anew.
SETTINGS = (
    "PEPPER",
    "RECOVERY_KEY",
    "BACKUP_KEY",
    "ALLOWED_HOSTS",
    "TRUSTED_PROXIES",
    "SECONDS_PER_PAGE",
    "SITE_NAME",
    "HELP_LINE",
    "LEAVE_URL",
    "SITE_ADDRESS",
    "EMAIL_FROM",
    "EMAIL_HOST",
    "EMAIL_PORT",
    "EMAIL_USE_TLS",
    "EMAIL_HOST_USER",
    "CLAMAV_SOCKET",
    "CLAMAV_CONF",
)


@dataclass
class Made:
    """A finished backup, in numbers. `missing` files should be in the store and are not."""

    path: Path
    rows: int
    files: int
    vanished: int
    missing: int
    removed: int
    not_removed: int
    ledgers_failed: int


def aad_of(stamp: str) -> bytes:
    return crypto.aad("backup", stamp)


def mac_of(digest: bytes) -> bytes:
    """Return what only this site can say of the records of a backup."""
    return crypto.blind_index(crypto.derive(settings.PEPPER.encode(), "backup manifest"), digest)


def release() -> str:
    with open(settings.BASE_DIR / "pyproject.toml", "rb") as file:
        return tomllib.load(file)["project"]["version"]


def _environment() -> dict[str, str]:
    values = {name: getattr(settings, name) for name in SETTINGS}
    return {
        name: ",".join(value) if isinstance(value, list) else str(value)
        for name, value in values.items()
    }


def public_key() -> bytes:
    """Return the public half of the backup key. Raises BackupError if it is not set right."""
    try:
        return codes.decode_key(settings.BACKUP_KEY)
    except codes.InvalidCode as error:
        raise folder.BackupError(
            f"BACKUP_KEY is missing or wrong. {error} Run: manage.py make_backup_key"
        ) from None


def make(target: Path, *, now: datetime, sure: bool = False) -> Made:
    """Make a backup in a folder, and remove those older than 30 days. Raises BackupError, OSError.

    `sure` removes old ones even where the clock may be wrong.
    """
    public, stamp = public_key(), now.astimezone(UTC).strftime(folder.STAMP)
    with folder.only_one(target):
        failed = erasures.bring_up_to_date(now, site.uid())
        with folder.new_file(target, stamp) as file:
            out = SealedWriter(file, public, aad_of(stamp))
            manifest = _write(Records(out), now)
            out.close()
        # What was erased until now, beside the backups that could bring it back.
        entries = dict(Erasure.objects.values_list("mac", "erased_on"))
        ledger.add_missing(target, entries, now=now, uid=site.uid())
        removed, not_removed = folder.remove_old(target, now, sure=sure)
    truncate_wal()
    age.note_made(now)
    return Made(
        path=target / f"backup-{stamp}.sealed",
        rows=sum(manifest["tables"].values()),
        files=manifest["files"],
        vanished=len(manifest["vanished"]),
        missing=len(manifest["missing"]),
        removed=removed,
        not_removed=not_removed,
        ledgers_failed=failed,
    )


def _write(records: Records, now: datetime) -> dict[str, Any]:
    """Write all records of a backup. Return its manifest."""
    with engines.snapshot() as rows:
        migrations = [list(row) for row in rows.rows("SELECT app, name FROM django_migrations")]
        head = {
            "format": FORMAT,
            "release": release(),
            "made_at": now.astimezone(UTC).isoformat(),
            "engine": connection.vendor,
            "migrations": migrations,
            "environment": _environment(),
        }
        records.write_json(HEAD, head)
        manifest: dict[str, Any] = {
            "release": head["release"],
            "made_at": head["made_at"],
            "audit": _audit_mark(rows),
            "tables": {name: _write_table(records, rows, name) for name in engines.tables()},
        }
        named = _named(rows)
    manifest |= _write_files(records, named)
    records.write_json(MANIFEST, manifest)
    records.write(MAC, mac_of(records.digest()))
    return manifest


def _audit_mark(rows: engines.Snapshot) -> dict[str, Any]:
    found = rows.rows("SELECT count, mac FROM intake_audithead")
    return {"count": found[0][0], "mac": bytes(found[0][1]).hex()} if found else {"count": 0}


def _write_table(records: Records, rows: engines.Snapshot, name: str) -> int:
    columns = engines.columns_of(name)
    records.write_json(TABLE, {"name": name, "columns": columns})
    for batch in rows.batches(name, columns):
        records.write(ROWS, batch)
    return rows.count(name)


def _named(rows: engines.Snapshot) -> list[UUID]:
    """Return the ids of the stored files that the rows name."""
    found = rows.rows(
        "SELECT id, original_id FROM intake_attachment"
        " UNION ALL SELECT id, original_id FROM intake_draftfile"
    )
    return [UUID(str(value)) for row in found for value in row if value]


def _write_files(records: Records, named: Iterable[UUID]) -> dict[str, Any]:
    count, gone = 0, []
    for file_id in named:
        try:
            data = b"".join(store.read(file_id))
        except FileNotFoundError:
            gone.append(file_id)
            continue
        records.write(FILE, file_id.bytes, data)
        count += 1
    missing = set(files_named_now()) & set(gone) if gone else set()
    return {
        "files": count,
        # Erased after the rows were read.
        "vanished": [one.hex for one in gone if one not in missing],
        "missing": [one.hex for one in gone if one in missing],
    }


def files_named_now() -> Iterable[UUID]:
    """Yield the ids of the stored files that the rows name now."""
    for model in (Attachment, DraftFile):
        if model._meta.db_table not in engines.tables():
            continue  # while a backup of an earlier release is restored
        for pair in model._default_manager.values_list("pk", "original_id"):
            yield from filter(None, pair)
