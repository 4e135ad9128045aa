"""PostgreSQL keeps no sample of a sealed value, where an erasure would not reach it."""

import pytest
from django.core.management import call_command
from django.db import connection

from intake.upgrades import samples
from intake.vault.models import Wrap

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def sampled():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT tablename, attname FROM pg_stats WHERE schemaname = 'public'")
        return set(cursor.fetchall())


def sealed():
    columns = samples.sealed_columns().items()
    return {(table, column) for table, names in columns for column in names}


def write_wraps():
    Wrap.objects.bulk_create(
        Wrap(kind=Wrap.Kind.CODE, index=bytes([i] * 32), wrapped=bytes([i] * 80), code=None)
        for i in range(40)
    )


def test_no_sealed_column_is_sampled():
    assert ("intake_wrap", "wrapped") in sealed()
    assert ("intake_complaint", "answers") in sealed()
    if connection.vendor != "postgresql":
        samples.stop_sampling()  # SQLite keeps none: nothing is asked of it
        return
    write_wraps()
    found = sampled()
    assert ("intake_wrap", "kind") in found, "samples are taken of what is clear"
    assert found & sealed() == set()


def test_what_an_earlier_release_let_it_sample_goes_with_the_next_migrate():
    write_wraps()
    if connection.vendor != "postgresql":
        call_command("migrate", verbosity=0)
        assert Wrap.objects.count() == 40
        return
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE intake_wrap ALTER COLUMN wrapped SET STATISTICS -1")
        assert ("intake_wrap", "wrapped") in sampled()
        call_command("migrate", verbosity=0)
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = 'intake_wrap'")
        assert ("wrapped",) not in cursor.fetchall()
    assert sampled() & sealed() == set()
    assert Wrap.objects.count() == 40
