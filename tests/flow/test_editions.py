"""Answers of an older edition: read as today's questions ask, never written anew, none left out."""

import copy
import json
from pathlib import Path

import pytest

from intake.flow import earlier, editions
from intake.flow.complaint import COMPLAINT, EDITION, URGENT
from intake.flow.editions import CHAIN, FIRST, upgrade, upgrade_draft
from intake.flow.sections import sections, transcript
from intake.flow.steps import OFFICE, PACKET
from tests.golden.rewording import value_now

SHAPES = Path(__file__).parents[1] / "golden" / "shapes"
PEOPLE = json.loads((SHAPES / "people.json").read_text(encoding="utf-8"))
DRAFTS = json.loads((SHAPES / "drafts.json").read_text(encoding="utf-8"))
GONE = {"colors": {"shirt": ["red", "blue"], "since": {"y": 2026, "m": 5, "d": 3, "words": ""}}}
GONE_LIST = {"birds": [{"kind": "finch"}, {"kind": "wren"}]}


def words_of(found):
    return [
        line.value for section in found for entry in section.entries for line in entry if line.value
    ]


def test_the_chain_leads_from_every_edition_to_the_present_one():
    for edition in (FIRST, *CHAIN):
        while edition in CHAIN:
            edition = CHAIN[edition][0]
        assert edition == EDITION


@pytest.mark.parametrize("who", PEOPLE)
def test_nothing_that_was_answered_is_lost_and_what_is_given_stays(who):
    answers = PEOPLE[who]["answers"]
    before = copy.deepcopy(answers)
    read = upgrade(answers, FIRST)
    assert answers == before
    assert upgrade(read, EDITION) == read
    said = words_of(sections(COMPLAINT, read))
    stored = [
        value_now(line["value"], answers)
        for section in PEOPLE[who]["transcript"]
        for entry in section["entries"]
        for line in entry
        if line["value"]
    ]
    assert sorted(said) == sorted(stored)


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_without_an_edition_is_one_of_the_first(name):
    stored = DRAFTS[name]["stored"]
    read = upgrade_draft(stored, FIRST)
    assert read["answers"] == upgrade(stored["answers"], FIRST)
    assert upgrade_draft(read, EDITION) == read


def test_each_step_of_the_chain_runs_once_and_in_order(monkeypatch):
    chain = {
        "a": ("b", lambda answers: answers | {"page": [*answers["page"], "a to b"]}),
        "b": (EDITION, lambda answers: answers | {"page": [*answers["page"], "b on"]}),
    }
    monkeypatch.setattr(editions, "CHAIN", chain)
    assert upgrade({"page": []}, "a")["page"] == ["a to b", "b on"]
    assert upgrade({"page": []}, "b")["page"] == ["b on"]
    assert upgrade({"page": []}, EDITION)["page"] == []
    # A release that was taken back left answers that this one does not know.
    assert upgrade({"page": []}, "2199-01")["page"] == []


@pytest.mark.parametrize("flow", [COMPLAINT, URGENT])
def test_a_page_that_no_edition_asks_stays_in_the_answers_and_is_shown(flow):
    answers = PEOPLE["short form, for me"]["answers"] | GONE | GONE_LIST
    counted = flow.prune(answers)
    assert {page: counted[page] for page in (*GONE, *GONE_LIST)} == GONE | GONE_LIST
    found = {section.slug: section for section in sections(flow, answers)}
    assert found["colors"].title == earlier.title()
    assert words_of([found["colors"]]) == ["red, blue", "May 3, 2026"]
    assert words_of([found["birds"]]) == ["finch", "wren"] and found["birds"].many
    assert [section["key"] for section in transcript(answers)][-2:] == ["colors", "birds"]


def test_a_page_of_the_other_lane_is_not_an_unknown_one():
    answers = PEOPLE["short form, for me"]["answers"] | {"harm": {"cost": ["job"]}}
    assert "harm" not in URGENT.prune(answers)
    assert COMPLAINT.unknown(answers) == ["statement"]


def test_a_question_that_its_page_no_longer_asks_is_shown_with_its_page():
    answers = dict(PEOPLE["short form, for me"]["answers"])
    answers["person"] = answers["person"] | {"nickname": "Nuna"}
    assert COMPLAINT.prune(answers)["person"]["nickname"] == "Nuna"
    [person] = [found for found in sections(COMPLAINT, answers) if found.slug == "person"]
    line = person.entries[0][-1]
    assert (line.value, line.identity) == ("Nuna", True)
    assert "no longer ask" in line.label


def test_what_nobody_knows_any_more_goes_to_volunteers_only():
    answers = PEOPLE["short form, for me"]["answers"] | GONE
    assert "colors" not in {part.slug for part in sections(COMPLAINT, answers, audiences=(PACKET,))}
    assert "colors" in {part.slug for part in sections(COMPLAINT, answers, audiences=(OFFICE,))}


def test_who_signed_is_no_page():
    answers = PEOPLE["short form, for me"]["answers"] | {"statement": {"name": "Sam Sample"}}
    assert "statement" not in {section.slug for section in sections(COMPLAINT, answers)}
