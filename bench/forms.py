"""Forms with a server's settings, in a process of its own: for the bench of backups.

`python -m bench.forms fill COUNT` files cases, each with a file; "write COUNT RATE" commits forms
that were prepared, at a pace; "codes" and "check" read what they look at from standard input.
"""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import django

FILE_BYTES = 150_000
COMMITTERS = 8
MARK = "zqBENCHmark"


def prepare(answers, now):
    """Read and seal a form up to its last step. Return (browser secret, unlocked, that step)."""
    from django.db import transaction

    from intake.cases import submission
    from intake.complaints import drafts
    from intake.complaints.models import Draft
    from intake.vault import envelopes

    stored = {"answers": answers, "lane": "full"}
    secret = drafts.start(stored, now=now)
    unlocked = envelopes.unlock_with_browser(secret, now)
    write = submission._new_case(unlocked, secret, answers, stored, now, False)

    def commit():
        with transaction.atomic():
            case = write()
            Draft.objects.filter(pk=unlocked.owner).delete()
        return case

    return secret, unlocked, commit


def _answers():
    from django.utils import timezone

    from intake.flow.complaint import COMPLAINT
    from intake.flow.sample import sample

    answers = sample(COMPLAINT)
    answers["story"] = answers["story"] | {"story": f"{MARK} {answers['story']['story']}"}
    today = timezone.localdate().isoformat()
    return answers | {"statement": {"name": MARK, "said_on": today}}


def fill(count):
    """File so many cases, each with a file. Print their browser secrets."""
    from django.utils import timezone

    answers = _answers()
    for _number in range(count):
        print(_file(answers, timezone.now()))


def _file(answers, now):
    from intake.attachments import actions as attachments
    from intake.attachments.models import Attachment
    from intake.storage import store

    secret, unlocked, commit = prepare(answers, now)
    case = commit().unlocked(unlocked.key)
    about = {"what": MARK, "kind": "text", "media_type": "text/plain", "pages": None}
    clear = {"by": None, "added_at": now}
    row = case.new(Attachment, clear=clear, about=about | {"length": FILE_BYTES})
    row.size = attachments._step(FILE_BYTES)
    store.save(row.pk, unlocked.key.seal_file(row.pk, [MARK.encode().ljust(FILE_BYTES)]))
    row.save(force_insert=True)
    return secret


def write(count, rate):
    """Prepare so many forms, wait for a line, then commit as many a second until it ends.

    Prints "ready", and for each that is committed the moment and its browser secret.
    """
    from django.utils import timezone

    answers = _answers()
    forms = iter([prepare(answers, timezone.now()) for _ in range(count)])
    print("ready", flush=True)
    sys.stdin.readline()
    begin, lock, turn = time.monotonic(), threading.Lock(), 0

    def work(_number):
        nonlocal turn
        while True:
            with lock:
                due, turn = begin + turn / rate, turn + 1
                secret, _unlocked, commit = next(forms, (None, None, None))
            if secret is None:
                return
            time.sleep(max(0, due - time.monotonic()))
            commit()
            with lock:
                print(time.monotonic(), secret, flush=True)

    with ThreadPoolExecutor(COMMITTERS) as pool:
        list(pool.map(work, range(COMMITTERS)))


def codes(secrets):
    """Print the code of each browser secret."""
    from django.utils import timezone

    from intake.models import Wrap
    from intake.vault import envelopes

    for secret in secrets:
        wrap = envelopes.unlock_with_browser(secret, timezone.now()).wrap
        print(envelopes.stored_code(Wrap.objects.get(pk=wrap.pk), secret))


def check(typed):
    """Print how many codes open a case with all that is in it, and how many open none."""
    from django.utils import timezone

    from intake.models import Attachment, Case, Complaint
    from intake.storage import store
    from intake.vault import envelopes

    now, whole, none = timezone.now(), 0, 0
    for code in typed:
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


MODES = {
    "fill": lambda words: fill(int(words[0])),
    "write": lambda words: write(int(words[0]), float(words[1])),
    "codes": lambda words: codes(sys.stdin.read().split()),
    "check": lambda words: check(sys.stdin.read().split()),
}

if __name__ == "__main__":
    django.setup()
    MODES[sys.argv[1]](sys.argv[2:])
