"""What the other documents of worked cases must say, and must not. People are invented."""

from datetime import date

import pytest

from intake.packets.build import DOCUMENT_TYPES, DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.document_input import document_input
from tests.packets.test_sentences import moment, person
from tests.packets.test_worked_letters import FREE, helped, in_jail, named

pytestmark = pytest.mark.django_db

NO_HOLD = {"hold": {"ice_asked": "no"}, "detainers": [], "hold_copy": {}, "held_over": {}}


def of(country, year, month, day):
    return {"birth_date": moment(year, month, day), "birth_country": country}


def at(year, month, day, city, state, agency=""):
    return {"when": moment(year, month, day), "city": city, "state": state, "agency": agency}


CASES = {
    "a citizen in Honduras, written for by his sister": (
        person(
            **NO_HOLD,
            **helped("Sister Muestra", "relative"),
            person=named("Efraín", "Muestra"),
            custody={"where": "abroad"},
            born=of("United States", 2000, 7, 19),
            problem={"went_wrong": ["ice_arrest", "wrong_match"]},
            start={"how": "street"},
            when_where=at(2026, 10, 20, "", "AZ", "ICE"),
            why_wrong={"reasons": ["us_citizen"]},
            proof={"papers_held": ["birth_certificate"]},
            story={"story": "They did not look.", "seen_or_told": "told_by_them"},
        ),
        date(2026, 11, 30),
        {
            "ice-citizen": (
                [
                    "Efraín was born on July 19, 2000.",
                    "Efraín is outside the United States now.",
                    "what Efraín needs in order to come back",
                    "CLAIM OF U.S. CITIZENSHIP, ICE Directive 16001.2",
                ],
                ["sister", "jail", "booking", "detainer (Form", "ICE holds"],
            ),
            "statement": (
                ["under penalty of perjury under the laws of the United States of America"],
                [],
            ),
        },
    ),
    "a mother signs for a child, and not for a grown one": (
        person(
            **NO_HOLD,
            **helped("Bruna Exemplo", "parent", "parent"),
            person=named("Caio", "Exemplo"),
            custody=FREE,
            born=of("", 2012, 5, 4),
            problem={"went_wrong": ["profiling"]},
            when_where=at(2026, 11, 3, "Sampleville", "AZ", "Sampleville police"),
            profiling={"said_or_done": "Go home.", "ground": ["race"]},
        ),
        date(2026, 11, 30),
        {
            "identity": (
                ["I am Bruna Exemplo, the parent of Caio Exemplo. I sign for this child."],
                ["papers"],
            ),
            "consent": (
                ["Permission of a parent", "the parent of Caio Exemplo, who is under 18"],
                ["Bruna Exemplo, parent"],
            ),
            "grievance": (
                [
                    "who is 14 years old, and I sign for Caio.",
                    "Please keep the video and the radio log of Tuesday, November 3, 2026",
                ],
                ["detainer", "48 hours", "citizen"],
            ),
        },
    ),
    "a grown person whose mother said that she signs": (
        person(
            **NO_HOLD,
            **helped("Bruna Exemplo", "parent", "parent"),
            person=named("Caio", "Exemplo"),
            custody=FREE,
            born=of("", 2004, 5, 4),
        ),
        date(2026, 11, 30),
        {
            "identity": (["I am Caio Exemplo."], ["that I signed as the parent", "I sign for"]),
            "consent": (
                ["I am Caio Exemplo, the person named above."],
                ["who is under 18", "Permission of a parent"],
            ),
        },
    ),
    "one name, and other spellings": (
        person(
            person=named("", "Contoh") | {"other_names": "FNU Contoh; Contoh Contoh"},
            custody={"where": "ice", "facility": "", "booking_number": ""},
            problem={"went_wrong": ["ice_arrest"]},
            hold={"ice_asked": "unsure"},
            detainers=[],
            hold_copy={},
            held_over={},
        ),
        date(2026, 11, 30),
        {
            "foia-ice": (
                [
                    "RE: Records about Contoh, born",
                    "FNU Contoh; Contoh Contoh",
                    "the other names or spellings above",
                    "My detention file",
                    "Every record that shows whether ICE asked a jail to keep me",
                ],
                ["I am FNU Contoh", "Every immigration detainer"],
            ),
            "congress": (
                ["URGENT casework: Contoh", "Why am I held, and on what information?"],
                ["48 hours", "kept"],
            ),
        },
    ),
    "arrests of another man of the same name": (
        person(
            **NO_HOLD,
            person=named("Desmond", "Sample"),
            custody=FREE,
            problem={"went_wrong": ["wrong_match"]},
            match={"matched_on": ["name"], "whose_record": "another"},
            why_wrong={"reasons": ["same_name", "wrong_conviction", "permanent_resident"]},
        ),
        date(2026, 11, 30),
        {
            "fbi-challenge": (
                [
                    "I believe that the entry belongs to another person with the same name as me.",
                    "The entry shows a crime that is not mine",
                    "28 CFR 16.34",
                ],
                ["ICE", "green card", "jail", "detainer"],
            ),
            "entry": (
                ["Please compare the fingerprints of that entry with mine."],
                ["ICE", "green card", "jail", "detainer"],
            ),
        },
    ),
    "a national, born in American Samoa": (
        person(
            person=named("Sione", "Sample"),
            custody=in_jail("Example County Jail"),
            born=of("American Samoa", 1990, 3, 14),
            problem={"went_wrong": ["wrong_match"]},
            why_wrong={"reasons": ["us_national"]},
        ),
        date(2027, 2, 19),
        {
            "ice-citizen": (
                [
                    "I am a national of the United States.",
                    "I was born in American Samoa on March 14, 1990.",
                    "CLAIM OF U.S. NATIONALITY",
                ],
                ["citizen of", "CITIZENSHIP", "Directive 16001.2", "48 hours"],
            )
        },
    ),
    "a citizen, born in Puerto Rico, held in a jail": (
        person(
            person=named("Luz", "Ejemplo"),
            custody=in_jail("Example County Jail"),
            born=of("Puerto Rico", 1991, 5, 20),
            problem={"went_wrong": ["wrong_match", "held_longer"]},
            why_wrong={"reasons": ["us_citizen"]},
            held_over={
                "kept": "yes",
                "due_out": moment(2026, 11, 27, "4 pm", "16:00"),
                "went_out": None,
                "jail_state": "IL",
            },
        ),
        date(2026, 11, 28),
        {
            "ice-citizen": (
                [
                    "I am a citizen of the United States.",
                    "I was born in Puerto Rico on May 20, 1991.",
                    "Please cancel the detainer today, or have a supervisor decide and answer in"
                    " writing by 5:00 p.m. on Monday, November 30, 2026",
                ],
                ["national of", "say that I am", "48 hours", "Sunday, November 29"],
            ),
            "grievance": (
                ["Release me, or tell me in writing by what authority"],
                ["citizen", "Puerto Rico", "dear", "perjury"],
            ),
        },
    ),
    "an old order that a judge ended": (
        person(
            **NO_HOLD,
            person=named("Rosa", "Ejemplo"),
            custody=FREE,
            problem={"went_wrong": ["status_wrong"]},
            match={"matched_on": ["old_record"], "whose_record": "out_of_date"},
            why_wrong={"reasons": ["stale_record"]},
            proof={"papers_held": ["court"]},
        ),
        date(2026, 11, 30),
        {
            "amendment": (
                [
                    "The record is out of date",
                    "It is not complete and not timely: it leaves out what came later.",
                    "Please tell each person and agency that received the wrong record.",
                    "Court document",
                ],
                ["arrested", "held", "jail", "detainer", "citizen", "FBI", "another person"],
            )
        },
    ),
    "kept after release was due, in Florida": (
        person(
            **helped("Pat Helper", "friend"),
            person=named("Jean", "Modèle"),
            custody=FREE,
            jail={"facility": "Example County Jail", "ended": "freed"},
            held_over={
                "kept": "yes",
                "due_out": moment(2026, 8, 14),
                "went_out": moment(2026, 8, 17, "9 am", "09:00"),
                "jail_state": "FL",
            },
            harm={"cost": ["job", "health", "bail"], "days_held": 3},
        ),
        date(2026, 11, 30),
        {
            "sf95": (
                [
                    "Friday, August 14, 2026, to Monday, August 17, 2026",
                    "hour not known",
                    "Jail staff told me that ICE had asked the jail to keep me.",
                    "I paid for bail or a lawyer.",
                    "one exact sum of money",
                    "Only if your lawyer agrees: ICE employees had no probable cause",
                ],
                ["not the person in the record", "Jean was", "$"],
            ),
            "attorney-general": (
                [
                    "Example County Jail kept Jean on an ICE detainer after release was due",
                    # Whichever of Florida's two clocks it is, it is one from the first to the last.
                    "at least 57 hours",
                    "Please ask Example County Jail by what authority it kept Jean.",
                ],
                ["wrong person", "health", "citizen", "bail"],
            ),
            "oig": (
                ["I complain about what I believe staff of Homeland Security did to Jean."],
                ["wrong record", "not Jean's"],
            ),
        },
    ),
    "stopped for her language by deputies": (
        person(
            **NO_HOLD,
            person=named("Camila", "Muestra"),
            custody=FREE,
            problem={"went_wrong": ["profiling"]},
            start={"how": "traffic_stop"},
            when_where=at(2027, 5, 3, "", "PA", "deputy sheriffs"),
            profiling={"said_or_done": "“Are you legal? Speak English.”", "ground": ["language"]},
        ),
        date(2027, 5, 5),
        {
            slug: (
                ["“Are you legal? Speak English.”", said],
                ["wrong match", "48 hours", "release was due", "detainer", "Directive"],
            )
            for slug, said in {
                "grievance": "Please keep the video and the radio log of Monday, May 3, 2027",
                "attorney-general": "Please look at whom these officers stop, and why.",
                "doj": "I believe that I was treated this way because of how I speak.",
            }.items()
        },
    ),
}
LETTERS = [(name, slug) for name, (_answers, _day, letters) in CASES.items() for slug in letters]


