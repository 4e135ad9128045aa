"""What was put right stays right: each old statement is gone, and the new one stands."""

import pytest

from intake.citations.state_law import STATE_LAWS
from intake.citations.texts import SOURCES
from intake.deadlines.state_notice import NOTICES
from intake.flow.states import STATES
from intake.packets.documents import jail_letter_short
from intake.routes.fitting import ROUTES
from tests.guide.hedges import words_of
from tests.guide.statements_changed import ROWS
from tests.guide.test_claims import SAID
from tests.guide.test_sources import ADVISED, FACTS
from tests.packets.people import TODAY

EVERYTHING = "\n".join(
    [SAID, *(sentence for _where, sentence in ADVISED), *(str(route.edition) for route in ROUTES)]
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.slug)
def test_the_old_statement_is_gone_and_the_new_one_stands(row):
    for words in row.gone:
        assert words not in EVERYTHING
    for where, words, sources in row.now:
        found = [fact for place, fact in FACTS if place == where and words in str(fact.text)]
        assert found, (where, words)
        assert all(sources <= set(fact.sources) for fact in found), (where, words)
        assert sources <= SOURCES.keys()
        assert all(fact.confidence in ("high", "medium") for fact in found)


@pytest.mark.parametrize(
    ("row", "path"),
    [(row, path) for row in ROWS for path in row.pages],
    ids=lambda value: getattr(value, "slug", value),
)
def test_the_new_statement_is_on_its_page(client, db, row, path):
    page = words_of(client.get(path).content.decode())
    assert any(words in page for _where, words, _sources in row.now), path
    for words in row.gone:
        assert words not in page


def test_every_state_that_was_read_is_on_the_page_with_its_date_and_in_the_letter(client, db):
    page = words_of(client.get("/guide/your-state/").content.decode())
    names = dict(STATES)
    assert len(STATE_LAWS) == 15
    for code, law in STATE_LAWS.items():
        assert f"{names[code]} {law.as_of} · {law.law}" in page
        assert all(str(item.text) in page for item in law.says)
        sheet = jail_letter_short.build({"state": code}, today=TODAY).text()
        assert str(law.letter) in sheet
        assert sheet.count(names[code]) >= 1
    assert "We have no checked line for a state that is not below." in page


@pytest.mark.parametrize("code", ["NC", "NH", "OH", "", "unsure"])
def test_a_state_that_was_not_read_adds_nothing_to_the_letter(db, code):
    assert jail_letter_short.law_of(code) == jail_letter_short.LAW


def test_no_notice_has_both_days_and_months():
    assert all(bool(notice.days) != bool(notice.months) for notice in NOTICES)
