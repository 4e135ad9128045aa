"""Twelve invented people who are not sure, or whose hold is over, each with a near case.

"Not sure" counts at least as much as no; who is out was not held after the hold ended; who was
handed over the same day was not held for days.
"""

from datetime import datetime

import pytest
import time_machine

from intake.cases import urgency
from intake.deadlines.local_acts import HELD_TOO_LONG
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from tests.routes.worked import answers_of, case_of


def told(where, state, hold="yes", kept="yes", due="", went="", **more):
    """Return what is answered: a hold for a name twin, and nothing else that counts."""
    return {
        "who": "family",
        "where": where,
        "state": state,
        "jail_state": state,
        "hold": hold,
        "kept": kept,
        "due": due,
        "went": went,
        "went_wrong": ["wrong_match", "held_longer"] if kept != "no" else ["wrong_match"],
        "reasons": ["same_name"],
        "detainers": [{"paper": "i247a"}] if hold == "yes" else [],
    } | more


def abroad(danger):
    return {"happening_abroad": [danger]}


def free(danger):
    return {"happening_free": [danger]}


def still(answer, paper="i247a"):
    return [{"paper": paper, "still": answer}]


# Who, and what it is about; the moment; the answers; (kept past release, what kind of being held
# too long, the strongest rule); what changes; and the same three then.
PEOPLE = [
    (
        "Noor Misali, freed, whose hold is gone; then still in jail",
        "2027-04-12T10:00-05:00",
        told("free", "OK", kept="no", detainers=still("no")),
        ("no", "", None),
        {"where": "local_jail", "kept": "yes"},
        ("yes", "held_after_withdrawn held_past_48", "past_release"),
    ),
    (
        "Iker Ejemplo, handed to ICE the same day; then two days later",
        "2027-04-19T10:00-04:00",
        told("ice", "GA", due="2027-04-05 09:00", went="2027-04-05 15:00"),
        ("yes", "", "ice_custody"),
        {"went": "2027-04-07 15:00"},
        ("yes", "held_past_48", "ice_custody"),
    ),
    (
        "Lan Vi Du, perhaps a hold and perhaps kept; then not kept",
        "2027-01-04T10:00-08:00",
        told("local_jail", "NV", hold="unsure", kept="unsure"),
        ("unknown", "", "past_release"),
        {"kept": "no"},
        ("no", "", "hold_pending"),
    ),
    (
        "Piet Voorbeeld, kept, perhaps by a hold; then by none",
        "2027-09-07T10:00-05:00",
        told("local_jail", "IA", hold="unsure"),
        ("yes", "held_past_48", "past_release"),
        {"hold": "no"},
        ("yes", "no_detainer_shown", "past_release"),
    ),
    (
        "Rosa Muestra, due in two days and not sure if kept; then due yesterday",
        "2027-06-30T10:00-06:00",
        told("local_jail", "NM", kept="unsure", due="2027-07-02 08:00"),
        ("no", "", "release_soon"),
        {"due": "2027-06-29 08:00"},
        ("unknown", "", "past_release"),
    ),
    (
        "Sami Esimerkki, perhaps a hold, due in two days; then no hold",
        "2028-02-28T10:00-06:00",
        told("local_jail", "MN", hold="unsure", kept="no", due="2028-03-01 08:00"),
        ("no", "", "hold_pending"),
        {"hold": "no"},
        ("no", "", "held"),
    ),
    (
        "Tala Halimbawa, nobody knows where, and nobody heard; then somebody did",
        "2027-12-27T10:00-10:00",
        told("unsure", "HI", hold="unsure", kept="no", happening=["not_heard"]),
        ("no", "", "not_heard"),
        {"happening": ["none"]},
        ("no", "", None),
    ),
    (
        "Udo Beispiel, in prison, kept since yesterday; then due in ten days",
        "2027-03-15T10:00-04:00",
        told("prison", "PA", hold="unsure", due="2027-03-14 09:00"),
        ("yes", "held_past_48", "past_release"),
        {"due": "2027-03-25 09:00"},
        # What was said before the day is not true before it.
        ("no", "", "hold_pending"),
    ),
    (
        "Vera Primer, a citizen abroad who is not sure; then nothing happened",
        "2027-05-31T10:00-07:00",
        told(
            "abroad", "WA", hold="no", kept="no", reasons=["us_citizen"], pages=abroad("not_sure")
        ),
        ("no", "", "removed"),
        {"pages": abroad("none")},
        ("no", "", None),
    ),
    (
        "Wen Lizi, free and not sure what may happen; then told to go",
        "2027-10-11T10:00-04:00",
        told("free", "MI", hold="no", kept="no", pages=free("not_sure")),
        ("no", "", None),
        {"pages": free("told_to_go")},
        ("no", "", "report_soon"),
    ),
    (
        "Yara Exemplo, a paper that only asks for notice; then one that asks to keep",
        "2027-08-16T10:00-05:00",
        told("local_jail", "TN", detainers=still("yes", "i247g"), due="2027-08-15 09:00"),
        ("yes", "notice_only_but_held", "past_release"),
        {"detainers": still("yes", "i247a")},
        ("yes", "held_past_48", "past_release"),
    ),
    (
        "Zoe Egzanp, freed a week ago and not sure if kept; then sure of no",
        "2027-03-20T10:00-04:00",
        told("free", "DE", kept="unsure", due="2027-03-10 09:00", went="2027-03-12 09:00"),
        ("unknown", "", "evidence"),
        {"kept": "no"},
        ("no", "", None),
    ),
]
SIDES = [
    pytest.param(now, answers, right, id=who.partition(";")[0])
    for who, now, answers, right, _change, _then in PEOPLE
] + [
    pytest.param(now, answers | change, then, id=who.partition(";")[0] + who.partition(";")[2])
    for who, now, answers, _right, change, then in PEOPLE
]


@pytest.mark.parametrize(("now", "answers", "right"), SIDES)
def test_each_person_and_the_near_case(now, answers, right):
    moment = datetime.fromisoformat(now)
    pages = answers_of(answers)
    pages["danger"] |= answers.get("pages", {})
    with time_machine.travel(moment, tick=False):
        facts = compute_facts(COMPLAINT.prune(pages), moment.date())
    found = " ".join(sorted(set(facts.codes) & HELD_TOO_LONG))
    strongest = urgency.strongest_reason(case_of(facts), facts.as_of)
    assert (facts.past_release, found, strongest and strongest.slug) == right


def test_there_are_twelve():
    assert len(PEOPLE) == len({answers["state"] for _who, _now, answers, *_rest in PEOPLE}) == 12
