"""One box says what the law of a state says about a hold, wherever the state is known or chosen."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from intake.citations.footnotes import Footnotes
from intake.citations.state_law import NEW_ARREST, STATE_LAWS
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Case, StateLawReview
from intake.public.outlook import routes_and_deadlines
from intake.routes import state_law_status
from intake.routes.state_law_status import CODES
from intake.routes.state_panel import state_panel
from tests.conftest import log_in
from tests.filer import Filer
from tests.routes.facts_of import known

PICKED = ("/guide/hold/", "/urgent/")
NO_LINE = "We have no checked line for this state."
BOX = re.compile(r'<section(?: class="note law")? id="state-law">.*?</section>', re.DOTALL)


def box_of(page):
    found = BOX.findall(page)
    return unescape(found[0]) if len(found) == 1 else None


@pytest.mark.parametrize("path", PICKED)
def test_a_page_to_read_has_no_box_until_a_state_is_chosen(client, db, path):
    page = client.get(path).content.decode()
    assert box_of(page) is None
    assert page.count('<select name="state"') == 1
    for code in CODES:
        assert f'<option value="{code}">' in page


@pytest.mark.parametrize("path", PICKED)
@pytest.mark.parametrize("code", sorted(STATE_LAWS))
def test_the_box_has_law_date_advice_and_the_sentence_for_the_letter(client, db, path, code):
    law = STATE_LAWS[code]
    response = client.get(path, {"state": code})
    box = box_of(response.content.decode())
    for part in (*law.says, law.letter):
        assert str(part.text) in box
    for part in (law.law, law.as_of, law.advice):
        assert str(part) in box
    assert NO_LINE not in box
    assert f'<option value="{code}" selected>' in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("path", PICKED)
def test_a_state_without_a_checked_line_says_so_and_what_holds_everywhere(client, db, path):
    box = box_of(client.get(path, {"state": "OH"}).content.decode())
    assert NO_LINE in box
    assert str(NEW_ARREST.text) in box
    assert "public defender" in box
    assert "<textarea" not in box


@pytest.mark.parametrize("path", PICKED)
@pytest.mark.parametrize("typed", ["XX", "<script>", "TX\x00", "t" * 5000])
def test_a_state_that_is_none_gets_a_kind_error_and_no_box(client, db, path, typed):
    response = client.get(path, {"state": typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Choose a state from the list." in page
    assert box_of(page) is None
    assert "<script>" not in page.partition("<main")[2]


@pytest.mark.parametrize("code", CODES)
def test_where_holds_are_not_forbidden_probable_cause_stands_first(db, code):
    box = state_panel(code, Footnotes())
    forbids = code in STATE_LAWS and STATE_LAWS[code].effect == "forbids"
    assert (box.says[:1] != [] and box.says[0].text == str(NEW_ARREST.text)) != forbids


def test_the_row_of_a_coordinator_is_in_the_box_with_where_it_was_read(client, office, cast):
    StateLawReview.objects.create(
        state="OH",
        version=2,
        effect="forbids",
        law="Example Code 1",
        says="A jail may not <b>hold</b>.",
        advice="Name it.",
        letter="Ohio: Example Code 1.",
        source="legislature page",
        as_of=date(2026, 11, 2),
        at="2026-11-30T12:00Z",
    )
    state_law_status.clear_cache()
    box = box_of(client.get("/guide/hold/", {"state": "OH"}).content.decode())
    for words in ("Example Code 1", "As of November 2, 2026", "legislature page", "Name it."):
        assert words in box
    state_law_status.clear_cache()


def test_the_confirmation_and_the_case_page_have_the_box_of_the_jail(client, office, cast):
    filer = Filer(client, sample(COMPLAINT, filing_for="family", held=True)).jump()
    page = filer.send().content.decode()
    assert str(STATE_LAWS["TX"].letter.text) in box_of(page)
    case = Case.objects.get()
    page = log_in(cast["ana"]).get(f"/office/cases/{case.reference}/").content.decode()
    assert str(STATE_LAWS["TX"].letter.text) in box_of(page)


def test_without_a_hold_the_confirmation_has_no_box(db):
    def box(**changes):
        facts = replace(known(where="local_jail", state="IL"), **changes)
        return routes_and_deadlines(facts, timezone.now(), Footnotes())["state_panel"]

    assert box(hold="yes", notice_only=False)
    assert box(hold="unsure", notice_only=False)
    assert box(hold="no", notice_only=False) is None
    assert box(hold="yes", notice_only=True) is None
