"""A mail server on loopback that keeps what it is given, for tests with a real site."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes


class Talk(socketserver.StreamRequestHandler):
    """One talk in SMTP, as far as our site speaks it."""

    def handle(self):
        self.say("220 sink")
        people = []
        while line := self.rfile.readline():
            word = line.upper().split(b" ")[0].strip()
            if word == b"DATA":
                self.say("354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append((people, message_from_bytes(letter)))
                people = []
            elif word == b"RCPT":
                people.append(line.decode().split("<")[1].split(">")[0])
            elif word == b"QUIT":
                return self.say("221 bye")
            self.say("250 ok")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


class Sink(socketserver.ThreadingTCPServer):
    """`letters` is [(recipients, message)]."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.letters = []

    @property
    def settings(self):
        """The environment with which a site sends its mail here."""
        return {
            "EMAIL_FROM": "help@example.org",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.server_address[1]),
            "EMAIL_USE_TLS": "False",
            "SITE_ADDRESS": "help.example.org",
        }


@contextmanager
def mail_sink():
    with Sink() as sink:
        threading.Thread(target=sink.serve_forever, daemon=True).start()
        yield sink
        sink.shutdown()
