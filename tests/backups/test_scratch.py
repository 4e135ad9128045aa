"""A run of `backup --verify` that is killed leaves no rows behind on PostgreSQL."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from intake.backups import scratch
from intake.backups.folder import BackupError

pytestmark = [pytest.mark.postgres, pytest.mark.engine("postgresql")]

LEFT, OF_OTHERS = "verify_0123456789ab", "verify_of_others"


@pytest.fixture
def left(db):
    """A schema as a killed run leaves it, and one that somebody else made."""
    with connection.cursor() as cursor:
        for name in (LEFT, OF_OTHERS):
            cursor.execute(f"CREATE SCHEMA {name}")
            cursor.execute(f"CREATE TABLE {name}.intake_case AS SELECT 1 AS id")


def schemas():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'verify%%'")
        return {name for (name,) in cursor.fetchall()}


def test_the_timer_drops_what_a_killed_run_left(left):
    assert schemas() == {LEFT, OF_OTHERS}
    call_command("expire", stdout=StringIO())
    assert schemas() == {OF_OTHERS}


def test_the_next_run_drops_it_too(left):
    with scratch.database():
        pass
    assert schemas() == {OF_OTHERS}


def test_nothing_is_dropped_while_somebody_verifies(left):
    other = connection.copy()
    try:
        assert scratch._lock(other)
        assert scratch.drop_left() == 0
        with (
            pytest.raises(BackupError, match="Another backup is being verified"),
            scratch.database(),
        ):
            pass
        assert schemas() == {LEFT, OF_OTHERS}
        scratch._unlock(other)
    finally:
        other.close()
    assert scratch.drop_left() == 1
