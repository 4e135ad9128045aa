"""The desk beside a bare view of as many bytes: CPU milliseconds of each page, in one process.

`python -m bench.desk 1000 100000`: sizes, rising. The bare view reads the same session and its
volunteer, and answers with as many bytes; both go through all of the site's middleware.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

TIMES = int(os.environ.get("BENCH_TIMES", "15"))
GOAL = 10


def _cpu(act):
    taken = []
    for _ in range(TIMES + 3):
        start = time.process_time()
        answer = act()
        taken.append((time.process_time() - start) * 1000)
        assert answer.status_code == 200, answer.status_code
    return median(taken[3:]), len(answer.content)


def measure(size):
    """Print a line for each page of the desk, as cora sees it."""
    import django

    django.setup()
    from django.test import Client

    from intake.accounts.models import Volunteer
    from intake.models import Case
    from tests.conftest import log_in

    client: Client = log_in(Volunteer.objects.get(username="cora"))
    sealed = Case.objects.filter(complaint__edition="bench", sort_key__lt="5").first()
    pages = {
        "queue": "/office/",
        "today": "/office/today/",
        "follow-ups": "/office/follow-ups/",
        "case": f"/office/cases/{sealed.reference}/",
        "case in a list": f"/office/cases/{sealed.reference}/?list=tab%3Dopen",
    }
    for name, path in pages.items():
        middle, bytes_sent = _cpu(lambda path=path: client.get(path))
        bare, _same = _cpu(lambda size=bytes_sent: client.get(f"/bare-page/{size}/"))
        ratio = middle / bare
        missed = "  MISSES THE GOAL" if ratio > GOAL else ""
        print(
            f"  {size:9,d}  {name:16s} {middle:5.1f} ms, {bytes_sent / 1000:6.1f} kB,"
            f" bare {bare:4.2f} ms: {ratio:4.1f} times{missed}",
            flush=True,
        )


def bench_desk(sizes, database=None):
    from tests.environment import ENVIRONMENT
    from tests.server import ROOT, new_database

    with tempfile.TemporaryDirectory() as folder:
        database = database or new_database(Path(folder))
        environment = os.environ | ENVIRONMENT | {"DATABASE_URL": database, "PYTHONPATH": str(ROOT)}
        seeding = environment | {"DJANGO_SETTINGS_MODULE": "intake.settings"}
        measuring = environment | {"DJANGO_SETTINGS_MODULE": "bench.in_process"}
        done = 0
        for size in sizes:
            command = [sys.executable, "-m", "bench.seed", str(done), str(size)]
            subprocess.run(command, env=seeding, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            command = [sys.executable, "-m", "bench.desk", "measure", str(size)]
            subprocess.run(command, env=measuring, cwd=ROOT, check=True)
            done = size


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure(int(sys.argv[2]))
    else:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django

        django.setup()
        bench_desk([int(size) for size in sys.argv[1:]] or [1000])
