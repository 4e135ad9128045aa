"""Who has a code cannot fill the disk with it (T6): kind words, per case, and the way out open."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Amendment, Attachment, Case, Draft, Message, Wrap
from intake.web import ratelimit
from tests.filer import Filer, FormClient


@pytest.fixture(autouse=True)
def own_store(tmp_path, settings):
    settings.ATTACHMENTS_DIR = tmp_path


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Lower the limits, so that the tests are quick: 60 and 60 in the table."""
    assert ratelimit.LIMITS["act"].per_network == ratelimit.LIMITS["open"].per_network == 60
    for name in ("act", "open"):
        monkeypatch.setitem(ratelimit.LIMITS, name, ratelimit.RateLimit(6))


def sent():
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    return filer


def add_file(client):
    file = SimpleUploadedFile("a.txt", b"a text", "text/plain")
    return client.post("/files/", {"file": file}, content_type=MULTIPART_CONTENT)


def test_words_beyond_the_limit_are_given_back_and_not_kept(office):
    client = sent().client
    for number in range(3):
        assert client.post("/messages/", {"text": f"message {number}"}).status_code == 302
        said = {"about": "story", "text": f"words {number}"}
        assert client.post("/add/", said).status_code == 302
    for path, name in (("/messages/", "text"), ("/add/", "text"), ("/changed/moved/", "facility")):
        answer = client.post(path, {name: "what I typed <b>", "about": "story", "where": "ice"})
        page = html.unescape(answer.content.decode())
        assert answer.status_code == 429 and answer.headers["Retry-After"] == "3600"
        assert "You sent a lot in one hour" in page and "\nwhat I typed <b></textarea>" in page
    assert Message.objects.count() == 3 and Amendment.objects.count() == 3
    # From another phone it is the same case, and another person is left alone.
    assert sent().client.post("/messages/", {"text": "hello"}).status_code == 302


def test_adding_and_taking_off_papers_in_a_loop_ends(office):
    client, answers = sent().client, []
    for _ in range(5):
        answers.append(add_file(client).status_code)
        if row := Attachment.objects.first():
            answers.append(client.post("/files/drop/", {"paper": row.pk}).status_code)
    assert answers == [302] * 6 + [429] * (len(answers) - 6) and len(answers) > 6
    assert Attachment.objects.count() == 0


def test_pages_can_be_read_and_the_way_out_stays_open(office):
    client = sent().client
    for _ in range(8):
        last = client.post("/messages/", {"text": "again"})
    assert last.status_code == 429
    assert {client.get(path).status_code for path in ("/status/", "/messages/", "/files/")} == {200}
    assert client.post("/stop/", {"choice": "stop"}).headers["Location"] == "/status/"
    assert client.post("/erase/").status_code == 200
    assert Case.objects.get().erased_on


def test_a_code_opens_its_case_so_often_and_keeps_no_more_ways_in(office):
    filer = sent()
    before = Wrap.objects.count()
    answers = [FormClient().post("/return/", {"code": filer.code()}).status_code for _ in range(9)]
    assert answers == [302] * 6 + [429] * 3
    assert Wrap.objects.count() == before + 6
    assert FormClient().post("/return/", {"code": sent().code()}).status_code == 302


def test_a_helper_begins_no_endless_drafts_out_of_one_case(office, monkeypatch):
    helper = Filer(FormClient(), sample(COMPLAINT, filing_for="family")).jump()
    helper.send()
    secret = helper.client.cookies["__Host-visit"].value
    monkeypatch.setitem(ratelimit.LIMITS, "start", ratelimit.RateLimit(3))
    answers = []
    for _ in range(5):
        helper.client.cookies["__Host-visit"] = secret
        answers.append(helper.client.post("/another/").status_code)
    assert answers == [302] * 3 + [429] * 2
    assert Draft.objects.count() == 3
