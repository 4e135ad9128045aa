"""Hard people through the real pages: their place, their nearest clock, and the first routes.

Each stands beside a near one, who differs in one thing, and for whom something else is right.
"""

import pytest
import time_machine

from intake.flow.facts import compute_facts
from intake.routes.fitting import fitting
from tests.cases.test_worked_near import UNTOLD, changed, day
from tests.cases.test_worked_order import file, moment_of
from tests.conftest import unlocked_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def on(y, m, d):
    return {"y": y, "m": m, "d": d, "words": ""}


HOLD = [{"seen": "seen", "paper": "i247a", "placed_on": None, "number": "", "still_there": ""}]
BASE = UNTOLD | {
    "danger": {"happening": ["none"], "happening_free": ["none"], "happening_abroad": ["none"]},
    "coming": [],
    "hold": {"ice_asked": "yes"},
    "detainers": HOLD,
    "start": {"how": "police"},
    "match": {"matched_on": ["not_sure"], "whose_record": "unsure", "record_says": ""},
    "treatment": {"treated": ["none"]},
    "told": {"told": ["no_one"], "answer": ""},
    "problem": {"went_wrong": ["held_longer"]},
    "why_wrong": {"reasons": ["same_name"]},
    "profiling": {},
    "story": {},
    "wants": {},
}


def person(now, state, where="local_jail", **answers):
    """Return somebody to file; in a jail or with ICE, the place has a name."""
    place = {"where": where, "facility": "Example Place", "booking_number": ""}
    custody = place if where in ("local_jail", "ice", "prison") else {"where": where}
    event = {"when": None, "city": "", "state": state, "agency": ""}
    made = BASE | {"custody": custody, "when_where": event}
    one = {"filing_for": "family", "answers": made, "received": now}
    return changed(one, answers)


def kept(due, state, zone="", **more):
    return {"kept": "yes", "due_out": due, "jail_state": state, "zone": zone} | more


