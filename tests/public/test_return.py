"""The return door: what a person with a code sees, says, adds, changes, agrees to, and ends."""

import io
import re

import pikepdf
import pytest
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.cases import submission
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.messages import reminders
from intake.models import Attachment, Case, Message, Reminder, Wrap
from intake.packets import exhibits
from intake.storage import store
from tests.conftest import log_in
from tests.filer import Filer, FormClient
from tests.public.returning import key_of, photo, send_file, text, write_to
from tests.second_reader import approve

NOW = timezone.now


def test_status_names_one_next_step_and_what_happened(sent, cast):
    client, case, key = sent
    page = text(client.get("/status/"))
    assert (
        "There is nothing you need to do right now." in page or "You can add more details" in page
    )
    assert "We got your complaint" in page and "We check it again by" in page
    write_to(case, key, cast["ana"], "Which jail?")
    page = text(client.get("/status/"))
    assert "1 new message for you." in page and "We wrote to you" in page
    assert "Note written" not in page


@pytest.mark.parametrize("lane", ["full", "urgent"])
def test_who_is_held_is_never_told_that_there_is_nothing_to_do(office, lane):
    filer = Filer(FormClient(), sample(COMPLAINT, held=True), lane=lane).jump()
    filer.send()
    page = text(filer.client.get("/status/"))
    [box] = re.findall(r'<div class="note next-step">(.*?)</div>', page, re.S)
    assert "For you to do: give the jail your letter." in box
    assert 'href="/sheet/mine/"' in box
    assert ("You can add more details" in box) == (lane == "urgent")
    assert "There is nothing you need to do right now." not in page
    assert "Release: ask for it now" in page
    page = text(filer.client.get("/deadlines/"))
    assert "Act today. Ask the jail in writing why the person is still there." in page
    assert "Act on the earlier one" not in page


def test_messages_go_both_ways_and_reading_marks_them_seen(sent, cast):
    client, case, key = sent
    write_to(case, key, cast["ana"], "Which jail was it?")
    page = text(client.get("/messages/"))
    assert "Which jail was it?" in page and "Ana, volunteer" in page
    assert Message.objects.get().seen_on == timezone.localdate()
    assert client.post("/messages/", {"text": ""}).status_code == 422
    client.post("/messages/", {"text": "The one in Sampletown"})
    case.refresh_from_db()
    assert case.waiting_since == timezone.localdate() and case.status == "new"
    assert "The one in Sampletown" in text(client.get("/messages/"))
    assert "The one in Sampletown" in text(
        log_in(cast["ana"]).get(f"/office/cases/{case.reference}/")
    )


def test_what_is_added_in_words_stands_beside_and_changes_nothing(sent, cast):
    client, case, key = sent
    before = case.unlocked(key).submitted
    assert client.post("/add/", {"about": "story", "text": ""}).status_code == 422
    client.post("/add/", {"about": "story", "text": "It was raining."})
    assert case.unlocked(key).submitted == before
    page = text(log_in(cast["ana"]).get(f"/office/cases/{case.reference}/"))
    assert "It was raining." in page and "Added on" in page


@pytest.mark.parametrize(
    ("filing_for", "title"),
    [
        ("me", "Where are you now?"),
        ("family", "Where is this person now?"),
    ],
)
def test_what_is_added_is_about_the_story_first_and_named_in_the_voice_of_the_filer(
    office, filing_for, title
):
    filer = Filer(FormClient(), sample(COMPLAINT, filing_for=filing_for)).jump()
    filer.send()
    offered = re.findall(r'<option value="([a-z-]+)"[^>]*>([^<]+)', text(filer.client.get("/add/")))
    assert offered[0] == ("story", "The story")
    assert dict(offered)["custody"] == title
    assert "filer" not in dict(offered)
    filer.client.post("/add/", {"about": "custody", "text": "It was raining."})
    case = Case.objects.get()
    [(_day, [part])] = case.unlocked(key_of(case, office)).amendments
    assert part["entries"][0][0]["label"] == title
    assert title in text(filer.client.get("/papers/crcl-complaint/"))


