"""The server does not start with another secret than its database belongs to, and says which."""

import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from intake.dashboard.models import LastRun
from intake.models import Fingerprint
from intake.vault import codes, crypto, fingerprints

OTHER = {
    "PEPPER": "another pepper of the tests " * 2,
    "RECOVERY_KEY": codes.encode_key(crypto.public_key_of(crypto.derive(b"another", "tests"))),
    "SECRET_KEY": "another key only for tests " * 3,
}


def run(database, *words, **change):
    """Run Python with the settings of a real server. Return (whether it went well, its words)."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "intake.settings"} | change
    env["DATABASE_URL"] = f"sqlite:///{database}"
    env["ATTACHMENTS_DIR"] = str(Path(database).parent / "attachments")
    done = subprocess.run(
        [sys.executable, *words], env=env, capture_output=True, text=True, check=False
    )
    return done.returncode == 0, done.stdout + done.stderr


def start(database, **change):
    return run(database, "-W", "ignore", "-c", "import intake.wsgi", **change)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    database = tmp_path_factory.mktemp("fingerprints") / "data.sqlite3"
    for words in (["migrate"], ["createcachetable"], ["collectstatic", "--no-input"]):
        assert run(database, "manage.py", *words, "-v", "0")[0]
    return database


@pytest.fixture
def database(migrated, tmp_path):
    """A database with which a server was started once."""
    database = shutil.copy(migrated, tmp_path / "data.sqlite3")
    assert start(database) == (True, "")
    return database


@pytest.mark.parametrize("name", ["PEPPER", "RECOVERY_KEY"])
def test_another_secret_is_refused_until_it_is_accepted(database, name):
    change = {name: OTHER[name]}
    for _again in range(2):
        started, said = start(database, **change)
        assert not started
        [line] = said.strip().splitlines()
        assert line.startswith(f"Not started: {name} is not the one of this database")
        assert f"manage.py accept_secret {name}" in line and OTHER[name] not in line
    assert start(database) == (True, "")
    assert run(database, "manage.py", "accept_secret", name, **change)[0]
    assert start(database, **change) == (True, "")
    assert not start(database)[0]


def test_another_secret_key_starts_and_says_so_once(database):
    started, said = start(database, SECRET_KEY=OTHER["SECRET_KEY"])
    assert started and "SECRET_KEY is another one than before" in said
    assert start(database, SECRET_KEY=OTHER["SECRET_KEY"]) == (True, "")


def test_each_other_secret_has_a_line_of_its_own(database):
    started, said = start(database, **OTHER)
    assert not started
    assert [line.split()[2] for line in said.splitlines()] == ["PEPPER", "RECOVERY_KEY"]


def test_it_does_not_start_before_there_are_tables(migrated, tmp_path):
    started, said = start(tmp_path / "data.sqlite3")
    assert not started
    [line] = said.strip().splitlines()
    assert line.startswith("Not started: Migrations are not applied:")
    assert line.endswith("Run: manage.py migrate")


def test_it_starts_while_the_database_is_away_and_compares_nothing(migrated, tmp_path):
    started, said = start(tmp_path / "no folder" / "data.sqlite3")
    assert started and "the secrets are not compared: OperationalError" in said


def test_the_same_recovery_key_written_in_another_way_is_the_same(database, settings):
    other = settings.RECOVERY_KEY.lower().replace("-", " ")
    assert start(database, RECOVERY_KEY=other) == (True, "")


def test_the_timer_writes_nothing_with_another_pepper(db, settings):
    call_command("expire", stdout=StringIO())
    LastRun.objects.all().delete()
    settings.PEPPER = OTHER["PEPPER"]
    with pytest.raises(CommandError, match="PEPPER is not the one of this database"):
        call_command("expire", stdout=StringIO())
    assert not LastRun.objects.exists()


def test_a_wrong_recovery_key_is_not_accepted(db, settings):
    settings.RECOVERY_KEY = "no key"
    with pytest.raises(CommandError, match="RECOVERY_KEY is missing or wrong"):
        call_command("accept_secret", "RECOVERY_KEY", stdout=StringIO())


def test_a_fingerprint_is_no_key_that_is_used_and_checks_no_guess_alone(db, settings):
    assert fingerprints.changed(*fingerprints.NAMES) == []
    kept = dict(Fingerprint.objects.values_list("name", "value"))
    assert len(set(kept.values())) == 3
    pepper, secret = settings.PEPPER.encode(), settings.SECRET_KEY.encode()
    used = {crypto.derive(pepper, name) for name in ("addresses", "audit chain")} | {pepper}
    assert used.isdisjoint(map(bytes.fromhex, kept.values()))
    # A guess of SECRET_KEY cannot be checked with what is stored: the pepper is not.
    public = [b"", *map(bytes.fromhex, kept.values())]
    guesses = {crypto.blind_index(key, secret).hex() for key in public}
    guesses |= {crypto.derive(secret, f"fingerprint of {name}").hex() for name in kept}
    assert kept["SECRET_KEY"] not in guesses
    settings.PEPPER = OTHER["PEPPER"]
    assert fingerprints.changed("SECRET_KEY") == ["SECRET_KEY"]
