"""Who may learn what: each kind of fact stands in the documents of those who may, and no other."""

from functools import cache

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.conditions import NOT_HELD
from intake.flow.questions import choices_of
from intake.flow.sample import sample
from intake.packets import disclosure
from intake.packets.build import DOCUMENT_TYPES, DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.choices import (
    ASKED,
    CONGRESS_STATUS,
    HEALTH,
    NO_CHOICES,
    STATUS,
    read_decisions,
    yes_decision,
)
from intake.packets.document_input import SAYS_NOTHING, document_input
from tests.packets.answer_sets import PLACES, VOICES
from tests.packets.people import TODAY, said_yes
from tests.packets.test_sentences import moment

pytestmark = pytest.mark.django_db

# Where each of these may choose one answer only, the one that would hurt.
ONE_CHOICE = {("start", "how"): "border", ("jail", "due_why"): "bail"}


def all_chosen(step, name):
    """Return every choice of a question that says something."""
    found = [code for code, _label in choices_of(COMPLAINT.step(step).form.base_fields[name])]
    return [code for code in found if code not in (*SAYS_NOTHING, "none", "not_now", "other")]


def told(voice, where, problems=None):
    """Return answers that tell all that could hurt somebody, each in words of its own."""
    place = {"where": where}
    if where not in (*NOT_HELD, "unsure"):
        place |= {"facility": "Sample County Jail", "booking_number": "QXBOOKING"}
    held_over = {
        "kept": "yes",
        "due_out": moment(2026, 10, 5),
        "went_out": moment(2026, 10, 9),
        "jail_state": "TX",
        "due_why": "bail",
    }
    hold = {"seen": "seen", "paper": "i247a", "placed_on": None, "still_there": "unsure"}
    return sample(
        COMPLAINT,
        filing_for=voice,
        custody=place,
        danger={
            name: all_chosen("danger", name)
            for name in ("happening", "happening_free", "happening_abroad")
        },
        problem={"went_wrong": problems or all_chosen("problem", "went_wrong")},
        born={"birth_date": moment(1990, 3, 14), "birth_country": "Qxbirthland"},
        start={"how": "border"},
        detainers=[hold | {"number": "QXNUMBER"}],
        match={"matched_on": ["name"], "whose_record": "", "happened_before": "QXAIRPORT"},
        why_wrong={"reasons": all_chosen("why-wrong", "reasons")},
        proof={"papers_held": all_chosen("proof", "papers_held")},
        jail={"facility": "Sample County Jail", "due_why": "bail", "ended": "freed"},
        held_over=held_over,
        story={"story": "QXSTORY", "seen_or_told": "saw"},
        witnesses=[{"name": "QXWITNESS", "reach": "QXREACH", "saw": "QXSAW"}],
        treatment={"treated": all_chosen("treatment", "treated")},
        harm={"cost": all_chosen("harm", "cost"), "days_held": 77},
        wants={"wants": all_chosen("wants", "wants")},
        needs={
            "language": "other",
            "other_language": "Qxlanguage",
            "interpreter": "yes",
            "helps": all_chosen("needs", "helps"),
            "other_need": "QXNEED",
        },
        numbers={
            "a_number": "QXALIEN",
            "other_a_number": "QXOTHERS",
            "event_number": "QXEVENT",
            "subject_number": "QXSUBJECT",
        },
        citizenship={"basis": "born_here", "birth_place": "Qxbirthtown"},
        decisions=[{"what": "judge_closed", "on": moment(2024, 5, 16), "copy": "yes"}],
    )


