"""The limits over HTTP (S25, S28): where they act, what does not help, and who is left alone."""

import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import pytest

from intake.vault import codes
from tests.rounds import rounds
from tests.server import FORM, ROOT, TOKEN, HttpClient, running, send, wait_for_another_hour

POSTS, CLIENTS = rounds(500, 2000), 4
# As our own proxy writes it: its word is the last one, whatever stands before it.
SOURCE, OTHER, CLINIC, GUESSER = (f"203.0.113.{n}" for n in (9, 77, 40, 50))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A server with drafts ready to send: each test comes from an address of its own."""
    with running(tmp_path_factory.mktemp("limits"), drafts=81) as (server, drafts):
        yield server, drafts


@pytest.fixture(autouse=True)
def within_an_hour():
    wait_for_another_hour()


def statuses(server, path, body, forwarded, count=POSTS, **cookies):
    """Post `count` times, a few at once. Return {status: how often}. Arguments are functions."""

    def post(share):
        client, found = HttpClient(server, **cookies), []
        for number in share:
            headers = {"Content-Type": FORM, "X-Forwarded-For": forwarded(number)}
            text = f"csrfmiddlewaretoken={TOKEN}&{body(number)}"
            found.append(client.request("POST", path, text, **headers).status_code)
            client.cookies.pop("__Host-visit", None)
        return found

    with ThreadPoolExecutor(CLIENTS) as pool:
        shares = [range(start, count, CLIENTS) for start in range(CLIENTS)]
        return Counter(status for found in pool.map(post, shares) for status in found)


def begin(server, forwarded, count=POSTS):
    return statuses(server, "/ask/filer/", lambda n: "filing_for=me", forwarded, count)


@pytest.mark.slow
def test_s25_many_posts_of_one_source_begin_sixty_drafts(site):
    server, _drafts = site
    assert begin(server, lambda n: SOURCE) == {302: 60, 429: POSTS - 60}
    assert begin(server, lambda n: f"198.51.100.{n % 250}, {SOURCE}") == {429: POSTS}
    assert begin(server, lambda n: OTHER, 4) == {302: 4}


def test_s25_without_a_proxy_the_header_is_not_read_at_all(tmp_path):
    with running(tmp_path, TRUSTED_PROXIES="0") as (server, _drafts):
        assert begin(server, lambda n: f"198.51.100.{n}", 200) == {302: 60, 429: 140}


def file_all(server, secrets, **cookies):
    """Send each draft from one address. Return {status: how often}."""

    def one(secret):
        client = HttpClient(server, **{"__Host-visit": secret}, **cookies)
        body = f"csrfmiddlewaretoken={TOKEN}&name=Sam+Sample&true=on"
        headers = {"Content-Type": FORM, "X-Forwarded-For": CLINIC}
        return client.request("POST", "/check/", body, **headers).status_code

    with ThreadPoolExecutor(CLIENTS) as pool:
        return Counter(pool.map(one, secrets))


def test_s25_thirty_cases_of_one_address_and_forty_with_the_word_of_a_help_day(site):
    server, drafts = site
    assert file_all(server, drafts[:40]) == {302: 30, 429: 10}
    command = [sys.executable, "manage.py", "help_day_word"]
    said = subprocess.check_output(command, cwd=ROOT, env=server.environment, text=True)
    client = HttpClient(server)
    word = re.search(r": ([0-9A-Z-]+) ", said)[1]
    assert client.post("/help-day/", {"word": word}).headers["Location"] == "/before/"
    cookie = {"__Host-day": client.cookies["__Host-day"]}
    assert file_all(server, drafts[40:80], **cookie) == {302: 40}


def look(person, taken):
    """Look at the page where a case stands, and note how many milliseconds that took."""
    start = time.perf_counter()
    assert person.get("/status/").status_code == 200
    taken.append((time.perf_counter() - start) * 1000)


def test_s28_five_hundred_wrong_codes_leave_the_page_of_another_person_alone(site, capsys):
    """Times are printed, and are no part of the answer; `make bench` holds them."""
    server, drafts = site
    send(server, drafts[80])
    person, alone, beside, found = HttpClient(server, **{"__Host-visit": drafts[80]}), [], [], []

    def guess():
        found.append(
            statuses(
                server, "/return/", lambda n: f"code={codes.new_code()}", lambda n: GUESSER, 500
            )
        )

    for _ in range(50):
        look(person, alone)
    guesser, rng = threading.Thread(target=guess), random.Random(1)
    guesser.start()
    while guesser.is_alive():
        look(person, beside)
        time.sleep(rng.random() / 100)
    guesser.join()
    assert found == [{422: 20, 429: 480}]
    assert statuses(server, "/return/", lambda n: "code=x", lambda n: OTHER, 4) == {422: 4}
    with capsys.disabled():
        print(
            f"\n  500 wrong codes: another person's page {median(alone):.1f} ms alone,"
            f" {median(beside):.1f} ms beside them ({len(beside)} looks)"
        )
