"""Files on the real server: each of the zoo has its answer (S23), and nothing is spooled (S02)."""

import html
import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from intake.attachments.kinds import MAX_FILES, Kind
from intake.attachments.refusals import Refused
from tests.attachments import samples
from tests.attachments.test_attachment_zoo import ZOO
from tests.rounds import rounds
from tests.secrecy.test_markers import PREFIX, hits
from tests.server import HttpClient, Server, new_database, running, send, wait_until

# Names as no browser of good will sends them, and what is left of each to be shown.
NAMES = {
    b"../../x": True,
    rb"..\..\x": True,
    b"/etc/passwd": True,
    b"a\0b.jpg": False,
    b"a\r\nb.jpg": False,
    b"x" * 300 + b".jpg": True,
    b"CON": True,
    b"LPT1.txt": True,
    b"": False,
    b".": False,
    b"..": False,
    b'a";filename="b': False,
    "\u202egpj.exe".encode(): True,
    b"\xff\xfe": False,
    b"<script>alert(1)</script>": False,
}
LARGE, SMALL = rounds(4, 20), rounds(16, 80)


class People:
    """Cases to add papers to: a new one where the last one is full."""

    def __init__(self, server, secrets):
        self.server, self.secrets = server, list(secrets)
        self.taken = MAX_FILES

    def next(self):
        if self.taken >= MAX_FILES:
            secret = self.secrets.pop()
            assert send(self.server, secret).status_code == 302
            self.client, self.taken = HttpClient(self.server, **{"__Host-visit": secret}), 0
            self.server.forget_limits()
        return self.client

    def add(self, data, name=b"a.jpg", **fields):
        answer = self.next().post_file("/files/", data, name, **fields)
        self.taken += answer.status_code == 302
        return answer


@contextmanager
def watched(server):
    """Yield the peaks of all processes of a server, as they are seen until the end."""
    peaks, going = {}, [True]

    def watch():
        while going:
            for number, peak in server.peaks().items():
                peaks[number] = max(peak, peaks.get(number, 0))
            time.sleep(0.02)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peaks
    finally:
        going.clear()
        thread.join()