# What would show that a document tells of a kind.
SIGNS = {
    "booking number": ["QXBOOKING"],
    "hold number": ["QXNUMBER", "QXEVENT", "QXSUBJECT"],
    "A-number": ["QXALIEN", "QXOTHERS"],
    "language": ["Qxlanguage", "needs an interpreter", "need an interpreter"],
    "access needs": ["QXNEED", "hard of hearing", "large print", "Large print"],
    "immigration case": ["May 16, 2024", "immigration judge"],
    "birthplace": ["Qxbirthland", "Qxbirthtown"],
    "citizenship": [
        "US citizen;",
        "US national",
        "Citizenship certificate",
        "Passport",
        "a citizen of the United States",
    ],
    "status": [
        "green card",
        "Green card",
        "a work permit or other status",
        "wrong about my",
        "wrong about their",
    ],
    "travel": ["the border or an airport", "QXAIRPORT"],
    "why release was due": ["bail was posted", "Bail was paid"],
    "harm": ["lost pay or a job", "A job, or pay"],
    "money": ["Money for bail or a lawyer", "paid for bail or a lawyer"],
    "witnesses": ["QXWITNESS", "QXREACH", "QXSAW"],
    "health": ["; Health;", "harmed my health", "harmed Ana María's health", "sick or hurt"],
    "withheld care": ["No doctor or medicine", "not given a doctor or medicine"],
    "story": ["QXSTORY"],
}
OFFICES_OF_STAFF = {"oig", "opr", "doj"}
FOIA = {f"foia-{part}" for part in ("ice", "cbp", "uscis", "obim")}
HOLDS_ARE_KNOWN = {"jail-letter", "hold-copy-request", "ice-citizen", "foia-ice", "amendment"}
# In which documents each stands, at most and at least, for somebody in jail.
MAY_STAND = {
    "booking number": {
        "crcl-complaint",
        "jail-letter",
        "hold-copy-request",
        "ice-citizen",
        "foia-ice",
        "congress",
        "attorney-general",
        "grievance",
        "consent",
        "sf95",
        *OFFICES_OF_STAFF,
    },
    "hold number": {"crcl-complaint", "sf95", *HOLDS_ARE_KNOWN, *FOIA},
    "A-number": {"crcl-complaint", "ice-citizen", "amendment", "congress", *FOIA},
    "language": {
        "crcl-complaint",
        "jail-letter",
        "hold-copy-request",
        "ice-citizen",
        "amendment",
        "congress",
        "attorney-general",
        "grievance",
        "entry",
        *OFFICES_OF_STAFF,
    },
    "access needs": {"crcl-complaint"},
    "immigration case": {"crcl-complaint", "amendment"},
    "birthplace": {"identity", "fbi-request", "ice-citizen"} | FOIA,
    "citizenship": {"crcl-complaint", "ice-citizen", "congress"},
    "status": {"crcl-complaint"},
    "travel": {"crcl-complaint", "ice-citizen", *OFFICES_OF_STAFF},
    "why release was due": {
        "crcl-complaint",
        "jail-letter",
        "grievance",
        "ice-citizen",
        "sf95",
        "attorney-general",
        "congress",
        *OFFICES_OF_STAFF,
    },
    "harm": {"crcl-complaint", "sf95", "attorney-general", *OFFICES_OF_STAFF},
    "money": {"sf95"},
    "witnesses": {"crcl-complaint"},
    "health": {"crcl-complaint", "sf95"},
    "withheld care": {"crcl-complaint", "grievance", "sf95", *OFFICES_OF_STAFF},
    "story": {"crcl-complaint", "statement", *OFFICES_OF_STAFF},
}


@cache
def texts_for(voice, where, problems=None, asked=ASKED):
    known = document_input(
        told(voice, where, list(problems or ())), today=TODAY, choices=said_yes(*asked)
    )
    return {paper.slug: build_document(paper, known).text() for paper in DOCUMENT_TYPES}


def holding(kind, voice, where):
    found = texts_for(voice, where)
    # The person's own list goes to nobody.
    return {
        slug
        for slug, text in found.items()
        if slug != "checklist" and any(sign in text for sign in SIGNS[kind])
    }


def test_every_kind_of_the_table_is_looked_for():
    assert set(SIGNS) == set(MAY_STAND) == set(disclosure.KINDS)


@pytest.mark.parametrize("kind", SIGNS)
def test_each_kind_stands_where_its_readers_may_learn_it(kind):
    assert holding(kind, "me", "local_jail") == MAY_STAND[kind]


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("voice", VOICES)
def test_no_other_document_tells_of_it_whoever_writes_and_wherever_they_are(voice, where):
    for kind in SIGNS:
        assert holding(kind, voice, where) <= MAY_STAND[kind], kind


