"""Slow and large requests (S26), on gunicorn alone; bench/slow.py has a proxy in front, too."""

import http.client
import socket
import threading
import time

import pytest

from intake.web.worker import PEEK_BYTES, is_whole
from tests.server import FORM, TOKEN, HttpClient, running

COOKIE = f"Cookie: __Host-csrf={TOKEN}\r\n".encode()
HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = (
    b"POST /return/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
    + FORM.encode()
    + b"\r\n"
    + COOKIE
    + b"Content-Length: 1000\r\n\r\ncode="
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running(tmp_path_factory.mktemp("slow")) as (server, _drafts):
        HttpClient(server).get("/")
        yield server


def drip(server, start, count, going, ended):
    """Hold so many connections open, each with a byte now and then. Notes which were ended."""
    lines = [socket.create_connection(("127.0.0.1", server.port), 60) for _ in range(count)]
    for line in lines:
        line.sendall(start)
    while going():
        for number, line in enumerate(lines):
            try:
                line.sendall(b"a")
            except OSError:
                ended.add((start, number))
        time.sleep(0.5)
    for line in lines:
        line.close()


@pytest.mark.skipif(not hasattr(socket, "SO_RCVLOWAT"), reason="no such system")
def test_s26_slow_requests_hold_no_thread_and_are_ended(site, capsys):
    going, ended, taken = [True], set(), []
    threads = [
        threading.Thread(target=drip, args=(site, start, 200, lambda: going, ended))
        for start in (HEAD, BODY)
    ]
    for thread in threads:
        thread.start()
    begun = time.monotonic()
    try:
        # Each is looked at when a byte comes, and ended when it is late.
        while len(ended) < 400 and time.monotonic() - begun < 180:
            start = time.monotonic()
            assert HttpClient(site).get("/").status_code == 200
            taken.append(time.monotonic() - start)
            time.sleep(0.1)
    finally:
        going.clear()
        for thread in threads:
            thread.join()
    with capsys.disabled():
        print(
            f"\n  400 slow connections: a page took {sorted(taken)[len(taken) // 2]:.2f} s,"
            f" at most {max(taken):.2f} s; {len(ended)} were ended"
        )
    assert len(ended) == 400
    assert "Traceback" not in site.log.read_text()


def large(server, head, body):
    """Send a head and some of its body. Return (status, seconds until it came)."""
    start = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), 30) as line:
        line.sendall(head + body)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        return answer.status, time.monotonic() - start


def post(path, length, kind=FORM):
    return (
        (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\n"
            f"Content-Length: {length}\r\n"
        ).encode()
        + COOKIE
        + b"\r\n"
    )


FIELDS = b"&".join(b"f%d=1" % number for number in range(100_000))


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (post("/return/", 2_000_000_000), b"code=", {413}),
        (post("/files/", 2_000_000_000, "multipart/form-data; boundary=x"), b"--x\r\n", {413}),
        (post("/return/", len(FIELDS)), FIELDS, {400, 413}),
        (post("/return/", 10_000_000, "application/json"), b"[" * 1_000_000, {400, 413}),
        (post("/ask/filer/", 10_000_000, "application/json"), b"[" * 1_000_000, {400, 413}),
    ],
    ids=["2 GB", "a file of 2 GB", "100,000 fields", "10 MB of JSON", "10 MB of JSON to a page"],
)
def test_s26_what_is_too_large_is_refused_at_once(site, head, body, expected):
    status, seconds = large(site, head, body)
    assert status in expected
    assert max(site.peaks().values()) < 300
    assert HttpClient(site).get("/").status_code == 200


@pytest.mark.parametrize(
    ("seen", "whole"),
    [
        (b"", False),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", False),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\ncode", False),
        (b"POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\ncode", True),
        (b"POST / HTTP/1.1\r\ncontent-length:\t4\r\n\r\ncode", True),
        (b"POST / HTTP/1.1\r\nX: Content-Length: 9\r\n\r\ncode", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 9000000\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", True),
        (b"x" * PEEK_BYTES, True),
    ],
)
def test_a_request_waits_until_its_head_and_a_small_body_are_there(seen, whole):
    assert is_whole(seen) is whole
