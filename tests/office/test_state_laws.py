"""The law of the states: who sees and changes a row, its versions, and where it stands."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from intake.audit.models import AuditEntry
from intake.citations.state_law import STATE_LAWS
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.sample import sample
from intake.models import StateLawReview
from intake.packets.documents import jail_letter_short
from intake.routes import state_law_status
from intake.routes.attorney_general import ATTORNEY_GENERAL
from intake.routes.base import POSSIBLE, UNSUITABLE
from tests.conftest import log_in

NEW = {
    "effect": "forbids",
    "law": "Example Code 1-2-3",
    "says": "A jail here may not hold someone for ICE.",
    "advice": "Name this law.",
    "letter": "Sample State: no hold solely on a detainer. Example Code 1-2-3.",
    "source": "legislature page",
    "as_of": "2026-11-02",
}


def sheet(state):
    return jail_letter_short.build({"state": state}, today=date(2026, 11, 30)).text()


def guide_page():
    return Client().get("/guide/your-state/").content.decode()


def test_a_coordinator_saves_a_version_and_everything_shows_it(cast):
    cora, ana = log_in(cast["cora"]), log_in(cast["ana"])
    assert "no checked line" in cora.get("/office/state-laws/UT/").content.decode()
    assert "Utah" not in guide_page()
    assert cora.post("/office/state-laws/UT/", NEW).status_code == 302
    assert StateLawReview.objects.get().version == 2
    assert AuditEntry.objects.filter(kind="setting").exists()
    assert "Example Code 1-2-3" in ana.get("/office/state-laws/").content.decode()
    assert NEW["letter"] in sheet("UT")
    assert NEW["letter"] not in sheet("NV")
    page = guide_page()
    assert NEW["says"] in page
    assert "As of November 2, 2026" in page
    assert "legislature page" in page


def test_the_attorney_general_fits_by_the_row_that_stands_now(cast):
    answers = sample(COMPLAINT, held=True)
    answers["held-over"] |= {"jail_state": "UT", "kept": "no", "due_out": None}
    facts = compute_facts(answers, date(2026, 11, 30))
    held = replace(facts.with_stay(state="UT"), hold="yes", codes=(), problems=(), officers=())
    assert ATTORNEY_GENERAL.fits(held).kind == UNSUITABLE
    log_in(cast["cora"]).post("/office/state-laws/UT/", NEW)
    assert ATTORNEY_GENERAL.fits(held).kind == POSSIBLE
    log_in(cast["cora"]).post("/office/state-laws/UT/", NEW | {"effect": "orders"})
    assert ATTORNEY_GENERAL.fits(held).kind == UNSUITABLE


def test_what_stood_before_stays_in_the_history_and_a_row_can_be_taken_back(cast):
    cora = log_in(cast["cora"])
    first = STATE_LAWS["IL"].letter.text
    assert first in sheet("IL")
    cora.post("/office/state-laws/IL/", NEW)
    cora.post("/office/state-laws/IL/", NEW | {"effect": "none"})
    assert [row.version for row in state_law_status.reviews_of("IL")] == [3, 2]
    assert cora.get("/office/state-laws/IL/").content.decode().count("<article") == 2
    assert state_law_status.line_of("IL") is None
    assert "Illinois:" not in sheet("IL")
    assert "Sample State" not in sheet("IL")


def test_only_a_coordinator_changes_a_row(cast):
    ana = log_in(cast["ana"])
    assert ana.get("/office/state-laws/").status_code == 200
    assert ana.get("/office/state-laws/IL/").status_code == 404
    assert ana.post("/office/state-laws/IL/", NEW).status_code == 404
    assert not StateLawReview.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"law": ""}, "Write the name of the law."),
        ({"letter": ""}, "Write the sentence for the jail."),
        ({"source": ""}, "Write where you read it."),
        ({"as_of": ""}, "Choose the day."),
        ({"as_of": "2099-01-01"}, "has not come yet"),
    ],
)
def test_what_is_missing_comes_back_with_what_was_typed(cast, changes, words):
    response = log_in(cast["cora"]).post("/office/state-laws/UT/", NEW | changes)
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert NEW["says"] in page
    assert not StateLawReview.objects.exists()


def test_the_day_is_asked_for_and_never_filled_in_by_itself(cast):
    page = log_in(cast["cora"]).get("/office/state-laws/IL/").content.decode()
    assert "5 ILCS 805/15(a)" in page
    assert 'type="date" name="as_of" value' not in page


@pytest.mark.parametrize("code", sorted(STATE_LAWS))
def test_each_row_of_the_site_stands_in_the_letter_of_its_state_alone(db, code):
    law = STATE_LAWS[code]
    assert law.letter.text in sheet(code)
    others = [one.letter.text for other, one in STATE_LAWS.items() if other != code]
    assert not [text for text in others if text in sheet(code)]
    assert state_law_status.record_in(sheet(code)).startswith(f"{code}, version 1: {law.law}.")


def test_a_state_without_a_row_says_so_and_its_letter_names_no_state(db):
    part = state_law_status.passage_of("OH")
    assert [str(item) for item in part.items] == ["We have no checked line for this state."]
    assert state_law_status.record_in(sheet("OH")) == ""
    assert "probable cause" in sheet("OH")
