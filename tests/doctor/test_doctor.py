"""The doctor finds each fault that is planted in a healthy site, and none in the healthy one."""

import socket
import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest

from intake.cases import facets
from intake.doctor.registry import CHECKS
from intake.vault import codes, crypto
from tests.attachments.test_attachment_scan import speak
from tests.bucket import running_bucket
from tests.mail_sink import mail_sink

pytestmark = pytest.mark.slow

OTHER_RECOVERY_KEY = codes.encode_key(
    crypto.public_key_of(crypto.derive(b"of another paper", "tests"))
)


def sql(site, *statements):
    path = site.values["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@contextmanager
def scanner(site, answer=speak):
    """Run a ClamAV whose settings name a folder in memory."""
    (site.folder / "clamd.conf").write_text("# of a test\nTemporaryDirectory /dev/shm\n")
    path = str(site.folder / "clamd.ctl")
    site.write(CLAMAV_SOCKET=path, CLAMAV_CONF=f"{site.folder}/clamd.conf")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()

        def serve():
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                answer(line)

        threading.Thread(target=serve, daemon=True).start()
        yield
        server.shutdown(socket.SHUT_RDWR)


def test_a_healthy_site_gives_no_line_but_ok(site):
    code, found = site.doctor()
    assert (code, found["warning"], found["danger"]) == (0, [], [])
    assert found["ok"] == [check.name for check in CHECKS]
    assert site.start() == (True, "")


def test_a_healthy_site_with_all_beside_it_gives_no_line_but_ok(site):
    with mail_sink() as sink, running_bucket() as bucket, scanner(site):
        site.write(ATTACHMENTS_S3=bucket.address, **sink.settings)
        assert site.manage("accept_store")[0] == 0
        before = dict(bucket.kept)
        code, found = site.doctor()
        assert (code, found["warning"], found["danger"]) == (0, [], [])
        assert bucket.kept == before and sink.letters == []


OLD_CASE = """
import uuid, django
django.setup()
from django.utils import timezone
from intake.models import Case, Team
today = timezone.localdate()
team = Team.objects.create(name="Team", public_key=bytes(32))
Case.objects.create(owner=uuid.uuid4(), reference="1", team=team, opened_on=today, changed_on=today,
                    problems=["profiling"], sort_key="9", erase_on=today, facts_edition=%d)
"""


# A case that the ledger names as erased stands in the database.
ERASED_AND_BACK = (
    OLD_CASE
    + """
from django.conf import settings
from intake.erasures import actions, ledger
mac = actions.mac_of(actions.CASE, Case.objects.get().owner)
ledger.append(settings.ERASURE_LEDGER[0], {mac: today})
"""
)


# {fault: (how it is planted, the level and words of its line)}
FAULTS = {
    "the default key": (
        lambda site: site.write(SECRET_KEY="only-for-demo-and-tests-never-for-people"),
        "danger secrets: SECRET_KEY is the default one.",
    ),
    "a short key": (
        lambda site: site.write(SECRET_KEY="abc"),
        "danger secrets: SECRET_KEY is missing, or has less than 32 characters.",
    ),
    "a pepper that repeats": (
        lambda site: site.write(PEPPER="abc" * 20),
        "danger secrets: PEPPER can be guessed",
    ),
    "no pepper": (
        lambda site: site.write(PEPPER=None),
        "danger secrets: PEPPER is missing",
    ),
    "one secret twice": (
        lambda site: site.write(PEPPER=site.values["SECRET_KEY"]),
        "danger secrets: PEPPER is the same as SECRET_KEY.",
    ),
    "a number that is none": (
        lambda site: site.write(TRUSTED_PROXIES="two"),
        "danger settings: TRUSTED_PROXIES is not a whole number.",
    ),
    "threads that are no number": (
        lambda site: site.write(THREADS="four"),
        "danger settings: THREADS is not a whole number.",
    ),
    "a name with a slip": (
        lambda site: site.write(DATABSE_URL="sqlite:////x"),
        "danger settings: DATABSE_URL in .env is no setting.",
    ),
    "no database named": (
        lambda site: site.write(DATABASE_URL=None),
        "danger database named: DATABASE_URL is missing or wrong.",
    ),
    "an address that is none": (
        lambda site: site.write(DATABASE_URL="postgres//x"),
        "danger settings: DATABASE_URL is not the address of a database.",
    ),
    "any host": (
        lambda site: site.write(ALLOWED_HOSTS="*"),
        "danger hosts: ALLOWED_HOSTS holds a wildcard.",
    ),
    "cookies without TLS": (
        lambda site: site.write(SECURE_COOKIES="0"),
        "danger cookies: SECURE_COOKIES is off.",
    ),
    "debug": (
        lambda site: site.write(DEBUG="1"),
        "danger demo: DEBUG is on for a host that others can reach.",
    ),
    "a recovery key with a slip": (
        lambda site: site.write(RECOVERY_KEY=site.values["RECOVERY_KEY"][:-1] + "!"),
        "danger recovery key: RECOVERY_KEY is missing or wrong.",
    ),
    "another recovery key": (
        lambda site: site.write(RECOVERY_KEY=OTHER_RECOVERY_KEY),
        "danger secrets of the database: RECOVERY_KEY is not the one of this database",
    ),
    "another pepper": (
        lambda site: site.write(PEPPER="another pepper of the doctor tests, 123"),
        "danger secrets of the database: PEPPER is not the one of this database",
    ),
    "a migration that is not applied": (
        lambda site: sql(
            site, "DELETE FROM django_migrations WHERE app = 'mfa' AND name LIKE '0003%'"
        ),
        "danger migrations: Migrations are not applied: 1.",
    ),
    "no table of counters": (
        lambda site: sql(site, "DROP TABLE intake_cache"),
        "danger migrations: The table of counters is missing.",
    ),
    "no manifest": (
        lambda site: (site.folder / "static" / "staticfiles.json").unlink(),
        "danger static files: The manifest of static files is missing.",
    ),
    "a style sheet that is not collected": (
        lambda site: [
            path.unlink() for path in (site.folder / "static" / "css").glob("site.*.css")
        ],
        "danger static files: Static files of this release are not collected: 1.",
    ),
    "a clock that is behind": (
        lambda site: sql(
            site,
            "INSERT INTO intake_auditentry (number, kind, what, at, mac)"
            " VALUES (1, 'login', '', '2226-01-01 00:00:00', x'00')",
        ),
        "danger clock: The clock says",
    ),
    "a word that says too much": (
        lambda site: site.write(EMAIL_FROM="help@detained.example"),
        "danger messages: EMAIL_FROM says what this is about",
    ),
    "ClamAV that writes to a disk": (
        lambda site: (
            (site.folder / "clamd.conf").write_text("TemporaryDirectory /\n")
            and site.write(CLAMAV_SOCKET="/x", CLAMAV_CONF=f"{site.folder}/clamd.conf")
        ),
        "danger ClamAV's folder: ClamAV writes each file, not encrypted, to /,",
    ),
    "ClamAV that keeps files": (
        lambda site: (
            (site.folder / "clamd.conf").write_text(
                "TemporaryDirectory /dev/shm\nLeaveTemporaryFiles yes\n"
            )
            and site.write(CLAMAV_SOCKET="/x", CLAMAV_CONF=f"{site.folder}/clamd.conf")
        ),
        "danger ClamAV's folder: ClamAV keeps the files it looked at",
    ),
    "the store of another database": (
        lambda site: sql(site, "UPDATE intake_site SET uid = '00000000000000000000000000000007'"),
        "danger store of files: The store of files belongs to another database",
    ),
    "an older copy of the database": (
        lambda site: site.run("-c", ERASED_AND_BACK % facets.FACTS_EDITION),
        "danger erasures: The database is older than the ledger in ERASURE_LEDGER",
    ),
}
# Those do not stop the start: the site serves what it can meanwhile.
LATER = {
    "no ClamAV": (
        lambda site: site.write(CLAMAV_SOCKET=f"{site.folder}/nothing"),
        "danger ClamAV: ClamAV does not answer",
    ),
    "a folder that cannot be written to": (
        lambda site: (
            (site.folder / "in the way").touch()
            or site.write(ATTACHMENTS_DIR=f"{site.folder}/in the way")
        ),
        "danger stored files: No file can be stored",
    ),
    "a ledger that cannot be written": (
        lambda site: (
            (site.folder / "in the way").touch()
            or site.write(ERASURE_LEDGER=f"{site.folder}/erasures,{site.folder}/in the way")
        ),
        "danger ledger of erasures: No erasure can be noted in",
    ),
    "a bucket that does not answer": (
        lambda site: site.write(ATTACHMENTS_S3="http://name:secret@127.0.0.1:1/files"),
        "danger stored files: No file can be stored (OSError).",
    ),
    "no mail server": (
        lambda site: site.write(
            EMAIL_FROM="help@example.org", EMAIL_HOST="127.0.0.1", EMAIL_PORT="1"
        ),
        "warning mail server: The mail server does not answer (ConnectionRefusedError).",
    ),
    "secrets that others may read": (
        lambda site: (
            [path.chmod(0o755) for path in (site.code, site.folder, site.folder.parent)]
            and (site.code / ".env").chmod(0o644)
        ),
        "danger rights: Other users of this machine may read .env.",
    ),
    "no host for others": (
        lambda site: site.write(ALLOWED_HOSTS="localhost"),
        "warning visitors: ALLOWED_HOSTS names only this machine",
    ),
    "counters on a disk": (
        lambda site: site.write(MEMORY_DIR="/"),
        "warning counters: MEMORY_DIR lies on a disk",
    ),
    "a timer that stopped": (
        lambda site: sql(
            site, "UPDATE intake_lastrun SET at = datetime(at, '-5 hours') WHERE name = 'expire'"
        ),
        "warning timers: “expire” last ran 5 hours ago.",
    ),
    "a timer that never ran": (
        lambda site: sql(site, "DELETE FROM intake_lastrun WHERE name = 'expire'"),
        "warning timers: “expire” never ran.",
    ),
    "a backup key that is none": (
        lambda site: site.write(BACKUP_KEY="abc"),
        "warning backups: BACKUP_KEY is missing or wrong",
    ),
    "a backup that is too old": (
        lambda site: sql(
            site, "UPDATE intake_lastrun SET at = datetime(at, '-27 hours') WHERE name = 'backup'"
        ),
        "warning backups: No backup was made in the last 26 hours.",
    ),
    "a value that does not open": (
        lambda site: sql(
            site,
            'INSERT INTO intake_damage ("table", "row", "column", found_at)'
            " VALUES ('intake_note', '1', 'text', datetime())",
        ),
        "warning what is stored: 1 stored things are damaged",
    ),
    "a restored site that is closed": (
        lambda site: sql(
            site,
            "UPDATE intake_site SET unknown_from = '2026-11-01', unknown_until = '2026-11-02'",
        ),
        "danger restored site: Every page says that the site is closed: erasures from 2026-11-01",
    ),
    "a step that fails": (
        lambda site: sql(
            site,
            "UPDATE intake_timerstep SET failed_at = datetime(succeeded_at, '+1 second'),"
            " failure = 'OSError' WHERE name = 'alerts'",
        ),
        "warning timers: The step “alerts” of “expire” failed (OSError).",
    ),
    "a backfill that was not run": (
        lambda site: site.run("-c", OLD_CASE % facets.FACTS_EDITION),
        "warning backfills: codes of cases: 1 are left.",
    ),
    "facets of an older release": (
        lambda site: site.run("-c", OLD_CASE % 0),
        "warning backfills: The facets of 1 cases are those of an older release.",
    ),
    "another secret key": (
        lambda site: site.write(SECRET_KEY="another key of the doctor tests, 123"),
        "warning secrets of the database: SECRET_KEY is another one than before",
    ),
    "no database": (
        lambda site: site.write(DATABASE_URL=f"sqlite:///{site.folder}/none/data.sqlite3"),
        "danger database: The database does not answer.",
    ),
}


def told(found):
    return [f"{level} {line}" for level in ("danger", "warning") for line in found[level]]


@pytest.mark.parametrize("fault", FAULTS | LATER)
def test_a_planted_fault_is_found_with_its_remedy_and_only_a_danger_stops_the_start(site, fault):
    plant, words = (FAULTS | LATER)[fault]
    plant(site)
    (code, found), (started, said) = site.doctor_and_start()
    lines = told(found)
    [line] = [line for line in lines if line.startswith(words)]
    assert code == 1
    # After what is wrong stands what to do, in a sentence of its own.
    assert line.count(". ") >= 1 or line.count(": ") >= 2
    secret = {site.values[name] for name in ("SECRET_KEY", "PEPPER") if site.values[name]}
    assert not any(value in line for value in secret for line in lines)
    assert started is (fault in LATER)
    if fault in FAULTS:
        stopping = said.strip().splitlines()
        assert all(line.startswith("Not started: ") for line in stopping)
        assert any(words.split(": ", 1)[1] in line for line in stopping)


def test_no_check_is_without_a_planted_fault():
    """The database of PostgreSQL and the disk have tests of their own, below and beside."""
    lines = [words for _plant, words in (FAULTS | LATER).values()]
    named = {line.split(" ", 1)[1].split(":")[0] for line in lines}
    elsewhere = {"PostgreSQL's log", "PostgreSQL's rights", "disk"}
    assert {check.name for check in CHECKS} - named == elsewhere
