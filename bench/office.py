"""The office at 1,000, 100,000 and 1,000,000 cases: median and p95 of each page, as served.

By itself: `python -m bench.office 1000 100000` (sizes), with `--engine sqlite` or `postgresql` for
one of the two. `make bench` takes the sizes of BENCH_SIZES, or 1,000 alone.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.server import ROOT, TOKEN, HttpClient, running, send

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000").split(",")]
TIMES = int(os.environ.get("BENCH_TIMES", "20"))
DRAFTS = 20
# Goals in milliseconds at a million cases on PostgreSQL, by the kind of a page.
GOALS = {"list": 100, "filter": 100, "search": 150, "case": 100, "numbers": 300}
# A list at the largest size against the smallest, and so a submission.
MOST_TIMES = {"list": 2.0, "filter": 2.0, "submit": 1.3}


def child(server, *arguments):
    run = subprocess.run(
        [sys.executable, "-m", "bench.seed", *arguments],
        env=server.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def log_in(server):
    """Return a client that is logged in as cora. The six numbers may be used once only."""
    from tests.prepare import PASSWORD
    from tests.second_factor import SEED, numbers

    for _ in range(3):
        client = HttpClient(server)
        client.post("/office/account/login/", {"login": "cora", "password": PASSWORD})
        answer = client.post("/office/account/second/", {"code": numbers(SEED)})
        if answer.status_code == 302 and "login" not in answer.headers["Location"]:
            client.cookies["__Host-csrf"] = TOKEN
            return client
        time.sleep(30 - time.time() % 30 + 0.5)
    raise AssertionError("no login")


def timed(act):
    taken = []
    for number in range(TIMES + 2):
        start = time.perf_counter()
        answer = act(number)
        taken.append((time.perf_counter() - start) * 1000)
        assert answer.status_code in (200, 302), answer.status_code
    # The first two fill caches of the engine and the process.
    taken = sorted(taken[2:])
    return median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def page_200(client):
    """Return the address of page 200 of the open cases, or of the last one there is."""
    path = "/office/?tab=open"
    for _ in range(199):
        page = client.get(path).content.decode()
        later = re.search(r'href="\?([^"]+)" rel="next"', page)
        if not later:
            break
        path = "/office/?" + later[1].replace("&amp;", "&")
    return path


def openable(server):
    """Return references of cases that are sealed in full, and open."""
    code = (
        "import django; django.setup()\n"
        "from intake.models import Case\n"
        "print(*Case.objects.filter(complaint__edition='bench', sort_key__lt='5', assigned_to=None)"
        ".values_list('reference', flat=True)[:40])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=server.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


def pages(server, client):
    """Return {name: act(number)} of all that is measured."""
    far = page_200(client)
    cases = openable(server)

    def get(path):
        return lambda _number: client.get(path)

    def take_and_note(number):
        case = cases[number % len(cases)]
        client.post(f"/office/cases/{case}/take/")
        return client.post(f"/office/cases/{case}/note/", {"text": "a note"})

    def one(number, query=""):
        return client.get(f"/office/cases/{cases[number % len(cases)]}/{query}")

    acts = {
        "queue, first page": ("list", get("/office/")),
        "queue, page 200": ("list", get(far)),
    }
    for tab in ("nobody", "mine", "asking", "office", "ready", "closed", "all", "automatic"):
        acts[f"tab {tab}"] = ("list", get(f"/office/?tab={tab}"))
    for name, query in FILTERS.items():
        acts[name] = ("filter", get(f"/office/?{query}"))
    return acts | {
        "search by name": (
            "search",
            lambda n: client.post("/office/find/", {"q": "Anma Rodriguez"}),
        ),
        "search by A-number": (
            "search",
            lambda n: client.post("/office/find/", {"q": f"A{700 + n:09d}"}),
        ),
        "case page": ("case", one),
        "case page in its list": ("case", lambda n: one(n, "?list=tab%3Dopen%26state%3DTX")),
        "take and note": ("write", take_and_note),
        "today": ("list", get("/office/today/")),
        "follow-ups": ("list", get("/office/follow-ups/")),
        "dashboard": ("numbers", get("/office/dashboard/")),
    }


FILTERS = {
    "filter state and language": "state=TX&reads=am",
    "filter jail, state, problem": "where=held&state=CA&problem=profiling",
    "filter rare state, last day": "state=WY&last_day=14",
    "filter usual problem": "problem=wrong_match",
    "filter rare problem": "problem=conditions_or_abuse",
    "filter rare code": "code=mixed_file",
    "filter last day within 60": "last_day=60",
    "filter rare outcome": "tab=closed&outcome=same_as",
    "filter papers, how it began": "papers=yes&began=border",
}


def measure(server, drafts, size):
    """Print a line for each page. Return {name: (kind, median)}."""
    client = log_in(server)
    client.post("/office/dashboard/again/")
    bare = json.loads(child(server, "bare"))
    found = {}
    for name, (kind, act) in pages(server, client).items():
        middle, highest = timed(act)
        found[name] = (kind, middle)
        show(size, name, kind, middle, highest, bare)
    rest = iter(drafts)

    def submit(_number):
        server.forget_limits()
        return send(server, next(rest))

    taken = sorted(_one(submit) for _ in range(DRAFTS))
    found["submit"] = ("submit", median(taken))
    show(size, "submit", "submit", median(taken), taken[-2], bare)
    start = time.perf_counter()
    client.post("/office/dashboard/again/")
    print(f"  {size:9,d}  counting all numbers anew: {time.perf_counter() - start:.1f} s")
    return found


def show(size, name, kind, middle, highest, bare):
    ratio = f", {middle / bare[kind]:5.0f} times its bare SQL" if kind in bare else ""
    missed = "  MISSES THE GOAL" if middle > GOALS.get(kind, middle) else ""
    print(
        f"  {size:9,d}  {name:28s} median {middle:6.0f} ms, p95 {highest:6.0f} ms{ratio}{missed}",
        flush=True,
    )


def compare(first, last):
    """Print how the figures grew from the smallest size to the largest."""
    for name, (kind, middle) in last.items():
        times = middle / first[name][1]
        missed = "  MISSES THE GOAL" if times > MOST_TIMES.get(kind, times) else ""
        if kind in MOST_TIMES:
            print(f"  {name:28s} {times:4.1f} times the figure at the smallest size{missed}")


def _one(act):
    start = time.perf_counter()
    assert act(0).status_code == 302
    return (time.perf_counter() - start) * 1000


def bench_office(engine, engine_url="", sizes=None):
    sizes = sizes or SIZES
    print(f"The office on {engine}:")
    with tempfile.TemporaryDirectory() as folder:
        number = DRAFTS * len(sizes)
        with running(Path(folder), engine_url, drafts=number) as (server, drafts):
            done, first = 0, None
            for place, size in enumerate(sizes):
                start = time.perf_counter()
                child(server, str(done), str(size))
                print(f"  {size:9,d}  seeded in {time.perf_counter() - start:.0f} s", flush=True)
                part = drafts[place * DRAFTS : (place + 1) * DRAFTS]
                found, done = measure(server, part, size), size
                first = first or found
            if len(sizes) > 1:
                compare(first, found)


def main():
    from tests.run import postgres

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int, help="how many cases, rising")
    asked.add_argument("--engine", choices=("sqlite", "postgresql"))
    given = asked.parse_args()
    if given.engine != "postgresql":
        bench_office("SQLite", sizes=given.sizes)
    if given.engine != "sqlite":
        with postgres() as (address, _folder):
            bench_office("PostgreSQL", address, given.sizes)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main()
