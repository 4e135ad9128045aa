"""The routes and deadlines of thirty worked cases: what is right for them was worked out apart.

What the product decides otherwise stands in `OTHERWISE`, each with its reason.
"""

from datetime import datetime

import pytest

from intake.citations.footnotes import Footnotes
from intake.deadlines.computed import deadlines_for
from intake.deadlines.display import deadline_context
from intake.routes.fitting import fitting
from tests.routes.worked import facts_of, load

CASES = load("worked_cases.json")
KINDS = {"first": "first", "also": "fit", "missing": "may_fit", "not": "must_not"}
# The search page of ICE is no route of ours: it stands above them.
NO_ROUTE = {"locator"}
OTHERWISE = {
    ("W10", "congress"): "fit",  # no fact is missing: a member may ask for anybody
    ("W11", "congress"): "fit",
}
RULES = {"state_suit": "civil_suit", "report": "coming_date", "hearing": "coming_date"}
# Counted from the day of an answer, not from the facts of the complaint.
NO_RULE = {"ftca_silence"}


def ids(cases):
    return [case["case"].replace("/", "_") for case in cases]


def kinds_of(facts):
    found = fitting(facts)
    pairs = (*found.fitting, *found.undecided, *found.unsuitable)
    return {route.slug: KINDS[fit.kind] for route, fit in pairs}


def wrong_routes(case):
    """Return {route: (right, found)} of all that differ."""
    found = kinds_of(facts_of(case))
    return {
        slug: (right, found[slug])
        for right, slugs in case["routes"].items()
        for slug in slugs
        if slug not in NO_ROUTE and found[slug] != OTHERWISE.get((case["case"], slug), right)
    }


def test_there_are_thirty():
    assert len({case["case"].split("/")[0] for case in CASES}) == 30


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_each_route_fits_as_it_should(case):
    assert wrong_routes(case) == {}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_each_deadline_has_its_readings(case):
    facts = facts_of(case)
    found = {deadline.rule.slug: deadline for deadline in deadlines_for(facts)}
    for right in case["deadlines"]:
        if right["rule"] in NO_RULE:
            continue
        # Whoever has claimed has no claim to send.
        if right["rule"] == "ftca" and "money_claim" in facts.reported_to:
            assert "ftca" not in found
            continue
        deadline = found[RULES.get(right["rule"], right["rule"])]
        days = {due_date.due_on.isoformat() for due_date in deadline.due_dates}
        for reading in right["readings"]:
            assert reading.get("act_by", reading["last_day"]) in days
        now = datetime.fromisoformat(case["now"])
        assert (deadline.passed(now) == "yes") is right["over"]


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_no_claim_for_money_has_another_reading(case):
    """The state rules may show both days of a stay; the claim shows its readings and no more."""
    facts = facts_of(case)
    [*right] = [rule for rule in case["deadlines"] if rule["rule"] == "ftca"]
    if not right or "money_claim" in facts.reported_to:
        return
    [claim] = [deadline for deadline in deadlines_for(facts) if deadline.rule.slug == "ftca"]
    assert len(claim.due_dates) == len(right[0]["readings"])
    assert len({str(due_date.name) for due_date in claim.due_dates}) == len(claim.due_dates)


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_what_must_not_show_does_not(case):
    found = {deadline.rule.slug: deadline for deadline in deadlines_for(facts_of(case))}
    for rule in case["not_shown"]:
        slug, _space, with_a_day = rule.partition(" ")
        if with_a_day or case["case"] in ("W16", "W17", "W22"):
            # There the right answer is words without a day.
            assert found[slug].due_dates == ()
        elif slug == "hold_48h":
            # It may say what begins it, and shows no moment.
            assert slug not in found or found[slug].due_dates == ()
        else:
            assert slug not in found


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_what_has_passed_commands_nothing(case):
    now = datetime.fromisoformat(case["now"])
    for row in deadline_context(facts_of(case), now, Footnotes()):
        if row["has_passed"] and not row["overdue_advice"]:
            assert not row["is_task"]
            assert str(row["advice"]) != str(row["rule"].advice)
