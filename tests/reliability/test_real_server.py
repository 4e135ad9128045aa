"""What was acknowledged is there, once, whatever happens to the server (R01 to R03, R06)."""

import os
import random
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import psycopg
import pytest

from intake.web.headers import HEADERS
from tests.rounds import rounds
from tests.server import FORM, TOKEN, HttpClient, Server, new_database, running, send

# What finds a loss is the moment of the kill, not what was sent before it.
ROUNDS, ACKNOWLEDGED, CLIENTS = 5, rounds(200, 500), 16
IDENTICAL = rounds(8, 20)
MALFORMED = int(os.environ.get("MALFORMED_POSTS", rounds(2500, 10_000)))


def code_of(server, secret):
    page = HttpClient(server, **{"__Host-visit": secret}).get("/done/").content.decode()
    return re.search(r'class="code" [^>]*>([^<]+)<', page)[1]


def opens(server, code):
    response = HttpClient(server).post("/return/", {"code": code})
    return response.status_code == 302 and response.headers["Location"] == "/status/"


@pytest.mark.slow
@pytest.mark.postgres
def test_r01_r02_nothing_acknowledged_is_lost_by_kill_9(tmp_path, engine_url):
    server = Server(tmp_path, new_database(tmp_path, engine_url))
    secrets = iter(server.prepare(ACKNOWLEDGED + 200))
    acknowledged, lock = [], threading.Lock()

    def work(enough):
        while len(acknowledged) < enough:
            with lock:
                secret = next(secrets)
            try:
                response = send(server, secret)
                while response.status_code == 429:
                    server.forget_limits()
                    response = send(server, secret)
            except (OSError, HTTPException):
                return
            if response.headers.get("Location") == "/done/":
                acknowledged.append(secret)
                if len(acknowledged) % 20 == 0:
                    server.forget_limits()

    for number in range(1, ROUNDS + 1):
        server.start()
        enough = ACKNOWLEDGED * number // ROUNDS
        threads = [threading.Thread(target=work, args=(enough + 50,)) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        while len(acknowledged) < enough and any(thread.is_alive() for thread in threads):
            threads[0].join(0.002)
        server.kill()
        for thread in threads:
            thread.join()
    assert len(acknowledged) >= ACKNOWLEDGED
    server.start()
    try:
        with ThreadPoolExecutor(8) as pool:
            codes = list(pool.map(lambda secret: code_of(server, secret), acknowledged))
            lost = 0
            for start in range(0, len(codes), 15):
                server.forget_limits()
                lost += sum(
                    not good
                    for good in pool.map(
                        lambda code: opens(server, code), codes[start : start + 15]
                    )
                )
    finally:
        server.kill()
    assert lost == 0
    assert len(set(codes)) == len(acknowledged)
    check_no_orphans(server)


def check_no_orphans(server):
    """Every case has its complaint and its wraps, and every wrap has an owner."""
    url = server.environment["DATABASE_URL"]
    questions = [
        "SELECT count(*) FROM intake_case c WHERE (SELECT count(*) FROM intake_wrap w"
        " WHERE w.owner = c.owner AND w.kind IN ('team', 'recovery', 'code')) <> 3",
        "SELECT count(*) FROM intake_case WHERE complaint_id IS NULL",
        "SELECT count(*) FROM intake_complaint p WHERE NOT EXISTS"
        " (SELECT 1 FROM intake_case c WHERE c.owner = p.id)",
        "SELECT count(*) FROM intake_wrap w WHERE NOT EXISTS"
        " (SELECT 1 FROM intake_case c WHERE c.owner = w.owner)"
        " AND NOT EXISTS (SELECT 1 FROM intake_draft d WHERE d.id = w.owner)",
        "SELECT count(*) FROM intake_case c JOIN intake_draft d ON d.id = c.owner",
    ]
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection:
            answers = [connection.execute(question).fetchone()[0] for question in questions]
    else:
        import sqlite3

        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        answers = [connection.execute(question).fetchone()[0] for question in questions]
        connection.close()
    assert answers == [0] * len(questions)


@pytest.mark.slow
@pytest.mark.postgres
def test_r03_fifty_identical_posts_are_one_case_with_one_code(tmp_path, engine_url):
    with running(tmp_path, engine_url, drafts=IDENTICAL) as (server, secrets):
        codes = []
        with ThreadPoolExecutor(50) as pool:
            for secret in secrets:
                server.forget_limits()
                answers = list(pool.map(lambda _n, s=secret: send(server, s), range(25)))
                server.forget_limits()
                answers += list(pool.map(lambda _n, s=secret: send(server, s), range(25)))
                places = {
                    answer.headers.get("Location")
                    for answer in answers
                    if answer.status_code == 302
                }
                # Late ones find nothing left to send, and are told so; none makes a second case.
                assert places == {"/done/"}
                assert {answer.status_code for answer in answers} <= {302, 404}
                codes.append({code_of(server, secret) for _ in range(3)})
        assert all(len(shown) == 1 for shown in codes)
        assert len(set.union(*codes)) == len(secrets)
    check_no_orphans(server)


WORDS = [
    b"",
    b"x",
    b"\x00",
    b"\xff\xfe",
    b"%",
    b"%zz",
    b"%00",
    b"%ff%fe",
    b"%ed%a0%80",
    b"me",
    b"yes",
    b"-1",
    b"1e999",
    "٣".encode(),
    b"9" * 400,
    b"9" * 6000,
    b"<script>",
    b"' OR 1=1 --",
    b"{{7*7}}",
    b"../../etc/passwd",
    b"a" * 5000,
    "‮".encode(),
    "𝟙".encode(),
    b"2026",
    b"NaN",
]
NAMES = [
    b"filing_for",
    b"where",
    b"went_wrong",
    b"given_names",
    b"birth_date_y",
    b"birth_date_m",
    b"birth_date_d",
    b"story",
    b"ways",
    b"phone",
    b"email",
    b"code",
    b"name",
    b"true",
    b"skip",
    b"done",
    b"save",
    b"lane",
    b"to",
    b"seen",
    b"text",
    b"login",
    b"password",
    b"keep",
    b"csrfmiddlewaretoken",
    b"",
    b"\xff",
    b"%00",
    b"a[b]",
    b"days_held",
    b"due_out_time",
    b"reasons",
    b"state",
]
PATHS = [
    "/ask/filer/",
    "/ask/custody/",
    "/ask/born/",
    "/ask/story/",
    "/ask/detainers/",
    "/ask/detainers/new/",
    "/ask/detainers/0/",
    "/ask/detainers/99999999999999999999/drop/",
    "/ask/reach/",
    "/ask/harm/",
    "/ask/nowhere/",
    "/check/",
    "/more/",
    "/return/",
    "/erase/",
    "/done/",
    "/leave/",
    "/",
    "/office/",
    "/office/account/login/",
    "/office/account/second/",
    "/office/set-password/",
    "/office/cases/ZZZ-ZZZ/move/",
    "/office/people/invite/",
    "/office/welcome/%00/",
    "/%ff/",
    "/no/such/",
]


def malformed(rng):
    """Return (path, headers, body) of one post that no form of ours would send."""
    pairs = [rng.choice(NAMES) + b"=" + rng.choice(WORDS) for _ in range(rng.randint(0, 12))]
    if rng.random() < 0.7:
        pairs.append(b"csrfmiddlewaretoken=" + TOKEN.encode())
    body = rng.choice([b"&", b"&", b"&", b";", b"\r\n"]).join(pairs)
    kind = rng.random()
    content_type = FORM
    if kind < 0.05:
        content_type = rng.choice(
            [
                "",
                "text/plain",
                "application/json",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                FORM + "; charset=foo",
                FORM + "; charset=utf-16",
                '"',
                "a/b; =;",
            ]
        )
    elif kind < 0.07:
        body = b"&".join(b"x=1" for _ in range(rng.choice([299, 301, 5000])))
    elif kind < 0.1:
        body = os.urandom(rng.randint(1, 2000))
    elif kind < 0.11:
        body = b"story=" + b"a" * 1_600_000
    headers = {"Content-Type": content_type}
    if rng.random() < 0.03:
        headers["Origin"] = rng.choice(["null", "https://evil.example", "%"])
    if rng.random() < 0.03:
        headers["Host"] = rng.choice(["evil.example", "127.0.0.1:99999", "[", ""])
    if rng.random() < 0.03:
        headers["X-Forwarded-For"] = rng.choice(["", ",", "x" * 200, "::1", "1.2.3.4, y"])
    return rng.choice(PATHS), headers, body


@pytest.mark.slow
def test_r06_no_malformed_post_breaks_the_server(tmp_path, engine_url):
    with running(tmp_path, engine_url, drafts=40) as (server, secrets):

        def work(number):
            rng, found = random.Random(number), []
            for place in range(MALFORMED // 8):
                cookies = {} if rng.random() < 0.3 else {"__Host-visit": rng.choice(secrets)}
                if rng.random() < 0.02:
                    cookies["__Host-visit"] = rng.choice(["é", '"', "x" * 3000, "%00"])
                if place % 15 == 0:
                    server.forget_limits()
                    client = HttpClient(server)
                client.cookies = {"__Host-csrf": TOKEN} | cookies
                path, headers, body = malformed(rng)
                try:
                    response = client.request("POST", path, body, **headers)
                except (
                    ConnectionError,
                    UnicodeEncodeError,
                    __import__("http").client.HTTPException,
                ):
                    continue
                missing = [
                    name for name, value in HEADERS.items() if response.headers.get(name) != value
                ]
                found.append((response.status_code, path, missing))
            return found

        with ThreadPoolExecutor(8) as pool:
            answers = [answer for found in pool.map(work, range(8)) for answer in found]
    log = server.log.read_text()
    assert len(answers) > MALFORMED * 0.95
    assert [answer for answer in answers if answer[0] >= 500] == [], log[-2000:]
    assert [answer for answer in answers if answer[2]] == []
    assert "Traceback" not in log
    # The posts reached the views: they were read, refused, asked again and taken.
    assert {302, 400, 403, 404, 405, 413, 422} <= {answer[0] for answer in answers}


RAW = [
    b"GET / HTTP/9.9\r\n\r\n",
    b"marker-in-a-line\r\n\r\n",
    b"GET /marker-in-a-path HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"GET /marker-in-a-path HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: marker\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\nContent-Length: 4\r\n\r\nmarker",
    b"GET /marker" + b"x" * 9000 + b" HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nmarker-header\r\n\r\n",
    b"\x16\x03\x01marker",
    b"TRACE /marker HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"CONNECT marker:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"PROPFIND / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
]


def test_s03_s37_what_is_no_request_of_ours_is_refused_and_not_written_down(tmp_path, engine_url):
    with running(tmp_path, engine_url) as (server, _secrets):
        for raw in RAW:
            with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
                connection.sendall(raw)
                connection.shutdown(socket.SHUT_WR)
                answer = connection.recv(200)
            status = int(answer.split()[1]) if answer else 400
            assert 400 <= status < 500 or status == 501, raw  # 501: an unknown transfer coding
        assert HttpClient(server).get("/").status_code == 200
    log = server.log.read_text()
    assert "marker" not in log and "127.0.0.1" not in log
