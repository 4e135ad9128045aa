"""Four of the worked cases in which custody is a list: filed page by page, with what is right."""

from datetime import datetime, timedelta

import pytest
import time_machine

from intake.deadlines.computed import deadlines_for
from intake.deadlines.stay_clock import clock_of
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.sample import sample
from intake.models import Case
from tests.conftest import unlocked_of
from tests.filer import Filer, FormClient
from tests.routes.worked import stated

PLACE = {"city": "", "agency": ""}


def day_of(text):
    """Return a day without an hour, as a question for a day alone keeps it."""
    return {part: stated(text)[part] for part in ("y", "m", "d", "words")}


def answers(case, **changes):
    """Return all answers of a case, the rest of the form filled in as invented."""
    told = case | changes
    custody = {"where": told["where"]}
    if told["where"] == "ice":
        custody |= {"facility": "Example Detention Center", "came_in": day_of(told["ice_since"])}
    hold = {"seen": "seen", "paper": "i247a", "placed_on": day_of(told["lodged"]), "number": ""}
    return sample(
        COMPLAINT,
        filing_for=told.get("who", "me"),
        custody=custody,
        danger={"happening": ["none"], "happening_free": ["none"]},
        coming=[],
        problem={"went_wrong": ["wrong_match", "held_longer"]},
        when_where=PLACE | {"state": told["state"], "when": day_of(told["arrested"])},
        hold={"ice_asked": "yes"},
        detainers=[hold | {"still_there": "no"}],
        start={"how": "police"},
        jail={
            "facility": told["jail"],
            "came_in": day_of(told["arrested"]),
            "due_why": told["why"],
            "ended": told["ended"],
        },
        held_over={
            "kept": "yes",
            "due_out": stated(told["due"]),
            "went_out": stated(told["out"]),
            "jail_state": told["state"],
        },
        stays=[],
        officers=[],
    )


CASES = {
    "W09": {
        "now": "2027-02-01T12:00-07:00",
        "who": "family",
        "where": "ice",
        "ice_since": "2027-01-28",
        "jail": "Example County Jail, Provo",
        "state": "UT",
        "arrested": "2027-01-26",
        "lodged": "2027-01-27",
        "due": "2027-01-28 10:20",
        "out": "2027-01-28 13:45",
        "why": "bail",
        "ended": "ice",
    },
    "W18": {
        "now": "2027-12-01T18:00-06:00",
        "where": "free",
        "jail": "Example County Jail, Waukegan",
        "state": "IL",
        "arrested": "2027-10-26",
        "lodged": "2027-11-02",
        "due": "2027-11-24 21:40",
        "out": "2027-11-27 08:30",
        "why": "served",
        "ended": "freed",
    },
    "W25": {
        "now": "2027-08-12T20:15-05:00",
        "where": "free",
        "jail": "Example County Jail, Saint Paul",
        "state": "MN",
        "arrested": "2027-08-07",
        "lodged": "2027-08-08",
        "due": "2027-08-09 13:00",
        "out": "2027-08-09 18:00",
        "why": "dropped",
        "ended": "freed",
    },
    "W13": {
        "now": "2027-01-11T10:00-06:00",
        "where": "free",
        "jail": "Example County Jail",
        "state": "WI",
        "arrested": "2025-08-19",
        "lodged": "2025-08",
        "due": "2025-11",
        "out": "2025-12-02",
        "why": "served",
        "ended": "freed",
    },
}
# (case, what is changed): (hours and minutes past release, past 48 hours, past working days).
KEPT = [
    ("W09", {}, (3, 25), "no", "no"),
    ("W09", {"out": "2027-01-31 16:00", "ice_since": "2027-01-31"}, (77, 40), "yes", "no"),
    ("W18", {}, (58, 50), "yes", "no"),
    ("W18", {"out": "2027-11-24 23:00"}, (1, 20), "no", "no"),
    ("W25", {}, (5, 0), "no", "no"),
]


def known(name, **changes):
    case = CASES[name]
    now = datetime.fromisoformat(case["now"])
    with time_machine.travel(now, tick=False):
        facts = compute_facts(answers(case, **changes), now.date())
    return facts, now


@pytest.mark.parametrize(("name", "changes", "kept", "straight", "working"), KEPT)
def test_the_hours_of_a_jail_end_with_the_stay_in_it(name, changes, kept, straight, working):
    facts, now = known(name, **changes)
    clock = clock_of(facts.hold_stay)
    hours, minutes = kept
    assert clock.kept(now) == (timedelta(hours=hours, minutes=minutes),) * 2
    assert (clock.passed("straight", now), clock.passed("working", now)) == (straight, working)


def test_w09_what_comes_after_the_handover_is_the_custody_of_ice():
    facts, _now = known("W09")
    jail, ice = facts.stays
    assert (jail.kind, jail.ended, jail.state) == ("local_jail", "ice", "UT")
    assert (ice.kind, clock_of(ice)) == ("ice", None)
    assert facts.current is ice and facts.hold_stay is jail and not facts.held_past_release
    assert [hold.form for hold in jail.holds] == ["i247a"] and ice.holds == ()
    assert "held_past_48" not in facts.codes
    [claim] = [found for found in deadlines_for(facts) if found.rule.slug == "ftca"]
    # From the hold and from the custody of ICE, each with the last working day.
    assert [due.due_on.isoformat() for due in claim.due_dates] == ["2029-01-26", "2029-01-26"]


def test_w13_without_a_day_there_is_no_clock_and_the_days_are_a_range():
    facts, _now = known("W13")
    [only] = facts.stays
    assert clock_of(only) is None
    assert facts.days_kept == (2, 31) and facts.days_past_release is None


def test_w18_and_w25_are_one_stay_that_is_over():
    for name in ("W18", "W25"):
        facts, _now = known(name)
        [only] = facts.stays
        assert facts.current is facts.hold_stay is only
        assert (only.ended, facts.custody_ended_at) == ("freed", only.released_at)
        assert facts.ice_since is None


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_the_pages_of_the_form_keep_the_stays_as_they_were_told(name, office):
    case = CASES[name]
    now = datetime.fromisoformat(case["now"])
    with time_machine.travel(now, tick=False):
        filer = Filer(FormClient(), answers(case)).go()
        assert filer.path == "/check/"
        filer.send()
        filed = Case.objects.get()
        facts = compute_facts(unlocked_of(filed, office).answers, now.date())
        expected = compute_facts(answers(case), now.date())
    assert facts.stays == expected.stays
    assert filed.days_past_release == expected.days_past_release
