"""What to do today is built from danger, place, hold and claim: one list for all would hurt."""

from dataclasses import replace

import pytest

from intake.flow.facts import ComingDate
from intake.guide.today import passage
from tests.routes.facts_of import known
from tests.routes.worked import facts_of, load

pytestmark = pytest.mark.django_db

CASES = {case["case"]: case for case in load("worked_cases.json")}


def words(facts):
    found = passage(facts)
    return " ".join(map(str, found.items)) if found else ""


def of(name):
    return words(facts_of(CASES[name]))


def told(where, *dangers, coming=(), **answers):
    """Return the facts of somebody on March 10, 2027, with these dangers and dates to come."""
    short = {
        "who": "family",
        "where": where,
        "state": "KS",
        "hold": "no",
        "went_wrong": ["wrong_match"],
        "reasons": ["same_name"],
    }
    facts = facts_of({"now": "2027-03-10T10:00-06:00", "answers": short | answers})
    days = tuple(
        ComingDate(kind, {"y": y, "m": m, "d": d, "words": ""}, "") for kind, y, m, d in coming
    )
    return replace(facts, dangers=dangers, coming=days)


@pytest.mark.parametrize(
    ("name", "said", "never"),
    [
        ("W02", ["until one answers", "trust", "Do not sign"], ["jail", "medical", "988"]),
        ("W03", ["988", "press 2 for Spanish", "who said it"], ["medical", "bail"]),
        ("W04", ["casework", "embassy"], ["copy of the hold", "Jail phones"]),
        ("W05/Caio", ["adults only", "before they are moved"], ["copy of the hold", "two years"]),
        ("W06", ["new arrest"], ["Colorado", "1-888-351-4024", "medical"]),
        (
            "W07",
            ["Say the medicine", "prescription", "911", "1-888-351-4024", "“medical”"],
            ["copy of the hold", "988"],
        ),
        ("W10", ["receipt with the time", "person's lawyer"], ["medical"]),
        ("W11", ["Call the public defender", "receipt with the time"], ["48 hours"]),
        ("W23", ["copy of the proof"], ["driver's license", "two years in the US"]),
        ("W28", [], ["jail", "medical"]),
    ],
)
def test_a_case_gets_its_own_steps(name, said, never):
    text = of(name)
    assert [part for part in said if part not in text] == []
    assert [part for part in never if part in text] == []


LISTS = {
    # Free: a day without a date is as near as a day can be; a far one is not for today.
    "free, told to go": (told("free", "told_to_go"), ["until one answers", "not sign"], ["jail"]),
    "free, a far day": (
        told("free", "told_to_go", coming=[("report", 2027, 5, 28)]),
        [],
        ["until one answers"],
    ),
    "free, looked for": (
        told("free", "looked_for"),
        ["does not pay for one", "not sign", "silent"],
        ["until one answers", "jail", "moved"],
    ),
    # Abroad: the passport is for citizens alone.
    "abroad, green card": (
        told("abroad", "removed", reasons=["permanent_resident"]),
        ["what a court can do", "casework"],
        ["embassy", "not sign"],
    ),
    "abroad, a child": (
        replace(told("abroad", "removed"), minor=True),
        ["what a court can do"],
        ["embassy"],
    ),
    "abroad, another": (told("abroad", "removed"), [], ["what a court can do"]),
    # In jail: a hold that nobody is sure of counts before bail as one does.
    "jail, perhaps a hold": (
        told("local_jail", hold="unsure", kept="no"),
        ["copy of the hold", "new arrest", "public defender"],
        ["by what authority", "before they are moved"],
    ),
    "jail, kept and no hold": (
        told("local_jail", hold="no", kept="yes", went_wrong=["held_longer"]),
        ["new arrest", "by what authority"],
        ["copy of the hold", "bail"],
    ),
    "jail, nothing of a hold": (
        told("local_jail", hold="no"),
        ["Jail phones"],
        ["new arrest", "copy of the hold", "public defender", "by what authority"],
    ),
    # With ICE: a flight that was told of as a date is a flight.
    "ICE, a flight": (
        told("ice", coming=[("flight", 2027, 3, 12)]),
        ["until one answers", "before they are moved"],
        ["copy of the hold", "bail", "by what authority"],
    ),
    "ICE, a flight that is over": (
        told("ice", coming=[("flight", 2027, 3, 8)]),
        ["before they are moved"],
        ["until one answers"],
    ),
    "ICE, no medicine": (
        told("ice", treated=["no_care"]),
        ["Say the medicine", "911", "“medical”"],
        ["988", "until one answers"],
    ),
}


@pytest.mark.parametrize(("facts", "said", "never"), LISTS.values(), ids=LISTS)
def test_each_place_and_danger_has_its_own_list(facts, said, never):
    text = words(facts)
    assert [part for part in said if part not in text] == []
    assert [part for part in never if part in text] == []
    assert bool(text) is bool(said)


def test_nothing_is_for_today_where_somebody_is_free_and_safe():
    assert passage(known()) is None
    assert passage(facts_of(CASES["W27"])) is None


def test_the_first_step_is_about_the_gravest_danger():
    facts = replace(known(where="ice"), dangers=("removal_told", "self_harm", "sick"))
    steps = [str(item) for item in passage(facts).items]
    assert "988" in steps[0]
    places = [next(n for n, step in enumerate(steps) if part in step) for part in ("911", "until")]
    assert places == sorted(places)


def test_no_step_stands_there_twice():
    for case in CASES.values():
        found = passage(facts_of(case))
        if found:
            assert len(set(map(str, found.items))) == len(found.items)


def test_medicine_that_somebody_free_has_at_home_is_no_medical_step():
    assert "medical" not in words(replace(known(), dangers=("sick",)))
    assert "medical" in words(replace(known(where="local_jail"), dangers=("sick",)))


def test_no_step_reads_as_if_a_jail_had_hours_to_keep_somebody():
    for case in CASES.values():
        text = words(facts_of(case))
        assert "48 hours" not in text or text.index("new arrest") < text.index("48 hours")
