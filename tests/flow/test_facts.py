"""Facts: what decisions rest on, from answers to values."""

from datetime import date

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts, earliest, warnings
from intake.flow.sample import sample

TODAY = date(2026, 11, 23)


def known(**changes):
    held = changes.pop("held", False)
    filing_for = changes.pop("filing_for", "me")
    return compute_facts(sample(COMPLAINT, filing_for=filing_for, held=held, **changes), TODAY)


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


@pytest.mark.parametrize(
    ("due", "went", "days"),
    [
        (moment(2026, 2, 27), moment(2026, 3, 2), 3),
        (moment(2026, 3, 2), moment(2026, 3, 2), 0),
        (moment(2026, 3, 2), moment(2026, 3, 1), 0),
        (moment(2026, 3), moment(2026, 3, 2), None),
        (moment(2026, 3, 2), moment(2026), None),
        (None, moment(2026, 3, 2), None),
        (moment(2026, 3, 2), None, None),
    ],
)
def test_days_over_need_both_whole_dates(due, went, days):
    assert (
        known(held_over={"kept": "yes", "due_out": due, "went_out": went}).days_past_release == days
    )


@pytest.mark.parametrize(
    ("kept", "due", "past"),
    [
        ("yes", moment(2026, 11, 22), "yes"),
        ("yes", None, "yes"),
        ("yes", moment(2026, 11, 24), "no"),
        ("unsure", moment(2026, 11, 22), "unknown"),
        ("unsure", None, "unknown"),
        ("no", moment(2026, 11, 22), "no"),
    ],
)
def test_past_release_is_said_or_not_known(kept, due, past):
    assert known(held_over={"kept": kept, "due_out": due}).past_release == past


@pytest.mark.parametrize(
    ("papers", "notice_only"),
    [
        (["i247g"], True),
        (["i247g", "i247g"], True),
        (["i247g", "i247a"], False),
        (["i247g", ""], False),
        (["not_seen"], False),
    ],
)
def test_notice_only_is_so_for_every_paper(papers, notice_only):
    entries = [{"seen": "have", "paper": paper} for paper in papers]
    assert known(detainers=entries).notice_only is notice_only


@pytest.mark.parametrize(
    ("when", "placed", "due", "first"),
    [
        ({"y": 2026, "m": 10}, {"y": 2026, "m": 9, "d": 3}, moment(2026, 8, 1), date(2026, 8, 1)),
        ({"y": 2026, "m": 10}, {"y": 2026, "m": 9, "d": 3}, None, date(2026, 9, 3)),
        ({"y": 2026, "m": 10}, None, None, date(2026, 10, 1)),
        ({"m": 10, "d": 1}, None, moment(2026), date(2026, 1, 1)),
        ({"m": 10, "d": 1}, None, None, None),
    ],
)
def test_first_day_is_the_earliest_that_is_known(when, placed, due, first):
    answers = {
        "when_where": {"when": when, "state": "TX"},
        "detainers": [{"seen": "have", "placed_on": placed}],
        "held_over": {"kept": "yes", "due_out": due},
    }
    assert earliest(known(**answers).first_date) == first


def test_facts_of_the_sample():
    found = known(filing_for="work")
    assert (found.filing_for, found.voice, found.started_by, found.timezone) == (
        "work",
        "them",
        "traffic_stop",
        "Central",
    )
    assert (found.release_due_at["t"], found.released_at["words"]) == ("12:00", "in the night")
    assert found.may_message is False
    assert known(reach={"ways": ["call"], "voicemail": "yes"}).may_message is True
    assert known(held=True).released_at is None
    only_a_month = moment(2026, 10)
    assert known(held_over={"kept": "yes", "due_out": only_a_month}).release_due_at == only_a_month


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
        (
            {"held": True, "detainers": [{"seen": "have", "still_there": "no"}]},
            "held_after_withdrawn",
            True,
        ),
        # Of everybody who is free again the hold is gone: nobody kept them without one.
        ({"detainers": [{"seen": "have", "still_there": "no"}]}, "held_after_withdrawn", False),
        (
            {
                "custody": {"where": "ice", "facility": "", "booking_number": ""},
                "detainers": [{"seen": "have", "still_there": "no"}],
            },
            "held_after_withdrawn",
            False,
        ),
        ({"hold": {"ice_asked": "unsure"}}, "held_past_48", True),
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
        (
            {"held": True, "custody": {"where": "ice", "facility": "", "booking_number": ""}},
            "custody",
        ),
        ({"born": born(2027)}, "born"),
        ({"born": born(1900)}, "born"),
        ({"held_over": {"kept": "yes", "went_out": moment(2025, 1, 1)}}, "held-over"),
        ({"why_wrong": {"reasons": ["us_citizen", "permanent_resident"]}}, "why-wrong"),
        ({"lawyer": {"has_lawyer": "no", "open_case": "yes"}}, "lawyer"),
        ({"lawyer": {"has_lawyer": "yes", "open_case": "yes"}}, "lawyer"),
        ({"reach": {"ways": ["none"]}}, "reach"),
    ],
)
def test_odd_answers_are_hints(changes, key):
    held = changes.pop("held", False)
    answers = sample(COMPLAINT, held=held, **changes)
    assert [step for step, _sentence in warnings(answers, TODAY)] == [key]


def test_the_samples_have_no_hints():
    for held in (False, True):
        for voice in ("me", "family"):
            assert warnings(sample(COMPLAINT, filing_for=voice, held=held), TODAY) == []


def test_no_answer_at_all_is_no_fact():
    empty = compute_facts({}, TODAY)
    assert (empty.held, empty.held_past_release, empty.codes, empty.minor) == (
        False,
        False,
        (),
        False,
    )


def test_an_earlier_incident_is_kept_in_their_words_and_asked_of_who_was_matched():
    told = {"matched_on": ["name"], "happened_before": "In 2019, at Sample Airport"}
    wrong = {"went_wrong": ["wrong_match"]}
    assert known(problem=wrong, match=told).happened_before == "In 2019, at Sample Airport"
    assert known(problem={"went_wrong": ["profiling"]}, match=told).happened_before == ""