@pytest.mark.parametrize(("name", "slug"), LETTERS)
def test_a_document_says_what_it_must_and_nothing_that_it_must_not(name, slug):
    answers, day, letters = CASES[name]
    document = build_document(DOCUMENT_TYPES_BY_SLUG[slug], document_input(answers, today=day))
    text = f"{document.title}\n{document.text()}"
    must, must_not = letters[slug]
    for said in must:
        assert said in text, said
    for said in must_not:
        assert said not in text, said


NAMES = {
    "family name first": (named("", "Ye Lishi"), "Ye Lishi", "Lishi Ye"),
    "one name": (named("", "Contoh"), "Contoh", "Contoh Contoh"),
    "two family names": (
        named("Ximena", "Ejemplo Muestra"),
        "Ximena Ejemplo Muestra",
        "Ximena Muestra",
    ),
}


@pytest.mark.parametrize("who", NAMES)
def test_every_document_has_the_name_as_it_was_written(who):
    name, whole, never = NAMES[who]
    known = document_input(person(person=name, custody=FREE), today=date(2026, 11, 30))
    for paper in DOCUMENT_TYPES:
        text = build_document(paper, known).text()
        assert never not in text, paper.slug
        if paper.slug not in ("checklist", "fbi-request", "sf95", "congress-release"):
            assert whole in text, paper.slug


