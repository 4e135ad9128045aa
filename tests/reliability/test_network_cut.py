"""R18: the network is cut while a page is sent, or after; the code opens all that was kept."""

import html
import re
import socket
from urllib.parse import urlencode

import pytest

from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import sample
from tests.filer import Filer
from tests.rounds import rounds
from tests.server import FORM, TOKEN, HttpClient, running, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

CUTS = rounds(50, 100)
PEOPLE = [
    (COMPLAINT, "full", {"filing_for": "family", "held": True}),
    (URGENT, "urgent", {"filing_for": "work", "held": True}),
    (COMPLAINT, "full", {}),
]
SECRET = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def cut(client, path, data, *, half):
    """Send a form, or half of it, and close the connection without reading an answer."""
    body = urlencode(data | {"csrfmiddlewaretoken": TOKEN}, doseq=True).encode()
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n"
        f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", client.server.port), 10) as connection:
        connection.sendall(head.encode() + (body[: len(body) // 2] if half else body))


class CutOff(Filer):
    """A filer whose network is cut twice at each page, and who goes on from another phone."""

    typed, cuts, done = "", 0, 0  # the code, as it was written down

    def __init__(self, server, *args):
        self.server, self.whole = server, set()  # entries whose second page is kept, too
        super().__init__(HttpClient(server), *args)

    def post(self, path, data):
        if not self.typed or self.cuts >= CUTS:
            return super().post(path, data)
        key, before = self.step(), self.stand(path)
        for half in (True, False):
            CutOff.cuts += 1
            cut(self.client, path, data, half=half)
            if not half and "done" not in data:
                self.wait_until_kept(path, before)
            self.other_phone()
            if half:
                assert self.stand(path) == before, (path, "half a page was kept")
            self.check_kept(key)
            CutOff.done += 1
        self.saved[key] = self.given.get(key, 1)
        if path.endswith("/more/"):
            self.whole.add((key, self.given[key] - 1))
        self.check_kept(key)
        if isinstance(self.answers.get(key), list) and data.keys() & {"done", "skip"} == set():
            self.path = f"/ask/{key}/"  # the list of what was added
            if COMPLAINT.step(key).pages and not path.endswith("/more/"):
                self.path = f"/ask/{key}/{self.given[key] - 1}/more/"
        self.response = self.client.get(self.path)
        return self.follow()

    def stand(self, path):
        """Return what this phone sees of the draft: the page to come, and the page of this step."""
        key = re.match(r"/ask/([^/]+)/", path)[1]
        page = self.client.get(f"/ask/{key}/").content.decode()
        return self.client.get("/check/").headers.get("Location"), SECRET.sub("", page)

    def wait_until_kept(self, path, before):
        wait_until(lambda: self.stand(path) != before)

    def other_phone(self):
        """Open the draft with the code on a phone that never saw it."""
        self.server.forget_limits()
        self.client = HttpClient(self.server)
        answer = self.client.post("/return/", {"code": self.typed})
        assert answer.status_code == 302, answer.status_code
        self.path = answer.headers["Location"]

    def check_kept(self, last):
        """Every page that was kept is there, whole: the last one and two before it are read."""
        for key in [*list(self.saved)[-2:], *([last] if last in self.saved else [])]:
            value = self.answers.get(key)
            entries = value[: self.saved[key]] if isinstance(value, list) else [value or {}]
            for place, entry in enumerate(entries):
                many = isinstance(value, list)
                page = self.client.get(f"/ask/{key}/{place}/" if many else f"/ask/{key}/")
                assert page.status_code == 200, key
                html, pages = page.content.decode(), COMPLAINT.step(key).pages
                if (key, place) in self.whole:
                    html += self.client.get(f"/ask/{key}/{place}/more/").content.decode()
                elif pages:
                    entry = {name: entry[name] for name in pages[0]}
                assert missing_in(html, entry) == [], key


def missing_in(page, answer):
    """Return what of an answer is not filled in on its page."""
    tags, shown = re.findall("<(?:input|option)[^>]*>", page), html.unescape(page)
    found = []
    for name, value in as_post_data(answer).items():
        if name.endswith("_t"):  # the time as it was understood, which is not shown
            continue
        for one in value if isinstance(value, list) else [value]:
            marked = any(
                f'value="{one}"' in tag and (" checked" in tag or " selected" in tag)
                for tag in tags
            )
            if str(one) and not marked and str(one) not in shown.replace("\r\n", "\n"):
                found.append((name, one))
    return found


def test_r18_no_cut_loses_a_page(tmp_path, engine_url):
    CutOff.cuts = CutOff.done = 0
    with running(tmp_path, engine_url) as (server, _drafts):
        for flow, lane, choices in PEOPLE:
            filer = CutOff(server, sample(flow, **choices), lane)
            filer.saved = {}
            filer.post(
                "/ask/filer/", as_post_data(filer.answers["filer"]) | {"lane": lane, "save": "1"}
            )
            filer.typed = filer.code()
            filer.other_phone()
            filer.response = filer.client.get(filer.path)
            server.forget_limits()
            filer.go()
            assert filer.path == "/check/"
            if CutOff.cuts >= CUTS:
                break
    assert CutOff.done == CutOff.cuts == CUTS
