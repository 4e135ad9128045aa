"""Slow connections (S26): what a page takes meanwhile, on gunicorn alone and behind docs/proxy."""

import re
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace

from tests.reliability.test_slow_and_large import BODY, HEAD, drip
from tests.server import ROOT, HttpClient, free_port, running

EACH, SECONDS = 200, 60


@contextmanager
def proxy(folder, server):
    """Run the nginx of docs/proxy before a server, without TLS. Yields it as if it were one."""
    port, text = free_port(), (ROOT / "docs/proxy/nginx.conf").read_text()
    for old, new in (
        (r"server \{\s+listen 80 .*?\n    \}\n", ""),
        (r"listen \[::\]:443.*?;", ""),
        (r"listen 443 ssl http2 default_server;", f"listen 127.0.0.1:{port};"),
        (r"ssl_.*?;", ""),
        (r"server 127.0.0.1:8000;", f"server 127.0.0.1:{server.port};"),
        (r"pid /run/nginx.pid;", f"pid {folder}/nginx.pid;"),
        (r"user www-data;", ""),
        (r"/dev/shm/nginx-", f"{folder}/nginx-"),
    ):
        text, count = re.subn(old, new, text, flags=re.DOTALL)
        assert count, old
    (folder / "nginx.conf").write_text(text)
    process = subprocess.Popen(
        [
            shutil.which("nginx"),
            "-c",
            str(folder / "nginx.conf"),
            "-g",
            "daemon off;",
            "-e",
            "/dev/null",
        ]
    )
    try:
        time.sleep(1)
        yield SimpleNamespace(port=port)
    finally:
        process.terminate()
        process.wait()


def looks(server, seconds):
    """Return the milliseconds of the first page, one look after another."""
    taken, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.monotonic()
        assert HttpClient(server).get("/").status_code == 200
        taken.append((time.monotonic() - start) * 1000)
        time.sleep(0.1)
    return sorted(taken)


def measure(name, server):
    looks(server, 3)  # the first ones load what the pages need
    alone, going = looks(server, 5), [True]
    threads = [
        threading.Thread(target=drip, args=(server, start, EACH, lambda: going))
        for start in (HEAD, BODY)
    ]
    for thread in threads:
        thread.start()
    time.sleep(1)
    beside = looks(server, SECONDS)
    going.clear()
    for thread in threads:
        thread.join()
    print(
        f"  {name}: a page {alone[len(alone) // 2]:.0f} ms alone; beside {EACH} slow heads and"
        f" {EACH} slow bodies for {SECONDS} s {beside[len(beside) // 2]:.0f} ms,"
        f" p95 {beside[int(len(beside) * 0.95)]:.0f} ms, at most {beside[-1]:.0f} ms"
        f" ({len(beside)} looks)",
        flush=True,
    )


def bench_slow():
    print("Slow connections:")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server, _drafts = stack.enter_context(running(folder, SECURE_COOKIES="1"))
        measure("gunicorn alone", server)
        if shutil.which("nginx"):
            measure("behind nginx", stack.enter_context(proxy(folder, server)))
        else:
            print("  behind nginx: not measured, there is none on this machine")


if __name__ == "__main__":
    bench_slow()
