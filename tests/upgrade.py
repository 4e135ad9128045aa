"""The last release goes on working with the tables of this one, on SQLite and PostgreSQL.

Between `migrate` and the restart of the last host, code of the release before writes into tables of
this one. So its own code, taken from the history, starts with them, and submits, logs in, and takes
a case; then this release reads what it wrote. `.ci/run` runs it.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.run import postgres

ROOT = Path(__file__).resolve().parent.parent
RELEASE = (ROOT / "tests" / "release.txt").read_text().strip()

# Run in a tree, with the helpers of its own tests: "new" makes the tables and a team, "work"
# submits, logs in and takes a case, "read" looks at each case that is given.
PROGRAM = """
import os, subprocess, sys, time
from pathlib import Path
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()
from tests.server import HttpClient, Server, TOKEN, send
from tests.second_factor import SEED, numbers
from tests.prepare import PASSWORD

task, folder, database, *references = sys.argv[1:]
server = Server(Path(folder), database)
server.environment["STATIC_DIR"] = f"{folder}/static"
collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v", "0"]


def login(name):
    for _ in range(3):
        client = HttpClient(server)
        client.post("/office/account/login/", {"login": name, "password": PASSWORD})
        answer = client.post("/office/account/second/", {"code": numbers(SEED)})
        if answer.status_code == 302 and "login" not in answer.headers["Location"]:
            client.cookies["__Host-csrf"] = TOKEN
            return client
        time.sleep(30 - time.time() % 30 + 0.5)  # six digits may be used once only
    raise AssertionError("no login")


def case(client, reference):
    answer = client.get(f"/office/cases/{reference}/")
    assert answer.status_code == 200, (reference, answer.status_code)
    page = answer.content.decode()
    assert "cannot be opened" not in page, reference
    return page


if task == "new":
    server.manage("office")
else:
    subprocess.run(collect, env=server.environment, check=True)
    secrets = server.prepare(3) if task == "work" else []
    server.start()
    try:
        for secret in secrets:
            answer = send(server, secret)
            assert answer.headers["Location"] == "/done/", answer.status_code
        client = login("ben" if task == "work" else "dan")
        page = client.get("/office/").content.decode()
        found = {part.split("/")[0] for part in page.split("/office/cases/")[1:]} - {""}
        references = references or sorted(found)
        assert len(references) >= len(secrets), page
        for reference in references:
            case(client, reference)
        if task == "work":
            answer = client.post(f"/office/cases/{references[0]}/take/")
            assert answer.status_code == 302, answer.status_code
            assert "Ben" in case(client, references[0])
        print(" ".join(references))
    finally:
        server.kill()
"""


def run(tree, *words):
    """Run the program in a tree. Return what it prints."""
    ours = {"DATABASE_URL", "PYTHONPATH", "DJANGO_SETTINGS_MODULE"}
    env = {name: value for name, value in os.environ.items() if name not in ours}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, *map(str, words)],
        cwd=tree,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{words[0]} in {tree.name} failed:\n{done.stdout}{done.stderr}")
    return done.stdout.split()


@contextmanager
def tree_of(commit):
    """Give the files of a commit in a folder of their own; None where it is not in the history."""
    known = subprocess.run(
        ["git", "cat-file", "-e", f"{commit}^{{commit}}"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if known.returncode:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="wrong-match-release-") as folder:
        packed, tree = Path(folder) / "release.tar", Path(folder) / "release"
        subprocess.run(["git", "archive", "-o", packed, commit], cwd=ROOT, check=True)
        with tarfile.open(packed) as archive:
            archive.extractall(tree, filter="data")
        yield tree


def upgrade(old, database):
    """Let the old release work with the tables of this one, and this one read what it wrote."""
    with tempfile.TemporaryDirectory(prefix="wrong-match-upgrade-") as folder:
        run(ROOT, "new", folder, database)
        references = run(old, "work", folder, database)
        return run(ROOT, "read", folder, database, *references)


def main():
    with tree_of(RELEASE) as old:
        if old is None:
            print(f"Skipped: the upgrade from {RELEASE}. This clone has no history of it.")
            return
        with tempfile.TemporaryDirectory() as folder:
            read = upgrade(old, f"sqlite:///{folder}/data.sqlite3")
            print(f"SQLite: {RELEASE} works with these tables; {len(read)} cases read.")
        with postgres() as (address, _folder):
            read = upgrade(old, address)
            print(f"PostgreSQL: {RELEASE} works with these tables; {len(read)} cases read.")


if __name__ == "__main__":
    main()