@pytest.mark.postgres
def test_a_photo_is_kept_shown_and_taken_off(sent, cast, django_capture_on_commit_callbacks):
    client, case, key = sent
    assert send_file(client, photo(), what="hold paper").headers["Location"] == "/files/"
    page = text(client.get("/files/"))
    assert "hold paper" in page and "Added: 1 of 10" in page
    row = Attachment.objects.get()
    picture = client.get("/files/1/1/")
    for number in (0, 2, 10**30):
        assert client.get(f"/files/{number}/1/").status_code == 404
    assert picture.headers["Content-Type"] == "image/jpeg" and picture.content[:2] == b"\xff\xd8"
    ana = log_in(cast["ana"])
    base = f"/office/cases/{case.reference}/files/{row.pk}/"
    assert "hold paper" in text(ana.get(f"/office/cases/{case.reference}/"))
    assert ana.get(base + "1/").content[:2] == b"\xff\xd8"
    file = ana.get(base)
    assert file.headers["Content-Disposition"] == 'attachment; filename="paper.jpg"'
    assert file.headers["Content-Security-Policy"].endswith("; sandbox")
    assert ana.get(base + "as-it-came/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/files/drop/", {"paper": row.pk})
    assert list(store.all_ids()) == [] and not Attachment.objects.exists()
    assert list(case.events.order_by("pk").values_list("kind", flat=True))[-2:] == [
        "file_added",
        "file_dropped",
    ]


def test_the_file_as_it_came_is_kept_only_if_chosen(sent, cast):
    client, case, key = sent
    data = photo(comment=b"MARKER")
    send_file(client, data, what="x", as_it_came="on")
    row = Attachment.objects.get()
    assert attachments.read_original(row, case.unlocked(key)) == data
    assert b"MARKER" not in attachments.read(row, case.unlocked(key))
    base = f"/office/cases/{case.reference}/files/{row.pk}/as-it-came/"
    assert log_in(cast["ana"]).get(base).content == data


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.jpg", "This file is empty."),
        (b"<svg onload=alert(1)>", "a.jpg", "web page"),
        (b"OggS" + b"x" * 99, "a.jpg", "animated picture"),
        (b"PK\x03\x04" + b"x" * 99, "../../etc/passwd", "packed folder"),
        (b"x" * (10 * 1024 * 1024 + 1), "a\r\nb.jpg", "larger than 10 MB"),
    ],
)
def test_what_is_not_taken_is_said_and_the_words_stay(sent, data, name, words):
    client, *_ = sent
    response = send_file(client, data, name, what="my paper")
    assert response.status_code == 422
    assert words in text(response) and 'value="my paper"' in text(response)
    assert not Attachment.objects.exists() and list(store.all_ids()) == []


@pytest.mark.postgres
def test_a_case_takes_ten_papers(sent):
    client, case, key = sent
    for number in range(10):
        attachments.add(case.unlocked(key), b"text", f"{number}", by=None, at=NOW())
    assert "10 files" in text(send_file(client, photo(), what="one more"))
    assert case.attachments.count() == 10


def test_papers_are_sealed_and_bound_to_their_case(sent, tmp_path):
    client, case, key = sent
    send_file(client, b"MARKER WORDS in a text file", "a.txt", what="MARKER NAME")
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"MARKER" not in path.read_bytes()
    row = Attachment.objects.get()
    assert b"MARKER" not in bytes(row.about)
    assert attachments.read(row, case.unlocked(key)) == b"MARKER WORDS in a text file"


def test_exhibits_are_numbered_with_a_contents_page(sent, cast):
    client, case, key = sent
    send_file(client, photo(), what="Hold paper")
    send_file(client, b"A letter in words.", "a.txt", what="Letter ሰላም")
    unlocked = case.unlocked(key)
    made = exhibits.to_pdf(unlocked, exhibits.listed(unlocked))
    with pikepdf.open(io.BytesIO(made)) as whole:
        assert len(whole.pages) == 5
    ana = log_in(cast["ana"])
    packet = ana.post(f"/office/cases/{case.reference}/packets/", {"route": "crcl"}).headers[
        "Location"
    ]
    assert "Hold paper" in text(ana.get(packet))
    assert ana.get(packet + "exhibits.pdf").content[:5] == b"%PDF-"