def said(answer):
    """Return the words of an answer: what was wrong, or "kept"."""
    if answer.status_code == 302:
        return "kept"
    page = html.unescape(answer.content.decode())
    found = re.search(r'class="error[^>]*>(.*?)</(?:p|a|div|span)>', page, re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", found[1] if found else page)
    return " ".join(words.split()).removeprefix("There is a problem ")


@pytest.mark.slow
def test_s23_each_file_of_the_zoo_and_each_name_has_its_answer(tmp_path):
    with running(tmp_path, drafts=8) as (server, secrets), watched(server) as peaks:
        people = People(server, secrets)
        print()
        for name, (make, expected) in ZOO.items():
            data = make()
            start = time.monotonic()
            answer = people.add(data, what=name)
            taken = time.monotonic() - start
            print(f"{name:32} {answer.status_code} {taken:4.1f} s  {said(answer)}")
            if isinstance(expected, Kind):
                assert answer.status_code == 302, name
                assert name in html.unescape(people.client.get("/files/").content.decode())
            else:
                assert answer.status_code == 422, name
                assert Refused(expected).message in html.unescape(answer.content.decode()), name
        for name, is_name in NAMES.items():
            answer = people.add(b"plain words", name)
            shown = people.client.get("/files/").content.decode()
            print(f"{name[:30]!s:32} {answer.status_code}         {said(answer)}")
            assert answer.status_code in (302, 400, 422), name
            if is_name:  # kept, and called by its number: a name can tell a place and a time
                assert answer.status_code == 302 and re.search(r">File \d+<", shown), name
            assert "<script>alert" not in shown and "../" not in shown
        for path in (tmp_path / "attachments").rglob("*"):
            assert re.fullmatch(r"[0-9a-f]{2}|[0-9a-f]{32}|site-id", path.name), path
        print(f"peak memory: {max(peaks.values()):.0f} MB of {len(peaks)} processes")
    assert max(peaks.values()) < 300
    assert "Traceback" not in server.log.read_text()


@pytest.mark.slow
@pytest.mark.parametrize("when", ["in the form", "after sending"])
def test_forty_megabytes_at_once_stay_within_the_memory_of_one_file_and_the_form(tmp_path, when):
    with running(tmp_path, drafts=1) as (server, secrets), watched(server) as peaks:
        client = HttpClient(server, **{"__Host-visit": secrets[0]})
        if when == "after sending":
            assert send(server, secrets[0]).status_code == 302
        photo = samples.jpeg()
        files = [(photo + os.urandom(8_300_000), b"%d.jpg" % number) for number in range(5)]
        answer = client.post_files("/files/", files, what="the hold form")
        assert answer.status_code == 302
        assert client.get("/files/").content.decode().count('class="thumb"') == 5
        if when == "in the form":
            assert send(server, secrets[0]).status_code == 302
            assert client.get("/files/").content.decode().count('class="thumb"') == 5
        print(f"peak memory: {max(peaks.values()):.0f} MB of {len(peaks)} processes")
    assert max(peaks.values()) < 300


# Runs at the start of each process of the server, and of the one apart: a line for each file that
# is opened to write. It goes through a pipe with a name: the one apart may write to no file.
HOOK = """
import os, sys
PIPE = os.open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pipe"), os.O_WRONLY)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

def hook(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)) and args[2] & WRITES:
        os.write(PIPE, os.fsencode(args[0]) + b"\\n")

sys.addaudithook(hook)
"""
AROUND = """
import subprocess
run = subprocess.run

def traced(command, **more):
    if command[1:2] == ["-I"]:
        command = [command[0], "-I", "-B", APART, *command[2:]]
    return run(command, **more)

subprocess.run = traced
"""
APART = """
import runpy
runpy.run_path(sys.argv[1], run_name="__main__")
"""


class Trace:
    """All files that the server opens to write, from now on."""

    def __init__(self, folder):
        folder.mkdir()
        self.folder, self.opened, self.marks = folder, [], 0
        os.mkfifo(folder / "pipe")
        apart = folder / "apart.py"
        apart.write_text(HOOK + APART)
        (folder / "sitecustomize.py").write_text(HOOK + AROUND.replace("APART", repr(str(apart))))
        # Open for both, so that neither side waits for the other.
        self.pipe = os.open(folder / "pipe", os.O_RDWR)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        with open(self.pipe, "rb", buffering=0) as lines:
            rest = b""
            while got := lines.read(65536):
                *whole, rest = (rest + got).split(b"\n")
                self.opened += [os.fsdecode(line) for line in whole]

    def so_far(self):
        """Return what was opened until now: all that went into the pipe before a mark of ours."""
        self.marks += 1
        mark = f"mark {self.marks}"
        os.write(self.pipe, f"{mark}\n".encode())
        wait_until(lambda: mark in self.opened)
        return self.opened[: self.opened.index(mark)]


@pytest.mark.slow
def test_s02_many_uploads_open_only_sealed_files(tmp_path):
    """One in five of 9 MB, ten to a case; of every case one is kept as it came, too."""
    trace = Trace(tmp_path / "trace")
    server = Server(tmp_path, new_database(tmp_path))
    secrets = server.prepare(12)
    server.environment |= {
        "PYTHONPATH": f"{trace.folder}:{server.environment['PYTHONPATH']}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    server.start()
    try:
        people, mark = People(server, secrets), PREFIX.encode()
        people.add(samples.jpeg(), what="the first one loads what is loaded late")
        before = len(trace.so_far()) + 1
        photo = samples.photo_with_traces()
        with watched(server) as peaks:
            for number in range(LARGE + SMALL):
                data = photo + mark + os.urandom(9_000_000) if number % 5 == 0 else photo + mark
                more = {"as_it_came": "on"} if number % 10 == 0 else {}
                words = f"{PREFIX} paper {number}"
                assert people.add(data, mark + b".jpg", what=words, **more).status_code == 302
        assert hits([tmp_path / "temp", tmp_path / "memory", tmp_path / "attachments"]) == []
        assert list((tmp_path / "temp").rglob("*")) == []
        opened = set(trace.so_far()[before:])
    finally:
        server.kill()
    store, memory = str(tmp_path / "attachments"), str(tmp_path / "memory")
    stored = {path for path in opened if path.startswith(store)}
    # Each paper and each that was kept as it came: written once, under a name of its own.
    assert len(stored) == LARGE + SMALL + (LARGE + SMALL) // 10
    assert {path for path in opened - stored if not path.startswith(memory)} <= {"/dev/null"}
    assert hits([tmp_path]) == []
    assert max(peaks.values()) < 300


def test_s02_the_trace_would_show_a_spooled_file(tmp_path):
    """A handler that spools, as Django's own does for more than 2.5 MB, is found."""
    trace = Trace(tmp_path / "trace")
    spool = (
        "import tempfile, subprocess, sys\n"
        "tempfile.NamedTemporaryFile(suffix='.upload').close()\n"
        f"subprocess.run([sys.executable, '-I', {str(tmp_path)!r} + '/part.py'], env={{}})\n"
    )
    (tmp_path / "part.py").write_text("open('/dev/full', 'w')")
    subprocess.run(
        [sys.executable, "-c", spool],
        check=True,
        env=os.environ | {"PYTHONPATH": str(trace.folder)},
    )
    opened = trace.so_far()
    assert [path for path in opened if path.endswith(".upload")]
    assert "/dev/full" in opened
