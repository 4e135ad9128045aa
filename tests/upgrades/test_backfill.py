"""A backfill goes on after it was killed, fills each row once, and passes over what it cannot."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from intake.cases import facets
from intake.cases.models import Case, CaseCode
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.upgrades import backfill as mechanism
from intake.upgrades.backfill import Backfill
from intake.upgrades.registry import BACKFILLS
from tests.conftest import PASSWORD
from tests.server import ROOT, Server, new_database

MANY = 150


def backfill(*words):
    out = StringIO()
    call_command("backfill", *words, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("one", BACKFILLS, ids=lambda one: one.name)
def test_every_backfill_is_done_on_a_new_site(office, one):
    file_case(COMPLAINT, timezone.now())
    assert not one.left().exists()


@pytest.mark.postgres
def test_what_was_missing_is_as_if_filed_today_and_a_second_run_does_nothing(office):
    cases = [file_case(COMPLAINT, timezone.now()) for _ in range(5)]

    def state():
        columns = ("pk", "sort_key", "tier", "erase_on", "recompute_on", "next_deadline_on")
        codes = CaseCode.objects.values_list("case", "column", "code")
        return list(Case.objects.order_by("pk").values(*columns)), sorted(codes)

    before = state()
    CaseCode.objects.all().delete()
    Case.objects.update(sort_key="", tier=5, erase_on=None, recompute_on=None)
    lines = backfill("--batch", "2")
    assert lines[:4] == [
        "codes of cases: 2 of 5",
        "codes of cases: 4 of 5",
        "codes of cases: 5 of 5",
        "codes of cases: 0 left",
    ]
    assert state() == before and len(cases) == 5
    assert backfill() == [f"{one.name}: 0 left" for one in BACKFILLS] + [
        "facets: 0 left.",
        "look-ups: 0 left.",
    ]
    assert state() == before


def test_a_row_that_cannot_be_filled_is_passed_over_and_counted(office, monkeypatch):
    cases = [file_case(COMPLAINT, timezone.now()) for _ in range(5)]
    Case.objects.update(searchable=False)

    def fill(rows):
        good = [case.pk for case in rows if case.pk != cases[2].pk]
        Case.objects.filter(pk__in=good).update(searchable=True)

    stuck = Backfill("test", lambda: Case.objects.filter(searchable=False), fill)
    assert list(mechanism.run(stuck, batch=2)) == [2, 4, 5]
    assert list(stuck.left()) == [cases[2]]
    monkeypatch.setattr("intake.management.commands.backfill.BACKFILLS", (stuck,))
    with pytest.raises(CommandError, match="1 rows could not be filled"):
        backfill()


def test_facets_are_filled_with_the_password_of_a_volunteer(office, monkeypatch):
    for _ in range(3):
        file_case(COMPLAINT, timezone.now())
    before = list(Case.objects.order_by("pk").values(*facets.FACETS))
    Case.objects.update(facts_edition=0, state="", held=False)
    assert backfill()[-2].startswith("facets: 3 left.")
    monkeypatch.setattr("intake.management.commands.backfill.getpass", lambda _words: "wrong")
    with pytest.raises(CommandError, match="not their password"):
        backfill("--username", "cora")
    monkeypatch.setattr("intake.management.commands.backfill.getpass", lambda _words: PASSWORD)
    assert backfill("--username", "cora", "--batch", "2")[-4:] == [
        "facets: 2 of 3",
        "facets: 3 of 3",
        "facets: 0 left.",
        "look-ups: 0 left.",
    ]
    assert list(Case.objects.order_by("pk").values(*facets.FACETS)) == before


FILL = """
from intake.models import Case, CaseCode, Team
from django.utils import timezone
import uuid
today = timezone.localdate()
Case.objects.bulk_create([
    Case(owner=uuid.uuid4(), reference=f"{n:07d}", team=Team.objects.get(), opened_on=today,
         changed_on=today, problems=["status_wrong", "profiling"], codes=["x"], sort_key="9",
         erase_on=today)
    for n in range(%d)
])
"""


# It dies after the rows of its fourth batch were written, and before that batch is committed.
DYING = """
import os, signal, django; django.setup()
from django.core.management import call_command
from intake.models import CaseCode
make, batches = CaseCode.objects.bulk_create, []
def dying(rows):
    batches.append(make(rows))
    if len(batches) == 4:
        os.kill(os.getpid(), signal.SIGKILL)
CaseCode.objects.bulk_create = dying
call_command("backfill", "--batch", "10")
"""


@pytest.mark.slow
def test_a_backfill_that_is_killed_goes_on_where_it_was(tmp_path):
    server = Server(tmp_path, new_database(tmp_path))
    path = server.environment["DATABASE_URL"].removeprefix("sqlite:///")

    def run(*words):
        command = [sys.executable, *words]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=server.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )

    def filled():
        """Return {how many code rows a case has: how many cases have so many}."""
        count = "SELECT count(k.id) FROM intake_case c LEFT JOIN intake_casecode k"
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute(f"{count} ON k.case_id = c.id GROUP BY c.id").fetchall()
        found = [many for [many] in rows]
        return {many: found.count(many) for many in set(found)}

    fill = run("manage.py", "shell", "-v", "0", "-c", FILL % MANY)
    assert fill.returncode == 0 and filled() == {0: MANY}
    for number in range(1, 4):
        assert run("-c", DYING).returncode == -signal.SIGKILL
        # Each case has all of its rows, or none.
        assert filled() == {3: number * 30, 0: MANY - number * 30}
    done = run("manage.py", "backfill", "--batch", "100")
    assert done.returncode == 0 and "codes of cases: 0 left" in done.stdout.splitlines()
    assert filled() == {3: MANY}
