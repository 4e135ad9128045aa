"""A bucket that speaks as much of S3 as the store asks for."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import pytest


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as is asked for: put, get, delete, list."""

    kept: dict = {}
    asked: list = []

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def name(self):
        self.asked.append((self.command, self.headers["Authorization"]))
        return urlsplit(self.path).path.removeprefix("/files/")

    def do_PUT(self):
        self.kept[self.name()] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200, ETag='"x"')

    def do_GET(self):
        name = self.name()
        if "list-type" in parse_qs(urlsplit(self.path).query):
            found = "".join(
                f"<Contents><Key>{escape(key)}</Key>"
                "<LastModified>2026-11-24T10:00:00.000Z</LastModified></Contents>"
                for key in self.kept
            )
            space = "http://s3.amazonaws.com/doc/2006-03-01/"
            return self.answer(
                200,
                f'<Result xmlns="{space}"><Name>files</Name>{found}</Result>'.encode(),
            )
        if name not in self.kept:
            return self.answer(
                404,
                b"<Error><Code>NoSuchKey</Code><Message>-</Message></Error>",
                Content_Type="application/xml",
            )
        self.answer(200, self.kept[name])

    def do_DELETE(self):
        self.kept.pop(self.name(), None)
        self.answer(204)

    def log_message(self, *args):
        pass


@pytest.fixture
def bucket(settings):
    Bucket.kept, Bucket.asked = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.ATTACHMENTS_S3 = f"http://name:s%2Fcret@127.0.0.1:{server.server_port}/files?there"
    yield Bucket
    server.shutdown()
    server.server_close()
