"""Twelve invented cases of claims for money and of days that have passed, each with a near one.

The days were worked out by hand: two calendar years, 90 or 180 days, one year; then the working day
on or before it. What has passed by its last reading is no task and no option.
"""

from datetime import datetime

import pytest

from intake.deadlines import money_claim
from intake.deadlines.computed import deadlines_for
from tests.routes.test_worked_cases import kinds_of
from tests.routes.worked import case_of, facts_of

RULES = ("ftca", "state_notice", "civil_suit", "title_vi")
NAMES = {
    "lodged": money_claim.LODGED,
    "arrest": money_claim.ARRESTED,
    "due": money_claim.DUE,
    "taken": money_claim.TAKEN,
    "ended": money_claim.ENDED,
}
# A rule that applies, and of which nobody knows a day.
IN_WORDS = "no"
LOCAL = {"state_notice": IN_WORDS, "civil_suit": IN_WORDS}


def told(state, lodged="", due="", went="", **more):
    """Return the answers of somebody whom police arrested and a jail kept for ICE, free now."""
    return {
        "who": "me",
        "where": "free",
        "state": state,
        "hold": "yes",
        "kept": "yes",
        "went_wrong": ["wrong_match", "held_longer"],
        "reasons": ["same_name"],
        "started": "police",
        "detainers": [{"on": lodged, "paper": "i247a"}] if lodged else [],
        "due": due,
        "went": went,
        "costs": ["job"],
    } | more


