"""An upgrade while 20 people write: what they wait for, what fails, and whether anything is lost.

`python -m bench.upgrade` runs the last release (tests/release.txt) and upgrades it as
docs/operate.md says: the new release in a folder of its own, its tables, the link `site` moved to
it, and a restart during which the socket keeps who comes. Prints a table for both engines.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPException
from pathlib import Path
from types import SimpleNamespace

import django

from tests.backups.journey import Writers
from tests.environment import ENVIRONMENT
from tests.run import postgres
from tests.server import ROOT, HttpClient
from tests.upgrade import RELEASE, tree_of

FILERS, DRAFTS = 20, 2000
BEFORE, AFTER = 6.0, 10.0  # seconds of writing around the upgrade
GIVE_UP = 60.0
MARK = "zqUPGRADEmark"


def check(lines):
    """Print how many of the stories that were acknowledged can be read as they were typed."""
    from django.utils import timezone

    from intake.complaints import drafts
    from intake.models import Complaint
    from intake.vault import envelopes

    whole = waiting = 0
    for line in lines:
        secret, story = line.split(" ", 1)
        unlocked = envelopes.unlock_with_browser(secret, timezone.now())
        complaint = Complaint.objects.filter(pk=unlocked.owner).first()
        # A draft of the old release may lack a page of the new one: then it is not sent yet.
        answers = (
            unlocked.key.open(complaint, "answers")
            if complaint
            else drafts.read(unlocked, now=timezone.now())["answers"]
        )
        whole += answers["story"]["story"] == story
        waiting += complaint is None
    print(whole, waiting)


class Site:
    """A release that is served from the link `site` in a folder, through a socket that stays."""

    def __init__(self, folder, database):
        self.folder, self.link = folder, folder / "site"
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.socket.getsockname()[1]
        (folder / "memory").mkdir()
        ours = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "DJANGO_SETTINGS_MODULE"}
        self.environment = (
            {name: value for name, value in os.environ.items() if name not in ours}
            | ENVIRONMENT
            | {
                "DJANGO_SETTINGS_MODULE": "intake.settings",
                "DATABASE_URL": database,
                "MEMORY_DIR": str(folder / "memory"),
                "STATIC_DIR": str(folder / "static"),
                "ATTACHMENTS_DIR": str(folder / "attachments"),
                "ERASURE_LEDGER": str(folder / "erasures"),
                "TRUSTED_PROXIES": "1",
            }
        )

    def switch(self, tree):
        """Let the link lead to another release, in one step."""
        fresh = self.folder / "site.next"
        fresh.symlink_to(tree)
        fresh.rename(self.link)

    def run(self, tree, *words, typed=""):
        """Run a module of a release with the site's settings. Return what it prints."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", *words],
            cwd=tree,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        """Start gunicorn as systemd does: the socket is its third file."""
        given = self.socket.fileno()
        serve = 'exec 3<&"$0"; LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"'
        self.process = subprocess.Popen(
            ["/bin/bash", "-c", serve, str(given), sys.executable, "-m", "gunicorn", "intake.wsgi"],
            cwd=self.link,
            env=self.environment,
            pass_fds=[given],
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "server.log").open("ab"),
            start_new_session=True,
        )

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def forget_limits(self):
        for file in (self.folder / "memory").iterdir():
            file.unlink(missing_ok=True)


class Filers(Writers):
    """People who write a story, read it back and send it, one draft after the other."""

    def __init__(self, site, secrets):
        super().__init__(site, secrets, many=FILERS)
        self.kept, self.waits, self.troubles, self.failed = [], [], 0, 0

    def _work(self):
        while not self._stop.is_set():
            with self._lock:
                secret = next(self.secrets, None)
            assert secret is not None, "too few drafts"
            client = HttpClient(self.server, **{"__Host-visit": secret})
            story = f"{MARK} {secret[:6]}"
            saved = self._do(lambda c=client, s=story: c.post("/ask/story/", {"story": s}), (302,))
            seen = self._do(lambda c=client: c.get("/ask/story/"), (200,))
            name = {"name": "Sam Sample", "true": "on"}
            sent = self._do(lambda c=client, n=name: c.post("/check/", n), (302,))
            if saved and seen and sent:
                assert story in seen.content.decode()
                self.kept.append(f"{secret} {story}")
            self._stop.wait(0.2)

    def _do(self, act, wanted):
        """Try until it is answered as it should be. Return the answer, or None after a minute."""
        begin = time.monotonic()
        while time.monotonic() - begin < GIVE_UP:
            try:
                answer = act()
            except (OSError, HTTPException):
                answer = SimpleNamespace(status_code=0)
            if answer.status_code in wanted:
                self.waits.append((time.monotonic() - begin, begin))
                return answer
            if answer.status_code == 429:
                self.server.forget_limits()
            else:
                self.troubles += 1
            time.sleep(0.1)
        self.failed += 1
        return None


def bench(engine, database, old):
    with tempfile.TemporaryDirectory(prefix="wrong-match-upgrade-") as place:
        site = Site(Path(place), database)
        site.run(old, "tests.prepare", "office")
        secrets = site.run(old, "tests.prepare", str(DRAFTS)).split()
        site.switch(old)
        site.start()
        with Filers(site, secrets) as filers:
            time.sleep(BEFORE)
            before, began = len(filers.kept), time.monotonic()
            site.run(ROOT, "manage", "collectstatic", "--no-input", "-v", "0")
            site.run(ROOT, "manage", "migrate", "-v", "0")
            migrated = time.monotonic()
            site.switch(ROOT)
            site.stop()
            site.start()
            restarted = time.monotonic()
            site.run(ROOT, "manage", "backfill")
            time.sleep(AFTER)
        site.stop()
        found = site.run(ROOT, "bench.upgrade", "check", typed="\n".join(filers.kept))
        whole, waiting = map(int, found.split())
    usual = sorted(wait for wait, at in filers.waits if at < began)
    print(f"{engine}: {RELEASE[:7]} upgraded under {FILERS} people who write", flush=True)
    row("sent before, in all", f"{before}, {len(filers.kept)}")
    row("steps tried again", filers.troubles)
    row("failed for good", filers.failed)
    row("acknowledged, read back", f"{len(filers.kept)}, {whole}")
    row("asked for a new page first", waiting)
    row("wait before: median, longest", f"{usual[len(usual) // 2]:.2f} s, {usual[-1]:.2f} s")
    row("longest wait of all", f"{max(filers.waits)[0]:.2f} s")
    row("tables, restart", f"{migrated - began:.1f} s, {restarted - migrated:.1f} s")


def row(name, words):
    print(f"  {name:30s} {words}", flush=True)


def main():
    with tree_of(RELEASE) as old:
        assert old is not None, f"this clone has no history of {RELEASE}"
        with tempfile.TemporaryDirectory() as folder:
            bench("SQLite", f"sqlite:///{folder}/data.sqlite3", old)
        with postgres() as (address, _folder):
            bench("PostgreSQL", address, old)


if __name__ == "__main__":
    if sys.argv[1:2] == ["check"]:
        django.setup()
        check(sys.stdin.read().split("\n"))
    else:
        main()
