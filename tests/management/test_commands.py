"""What an operator types: set-up, demo, expiry."""

import io
import re
import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from intake import demo
from intake.cases.models import Case
from intake.complaints import actions as drafts
from intake.models import Draft, Volunteer, Wrap
from intake.vault import codes, crypto
from tests.conftest import log_in
from tests.second_factor import numbers
from tests.server import ROOT, Server, new_database


def said_by(name, *words, **options):
    out = io.StringIO()
    call_command(name, *words, stdout=out, **options)
    return out.getvalue()


def test_recovery_key_is_printed_as_two_halves_of_one_pair():
    printed = said_by("make_recovery_key")
    private, public = re.findall(r"^(?:RECOVERY_KEY=)?((?:\w{5}-){12}\w{5})$", printed, re.M)
    assert crypto.public_of(codes.words_to_key(private)) == codes.words_to_key(public)
    assert private not in said_by("make_recovery_key")


def test_demo_settings_are_fresh_private_and_written_once(tmp_path):
    files = [tmp_path / "one" / "env", tmp_path / "two" / "env"]
    for file in files:
        call_command("demo_env", file)
        assert file.stat().st_mode & 0o777 == 0o600
    first, second = (dict(line.split("=", 1) for line in file.read_text().split())
                     for file in files)  # fmt: skip
    for name in ("SECRET_KEY", "PEPPER", "RECOVERY_KEY"):
        assert len(first[name]) >= 50 and first[name] != second[name]
    before = files[0].read_text()
    call_command("demo_env", files[0])
    assert files[0].read_text() == before


def test_demo_fills_the_site_once_and_its_volunteers_can_log_in(db, settings):
    settings.DEMO = True
    printed = said_by("demo")
    count = Case.objects.count()
    assert count == len(demo.CASES) >= 12
    assert said_by("demo") == printed and Case.objects.count() == count
    assert demo.PASSWORD in printed and demo.SEED in printed
    for name in ("cora", "ana", "ben", "tess"):
        assert name in printed
        client = log_in(Volunteer.objects.get(username=name), demo.PASSWORD)
        assert Case.objects.first().reference in client.get("/office/").content.decode()
    assert said_by("demo_code").strip() in {numbers(), numbers(at=timezone.now().timestamp() - 30)}


def test_demo_is_refused_outside_demo_mode(db, settings):
    settings.DEMO = False
    with pytest.raises(RuntimeError):
        call_command("demo")
    with pytest.raises(CommandError):
        call_command("demo_code")
    assert not Volunteer.objects.exists() and not Case.objects.exists()


def test_a_page_kept_while_expiry_looks_for_drafts_is_not_lost(db):
    now = timezone.now()
    drafts.start({"answers": {}, "lane": "full"}, now=now)
    owner, day = Draft.objects.get().pk, drafts.LIFE_WITHOUT_CODE
    assert not drafts.erase_if_expired(owner, now=now + day - timedelta(seconds=1))
    assert Draft.objects.exists() and Wrap.objects.exists()
    assert drafts.erase_if_expired(owner, now=now + day)
    assert not Draft.objects.exists() and not Wrap.objects.exists()
    assert not drafts.erase_if_expired(uuid4(), now=now)


def run_sql(url, *statements):
    """Run statements on a server's database. Return the first value of the last one."""
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection:
            found = [connection.execute(statement) for statement in statements]
            return found[-1].fetchone()[0]
    import sqlite3

    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    found = [connection.execute(statement) for statement in statements]
    value = found[-1].fetchone()[0]
    connection.commit()
    connection.close()
    return value


def test_r21_four_expiries_at_once_erase_each_draft_once(tmp_path, engine_url):
    server = Server(tmp_path, new_database(tmp_path, engine_url))
    server.prepare(drafts=80)
    url = server.environment["DATABASE_URL"]
    old = "UPDATE intake_draft SET expires_at = '2020-01-01 00:00:00+00:00'"
    some = "id IN (SELECT id FROM intake_draft ORDER BY id LIMIT 60)"
    assert run_sql(url, f"{old} WHERE {some}", "SELECT count(*) FROM intake_draft") == 80
    command = [sys.executable, "manage.py", "expire"]
    runs = [
        subprocess.Popen(command, env=server.environment, cwd=ROOT, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]  # fmt: skip
    said = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0] * 4, said
    assert sum(int(out.split()[1]) for out, _error in said) == 60
    for table in ("draft", "wrap"):
        assert run_sql(url, f"SELECT count(*) FROM intake_{table}") == 20  # noqa: S608
    log = tmp_path / "data.sqlite3-wal"
    assert not log.exists() or log.stat().st_size == 0
