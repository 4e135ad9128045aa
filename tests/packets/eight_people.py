"""Eight invented people whose every letter was looked at: the four, and four whose lives differ."""

from datetime import date

from intake.packets.choices import contact_decision, read_decisions
from intake.packets.document_input import document_input
from tests.packets.four_people import PEOPLE as FOUR
from tests.packets.test_sentences import moment, person

TODAY = date(2026, 11, 30)
# An invented phone and address that the filer put on the letters.
REACH = contact_decision(
    {"phone": "555-0163", "email": "", "address": "31 Sample Street, Exampletown"}
)
MORE = {
    "a citizen in jail": person(
        person={"given_names": "Nora", "family_names": "Specimen", "other_names": ""},
        custody={
            "where": "local_jail",
            "facility": "Example County Jail",
            "booking_number": "88-0912",
        },
        problem={"went_wrong": ["wrong_match"]},
        born={"birth_date": moment(1988, 7, 2), "birth_country": "Puerto Rico"},
        start={"how": "warrant"},
        when_where={
            "when": moment(2026, 11, 27),
            "city": "Exampleville",
            "state": "TX",
            "agency": "Exampleville police",
        },
        detainers=[{"seen": "told", "paper": "not_seen", "placed_on": None, "number": ""}],
        hold_copy={"copy_given": "no", "told_by": ["jail"]},
        match={"matched_on": ["name", "birth_date"], "whose_record": "another"},
        why_wrong={"reasons": ["us_citizen", "same_name"]},
        proof={"papers_held": ["birth_certificate"]},
        held_over={"kept": "yes", "due_out": moment(2026, 11, 29), "due_why": "bail"},
        told={"told": ["jail"], "answer": "We only do what the computer says."},
    ),
    "a sister in jail": person(
        filing_for="family",
        person={"given_names": "Lucía", "family_names": "Ejemplo Prueba", "other_names": ""},
        custody={
            "where": "local_jail",
            "facility": "Sample County Jail",
            "booking_number": "2026-31877",
        },
        problem={"went_wrong": ["held_longer"]},
        born={"birth_date": {"y": 1991, "m": None, "d": None}, "birth_country": ""},
        when_where={
            "when": moment(2026, 11, 26),
            "city": "Sampletown",
            "state": "OH",
            "agency": "",
        },
        hold={"ice_asked": "unsure"},
        detainers=[],
        hold_copy={},
        held_over={
            "kept": "yes",
            "due_out": moment(2026, 11, 28, "around 3", ""),
            "due_why": "dropped",
        },
        treatment={"treated": ["no_call", "no_interpreter"]},
        helper={"name": "Rosa Ejemplo", "relation": "relative", "group": ""},
        permission={"knows": "can_sign"},
        story={
            "story": "I waited at the jail door with her coat until ten at night.",
            "seen_or_told": "both",
        },
        told={"told": ["no_one"]},
    ),
    "sent out of the country": person(
        person={"given_names": "Omar", "family_names": "Muster", "other_names": "Umar Muster"},
        custody={"where": "abroad"},
        problem={"went_wrong": ["wrong_match", "ice_arrest"]},
        born={"birth_date": moment(1982, 3, 3), "birth_country": "United States"},
        start={"how": "check_in"},
        when_where={
            "when": moment(2026, 6, 9),
            "city": "Sampletown",
            "state": "GA",
            "agency": "ICE",
        },
        hold={"ice_asked": "no"},
        detainers=[],
        hold_copy={},
        match={
            "matched_on": ["fingerprints"],
            "whose_record": "another",
            "record_says": "an order of removal from 2003",
        },
        why_wrong={"reasons": ["us_citizen", "other_persons_prints"]},
        proof={"papers_held": ["birth_certificate", "passport"]},
        held_over={},
        harm={"cost": ["job", "children", "removed"], "days_held": 21},
        treatment={"treated": ["no_lawyer", "signed_unread"]},
        told={"told": ["ice"], "answer": ""},
    ),
    "threatened, free": person(
        person={"given_names": "Kim", "family_names": "Placeholder", "other_names": ""},
        custody={"where": "free"},
        problem={"went_wrong": ["profiling"]},
        born={"birth_date": moment(1990, 8, 2), "birth_country": ""},
        danger={"happening": ["threatened"]},
        start={"how": "traffic_stop"},
        when_where={
            "when": {"y": 2026, "m": 11, "d": None, "words": "", "time": "", "t": ""},
            "city": "Sampleville",
            "state": "MN",
            "agency": "Sampleville police",
        },
        hold={"ice_asked": "no"},
        detainers=[],
        hold_copy={},
        held_over={},
        profiling={"said_or_done": "I will find out where you live.", "ground": ["race"]},
        officers=[{"name": "", "agency": "police", "note": "badge 000, a white car"}],
        treatment={"treated": ["no_reason", "hurt"]},
    ),
    "a name twin without a hold": person(
        person={"given_names": "Jean", "family_names": "Modèle", "other_names": "John Model"},
        custody={"where": "free"},
        problem={"went_wrong": ["wrong_match"]},
        born={"birth_date": moment(1979, 1, 17), "birth_country": ""},
        start={"how": "border"},
        when_where={
            "when": moment(2026, 8, 14, "around noon", ""),
            "city": "Exampleport",
            "state": "CA",
            "agency": "",
        },
        hold={"ice_asked": "no"},
        detainers=[],
        hold_copy={},
        held_over={},
        match={"matched_on": ["name"], "whose_record": "another"},
        why_wrong={"reasons": ["same_name"]},
        told={"told": ["no_one"]},
    ),
}
FREED = FOUR["freed after too long"]
PEOPLE = {
    "freed, with a claim for money": FREED | {"jail": FREED["jail"] | {"due_why": "dropped"}},
    "a child": FOUR["a child"],
    "held by ICE": FOUR["taken by ICE"],
    **MORE,
}


def input_of(who, **more):
    choices = read_decisions([(REACH, "", TODAY)])
    return document_input(PEOPLE[who], today=TODAY, **{"choices": choices} | more)
