"""What letters of worked cases must say, and must not. The people and events are invented."""

from datetime import date

import pytest

from intake.packets.build import DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.document_input import document_input
from tests.packets.test_sentences import NO_COPY, TOLD, kept, moment, person

pytestmark = pytest.mark.django_db


def in_jail(place):
    return {"where": "local_jail", "facility": place, "booking_number": ""}


def named(given, family):
    return {"given_names": given, "family_names": family, "other_names": ""}


def helped(name, relation, knows="cannot_now"):
    return {
        "filing_for": "family",
        "helper": {"name": name, "relation": relation, "group": ""},
        "permission": {"knows": knows},
    }


FREE = {"where": "free"}
SEEN = TOLD | {"seen": "seen", "paper": "i247a"}
RENO = moment(2026, 10, 10, "11:20 at night", "23:20")
# {name: (answers, day, {letter: (what it must say, what it must not say)})}
CASES = {
    "kept 33 hours, and threatened": (
        person(
            person=named("Dalia", "Muestra"),
            custody=FREE,
            danger={"happening_free": ["self_harm", "threatened"]},
            problem={"went_wrong": ["wrong_match", "held_longer"]},
            detainers=[SEEN],
            match={"matched_on": ["fingerprints"], "whose_record": "another"},
            held_over=kept(RENO, moment(2026, 10, 12, "9 am", "09:00"), "NV", "Pacific"),
        ),
        date(2026, 11, 30),
        {
            "jail-letter": (
                ["33 hours and 40 minutes after release was due"],
                ["48 hours", "dying", "self-harm", "Monday, October 12, 2026, at 11:20 p.m."],
            ),
            "crcl-complaint": (
                ["the record belongs to another person", "match was made by fingerprints"],
                ["48 hours", "dying", "self-harm"],
            ),
        },
    ),
    "a cousin writes, charge dropped in Colorado": (
        person(
            **helped("Tino Ejemplo", "relative"),
            person=named("Marcos", "Ejemplo Muestra"),
            born={"birth_date": {"y": None, "m": None, "d": None, "words": "34"}},
            custody=in_jail("Example County Jail, Pueblo, Colorado"),
            held_over=kept(moment(2026, 12, 4, "quarter past two", "14:15"), state="CO"),
            story={
                "story": "I do not have papers myself. I stayed when my visa ended.",
                "seen_or_told": "told_by_them",
            },
        ),
        date(2026, 12, 5),
        {
            "jail-letter": (
                [
                    "the legal authority for keeping Marcos after Friday, December 4, 2026",
                    "24-76.6-102",
                    "I ask you to release Marcos now.",
                    "34 years old",
                ],
                ["I do not have papers myself", "visa ended", "Born: 34", "green card"],
            )
        },
    ),
    "not known if there is a hold, about four": (
        person(
            **helped("Errol Sample", "spouse"),
            person=named("Rosalind", "Sample"),
            custody=in_jail("Example County Correctional Center, New Jersey"),
            hold={"ice_asked": "unsure"},
            held_over=kept(moment(2027, 4, 14, "about 4 pm", "16:00"), state="NJ"),
        ),
        date(2027, 4, 16),
        {
            "jail-letter": (
                [
                    "I do not know whether ICE asked you to keep Rosalind.",
                    "on Wednesday, April 14, 2027, at about 4:00 p.m.",
                    "P.L. 2026, c. 5",
                    "Please release Rosalind.",
                ],
                ["ICE asked the jail to keep her", "match", "record is wrong", "48 hours"],
            )
        },
    ),
    "an evening of which nobody knows the hour": (
        person(
            **helped("Odile Beispiel", "relative"),
            person=named("Quentin", "Beispiel"),
            custody=in_jail("Example County Jail, Dayton, Ohio"),
            held_over=kept(moment(2027, 10, 19, "in the evening"), state="OH"),
        ),
        date(2027, 10, 21),
        {
            "jail-letter": (
                ["no later than midnight at the end of Thursday, October 21, 2027"],
                ["The exact time of release was not given", "October 21, 2027, at 6:00 p.m."],
            )
        },
    ),
    "only months are known": (
        person(
            person=named("Verónica", "Muestra"),
            custody=FREE,
            detainers=[SEEN | {"placed_on": moment(2025, 8, None)}],
            held_over=kept(moment(2025, 11, None), moment(2025, 12, 2), state="WI"),
        ),
        date(2026, 11, 30),
        {
            "crcl-complaint": (
                [
                    "In August 2025, ICE sent the jail a detainer (Form I-247A).",
                    "I should have been released in November 2025.",
                    "On Tuesday, December 2, 2025, I left the jail.",
                    "at least 2 days",
                ],
                ["November 1, 2025", "midnight", "August 1, 2025"],
            )
        },
    ),
    "freed after 58 hours in Illinois": (
        person(
            person=named("Tomasz", "Przykład"),
            custody=FREE,
            when_where={"when": moment(2027, 10, 26), "city": "", "state": "IL", "agency": ""},
            detainers=[SEEN],
            held_over=kept(
                moment(2027, 11, 24, "2140 hrs", "21:40"), moment(2027, 11, 27, "8:30 am", "08:30")
            ),
        ),
        date(2027, 11, 29),
        {
            "jail-letter": (
                [
                    "58 hours and 50 minutes after release was due",
                    "5 ILCS 805/15(a)",
                    "booking papers about me from October 26, 2027, on",
                ],
                ["elease me", "wrong match", "Held after the hold ended"],
            ),
            "crcl-complaint": (
                ["that time ended on Friday, November 26, 2027, at 9:40 p.m."],
                ["wrong match", "November 29, 2027, at 9:40 p.m."],
            ),
        },
    ),
    "the clocks went back while he was kept": (
        person(
            person=named("Chidi", "Sample"),
            custody=FREE,
            detainers=[SEEN],
            held_over=kept(
                moment(2027, 11, 6, "10:15 AM", "10:15"),
                moment(2027, 11, 8, "11 am", "11:00"),
                state="NY",
            ),
        ),
        date(2027, 11, 20),
        {
            "jail-letter": (
                ["49 hours and 45 minutes", "People ex rel. Wells v. DeMarco, 168 A.D.3d 31"],
                ["48 hours and 45 minutes", "Held after the hold ended"],
            ),
            "crcl-complaint": (["ended on Monday, November 8, 2027, at 9:15 a.m."], ["cousin"]),
        },
    ),
    "two counts, of which one is over": (
        person(
            **helped("Rocío Ejemplo", "relative"),
            person=named("Darío", "Ejemplo"),
            custody=in_jail("Example County Jail, Bakersfield, California"),
            detainers=[SEEN],
            held_over=kept(moment(2027, 6, 17, "4 PM", "16:00"), state="CA"),
        ),
        date(2027, 6, 20),
        {
            "jail-letter": (
                [
                    "ended on Saturday, June 19, 2027, at 4:00 p.m.",
                    "ends on Tuesday, June 22, 2027, at 4:00 p.m.",
                    "I do not agree that Darío may be kept until either time.",
                    "Gonzalez v. ICE, 975 F.3d 788 (9th Cir. 2020)",
                    "Government Code 7284",
                    "Please release Darío.",
                ],
                ["if you do not release", "broke the law"],
            )
        },
    ),
    "held at a checkpoint without an interpreter": (
        person(
            person=named("Hana", "Rei"),
            custody=FREE,
            problem={"went_wrong": ["conditions_or_abuse"]},
            start={"how": "border"},
            when_where={
                "when": moment(2024, 12, 19),
                "city": "",
                "state": "NM",
                "agency": "Border Patrol",
            },
            hold={"ice_asked": "unsure"},
            detainers=[],
            hold_copy={},
            held_over={},
            treatment={"treated": ["no_interpreter", "signed_unread", "no_care"]},
            told={"told": ["no_one"]},
        ),
        date(2026, 11, 30),
        {
            "crcl-complaint": (
                [
                    "I did not have an interpreter.",
                    "Please give me a copy of each paper that I signed.",
                    "U.S. Customs and Border Protection (CBP)",
                ],
                ["wrong match", "rests on a record that is wrong", "look into the match", "(ICE)"],
            )
        },
    ),
    "stopped for her language by deputies": (
        person(
            person=named("Camila", "Muestra"),
            custody=FREE,
            problem={"went_wrong": ["profiling"]},
            start={"how": "traffic_stop"},
            when_where={
                "when": moment(2027, 5, 3),
                "city": "",
                "state": "PA",
                "agency": "deputy sheriffs",
            },
            hold={"ice_asked": "no"},
            detainers=[],
            hold_copy={},
            held_over={},
            profiling={"said_or_done": "“Are you legal? Speak English.”", "ground": ["language"]},
        ),
        date(2027, 5, 5),
        {
            "crcl-complaint": (
                [
                    "“Are you legal? Speak English.”",
                    "I was pulled over in a traffic stop, by deputy sheriffs.",
                ],
                ["wrong match", "48 hours", "release was due", "ICE stopped me", "detainer"],
            )
        },
    ),
    "a paper that asks for notice only": (
        person(
            person=named("Teo", "Ejemplo"),
            custody=in_jail("Example County Jail, Yakima"),
            detainers=[SEEN | {"paper": "i247g"}],
            hold_copy=NO_COPY,
            held_over={"kept": "no", "due_out": moment(2027, 10, 9), "went_out": None},
        ),
        date(2027, 10, 8),
        {
            "jail-letter": (
                ["Form I-247G asks only for notice of release."],
                ["48 hours", "detainer takes effect"],
            )
        },
    ),
    "family name first": (
        person(
            person=named("", "Ye Lishi"),
            custody=in_jail("Example County Jail, Yakima"),
            detainers=[SEEN],
            held_over={"kept": "no", "due_out": None, "went_out": None},
        ),
        date(2027, 10, 8),
        {"jail-letter": (["RE: Ye Lishi"], ["Lishi Ye", "elease me now"])},
    ),
}
LETTERS = [(name, slug) for name, (_answers, _day, letters) in CASES.items() for slug in letters]


@pytest.mark.parametrize(("name", "slug"), LETTERS)
def test_a_letter_says_what_it_must_and_nothing_that_it_must_not(name, slug):
    answers, day, letters = CASES[name]
    known = document_input(answers, today=day)
    text = build_document(DOCUMENT_TYPES_BY_SLUG[slug], known).text()
    must, must_not = letters[slug]
    for said in must:
        assert said in text, said
    for said in must_not:
        # The full answers repeat what was chosen; the letter before them is what counts.
        assert said not in text.partition("Annex A. Full answers")[0], said
