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


def wrong_routes(case, facts):
    """Return {route: (right, found)} of all that differ."""
    found = kinds_of(facts)
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
    assert wrong_routes(case, facts_of(case)) == {}


def wrong_deadlines(case, facts):
    """Return what differs from the right deadlines, in words: readings, what is over, what shows.

    The state rules may show both days of a stay; the claim for money shows its readings and no
    more. Whoever has claimed has no claim to send.
    """
    found = {deadline.rule.slug: deadline for deadline in deadlines_for(facts)}
    now = datetime.fromisoformat(case["now"])
    wrong = []
    for right in case["deadlines"]:
        slug = RULES.get(right["rule"], right["rule"])
        if slug in NO_RULE:
            continue
        if slug == "ftca" and "money_claim" in facts.reported_to:
            wrong += ["a claim after the claim"] if "ftca" in found else []
            continue
        shown = found[slug].due_dates
        days = {due_date.due_on.isoformat() for due_date in shown}
        readings = {one.get("act_by", one["last_day"]) for one in right["readings"]}
        if not readings <= days:
            wrong.append(f"{slug}: {sorted(readings - days)} is missing of {sorted(days)}")
        if slug == "ftca" and len(shown) != len(right["readings"]):
            wrong.append(f"{slug}: {len(shown)} readings")
        if slug == "ftca" and len({str(due_date.name) for due_date in shown}) != len(shown):
            wrong.append(f"{slug}: two readings have one name")
        if (found[slug].passed(now) == "yes") is not right["over"]:
            wrong.append(f"{slug}: over is {found[slug].passed(now)}")
    return wrong + [rule for rule in case["not_shown"] if not is_hidden(case, rule, found)]


def is_hidden(case, rule, found):
    """Say whether a rule that must not show, or not with a day, does not."""
    slug, _space, with_a_day = rule.partition(" ")
    if with_a_day or case["case"] in ("W16", "W17", "W22"):
        # There the right answer is words without a day.
        return found[slug].due_dates == ()
    # The 48 hours may say what begins them, and show no moment.
    return slug not in found or (slug == "hold_48h" and found[slug].due_dates == ())


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_each_deadline_has_its_readings(case):
    assert wrong_deadlines(case, facts_of(case)) == []


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_what_has_passed_commands_nothing(case):
    now = datetime.fromisoformat(case["now"])
    for row in deadline_context(facts_of(case), now, Footnotes()):
        if row["has_passed"] and not row["overdue_advice"]:
            assert not row["is_task"]
            assert str(row["advice"]) != str(row["rule"].advice)
