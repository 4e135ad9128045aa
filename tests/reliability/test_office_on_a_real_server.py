"""Many at once on a real server: readers beside writers, and a database that is away (R08)."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.prepare import PASSWORD
from tests.second_factor import SEED, numbers
from tests.server import TOKEN, HttpClient, running, send

pytestmark = pytest.mark.slow

READERS, WRITERS, EACH = 20, 50, 4


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
            for path in ("/office/", "/office/today/", f"/office/cases/{reference}/") * 2:
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
        missing = [(n, turn) for n in range(WRITERS) for turn in range(EACH)
                   if f">note {n} {turn}<" not in page]  # fmt: skip
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


def test_r08_a_database_that_is_away_loses_no_word(tmp_path, engine_url):
    """SQLite waits ten seconds for its turn, so fewer people post there."""
    people = 50 if engine_url else 8
    with running(tmp_path, engine_url, drafts=people) as (server, drafts):

        def post(number):
            client = HttpClient(server, **{"__Host-visit": drafts[number]})
            words = f"words of person {number} <b>"
            return client.post("/ask/story/", {"story": words, "seen_or_told": "saw"})

        with ThreadPoolExecutor(people) as pool:
            with Away(server):
                away = list(pool.map(post, range(people)))
            for number, answer in enumerate(away):
                assert answer.status_code == 503, answer.status_code
                assert answer.headers["Retry-After"]
                assert f"words of person {number} &lt;b&gt;" in answer.content.decode()
            for _ in range(100):
                if post(0).status_code == 302:
                    break
                time.sleep(0.2)
            back = list(pool.map(post, range(people)))
        assert {answer.status_code for answer in back} == {302}
        for number in range(people):
            client = HttpClient(server, **{"__Host-visit": drafts[number]})
            page = client.get("/ask/story/").content.decode()
            assert f"words of person {number} &lt;b&gt;" in page
