"""Twelve invented cases of wrong routes and of deadlines that have passed, each with a near one.

The rule has to bite in the first, and must not bite in the second, which differs in one thing.
"""

from dataclasses import replace
from datetime import datetime

import pytest

from intake.deadlines.computed import deadlines_for
from tests.routes.test_worked_cases import kinds_of
from tests.routes.worked import facts_of

KEPT = {
    "who": "family",
    "hold": "yes",
    "kept": "yes",
    "went_wrong": ["wrong_match", "held_longer"],
    "reasons": ["same_name"],
    "started": "police",
}
OUT = KEPT | {"where": "free", "who": "me"}


def case(now, **answers):
    return {"now": now, "answers": answers}


# (what it is about, the case, what is right, the change, what is right then)
INVENTED = [
    (
        "a name twin in Nevada, and then a crime of the twin",
        case("2027-05-03T10:00-07:00", **KEPT, where="local_jail", state="NV", zone="Pacific"),
        {"fbi": "must_not", "entry": "must_not"},
        {"reasons": ["same_name", "wrong_conviction"]},
        {"fbi": "fit", "entry": "fit"},
    ),
    (
        "an old order in Utah, and then a name that was used by somebody",
        case(
            "2027-02-11T09:00-07:00",
            where="free",
            went_wrong=["status_wrong"],
            hold="no",
            reasons=["permanent_resident", "stale_record"],
            state="UT",
        ),
        {"fbi": "must_not", "amend": "first"},
        {"reasons": ["permanent_resident", "identity_theft"]},
        {"fbi": "may_fit", "amend": "first"},
    ),
    (
        "no doctor in ICE detention in Georgia, where police began it; then still in the jail",
        case(
            "2027-03-08T16:00-05:00",
            where="ice",
            who="family",
            went_wrong=["conditions_or_abuse"],
            hold="yes",
            reasons=["not_say"],
            treated=["no_care"],
            started="warrant",
            state="GA",
        ),
        {"local": "must_not", "attorney-general": "must_not", "opr": "first", "oig": "first"},
        {"where": "local_jail"},
        {"local": "first", "opr": "must_not", "oig": "must_not"},
    ),
    (
        "a hold and an open charge in Kansas, and then bail was paid yesterday",
        case(
            "2027-06-16T08:00-05:00",
            **(KEPT | {"kept": "no"}),
            where="local_jail",
            state="KS",
            zone="Central",
            costs=["job"],
        ),
        {"ftca": "must_not", "local": "must_not", "jail-letter": "first"},
        {"kept": "yes", "due": "2027-06-15 09:00"},
        {"ftca": "may_fit", "local": "fit", "jail-letter": "first"},
    ),
    (
        "a claim over by both readings in Maine, and then the same a year ago",
        case(
            "2027-09-01T12:00-04:00",
            **OUT,
            state="ME",
            detainers=[{"on": "2024-05-06", "paper": "i247a"}],
            due="2024-05-10 12:00",
            went="2024-05-13 08:00",
            costs=["job"],
            wants=["money"],
        ),
        {"ftca": "must_not", "jail-letter": "may_fit"},
        {
            "detainers": [{"on": "2026-05-06", "paper": "i247a"}],
            "due": "2026-05-10 12:00",
            "went": "2026-05-13 08:00",
        },
        {"ftca": "fit", "jail-letter": "fit"},
    ),
    (
        "the claim was made already in Idaho, and then it was not, with a month left",
        case(
            "2027-04-12T12:00-06:00",
            **OUT,
            state="ID",
            zone="Mountain",
            detainers=[{"on": "2025-05-07", "paper": "i247a"}],
            due="2025-05-08 12:00",
            went="2025-05-12 08:00",
            costs=["bail"],
            told=["money_claim"],
        ),
        {"ftca": "must_not", "local": "may_fit", "jail-letter": "may_fit"},
        {"told": ["congress"]},
        {"ftca": "first", "local": "fit", "jail-letter": "fit"},
    ),
    (
        "a citizen abroad whose mother files, and then somebody of another country",
        case(
            "2027-08-20T10:00-05:00",
            where="abroad",
            who="family",
            went_wrong=["ice_arrest", "status_wrong"],
            hold="no",
            reasons=["us_citizen"],
            started="check_in",
            when="2027-08-02",
            state="MO",
        ),
        {"embassy": "may_fit", "congress": "first", "citizens": "first", "consulate": "must_not"},
        {"reasons": ["other_status"]},
        {"embassy": "must_not", "congress": "may_fit", "citizens": "must_not"},
    ),
    (
        "a visa holder with a hold in Vermont, and then a victim of a crime",
        case(
            "2027-01-19T10:00-05:00",
            **(KEPT | {"reasons": ["other_status"]}),
            where="local_jail",
            state="VT",
        ),
        {"hotline": "must_not"},
        {"reasons": ["other_status", "victim_or_witness"]},
        {"hotline": "first"},
    ),
    (
        "a paper that only asks for notice, release tomorrow; then kept in spite of it",
        case(
            "2027-07-08T10:00-05:00",
            where="local_jail",
            who="work",
            went_wrong=["held_longer"],
            hold="yes",
            reasons=["not_sure"],
            detainers=[{"paper": "i247g"}],
            kept="no",
            due="2027-07-09 08:00",
            state="NE",
            zone="Central",
        ),
        {"gonzalez": "may_fit", "hotline": "must_not", "ftca": "must_not"},
        {"kept": "yes", "due": "2027-07-06 08:00"},
        {"gonzalez": "first", "hotline": "must_not", "ftca": "may_fit"},
    ),
    (
        "force by border officers in Montana, and then by ICE",
        case(
            "2027-10-04T10:00-06:00",
            where="free",
            went_wrong=["conditions_or_abuse"],
            hold="unsure",
            reasons=["not_say"],
            treated=["hurt"],
            officers=["border"],
            when="2027-10-01",
            state="MT",
        ),
        {"opr": "must_not", "oig": "first", "jail-letter": "must_not", "local": "must_not"},
        {"officers": ["ice"]},
        {"opr": "first", "oig": "first", "local": "must_not"},
    ),
    (
        "held by ICE with a lawyer in Arkansas, and then free and calm with one",
        case(
            "2027-11-15T10:00-06:00",
            where="ice",
            who="family",
            went_wrong=["wrong_match"],
            hold="no",
            reasons=["mixed_file"],
            started="ice_home",
            lawyer="yes",
            state="AR",
        ),
        {"lawyer": "first", "consulate": "may_fit", "dril": "first"},
        {"where": "free"},
        {"lawyer": "fit", "consulate": "must_not", "dril": "must_not"},
    ),
    (
        "kept three days in Alabama a week ago, and then three hours",
        case(
            "2027-03-18T10:00-05:00",
            **OUT,
            state="AL",
            due="2027-03-08 10:00",
            went="2027-03-11 11:00",
        ),
        {"jail-letter": "first", "local": "fit"},
        {"went": "2027-03-08 13:00"},
        {"jail-letter": "fit", "local": "may_fit"},
    ),
]


