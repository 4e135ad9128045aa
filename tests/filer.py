"""A filer without a browser: reads the forms of the real pages, fills them in, and goes on."""

import re
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.utils import timezone

from intake.complaints import drafts
from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT, URGENT
from intake.vault import envelopes

FORM = "application/x-www-form-urlencoded"


def flat(page):
    """Return a page without the white space that only lays out its template."""
    return re.sub(r"\s*(<[^<>]*>)\s*", r"\1", re.sub(r"\s+", " ", page))


class FormClient(Client):
    """Django's client, sending forms the way our pages do."""

    def post(self, path, data=None, content_type=FORM, **extra):
        if content_type == FORM and not isinstance(data, (str, bytes)):
            data = urlencode(data or {}, doseq=True)
        return super().post(path, data, content_type=content_type, **extra)


def _with_answers(kept, more):
    return kept | {"answers": kept["answers"] | more}


class Filer:
    """Goes through the public pages with stored answers as the words to give.

    `client` is Django's test client, or anything with its `get` and `post`.
    """

    def __init__(self, client, answers, lane="full"):
        self.client, self.answers, self.lane, self.given = client, answers, lane, {}
        self.response = client.get(f"/ask/filer/?lane={lane}")
        self.path = "/ask/filer/"

    def post(self, path, data):
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', self.html())
        if token:
            data = data | {"csrfmiddlewaretoken": token[1]}
        self.response = self.client.post(path, data)
        self.path = path
        return self.follow()

    def html(self):
        return self.response.content.decode()

    def follow(self):
        while self.response.status_code in (302, 303):
            self.path = self.response.headers["Location"]
            self.response = self.client.get(self.path)
        return self.response

    def step(self):
        """Return the step key of the page shown, or ""."""
        found = re.match(r"/ask/([^/]+)/", self.path)
        return found[1] if found else ""

    def go(self, until=""):
        """Answer page after page up to the step `until`, or to the check page."""
        for _ in range(80):
            key = self.step()
            if key == until or not key:
                return self
            self.answer(key)
        raise AssertionError(f"never came to {until or 'check'}, stands at {self.path}")

    def jump(self, until=""):
        """Stand where `go` leads, with the answers kept at once: for what is tested behind there.

        Needs Django's test client: the database is written here, not by a server.
        """
        flow = URGENT if self.lane == "urgent" else COMPLAINT
        counted = flow.answers_before(self.answers, until) if until else flow.prune(self.answers)
        now, cookies = timezone.now(), self.client.cookies
        secret = cookies[settings.VISIT_COOKIE].value if settings.VISIT_COOKIE in cookies else ""
        unlocked = envelopes.unlock_with_browser(secret, now)
        if unlocked and drafts.read(unlocked, now=now):
            drafts.change(unlocked, lambda kept: _with_answers(kept, counted), now=now)
        else:
            stored = {"answers": counted, "lane": self.lane}
            cookies[settings.VISIT_COOKIE] = drafts.start(stored, now=now)
        self.path = f"/ask/{until}/" if until else "/check/"
        self.response = self.client.get(self.path)
        self.follow()
        return self

    def answer(self, key):
        value = self.answers.get(key, {})
        hidden = {"lane": self.lane}
        if not isinstance(value, list):
            return self.post(self.path, as_post_data(value) | hidden)
        done = self.given.get(key, 0)
        enough = {"enough": "1"} if 'name="enough"' in self.html() and len(value) < 2 else {}
        if self.path.endswith("/more/"):
            return self.post(self.path, as_post_data(value[done - 1]) | hidden | enough)
        if not value:
            return self.post(self.path, {"skip": "1"} | hidden)
        if done < len(value):
            self.given[key] = done + 1
            path = f"/ask/{key}/new/" if done else f"/ask/{key}/"
            return self.post(path, as_post_data(value[done]) | hidden | enough)
        return self.post(f"/ask/{key}/", {"done": "1"} | hidden)

    def send(self, name="Sam Sample"):
        """Sign the statement and send."""
        return self.post("/check/", {"name": name, "true": "on"})

    def code(self):
        """Return the code that the page shows."""
        return re.search(r'class="code" [^>]*>([^<]+)<', self.html())[1]
