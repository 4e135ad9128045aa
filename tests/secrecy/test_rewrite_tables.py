"""Tables are written anew until no erased row is left in them, whatever else is open."""

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from intake.dashboard.models import LastRun
from intake.management.commands import rewrite_tables

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reader():
    """Another connection that looked before anything was erased, and is still looking."""
    LastRun.objects.create(name="erased", at="2026-11-02T12:00:00Z")
    if connection.vendor != "postgresql":
        yield None
        return
    parts = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(**{name: parts[name] for name in names if parts.get(name)}) as other:
        other.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        other.execute("SELECT 1")  # holds no lock, only what it may see
        yield other


def test_an_erased_row_that_somebody_may_still_see_is_waited_for(reader, monkeypatch, capsys):
    pauses = []

    def end_reading(seconds):
        pauses.append(seconds)
        if len(pauses) == 2:
            reader.rollback()

    monkeypatch.setattr(rewrite_tables.time, "sleep", end_reading)
    LastRun.objects.all().delete()
    call_command("rewrite_tables")
    assert len(pauses) == (2 if reader else 0)
    assert "Nothing that was erased is left" in capsys.readouterr().out


def test_an_erased_row_that_stays_visible_is_said(reader, monkeypatch):
    monkeypatch.setattr(rewrite_tables.time, "sleep", lambda seconds: None)
    LastRun.objects.all().delete()
    if not reader:
        call_command("rewrite_tables")  # SQLite overwrites at once
        return
    with pytest.raises(CommandError, match="Erased rows are still in intake_lastrun: "):
        call_command("rewrite_tables")
    assert not LastRun.objects.filter(name="rewrite_tables").exists()
    reader.rollback()
    call_command("rewrite_tables")
    assert LastRun.objects.filter(name="rewrite_tables").exists()
