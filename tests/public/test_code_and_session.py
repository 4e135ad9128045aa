"""The code is shown once, where it was made; a visit ends after 30 minutes of quiet."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Message
from tests.filer import Filer, FormClient
from tests.public.returning import text

CODE_PAGES = ("/code/file/", "/code/picture/", "/code/end/")


def back_with(code):
    client = FormClient()
    client.post("/return/", {"code": code})
    return client


def test_after_coming_back_to_a_case_no_page_gives_the_code_again(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    code = filer.code()
    client = back_with(code)
    for path in ("/done/", "/status/", "/messages/", "/papers/"):
        page = text(client.get(path))
        assert code not in page and code.replace("-", "") not in page, path
    assert "Your code stays the same. You wrote it down before." in text(client.get("/done/"))
    assert [client.get(path).status_code for path in CODE_PAGES] == [404] * 3
    # The browser that sent it can show it again, and takes the new one's place nowhere.
    assert code in text(filer.client.get("/done/"))


def test_after_coming_back_to_a_draft_the_code_stays_the_one_written_down(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.post("/check/", {"save": "1"})
    code = filer.code()
    client = back_with(code)
    again = Filer(client, sample(COMPLAINT))
    again.post("/check/", {"save": "1"})
    assert again.path == "/code/" and code not in again.html()
    assert "Your code stays the same. You wrote it down before." in again.html()
    assert [client.get(path).status_code for path in CODE_PAGES] == [404] * 3
    sent = again.send()
    assert "We got it" in text(sent) and code not in text(sent)
    assert back_with(code).get("/status/").status_code == 200


def saved(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.post("/check/", {"save": "1"})
    assert filer.path == "/code/"
    return filer


def sent_now(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    return filer


@pytest.mark.parametrize(("made", "home"), [(saved, "/code/"), (sent_now, "/done/")])
def test_a_code_can_be_checked_copied_printed_taken_and_photographed(office, made, home):
    """A saved draft and a sent case show it alike, and the way back leads to where it was."""
    filer = made(office)
    client, code, page = filer.client, filer.code(), filer.html()
    printed = client.get("/code/end/") if home == "/done/" else filer.response
    assert "data-copy=" in page and "data-print=" in printed.content.decode()
    assert "“Print” in the menu of your browser" in text(printed)
    for path in CODE_PAGES:
        assert (
            f'"{path}"' in page + printed.content.decode() and client.get(path).status_code == 200
        )
    assert b"<svg" in client.get("/code/picture/").content
    assert client.get("/code/file/").content[:5] == b"%PDF-"
    wrong = "00000" if not code.endswith("00000") else "11111"
    assert client.post("/code/end/", {"end": wrong}).status_code == 422
    right = text(client.post("/code/end/", {"end": code[-5:].lower()}))
    assert "That is right" in right
    go_on = re.search(r'class="button" href="([^"]+)"', right)[1]
    assert go_on == home and client.get(go_on).status_code == 200


def minutes(count):
    return time_machine.travel(timezone.now() + timedelta(minutes=count), tick=False)


def test_a_visit_that_is_used_goes_on_and_one_that_is_not_ends(sent):
    client, *_ = sent
    assert "This page closes after 30 minutes without use" in text(client.get("/status/"))
    for at in (20, 45, 70):
        with minutes(at):
            assert client.get("/status/").status_code == 200
    with minutes(101):
        assert client.get("/status/").status_code == 404


def test_a_visit_ends_after_twelve_hours_whoever_uses_it(sent):
    client, *_ = sent
    for at in range(0, 12 * 60, 25):
        with minutes(at):
            assert client.get("/status/").status_code == 200, at
    with minutes(12 * 60 + 1):
        assert client.get("/status/").status_code == 404


def test_moving_a_visit_on_is_one_write_a_minute_at_most(sent, django_assert_num_queries):
    client, *_ = sent

    def writes():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            client.get("/stop/")
        return sum(query["sql"].startswith("UPDATE") for query in seen)

    assert writes() == 0
    with minutes(5):
        assert (writes(), writes()) == (1, 0)


def test_who_sent_stays_in_for_an_hour_and_longer_while_it_is_used(office):
    client = sent_now(office).client
    for at in (50, 75, 100):
        with minutes(at):
            assert client.get("/done/").status_code == 200
    with minutes(131):
        assert client.get("/done/").status_code == 404


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/messages/", {"text": "my long words", "language": "es"}),
        ("/add/", {"about": "story", "text": "my long words"}),
        ("/changed/lawyer/", {"lawyer_name": "my long words"}),
        ("/agree/", {"packet": "7", "name": "my long words"}),
    ],
)
def test_what_was_typed_when_the_visit_had_ended_is_shown_with_a_way_to_go_on(sent, path, given):
    client, *_ = sent
    with minutes(31):
        answer = client.post(path, given)
        page = text(answer)
        assert answer.status_code == 404 and not Message.objects.exists()
        assert "my long words" in page and 'name="code"' in page
        assert "is closed on this phone" in page and ">7<" not in page