def test_only_the_persons_yes_lets_volunteers_send(sent, cast):
    client, case, key = sent
    assert client.get("/agree/").headers["Location"] == "/status/"
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    base = f"/office/cases/{case.reference}/"
    packet = ana.post(base + "packets/", {"route": "foia"}).headers["Location"]
    ana.post(packet + "make_ready/go/")
    assert client.get("/agree/").status_code == 302
    approve(ben, packet)
    assert "Your letters are ready for your OK." in text(client.get("/status/"))
    page = text(client.get("/agree/"))
    pk = re.search(r'name="packet" value="(\d+)"', page)[1]
    assert client.post("/agree/", {"packet": pk, "name": "Sam"}).status_code == 422
    client.post("/agree/", {"packet": pk, "name": "Sam Sample", "agree": "on"})
    assert "Said yes with the code, as “Sam Sample”." in text(ben.get(packet))
    assert case.events.filter(kind="agreed", by=None).count() == 1
    ben.post(packet + "record_sent/go/", {"how": "by fax", "on": timezone.localdate().isoformat()})
    case.refresh_from_db()
    assert case.status == "sent"
    assert "You agreed to send the letters" in text(client.get("/status/"))


def test_stopping_is_done_at_once_and_keeps_the_case(sent):
    client, case, key = sent
    assert client.post("/stop/", {}).status_code == 422
    client.post("/stop/", {"choice": "stop"})
    case.refresh_from_db()
    assert (case.status, case.outcome) == ("closed", "person_stopped")
    assert "Closed" in text(client.get("/status/"))
    assert case.unlocked(key).submitted["person"]
    assert client.post("/stop/", {"choice": "erase"}).headers["Location"] == "/erase/"


@pytest.mark.postgres
def test_erasing_takes_papers_messages_and_reminders_with_it(
    sent, django_capture_on_commit_callbacks
):
    client, case, key = sent
    send_file(client, photo(), what="x", as_it_came="on")
    client.post("/messages/", {"text": "hello"})
    reminders.set_reminder(case, "email", "sam@example.com")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/erase/")
    assert not Attachment.objects.exists() and not Message.objects.exists()
    assert not Reminder.objects.exists()
    assert list(store.all_ids()) == []
    assert client.get("/status/").status_code == 404


@pytest.mark.postgres
def test_a_lost_code_is_replaced_by_the_office_and_the_old_one_is_dead(sent, cast):
    client, case, key = sent
    ana = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/code/"
    assert ana.post(path, {"how": ""}).status_code == 422
    page = text(ana.post(path, {"how": "called the known phone, three answers were right"}))
    code = re.search(r'class="code">([^<]+)<', page)[1]
    assert client.get("/status/").status_code == 404
    assert Wrap.objects.filter(owner=case.owner, kind="code").count() == 1
    fresh = FormClient()
    fresh.post("/return/", {"code": code})
    assert "You got a new code" in text(fresh.get("/status/"))
    assert code not in text(ana.get(f"/office/cases/{case.reference}/"))


def test_a_volunteer_tells_by_a_chosen_way_only(sent, cast, post_office):
    client, case, key = sent
    ana = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/act/"
    assert "By email" in text(ana.get(path))
    ana.post(path, {"text": "A question", "language": "en", "seen": "new", "tell": "email"})
    [message] = post_office
    assert message.to == ["sam@example.com"] and "A question" not in message.body
    assert case.reference not in message.body + message.subject
    assert case.events.filter(kind="told").count() == 1
    answers = case.unlocked(key).answers
    answers["reach"]["ways"] = ["none"]
    submission.add_amendment(case.unlocked(key), lambda before: (answers, []), now=NOW())
    assert "By email" not in text(ana.get(path))


def test_wrong_and_erased_codes_get_the_same_answer(sent):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    code = filer.code()
    filer.client.post("/erase/")
    guest = FormClient()
    erased = guest.post("/return/", {"code": code})
    wrong = guest.post("/return/", {"code": "00000-00000-00000-00000"})
    assert erased.status_code == wrong.status_code == 422
    secret = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    bare = [
        secret.sub("", text(page)).replace(code, "").replace("00000-00000-00000-00000", "")
        for page in (erased, wrong)
    ]
    assert bare[0] == bare[1]
