"""Several documents added at once: each is kept, or said why not, and none is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from intake.attachments import actions as attachments
from intake.models import Attachment
from intake.public import uploads
from tests.attachments import samples
from tests.public.returning import photo, text


def send_files(client, *files, **fields):
    """Send files of (name, bytes) in one form."""
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post("/files/", {"file": sent} | fields, content_type=MULTIPART_CONTENT)


def states(response):
    """Return [(name, what became of it)] as the page says it."""
    shown = re.search(r'<ul class="states">(.*?)</ul>', text(response), re.DOTALL)
    items = re.findall(r"<li>(.*?)</li>", shown[1], re.DOTALL) if shown else []
    words = [" ".join(re.sub("<[^>]*>", "", item).split()) for item in items]
    return [tuple(item.split(": ", 1)) for item in words]


def saved(case, key):
    rows = Attachment.objects.order_by("added_at", "pk")
    return [attachments.describe(row, case.unlocked(key))["what"] for row in rows]


def five():
    return [(f"{number}.txt", f"page {number}".encode()) for number in range(1, 6)]


def test_five_files_at_once_are_kept_in_order(sent):
    client, case, key = sent
    response = send_files(client, *five(), what="the hold form")
    assert (response.status_code, response.headers["Location"]) == (302, "/files/")
    assert saved(case, key) == [f"the hold form, {number}" for number in range(1, 6)]
    rows = Attachment.objects.order_by("added_at", "pk")
    assert [attachments.read(row, case.unlocked(key)) for row in rows] == [
        data for _name, data in five()
    ]


def test_each_file_has_a_state_of_its_own(sent):
    client, case, key = sent
    response = send_files(
        client,
        ("a.jpg", photo()),
        ("b.pdf", samples.locked()),
        ("c.txt", b""),
        ("d.jpg", b"\xff\xd8\xff" + bytes(10 * 1024 * 1024)),
        ("e.txt", b"words"),
        what="papers",
    )
    assert response.status_code == 422
    assert [(name, said.split(".")[0]) for name, said in states(response)] == [
        ("a.jpg", "Saved"),
        ("b.pdf", "This file is locked with a password"),
        ("c.txt", "This file is empty"),
        ("d.jpg", "This file is larger than 10 MB"),
        ("e.txt", "Saved"),
    ]
    assert "We could not take 3 files." in text(response)
    assert saved(case, key) == ["papers, 1", "papers, 5"]
    assert 'value="papers"' in text(response)


def test_the_same_files_sent_again_are_kept_once(sent):
    client, *_ = sent
    for _time in range(2):
        assert send_files(client, *five(), what="x").status_code == 302
    assert Attachment.objects.count() == 5


def test_a_sixth_file_is_put_off_and_said(sent):
    client, *_ = sent
    response = send_files(client, *five(), ("6.txt", b"page 6"))
    assert response.status_code == 422
    name, said = states(response)[-1]
    assert (name, said.split(".")[0]) == (
        "6.txt",
        "You can add 5 files at once, and this was one too many",
    )
    assert Attachment.objects.count() == 5


def test_more_files_than_a_case_takes_are_said_one_by_one(sent):
    client, *_ = sent
    for name in ("a", "b", "c"):
        response = send_files(
            client, *[(f"{name}{file}", data) for file, data in five()], what=name
        )
    assert len([said for _name, said in states(response) if "10 files" in said]) == 5
    assert Attachment.objects.count() == 10


def test_what_would_take_too_long_is_put_off(sent, monkeypatch):
    client, *_ = sent
    monkeypatch.setattr(uploads, "MOST_SECONDS", -1)
    response = send_files(client, *five())
    assert response.status_code == 503
    assert all("Try again in a minute" in said for _name, said in states(response))
    assert not Attachment.objects.exists()


def test_no_file_name_is_kept(sent, tmp_path):
    client, case, key = sent
    send_files(client, ("MARKER-Fresno.txt", b"one"), ("MARKER-2.txt", b"two"))
    assert "MARKER" not in "".join(saved(case, key))


NINE_MB = b"\xff\xd8\xff" + bytes(9_000_000)


@pytest.mark.parametrize(
    "files",
    ([b"x"] * 21, [b"x"] * 45, [NINE_MB] * 5),
    ids=["21 files", "45 files", "five photos of 9 MB"],
)
def test_more_than_a_form_takes_is_a_page_of_ours(sent, files):
    client, *_ = sent
    response = send_files(client, *((f"{number}.jpg", data) for number, data in enumerate(files)))
    assert response.status_code == 413 and not Attachment.objects.exists()
    page = text(response)
    assert "We did not save any of these files." in page
    assert "You can add up to 5, each up to 10 MB, and 40 MB altogether." in page


def test_a_page_of_words_that_is_too_long_says_nothing_of_files(sent):
    client, *_ = sent
    response = client.post("/add/", {"about": "story", "text": "x" * 2_000_000})
    assert response.status_code == 413 and "MB" not in text(response)
