"""R18, S29, S30: what is saved is complete on any device, and nothing of it is left behind."""

import html
import re

import pytest
from django.conf import settings
from django.utils import timezone

from intake.complaints import drafts
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import sample
from intake.models import Draft
from intake.vault import envelopes
from tests.filer import Filer, FormClient

PEOPLE = [
    (COMPLAINT, "full", {}),
    (COMPLAINT, "full", {"filing_for": "family", "held": True}),
    (COMPLAINT, "full", {"filing_for": "work"}),
    (URGENT, "urgent", {"filing_for": "family", "held": True}),
]


def stored_by(code):
    """Return the answers that a code opens on a device that never saw them."""
    opened = envelopes.unlock_with_code(code, timezone.now())
    return drafts.read(opened, now=timezone.now())["answers"]


def test_r18_after_each_page_the_draft_is_complete_on_another_device(office):
    """The answer to each post is thrown away, as if the network were cut right after sending."""
    cuts = 0
    for flow, lane, choices in PEOPLE:
        answers = sample(flow, **choices)
        filer = Filer(FormClient(), answers, lane=lane)
        filer.answer(filer.step())
        secret, now = filer.client.cookies[settings.VISIT_COOKIE].value, timezone.now()
        code = drafts.create_code(envelopes.unlock_with_browser(secret, now), secret, now=now)
        saved = {"filer": answers["filer"]}
        while key := filer.step():
            filer.answer(key)
            saved[key] = answers.get(key)
            cuts += 1
            known = stored_by(code)
            for page_key, value in saved.items():
                if isinstance(value, dict):
                    assert known[page_key].items() >= value.items(), (page_key, key)
        Draft.objects.all().delete()
    assert cuts >= 90


PAGES = (
    "/done/",
    "/status/",
    "/messages/",
    "/files/",
    "/add/",
    "/changed/",
    "/changed/contact/",
    "/papers/",
    "/remind/",
    "/stop/",
    "/erase/",
    "/code/end/",
)


def test_s30_no_title_and_no_address_holds_anything_of_the_case(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).go()
    filer.send()
    code = filer.code()
    from intake.models import Case

    secrets = [
        code,
        code.replace("-", ""),
        Case.objects.get().reference,
        "Ana",
        "Example",
        "SAMPLE",
        "555",
        "sam@",
    ]
    for path in PAGES:
        response = filer.client.get(path)
        assert response.status_code == 200, path
        page = html.unescape(response.content.decode())
        shown = [re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]]
        shown += re.findall(r'(?:href|src|action)="([^"]*)"', page)
        for secret in secrets:
            assert not [text for text in shown if secret in text], (path, secret)
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("count", [1, 40])
def test_s31_long_and_short_stories_are_stored_in_few_sizes(office, count):
    from intake.models import Complaint

    for number in range(3):
        story = "word " * (1 + 40 * number * count)
        answers = sample(COMPLAINT, story={"story": story, "seen_or_told": "saw"})
        Filer(FormClient(), answers).jump().send()
    sizes = {len(bytes(row.answers)) for row in Complaint.objects.all()}
    assert all(size % 4096 == 0 for size in sizes) and len(sizes) <= 5
