"""R10: a site that is lost comes back whole from its backup, and what was erased does not."""

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from intake.backups import age, folder, restore
from tests.backups.journey import (
    KEYS,
    Writers,
    all_bytes,
    code_of,
    empty_place,
    manage,
    opens,
)
from tests.conftest import log_in
from tests.rounds import rounds
from tests.server import ROOT, HttpClient, running, send

KILLS, SENT_BEFORE = rounds(3, 8), rounds(24, 60)
MARK = b"zqRESTOREmark"


def wait_for(server, many, writers):
    while len(writers.sent) < many and any(thread.is_alive() for thread in writers.threads):
        time.sleep(0.02)
    return list(writers.sent)


def codes_of(server, secrets):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda secret: code_of(server, secret), secrets))


def which_open(server, codes):
    found = []
    for number, code in enumerate(codes):
        if number % 10 == 0:
            server.forget_limits()
        if opens(server, code):
            found.append(code)
    return found


# A backup that stops before it writes one of its records, and says so.
HALF = """
import sys, django; django.setup()
from django.core.management import call_command
from intake.backups.records import Records
write, left = Records.write, int(sys.argv[2])
def stopping(*record):
    global left
    left -= 1
    if not left:
        print("in the middle", flush=True)
        sys.stdin.read()
    write(*record)
Records.write = stopping
call_command("backup", sys.argv[1])
"""


