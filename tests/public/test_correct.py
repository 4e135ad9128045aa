"""What was sent can be seen and corrected; the letters follow, and the first version stays."""

import re

import pytest

from intake.cases.filer_corrections import NOT_HERE, can_be_corrected
from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Case, Event
from tests.filer import Filer, FormClient
from tests.public.returning import key_of, text
from tests.public.test_hostile_text import check

ANSWERS = sample(COMPLAINT, filing_for="family", held=True)
NEW_NAME = {"given_names": "Luis Alberto", "family_names": "Sample Prueba", "other_names": ""}


@pytest.fixture
def client(office):
    filer = Filer(FormClient(), ANSWERS).jump()
    filer.send()
    return filer.client


def opened(office):
    case = Case.objects.get()
    return case.unlocked(key_of(case, office))


def test_every_answer_is_shown_and_every_page_that_may_be_is_corrected(client, office):
    page = text(client.get("/answers/"))
    check(client.get("/answers/").content.decode(), "answers")
    answers = opened(office).answers
    for step in COMPLAINT.visible_steps(answers):
        if not can_be_corrected(step.slug, answers):
            assert f'href="/answers/{step.slug}/' not in page
            continue
        count = len(answers[step.slug]) if step.many else 1
        assert len(set(re.findall(rf'href="(/answers/{step.slug}/(?:\d+/)?)"', page))) == count
    assert 'href="/changed/contact/"' in page
    assert ANSWERS["person"]["given_names"] in page


def test_a_correction_names_the_letters_that_it_changed_and_keeps_what_was_sent(client, office):
    shown = text(client.get("/answers/person/"))
    assert f'value="{ANSWERS["person"]["given_names"]}"' in shown
    answer = client.post("/answers/person/", NEW_NAME)
    assert answer.headers["Location"] == "/corrected/"
    page = text(client.get("/corrected/"))
    assert 'href="/papers/jail-letter/"' in page
    check(client.get("/corrected/").content.decode(), "corrected")
    assert "Luis Alberto" in text(client.get("/papers/jail-letter/"))
    unlocked = opened(office)
    assert unlocked.submitted["person"] == ANSWERS["person"]
    assert unlocked.answers["person"] == NEW_NAME
    [(_day, said)] = unlocked.amendments
    assert [part["key"] for part in said] == ["person"]
    assert unlocked.case.waiting_since and unlocked.case.events.filter(kind=Event.Kind.CHANGED)


def test_a_correction_sent_twice_or_that_changes_nothing_is_kept_once(client, office):
    for _tap in range(3):
        client.post("/answers/person/", NEW_NAME)
    same = client.post("/answers/story/", as_post_data(ANSWERS["story"]))
    assert same.headers["Location"] == "/answers/"
    assert len(opened(office).amendments) == 1


def test_one_entry_is_corrected_and_the_others_stay(client, office):
    before = opened(office).answers["detainers"]
    posted = as_post_data(before[0] | {"number": "SAMPLE-0009"})
    assert client.post("/answers/detainers/0/", posted).status_code == 302
    after = opened(office).answers["detainers"]
    assert after == [before[0] | {"number": "SAMPLE-0009"}, *before[1:]]


def test_a_letter_is_named_only_if_it_says_something_else(client):
    client.post("/answers/reach/", as_post_data(ANSWERS["reach"] | {"voicemail": "yes"}))
    page = text(client.get("/corrected/"))
    assert "Your letters stay as they are." in page and "/papers/" not in page


@pytest.mark.parametrize(
    "path", ["nothing", "person/0", "detainers", "detainers/99", *sorted(NOT_HERE), "urgent"]
)
def test_what_cannot_be_corrected_is_not_there(client, office, path):
    for answer in (client.get(f"/answers/{path}/"), client.post(f"/answers/{path}/", NEW_NAME)):
        assert answer.status_code == 404
    assert opened(office).amendments == []


def test_a_refused_correction_keeps_what_was_typed(client, office):
    answer = client.post("/answers/born/", {"birth_date_y": "3000"})
    assert answer.status_code == 422 and 'value="3000"' in text(answer)
    assert opened(office).amendments == []


def test_newer_words_are_not_overwritten_unseen(client, office):
    page = text(client.get("/answers/story/"))
    read = re.search(r'name="version" value="(\w+)"', page)[1]
    client.post("/answers/story/", {"story": "Newer words.", "version": read})
    answer = client.post("/answers/story/", {"story": "Other words.", "version": read})
    page = text(answer)
    assert answer.status_code == 409 and "Newer words." in page and "Other words." in page
    check(answer.content.decode(), "both corrections")
    assert opened(office).answers["story"]["story"] == "Newer words."


def test_a_page_that_was_corrected_last_names_no_letter_before_anything_was(client):
    assert "Your letters stay as they are." in text(client.get("/corrected/"))