NEW_YORK = told("NY", "2027-02-08", "2027-02-10 09:00", "2027-02-12 09:00")
ILLINOIS = told("IL", "2026-05-18", "2026-05-20 08:00", "2026-05-22 08:00")
BORDER = told(
    "TX",
    hold="no",
    kept="",
    started="border",
    when="2025-07-05",
    officers=["border"],
    went_wrong=["conditions_or_abuse"],
    treated=["no_care"],
    extra={"released_at": "2025-07-07"},
)
# What it is about; the moment; the answers; {rule: its days to act by, and whether it has passed};
# what is otherwise in the near case, its moment, too; and what is right then.
CASES = [
    (
        "kept since yesterday after years in prison; then release is not due",
        "2027-05-10T10:00-05:00",
        told("NE", "2027-05-03", "2027-05-09 08:00", when="2024-03-04") | {"where": "prison"},
        LOCAL | {"ftca": "lodged 2029-05-03 due 2029-05-09 no"},
        {"kept": "no", "due": ""},
        {},
    ),
    (
        "only the month of the hold, which is not over; then the month before",
        "2027-05-10T10:00-05:00",
        told("KS", "2025-05"),
        LOCAL | {"ftca": "lodged 2027-04-30/2027-05-28 maybe"},
        {"detainers": [{"on": "2025-04", "paper": "i247a"}]},
        # Two years from the first of April are a Thursday.
        LOCAL | {"ftca": "lodged 2027-04-01/2027-04-30 yes"},
    ),
    (
        "border officers two years ago, and a holiday; then three days later",
        "2027-07-01T10:00-05:00",
        BORDER,
        {"ftca": "arrest 2027-07-02 ended 2027-07-07 no"},
        {"now": "2027-07-08T10:00-05:00"},
        {"ftca": "arrest 2027-07-02 ended 2027-07-07 yes"},
    ),
    (
        "the police, the jail, and no federal office; then ICE sent a hold",
        "2027-04-01T10:00-04:00",
        told("VT", "", "2027-02-01 08:00", "2027-02-03 08:00", hold="no"),
        LOCAL,
        {"hold": "yes", "detainers": [{"on": "2027-01-28", "paper": "i247a"}]},
        LOCAL | {"ftca": "lodged 2029-01-26 ended 2029-02-02 no"},
    ),
    (
        "the first reading is over and the last is not; then all of them are",
        "2027-04-05T10:00-05:00",
        told("MN", "2025-03-10", "2025-04-01 10:00", "2025-04-15 09:00"),
        LOCAL
        | {
            "ftca": "lodged 2027-03-10 due 2027-04-01 ended 2027-04-15 maybe",
            "state_notice": "2025-09-26 2025-10-10 yes",
        },
        {"went": "2025-04-02 09:00"},
        LOCAL
        | {
            "ftca": "lodged 2027-03-10 ended 2027-04-02 yes",
            "state_notice": "2025-09-26 2025-09-29 yes",
        },
    ),
    (
        "ICE came to the house; then ICE came to the jail",
        "2027-04-20T10:00-05:00",
        told(
            "MO",
            hold="no",
            kept="",
            where="ice",
            started="ice_home",
            when="2027-03-03",
            went_wrong=["ice_arrest"],
            extra={"ice_since": "2027-03-03"},
        ),
        {"ftca": "arrest 2029-03-02 no"},
        told(
            "MO",
            "2027-02-10",
            "2027-03-01 10:00",
            "2027-03-03 10:00",
            where="ice",
            when="2027-02-08",
            extra={"ice_since": "2027-03-03"},
        ),
        LOCAL | {"ftca": "lodged 2029-02-09 taken 2029-03-02 no"},
    ),
    (
        "a hold of February 29; then of March 1",
        "2030-02-01T10:00-06:00",
        told("LA", "2028-02-29", "2028-03-02 08:00", "2028-03-04 08:00"),
        LOCAL | {"ftca": "lodged 2030-02-28 ended 2030-03-04 no"},
        {"detainers": [{"on": "2028-03-01", "paper": "i247a"}]},
        LOCAL | {"ftca": "lodged 2030-03-01 ended 2030-03-04 no"},
    ),
    (
        "the last day but one of a year in Illinois; then the Monday after it",
        "2027-05-21T10:00-05:00",
        ILLINOIS,
        LOCAL
        | {
            "ftca": "lodged 2028-05-18 ended 2028-05-22 no",
            "civil_suit": "2027-05-20 2027-05-21 maybe",
        },
        {"now": "2027-05-24T10:00-05:00"},
        LOCAL
        | {
            "ftca": "lodged 2028-05-18 ended 2028-05-22 no",
            "civil_suit": "2027-05-20 2027-05-21 yes",
        },
    ),
    (
        "stopped for a look by police half a year ago; then by border officers",
        "2027-07-02T10:00-07:00",
        told(
            "OR",
            hold="no",
            kept="",
            started="traffic_stop",
            when="2027-01-04",
            went_wrong=["profiling"],
        ),
        LOCAL | {"title_vi": "2027-07-02 no"},
        {"started": "border", "officers": ["border"]},
        {"ftca": "arrest 2029-01-04 no"},
    ),
    (
        "ninety days in New York, from both ends; then both are over",
        "2027-05-12T10:00-04:00",
        NEW_YORK,
        LOCAL
        | {
            "ftca": "lodged 2029-02-08 ended 2029-02-12 no",
            "state_notice": "2027-05-11 2027-05-13 maybe",
        },
        {"now": "2027-05-14T10:00-04:00"},
        LOCAL
        | {
            "ftca": "lodged 2029-02-08 ended 2029-02-12 no",
            "state_notice": "2027-05-11 2027-05-13 yes",
        },
    ),
    (
        "the claim was made; then only Congress was asked",
        "2027-06-01T10:00-07:00",
        told(
            "AZ",
            "2027-02-26",
            "2027-03-01 08:00",
            "2027-03-03 08:00",
            zone="Arizona",
            told=["money_claim"],
        ),
        LOCAL | {"state_notice": "2027-08-27 2027-08-30 no"},
        {"told": ["congress"]},
        LOCAL
        | {
            "ftca": "lodged 2029-02-26 ended 2029-03-02 no",
            "state_notice": "2027-08-27 2027-08-30 no",
        },
    ),
    (
        "a citizen whom ICE arrested at work, abroad; then a record alone",
        "2027-03-15T10:00-06:00",
        told(
            "NM",
            hold="no",
            kept="",
            where="abroad",
            started="ice_work",
            when="2026-12-07",
            went_wrong=["ice_arrest"],
            reasons=["us_citizen"],
        ),
        {"ftca": "arrest 2028-12-07 no"},
        {"started": "police", "went_wrong": ["wrong_match"]},
        {},
    ),
]
SIDES = [
    pytest.param(now, answers, right, id=what.partition(";")[0])
    for what, now, answers, right, _change, _then in CASES
] + [
    pytest.param(change.get("now", now), answers | change, right, id=what.partition("; ")[2])
    for what, now, answers, _right, change, right in CASES
]


def in_words(deadline, now):
    """Return the days to act by, by name where they have one, and whether all has passed."""
    names = {str(name): code for code, name in NAMES.items()}
    words = []
    for one in deadline.due_dates:
        span = "/".join(dict.fromkeys((one.earliest.isoformat(), one.latest.isoformat())))
        words += [names.get(str(one.name)), span]
    return " ".join(filter(None, (*words, deadline.passed(now))))


@pytest.mark.parametrize(("now", "answers", "right"), SIDES)
def test_each_case_and_its_near_one(now, answers, right):
    facts = facts_of({"now": now, "answers": answers})
    now = datetime.fromisoformat(now)
    found = {one.rule.slug: one for one in deadlines_for(facts) if one.rule.slug in RULES}
    assert {slug: in_words(one, now) for slug, one in found.items()} == right
    for one in found.values():
        assert one.is_task(now) is (one.passed(now) != "yes")
    # What cannot be claimed, or no more, is no option; and no such day orders the queue.
    if "ftca" not in found or found["ftca"].passed(now) == "yes":
        assert kinds_of(facts)["ftca"] == "must_not"
    if not facts.in_jail:
        assert case_of(facts).next_clock_on is None


def test_there_are_twelve():
    assert len(CASES) == 12
