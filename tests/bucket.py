"""A bucket that speaks as much of S3 as the store asks for."""

import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as is asked for: put, get, delete, list."""

    address = ""
    kept: dict = {}
    asked: list = []
    days_old = 0

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
            written = datetime.now(UTC) - timedelta(days=self.days_old)
            found = "".join(
                f"<Contents><Key>{escape(key)}</Key>"
                f"<LastModified>{written:%Y-%m-%dT%H:%M:%S}.000Z</LastModified></Contents>"
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


@contextmanager
def running_bucket():
    """Run an empty bucket. Yields its class, with the address for ATTACHMENTS_S3."""
    Bucket.kept, Bucket.asked, Bucket.days_old = {}, [], 0
    with ThreadingHTTPServer(("127.0.0.1", 0), Bucket) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        Bucket.address = f"http://name:s%2Fcret@127.0.0.1:{server.server_port}/files?there"
        yield Bucket
        server.shutdown()