def kill_a_backup(server, target, record):
    """Start a backup, and kill it before it writes so many a record."""
    command = [sys.executable, "-W", "ignore", "-c", HALF, str(target), str(record)]
    process = subprocess.Popen(
        command,
        env=server.environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "in the middle\n"
    assert list(target.glob(".backup-*.part"))
    process.kill()
    process.communicate()
    assert folder.backups_in(target) == []


@pytest.mark.slow
@pytest.mark.postgres
def test_r10_what_was_acknowledged_comes_back_and_what_was_erased_does_not(tmp_path, engine_url):
    old, target = tmp_path / "old", tmp_path / "to"
    old.mkdir()
    with running(old, engine_url, drafts=SENT_BEFORE * 10) as (server, drafts):
        assert manage(server, "expire")[0] == 0
        for secret in drafts[:4]:
            client = HttpClient(server, **{"__Host-visit": secret})
            assert send(server, secret).status_code == 302
            answer = client.post_file("/files/", MARK + os.urandom(90_000).hex().encode(), b"a.txt")
            assert answer.status_code == 302
        # A form that nobody sends, with a file.
        unsent = drafts.pop()
        client = HttpClient(server, **{"__Host-visit": unsent})
        answer = client.post_file("/files/", MARK + b" in a form", b"a.txt", what="In a form")
        assert answer.status_code == 302
        for number in range(KILLS):
            with Writers(server, drafts[4 + 8 * number :][:8], pause=0.1):
                kill_a_backup(server, target, record=1 + 8 * number)
        code, said = manage(server, "restore", str(target))
        assert code == 1 and "There is no backup" in said
        with Writers(server, drafts[4 + 8 * KILLS :], pause=0.1) as writers:
            before = drafts[:4] + wait_for(server, SENT_BEFORE, writers)
            code, said = manage(server, "backup", str(target))
            assert code == 0, said
        assert len(writers.sent) > len(before) - 4  # it was written to meanwhile
        assert not list(target.glob("*.part"))
        server.forget_limits()
        codes = codes_of(server, before)
        erased = codes[1:4]
        for secret in before[1:4]:
            client = HttpClient(server, **{"__Host-visit": secret})
            assert client.post("/erase/", {}).status_code == 200
        code, said = manage(server, "backup", str(target), "--verify", typed=KEYS)
        assert code == 0 and " 5 files (0 were missing)" in said, said
        assert "Opened 20 cases" in said
    assert [path for path, data in all_bytes([tmp_path]) if MARK in data] == []

    ledger = str(old / "erasures")
    new = empty_place(tmp_path / "new", engine_url, ERASURE_LEDGER=ledger)
    code, said = manage(new, "restore", str(target), typed=KEYS)
    assert code == 0 and "Erased again: 3." in said, said
    assert "The access log is whole: 3 lines" in said and "stays closed" not in said
    new.start()
    try:
        opened = which_open(new, codes)
        assert set(codes) - set(opened) == set(erased)
        client = HttpClient(new)
        assert client.post("/return/", {"code": codes[0]}).status_code == 302
        assert MARK.decode() not in client.get("/files/").content.decode()
        client = HttpClient(new, **{"__Host-visit": unsent})
        assert "In a form" in client.get("/files/").content.decode()
        assert send(new, unsent).status_code == 302
        assert "In a form" in client.get("/files/").content.decode()
        # It goes on: new rows get numbers of their own, and the timer sweeps.
        [secret] = new.prepare(1)
        assert send(new, secret).status_code == 302
        assert opens(new, code_of(new, secret))
        for command in ("expire", "rewrite_tables", "check_audit"):
            code, said = manage(new, command)
            assert code == 0 and "Refused" not in said, said
        assert len(list((new.folder / "attachments").glob("??/??/*"))) == 2
    finally:
        new.kill()
    for again in (new, empty_place(tmp_path / "third", engine_url)):
        again.environment["ATTACHMENTS_DIR"] = str(new.folder / "attachments")
        code, said = manage(again, "restore", str(target), typed=KEYS)
        assert code == 1 and "is not empty, so nothing was restored" in said


@pytest.mark.slow
@pytest.mark.postgres
def test_without_a_ledger_the_site_stays_closed_until_the_days_are_confirmed(tmp_path, engine_url):
    old, target = tmp_path / "old", tmp_path / "to"
    old.mkdir()
    with running(old, engine_url, drafts=3) as (server, drafts):
        for secret in drafts:
            assert send(server, secret).status_code == 302
        codes = codes_of(server, drafts)
        assert manage(server, "backup", str(target))[0] == 0
        page = HttpClient(server, **{"__Host-visit": drafts[2]}).get("/status/").content.decode()
        client = HttpClient(server, **{"__Host-visit": drafts[1]})
        assert client.post("/erase/", {}).status_code == 200
    new = empty_place(tmp_path / "new", engine_url)
    code, said = manage(new, "restore", str(target), typed=KEYS)
    assert code == 0 and "The site stays closed" in said and "Erased again: 0" in said
    [first, last] = said.split("manage.py confirm_erasures ")[2].split()[:2]
    new.start()
    try:
        for path in ("/", "/office/", "/status/"):
            answer = HttpClient(new).get(path)
            assert answer.status_code == 503 and b"closed right now" in answer.content
            assert answer.headers["Retry-After"] and answer.headers["Content-Security-Policy"]
        assert not opens(new, codes[1])
        code, said = manage(new, "expire")
        assert code == 1 and "confirm_erasures" in said
        for days in ([], [first, "2030-01-01"]):
            code, said = manage(new, "confirm_erasures", *days)
            assert code == 1 and "The site stays closed" in said
        # One is erased again from a copy of the ledger, another one by hand.
        code, said = manage(new, "confirm_erasures", "--ledger", str(old / "erasures"))
        assert code == 1 and "Erased again: 1." in said
        assert HttpClient(new).get("/").status_code == 503
        code, said = manage(new, "confirm_erasures", first, last, "--erase", "ZZZ-ZZZ")
        assert code == 1 and "Nothing was done" in said
        reference = re.search(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}\b", page)[0]
        code, said = manage(new, "confirm_erasures", first, last, "--erase", reference.lower())
        assert code == 0 and "Erased again: 1." in said and "The site is open" in said
        assert HttpClient(new).get("/").status_code == 200
        assert which_open(new, codes) == [codes[0]]
        assert manage(new, "expire")[0] == manage(new, "check_audit")[0] == 0
    finally:
        new.kill()


@pytest.mark.slow
def test_a_file_that_is_missing_in_the_store_is_said_and_restored_as_missing(tmp_path):
    old, target = tmp_path / "old", tmp_path / "to"
    old.mkdir()
    with running(old, drafts=1) as (server, [secret]):
        assert send(server, secret).status_code == 302
        client = HttpClient(server, **{"__Host-visit": secret})
        for text in (b"one", b"two"):
            assert client.post_file("/files/", text, b"a.txt").status_code == 302
    next((old / "attachments").glob("??/??/*")).unlink()
    code, said = manage(server, "backup", str(target))
    assert code == 0 and "1 files are missing in the store" in said
    new = empty_place(tmp_path / "new", "")
    code, said = manage(new, "restore", str(target), typed=KEYS)
    assert code == 0 and "1 files (1 were missing before)" in said
    assert "damaged: stored file" in said and "1 damaged." in said


@pytest.mark.slow
def test_the_settings_come_from_the_backup_and_no_backup_is_made_with_another_pepper(tmp_path):
    old, target, written = tmp_path / "old", tmp_path / "to", tmp_path / "env"
    old.mkdir()
    with running(old) as (server, _drafts):
        assert manage(server, "backup", str(target))[0] == 0
    server.environment["PEPPER"] = "another pepper of the tests " * 2
    code, said = manage(server, "backup", str(target))
    assert code == 1 and "PEPPER is not the one of this database" in said
    new = empty_place(tmp_path / "new", "", PEPPER="")
    code, said = manage(new, "restore", str(target), typed=KEYS)
    assert code == 1 and "--write-env" in said
    command = ("restore", str(target), "--write-env", str(written))
    assert manage(new, *command, typed=KEYS)[0] == 0
    assert written.stat().st_mode & 0o777 == 0o600
    lines = written.read_text().splitlines()
    pepper = next(line for line in lines if line.startswith("PEPPER="))
    new.environment["PEPPER"] = pepper.removeprefix("PEPPER=").strip("'")
    assert not any(line.startswith(("SECRET_KEY", "DATABASE_URL")) for line in lines)
    code, said = manage(new, *command, typed=KEYS)
    assert code == 1 and "File exists" in said
    code, said = manage(new, "restore", str(target), typed=KEYS)
    assert code == 0, said


@pytest.mark.postgres
def test_grants_are_reissued_or_named(db, engine_url):
    if not engine_url:
        assert list(restore.reissue_grants()) == []
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE of_the_site")
        cursor.execute("SET ROLE of_the_site")
        assert list(restore.reissue_grants()) == [
            'GRANT EXECUTE ON FUNCTION pg_switch_wal() TO "of_the_site";',
            'GRANT pg_checkpoint TO "of_the_site";',
        ]
        cursor.execute("RESET ROLE")
        for sql in restore.GRANTS:
            cursor.execute(sql[1].format(user="of_the_site"))
        cursor.execute("SET ROLE of_the_site")
        assert list(restore.reissue_grants()) == []
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(("hours", "late"), [(None, True), (25, False), (27, True)])
def test_r11_health_and_log_say_when_no_backup_was_made(cast, monkeypatch, caplog, hours, late):
    import logging

    monkeypatch.setattr(logging.getLogger("intake"), "propagate", True)
    now = timezone.now()
    if hours:
        age.note_made(now - timedelta(hours=hours))
    age.warn_if_late(now)
    assert ("no backup was made for 26 hours" in caplog.text) == late
    page = log_in(cast["oren"]).get("/office/health/").content.decode()
    [line] = [
        part for part in page.split("<dt>") if "A backup was made in the last 26 hours" in part
    ]
    assert ("<strong>No</strong>" in line) == late


def test_the_backup_key_is_printed_once_and_kept_nowhere(capsys):
    from django.core.management import call_command

    from intake.vault import codes, crypto

    call_command("make_backup_key")
    lines = [line for line in capsys.readouterr().out.splitlines() if line.count("-") == 12]
    private, public = (codes.decode_key(line.removeprefix("BACKUP_KEY=")) for line in lines)
    assert crypto.public_key_of(private) == public
