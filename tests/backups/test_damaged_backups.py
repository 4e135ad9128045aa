"""A backup that is not as it was made is refused with one clear line, and holds no plain byte."""

import io
import os
import shutil
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db.migrations.executor import MigrationExecutor

from intake.backups import folder, make, restore
from intake.backups.folder import BackupError
from intake.backups.records import FILE, MANIFEST, ROWS, Reader
from intake.vault import codes, crypto, streams
from tests.backups.journey import code_of, manage
from tests.environment import BACKUP_PRIVATE, ENVIRONMENT, RECOVERY_PRIVATE
from tests.server import HttpClient, running, send

MARK = "zqBACKUPmark"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAMAGED = "was changed, cut off or renamed"


@pytest.fixture(scope="module")
def backups(tmp_path_factory):
    """A folder with two backups of a site with four cases, and the codes of those."""
    place = tmp_path_factory.mktemp("backups")
    with running(place, drafts=4) as (server, secrets):
        found = []
        for number, secret in enumerate(secrets):
            assert send(server, secret).status_code == 302
            client = HttpClient(server, **{"__Host-visit": secret})
            words = f"{MARK} in a file {number}".encode() + os.urandom(70_000).hex().encode()
            assert client.post_file("/files/", words, b"a.txt", what=MARK).status_code == 302
            assert client.post("/messages/", {"text": f"{MARK} {number}"}).status_code == 302
            found.append(code_of(server, secret))
        for _twice in range(2):
            code, said = manage(server, "backup", str(place / "to"))
            assert code == 0, said
            time.sleep(1.1)  # a backup is named after its second
    return place / "to", found


@pytest.fixture(scope="module", autouse=True)
def tables_once():
    """Let each scratch get its tables as a copy of the first one's: to migrate takes a second."""
    real, first = MigrationExecutor.migrate, sqlite3.connect(":memory:")
    kept = []

    def migrate(executor, targets, **more):
        is_scratch = executor.connection.settings_dict["NAME"] == ":memory:"
        if is_scratch and kept == [targets]:
            first.backup(executor.connection.connection)
            return
        real(executor, targets, **more)
        if is_scratch:
            executor.connection.connection.backup(first)
            kept[:] = [targets]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MigrationExecutor, "migrate", migrate)
        yield
    first.close()


@pytest.fixture
def backup(backups, tmp_path):
    """A copy of the first backup, to be damaged."""
    return Path(shutil.copy(folder.backups_in(backups[0])[0], tmp_path))


def verify(path, **options):
    return restore.verify(path, BACKUP_PRIVATE, **options)


def refused(path, private=BACKUP_PRIVATE):
    with pytest.raises(BackupError) as error:
        restore.verify(path, private)
    assert MARK not in str(error.value) and "\n" not in str(error.value)
    return str(error.value)


def test_a_backup_opens_with_its_key_and_its_cases_with_the_recovery_key(db, backup):
    done = verify(backup, recovery=RECOVERY_PRIVATE)
    assert (done.sample.cases, done.sample.files, done.sample.damaged) == (4, 4, 0)
    assert (done.files, done.missing) == (4, 0)
    assert done.rows > 100


def test_without_the_recovery_key_it_is_still_compared_with_its_manifest(db, backup):
    done = verify(backup)
    assert done.sample.cases == 0 and done.files == 4


def test_the_site_that_verifies_keeps_its_own_database(office, backup):
    from intake.models import Case, Team

    verify(backup)
    assert Team.objects.get() == office["team"] and not Case.objects.exists()


def test_another_key_is_refused(db, backup):
    assert "sealed to another backup key" in refused(backup, crypto.derive(b"x", "tests"))


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.6, 0.9, 1])
def test_a_flipped_bit_is_refused(db, backup, share):
    data = bytearray(backup.read_bytes())
    data[int(share * (len(data) - 1))] ^= 4
    backup.write_bytes(data)
    assert DAMAGED in refused(backup)


@pytest.mark.parametrize("cut", [0, 20, 5000, 1])
def test_what_is_cut_off_is_refused(db, backup, cut):
    data = backup.read_bytes()
    backup.write_bytes(data[:cut] if cut > 1 else data[:-cut] if cut else b"")
    assert DAMAGED in refused(backup)


def test_a_missing_step_is_refused(db, backup):
    data, step = backup.read_bytes(), streams.STEP + streams.TAG
    backup.write_bytes(data[: 3 * step] + data[4 * step :])
    assert DAMAGED in refused(backup)


def test_a_backup_under_the_name_of_another_is_refused(db, backups, backup):
    _first, second = folder.backups_in(backups[0])
    shutil.copy(second, backup)
    assert DAMAGED in refused(backup)
    other = shutil.copy(second, backup.with_name("mine.sealed"))
    assert "is not the name of a backup" in refused(Path(other))


def test_a_step_of_another_backup_is_refused(db, backups, backup):
    _first, second = (path.read_bytes() for path in folder.backups_in(backups[0]))
    data, step = backup.read_bytes(), streams.STEP + streams.TAG
    backup.write_bytes(data[:step] + second[step : 2 * step] + data[2 * step :])
    assert DAMAGED in refused(backup)


def records_of(path):
    """Return all records of a backup, [(kind, payload)]."""
    with open(path, "rb") as file:
        aad = make.aad_of(folder.stamp_of(path))
        plain = b"".join(streams.unseal(file, BACKUP_PRIVATE, aad))
    reader, found = Reader([plain]), []
    while True:
        found.append((reader.kind(), reader.take(reader.kind())))
        if found[-1][0] == b"S":
            return found


