"""A page that repeats: one entry leads on, and who has another says so."""

import pytest

from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.filer import Filer, FormClient

pytestmark = pytest.mark.django_db
FIRST = {"name": "Badge 1"}


@pytest.fixture
def filer(office):
    return Filer(FormClient(), sample(COMPLAINT)).jump(until="officers")


def test_one_entry_leads_to_the_next_question(filer):
    assert 'name="enough"' in filer.html() and 'name="another"' in filer.html()
    filer.post("/ask/officers/", FIRST | {"enough": "1"})
    assert filer.path == "/ask/witnesses/"


def test_who_has_another_is_asked_for_it_at_once(filer):
    filer.post("/ask/officers/", FIRST | {"another": "1"})
    assert filer.path == "/ask/officers/new/"
    filer.post("/ask/officers/new/", {"name": "Badge 2"})
    assert filer.path == "/ask/officers/"
    assert "Badge 1" in filer.html() and "Badge 2" in filer.html()


def test_a_first_entry_sent_twice_is_one_entry(filer):
    for _ in range(2):
        filer.client.post("/ask/officers/", FIRST | {"enough": "1"})
    page = filer.client.get("/ask/officers/").content.decode()
    assert page.count("Badge 1") == 1


def test_an_entry_that_is_changed_leads_back_to_the_list(filer):
    filer.post("/ask/officers/", FIRST | {"enough": "1"})
    page = filer.client.get("/ask/officers/0/").content.decode()
    assert 'name="enough"' not in page
    filer.post("/ask/officers/0/", {"name": "Badge 3"})
    assert filer.path == "/ask/officers/"


def test_a_page_with_an_error_keeps_both_buttons(filer):
    answer = filer.client.post("/ask/officers/", {"name": "x" * 5000, "enough": "1"})
    assert answer.status_code == 422
    assert 'name="enough"' in answer.content.decode()


def test_the_first_of_two_pages_of_an_entry_has_one_way_on(office):
    answers = sample(COMPLAINT, held=True)
    filer = Filer(FormClient(), answers).jump(until="stays")
    assert 'name="enough"' not in filer.html()
    stay = as_post_data(answers["stays"][0])
    filer.post("/ask/stays/", stay)
    assert filer.path.endswith("/more/") and 'name="enough"' in filer.html()
    filer.post(filer.path, stay | {"enough": "1"})
    assert filer.step() == "story"


def test_the_short_form_repeats_nothing_of_the_page_before_it(office):
    """Three things stand on the urgent page; the details to add later do not hold them either."""
    filer = Filer(FormClient(), sample(COMPLAINT, held=True), lane="urgent").jump(until="danger")
    assert filer.client.get("/ask/urgent/").headers["Location"] == "/ask/danger/"
    filer.jump().send()
    asked = filer.client.post("/more/").headers["Location"]
    assert asked == "/ask/language/"
