"""What 500 wrong codes from one source cost another person, and whether a near guess shows."""

import random
import tempfile
import threading
import time
from pathlib import Path
from statistics import mean, median
from uuid import uuid4

from intake.vault import codes
from tests.server import FORM, TOKEN, HttpClient, running, send

TRIES, GUESSERS, LOOKS = 500, 2, 150
# Milliseconds that the page of another person may take longer meanwhile.
MOST_MORE = 20
GUESSES = 3000


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


def bench_look_up():
    """Print how much longer a guess takes that begins as a code does, beside any other guess."""
    from django.test.runner import DiscoverRunner
    from django.utils import timezone

    from intake.vault import envelopes
    from intake.vault.row_keys import new_key

    runner = DiscoverRunner(verbosity=0, interactive=False)
    tables = runner.setup_databases()
    try:
        code, now = codes.new_code(), timezone.now()
        for one in [code] + [codes.new_code() for _ in range(500)]:
            envelopes.code_wrap(new_key(uuid4()), one).save(force_insert=True)

        def taken(begin):
            body = begin + codes._random(codes.CODE_LENGTH - 1 - len(begin))
            guess = body + codes._check_character(body)
            start = time.perf_counter()
            envelopes.unlock_with_code(guess, now)
            return (time.perf_counter() - start) * 1000

        pairs = [(taken(code[:15]), taken("")) for _ in range(GUESSES)]
    finally:
        runner.teardown_databases(tables)
    near, far = zip(*pairs, strict=True)
    print(
        f"  a guess with the first 15 signs right {median(near):.3f} ms, any other"
        f" {median(far):.3f} ms, {median(near) / median(far):.3f} times,"
        f" p {chance(pairs):.2f} of {GUESSES} pairs (wanted: less than 0.1 ms apart, or p > 0.05)",
        flush=True,
    )


def chance(pairs, rounds=1000):
    """Return how often a difference as large comes by chance: signs of the pairs are tossed."""
    # One slow turn of the machine would count for a thousand pairs.
    cut = sorted(abs(one - other) for one, other in pairs)[int(len(pairs) * 0.95)]
    apart = [one - other for one, other in pairs if abs(one - other) < cut]
    rng, seen = random.Random(1), abs(mean(apart))
    tossed = (abs(mean(rng.choice((-1, 1)) * one for one in apart)) for _ in range(rounds))
    return sum(one >= seen for one in tossed) / rounds
