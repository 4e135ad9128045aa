"""Hours, dates and numbers as people type them, through the real pages."""

import html
import re

import pytest
import time_machine

from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.flow.sections import transcript
from tests.filer import Filer

NOW = "2026-11-23T15:00:00-05:00"


@pytest.fixture
def at_page(client, db):
    """Return a function that stands at a page of the form."""
    with time_machine.travel(NOW, tick=False):
        yield lambda step: Filer(client, sample(COMPLAINT)).jump(step)


def with_hour(typed, **more):
    """Return what a browser sends of the page about the day to go free, with an hour."""
    sent = as_post_data(sample(COMPLAINT)["held-over"]) | {"due_out_time": typed}
    del sent["due_out_t"]
    return sent | more


def words(filer):
    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", filer.html())))


def test_a_jail_hour_is_read_and_said_on_the_next_page_and_before_sending(at_page):
    filer = at_page("held-over")
    filer.post("/ask/held-over/", with_hour("1730 hrs"))
    assert filer.path == "/ask/story/"
    assert "We read this as 5:30 pm." in words(filer)
    assert 'href="/ask/held-over/">Change it</a>' in filer.html()
    again = filer.client.get("/ask/held-over/").content.decode()
    assert 'value="1730 hrs"' in again and "We read this as 5:30 pm." in again
    filer.go()
    assert filer.path == "/check/"
    assert "October 5, 2026, 1730 hrs We read this as 5:30 pm." in words(filer)


def test_what_was_plain_is_not_said_again(at_page):
    filer = at_page("held-over")
    filer.post("/ask/held-over/", with_hour("5:30 p.m."))
    assert filer.path == "/ask/story/"
    assert "We read this" not in words(filer)


def test_morning_or_evening_is_asked_and_the_answer_kept(at_page):
    filer = at_page("held-over")
    filer.post("/ask/held-over/", with_hour("3ish"))
    assert filer.response.status_code == 422
    page = filer.html()
    assert 'value="3ish"' in page and "Which hour do you mean?" in page
    options = re.findall(r'name="due_out_t" id="[^"]*"\s+value="([^"]*)"', page)
    assert options == ["03:00", "15:00", ""]
    filer.post("/ask/held-over/", with_hour("3ish", due_out_t="15:00"))
    assert filer.path == "/ask/story/"
    assert "We read this as about 3:00 pm." in words(filer)
    again = filer.client.get("/ask/held-over/").content.decode()
    assert re.search(r'value="15:00"\s+checked', again)


def test_somebody_who_does_not_know_which_half_of_the_day_goes_on(at_page):
    filer = at_page("held-over")
    filer.post("/ask/held-over/", with_hour("3", due_out_t=""))
    assert filer.path == "/ask/story/"
    assert "we count the whole day" in words(filer)


def test_an_hour_that_is_not_read_is_asked_again_and_kept_only_on_purpose(at_page):
    filer = at_page("held-over")
    filer.post("/ask/held-over/", with_hour("at shift change"))
    assert filer.response.status_code == 422
    page = filer.html()
    assert 'value="at shift change"' in page and "Keep it as I wrote it" in page
    assert "checked" not in re.search(r'<input type="checkbox"[^>]*due_out_t[^>]*>', page)[0]
    filer.post("/ask/held-over/", with_hour("at shift change", due_out_t=""))
    assert filer.path == "/ask/story/"
    assert "We keep your words" in words(filer)
    filer.go()
    assert filer.path == "/check/"


def test_an_hour_that_cannot_be_is_refused_even_on_purpose(at_page):
    filer = at_page("held-over")
    for more in ({}, {"due_out_t": ""}):
        filer.post("/ask/held-over/", with_hour("25:00", **more))
        assert filer.response.status_code == 422
        assert "There is no such time." in words(filer)
        assert 'value="25:00"' in filer.html()


