"""Documents, and submissions a second, each beside a baseline measured in the same run."""

import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from bench.codes import bench_codes, bench_look_up
from bench.documents import bench_documents
from bench.office import bench_office
from tests.run import postgres
from tests.server import HttpClient, running, send

COUNT = int(os.environ.get("BENCH_COUNT", "400"))
# A complaint, its transcript, its wraps and its case, as stored for the sample.
SIZE = 24_000


def timed(act, items, clients):
    """Run `act` on every item with so many clients. Return (per second, seconds of each)."""

    def one(item):
        start = time.perf_counter()
        act(item)
        return time.perf_counter() - start

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        taken = list(pool.map(one, items))
    return len(taken) / (time.perf_counter() - start), sorted(taken)


def percent(taken, part):
    return taken[min(len(taken) - 1, int(len(taken) * part))] * 1000


def measure(server, secrets, clients):
    """Return the rates of bare inserts and of submissions, in turns of the same length."""

    def insert(_item):
        answer = HttpClient(server).post("/bare/", {"size": SIZE})
        assert answer.status_code == 200, answer.status_code

    def submit(secret):
        answer = send(server, secret)
        while answer.status_code == 429:
            server.forget_limits()
            answer = send(server, secret)
        assert answer.headers["Location"] == "/done/", answer.status_code

    rates, all_bare, all_sent = [], [], []
    turn = len(secrets) // 4
    for number in range(4):
        part = secrets[number * turn : (number + 1) * turn]
        bare, bare_taken = timed(insert, part, clients)
        sent, sent_taken = timed(submit, part, clients)
        rates.append((bare, sent, sent / bare))
        all_bare += bare_taken
        all_sent += sent_taken
    bare, sent, ratio = (median(column) for column in zip(*rates, strict=True))
    sent_times, bare_times = sorted(all_sent), sorted(all_bare)
    mid, tail = percent(sent_times, 0.5), percent(sent_times, 0.99)
    print(
        f"  {clients:2d} clients: {sent:5.1f} submissions/s, p50 {mid:4.0f} ms, p99 {tail:4.0f} ms"
        f" | bare insert {bare:5.1f}/s, p50 {percent(bare_times, 0.5):4.0f} ms"
        f" | ratio {ratio:.2f}",
        flush=True,
    )


def bench(engine, engine_url=""):
    print(f"{engine}:")
    with tempfile.TemporaryDirectory() as folder:
        more = {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        with running(Path(folder), engine_url, drafts=2 * COUNT, **more) as (server, secrets):
            measure(server, secrets[:COUNT], 8)
            measure(server, secrets[COUNT:], 32)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    bench_documents()
    bench("SQLite")
    bench_codes("SQLite")
    bench_look_up()
    bench_office("SQLite")
    with postgres() as (address, _folder):
        bench("PostgreSQL", address)
        bench_codes("PostgreSQL", address)
        bench_office("PostgreSQL", address)
