"""What 500 wrong codes from one source cost another person, beside the same page left alone."""

import tempfile
import threading
import time
from pathlib import Path
from statistics import median

from intake.vault import codes
from tests.server import FORM, TOKEN, HttpClient, running, send

TRIES, GUESSERS, LOOKS = 500, 2, 150
# Milliseconds that the page of another person may take longer meanwhile.
MOST_MORE = 20


def guess(server):
    """Try wrong codes from one source. Return how many were looked up, and how many refused."""
    client, answers = HttpClient(server), []
    for _ in range(TRIES // GUESSERS):
        body = f"csrfmiddlewaretoken={TOKEN}&code={codes.new_code()}"
        headers = {"X-Forwarded-For": "198.51.100.7", "Content-Type": FORM}
        answers.append(client.request("POST", "/return/", body, **headers).status_code)
    return answers


def looks(client, going=lambda: True):
    """Return the milliseconds of the status page, one look after another, while it goes on."""
    taken = []
    while len(taken) < LOOKS and going():
        start = time.perf_counter()
        assert client.get("/status/").status_code == 200
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def bench_codes(engine, engine_url=""):
    """Print both medians, and how many of the wrong codes were looked up at all."""
    folder = tempfile.TemporaryDirectory()
    with folder, running(Path(folder.name), engine_url, drafts=1) as (server, [secret]):
        send(server, secret)
        client = HttpClient(server, **{"__Host-visit": secret})
        looks(client)
        alone, answers = looks(client), []
        threads = [
            threading.Thread(target=lambda: answers.extend(guess(server))) for _ in range(GUESSERS)
        ]
        for thread in threads:
            thread.start()
        beside = looks(client, lambda: any(thread.is_alive() for thread in threads))
        for thread in threads:
            thread.join()
    looked_up = sum(status != 429 for status in answers)
    print(
        f"  {engine}, {len(answers)} wrong codes from one source ({looked_up} looked up): another"
        f" person's page {median(alone):.1f} ms alone, {median(beside):.1f} ms meanwhile"
        f" ({len(beside)} looks), {median(beside) / median(alone):.1f} times,"
        f" {median(beside) - median(alone):+.1f} ms (wanted: under {MOST_MORE})",
        flush=True,
    )
