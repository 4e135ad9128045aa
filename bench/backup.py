"""Backups under load (R10): made while people write, killed in the middle, restored elsewhere.

`python -m bench.backup` prints a table for both engines; BENCH_CASES says how many cases, each
with a file. With "fill" or "check" it is a process of its own, with a server's settings.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import django

from intake.backups.folder import backups_in
from tests.backups.journey import KEYS, Writers, all_bytes, code_of, empty_place, manage, start
from tests.environment import ENVIRONMENT
from tests.run import postgres
from tests.server import HttpClient, running

CASES = int(os.environ.get("BENCH_CASES", "2000"))
FILE_BYTES = 150_000
WRITES_A_SECOND, WRITERS = 50, 8
DRAFTS, ERASED, KILLS = 1500, 50, 5
MARK = "zqBENCHmark"


def fill(count):
    """File so many cases, each with a file. Print their codes."""
    from django.db import transaction

    for start_at in range(0, count, 50):
        with transaction.atomic():
            for _number in range(min(50, count - start_at)):
                print(_file())


def _file():
    from django.utils import timezone

    from intake.attachments import actions as attachments
    from intake.attachments.models import Attachment
    from intake.cases import submission
    from intake.complaints import drafts
    from intake.flow.complaint import COMPLAINT
    from intake.flow.sample import sample
    from intake.models import Wrap
    from intake.storage import store
    from intake.vault import envelopes

    now = timezone.now()
    answers = sample(COMPLAINT)
    answers["story"] = answers["story"] | {"story": f"{MARK} {answers['story']['story']}"}
    secret = drafts.start({"answers": answers, "lane": "full"}, now=now)
    unlocked = envelopes.unlock_with_browser(secret, now)
    statement = {"name": MARK, "said_on": timezone.localdate(now).isoformat()}
    case = submission.submit(unlocked, secret, statement=statement, now=now).unlocked(unlocked.key)
    about = {"what": MARK, "kind": "text", "media_type": "text/plain", "pages": None}
    clear = {"by": None, "added_at": now}
    row = case.new(Attachment, clear=clear, about=about | {"length": FILE_BYTES})
    row.size = attachments._step(FILE_BYTES)
    store.save(row.pk, unlocked.key.seal_file(row.pk, [MARK.encode().ljust(FILE_BYTES)]))
    row.save(force_insert=True)
    return envelopes.stored_code(Wrap.objects.get(pk=unlocked.wrap.pk), secret)


def check(codes):
    """Print how many codes open a case with all that is in it, and how many open none."""
    from django.utils import timezone

    from intake.models import Attachment, Case, Complaint
    from intake.storage import store
    from intake.vault import envelopes

    now, whole, none = timezone.now(), 0, 0
    for code in codes:
        unlocked = envelopes.unlock_with_code(code, now)
        if unlocked is None:
            none += 1
            continue
        complaint = Complaint.objects.get(pk=unlocked.owner)
        answers = unlocked.key.open(complaint, "answers")
        for row in Attachment.objects.filter(case=Case.objects.get(owner=unlocked.owner)):
            assert len(b"".join(unlocked.key.open_file(row.pk, store.read(row.pk)))) == FILE_BYTES
        whole += bool(answers and unlocked.key.open(complaint, "transcript"))
    print(whole, none)


def own(server, what, typed=""):
    """Run a mode of this module with the settings of a server. Return its words."""
    import subprocess

    command = [sys.executable, "-W", "ignore", "-m", "bench.backup", *what]
    run = subprocess.run(
        command, env=server.environment, input=typed, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


def kill_in_the_middle(server, target, after):
    """Kill a backup while it writes. Return whether a finished one is there."""
    process = start(server, "backup", str(target))
    while process.poll() is None and not list(target.glob(".backup-*.part")):
        time.sleep(0.002)
    time.sleep(after)
    process.kill()
    process.communicate()
    return bool(backups_in(target))


def erase(server, codes):
    for number, code in enumerate(codes):
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
        with running(old, engine_url, drafts=DRAFTS) as (server, secrets):
            codes = own(server, ["fill", str(CASES)])
            timed(server, "expire")
            pause = WRITERS / WRITES_A_SECOND
            halves, part = 0, DRAFTS // 3
            with Writers(server, secrets[:part], WRITERS, pause):
                for number in range(KILLS):
                    halves += kill_in_the_middle(server, target, number * 0.2)
            row("killed in the middle", f"{KILLS} times, {halves} finished backups left")
            with Writers(server, secrets[part:], WRITERS, pause) as writers:
                while len(writers.sent) < 30:
                    time.sleep(0.05)
                before = list(writers.sent)
                taken, said = timed(server, "backup", str(target))
                sent = len(writers.sent) - len(before)
            row("backup", f"{taken:.1f} s, {sent / taken:.0f} cases a second sent meanwhile")
            row("", said.strip())
            [made] = backups_in(target)
            row("size", f"{made.stat().st_size / 1e6:.0f} MB")
            server.forget_limits()
            codes += [code_of(server, secret) for secret in before]
            erase(server, codes[:ERASED])
            taken, said = timed(server, "backup", str(target), "--verify", typed=KEYS)
            row("verified in scratch", f"{taken:.1f} s")
            # Long words only: among gigabytes of random bytes any four letters stand somewhere.
            words = [MARK, "intake_case", ENVIRONMENT["PEPPER"], *codes[:50]]
        found = sum(word.encode() in made.read_bytes() for word in words)
        folders = [target, old / "temp", old / "memory", old / "attachments"]
        found += sum(MARK.encode() in data for _path, data in all_bytes(folders))
        row("plain bytes found", found)
        ledger = str(old / "erasures")
        new = empty_place(place / "new", engine_url, ERASURE_LEDGER=ledger)
        taken, said = timed(new, "restore", str(target), typed=KEYS)
        row("restored", f"{taken:.1f} s ({taken / 60:.1f} minutes)")
        [whole, none] = own(new, ["check"], "\n".join(codes[ERASED:]))
        row("acknowledged before it began", f"{len(codes) - ERASED}, opened {whole}, lost {none}")
        [whole, none] = own(new, ["check"], "\n".join(codes[:ERASED]))
        row("erased after it", f"{ERASED}, came back {whole}")


def row(name, words):
    print(f"  {name:30s} {words}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        django.setup()
        fill(int(sys.argv[2]))
    elif sys.argv[1:2] == ["check"]:
        django.setup()
        check(sys.stdin.read().split())
    else:
        bench("SQLite")
        with postgres() as (address, _folder):
            bench("PostgreSQL", address)
