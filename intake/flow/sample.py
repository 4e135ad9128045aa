"""Invented answers, obviously so, for every page: for tests, the catalogue and demo data."""

from typing import Any

from .steps import Flow

PERSON = {"given_names": "Ana María", "family_names": "Example de la Prueba", "other_names": ""}

ANSWERS: dict[str, Any] = {
    "custody": {"where": "free"},
    "urgent": {},
    "danger": {
        "happening": ["told_to_sign"],
        "happening_free": ["none"],
        "happening_abroad": ["none"],
    },
    "coming": [
        {
            "what": "court",
            "when": {"y": 2027, "m": 6, "d": 9, "words": "", "time": "9 am", "t": "09:00"},
            "place": "Sample County court",
        }
    ],
    "problem": {"went_wrong": ["wrong_match", "held_longer", "profiling"]},
    "other-help": {},
    "person": PERSON,
    "born": {"birth_date": {"y": 1990, "m": 3, "d": None, "words": "in spring"}},
    "language": {"speaks": "es", "reads": "es"},
    "needs": {
        "language": "other",
        "other_language": "Samplish",
        "interpreter": "yes",
        "helps": ["deaf", "large_print"],
        "other_need": "a quiet room",
    },
    "numbers": {
        "a_number": "A000 111 222",
        "other_a_number": "A000 333 444",
        "event_number": "SAM2610000123",
        "subject_number": "000777555",
    },
    "start": {"how": "traffic_stop"},
    "when-where": {
        "when": {"y": 2026, "m": 10, "d": 2, "words": ""},
        "city": "Sampletown",
        "state": "TX",
        "agency": "Sample County sheriff",
    },
    "hold": {"ice_asked": "yes"},
    "detainers": [
        {
            "seen": "seen",
            "paper": "i247a",
            "placed_on": {"y": 2026, "m": 10, "d": 3, "words": ""},
            "number": "SAMPLE-0001",
            "still_there": "unsure",
        },
        {"seen": "told", "paper": "not_seen", "placed_on": None, "number": "", "still_there": ""},
    ],
    "hold-copy": {
        "copy_given": "yes",
        "copy_on": {"y": 2026, "m": 10, "d": 4, "words": "", "time": "5 pm", "t": "17:00"},
        "copy_language": "English",
        "told_by": ["jail", "paper"],
    },
    "match": {
        "matched_on": ["name", "birth_date"],
        "whose_record": "another",
        "record_says": "an old order of another person",
        "twin_or_same_name": "yes",
        "happened_before": "In 2019, at Sample Airport",
    },
    "why-wrong": {"reasons": ["same_name", "clerical_error"]},
    "proof": {"papers_held": ["birth_certificate", "other"]},
    "citizenship": {"basis": "born_here", "birth_place": "Sampletown, Texas"},
    "jail": {
        "facility": "Sample County Jail",
        "came_in": {"y": 2026, "m": 10, "d": 2, "words": ""},
        "due_why": "bail",
        "ended": "freed",
    },
    "held-over": {
        "kept": "yes",
        "due_out": {"y": 2026, "m": 10, "d": 5, "words": "", "time": "noon", "t": "12:00"},
        "went_out": {"y": 2026, "m": 10, "d": 9, "words": "in the night", "time": "", "t": ""},
        "jail_state": "TX",
        "zone": "Central",
        "due_why": "bail",
    },
    "stays": [
        {
            "kind": "local_jail",
            "facility": "Sampletown City Jail",
            "jail_state": "TX",
            "came_in": {"y": 2026, "m": 10, "d": 1, "words": ""},
            "due_out": {"y": 2026, "m": 10, "d": 2, "words": "early", "time": "", "t": ""},
            "due_why": "unsure",
            "zone": "Central",
            "went_out": {"y": 2026, "m": 10, "d": 2, "words": "at dawn", "time": "", "t": ""},
            "ended": "another_jail",
        }
    ],
    "story": {"story": "It began on a Friday.\n\nThey said: “the computer knows”.\n"},
    "volunteers-only": {"text": "A cousin wrote this about a made-up visa.\nSecret Example."},
    "profiling": {"said_or_done": "“You all look the same.”", "ground": ["national_origin"]},
    "officers": [{"name": "Badge 000", "agency": "jail", "note": "a blue car"}],
    "witnesses": [{"name": "Wit Ness", "reach": "555-0100-000", "saw": "the stop"}],
    "treatment": {"treated": ["no_interpreter"]},
    "harm": {"cost": ["job", "liberty"], "days_held": 4},
    "decisions": [
        {
            "what": "judge_ended",
            "on": {"y": 2015, "m": 10, "d": 7, "words": ""},
            "copy": "yes",
        }
    ],
    "told": {"told": ["crcl", "jail"], "crcl_number": "SAMPLE-77", "answer": "nothing yet"},
    "lawyer": {"has_lawyer": "yes", "lawyer_name": "Law Yersample", "open_case": "unsure"},
    "wants": {"wants": ["record", "never_again"]},
    "helper": {"name": "Sam Helper", "relation": "friend", "group": ""},
    "reach": {
        "ways": ["text", "call", "email", "letter"],
        "phone": "(555) 010-0199",
        "email": "sam@example.com",
        "address": "1 Sample Street\nSampletown",
        "voicemail": "no",
    },
    "permission": {"knows": "cannot_now"},
    "authority": {"may_act": "power_of_attorney", "copy": "yes"},
    "sharing": {"keep": "yes", "send": "volunteers", "count": "yes"},
}

HELD = {"where": "local_jail", "facility": "Sample County Jail", "booking_number": "SAMPLE-123"}


def sample(
    flow: Flow, *, filing_for: str = "me", held: bool = False, **changes: Any
) -> dict[str, Any]:
    """Return invented answers for every page of a flow; `changes` replaces whole pages.

    A page name in `changes` is written with "_" for "-". Pages that nobody is led to are
    answered there only.
    """
    answers = {"filer": {"filing_for": filing_for}} | ANSWERS
    if held:
        answers["custody"] = HELD
        answers["born"] = answers["born"] | {"birth_country": "Sampleland"}
    if filing_for != "me":
        answers["story"] = answers["story"] | {"seen_or_told": "both"}
    changed = {name.replace("_", "-"): value for name, value in changes.items()}
    answers |= changed
    for step in flow.steps:
        if step.slug in answers and step.slug not in changed and not step.is_asked(answers):
            del answers[step.slug]
    return flow.prune(answers)
