"""What the doctor says of PostgreSQL and of the disk: planted in this process."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from intake.doctor.base import Level, findings_of
from intake.doctor.database import DURABLE, QUIET
from intake.doctor.registry import CHECKS
from intake.web import disk
from tests.server import ROOT, Server, new_database

BY_NAME = {check.name: check for check in CHECKS}
OTHERWISE = {
    "log_error_verbosity": "default",
    "log_min_error_statement": "error",
    "log_statement": "all",
    "log_min_duration_statement": "1000",
    "log_min_duration_sample": "1000",
    "log_transaction_sample_rate": "1",
    "log_parameter_max_length_on_error": "-1",
    "auto_explain.log_min_duration": "1000",
    "synchronous_commit": "off",
}


on_postgresql = pytest.mark.engine("postgresql")


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def found(name):
    return [(one.level, str(one)) for one in findings_of(BY_NAME[name])]


@pytest.mark.postgres
@on_postgresql
def test_the_postgresql_of_the_tests_is_quiet(db):
    assert found("PostgreSQL's log") == []


@pytest.mark.postgres
@on_postgresql
@pytest.mark.parametrize("name", OTHERWISE)
def test_a_setting_that_writes_rows_down_or_loses_them_is_found(db, name):
    run(f"SET {name} = '{OTHERWISE[name]}'")
    [(level, line)] = found("PostgreSQL's log")
    assert level == Level.DANGER and name in line
    assert f"ALTER SYSTEM SET {name} = " in line


def test_every_setting_is_tried():
    # The other two cannot be changed while PostgreSQL runs.
    assert set(OTHERWISE) == set(QUIET) | set(DURABLE) - {"fsync", "full_page_writes"}


@pytest.mark.postgres
@on_postgresql
def test_a_user_without_rights_is_told_which_to_give(db):
    assert "superuser" in found("PostgreSQL's rights")[0][1]
    run("CREATE ROLE doctor_test")
    run("SET LOCAL ROLE doctor_test")
    lines = found("PostgreSQL's rights")
    assert [level for level, _ in lines] == [Level.WARNING, Level.WARNING]
    assert "GRANT EXECUTE ON FUNCTION pg_switch_wal()" in lines[0][1]
    assert "GRANT pg_checkpoint" in lines[1][1]
    run("RESET ROLE")
    run("GRANT EXECUTE ON FUNCTION pg_switch_wal() TO doctor_test")
    run("GRANT pg_checkpoint TO doctor_test")
    run("SET LOCAL ROLE doctor_test")
    assert found("PostgreSQL's rights") == []


def test_a_disk_that_is_almost_full_is_found(db, monkeypatch):
    assert found("disk") == []
    monkeypatch.setattr(disk, "SCARCE", 2**62)
    [(level, line)] = found("disk")
    assert level == Level.WARNING and "MB are left" in line
    monkeypatch.setattr(disk, "RESERVE", 2**62)
    [(level, line)] = found("disk")
    assert level == Level.DANGER and "no new form can be started" in line


def test_a_check_that_breaks_tells_its_kind_and_no_value():
    def broken():
        raise ValueError("postgresql://user:secret@host")
        yield

    [finding] = findings_of(BY_NAME["disk"]._replace(run=broken))
    assert "ValueError" in str(finding) and "secret" not in str(finding)


@pytest.mark.postgres
@on_postgresql
def test_a_site_does_not_start_with_a_postgresql_that_writes_rows_down(tmp_path):
    server = Server(tmp_path, new_database(tmp_path, os.environ["DATABASE_URL"]))

    def start(options=""):
        address = server.environment["DATABASE_URL"] + options
        return subprocess.run(
            [sys.executable, "-W", "ignore", "-c", "import intake.wsgi"],
            env=server.environment | {"DATABASE_URL": address},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    assert start().returncode == 0
    refused = start("&options=-c%20log_error_verbosity%3Ddefault")
    assert refused.returncode == 1
    [line] = refused.stderr.strip().splitlines()
    assert line.startswith("Not started: PostgreSQL's log_error_verbosity is default: rows stand")
