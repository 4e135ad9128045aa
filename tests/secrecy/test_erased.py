"""S04: what was erased is in no file, with the papers that were added; the others are untouched."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.server import ROOT, TOKEN, HttpClient, running, send

ERASED, KEPT = 100, 20
MARK = "zqMARK"
# Every sealed column, with the ids that lead to it.
SEALED = (
    "SELECT id, answers, transcript FROM intake_complaint",
    # Not those of forms that are still to be sent.
    "SELECT owner, wrapped FROM intake_wrap WHERE owner IN (SELECT owner FROM intake_case)",
    "SELECT id, original_id, about FROM intake_attachment",
)


def add_paper(client, number):
    """Add one paper, the way a phone does."""
    parts = {"csrfmiddlewaretoken": TOKEN, "what": f"{MARK} paper {number}"}
    body = b"".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in parts.items()
    )
    body += (
        f'--x\r\nContent-Disposition: form-data; name="file"; filename="{MARK}.txt"\r\n'
        f"Content-Type: text/plain\r\n\r\n{MARK} words {number}\r\n--x--\r\n"
    ).encode()
    answer = client.request(
        "POST", "/files/", body, **{"Content-Type": "multipart/form-data; boundary=x"}
    )
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
            client.connection.close()  # the server does not keep it open for so long
            client.connection = None
            people.append(client)
            if number == KEPT - 1:
                kept = known(server)
        gone = known(server) - kept
        assert len(gone) > 3 * ERASED
        for client in people[KEPT:]:
            client.post("/erase/", {})
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
