"""A refusal and a denied claim start a deadline from the day on the letter; nothing else does."""

from datetime import date

import pytest

from intake.deadlines.computed import deadlines_for
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.sample import sample

TODAY = date(2026, 11, 30)


def day(year, month, day):
    return {"y": year, "m": month, "d": day, "words": ""}


def decided(*decisions):
    entries = [{"what": what, "on": on, "copy": ""} for what, on in decisions]
    answers = sample(COMPLAINT, decisions=entries)
    found = deadlines_for(compute_facts(COMPLAINT.prune(answers), TODAY))
    return {one.rule.slug: one for one in found}


@pytest.mark.parametrize(
    ("what", "on", "slug", "due_on"),
    [
        ("claim", day(2026, 11, 23), "claim_suit", date(2027, 5, 21)),
        ("records", day(2026, 11, 23), "refusal_appeal", date(2027, 4, 5)),
        ("amendment", day(2026, 11, 23), "amendment_appeal", date(2027, 4, 5)),
    ],
)
def test_a_no_starts_a_deadline(what, on, slug, due_on):
    assert decided((what, on))[slug].due_on == due_on


def test_without_its_day_a_no_has_a_line_and_no_date():
    for on in (None, day(2026, 11, None), day(2026, None, None)):
        assert decided(("claim", on))["claim_suit"].due_on is None


def test_the_newest_no_counts():
    found = decided(("records", day(2026, 1, 5)), ("records", day(2026, 11, 23)))
    assert found["refusal_appeal"].due_on == date(2027, 4, 5)


def test_a_later_no_about_something_else_hides_no_deadline():
    found = decided(("records", day(2026, 11, 16)), ("amendment", day(2026, 11, 23)))
    assert found["refusal_appeal"].due_on == date(2027, 3, 29)
    assert found["amendment_appeal"].due_on == date(2027, 4, 5)


@pytest.mark.parametrize("what", ["crcl", "judge_closed", "judge_ended", "status", "lawsuit"])
def test_what_is_no_refusal_starts_none(what):
    assert not {"claim_suit", "refusal_appeal", "amendment_appeal"} & set(
        decided((what, day(2026, 11, 23)))
    )


def test_a_claim_that_was_denied_is_not_to_be_made_again():
    assert "ftca" in decided(("crcl", day(2026, 11, 23)))
    assert "ftca" not in decided(("claim", day(2026, 11, 23)))