@pytest.mark.parametrize(
    ("step", "sent", "says"),
    [
        (
            "when-where",
            {"when_m": "12", "when_d": "24", "when_y": "2026", "state": "TX"},
            "This day is in the future.",
        ),
        (
            "when-where",
            {"when_m": "24", "when_d": "12", "when_y": "2025", "state": "TX"},
            "Did you swap the day and the month?",
        ),
        (
            "held-over",
            with_hour("noon", went_out_m="10", went_out_d="4", went_out_words=""),
            "This day is before the release day",
        ),
        (
            "held-over",
            with_hour("noon", went_out_d="5", went_out_time="11 am"),
            "This day is before the release day",
        ),
        ("harm", {"days_held": "99,999"}, "That is more days than there can be."),
    ],
)
def test_what_cannot_be_is_asked_on_its_page_with_all_that_was_typed(at_page, step, sent, says):
    filer = at_page(step)
    filer.post(f"/ask/{step}/", sent)
    assert filer.response.status_code == 422
    assert says in words(filer)
    for name, typed in sent.items():
        if typed and name[-2:] in ("_m", "_d", "_y"):
            assert re.search(rf'name="{name}"[^>]*value="{typed}"', filer.html())


def test_a_date_in_another_language_is_read(at_page):
    filer = at_page("when-where")
    filer.post("/ask/when-where/", {"when_m": "3 de marzo de 2026", "state": "TX"})
    assert filer.path == "/ask/hold/"
    again = filer.client.get("/ask/when-where/").content.decode()
    for part, value in (("m", "3"), ("d", "3"), ("y", "2026")):
        assert re.search(rf'name="when_{part}"[^>]*value="{value}"', again)


def test_days_in_words_are_read(at_page):
    filer = at_page("harm")
    filer.post("/ask/harm/", {"days_held": "tres días"})
    filer.go()
    assert "How many extra days in jail? 3" in words(filer)


def of_jail(state, **more):
    """Return what a browser sends of that page about a jail in a state, without a zone."""
    sent = with_hour("9 am", jail_state=state)
    del sent["zone"]
    return sent | more


def zones(filer):
    return re.findall(r'name="zone" value="(\w+)"', filer.html())


def test_the_state_of_the_jail_is_another_thing_than_that_of_the_events(at_page):
    filer = at_page("held-over")
    # The events were in Texas; that jail is in California, which has one clock.
    filer.post("/ask/held-over/", of_jail("CA"))
    assert filer.path == "/ask/story/"


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("TX", ["Central", "Mountain", "unsure"]),
        ("FL", ["Eastern", "Central", "unsure"]),
        ("AZ", ["Mountain", "Arizona", "unsure"]),
        ("NV", ["Mountain", "Pacific", "unsure"]),
    ],
)
def test_where_a_state_has_two_clocks_its_own_two_are_asked(at_page, state, offered):
    filer = at_page("held-over")
    filer.post("/ask/held-over/", of_jail(state))
    assert filer.response.status_code == 422
    assert "This state has two time zones. Choose the jail's time zone." in words(filer)
    assert zones(filer) == offered
    assert 'value="9 am"' in filer.html()
    filer.post("/ask/held-over/", of_jail(state, zone="unsure"))
    assert filer.path == "/ask/story/"


def test_a_clock_of_another_state_is_not_taken(at_page):
    filer = at_page("held-over")
    filer.post("/ask/held-over/", of_jail("FL", zone="Pacific"))
    assert filer.response.status_code == 422
    assert zones(filer) == ["Eastern", "Central", "unsure"]


def test_an_answer_from_before_the_question_is_listed_as_it_was():
    stored = sample(COMPLAINT)
    del stored["held-over"]["jail_state"]
    labels = [line["label"] for page in transcript(stored) for line in page["entries"][0]]
    assert "In which state is that jail?" not in labels
    labels = [
        line["label"] for page in transcript(sample(COMPLAINT)) for line in page["entries"][0]
    ]
    assert "In which state is that jail?" in labels
