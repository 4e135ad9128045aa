"""A form is sent once: its pages then lead to the case, and words typed too late are not lost."""

import re

import pytest
from django.urls import reverse

from intake.complaints import drafts
from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import sample
from intake.models import Case
from intake.public.urls import urlpatterns
from tests.filer import Filer, FormClient
from tests.public.returning import key_of, text
from tests.public.test_hostile_text import check


def answers_of(case, office):
    return case.unlocked(key_of(case, office)).answers


NOTHING_OPEN = b"Your case is closed on this phone"
SEND = {"name": "Sam Sample", "true": "on"}
CASE = {"/done/", "/status/"}
ANSWERS = sample(COMPLAINT, filing_for="family", held=True)
LATE = "They let me call at last. This is new."


@pytest.fixture
def filer(office):
    """A filer whose form was sent, and who never saw the answer."""
    filer = Filer(FormClient(), ANSWERS).go()
    filer.client.post("/check/", SEND)
    return filer


def draft_pages():
    """Return the path of every page of a draft: all that are not open without one."""
    paths = []
    for pattern in urlpatterns:
        names = pattern.pattern.converters
        for key in [step.slug for step in COMPLAINT.steps] if "slug" in names else [""]:
            kwargs = {"slug": key, "entry": 0, "what": "lawyer", "number": 1, "page": 1}
            given = {name: kwargs[name] for name in names}
            paths.append(reverse(f"public:{pattern.name}", kwargs=given))
    nobody = FormClient()
    return [path for path in paths if NOTHING_OPEN in nobody.get(path).content]


def test_the_same_send_again_leads_to_the_confirmation_of_the_one_case(filer):
    for _again in range(2):
        answer = filer.client.post("/check/", SEND)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/done/")
    case = Case.objects.get()
    assert case.reference in text(filer.client.get("/done/"))


def test_every_page_of_the_draft_leads_to_the_case_whatever_is_posted(filer, office):
    pages = {*draft_pages(), "/ask/detainers/0/drop/", "/ask/person/0/drop/"} - {"/erase/"}
    # These correct what was sent, and are tested in test_correct.py.
    pages = {path for path in pages if not path.startswith("/answers/")}
    assert {"/check/", "/code/", "/ask/story/", "/ask/detainers/new/", "/ask/born/0/"} <= pages
    before = answers_of(Case.objects.get(), office)
    for path in sorted(pages):
        step = re.match("/ask/([^/]+)/", path)
        value = ANSWERS.get(step[1] if step else "") or {}
        same = as_post_data(value if isinstance(value, dict) else value[0])
        for body in ({}, {"save": "1"}, {"skip": "1"}, {"done": "1"}, same):
            answer = filer.client.post(path, body)
            assert NOTHING_OPEN not in answer.content, (path, body)
            if path in ("/check/", "/code/") or step:
                refused = answer.status_code == 405 and path == "/code/"
                assert refused or answer.headers.get("Location") in CASE, (path, body)
        answer = filer.client.get(path)
        assert NOTHING_OPEN not in answer.content, path
        if path in ("/check/", "/code/") or (step and "drop" not in path):
            assert answer.headers["Location"] in CASE, path
    assert Case.objects.count() == 1
    case = Case.objects.get()
    assert answers_of(case, office) == before


def test_words_typed_too_late_are_shown_and_can_be_added(filer, office):
    answer = filer.client.post("/ask/story/", {"story": LATE})
    page = text(answer)
    assert answer.status_code == 409 and "You sent this form already" in page
    assert re.search(r"<textarea[^>]*>\s*" + re.escape(LATE) + "</textarea>", page)
    assert '<option value="story" selected' in page and 'action="/add/"' in page
    check(answer.content.decode(), "sent already")
    case = Case.objects.get()
    assert not case.amendments.exists()
    added = filer.client.post("/add/", {"about": "story", "text": LATE})
    assert added.headers["Location"] == "/status/"
    [(_day, [section])] = case.unlocked(key_of(case, office)).amendments
    assert section["entries"][0][0]["value"] == LATE


@pytest.mark.parametrize(
    ("path", "given", "shown"),
    [
        ("/ask/custody/", {"where": "free"}, "They are free"),
        ("/ask/person/", {"given_names": "Another", "family_names": "Name"}, "Another"),
        ("/ask/person/", {"given_names": "x" * 300}, "x" * 300),  # that the form would refuse
        ("/ask/detainers/new/", {"seen": "have", "number": "LATE-1"}, "LATE-1"),
        ("/ask/detainers/0/", {"seen": "have", "number": "LATE-2"}, "LATE-2"),
        ("/ask/filer/", {"filing_for": "me"}, "Me"),
    ],
)
def test_any_other_answer_is_shown_in_words(filer, path, given, shown):
    answer = filer.client.post(path, given)
    [area] = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", text(answer))
    assert answer.status_code == 409 and shown in area


def test_a_form_sent_from_another_tab_while_this_one_saves_leads_to_the_case(office, monkeypatch):
    filer = Filer(FormClient(), ANSWERS).go()
    real = drafts.change

    def sent_in_between(opened, edit, *, now):
        monkeypatch.setattr(drafts, "change", real)
        assert filer.client.post("/check/", SEND).headers["Location"] == "/done/"
        return real(opened, edit, now=now)

    for path, body, expected in (
        ("/ask/detainers/0/drop/", {}, 302),
        ("/ask/story/", {"story": LATE}, 409),
    ):
        monkeypatch.setattr(drafts, "change", sent_in_between)
        assert filer.client.post(path, body).status_code == expected, path
        filer = Filer(FormClient(), ANSWERS).go()


def test_pages_of_what_is_added_beside_a_case_stay_open_until_that_is_sent(office):
    filer = Filer(FormClient(), sample(URGENT, filing_for="family", held=True), "urgent").go()
    filer.send()
    filer.post("/more/", {})
    assert filer.client.get(f"/ask/{filer.step()}/").status_code == 200
    filer.answers = ANSWERS
    filer.go().send()
    assert filer.client.post("/check/", SEND).headers["Location"] == "/done/"
    assert Case.objects.get().amendments.count() == 1


def test_after_erasing_nothing_is_open_and_the_words_are_shown_to_be_copied(filer):
    filer.client.post("/erase/")
    answer = filer.client.post("/ask/story/", {"story": LATE})
    assert answer.status_code == 404 and LATE in text(answer)
