"""Places of custody on the pages of the form, and what the person reports of them later."""

import html

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from intake.complaints import drafts
from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.facts import compute_facts
from intake.flow.sample import ANSWERS, HELD, sample
from intake.models import Case
from intake.vault import envelopes
from tests.conftest import unlocked_of
from tests.filer import Filer, FormClient
from tests.public.returning import key_of

pytestmark = pytest.mark.django_db
BY_ICE = {"went_wrong": ["ice_arrest"]}
PLACE = {"kind": "local_jail", "facility": "Sample Annex", "jail_state": "WI"}


@pytest.fixture
def filer(office):
    return Filer(FormClient(), sample(COMPLAINT, held=True)).jump("stays")


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def entries_of(filer):
    secret = filer.client.cookies[settings.VISIT_COOKIE].value
    now = timezone.now()
    stored = drafts.read(envelopes.unlock_with_browser(secret, now), now=now)
    return stored["answers"].get("stays")


def test_an_entry_is_asked_on_two_pages_and_kept_after_the_first(filer):
    first = page(filer.client, "/ask/stays/")
    assert 'name="kind"' in first and 'name="ended"' not in first
    response = filer.client.post("/ask/stays/", PLACE)
    assert response.headers["Location"] == "/ask/stays/0/more/"
    assert entries_of(filer)[0]["facility"] == "Sample Annex"
    second = page(filer.client, "/ask/stays/0/more/")
    assert 'name="ended"' in second and 'name="kind"' not in second
    # Wisconsin has one time: it is not asked.
    assert 'name="zone"' not in second
    sent = {"ended": "another_jail", "due_why": "served", "went_out_y": "2026", "went_out_m": "9"}
    response = filer.client.post("/ask/stays/0/more/", sent)
    assert response.headers["Location"] == "/ask/stays/"
    [entry] = entries_of(filer)
    assert (entry["facility"], entry["ended"]) == ("Sample Annex", "another_jail")
    listed = page(filer.client, "/ask/stays/")
    assert "Sample Annex" in listed and "September 2026" in listed


def test_its_own_state_decides_which_times_are_offered(filer):
    filer.client.post("/ask/stays/", PLACE | {"jail_state": "TN"})
    second = page(filer.client, "/ask/stays/0/more/")
    assert 'value="Eastern"' in second and 'value="Mountain"' not in second
    due = {"due_out_y": "2026", "due_out_m": "9", "due_out_d": "3"}
    again = filer.client.post("/ask/stays/0/more/", due)
    assert again.status_code == 422
    assert "This state has two time zones" in html.unescape(again.content.decode())


def test_changing_the_first_page_keeps_the_second(filer):
    filer.client.post("/ask/stays/", PLACE)
    filer.client.post("/ask/stays/0/more/", {"ended": "freed"})
    response = filer.client.post("/ask/stays/0/", PLACE | {"facility": "Other Annex"})
    assert response.headers["Location"] == "/ask/stays/0/more/"
    [entry] = entries_of(filer)
    assert (entry["facility"], entry["ended"]) == ("Other Annex", "freed")


def test_nobody_leaves_a_place_before_coming_there(filer):
    came = {"came_in_y": "2026", "came_in_m": "9", "came_in_d": "9"}
    filer.client.post("/ask/stays/", PLACE | came)
    left = {"went_out_y": "2026", "went_out_m": "9", "went_out_d": "2"}
    again = filer.client.post("/ask/stays/0/more/", left)
    assert again.status_code == 422
    assert "before the day of arrival" in html.unescape(again.content.decode())


@pytest.mark.parametrize("path", ["/ask/stays/5/more/", "/ask/coming/0/more/", "/ask/hold/0/more/"])
def test_there_is_no_second_page_of_what_has_one(filer, path):
    assert filer.client.get(path).status_code == 404


def test_the_short_form_asks_neither(office):
    asked = [step.slug for step in URGENT.visible_steps(sample(URGENT, held=True))]
    assert not {"stays", "jail"} & set(asked) and {"custody", "held-over"} <= set(asked)
    filer = Filer(FormClient(), sample(URGENT, held=True), lane="urgent").jump("custody")
    assert filer.client.get("/ask/stays/").status_code == 302


