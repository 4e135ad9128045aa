"""Seeded requests to every route of the filer, with valid tokens: forms as no page of ours sends.

The routes come from the URLconf, and the fields from the pages themselves, so new ones are found.
"""

import re
from itertools import count

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse
from django.utils import timezone

from intake.cases import submission
from intake.cases.filer_actions import CHANGES
from intake.complaints import drafts
from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import sample
from intake.guide.pages import PAGES_BY_SLUG
from intake.packets.build import DOCUMENT_TYPES_BY_SLUG
from intake.public.urls import urlpatterns
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.vault import envelopes
from tests.filer import FormClient
from tests.public.returning import photo

TOKEN = "t" * 32
STATEMENT = {"name": "Sam Sample", "said_on": "2026-11-30"}
STEPS = [step.slug for step in COMPLAINT.steps]
SLUGS = {
    "topic": [*PAGES_BY_SLUG],
    "way": [*ROUTES_BY_SLUG],
    "change": [*CHANGES],
    "paper": [*DOCUMENT_TYPES_BY_SLUG],
    "paper-file": [*DOCUMENT_TYPES_BY_SLUG],
    "paper-word": [*DOCUMENT_TYPES_BY_SLUG],
    "sent-paper": [*DOCUMENT_TYPES_BY_SLUG],
}
# What takes long to make is asked for less often.
WEIGHTS = {"paper-file": 0.2, "paper-word": 0.5, "all-papers": 0.1, "sheet-file": 0.2}
WEIGHTS |= {"code-file": 0.2, "step": 8, "entry": 4, "new-entry": 3, "drop-entry": 3, "check": 4}
WORDS = [
    *("", "x", " ", "\x00", "\ud800", "%", "%zz", "-1", "0", "1", "31", "1e999", "NaN", "2026"),
    *("9" * 20, "9" * 400, "٣", "𝟙", "‮abc", "é" * 300, "a" * 5000, "a\r\nb", "[]", "{}", "null"),
    *("<script>alert(1)</script>", "' OR 1=1 --", "{{7*7}}", "../../etc/passwd", "12:00", "noon"),
    *("2026-02-30", "02/30/2026", "yes", "no", "other", "me", "family", "sam@example.com"),
]
BYTES = [word.encode("utf-8", "surrogatepass") for word in WORDS] + [b"\xff\xfe", b"%ff"]
NAMES = ["", "a[b]", "\x00", "x" * 300, "version", "packet", "paper", "zone", "birth_date_y"]
ENTRIES = [0, 1, 2, 29, 30, 31, 2**31, 2**63, 10**30]
METHODS = ["POST"] * 14 + ["GET"] * 5 + ["HEAD", "PUT", "DELETE", "OPTIONS"]
FILES = [b"", b"text", b"%PDF-1.4 broken", b"\xff\xd8\xff broken", b"PK\x03\x04 broken"]


