"""People whose answers made an earlier version name a wrong route, a wrong reason or a wrong day.

Each has a near one, for whom something else is right.
"""

import pytest

from intake.deadlines.computed import deadlines_for
from intake.routes.fitting import fitting
from tests.routes.worked import facts_of

pytestmark = pytest.mark.django_db
NOW = "2026-11-20T10:00-06:00"
HELD = {
    "who": "family",
    "where": "local_jail",
    "went_wrong": ["held_longer"],
    "hold": "yes",
    "reasons": ["same_name"],
    "state": "OH",
    "started": "police",
}
FREE = HELD | {"where": "free", "who": "me"}


def fits_of(**answers):
    found = fitting(facts_of({"now": NOW, "answers": HELD | answers}))
    pairs = (*found.fitting, *found.undecided, *found.unsuitable)
    return {route.slug: fit for route, fit in pairs}


def claim_days(**answers):
    facts = facts_of({"now": NOW, "answers": HELD | answers})
    [claim] = [one for one in deadlines_for(facts) if one.rule.slug == "ftca"]
    return [str(due.name) for due in claim.due_dates]


def test_nobody_is_said_to_be_held_past_release_where_no_day_was_given():
    unknown = fits_of(hold="unsure", kept="unsure")["local"]
    known = fits_of(hold="unsure", kept="unsure", due="2026-11-18 09:00")["local"]
    assert unknown.kind == "missing" and "should have been released" in str(unknown.reason)
    assert known.kind == "also" and "still in jail" in str(known.reason)


def test_the_right_to_a_correct_record_is_that_of_citizens_and_green_cards():
    record = FREE | {"went_wrong": ["status_wrong"], "hold": "no"}
    assert fits_of(**record | {"reasons": ["us_national"]})["amend"].kind == "missing"
    assert fits_of(**record | {"reasons": ["us_citizen"]})["amend"].kind == "first"


def test_who_is_looked_for_is_told_so_and_not_of_papers():
    citizen = FREE | {"went_wrong": ["ice_arrest"], "hold": "no", "reasons": ["us_citizen"]}
    looked_for = fits_of(**citizen, extra={"dangers": ["looked_for"]})["lawyer"]
    assert "ICE is looking for the person" in str(looked_for.reason)
    assert "ICE is looking" not in str(fits_of(**citizen)["lawyer"].reason)


def test_none_of_these_is_no_danger_that_makes_a_lawyer_first():
    serving = {"hold": "no", "went_wrong": ["other"], "reasons": ["not_say"], "kept": "no"}
    assert fits_of(**serving, happening=["none"])["lawyer"].kind == "also"
    assert fits_of(**serving, happening=["not_sure"])["lawyer"].kind == "first"


def test_the_jail_has_the_papers_of_some_hours_until_ice_came():
    taken = {"where": "ice", "due": "2026-11-18 09:00", "went": "2026-11-18 14:00"}
    extra = {"ice_since": "2026-11-18"}
    kept = fits_of(**taken, kept="yes", extra=extra)
    assert kept["jail-letter"].kind == "also" and kept["local"].kind == "not"
    assert fits_of(where="ice", kept="no", extra=extra)["jail-letter"].kind == "not"


def test_who_was_let_go_on_time_asks_for_the_papers_of_the_hold_only():
    on_time = fits_of(**FREE | {"kept": "no"})["jail-letter"]
    assert "about the hold" in str(on_time.reason)
    late = fits_of(**FREE | {"kept": "yes", "due": "2026-11-10", "went": "2026-11-10"})
    assert "how long it was" in str(late["jail-letter"].reason)


def test_days_before_the_hold_came_are_no_act_of_a_federal_office():
    due = {"kept": "yes", "due": "2026-11-16 09:00"}
    assert claim_days(**due, detainers=[{"on": "2026-11-18"}]) == [
        "Counted from when ICE sent the hold"
    ]
    assert claim_days(**due, detainers=[{"on": "2026-11-13"}]) == [
        "Counted from when ICE sent the hold",
        "Counted from when release was due",
    ]


def test_prints_of_another_person_raise_the_question_of_a_police_record():
    twin = {"reasons": ["us_citizen", "other_persons_prints"]}
    assert fits_of(**twin, matched=["fingerprints"])["fbi"].kind == "missing"
    assert fits_of(**twin, matched=["name"])["fbi"].kind == "not"
