"""Backups under load (R10): made while people write, killed in the middle, restored elsewhere.

`python -m bench.backup` prints a table for both engines, or for the one that is named ("SQLite",
"PostgreSQL"); BENCH_CASES says how many cases, each with a file.

A form that is sent costs a processor 40 ms, nearly all of it before the database hears of it. So
that a small machine writes as often as is wanted, most forms are read and sealed before the clock
runs, and are then committed at that pace; others are sent through the server meanwhile.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.forms import FILE_BYTES, MARK
from intake.backups.folder import backups_in, newest
from tests.backups.journey import KEYS, Writers, all_bytes, empty_place, manage, start
from tests.environment import ENVIRONMENT
from tests.run import postgres
from tests.server import ROOT, HttpClient, running

CASES = int(os.environ.get("BENCH_CASES", "2000"))
WRITES_A_SECOND, SENDERS = 50, 2
PREPARED = int(os.environ.get("BENCH_PREPARED", "2000"))
DRAFTS, ERASED, KILLS = 400, 50, 5


def own(server, what, typed=""):
    """Run bench/forms.py with the settings of a server. Return its words."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.forms", *what]
    run = subprocess.run(
        command, env=server.environment, input=typed, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


class Committers:
    """A process that commits prepared forms; `sent` is {browser secret: when} of those that are."""

    def __init__(self, server, count, rate):
        self.sent = {}
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "bench.forms", "write", str(count), str(rate)],
            env=server.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline() == "ready\n"
        self.thread = threading.Thread(target=self._read)

    def _read(self):
        for line in self.process.stdout:
            moment, secret = line.split()
            self.sent[secret] = float(moment)

    def __enter__(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.thread.join()
        self.process.wait()


def kill_in_the_middle(server, target, after):
    """Kill a backup while it writes. Return whether a finished one is there."""
    process = start(server, "backup", str(target))
    while process.poll() is None and not list(target.glob(".backup-*.part")):
        time.sleep(0.002)
    time.sleep(after)
    process.kill()
    process.communicate()
    return bool(backups_in(target))


def erase(server, typed):
    for number, code in enumerate(typed):
        if number % 10 == 0:
            server.forget_limits()
        client = HttpClient(server)
        assert client.post("/return/", {"code": code}).status_code == 302
        assert client.post("/erase/", {}).status_code == 200


def timed(server, *words, typed=""):
    begin = time.monotonic()
    code, said = manage(server, *words, typed=typed)
    assert code == 0, said
    return time.monotonic() - begin, said


def bench(engine, engine_url=""):
    print(f"{engine}, {CASES} cases with a file of {FILE_BYTES // 1000} kB each", flush=True)
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        old, target = place / "old", place / "to"
        old.mkdir()
        with running(old, engine_url, drafts=DRAFTS) as (server, drafts):
            known = own(server, ["fill", str(CASES)])
            timed(server, "expire")
            halves, part = 0, DRAFTS // 2
            with Writers(server, drafts[:part], SENDERS) as writers:
                for number in range(KILLS):
                    halves += kill_in_the_middle(server, target, number * 0.2)
            row("killed in the middle", f"{KILLS} times, {halves} finished backups left")
            known += writers.sent
            with (
                Committers(server, PREPARED, WRITES_A_SECOND) as forms,
                Writers(server, drafts[part:], SENDERS) as writers,
            ):
                while len(writers.sent) < 10 or len(forms.sent) < WRITES_A_SECOND:
                    time.sleep(0.05)
                through_server, begin = list(writers.sent), time.monotonic()
                known += through_server
                known += [secret for secret, at in dict(forms.sent).items() if at < begin]
                taken, said = timed(server, "backup", str(target))
                through_server = len(writers.sent) - len(through_server)
            committed = sum(begin <= at <= begin + taken for at in forms.sent.values())
            row("backup", f"{taken:.1f} s")
            row(
                "written meanwhile",
                f"{(committed + through_server) / taken:.0f} cases a second,"
                f" {through_server / taken:.0f} of them through the server",
            )
            row("", said.strip())
            made = newest(target)
            row("size", f"{made.stat().st_size / 1e6:.0f} MB")
            typed = own(server, ["codes"], "\n".join(known))
            erase(server, typed[:ERASED])
            taken, said = timed(server, "backup", str(target), "--verify", typed=KEYS)
            row("verified in scratch", f"{taken:.1f} s")
            # Long words only: among gigabytes of random bytes any four letters stand somewhere.
            words = [MARK, "intake_case", ENVIRONMENT["PEPPER"], *typed[:50]]
        found = sum(word.encode() in made.read_bytes() for word in words)
        folders = [target, old / "temp", old / "memory", old / "attachments"]
        found += sum(MARK.encode() in data for _path, data in all_bytes(folders))
        row("plain bytes found", found)
        ledger = str(old / "erasures")
        new = empty_place(place / "new", engine_url, ERASURE_LEDGER=ledger)
        taken, said = timed(new, "restore", str(target), typed=KEYS)
        row("restored", f"{taken:.1f} s ({taken / 60:.1f} minutes)")
        [whole, none] = own(new, ["check"], "\n".join(typed[ERASED:]))
        row("acknowledged before it began", f"{len(typed) - ERASED}, opened {whole}, lost {none}")
        [whole, none] = own(new, ["check"], "\n".join(typed[:ERASED]))
        row("erased after it", f"{ERASED}, came back {whole}")


def row(name, words):
    print(f"  {name:30s} {words}", flush=True)


if __name__ == "__main__":
    engines = sys.argv[1:] or ["SQLite", "PostgreSQL"]
    if "SQLite" in engines:
        bench("SQLite")
    if "PostgreSQL" in engines:
        with postgres() as (address, _folder):
            bench("PostgreSQL", address)