def test_an_age_in_words_is_an_age_and_no_date_of_birth():
    born = {"birth_date": {"y": None, "m": None, "d": None, "words": "about 40"}}
    known = document_input(person(born=born, custody=FREE), today=date(2026, 11, 30))
    for paper in DOCUMENT_TYPES:
        text = build_document(paper, known).text()
        assert "born about 40" not in text and "Born: about 40" not in text, paper.slug
    letter = build_document(DOCUMENT_TYPES_BY_SLUG["attorney-general"], known).text()
    assert "about 40 years old" in letter


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("CT", "C.G.S. 54-192h."),
        ("IL", "Illinois: nobody may be detained solely on a detainer"),
        ("IA", "SF 481 (2018)."),
        ("GA", ""),
        ("OH", ""),
    ],
)
def test_a_state_is_told_its_law_and_not_what_is_asked_of_the_jail(state, said):
    held_over = {
        "kept": "yes",
        "due_out": moment(2026, 11, 27, "4 pm", "16:00"),
        "went_out": None,
        "jail_state": state,
    }
    answers = person(custody=in_jail("Example County Jail"), held_over=held_over)
    known = document_input(answers, today=date(2026, 11, 30))
    text = build_document(DOCUMENT_TYPES_BY_SLUG["attorney-general"], known).text()
    assert said in text
    for asked in ("say which", "give a copy", "O.C.G.A."):
        assert asked not in text
    assert ("A detainer is a request from ICE." in text) == (not said)