def seal_again(path, records):
    """Seal records to the public key, as anybody can who has it."""
    out = io.BytesIO()
    public = crypto.public_key_of(BACKUP_PRIVATE)
    writer = streams.SealedWriter(out, public, make.aad_of(folder.stamp_of(path)))
    for kind, payload in records:
        writer.write(kind + len(payload).to_bytes(4) + payload)
    writer.close()
    path.write_bytes(out.getvalue())


def swap_two_files(records):
    places = [place for place, (kind, _data) in enumerate(records) if kind == FILE]
    one, two = places[:2]
    (_, a), (_, b) = records[one], records[two]
    records[one], records[two] = (FILE, a[:16] + b[16:]), (FILE, b[:16] + a[16:])


def leave_out(wanted):
    def change(records):
        records.remove(next(record for record in records if record[0] == wanted))

    return change


def say_something_else(records):
    place = next(place for place, (kind, _data) in enumerate(records) if kind == MANIFEST)
    records[place] = (MANIFEST, records[place][1].replace(b"0.2.0", b"0.2.1"))


FORGED = {
    "two files swapped": swap_two_files,
    "a file left out": leave_out(FILE),
    "rows left out": leave_out(ROWS),
    "another manifest": say_something_else,
}


@pytest.mark.parametrize("how", FORGED)
def test_what_somebody_else_sealed_to_the_public_key_is_refused(db, backup, how):
    records = records_of(backup)
    seal_again(backup, records)
    assert verify(backup).files == 4
    FORGED[how](records)
    seal_again(backup, records)
    assert "PEPPER" in refused(backup) or DAMAGED in refused(backup)


def test_a_backup_of_another_site_is_refused(db, backup, settings):
    settings.PEPPER = "another pepper of the tests " * 2
    assert "another PEPPER" in refused(backup)


def test_no_plain_byte_is_in_the_folder(backups):
    place, found = backups
    wanted = [MARK, "cora", "intake_case", "PEPPER", ENVIRONMENT["PEPPER"], "Team", *found]
    for path in place.iterdir():
        data = path.read_bytes()
        for word in wanted:
            assert word.encode() not in data and word.encode("utf-16-le") not in data, path.name
    # They were there to be found.
    plain = b"".join(payload for _kind, payload in records_of(folder.backups_in(place)[0]))
    assert all(word.encode() in plain for word in ("cora", "intake_case", ENVIRONMENT["PEPPER"]))
    # What filers wrote is sealed in the database already.
    assert MARK.encode() not in plain


def test_only_the_site_may_read_it(backups):
    assert {path.stat().st_mode & 0o777 for path in folder.backups_in(backups[0])} == {0o600}


def named(place, *days):
    for age in days:
        stamp = (NOW - timedelta(days=age)).strftime(folder.STAMP)
        (place / f"backup-{stamp}.sealed").write_bytes(b"x")
    (place / "notes.txt").write_text("not ours")
    return lambda: [path.name[7:15] for path in folder.backups_in(place)]


def test_backups_older_than_30_days_are_removed(tmp_path):
    left = named(tmp_path, 45, 31, 29, 1, 0)
    assert folder.remove_old(tmp_path, NOW) == (2, 0)
    assert left() == ["20261026", "20261123", "20261124"]
    assert (tmp_path / "notes.txt").exists()


@pytest.mark.parametrize("before", [31, -40])
def test_by_a_clock_that_may_be_wrong_none_is_removed(tmp_path, before):
    left = named(tmp_path, 45, 31, before)
    many = len(left())
    (tmp_path / "backup-99991231T000000Z.sealed").write_bytes(b"the new one")
    removed, not_removed = folder.remove_old(tmp_path, NOW)
    assert removed == 0 and not_removed >= 2 and len(left()) == many + 1
    assert folder.remove_old(tmp_path, NOW, sure=True)[0] == not_removed


def test_only_one_is_made_at_a_time_and_what_was_killed_is_removed(tmp_path):
    (tmp_path / ".backup-20261124T120000Z.sealed.part").write_bytes(b"half")
    with folder.only_one(tmp_path):
        assert not list(tmp_path.glob("*.part"))
        with pytest.raises(BackupError, match="Another backup"), folder.only_one(tmp_path):
            pass
    with pytest.raises(BackupError, match="There is no backup"):
        folder.newest(tmp_path)


def test_a_full_disk_leaves_no_half_backup(tmp_path):
    with pytest.raises(OSError), folder.new_file(tmp_path, "20261124T120000Z") as file:
        file.write(b"half")
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_key_that_is_missing_or_mistyped_is_said(settings, tmp_path):
    words = codes.encode_key(crypto.public_key_of(BACKUP_PRIVATE))
    for wrong in ("", words[:-1] + ("0" if words[-1] != "0" else "1")):
        settings.BACKUP_KEY = wrong
        with pytest.raises(BackupError, match="make_backup_key"):
            make.make(tmp_path, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_erased_meanwhile_is_counted_and_is_no_error(db):
    from uuid import uuid4

    class Kept:
        def write(self, *parts):
            raise AssertionError

    gone = uuid4()
    assert make._write_files(Kept(), [gone]) == {
        "files": 0,
        "vanished": [gone.hex],
        "missing": [],
    }
