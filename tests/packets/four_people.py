"""Four invented people whose letters a stranger reads: held with a hold now, freed after too long,
taken by ICE, and a child for whom a parent writes. Places and events are invented, too."""

from datetime import date

from intake.packets.document_input import document_input
from tests.packets.test_sentences import moment, person

TODAY = date(2026, 11, 30)
SEEN = {"seen": "seen", "paper": "i247a", "placed_on": moment(2026, 11, 25), "number": ""}
RELEASED = {
    "went_out": moment(2026, 10, 8, "4 pm", "16:00"),
    "jail_state": "OH",
    "zone": "",
    "kept": "yes",
}
PEOPLE = {
    "held with a hold now": person(
        person={"given_names": "Ana", "family_names": "Sample", "other_names": "Ana Sampel"},
        custody={
            "where": "local_jail",
            "facility": "Sample County Jail",
            "booking_number": "26-004417",
        },
        problem={"went_wrong": ["wrong_match", "held_longer"]},
        when_where={
            "when": moment(2026, 11, 24),
            "city": "Sampletown",
            "state": "IL",
            "agency": "Sampletown police",
        },
        detainers=[SEEN | {"still_there": "yes"}],
        match={"matched_on": ["name"], "whose_record": "another"},
        why_wrong={"reasons": ["same_name"]},
        held_over={
            "kept": "yes",
            "due_out": moment(2026, 11, 27, "4:30 pm", "16:30"),
            "due_why": "bail",
            "went_out": None,
            "jail_state": "IL",
        },
        treatment={"treated": ["no_lawyer", "no_call"]},
        told={"told": ["jail"], "answer": "ask ICE"},
        born={"birth_date": moment(1990, 3, 14), "birth_country": ""},
        story={
            "story": "They called my name, and then they did not let me out.",
            "seen_or_told": "",
        },
    ),
    "freed after too long": person(
        person={"given_names": "Daniel", "family_names": "Specimen", "other_names": ""},
        custody={"where": "free"},
        problem={"went_wrong": ["wrong_match", "held_longer", "profiling"]},
        born={"birth_date": moment(1985, 4, 9), "birth_country": "United States"},
        start={"how": "traffic_stop"},
        when_where={
            "when": moment(2026, 10, 2),
            "city": "Exampletown",
            "state": "OH",
            "agency": "Exampletown police",
        },
        detainers=[
            SEEN | {"placed_on": moment(2026, 10, 3), "number": "ABC0000000", "still_there": ""}
        ],
        hold_copy={"copy_given": "no", "told_by": ["jail"]},
        match={
            "matched_on": ["name"],
            "whose_record": "another",
            "record_says": "an old order of removal",
        },
        why_wrong={"reasons": ["same_name", "us_citizen"]},
        proof={"papers_held": ["birth_certificate", "court"]},
        jail={"facility": "Example County Jail", "came_in": moment(2026, 10, 2), "ended": "freed"},
        held_over=RELEASED
        | {"due_out": moment(2026, 10, 5, "10:15 am", "10:15"), "due_why": "dropped"},
        profiling={"said_or_done": "Where are you from?", "ground": ["race", "language"]},
        officers=[{"name": "Badge 4471", "agency": "police", "note": "a gray car"}],
        witnesses=[{"name": "Nadia Example", "reach": "555-0171", "saw": "the release"}],
        treatment={"treated": ["no_interpreter"]},
        harm={"cost": ["job", "children"], "days_held": 6},
        told={"told": ["jail"], "answer": ""},
    ),
    "taken by ICE": person(
        filing_for="family",
        person={"given_names": "Teresa", "family_names": "Modelo", "other_names": ""},
        custody={
            "where": "ice",
            "facility": "Example Processing Center",
            "booking_number": "",
            "came_in": moment(2026, 11, 28),
        },
        problem={"went_wrong": ["ice_arrest", "wrong_match"]},
        born={"birth_date": moment(1994, 6, 3), "birth_country": "United States"},
        start={"how": "street"},
        when_where={
            "when": moment(2026, 11, 28),
            "city": "Sampleville",
            "state": "AZ",
            "agency": "ICE",
        },
        hold={"ice_asked": "no"},
        detainers=[],
        hold_copy={},
        match={"matched_on": ["not_said"], "whose_record": "another"},
        why_wrong={"reasons": ["us_citizen", "same_name"]},
        proof={"papers_held": ["birth_certificate", "passport"]},
        held_over={},
        treatment={"treated": ["no_reason"]},
        story={"story": "She told them that they had the wrong person.", "seen_or_told": "both"},
        helper={"name": "Clara Modelo", "relation": "parent", "group": ""},
        permission={"knows": "cannot_now"},
    ),
    "a child": person(
        filing_for="family",
        person={"given_names": "Mia", "family_names": "Modelo", "other_names": ""},
        custody={"where": "free"},
        problem={"went_wrong": ["profiling", "conditions_or_abuse"]},
        born={"birth_date": moment(2012, 2, 1), "birth_country": ""},
        start={"how": "traffic_stop"},
        when_where={
            "when": moment(2026, 11, 3),
            "city": "Sampleville",
            "state": "AZ",
            "agency": "Sampleville police",
        },
        hold={"ice_asked": "unsure"},
        detainers=[],
        hold_copy={},
        held_over={},
        profiling={"said_or_done": "Is your mother legal?", "ground": ["race"]},
        treatment={"treated": ["no_interpreter", "no_call"]},
        helper={"name": "Clara Modelo", "relation": "parent", "group": ""},
        permission={"knows": "parent"},
        told={"told": ["no_one"]},
    ),
}


def input_of(who, **more):
    return document_input(PEOPLE[who], today=TODAY, **more)
