"""A demo that older migrations made begins anew, and nothing but a demo ever does."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest


def manage(folder, *words, **change):
    """Run a command on a demo in `folder`. Return (whether it went well, its words)."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "intake.settings", "DEBUG": "1", "DEMO": "1"}
    env |= {"DATABASE_URL": f"sqlite:///{folder}/data.sqlite3", "SECURE_COOKIES": "0"} | change
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def change(folder, sql):
    with closing(sqlite3.connect(folder / "data.sqlite3")) as database, database:
        database.execute(sql)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / ".demo"
    folder.mkdir()
    assert manage(folder, "migrate", "-v", "0") == (True, "")
    return (folder / "data.sqlite3").read_bytes()


@pytest.fixture
def folder(made, tmp_path):
    folder = tmp_path / ".demo"
    folder.mkdir()
    (folder / "data.sqlite3").write_bytes(made)
    (folder / "env").write_text("DEMO=1\n")
    return folder


APPLIED = "INSERT INTO django_migrations (app, name, applied) VALUES ('intake', '%s', 0)"


@pytest.mark.parametrize(
    "older",
    [
        APPLIED % "0013_indexes_of_days",
        "DROP TABLE intake_fingerprint",
        "ALTER TABLE intake_lastrun RENAME COLUMN at TO ran_at",
    ],
)
def test_a_demo_of_older_migrations_begins_anew(folder, older):
    change(folder, older)
    went, said = manage(folder, "renew_demo")
    assert went and "It begins anew." in said
    assert [path.name for path in folder.iterdir()] == ["env"]


def test_a_demo_of_these_migrations_stays(folder, made):
    """So does one that began anew: nothing of it was left, and its tables are made as here."""
    assert manage(folder, "renew_demo") == (True, "")
    assert (folder / "data.sqlite3").read_bytes() == made


@pytest.mark.parametrize("not_a_demo", ["no demo mode", "another folder"])
def test_nothing_but_a_demo_begins_anew(folder, not_a_demo):
    change(folder, APPLIED % "0013_indexes_of_days")
    if not_a_demo == "another folder":
        folder, more = folder.rename(folder.with_name("site")), {}
    else:
        more = {"DEMO": "0"}
    before = (folder / "data.sqlite3").read_bytes()
    went, said = manage(folder, "renew_demo", **more)
    assert not went and "Only the database of a demo is made anew." in said
    assert (folder / "data.sqlite3").read_bytes() == before
