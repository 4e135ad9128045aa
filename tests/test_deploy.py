"""The units in deploy/ run commands that there are, as one user who may write little."""

import re

import pytest
from django.core.management import get_commands

from tests.server import ROOT

UNITS = {path.name: path.read_text() for path in (ROOT / "deploy").iterdir()}
SERVICES = sorted(name for name in UNITS if name.endswith(".service"))
TIMERS = sorted(name for name in UNITS if name.endswith(".timer"))
PAGE = (ROOT / "docs" / "operate.md").read_text()


def guard(name):
    """Return what is the same in each service, from the user on: all but the folders it writes."""
    lines = UNITS[name].split("User=")[1].split("\n\n[Install]")[0].strip()
    return re.sub(r"^ReadWritePaths=.*$", "", lines, flags=re.M)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_what_there_is(name):
    [command] = re.findall(
        r"^ExecStart=/srv/intake/site/\.venv/bin/python (.*)$", UNITS[name], re.M
    )
    if command != "-m gunicorn intake.wsgi":
        program, word, *_folder = command.split()
        assert program == "manage.py" and get_commands()[word] == "intake"
        assert f"`{word}`" in PAGE


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_the_same_guards(name):
    assert guard(name) == guard("intake.service")
    assert re.search(r"^ReadWritePaths=(-/srv/intake/\w+ ?)+$", UNITS[name], re.M)
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077", "LimitCORE=0"):
        assert f"\n{line}\n" in UNITS[name]


@pytest.mark.parametrize("name", TIMERS)
def test_a_timer_has_its_service_and_its_line(name):
    assert name.replace(".timer", ".service") in UNITS
    assert "OnCalendar=" in UNITS[name] and "Persistent=true" in UNITS[name]
    assert f"`{name}`" in PAGE and name in PAGE.split("systemctl enable --now")[1].splitlines()[0]


def test_the_socket_stays_while_the_site_restarts():
    assert "\nRequires=intake.socket\n" in UNITS["intake.service"]
    assert "ExecReload" not in UNITS["intake.service"]
    [listens] = re.findall(r"^ListenStream=(.*)$", UNITS["intake.socket"], re.MULTILINE)
    assert f"server {listens}" in (ROOT / "docs" / "proxy" / "nginx.conf").read_text()
    assert "intake.socket" in PAGE.split("systemctl enable --now")[1].splitlines()[0]
    assert "PartOf" not in UNITS["intake.socket"]


def test_the_page_names_commands_that_there_are():
    commands = set(re.findall(r"^ {4}manage (\w+)", PAGE, re.MULTILINE))
    assert commands >= {"doctor", "backfill", "migrate", "expire", "rewrite_tables"}
    assert commands <= set(get_commands())


def test_the_page_names_files_and_settings_that_there_are():
    for name in set(re.findall(r"`((?:docs|deploy)/[\w./*-]+)`", PAGE)):
        assert list(ROOT.glob(name)), name
    example = (ROOT / ".env.example").read_text()
    for name in set(re.findall(r"^ {4}([A-Z_]{4,})=", PAGE, re.MULTILINE)):
        assert f"\n{name}=" in example, name


def test_the_settings_of_postgresql_on_the_page_are_those_that_the_doctor_wants():
    from intake.doctor.database import QUIET
    from tests import quiet

    said = dict(re.findall(r"ALTER SYSTEM SET (\w+) = '?(\w+)'?;", PAGE))
    assert said == quiet.QUIET
    assert {name: QUIET[name][0] for name in said if name in QUIET} == {
        name: value for name, value in said.items() if name in QUIET
    }


def test_nginx_shuts_out_no_host_for_slowness():
    two = (ROOT / "docs" / "proxy" / "two-hosts.conf").read_text()
    one = (ROOT / "docs" / "proxy" / "nginx.conf").read_text()
    assert re.findall(r"^ +server [\d.:]+ (.*);$", two, re.MULTILINE) == ["max_fails=0"] * 2
    assert "zone site 64k;" in two and one.count("upstream site {") == 1
    assert "proxy_connect_timeout 2s;" in one
