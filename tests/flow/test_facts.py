"""Facts: what decisions rest on, from answers to values."""

from datetime import date

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.facts import facts, warnings
from intake.flow.sample import sample

TODAY = date(2026, 11, 23)


def known(**changes):
    held = changes.pop("held", False)
    filing_for = changes.pop("filing_for", "me")
    return facts(sample(COMPLAINT, filing_for=filing_for, held=held, **changes), TODAY)


def moment(y=None, m=None, d=None):
    return {"y": y, "m": m, "d": d, "words": "", "time": "", "t": ""}


@pytest.mark.parametrize(
    ("held", "kept", "due", "past"),
    [
        (True, "yes", moment(2026, 11, 22), True),
        (True, "yes", moment(2026, 11, 23), True),
        (True, "yes", moment(2026, 11, 24), False),
        (True, "yes", moment(2026, 12), False),
        (True, "yes", moment(2026), True),
        (True, "yes", None, True),
        (True, "unsure", None, True),
        (True, "unsure", moment(2026, 11, 30), False),
        (True, "no", None, False),
        (False, "yes", moment(2026, 11, 1), False),
    ],
)
def test_held_past_release_counts_an_unknown_hour_as_past(held, kept, due, past):
    answers = {"kept": kept, "due_out": due, "zone": ""}
    assert known(held=held, held_over=answers).held_past_release is past


def born(y, m=None, d=None):
    return {"birth_date": {"y": y, "m": m, "d": d, "words": ""}}


@pytest.mark.parametrize(
    ("birth", "minor"),
    [
        (born(2008, 11, 23), False),
        (born(2008, 11, 24), True),
        (born(2008), False),
        (born(2009), True),
        (born(2008, 12), True),
        (born(None, 5, 6), False),
    ],
)
def test_minor_is_certain_or_not_said(birth, minor):
    assert known(born=birth).minor is minor


@pytest.mark.parametrize(
    ("changes", "code", "is_there"),
    [
        ({}, "held_past_48", True),
        ({"held_over": {"kept": "no"}}, "held_past_48", False),
        ({"hold": {"ice_asked": "no"}}, "held_past_48", False),
        ({"hold": {"ice_asked": "no"}}, "no_detainer_shown", True),
        ({"detainers": [{"seen": "have", "paper": "i247g"}]}, "notice_only_but_held", True),
        ({}, "notice_only_but_held", False),
        ({"detainers": [{"seen": "have", "still_there": "no"}]}, "held_after_withdrawn", True),
        ({"hold_copy": {"copy_given": "no"}}, "no_copy_served", True),
        ({}, "no_copy_served", False),
        ({}, "profiling", True),
        ({"problem": {"went_wrong": ["wrong_match"]}}, "profiling", False),
        ({"treatment": {"treated": ["hurt"]}}, "conditions_or_abuse", True),
        ({"treatment": {"treated": ["signed_unread"]}}, "coerced_statement", True),
        ({"treatment": {"treated": ["no_interpreter"]}}, "language_denied", True),
        ({"treatment": {"treated": ["children"]}}, "family_separation", True),
        ({"treatment": {"treated": ["no_reason"]}}, "no_basis_given", True),
        ({"born": born(2012)}, "minor", True),
        ({"why_wrong": {"reasons": ["not_say"]}}, "not_say", False),
        ({"why_wrong": {"reasons": ["us_citizen"]}}, "us_citizen", True),
    ],
)
def test_types_of_error_are_derived_from_what_was_said(changes, code, is_there):
    assert (code in known(**changes).codes) is is_there


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"held": True, "custody": {"where": "ice", "facility": "", "booking_number": ""}},
         "custody"),
        ({"born": born(2027)}, "born"),
        ({"born": born(1900)}, "born"),
        ({"held_over": {"kept": "yes", "went_out": moment(2025, 1, 1)}}, "held-over"),
        ({"why_wrong": {"reasons": ["us_citizen", "permanent_resident"]}}, "why-wrong"),
        ({"lawyer": {"has_lawyer": "no", "open_case": "yes"}}, "lawyer"),
        ({"lawyer": {"has_lawyer": "yes", "open_case": "yes"}}, "lawyer"),
    ],
)  # fmt: skip
def test_odd_answers_are_hints(changes, key):
    held = changes.pop("held", False)
    answers = sample(COMPLAINT, held=held, **changes)
    assert [step for step, _sentence in warnings(answers, TODAY)] == [key]


def test_the_samples_have_no_hints():
    for held in (False, True):
        for voice in ("me", "family"):
            assert warnings(sample(COMPLAINT, filing_for=voice, held=held), TODAY) == []


def test_no_answer_at_all_is_no_fact():
    empty = facts({}, TODAY)
    assert (empty.held, empty.held_past_release, empty.codes, empty.minor) == (
        False, False, (), False
    )  # fmt: skip