class Fuzzer:
    """Makes requests with one seeded generator. `browsers` are those that it goes through."""

    def __init__(self, rng):
        self.rng, self.browsers = rng, []

    def new_browser(self):
        """Return a browser with something open in it: (client, what)."""
        rng, now = self.rng, timezone.now()
        client = FormClient(enforce_csrf_checks=True, raise_request_exception=False)
        client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
        kind = rng.choice(
            ["nobody", "begun", "draft", "draft", "saved", "documents", "sent", "more"]
        )
        if kind == "nobody":
            return client, kind
        flow = rng.choice([COMPLAINT, URGENT])
        answers = sample(flow, filing_for=rng.choice(["me", "family"]), held=rng.random() < 0.5)
        stored = {"answers": answers, "lane": "full" if flow is COMPLAINT else "urgent"}
        if kind == "begun":
            stored["answers"] = flow.answers_before(answers, rng.choice(flow.steps).slug)
        if kind == "documents":
            answers["sharing"] = answers["sharing"] | {"keep": "papers_only"}
            stored["papers"] = rng.random() < 0.5
        secret = drafts.start(stored, now=now)
        client.cookies[settings.VISIT_COOKIE] = secret
        unlocked = envelopes.unlock_with_browser(secret, now)
        if kind == "saved":
            drafts.create_code(unlocked, secret, now=now)
        if kind in ("sent", "more"):
            case = submission.submit(unlocked, secret, statement=STATEMENT, now=now)
            if kind == "more":
                submission.reopen_as_draft(case.unlocked(unlocked.key), now=now)
        return client, kind

    def browser(self):
        """Return one of a few browsers; each is given up after a while."""
        if len(self.browsers) < 6:
            self.browsers.append(self.new_browser())
        elif self.rng.random() < 0.04:
            self.browsers[self.rng.randrange(6)] = self.new_browser()
        return self.rng.choice(self.browsers)

    def path(self):
        """Return the path of a route of the URLconf, mostly with parts that there are."""
        weights = [WEIGHTS.get(pattern.name, 1) for pattern in urlpatterns]
        [pattern] = self.rng.choices(urlpatterns, weights)
        given = {}
        for name in pattern.pattern.converters:
            if name in ("slug", "what"):
                strange = self.rng.random() < 0.03
                given[name] = (
                    "no-such" if strange else self.rng.choice(SLUGS.get(pattern.name, STEPS))
                )
            else:
                given[name] = self.rng.choice(ENTRIES[:3] if self.rng.random() < 0.7 else ENTRIES)
        return reverse(f"public:{pattern.name}", kwargs=given)

    def body(self, client, path):
        """Return what to post: the fields of that page, or of an answer, with anything in them."""
        rng, fields = self.rng, {}
        step = re.match("/ask/([^/]+)/", path)
        if rng.random() < 0.5:
            fields = self.fields_of(client.get(path))
        elif step and COMPLAINT.has_step(step[1]) and COMPLAINT.step(step[1]).form:
            value = sample(COMPLAINT, filing_for="family", held=True).get(step[1]) or {}
            fields = as_post_data(value[0] if isinstance(value, list) else value)
        fields = {
            name: self.changed(value) for name, value in fields.items() if rng.random() > 0.05
        }
        for name in rng.sample(
            ["save", "skip", "done", "again", "lane", "true"], rng.randint(0, 2)
        ):
            fields[name] = rng.choice(["1", "on", "urgent", ""])
        if rng.random() < 0.1:
            fields[rng.choice(NAMES)] = rng.choice(BYTES)
        if rng.random() < 0.3:
            fields["name"] = "Sam Sample"
        return fields

    def fields_of(self, response):
        """Return {name: [the values that it offers]} of the form fields of a page."""
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return {}
        page, found = response.content.decode(), {}
        for tag in re.findall(
            r"<(?:input|textarea|select|button)[^>]*\bname=\"[^\"]+\"[^>]*>", page
        ):
            value = re.search(r'\bvalue="([^"]*)"', tag)
            name = re.search(r'\bname="([^"]+)"', tag)[1]
            found.setdefault(name, []).append(value[1] if value else "")
        return {name: self.rng.choice(values) for name, values in found.items()}

    def changed(self, value):
        """Return a value, now and then another one, or several."""
        draw = self.rng.random()
        if draw < 0.6:
            return value
        word = self.rng.choice(BYTES)
        return word if draw < 0.9 else [value, word, *self.rng.choices(BYTES, k=2)]

    def request(self):
        """Send one request. Return (what it was, its status)."""
        client, kind = self.browser()
        path, method = self.path(), self.rng.choice(METHODS)
        if method != "POST":
            return f"{method} {path} ({kind})", getattr(client, method.lower())(path).status_code
        body = self.body(client, path)
        body["csrfmiddlewaretoken"] = TOKEN
        if path == "/files/" and self.rng.random() < 0.6:
            made = self.rng.choice([*FILES, photo()])
            file = SimpleUploadedFile(self.rng.choice(["a.jpg", "x" * 300, "../a"]), made)
            sent = {"what": self.rng.choice(["", "Passport"]), "file": file}
            sent["csrfmiddlewaretoken"] = TOKEN
            answer = client.post(path, sent, content_type=MULTIPART_CONTENT)
        else:
            answer = client.post(path, body)
        return f"POST {path} {sorted(body)} ({kind})", answer.status_code


def run(rng, requests, forget):
    """Send so many requests. Return ([what failed], {status: how many}).

    `forget` is called now and then: it forgets the limits of what one network may do.
    """
    fuzzer, failed, statuses = Fuzzer(rng), [], {}
    for number in count(1):
        what, status = fuzzer.request()
        statuses[status] = statuses.get(status, 0) + 1
        if status >= 500:
            failed.append((number, what, status))
        if number % 10 == 0:
            forget()
        if number >= requests:
            return failed, statuses
    raise AssertionError("never reached")
