"""Messages both ways, papers that are there or missing, and papers as they were sent."""

import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.messages import actions as letters
from intake.models import Attachment, Case, Message
from intake.packets import contents
from tests.conftest import log_in
from tests.filer import Filer, FormClient
from tests.public.returning import key_of, photo, send_file, text, write_to
from tests.second_reader import approve


@pytest.mark.parametrize(
    ("speaks", "reads", "chosen"),
    [("es", "call", "es"), ("am", "so", "so"), ("other", "unsure", ""), ("es", "other", "es")],
)
def test_a_message_names_a_language_only_if_one_is_known(office, speaks, reads, chosen):
    answers = sample(COMPLAINT, language={"speaks": speaks, "reads": reads})
    filer = Filer(FormClient(), answers).jump()
    filer.send()
    page = text(filer.client.get("/messages/"))
    selected = re.search(r'<option value="(\w*)" selected>', page)
    assert (selected[1] if selected else "") == chosen
    filer.client.post("/messages/", {"text": "hola", "language": chosen})
    [shown] = re.findall(r'<p class="kept"[^>]*>', text(filer.client.get("/messages/")))
    assert shown == (
        f'<p class="kept" dir="auto" lang="{chosen}">' if chosen else '<p class="kept" dir="auto">'
    )


def test_the_language_of_a_message_is_chosen_each_time_and_never_invented(sent, cast):
    client, case, key = sent
    client.post("/messages/", {"text": "Hello", "language": "en"})
    client.post("/messages/", {"text": "Salut", "language": "fr"})
    client.post("/messages/", {"text": "Hm"})
    assert client.post("/messages/", {"text": "x", "language": "call"}).status_code == 422
    unlocked, rows = case.unlocked(key), case.messages.order_by("pk")
    rows = [letters.read_message(row, unlocked)["language"] for row in rows]
    assert rows == ["en", "fr", ""]
    page = text(log_in(cast["ana"]).get(f"/office/cases/{case.reference}/"))
    assert 'lang="fr"' in page and 'lang=""' not in page and 'lang="call"' not in page


def test_only_what_the_page_shows_is_marked_as_seen(sent, cast, monkeypatch):
    client, case, key = sent
    write_to(case, key, cast["ana"], "first")
    real = letters.read_message

    def slowly(*args):
        if Message.objects.count() == 1:
            write_to(case, key, cast["ana"], "second")
        return real(*args)

    monkeypatch.setattr(letters, "read_message", slowly)
    page = text(client.get("/messages/"))
    assert "first" in page and "second" not in page
    assert [bool(row.seen_on) for row in Message.objects.order_by("pk")] == [True, False]


def test_messages_and_papers_lead_to_each_other(sent):
    client, *_ = sent
    assert 'href="/files/"' in text(client.get("/messages/"))
    assert 'href="/messages/"' in text(client.get("/files/"))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("later", "I will add them later"),
        ("help_find", "I need help to find them"),
        ("cannot", "I cannot get them"),
        ("none", "There are none"),
    ],
)
def test_four_honest_answers_for_a_paper_that_is_missing(sent, cast, code, words):
    client, case, _key = sent
    assert f">{words}</button>" in text(client.get("/files/"))
    client.post("/files/missing/", {"missing": code})
    assert f"You told us: “{words}”." in text(client.get("/files/"))
    assert list(case.events.order_by("pk").values_list("kind", flat=True)) == ["submitted", "added"]
    assert words in text(log_in(cast["ana"]).get(f"/office/cases/{case.reference}/"))


def test_an_answer_that_is_none_of_the_four_is_not_kept(sent):
    client, case, _key = sent
    client.post("/files/missing/", {"missing": "no such"})
    assert case.events.count() == 1


def test_no_file_chosen_is_said_as_that(sent):
    client, *_ = sent
    page = text(client.post("/files/", {"what": "my paper"}))
    assert "Choose a file, or take a photo" in page and "empty" not in page
    empty = SimpleUploadedFile("a.txt", b"")
    page = text(client.post("/files/", {"file": empty}, content_type=MULTIPART_CONTENT))
    assert "This file is empty." in page


