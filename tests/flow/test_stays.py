"""Custody is a list of stays: which one counts, whose clock it is, and which hold is whose."""

from datetime import date

import pytest

from intake.cases.corrections import apply_correction
from intake.deadlines.computed import deadlines_for
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.editions import FIRST, upgrade
from intake.flow.facts import compute_facts
from intake.flow.sample import HELD, sample
from intake.flow.stays import left_place

TODAY = date(2026, 11, 23)


def on(month, day, hour=""):
    t = hour if ":" in hour else ""
    return {"y": 2026, "m": month, "d": day, "words": "", "time": hour, "t": t}


def known(flow=COMPLAINT, **pages):
    return compute_facts(sample(flow, **pages), TODAY)


def release(due=None, went=None, state="", kept="yes", zone=""):
    return {"kept": kept, "due_out": due, "went_out": went, "jail_state": state, "zone": zone}


def stay(kind="local_jail", state="", came_in=None, due=None, went=None, ended="", zone=""):
    return {
        "kind": kind,
        "facility": f"Sample {kind}",
        "jail_state": state,
        "came_in": came_in,
        "due_out": due,
        "went_out": went,
        "ended": ended,
        "zone": zone,
    }


def test_the_short_lane_asks_one_stay_and_the_facts_have_one():
    facts = known(URGENT, held=True)
    assert not URGENT.has_step("stays") and not URGENT.has_step("jail")
    [only] = facts.stays
    assert facts.current is only and facts.hold_stay is only
    assert (only.kind, only.place, only.state) == ("local_jail", "Sample County Jail", "TX")
    assert facts.release_due_at == only.release_due_at and only.ended == "here"


def test_answers_of_the_first_edition_are_one_stay():
    answers = {
        "custody": {"where": "free"},
        "hold": {"ice_asked": "yes"},
        "held-over": {"kept": "yes", "due_out": on(10, 5), "went_out": on(10, 9), "zone": ""},
        "when-where": {"state": "WI"},
    }
    facts = compute_facts(upgrade(answers, FIRST), TODAY)
    [only] = facts.stays
    assert (facts.days_past_release, facts.jail_state, only.kind) == (4, "WI", "local_jail")
    held = upgrade(answers | {"custody": HELD}, FIRST)
    left, present = compute_facts(held, TODAY).stays
    # Somebody who left a jail and is in one was in two.
    assert (left.released_at, left.ended) == (on(10, 9), "another_jail")
    assert (present.place, present.released_at) == (HELD["facility"], None)
    assert answers["held-over"]["went_out"] == on(10, 9)


def test_ice_after_a_jail_is_a_stay_of_its_own():
    ice = {"where": "ice", "facility": "Sample Center", "came_in": on(11, 2)}
    facts = known(custody=ice, held_over=release(on(11, 1), on(11, 2), "UT"))
    jail, now = facts.stays
    assert facts.current is now and now.kind == "ice" and now.place == "Sample Center"
    assert facts.hold_stay is jail and facts.jail_state == "UT"
    assert facts.ice_since == on(11, 2)
    assert facts.released_at == on(11, 2) and facts.custody_ended_at is None


def test_who_was_handed_over_came_to_ice_when_the_jail_ended():
    ice = {"where": "ice", "facility": "", "came_in": None}
    jail = {"facility": "Sample Jail", "came_in": None, "ended": "ice"}
    over = release(on(11, 1, "10:20"), on(11, 1, "13:45"), "UT")
    facts = known(custody=ice, jail=jail, held_over=over)
    assert facts.ice_since == on(11, 1, "13:45")
    # The jail held nobody for days: ICE came the same day.
    assert "held_past_48" not in facts.codes
    assert (
        "held_past_48" in known(custody=ice, jail=jail | {"ended": "freed"}, held_over=over).codes
    )


def test_no_jail_tells_nothing_of_ice():
    assert known(custody={"where": "ice", "facility": ""}).ice_since is None
    assert known(held=True).ice_since is None


