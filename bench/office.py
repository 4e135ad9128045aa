"""The office at 1,000, 100,000 and 1,000,000 cases: median and p95 of each page, as served."""

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

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,100000,1000000").split(",")]
TIMES = int(os.environ.get("BENCH_TIMES", "20"))
DRAFTS = 20


def child(server, *arguments):
    run = subprocess.run(
        [sys.executable, "-m", "bench.seed", *arguments],
        env=server.environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
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
        "print(*Case.objects.filter(complaint__edition='bench', rank__lt='5', assigned_to=None)"
        ".values_list('reference', flat=True)[:40])"
    )
    run = subprocess.run([sys.executable, "-c", code], env=server.environment, cwd=ROOT,
                         capture_output=True, text=True, check=True)  # fmt: skip
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

    acts = {"queue, first page": get("/office/"), "queue, page 200": get(far)}
    for tab in ("nobody", "mine", "asking", "office", "ready", "closed"):
        acts[f"tab {tab}"] = get(f"/office/?tab={tab}")
    return acts | {
        "filter state and language": get("/office/?state=TX&reads=am"),
        "filter jail, state, problem": get("/office/?where=held&state=CA&problem=profiling"),
        "filter rare state, last day": get("/office/?state=WY&last_day=14"),
        "search by name": lambda n: client.post("/office/find/", {"q": "Anma Rodriguez"}),
        "search by A-number": lambda n: client.post("/office/find/", {"q": f"A{700 + n:09d}"}),
        "case page": lambda n: client.get(f"/office/cases/{cases[n % len(cases)]}/"),
        "take and note": take_and_note,
        "today": get("/office/today/"),
        "dashboard": get("/office/dashboard/"),
    }


def measure(server, drafts, size):
    """Print a line for each page. Return {name: median}."""
    client = log_in(server)
    client.post("/office/dashboard/again/")
    bare = json.loads(child(server, "bare"))
    found = {}
    for name, act in pages(server, client).items():
        middle, most = timed(act)
        found[name] = middle
        ratio = f", {middle / bare['list']:4.0f} times its bare SQL" if "queue" in name else ""
        print(f"  {size:9,d}  {name:28s} median {middle:6.0f} ms, p95 {most:6.0f} ms{ratio}",
              flush=True)  # fmt: skip
    rest = iter(drafts)

    def submit(_number):
        server.forget_limits()
        return send(server, next(rest))

    taken = sorted(_one(submit) for _ in range(DRAFTS))
    found["submit"] = median(taken)
    print(f"  {size:9,d}  {'submit':28s} median {median(taken):6.0f} ms, p95 {taken[-2]:6.0f} ms")
    start = time.perf_counter()
    client.post("/office/dashboard/again/")
    print(f"  {size:9,d}  counting all numbers anew: {time.perf_counter() - start:.1f} s")
    return found


def _one(act):
    start = time.perf_counter()
    assert act(0).status_code == 302
    return (time.perf_counter() - start) * 1000


def bench_office(engine, engine_url=""):
    print(f"The office on {engine}:")
    with tempfile.TemporaryDirectory() as folder:
        number = DRAFTS * len(SIZES)
        with running(Path(folder), engine_url, drafts=number) as (server, drafts):
            done, first = 0, None
            for place, size in enumerate(SIZES):
                start = time.perf_counter()
                child(server, str(done), str(size))
                print(f"  {size:9,d}  seeded in {time.perf_counter() - start:.0f} s", flush=True)
                part = drafts[place * DRAFTS : (place + 1) * DRAFTS]
                found, done = measure(server, part, size), size
                first = first or found
            for name in ("queue, first page", "submit"):
                print(f"  {name}: {found[name] / first[name]:.1f} times the figure at {SIZES[0]:,}")