def test_the_name_of_a_file_is_kept_nowhere(sent):
    client, case, key = sent
    for color, name in (("white", "PXL_20261114_home.jpg"), ("red", "Jail in Sampletown.jpg")):
        send_file(client, photo(color), name)
    unlocked, rows = case.unlocked(key), case.attachments.all()
    known = [attachments.describe(row, unlocked)["what"] for row in rows]
    assert sorted(known) == ["File 1", "File 2"]
    assert "PXL_" not in text(client.get("/files/"))


def test_a_paper_taken_off_twice_leaves_one_event_and_one_line(sent):
    client, case, _key = sent
    send_file(client, photo(), what="hold paper")
    row = Attachment.objects.get()
    client.post("/files/drop/", {"paper": row.pk})
    client.post("/files/drop/", {"paper": row.pk})
    attachments.remove(row, by=None, at=timezone.now())  # another tab, at the same moment
    kinds = list(case.events.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["submitted", "file_added", "file_dropped"]
    assert text(client.get("/status/")).count("A file was removed") == 1


@pytest.mark.parametrize("given", [{}, {"paper": "1"}, {"paper": "0" * 32}])
def test_taking_off_what_is_not_there_does_nothing(sent, given):
    client, case, _key = sent
    send_file(client, photo(), what="hold paper")
    assert client.post("/files/drop/", given).status_code == 302
    assert case.attachments.count() == 1


@pytest.mark.parametrize("address", ["/files/0/1/", "/files/2/1/", "/files/1/0/", "/files/1/9/"])
def test_a_picture_that_is_not_there_is_not_found(sent, address):
    client, *_ = sent
    send_file(client, photo(), what="hold paper")
    assert client.get("/files/1/1/").status_code == 200
    assert client.get(address).status_code == 404


def test_erasing_names_the_papers_that_were_added(sent):
    client, *_ = sent
    assert "added" not in text(client.get("/erase/")).split("<main")[1]
    send_file(client, photo(), what="a")
    send_file(client, photo(), what="b")
    assert "The 2 files that were added are deleted, too." in text(client.get("/erase/"))


def send_packet(case, cast, client):
    """Bring one packet to sent. Return it."""
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    packet = ana.post(f"/office/cases/{case.reference}/packets/", {"route": "foia"}).headers[
        "Location"
    ]
    ana.post(packet + "make_ready/go/")
    approve(ben, packet)
    made = case.packets.get()
    client.post("/agree/", {"packet": made.pk, "name": "Sam Sample", "agree": "on"})
    ben.post(packet + "record_sent/go/", {"how": "fax", "on": timezone.localdate().isoformat()})
    return case.packets.get()


def test_papers_stay_as_they_were_sent_whatever_is_said_later(sent, cast):
    client, case, key = sent
    assert "As sent on" not in text(client.get("/papers/"))
    packet = send_packet(case, cast, client)
    page = text(client.get("/papers/"))
    assert "As sent on" in page
    links = re.findall(r'href="(/sent/1/[^"]+)"', page)
    assert len(links) == len(contents.hashes_of(packet, case.unlocked(key))) > 0
    before = [client.get(link).content for link in links]
    prints = {sha for _key, _edition, sha in contents.hashes_of(packet, case.unlocked(key))}
    assert {hashlib.sha256(made).hexdigest() for made in before} == prints
    client.post("/changed/lawyer/", {"lawyer_name": "Law Yersample"})
    client.post("/changed/contact/", {"ways": ["text"], "phone": "(555) 010-0142"})
    assert [client.get(link).content for link in links] == before


def test_papers_of_another_case_or_place_are_not_given(sent, cast, office):
    client, case, _key = sent
    send_packet(case, cast, client)
    link = re.search(r'href="(/sent/1/[^"]+)"', text(client.get("/papers/")))[1]
    for address in (link.replace("/1/", "/0/"), link.replace("/1/", "/2/"), "/sent/1/no-such/"):
        assert client.get(address).status_code == 404
    other = Filer(FormClient(), sample(COMPLAINT)).jump()
    other.send()
    assert other.client.get(link).status_code == 404
    assert FormClient().get(link).status_code == 404
    assert Case.objects.count() == 2 and key_of(case, office)
