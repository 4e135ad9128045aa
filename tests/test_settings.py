"""Every setting stands in .env.example, and gunicorn reads the same file as the site."""

import subprocess
import sys

import pytest

import intake.settings
from intake import environment
from intake.environment import Environment
from tests.doctor.site import SECRETS
from tests.server import ROOT

EXAMPLE = (ROOT / ".env.example").read_text()


def names_in(text):
    return {line.split("=")[0] for line in text.splitlines() if line and not line.startswith("#")}


def test_the_example_names_every_setting_and_no_other():
    assert names_in(EXAMPLE) == intake.settings.env.names


def test_no_other_place_reads_the_environment():
    others = [
        path
        for path in (ROOT / "intake").rglob("*.py")
        if "environ" in path.read_text() and "environment" not in path.name
    ]
    # These set which settings Django takes, or hand the environment on.
    readers = {"settings.py", "wsgi.py", "machine.py"}
    for path in others:
        if path.name not in readers:
            assert "environ[" not in path.read_text() and "environ.get" not in path.read_text(), (
                path
            )


def test_the_example_filled_in_is_understood(tmp_path):
    path = tmp_path / ".env"
    lines = [
        f"{line}{SECRETS[line[:-1]]}" if line[:-1] in SECRETS else line
        for line in EXAMPLE.splitlines()
    ]
    path.write_text("\n".join(lines))
    program = (
        "import pathlib, intake.environment as e; e.Environment.__init__.__defaults__ ="
        f" (pathlib.Path({str(path)!r}),); import django; django.setup();"
        " from intake import start; print(start.faults())"
    )
    import os

    env = {k: v for k, v in os.environ.items() if k not in intake.settings.env.names}
    env["DJANGO_SETTINGS_MODULE"] = "intake.settings"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


@pytest.mark.parametrize("workers", ["3", "", "many"])
def test_gunicorn_reads_the_file_of_the_settings(tmp_path, monkeypatch, workers):
    file = tmp_path / ".env"
    file.write_text(f"BIND=127.0.0.1:9000\nWORKERS={workers}\nTHREADS=7\n")
    for name in ("BIND", "WORKERS", "THREADS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Environment.__init__, "__defaults__", (file,))
    conf = {}
    exec((ROOT / "gunicorn.conf.py").read_text(), conf)  # as gunicorn does
    expected = 3 if workers == "3" else 2
    assert (conf["bind"], conf["workers"], conf["threads"]) == ("127.0.0.1:9000", expected, 7)
    monkeypatch.setenv("BIND", "127.0.0.1:9001")
    assert environment.Environment(file).server()[0] == "127.0.0.1:9001"


def test_a_fault_is_told_without_its_value(tmp_path):
    file = tmp_path / ".env"
    file.write_text("DATABASE_URL=nonsense://user:pass-word@host\nEMAIL_PORT=pass-word\n")
    env = Environment(file)
    env._env._environ |= {"DATABASE_URL": "nonsense://user:pass-word@host"}
    assert env.int("EMAIL_PORT", 587) == 587
    assert env.database("NAME_OF_NONE", "")["ENGINE"].endswith("dummy")
    [fault, unknown] = env.faults()
    assert fault == "EMAIL_PORT is not a whole number."
    assert unknown == "DATABASE_URL in .env is no setting."
