"""S04: what was erased is in no file, with the papers that were added; the others are untouched."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.filer import Filer
from tests.server import ROOT, HttpClient, running, send

ERASED, KEPT = 100, 20
MARK = "zqMARK"
# Every sealed column, with the ids that lead to it.
SEALED = (
    "SELECT id, answers, transcript FROM intake_complaint",
    "SELECT owner, wrapped FROM intake_wrap",
    "SELECT id, original_id, about FROM intake_attachment",
)


def add_paper(client, number):
    """Add one paper, the way a phone does."""
    words = f"{MARK} words {number}".encode()
    answer = client.post_file("/files/", words, f"{MARK}.txt".encode(), what=f"{MARK} {number}")
    assert answer.status_code == 302, answer.content.decode()


def rows(server, sql):
    address = server.environment["DATABASE_URL"]
    if address.startswith("postgres"):
        with psycopg.connect(address) as connection:
            return connection.execute(sql).fetchall()
    with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
        return connection.execute(sql).fetchall()


def known(server):
    """Return bytes that stand for each sealed value and id in the database, and files' names."""
    found = set()
    for sql in SEALED:
        for row in rows(server, sql):
            for value in row:
                if isinstance(value, (bytes, memoryview)):
                    found.add(bytes(value)[-12:])
    folder = server.folder / "attachments"
    return found | {file.read_bytes()[-12:] for file in folder.rglob("*") if file.is_file()}


def left(folders, wanted):
    """Return those of `wanted` that any file holds."""
    found = set()
    for folder in folders:
        for file in Path(folder).rglob("*"):
            if file.is_file():
                data = file.read_bytes()
                found |= {mark for mark in wanted if mark in data}
    return found


DRAFTS = ("SELECT id, answers FROM intake_draft", "SELECT owner, wrapped FROM intake_wrap")


def sealed_ends(server, statements):
    """Return the last bytes of each sealed value and id that these statements find."""
    values = (value for sql in statements for row in rows(server, sql) for value in row)
    return {bytes(value)[-12:] for value in values if isinstance(value, (bytes, memoryview))}


@pytest.mark.slow
def test_papers_without_a_case_leave_nothing_in_any_file(tmp_path, engine_url):
    """Papers are made and taken, and erased: no word lies open at any time, no sealed one after."""
    folders = [tmp_path] + ([os.environ["POSTGRES_FOLDER"]] if engine_url else [])
    person = {"given_names": MARK, "family_names": "Sample", "other_names": MARK}
    answers = sample(COMPLAINT, person=person, sharing={"keep": "papers_only"},
                     story={"story": f"{MARK} story"})  # fmt: skip
    with running(tmp_path, engine_url) as (server, _drafts):
        before = sealed_ends(server, DRAFTS)
        filer = Filer(HttpClient(server), answers).go()
        assert "Your papers" in filer.send().content.decode()
        assert filer.client.get("/papers/all/").content.startswith(b"%PDF")
        assert MARK in filer.client.get("/papers/crcl-complaint/").content.decode()
        mine = sealed_ends(server, DRAFTS) - before
        assert mine
        assert left(folders, {MARK.encode()}) == set()
        filer.client.post("/erase/", {})
        for command in ("expire", "rewrite_tables"):
            subprocess.run([sys.executable, "manage.py", command], env=server.environment,
                           cwd=ROOT, check=True, capture_output=True)  # fmt: skip
        assert left(folders, {MARK.encode()} | mine) == set()


@pytest.mark.slow
def test_s04_what_was_erased_is_in_no_file(tmp_path, engine_url):
    folders = [tmp_path] + ([os.environ["POSTGRES_FOLDER"]] if engine_url else [])
    if engine_url:  # as the README asks of a real server
        with psycopg.connect(engine_url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET wal_recycle = off")
            connection.execute("SELECT pg_reload_conf()")
    with running(tmp_path, engine_url, drafts=ERASED + KEPT) as (server, drafts):
        people = []
        for number, secret in enumerate(drafts):
            if number % 10 == 0:
                server.forget_limits()
            assert send(server, secret).status_code == 302
            client = HttpClient(server, **{"__Host-visit": secret})
            add_paper(client, number)
            people.append(client)
        before = known(server)
        for client in people[KEPT:]:
            assert client.post("/erase/", {}).status_code in (200, 302)
        kept = known(server)
        gone = before - kept
        # Of each: answers, transcript, four wraps, the words about a paper, and its file.
        assert len(gone) == 8 * ERASED
        assert rows(server, "SELECT count(*) FROM intake_complaint") == [(KEPT,)]
        for command in ("expire", "rewrite_tables"):
            subprocess.run([sys.executable, "manage.py", command], env=server.environment,
                           cwd=ROOT, check=True, capture_output=True)  # fmt: skip
        assert left(folders, gone) == set()
        # What was kept is found, so what was erased would have been; and it still opens.
        # (A few lie across two pages of a file, and are not found.)
        assert len(left(folders, kept)) > 0.9 * len(kept)
        for client in people[:KEPT]:
            assert MARK in client.get("/files/").content.decode()
