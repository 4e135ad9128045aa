"""gunicorn's worker with threads, where nobody holds a thread by being slow.

A thread is busy with one request from its first byte on, and there are few threads. Here a request
waits without a thread until its head, and a body that is not large, has come; a larger body has to
keep coming. In front of a real site stands a proxy that does this better (docs/proxy): this is for
the demo, and for the day on which the proxy is set up wrong.
"""

import errno
import re
import socket
import time
from contextlib import suppress

from gunicorn.workers.gthread import _DEFER, ThreadWorker

SECONDS = 10
BYTES_A_SECOND = 10_000
# What the kernel holds of a request before anybody reads it.
PEEK_BYTES = 32 * 1024
LINGER_SECONDS = 0.2

_LENGTH = re.compile(rb"(?im)\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r?$")


def is_whole(seen):
    """Say whether a request can be answered with what has come, or with what is coming fast."""
    head, end, body = seen.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    wanted = int(length[1]) if length else 0
    held = len(head) + len(end) + wanted
    return len(seen) >= PEEK_BYTES or bool(end) and (len(body) >= wanted or held > PEEK_BYTES)


class TimedSocket(socket.socket):
    """A connection on which a request has to come, and its answer to be taken, in time."""

    started_at, transferred, peeked = 0.0, 0, -1

    def is_ready(self):
        """Say whether to begin with a request now. If not, the socket wakes with more of it."""
        self.started_at = self.started_at or time.monotonic()
        try:
            seen = super().recv(PEEK_BYTES, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            seen, ended = b"", False
        else:
            ended = len(seen) == max(self.peeked, 0)
        self.peeked = len(seen)
        ready = ended or is_whole(seen)
        self.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1 if ready else len(seen) + 1)
        return ready

    def is_late(self):
        return time.monotonic() - self.started_at > SECONDS

    def begin(self):
        self.started_at, self.transferred, self.peeked = time.monotonic(), 0, -1

    def end(self):
        self.started_at = 0.0

    def set_deadline(self):
        """Give the next piece as long as all before it left over."""
        left = self.started_at + SECONDS + self.transferred / BYTES_A_SECOND - time.monotonic()
        if left <= 0:
            self.hang_up()
        self.settimeout(left)

    def hang_up(self):
        """End a connection that is too slow as if the other side had: nothing is written down."""
        with suppress(OSError):
            self.shutdown(socket.SHUT_RDWR)
        raise ConnectionResetError(errno.ECONNRESET, "too slow")

    def recv(self, *args):
        if not self.started_at:
            return super().recv(*args)
        self.set_deadline()
        try:
            data = super().recv(*args)
        except TimeoutError:
            self.hang_up()
        self.transferred += len(data)
        return data

    def sendall(self, data, *args):
        # The time before was the site's own.
        self.begin()
        self.transferred = len(data)
        self.set_deadline()
        try:
            return super().sendall(data, *args)
        except TimeoutError:
            self.hang_up()

    def linger(self):
        """Let the other side take what was sent, before the connection is closed.

        gunicorn waits for that, too, but for two seconds, and nobody else is let in meanwhile.
        """
        with suppress(OSError):
            self.shutdown(socket.SHUT_WR)
            self.settimeout(LINGER_SECONDS)
            for _ in range(16):
                if not super().recv(4096):
                    break
        with suppress(OSError):
            self.shutdown(socket.SHUT_RDWR)


class Worker(ThreadWorker):
    def handle(self, conn):
        if not isinstance(conn.sock, TimedSocket):
            conn.sock = TimedSocket(fileno=conn.sock.detach())
        read_ahead = conn.parser is not None and conn.parser.unreader.buf.getvalue()
        if not read_ahead and not conn.sock.is_ready():
            return self.late(conn) if conn.sock.is_late() else _DEFER
        conn.sock.begin()
        try:
            keep_alive = super().handle(conn)
        finally:
            conn.sock.end()
        if not keep_alive:
            conn.sock.linger()
        return keep_alive

    def late(self, conn):
        with suppress(OSError):
            conn.sock.hang_up()
        return False