@pytest.mark.parametrize("where", PLACES)
def test_dangers_of_mind_and_body_stand_nowhere(where):
    for slug, text in texts_for("family", where).items():
        if slug != "checklist":
            for said in ("dying", "suicide", "pregnan", "self_harm", "Under 18"):
                assert said not in text, (slug, said)


def test_status_goes_to_crcl_only_where_it_is_the_point():
    for slug, text in texts_for("me", "local_jail", ("wrong_match",)).items():
        if slug != "checklist":
            assert not any(sign in text for sign in SIGNS["status"]), slug


def test_others_are_told_how_many_witnesses_there_are():
    found = texts_for("me", "local_jail")
    for slug in ("grievance", "attorney-general", *OFFICES_OF_STAFF):
        assert "There is a witness, who can be reached through me." in found[slug], slug


def test_the_annex_of_crcl_says_nothing_that_its_letter_may_not():
    text = texts_for("me", "local_jail")["crcl-complaint"]
    annex = text[text.index("Annex A. Full answers") :]
    for kind in ("birthplace", "money"):
        assert not any(sign in annex for sign in SIGNS[kind]), kind
    assert "QXREACH" in annex and "QXREACH" not in text[: text.index("Annex A. Full answers")]


def test_the_table_names_questions_and_choices_that_are_asked():
    for parts in disclosure.KINDS.values():
        for step, name, codes in parts:
            field = COMPLAINT.step(step).form.base_fields[name]
            if codes is not None:
                assert codes <= {code for code, _label in choices_of(field)}, (step, name)


def test_every_document_has_a_reader_of_the_table():
    assert {paper.reader for paper in DOCUMENT_TYPES} == set(disclosure.MAY_LEARN)
    assert DOCUMENT_TYPES_BY_SLUG["jail-letter"].reader == disclosure.JAIL


CRCL = "crcl-complaint"
NEEDS_YES = {
    "health": HEALTH,
    "withheld care": HEALTH,
    "access needs": HEALTH,
    "citizenship": STATUS,
    "status": STATUS,
    "immigration case": STATUS,
}


@pytest.mark.parametrize("kind", NEEDS_YES)
def test_crcl_learns_of_health_and_status_only_with_a_yes_to_it(kind):
    yes = texts_for("me", "local_jail", None, (NEEDS_YES[kind],))[CRCL]
    assert any(sign in yes for sign in SIGNS[kind])
    for asked in ((), tuple(set(ASKED) - {NEEDS_YES[kind]})):
        without = texts_for("me", "local_jail", None, asked)[CRCL]
        assert not any(sign in without for sign in SIGNS[kind])


def test_congress_learns_of_citizenship_only_with_a_yes_of_its_own():
    yes = texts_for("me", "ice", None, (CONGRESS_STATUS,))["congress"]
    assert "I am a citizen of the United States." in yes and "Directive 16001.2" in yes
    without = texts_for("me", "ice", None, (HEALTH, STATUS))["congress"]
    assert "citizen" not in without.lower() and "Directive" not in without


def test_a_no_is_no_yes():
    no = read_decisions([(yes_decision(HEALTH, "no"), "", TODAY)])
    assert not no.allows(HEALTH) and not NO_CHOICES.allows(HEALTH)


def test_a_yes_is_asked_for_what_was_answered_and_for_nothing_else():
    known = document_input(told("me", "local_jail"), today=TODAY)
    crcl, congress = {disclosure.CRCL}, {disclosure.CONGRESS}
    assert disclosure.asked_of(known, crcl) == (HEALTH, STATUS)
    assert disclosure.asked_of(known, congress) == (CONGRESS_STATUS,)
    assert disclosure.asked_of(known, {disclosure.JAIL, disclosure.ICE}) == ()
    plain = document_input(sample(COMPLAINT), today=TODAY)
    assert disclosure.asked_of(plain, crcl | congress) == ()