def check(case, right):
    found = kinds_of(facts_of(case))
    assert {slug: found[slug] for slug in right} == right
    # What must not be used, or may not, never stands among the first.
    assert not {slug for slug, kind in right.items() if kind != "first" and found[slug] == "first"}


@pytest.mark.parametrize(
    ("case", "right", "change", "right_then"),
    [row[1:] for row in INVENTED],
    ids=[row[0] for row in INVENTED],
)
def test_each_case_and_its_near_one(case, right, change, right_then):
    check(case, right)
    check({**case, "answers": case["answers"] | change}, right_then)


def test_who_must_go_and_gave_no_day_is_told_of_a_lawyer_and_of_congress_first():
    calm = facts_of(
        case(
            "2027-03-10T10:00-06:00",
            where="free",
            hold="no",
            went_wrong=["wrong_match"],
            reasons=["same_name"],
            started="check_in",
            state="KS",
        )
    )
    told = replace(calm, dangers=("told_to_go",))
    assert kinds_of(told)["lawyer"] == kinds_of(told)["congress"] == "first"
    assert "first" not in (kinds_of(calm)["lawyer"], kinds_of(calm)["congress"])


def test_there_are_twelve():
    assert len(INVENTED) == 12


def test_a_claim_that_has_passed_by_every_reading_is_shown_as_that_and_no_more():
    [over] = [row for row in INVENTED if "over by both" in row[0]]
    now = datetime.fromisoformat(over[1]["now"])
    [claim] = [one for one in deadlines_for(facts_of(over[1])) if one.rule.slug == "ftca"]
    assert claim.passed(now) == "yes"
    assert not claim.is_task(now)
    near = {**over[1], "answers": over[1]["answers"] | over[3]}
    [claim] = [one for one in deadlines_for(facts_of(near)) if one.rule.slug == "ftca"]
    assert claim.passed(now) == "no"
    assert claim.is_task(now)