def test_who_is_free_is_asked_which_jail_it_was(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump("jail")
    response = filer.client.post("/ask/jail/", as_post_data(ANSWERS["jail"]))
    assert response.headers["Location"] == "/ask/held-over/"


def opened(office, **choices):
    filer = Filer(FormClient(), sample(COMPLAINT, **choices)).jump()
    filer.send()
    client = FormClient()
    client.post("/return/", {"code": filer.code()})
    case = Case.objects.get()
    return client, case.unlocked(key_of(case, office))


def facts_of(unlocked):
    unlocked.forget_answers()
    case = Case.objects.get(pk=unlocked.case.pk)
    return case, compute_facts(unlocked.answers, case.changed_on)


def test_going_free_from_ice_ends_that_stay_and_leaves_the_jail_alone(office):
    ice = HELD | {"where": "ice", "came_in": {"y": 2026, "m": 10, "d": 9, "words": ""}}
    client, unlocked = opened(office, custody=ice)
    _case, before = facts_of(unlocked)
    sent = {"when_y": "2026", "when_m": "11", "when_d": "20"}
    assert client.post("/changed/free/", sent).status_code == 302
    case, after = facts_of(unlocked)
    assert not case.held
    assert (after.current.kind, after.current.released_at["d"]) == ("ice", 20)
    assert after.current.place == HELD["facility"]
    assert after.hold_stay.released_at == before.hold_stay.released_at


def test_being_taken_by_ice_keeps_the_jail_as_an_earlier_stay(office):
    client, unlocked = opened(office, held=True)
    sent = {"where": "ice", "facility": "Sample Center", "happening": ["none"]}
    assert client.post("/changed/moved/", sent).status_code == 302
    case, facts = facts_of(unlocked)
    assert case.where == "ice"
    assert [(one.kind, one.place) for one in facts.stays[-2:]] == [
        ("local_jail", HELD["facility"]),
        ("ice", "Sample Center"),
    ]
    assert facts.hold_stay.ended == "ice" and facts.hold_stay.release_due_at["d"] == 5


def test_the_same_move_sent_twice_is_one_and_a_day_said_later_is_that_of_ice(office):
    client, unlocked = opened(office, held=True)
    sent = {"where": "ice", "facility": "Sample Center", "happening": ["none"]}
    client.post("/changed/moved/", sent)
    _case, once = facts_of(unlocked)
    client.post("/changed/moved/", sent)
    _case, twice = facts_of(unlocked)
    assert [one.place for one in twice.stays] == [one.place for one in once.stays]
    client.post("/changed/free/", {})
    client.post("/changed/free/", {"when_y": "2026", "when_m": "11", "when_d": "20"})
    _case, free = facts_of(unlocked)
    assert (free.current.kind, free.current.released_at["d"]) == ("ice", 20)
    assert free.hold_stay.released_at is None
    assert len(free.stays) == len(twice.stays)


def test_the_state_of_a_place_of_ice_is_asked_with_it_and_its_day_counts(office):
    """Somebody arrested in Texas and held in Guam: the state box and today are those of Guam."""
    by_ice = {"where": "ice", "facility": "Example Center", "booking_number": "", "state": "GU"}
    said = {"custody": by_ice, "hold": {"ice_asked": "no"}, "problem": BY_ICE, "stays": []}
    answers = sample(COMPLAINT, **said)
    filer = Filer(FormClient(), answers)
    filer.answer("filer")
    assert 'name="state"' in filer.html() and "In which state is it?" in filer.html()
    filer.go().send()
    unlocked = unlocked_of(Case.objects.get(), office)
    with time_machine.travel("2026-11-30T20:00:00Z", tick=False):
        facts = compute_facts(unlocked.answers, timezone.localdate())
    assert facts.current.state == facts.jail_state == "GU"
    assert facts.as_of.isoformat() == "2026-12-01"


def test_who_is_in_jail_is_not_asked_for_the_state_of_a_place_of_ice(office):
    filer = Filer(FormClient(), sample(COMPLAINT, held=True)).jump("custody")
    filer.post("/ask/custody/", {"where": "local_jail", "facility": "Example", "state": "GU"})
    filer.go().send()
    answers = unlocked_of(Case.objects.get(), office).answers
    assert "state" not in answers["custody"]
