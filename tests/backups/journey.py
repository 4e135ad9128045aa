"""A site that is written to, backed up, lost and restored elsewhere: for tests and bench."""

import os
import re
import subprocess
import sys
import threading
from http.client import HTTPException

from intake.vault import codes
from tests.environment import BACKUP_PRIVATE, RECOVERY_PRIVATE
from tests.server import ROOT, HttpClient, Server, _address, _on_postgres, send

# What is typed at the prompts: the backup key, then the recovery key.
KEYS = f"{codes.encode_key(BACKUP_PRIVATE)}\n{codes.encode_key(RECOVERY_PRIVATE)}\n"


def start(server, *words):
    """Start a command with a server's settings, away from any terminal."""
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "manage.py", *words],
        env=server.environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # getpass reads what is typed from the pipe
    )


def manage(server, *words, typed=""):
    """Run a command. Return (exit code, what it said)."""
    process = start(server, *words)
    out, err = process.communicate(typed)
    return process.returncode, out + err


def empty_place(folder, engine_url, **environment):
    """Return a server that was never started, with a database without tables, and no files."""
    folder.mkdir()
    name = _on_postgres(engine_url) if engine_url else folder / "data.sqlite3"
    return Server(folder, _address(engine_url, name), **environment)


def code_of(server, secret):
    page = HttpClient(server, **{"__Host-visit": secret}).get("/done/").content.decode()
    return re.search(r'class="code" [^>]*>([^<]+)<', page)[1]


def opens(server, code):
    """Say whether a code opens its case."""
    response = HttpClient(server).post("/return/", {"code": code})
    return response.status_code == 302 and response.headers["Location"] == "/status/"


class Writers:
    """People who send prepared drafts, one after the other, until it is stopped."""

    def __init__(self, server, secrets, many=4, pause=0.0):
        self.server, self.secrets, self.sent, self.pause = server, iter(secrets), [], pause
        self._lock, self._stop = threading.Lock(), threading.Event()
        self.threads = [threading.Thread(target=self._work) for _ in range(many)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self._stop.set()
        for thread in self.threads:
            thread.join()

    def _work(self):
        while not self._stop.is_set():
            with self._lock:
                secret = next(self.secrets, None)
            if secret is None:
                return
            try:
                answer = send(self.server, secret)
                while answer.status_code == 429:
                    self.server.forget_limits()
                    answer = send(self.server, secret)
            except (OSError, HTTPException):
                return
            if answer.headers.get("Location") == "/done/":
                self.sent.append(secret)
                if len(self.sent) % 20 == 0:
                    self.server.forget_limits()
            self._stop.wait(self.pause)


def all_bytes(folders):
    """Yield (path, bytes) of every file in some folders."""
    for folder in folders:
        for path, _folders, names in os.walk(folder):
            for name in names:
                full = os.path.join(path, name)
                with open(full, "rb") as file:
                    yield full, file.read()
