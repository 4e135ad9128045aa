"""What was stored as JSON is read as it was, and is still made of the same answers.

That a stored value is read as before must hold for ever. That the same answers still make it
holds until a text of the site changes on purpose: then `python -m tests.golden.make`.
"""

import pytest

from tests.golden import shapes, stored

pytestmark = pytest.mark.once

PEOPLE, DOCUMENTS, DRAFTS, OFFICE = (
    shapes.read(name) for name in ("people", "documents", "drafts", "office")
)
PAPERS = [(who, key) for who, papers in DOCUMENTS.items() for key in papers]
VOICES = ("me", "them")


@pytest.mark.parametrize("who", PEOPLE)
def test_answers_count_and_decide_as_they_did(who):
    kept = PEOPLE[who]
    answers = kept["answers"]
    assert stored.counted(kept["lane"], answers) == (stored.without_statement(answers), "")
    assert stored.facts_of(answers) == kept["facts"]
    assert stored.facets_of(answers) == kept["columns"]
    assert stored.warnings_of(answers) == kept["warnings"]


@pytest.mark.parametrize("who", PEOPLE)
def test_a_transcript_is_read_as_it_was_stored(who):
    assert stored.sections_in(PEOPLE[who]["transcript"]) == PEOPLE[who]["transcript"]


@pytest.mark.parametrize("who", PEOPLE)
def test_answers_make_the_same_transcript(who):
    assert stored.transcript_of(PEOPLE[who]["answers"]) == PEOPLE[who]["transcript"]


@pytest.mark.parametrize(("who", "key"), PAPERS)
def test_a_document_is_read_as_it_was_stored(who, key):
    _edition, document = DOCUMENTS[who][key]
    assert stored.document_read(document) == document


@pytest.mark.parametrize("who", DOCUMENTS)
def test_answers_make_the_same_documents(db, who):
    made = stored.documents_of(PEOPLE[who]["answers"])
    assert {key: made[key] for key in DOCUMENTS[who]} == DOCUMENTS[who]


def test_a_document_of_every_kind_is_stored():
    assert {key for _who, key in PAPERS} == stored.paper_keys()


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_goes_on_where_it_was(name):
    assert stored.read_draft(DRAFTS[name]["stored"]) == DRAFTS[name]["read"]


@pytest.mark.parametrize("voice", VOICES)
def test_a_case_is_read_as_it_was_stored(db, voice):
    kept = shapes.read(f"case_{voice}")
    case, key = stored.put_in(kept)
    assert stored.dump(case, key) == kept
    assert stored.read_back(case, key) == stored.expected_back(kept)


@pytest.mark.parametrize("voice", VOICES)
def test_a_case_leads_to_what_it_led_to(db, voice):
    case, key = stored.put_in(shapes.read(f"case_{voice}"))
    assert stored.conclusions(case, key) == shapes.read(f"conclusions_{voice}")


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.django_db
def test_the_same_acts_store_the_same_case(walked, voice):
    assert walked.drafts[voice] == DRAFTS[f"saved, {voice}"]["stored"]
    assert walked.cases[voice] == shapes.read(f"case_{voice}")


@pytest.mark.django_db
def test_the_same_acts_store_the_same_of_the_office(walked):
    assert walked.office == OFFICE


@pytest.mark.parametrize("row", OFFICE["saved lists"], ids=lambda row: row["name"])
def test_a_saved_list_asks_for_what_it_asked(db, row):
    assert stored.list_again(row["query"]) == row["query"]
