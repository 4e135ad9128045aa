"""Many at once on a real server: readers beside writers, and a database that is away (R08)."""

import html
import os
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.prepare import PASSWORD
from tests.rounds import rounds
from tests.second_factor import SEED, numbers
from tests.server import TOKEN, HttpClient, running, send, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

READERS, WRITERS, EACH, LOOKS = 20, 50, rounds(2, 4), rounds(1, 2)


def login(server, name="cora"):
    """Return the cookies of a volunteer, logged in. The six numbers may be used once only."""
    for _ in range(3):
        client = HttpClient(server)
        client.post("/office/account/login/", {"login": name, "password": PASSWORD})
        answer = client.post("/office/account/second/", {"code": numbers(SEED)})
        if answer.status_code == 302 and "login" not in answer.headers["Location"]:
            return client.cookies | {"__Host-csrf": TOKEN}
        time.sleep(30 - time.time() % 30 + 0.5)
    raise AssertionError("no login")


def test_twenty_readers_beside_fifty_writers_meet_no_error(tmp_path, engine_url):
    with running(tmp_path, engine_url, drafts=WRITERS) as (server, drafts):
        cookies = login(server)
        first = send(server, drafts[0])
        assert first.headers["Location"] == "/done/"
        page = HttpClient(server, **cookies).get("/office/").content.decode()
        reference = page.split("/office/cases/")[1].split("/")[0]
        statuses, lock = [], threading.Lock()

        def note(status):
            with lock:
                statuses.append(status)

        def read(number):
            client = HttpClient(server, **cookies)
            for path in ("/office/", "/office/today/", f"/office/cases/{reference}/") * LOOKS:
                note(client.get(path).status_code)

        def write(number):
            if number:
                note(send(server, drafts[number]).status_code)
                server.forget_limits()
            client = HttpClient(server, **cookies)
            for turn in range(EACH):
                path = f"/office/cases/{reference}/note/"
                note(client.post(path, {"text": f"note {number} {turn}"}).status_code)

        with ThreadPoolExecutor(READERS + WRITERS) as pool:
            work = [pool.submit(write, n) for n in range(WRITERS)]
            work += [pool.submit(read, n) for n in range(READERS)]
            for one in work:
                one.result()
        assert set(statuses) <= {200, 302}, sorted(set(statuses))
        page = HttpClient(server, **cookies).get(f"/office/cases/{reference}/").content.decode()
        missing = [
            (n, turn)
            for n in range(WRITERS)
            for turn in range(EACH)
            if f">note {n} {turn}<" not in page
        ]
        assert missing == []


class Away:
    """Take the database away, and give it back."""

    def __init__(self, server):
        self.address = server.environment["DATABASE_URL"]

    def __enter__(self):
        if self.address.startswith("sqlite"):
            path = self.address.removeprefix("sqlite:///")
            self.lock = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self.lock.execute("BEGIN EXCLUSIVE")
        else:
            self.switch("false")

    def __exit__(self, *error):
        if self.address.startswith("sqlite"):
            self.lock.execute("ROLLBACK")
            self.lock.close()
        else:
            self.switch("true")

    def switch(self, allow):
        name = conninfo_to_dict(self.address)["dbname"]
        with psycopg.connect(self.address, dbname="postgres", autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {allow}')
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )


# The database is away for so long; AWAY_SECONDS=30 is the full measure, for a machine with time.
AWAY = int(os.environ.get("AWAY_SECONDS", "12"))
PEOPLE = 50


def words_of(number):
    return f"words of person {number} <b>"


def post(server, drafts, number):
    """Post as one of fifty: a page of the form, a message about a case, or a whole complaint."""
    client = HttpClient(server, **{"__Host-visit": drafts[number]})
    if number % 3 == 0:
        return client.post("/ask/story/", {"story": words_of(number), "seen_or_told": "saw"})
    if number % 3 == 1:
        return client.post("/messages/", {"text": words_of(number)})
    return client.post("/check/", {"name": words_of(number), "true": "on"})


def rows_in(server):
    """Return how many cases and messages there are."""
    url = server.environment["DATABASE_URL"]
    sqlite = url.startswith("sqlite")
    place = url.removeprefix("sqlite:///") if sqlite else url
    with closing(sqlite3.connect(place) if sqlite else psycopg.connect(place)) as connection:
        return tuple(
            connection.execute(f"SELECT count(*) FROM intake_{table}").fetchone()[0]
            for table in ("case", "message")
        )


def test_r08_a_database_that_is_away_loses_no_word(tmp_path, engine_url):
    """Fifty people post while it is away. What was not kept is shown back, and is kept once after.

    On SQLite a post waits ten seconds for its turn, so some of the fifty find it back.
    """
    with running(tmp_path, engine_url, drafts=PEOPLE, SECONDS_PER_PAGE="0") as (server, drafts):
        writers = range(1, PEOPLE, 3)
        for number in writers:
            assert send(server, drafts[number]).status_code == 302
            server.forget_limits()
        assert rows_in(server) == (len(writers), 0)
        # However slow the machine is, it stays away until so many were answered without it.
        answered = PEOPLE if engine_url else 4
        with ThreadPoolExecutor(PEOPLE) as pool:
            with Away(server):
                waiting = [pool.submit(post, server, drafts, number) for number in range(PEOPLE)]
                time.sleep(AWAY)
                wait_until(lambda: sum(one.done() for one in waiting) >= answered)
            server.forget_limits()
            answers = [one.result() for one in waiting]
            assert {answer.status_code for answer in answers} <= {302, 503}
            lost = [n for n in range(PEOPLE) if answers[n].status_code == 503]
            assert len(lost) >= 4
            if engine_url:
                assert len(lost) == PEOPLE
            for number in lost:
                assert answers[number].headers["Retry-After"]
                shown = answers[number].content.decode()
                assert html.escape(words_of(number)) in shown, number
            wait_until(lambda: HttpClient(server).get("/").status_code == 200)
            back = {}
            for start in range(0, len(lost), 15):
                server.forget_limits()
                part = lost[start : start + 15]
                found = pool.map(lambda n: post(server, drafts, n), part)
                back |= dict(zip(part, found, strict=True))
        assert {answer.status_code for answer in back.values()} <= {302}
        senders = range(2, PEOPLE, 3)
        assert rows_in(server) == (len(writers) + len(senders), len(writers))
        for number in range(0, PEOPLE, 3):
            client = HttpClient(server, **{"__Host-visit": drafts[number]})
            page = client.get("/ask/story/").content.decode()
            assert html.escape(words_of(number)) in page, number
        print(f"\naway for {AWAY} s: {len(lost)} of {PEOPLE} got their words back, and sent again")
