"""Restore a backup into an empty database and an empty store, or into scratch to verify it.

Nothing of a backup counts before its manifest is read and fits: all rows are loaded in one
transaction. A restored site is closed until what was erased meanwhile is erased again.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localdate

from intake.attachments import actions as attachments
from intake.attachments.models import Attachment
from intake.audit import log as audit
from intake.audit.models import AuditHead
from intake.cases import actions as cases
from intake.cases.models import Case
from intake.complaints import draft_files, drafts
from intake.complaints.draft_files import DraftFile
from intake.complaints.models import Draft
from intake.erasures import actions as erasures
from intake.erasures import ledger
from intake.erasures.models import Erasure
from intake.storage import site, store
from intake.vault import crypto
from intake.vault.streams import WrongKey, unseal

from . import engines, scratch
from .folder import BackupError, stamp_of
from .make import FORMAT, aad_of, files_named_now, mac_of
from .records import FILE, HEAD, MAC, MANIFEST, ROWS, TABLE, BadRecord, Reader
from .sample import Sample

DAMAGED = "{name} was changed, cut off or renamed, so nothing of it is used. Take another backup."
WRONG_KEY = "{name} is sealed to another backup key than the one that was typed."
NOT_OURS = (
    "{name} was made with another PEPPER than the one in the settings. To get the settings of the"
    " site that made it: manage.py restore … --write-env FILE"
)
# The site's own ledger gets every erasure at once; the timer says each hour that it is complete.
FRESH = timedelta(hours=3)
EMPTY_ANYWAY = {"intake_fingerprint", "intake_site", "intake_lastrun"}


@dataclass
class Restored:
    """What was restored, in numbers."""

    made_at: datetime
    release: str
    rows: int
    files: int
    missing: int
    sample: Sample
    audit_count: int
    erased_again: int = 0
    unknown: tuple[date, date] | None = None
    grants: tuple[str, ...] = ()


@contextmanager
def opened(path: Path, private: bytes) -> Iterator[tuple[Reader, dict[str, Any]]]:
    """Open a backup. Yields its records and its head. Raises BackupError, in plain words."""
    stamp = stamp_of(path)
    try:
        with open(path, "rb", buffering=1024 * 1024) as file:
            reader = Reader(unseal(file, private, aad_of(stamp)))
            head = reader.take_json(HEAD)
            if head["format"] != FORMAT:
                raise BackupError(f"{path.name} has a format that this release does not know.")
            yield reader, head
    except WrongKey:
        raise BackupError(WRONG_KEY.format(name=path.name)) from None
    except (crypto.DecryptionError, BadRecord):
        raise BackupError(DAMAGED.format(name=path.name)) from None


def environment_of(path: Path, private: bytes) -> dict[str, str]:
    """Return the settings that a backup holds."""
    with opened(path, private) as (reader, head):
        return head["environment"]


def restore(
    path: Path,
    private: bytes,
    *,
    now: datetime,
    recovery: bytes | None = None,
    ledgers: Iterable[Path] = (),
) -> Restored:
    """Restore a backup into the database and the store of the settings. Raises BackupError.

    `ledgers` are folders with copies of the ledger of erasures, besides those of the settings.
    """
    _refuse_unless_empty()
    stored: list[UUID] = []

    def keep(file_id: UUID, data: bytes) -> None:
        stored.append(file_id)
        store.save(file_id, [data])

    try:
        with opened(path, private) as (reader, head):
            _prepare(path, head)
            with transaction.atomic():
                done = _load(path, reader, head, keep, Sample(recovery))
                site.begin_anew((localdate(done.made_at), localdate(now)))
    except BaseException:
        store.erase_all(stored)
        raise
    site.accept()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    done.erased_again = erase_again(ledgers, now=now)
    done.unknown = site.unknown_days()
    done.grants = tuple(reissue_grants())
    return done


def verify(path: Path, private: bytes, *, recovery: bytes | None = None) -> Restored:
    """Restore a backup into scratch, look at it, and throw it away. Raises BackupError.

    The scratch of SQLite lies in memory; that of PostgreSQL is a schema of its own.
    """
    with scratch.database(), opened(path, private) as (reader, head):
        _prepare(path, head)
        with transaction.atomic():
            done = _load(path, reader, head, lambda file_id, data: None, Sample(recovery))
        if audit.first_broken_entry() is not None:
            raise BackupError("The access log in this backup is not as it was written.")
    return done


def _refuse_unless_empty() -> None:
    there = set(connection.introspection.table_names())
    for model in apps.get_app_config("intake").get_models(include_auto_created=True):
        table = model._meta.db_table
        if table in there - EMPTY_ANYWAY and model._default_manager.exists():
            raise BackupError(
                "This database is not empty, so nothing was restored. Name a new one in"
                " DATABASE_URL."
            )
    if next(iter(store.all_ids()), None) or store.lost_and_found():
        raise BackupError(
            "This store of files is not empty, so nothing was restored. Name a new one in"
            " ATTACHMENTS_DIR or ATTACHMENTS_S3, or empty it if a restore was cut off here."
        )


def _prepare(path: Path, head: dict[str, Any]) -> None:
    """Make the tables as they were in the release that made the backup."""
    pepper = head["environment"]["PEPPER"]
    if not hmac.compare_digest(pepper.encode(), settings.PEPPER.encode()):
        raise BackupError(NOT_OURS.format(name=path.name))
    if head["engine"] != connection.vendor:
        raise BackupError(
            f"{path.name} is a backup of {head['engine']}, and DATABASE_URL names"
            f" {connection.vendor}."
        )
    executor = MigrationExecutor(connection)
    recorded = {(app, name) for app, name in head["migrations"]}
    if recorded - set(executor.loader.disk_migrations):
        raise BackupError(
            f"{path.name} was made by release {head['release']}, which this one does not follow."
            " Install that release, restore with it, then upgrade."
        )
    if set(executor.loader.applied_migrations) - recorded:
        raise BackupError(
            f"The tables are those of a newer release than {head['release']}. Name a database"
            " without tables in DATABASE_URL."
        )
    graph = executor.loader.graph
    followed = {parent.key for key in recorded for parent in graph.node_map[key].parents}
    executor.migrate(sorted(recorded - followed))


def _load(
    path: Path,
    reader: Reader,
    head: dict[str, Any],
    keep: Callable[[UUID, bytes], None],
    sample: Sample,
) -> Restored:
    """Load all records, and check them against the manifest. Must run in a transaction."""
    loader = engines.Loader()
    loader.begin()
    loader.clear(engines.tables())
    try:
        while reader.kind() == TABLE:
            _load_table(loader, reader)
        connection.check_constraints()
    except (DatabaseError, ValueError):
        raise BackupError(DAMAGED.format(name=path.name)) from None
    _reset_sequences()
    sample.choose()
    received = set()
    for record in reader.take_all(FILE):
        file_id, data = UUID(bytes=record[:16]), record[16:]
        keep(file_id, data)
        sample.see(file_id, data)
        received.add(file_id)
    manifest = reader.take_json(MANIFEST)
    mac = mac_of(reader.digest())
    if not hmac.compare_digest(reader.take(MAC), mac):
        raise BackupError(NOT_OURS.format(name=path.name))
    reader.must_end()
    _compare(path, loader, manifest, received)
    return Restored(
        made_at=datetime.fromisoformat(manifest["made_at"]),
        release=manifest["release"],
        rows=sum(manifest["tables"].values()),
        files=len(received),
        missing=len(manifest["missing"]),
        sample=sample,
        audit_count=manifest["audit"]["count"],
    )


def _load_table(loader: engines.Loader, reader: Reader) -> None:
    about = reader.take_json(TABLE)
    name, columns = about["name"], about["columns"]
    if name not in engines.tables() or set(columns) - set(engines.columns_of(name)):
        raise BadRecord
    loader.load(name, columns, reader.take_all(ROWS))


def _reset_sequences() -> None:
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def _compare(
    path: Path, loader: engines.Loader, manifest: dict[str, Any], received: set[UUID]
) -> None:
    """Raise BackupError unless what was loaded is what the manifest says."""
    absent = {UUID(one) for one in manifest["vanished"] + manifest["missing"]}
    head = AuditHead.objects.filter(pk=1).first()
    mark = {"count": head.count, "mac": bytes(head.mac).hex()} if head else {"count": 0}
    rows = {name: loader.count(name) for name in manifest["tables"]}
    fits = (
        rows == manifest["tables"]
        and mark == manifest["audit"]
        and len(received) == manifest["files"]
        and received.isdisjoint(absent)
        and received | absent == set(files_named_now())
    )
    if not fits:
        raise BackupError(DAMAGED.format(name=path.name))


def erase_again(ledgers: Iterable[Path], *, now: datetime) -> int:
    """Erase what the ledgers say was erased, and open the site if they are complete.

    Otherwise the days of which nothing is known stand in the row of the site. Returns how many
    cases, drafts and files were erased.
    """
    own = ledger.merged(ledger.read(folder) for folder in settings.ERASURE_LEDGER)
    whole = ledger.merged([own, *(ledger.read(folder) for folder in ledgers)])
    count = _replay(whole, now)
    uid = site.former_uid()
    if uid in own.complete_until and now - own.complete_until[uid] <= FRESH:
        site.confirm()
    elif uid in whole.complete_until:
        site.know_until(localdate(whole.complete_until[uid]))
    return count


def _replay(whole: ledger.Ledger, now: datetime) -> int:
    def named(kind: str, model: Any, column: str = "pk") -> list[Any]:
        """Return the keys of the rows of a table that the ledger names.

        All at once: SQLite's log is not cut while a query of this connection is under way.
        """
        rows = list(model.objects.values_list("pk", column))
        return [pk for pk, one in rows if erasures.mac_of(kind, one) in whole.entries]

    count = 0
    for pk in named(erasures.CASE, Case, "owner"):
        case = Case.objects.get(pk=pk)
        if case.erased_on is None:
            cases.erase(case, by=None, at=now)
            audit.write(audit.Kind.ERASED, by=None, at=now, what=case.reference)
            count += 1
    # A draft that was sent after the backup became a case under its own id.
    for owner in {*named(erasures.DRAFT, Draft), *named(erasures.CASE, Draft)}:
        drafts.erase(owner)
        count += 1
    for pk in named(erasures.FILE, Attachment):
        attachments.remove(Attachment.objects.select_related("case").get(pk=pk), by=None, at=now)
        count += 1
    for pk in named(erasures.FILE, DraftFile):
        draft_files.remove(DraftFile.objects.get(pk=pk), on=localdate(now))
        count += 1
    Erasure.objects.bulk_create(
        [Erasure(mac=mac, erased_on=on) for mac, on in whole.entries.items()],
        ignore_conflicts=True,
        batch_size=500,
    )
    return count


GRANTS = (
    (
        "SELECT has_function_privilege('pg_switch_wal()', 'EXECUTE')",
        "GRANT EXECUTE ON FUNCTION pg_switch_wal() TO {user}",
    ),
    ("SELECT pg_has_role('pg_checkpoint', 'USAGE')", "GRANT pg_checkpoint TO {user}"),
)


def reissue_grants() -> Iterator[str]:
    """Grant the site's user what `rewrite_tables` needs. Yields what a superuser must run."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        user = connection.ops.quote_name(cursor.fetchone()[0])
        for question, grant in GRANTS:
            cursor.execute(question)
            if cursor.fetchone()[0]:
                continue
            sql = grant.format(user=user)
            try:
                with transaction.atomic():
                    cursor.execute(sql)
            except ProgrammingError:
                yield f"{sql};"
