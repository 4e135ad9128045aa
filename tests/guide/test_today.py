"""What to do today is built from danger, place, hold and claim: one list for all would hurt."""

from dataclasses import replace

import pytest

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
        ("W10", ["receipt with the time", "lawyer of the person"], ["medical"]),
        ("W11", ["Call the public defender", "receipt with the time"], ["48 hours"]),
        ("W23", ["copy of the proof"], ["driver's license", "two years in the US"]),
        ("W28", [], ["jail", "medical"]),
    ],
)
def test_a_case_gets_its_own_steps(name, said, never):
    text = of(name)
    assert [part for part in said if part not in text] == []
    assert [part for part in never if part in text] == []


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