def test_each_stay_has_the_clock_of_its_own_state():
    first = stay(state="CA", came_in=on(9, 1), due=on(9, 8), went=on(9, 10))
    facts = known(
        held=True, stays=[first], held_over=release(on(11, 20), state="TN", zone="Eastern")
    )
    earlier, now = facts.stays
    assert earlier.zones == ("Pacific",) and now.zones == ("Eastern",)
    assert facts.jail_state == "TN" and facts.timezone == "Eastern"
    assert earlier.days_kept == (2, 2) and earlier.kept == "yes"
    # The hours of the present jail count from its own release.
    assert facts.release_due_at == on(11, 20)


def test_a_hold_belongs_to_the_stay_in_which_it_came():
    first = stay(came_in=on(9, 1), went=on(9, 10))
    holds = [
        {"seen": "seen", "paper": "i247a", "placed_on": on(9, 5), "still_there": "no"},
        {"seen": "seen", "paper": "i247g", "placed_on": on(11, 3), "still_there": "yes"},
        {"seen": "told", "paper": "", "placed_on": None, "still_there": ""},
    ]
    facts = known(held=True, stays=[first], detainers=holds)
    earlier, now = facts.stays
    assert [hold.form for hold in earlier.holds] == ["i247a"]
    assert [hold.form for hold in now.holds] == ["i247g", ""]


def test_stays_stand_in_the_order_of_their_days():
    later = stay("ice", came_in=on(10, 9), went=on(10, 20), ended="freed")
    before = stay(came_in=on(9, 1), went=on(9, 10))
    facts = known(
        stays=[later, before],
        held_over=release(on(10, 5), on(10, 9), "IL"),
        jail={"facility": "Main", "came_in": on(10, 2), "ended": "ice"},
    )
    assert [one.place for one in facts.stays] == ["Sample local_jail", "Main", "Sample ice"]
    assert facts.current.kind == "ice" and facts.hold_stay.place == "Main"
    assert facts.custody_ended_at == on(10, 20) and facts.released_at == on(10, 9)


def test_a_correction_reaches_the_stay_and_its_deadlines():
    facts = known(held=True, held_over=release(on(11, 20, "17:00"), state="TX", zone="Central"))
    moved = apply_correction(facts, "jail_state", "CA")
    assert (facts.jail_state, moved.jail_state, moved.hold_stay.zones) == ("TX", "CA", ("Pacific",))

    def hours(known_facts):
        [rule] = [one for one in deadlines_for(known_facts) if one.rule.slug == "hold_48h"]
        return [due.earliest for due in rule.due_dates]

    assert hours(facts) != hours(moved)


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        ("local_jail", ["local_jail"]),
        ("prison", ["prison"]),
        ("ice", ["local_jail", "ice"]),
        ("free", ["local_jail"]),
    ],
)
def test_a_corrected_place_keeps_what_was_told_of_the_jail(where, kinds):
    facts = known(held=True, stays=[], held_over=release(on(11, 20), state="TX"))
    corrected = apply_correction(facts, "where", where)
    assert [one.kind for one in corrected.stays] == kinds
    assert corrected.release_due_at == on(11, 20) and corrected.jail_state == "TX"


def test_leaving_a_place_makes_it_a_stay_that_is_over():
    answers = sample(COMPLAINT, held=True)
    to_ice = left_place(answers, ended="ice") | {"custody": {"where": "ice", "facility": "Center"}}
    jail, ice = compute_facts(to_ice, TODAY).stays[-2:]
    assert (jail.place, jail.ended, ice.place) == (HELD["facility"], "ice", "Center")
    freed = left_place(to_ice, ended="freed", on=on(11, 21)) | {"custody": {"where": "free"}}
    facts = compute_facts(freed, TODAY)
    assert (facts.current.kind, facts.current.released_at) == ("ice", on(11, 21))
    # When ICE let them go is not when they left the jail.
    assert facts.hold_stay.place == HELD["facility"] and facts.released_at is None
    other = left_place(answers, ended="another_jail") | {
        "custody": {"where": "prison", "facility": "Sample Prison"}
    }
    facts = compute_facts(other, TODAY)
    assert [one.place for one in facts.stays[-2:]] == [HELD["facility"], "Sample Prison"]
    assert facts.release_due_at == answers["held-over"]["due_out"]
