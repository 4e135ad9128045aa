"""Photos of documents while the form is filled in: kept with it, sent with it, deleted with it."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.attachments import draft_files
from intake.complaints import drafts
from intake.complaints.draft_files import DraftFile
from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Attachment, Case, Draft, Event
from intake.storage import store
from intake.web import disk, ratelimit
from tests.attachments import samples
from tests.conftest import log_in
from tests.filer import Filer, FormClient
from tests.public.returning import key_of, photo, send_file, text
from tests.public.test_double_posts import SEND, second_tab
from tests.public.test_files_at_once import send_files, states

# What is written at once must not be written twice on either engine.
pytestmark = pytest.mark.postgres

ANSWERS = sample(COMPLAINT, filing_for="family", held=True)


def stored():
    return list(store.all_ids())


@pytest.fixture
def filer(office):
    """A helper who has answered every page, and sent nothing yet."""
    return Filer(FormClient(), ANSWERS).jump()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a block at whose end the bytes are erased, as where a transaction ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def names_on(page):
    """Return the names of the files on a page, in order."""
    return re.findall(r'<h3 dir="auto">([^<]*)</h3>', page)


def sent_files(case, office):
    unlocked = case.unlocked(key_of(case, office))
    rows = case.attachments.order_by("added_at", "pk")
    return [attachments.describe(row, unlocked)["what"] for row in rows]


def test_a_helper_photographs_the_hold_form_and_the_volunteer_sees_it(office, cast):
    """The journey: a photo on the page about the hold form, the form is sent, and it is read."""
    filer = Filer(FormClient(), ANSWERS).jump(until="hold-copy")
    assert ">Add photos of their documents</button>" in filer.html()
    filer.post("/ask/hold-copy/", as_post_data(ANSWERS["hold-copy"]) | {"files": "1"})
    assert filer.path == "/files/"
    page = text(filer.response)
    assert "<h1>Add their documents</h1>" in page
    onward = re.search(r'<a class="button button--quiet" href="(/ask/[^"]+)">', page)[1]
    assert onward != "/ask/hold-copy/"
    assert send_file(filer.client, photo("red"), what="The hold form").status_code == 302
    page = text(filer.client.get("/files/"))
    assert names_on(page) == ["The hold form"] and 'src="/files/1/1/"' in page
    assert filer.client.get("/files/1/1/").headers["Content-Type"] == "image/jpeg"
    filer.jump()
    assert "<li><bdi>The hold form</bdi></li>" in text(filer.client.get("/check/"))
    assert filer.client.post("/check/", SEND).headers["Location"] == "/done/"
    case = Case.objects.get()
    row = case.attachments.get()
    ana, address = log_in(cast["ana"]), f"/office/cases/{case.reference}/"
    assert "The hold form" in text(ana.get(address))
    assert ana.get(f"{address}files/{row.pk}/1/").headers["Content-Type"] == "image/jpeg"
    assert not DraftFile.objects.exists()
    assert names_on(text(filer.client.get("/files/"))) == ["The hold form"]


@pytest.mark.parametrize(
    ("filing_for", "title"), [("me", "Add your documents"), ("family", "Add their documents")]
)
def test_the_page_speaks_to_who_files(office, filing_for, title):
    answers = sample(COMPLAINT, filing_for=filing_for, held=filing_for == "family")
    client = Filer(FormClient(), answers).jump().client
    assert f"<h1>{title}</h1>" in text(client.get("/files/"))


def test_each_file_has_a_state_of_its_own_in_the_form(filer):
    response = send_files(
        filer.client,
        ("a.jpg", photo()),
        ("b.pdf", samples.locked()),
        ("c.txt", b""),
        ("e.txt", b"words"),
        what="papers",
    )
    assert response.status_code == 422
    assert [(name, said.split(".")[0]) for name, said in states(response)] == [
        ("a.jpg", "Saved"),
        ("b.pdf", "This file is locked with a password"),
        ("c.txt", "This file is empty"),
        ("e.txt", "Saved"),
    ]
    assert names_on(text(response)) == ["papers, 1", "papers, 4"]


def test_files_are_sealed_with_the_key_of_the_draft(filer, office):
    send_file(filer.client, b"MARKER in the file", what="MARKER in the words", as_it_came="on")
    row = DraftFile.objects.get()
    assert b"MARKER" not in bytes(row.about)
    for file_id in row.stored_ids:
        assert b"MARKER" not in b"".join(store.read(file_id))
    filer.client.post("/check/", SEND)
    attachment, unlocked = (
        Attachment.objects.get(),
        Case.objects.get().unlocked(key_of(Case.objects.get(), office)),
    )
    assert attachment.stored_ids == row.stored_ids and attachment.size == row.size
    assert attachments.describe(attachment, unlocked)["what"] == "MARKER in the words"
    assert attachments.read(attachment, unlocked) == b"MARKER in the file"
    assert attachments.read_original(attachment, unlocked) == b"MARKER in the file"
    assert attachment.by is None


def test_sent_twice_from_any_tab_the_files_are_there_once(filer, office):
    send_files(filer.client, ("1.txt", b"one"), ("2.txt", b"two"), what="x")
    lost, old = second_tab(filer.client), second_tab(filer.client)
    for tab in (lost, filer.client, old):
        assert tab.post("/check/", SEND).status_code == 302
    case = Case.objects.get()
    assert sent_files(case, office) == ["x, 1", "x, 2"]
    assert case.events.filter(kind=Event.Kind.FILE_ADDED).count() == 2
    assert len(stored()) == 2
    # The page of the form, sent again after the form was: the same file is there once.
    send_files(old, ("1.txt", b"one"), ("2.txt", b"two"), what="x")
    assert sent_files(case, office) == ["x, 1", "x, 2"] and len(stored()) == 2


def test_the_same_file_added_twice_to_a_form_is_there_once(filer):
    for _tap in range(3):
        assert send_file(filer.client, photo()).headers["Location"] == "/files/"
    assert DraftFile.objects.count() == 1 and len(stored()) == 1
    send_file(filer.client, photo("red"))
    assert DraftFile.objects.count() == 2


def test_a_file_that_is_made_new_while_the_form_is_sent_is_in_the_case(filer, office, monkeypatch):
    real, tab = attachments.clean, second_tab(filer.client)

    def slowly(data):
        assert tab.post("/check/", SEND).headers["Location"] == "/done/"
        return real(data)

    monkeypatch.setattr(attachments, "clean", slowly)
    answer = send_file(filer.client, b"a late one", what="late")
    assert answer.headers["Location"] == "/files/"
    case = Case.objects.get()
    assert sent_files(case, office) == ["late"] and not DraftFile.objects.exists()
    assert names_on(text(filer.client.get("/files/"))) == ["late"]


def test_a_file_that_comes_while_more_pages_are_open_goes_to_the_case(filer, office):
    filer.client.post("/check/", SEND)
    filer.client.post("/more/")
    assert Draft.objects.exists()
    send_file(filer.client, b"words", what="later")
    assert sent_files(Case.objects.get(), office) == ["later"]


def test_a_file_that_is_made_new_while_the_form_is_deleted_leaves_nothing(filer, monkeypatch):
    real, tab = attachments.clean, second_tab(filer.client)

    def slowly(data):
        tab.post("/erase/")
        return real(data)

    monkeypatch.setattr(attachments, "clean", slowly)
    assert send_file(filer.client, b"a late one").status_code == 404
    assert not DraftFile.objects.exists() and stored() == []


def test_taking_a_file_off_a_form_takes_row_and_bytes(filer, committed):
    send_files(filer.client, ("1.txt", b"one"), ("2.txt", b"two"), what="x")
    page = text(filer.client.get("/files/"))
    first, second = re.findall(r'name="paper" value="([^"]+)"', page)
    for _tap in range(2):
        with committed():
            answer = filer.client.post("/files/drop/", {"paper": first})
        assert answer.headers["Location"] == "/files/"
    assert [str(row.pk) for row in DraftFile.objects.all()] == [second] and len(stored()) == 1
    assert names_on(text(filer.client.get("/files/"))) == ["x, 2"]


@pytest.mark.parametrize("given", [{}, {"paper": "1"}, {"paper": "0" * 32}])
def test_taking_off_what_is_not_there_does_nothing(filer, given):
    send_file(filer.client, photo())
    assert filer.client.post("/files/drop/", given).status_code == 302
    assert DraftFile.objects.count() == 1


def test_nobody_reaches_the_files_of_another_form(filer):
    send_file(filer.client, photo(), what="mine")
    row, other = DraftFile.objects.get(), Filer(FormClient(), ANSWERS).jump().client
    assert names_on(text(other.get("/files/"))) == []
    assert other.get("/files/1/1/").status_code == 404
    other.post("/files/drop/", {"paper": row.pk})
    assert DraftFile.objects.count() == 1
    assert FormClient().get("/files/").status_code == 404


@pytest.mark.parametrize("address", ["/files/0/1/", "/files/2/1/", "/files/1/0/", "/files/1/9/"])
def test_a_picture_that_is_not_there_is_not_found(filer, address):
    send_file(filer.client, photo())
    assert filer.client.get(address).status_code == 404


def test_deleting_the_answers_deletes_the_files_and_says_so(filer, committed):
    send_files(filer.client, ("1.txt", b"one"), ("2.txt", b"two"))
    assert "The 2 files that you added are deleted, too." in text(filer.client.get("/erase/"))
    with committed():
        assert filer.client.post("/erase/").status_code == 200
    assert not DraftFile.objects.exists() and stored() == []


def test_quick_exit_deletes_the_files_of_a_form_without_a_code(filer, committed):
    send_file(filer.client, photo())
    with committed():
        filer.client.get("/leave/")
    assert not DraftFile.objects.exists() and stored() == []


def test_quick_exit_keeps_the_files_of_a_form_with_a_code(filer):
    send_file(filer.client, photo())
    filer.client.post("/check/", {"save": "1"})
    filer.client.get("/leave/")
    assert DraftFile.objects.count() == len(stored()) == 1


def test_a_form_that_expires_takes_its_files_along(filer, committed):
    send_file(filer.client, photo(), as_it_came="on")
    assert len(stored()) == 2
    soon = timezone.now() + drafts.LIFETIME_WITHOUT_CODE - timedelta(minutes=1)
    assert drafts.erase_expired(now=soon) == 0 and len(stored()) == 2
    with committed():
        assert drafts.erase_expired(now=soon + timedelta(minutes=2)) == 1
    assert not DraftFile.objects.exists() and stored() == []


def test_a_file_lets_the_form_live_as_a_page_does(filer):
    Draft.objects.update(expires_at=timezone.now() + timedelta(minutes=5))
    send_file(filer.client, photo())
    assert Draft.objects.get().expires_at > timezone.now() + timedelta(hours=23)


def test_the_sweep_knows_the_files_of_forms(filer):
    send_file(filer.client, photo(), as_it_came="on")
    attachments.sweep(now=timezone.now() + timedelta(days=40))
    assert len(stored()) == 2 and store.lost_and_found() == {}


def test_a_form_takes_ten_files(filer):
    for name in ("a", "b", "c"):
        five = [(f"{number}.txt", f"{name} {number}".encode()) for number in range(5)]
        response = send_files(filer.client, *five, what=name)
    assert len([said for _name, said in states(response) if "10 files" in said]) == 5
    assert DraftFile.objects.count() == 10


def test_a_form_takes_no_more_bytes_than_a_case(filer):
    send_file(filer.client, b"one")
    DraftFile.objects.update(size=40 * 1024 * 1024)
    page = text(send_file(filer.client, b"two"))
    assert "Your files together can be 40 MB at most." in page
    assert DraftFile.objects.count() == len(stored()) == 1


def test_files_of_forms_never_take_more_than_half_of_the_room(filer, monkeypatch):
    send_file(filer.client, b"one")
    monkeypatch.setattr(disk, "free", lambda: disk.RESERVE)
    DraftFile.objects.update(size=disk.RESERVE)
    other = Filer(FormClient(), ANSWERS).jump().client
    answer = send_file(other, b"two")
    assert answer.status_code == 503 and "We cannot save files right now." in text(answer)
    # A sent case still takes files.
    other.post("/check/", SEND)
    assert send_file(other, b"two").status_code == 302


def test_files_of_forms_have_a_limit_of_their_own(filer, monkeypatch):
    send_file(filer.client, b"one")
    monkeypatch.setattr(draft_files, "MOST_IN_ALL_FORMS", DraftFile.objects.get().size)
    assert send_file(filer.client, b"two").status_code == 503
    assert DraftFile.objects.count() == 1


def test_one_network_adds_to_forms_only_so_often(office, monkeypatch):
    monkeypatch.setitem(ratelimit.LIMITS, "file", ratelimit.RateLimit(2))
    for number in range(3):
        client = Filer(FormClient(), ANSWERS).jump().client
        assert send_file(client, b"words").status_code == (302 if number < 2 else 429)
    assert DraftFile.objects.count() == 2


def test_one_form_is_added_to_only_so_often(filer, monkeypatch):
    monkeypatch.setitem(ratelimit.LIMITS, "act", ratelimit.RateLimit(1))
    assert send_file(filer.client, b"one").status_code == 302
    assert send_file(filer.client, b"two").status_code == 429


def test_who_keeps_only_letters_is_told_that_the_files_go(office):
    answers = sample(COMPLAINT)
    answers["sharing"] = answers["sharing"] | {"keep": "papers_only"}
    client = Filer(FormClient(), answers).jump().client
    assert "documents" not in text(client.get("/check/")).split("<main")[1].split("<form")[0]
    send_file(client, photo(), what="The hold form")
    page = text(client.get("/check/"))
    assert "The hold form" in page and "We delete these files with your answers." in page


def test_a_name_that_cannot_be_opened_is_said_and_sent_all_the_same(filer):
    send_files(filer.client, ("1.txt", b"one"), ("2.txt", b"two"), what="x")
    broken = DraftFile.objects.order_by("added_at").first()
    DraftFile.objects.filter(pk=broken.pk).update(about=bytes(broken.about)[:-1] + b"\0")
    for path in ("/files/", "/check/"):
        page = text(filer.client.get(path))
        assert "This part cannot be opened." in page and "x, 2" in page
    assert filer.client.post("/check/", SEND).headers["Location"] == "/done/"
    assert Attachment.objects.count() == 2 and len(stored()) == 2
    assert "This part cannot be opened." in text(filer.client.get("/files/"))


def test_words_typed_with_no_file_stay(filer):
    answer = filer.client.post("/files/", {"what": "my words"}, content_type=MULTIPART_CONTENT)
    assert answer.status_code == 422
    assert "Choose a file, or take a photo" in text(answer) and 'value="my words"' in text(answer)
    empty = SimpleUploadedFile("a.txt", b"")
    answer = filer.client.post("/files/", {"file": empty}, content_type=MULTIPART_CONTENT)
    assert "This file is empty." in text(answer)


def test_a_page_of_the_form_costs_no_query_more_for_its_files(filer, django_assert_max_num_queries):
    def cost(path):
        with django_assert_max_num_queries(50) as queries:
            assert filer.client.get(path).status_code == 200
        return len(queries)

    paths = ("/ask/story/", "/ask/hold-copy/", "/check/")
    before = [cost(path) for path in paths]
    send_files(filer.client, *[(f"{number}.txt", b"%d" % number) for number in range(5)])
    assert [cost(path) for path in paths] == before
