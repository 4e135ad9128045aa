"""A real server under test, and a plain client for it."""

import atexit
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import weakref
from contextlib import contextmanager
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from tests.environment import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent
FORM = "application/x-www-form-urlencoded"
TOKEN = "t" * 32
BOUNDARY = b"-" * 20 + b"no-file-holds-this"


def reserved_port():
    """Return (port, the socket that holds it). Until it is closed, nobody else gets the port.

    A server that reuses addresses, as gunicorn does, may listen there all the same.
    """
    holder = socket.socket()
    holder.bind(("127.0.0.1", 0))
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return holder.getsockname()[1], holder


def listens(port):
    """Say whether somebody listens on a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def wait_until(is_so, seconds=120):
    """Wait until something is so. Fails only where a machine would have to be dead."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)


def wait_for_another_hour(seconds=120):
    """Wait for the next hour if it is that near: limits are counted for each hour anew."""
    left = 3600 - time.time() % 3600
    time.sleep(left + 0.5 if left < seconds else 0)


def _on_postgres(engine_url, like="template1"):
    """Make a database on a PostgreSQL as a copy of another. Return its name."""
    name = f"server_{uuid4().hex[:12]}"
    with psycopg.connect(engine_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return name


@cache
def _with_an_office(engine_url):
    """Make a database with tables and a team, once a run. Return its file, or its name."""
    folder = Path(tempfile.mkdtemp(prefix="wrong-match-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    name = _on_postgres(engine_url) if engine_url else folder / "data.sqlite3"
    Server(folder, _address(engine_url, name)).manage("office")
    return name


def _address(engine_url, name):
    return engine_url.replace("/postgres?", f"/{name}?") if engine_url else f"sqlite:///{name}"


def new_database(folder, engine_url=""):
    """Return the address of a database with a team: a file, or a new one on a PostgreSQL."""
    ready = _with_an_office(engine_url)
    if engine_url:
        return _address(engine_url, _on_postgres(engine_url, like=ready))
    return _address("", shutil.copy(ready, folder / "data.sqlite3"))


class Server:
    """gunicorn with the site on loopback; all that it may write lies in `folder`."""

    def __init__(self, folder, database, **environment):
        self.folder = folder
        self.port, holder = reserved_port()
        weakref.finalize(self, holder.close)
        (folder / "memory").mkdir(exist_ok=True)
        (folder / "temp").mkdir(exist_ok=True)
        self.environment = (
            os.environ
            | ENVIRONMENT
            | {
                "DJANGO_SETTINGS_MODULE": "intake.settings",
                "DATABASE_URL": database,
                "BIND": f"127.0.0.1:{self.port}",
                "MEMORY_DIR": str(folder / "memory"),
                "TMPDIR": str(folder / "temp"),
                "ATTACHMENTS_DIR": str(folder / "attachments"),
                "ERASURE_LEDGER": str(folder / "erasures"),
                "TRUSTED_PROXIES": "1",
                "PYTHONPATH": str(ROOT),
            }
            | environment
        )
        self.log = folder / "server.log"

    def prepare(self, drafts=0):
        """Return the browser secrets of as many drafts, made ready to send."""
        return self.manage(str(drafts)).split() if drafts else []

    def manage(self, what):
        """Run tests/prepare.py with the settings of this server. Return what it prints."""
        command = [sys.executable, "-m", "tests.prepare", what]
        run = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, cwd=ROOT, check=False
        )
        assert run.returncode == 0, run.stderr
        return run.stdout

    def start(self):
        command = [sys.executable, "-m", "gunicorn", "intake.wsgi"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env=self.environment,
                stderr=log,
                stdout=log,
                cwd=ROOT,
                start_new_session=True,
            )
        wait_until(lambda: self.process.poll() is not None or listens(self.port))
        assert self.process.poll() is None, self.log.read_text()
        return self

    def kill(self):
        """End the whole group at once, in the middle of whatever it does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def peaks(self):
        """Return {process id: its peak memory in MB} of all processes of this server."""
        found = {}
        for folder in Path("/proc").iterdir():
            try:
                if folder.name.isdigit() and os.getpgid(int(folder.name)) == self.process.pid:
                    status = (folder / "status").read_text()
                    found[folder.name] = int(status.split("VmHWM:")[1].split()[0]) / 1024
            except (OSError, IndexError):  # it ended in between
                continue
        return found

    def forget_limits(self):
        for file in (self.folder / "memory").iterdir():
            file.unlink(missing_ok=True)


@contextmanager
def running(folder, engine_url="", drafts=0, **environment):
    """Run a prepared server. Yields (server, browser secrets of the drafts)."""
    server = Server(folder, new_database(folder, engine_url), **environment)
    secrets = server.prepare(drafts)
    server.start()
    try:
        yield server, secrets
    finally:
        server.kill()


class HttpClient:
    """One connection that keeps cookies, with the same `get` and `post` as Django's client."""

    def __init__(self, server, **cookies):
        self.server, self.cookies = server, {"__Host-csrf": TOKEN} | cookies
        self.connection, self.used_at = None, 0

    def __del__(self):
        if self.connection:
            self.connection.close()

    def request(self, method, path, body=None, **headers):
        # The server closes what is idle for two seconds; on a busy machine that happens here.
        if self.connection and time.monotonic() - self.used_at > 1:
            self.connection.close()
            self.connection = None
        self.connection = self.connection or http.client.HTTPConnection(
            "127.0.0.1", self.server.port, timeout=60
        )
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            content = response.read()
            self.used_at = time.monotonic()
        except BaseException:
            self.connection.close()
            self.connection = None
            raise
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return SimpleNamespace(
            status_code=response.status, headers=response.headers, content=content
        )

    def get(self, path):
        return self.request("GET", path)

    def post(self, path, data=None):
        body = urlencode({"csrfmiddlewaretoken": TOKEN} | (data or {}), doseq=True)
        return self.request("POST", path, body, **{"Content-Type": FORM})

    def post_file(self, path, data, name=b"a.jpg", **fields):
        """Send a file as a browser does; `name` goes as it is."""
        return self.post_files(path, [(data, name)], **fields)

    def post_files(self, path, files, **fields):
        """Send several files of one field: `files` are (data, name)."""
        parts = [
            b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
            % (BOUNDARY, field.encode(), text.encode())
            for field, text in ({"csrfmiddlewaretoken": TOKEN} | fields).items()
        ]
        for data, name in files:
            parts += [
                b"--%s\r\n" % BOUNDARY,
                b'Content-Disposition: form-data; name="file"; filename="%s"\r\n' % name,
                b"Content-Type: image/jpeg\r\n\r\n",
                data,
                b"\r\n",
            ]
        parts += [b"--%s--\r\n" % BOUNDARY]
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY.decode()}"}
        return self.request("POST", path, b"".join(parts), **kind)


def send(server, secret):
    """Send one prepared draft. Return the response."""
    client = HttpClient(server, **{"__Host-visit": secret})
    return client.post("/check/", {"name": "Sam Sample", "true": "on"})
