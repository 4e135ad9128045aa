"""One form sent fifty times at once, through two processes: always the confirmation, one case."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.reliability.test_real_server import check_no_orphans
from tests.server import FORM, TOKEN, HttpClient, Server, new_database, send

SENDS = 50


@pytest.fixture
def two(tmp_path, engine_url):
    """Two servers, each a process of its own, on one database: (servers, browser secrets)."""
    address = new_database(tmp_path, engine_url)
    shared = {
        "ATTACHMENTS_DIR": str(tmp_path / "attachments"),
        "ERASURE_LEDGER": str(tmp_path / "erasures"),
    }
    servers = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        servers.append(Server(tmp_path / name, address, WORKERS="1", **shared))
    secrets = servers[0].prepare(3)
    for server in servers:
        server.start()
        assert HttpClient(server).get("/").status_code == 200
    yield servers, secrets
    for server in servers:
        server.kill()


def confirmation(server, secret):
    """Return the case number of the confirmation that this browser sees."""
    answer = HttpClient(server, **{"__Host-visit": secret}).get("/done/")
    assert answer.status_code == 200
    return re.search(r'class="reference"><bdi>([^<]+)<', answer.content.decode())[1]


def count_cases(server):
    url, question = server.environment["DATABASE_URL"], "SELECT count(*) FROM intake_case"
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection:
            return connection.execute(question).fetchone()[0]
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        return connection.execute(question).fetchone()[0]
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.postgres
def test_fifty_sends_to_two_processes_are_fifty_confirmations_of_one_case(two):
    servers, secrets = two
    references = set()
    for number, secret in enumerate(secrets, start=1):
        for server in servers:
            server.forget_limits()

        def once(turn, secret=secret):
            server = servers[turn % 2]
            answer = send(server, secret)
            assert (answer.status_code, answer.headers.get("Location")) == (302, "/done/")
            return confirmation(server, secret)

        with ThreadPoolExecutor(SENDS) as pool:
            seen = list(pool.map(once, range(SENDS)))
        assert len(seen) == SENDS and len(set(seen)) == 1
        references.add(seen[0])
        assert count_cases(servers[0]) == number
    assert len(references) == len(secrets)
    check_no_orphans(servers[0])


@pytest.mark.postgres
def test_an_answer_that_is_lost_is_found_again_on_the_other_server(two):
    servers, [secret, *_more] = two
    client = HttpClient(servers[0], **{"__Host-visit": secret})
    body = f"csrfmiddlewaretoken={TOKEN}&name=Sam+Sample&true=on"
    client.get("/check/")
    # The request goes out, and the connection is cut before the answer is read.
    headers = {"Content-Type": FORM, "Cookie": f"__Host-visit={secret}; __Host-csrf={TOKEN}"}
    client.connection.request("POST", "/check/", body, headers)
    client.connection.close()
    client.connection = None
    answer = send(servers[1], secret)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/done/")
    for path in ("/check/", "/ask/story/", "/ask/filer/", "/code/"):
        for server in servers:
            answer = HttpClient(server, **{"__Host-visit": secret}).get(path)
            assert answer.headers.get("Location") in ("/done/", "/status/"), path
    assert count_cases(servers[0]) == 1