JULY = "2027-07-04T14:00-07:00"
MARCH = "2027-03-05T10:00-05:00"
# {who: (person, tier, day of the nearest clock, what routes are)}
HARD = {
    "arrested in the Navajo Nation, jail in Arizona": (
        person(JULY, "AZ", held_over=kept(day(2027, 7, 2, "4 pm", "16:00"), "AZ", "Arizona")),
        (1, "2027-07-04"),
        {"jail-letter": "first", "dril": "not"},
    ),
    "held by ICE in Guam, a national, and no hold": (
        person(
            "2027-02-24T13:30+10:00",
            "GU",
            "ice",
            custody={"state": "GU", "came_in": on(2027, 2, 22)},
            hold={"ice_asked": "no"},
            problem={"went_wrong": ["ice_arrest"]},
            why_wrong={"reasons": ["us_national"]},
        ),
        (1, None),
        {"dril": "first", "jail-letter": "not", "hotline": "not", "consulate": "not"},
    ),
    "a citizen of fifteen, deported": (
        person(
            MARCH,
            "TX",
            "abroad",
            danger={"happening_abroad": ["removed", "under_18"]},
            hold={"ice_asked": "no"},
            problem={"went_wrong": ["status_wrong"]},
            why_wrong={"reasons": ["us_citizen"]},
        ),
        (1, None),
        {"citizens": "first", "congress": "first", "embassy": "missing", "consulate": "not"},
    ),
    "handed to ICE five hours after bail": (
        person(
            MARCH,
            "GA",
            "ice",
            custody={"state": "LA", "came_in": on(2027, 3, 3)},
            jail={"facility": "Example Jail", "came_in": None, "due_why": "bail", "ended": "ice"},
            held_over=kept(
                day(2027, 3, 3, "9 am", "09:00"),
                "GA",
                "Eastern",
                went_out=day(2027, 3, 3, "2 pm", "14:00"),
            ),
        ),
        (1, None),
        {"dril": "first", "jail-letter": "also", "local": "not"},
    ),
    "a hold that came after the bail": (
        person(
            MARCH,
            "NC",
            detainers=[HOLD[0] | {"placed_on": on(2027, 3, 4)}],
            held_over=kept(day(2027, 3, 2, "9 am", "09:00"), "NC", "Eastern"),
        ),
        (1, "2027-03-04"),
        {"jail-letter": "first", "local": "also"},
    ),
    "in a state with two times, and nobody knows which": (
        person(MARCH, "TN", held_over=kept(day(2027, 3, 4, "3 pm", "15:00"), "TN", "unsure")),
        (1, "2027-03-06"),
        {"jail-letter": "first"},
    ),
    "nobody knows of a hold, nor of a day": (
        person(
            MARCH,
            "OH",
            hold={"ice_asked": "unsure"},
            problem={"went_wrong": ["not_sure"]},
            held_over={"kept": "unsure", "due_out": None, "jail_state": "OH"},
        ),
        (1, None),
        {"jail-letter": "first", "local": "missing"},
    ),
    "a sentence in Indiana that ends in four days": (
        person(
            MARCH,
            "IN",
            held_over={
                "kept": "no",
                "due_out": day(2027, 3, 9, "morning"),
                "jail_state": "IN",
                "zone": "Central",
            },
        ),
        (2, "2027-03-09"),
        {"jail-letter": "first", "local": "not", "ftca": "not"},
    ),
    "kept in Washington on a paper that only asks for notice": (
        person(
            MARCH,
            "WA",
            detainers=[HOLD[0] | {"paper": "i247g"}],
            held_over=kept(day(2027, 3, 4, "noon", "12:00"), "WA", "Pacific"),
        ),
        (1, None),
        {"gonzalez": "first", "jail-letter": "first", "hotline": "not"},
    ),
    "free, and ICE is looking for them": (
        person(
            MARCH,
            "NE",
            "free",
            danger={"happening_free": ["looked_for"]},
            hold={"ice_asked": "no"},
            problem={"went_wrong": ["ice_arrest"]},
            why_wrong={"reasons": ["us_citizen"]},
        ),
        (2, None),
        {"lawyer": "first", "hotline": "not", "jail-letter": "not"},
    ),
    "moved to a second jail, which kept them without a hold": (
        person(
            MARCH,
            "SD",
            hold={"ice_asked": "no"},
            danger={"happening": ["moving"]},
            held_over=kept(day(2027, 3, 3, "3 pm", "15:00"), "NE", "Central"),
            stays=[
                {"kind": "local_jail", "facility": "", "jail_state": "SD", "came_in": None}
                | {"due_out": None, "due_why": "", "went_out": None, "ended": "another_jail"}
            ],
        ),
        (1, None),
        {"jail-letter": "first", "local": "also", "hotline": "not"},
    ),
    "let go on time, with the hold form in hand": (
        person(
            MARCH,
            "VT",
            "free",
            held_over={"kept": "no", "due_out": None, "jail_state": "VT"},
            jail={"facility": "Example Jail", "came_in": None, "due_why": "", "ended": "freed"},
        ),
        (3, None),
        {"jail-letter": "also", "local": "not", "ftca": "not", "hotline": "not"},
    ),
}


@pytest.mark.parametrize("who", HARD)
def test_a_hard_person_has_the_right_place_and_routes(who, office):
    one, (tier, clock), routes = HARD[who]
    case = file(one)
    now = moment_of(one["received"])
    assert case.tier == tier
    assert (case.next_clock_on and case.next_clock_on.isoformat()) == clock
    with time_machine.travel(now, tick=False):
        facts = compute_facts(unlocked_of(case, office).answers, now.date())
        found = fitting(facts)
    pairs = (*found.fitting, *found.undecided, *found.unsuitable)
    kinds = {route.slug: fit.kind for route, fit in pairs}
    assert {slug: kinds[slug] for slug in routes} == routes
