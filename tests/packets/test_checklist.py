"""The person's own sheet: days to come and over, ways in order, in the voice of its reader."""

import re
from datetime import date, datetime

import pytest

from intake.deadlines.computed import deadlines_for
from intake.deadlines.rules import RULES
from intake.deadlines.workdays import is_day_off
from intake.packets.build import DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.document_input import document_input
from intake.packets.documents.checklist import (
    THINGS_TO_KEEP,
    follow_up_rows,
    follow_up_text,
    route_text,
    to_reader,
)
from intake.packets.own_list_texts import IN_TWO_VOICES
from intake.routes.base import POSSIBLE, RECOMMENDED, TELLS_GOVERNMENT
from intake.routes.consulate import CONSULATE
from intake.routes.fitting import ROUTES, fitting
from tests.packets.made_documents import texts
from tests.packets.people import answers_of, told_of
from tests.packets.pseudo_language import BEGIN, CODE, END, pseudo_language
from tests.routes.test_fitting import ALL_FACTS

pytestmark = pytest.mark.django_db


def checklist(who, **changes):
    return texts(who, **changes)["checklist"]


OVER = "Days that are over"


def test_the_own_list_parts_days_to_come_from_those_that_are_over():
    document = build_document(DOCUMENT_TYPES_BY_SLUG["checklist"], told_of("helper, held now"))
    part, found = "", {}
    for block in document.blocks:
        if block.kind == "heading":
            part = block.text
        for row in getattr(block, "rows", ()):
            found.setdefault(part, []).append((row.label, row.value))
    [first, second] = found[OVER]
    assert first[1] == (
        "The hold must end: 48 hours in a row. These 48 hours are over. Act today."
        " Ask the jail in writing why the person is still there."
    )
    assert second[0] == first[0] == "Wednesday, October 7, 2026, 12 noon"
    assert not any("hold must end" in what for _day, what in found["Days to act by"])
    mine = checklist("free, wrong match")
    assert "A shorter stay can break the law, too. Ask a lawyer." in mine
    assert "These 48 hours are over" not in mine
    assert "at the earliest" not in mine


def test_the_own_list_of_who_is_held_begins_with_what_is_over():
    held, free = checklist("Amharic"), checklist("free, wrong match")
    assert held.index(OVER) < held.index("Days to act by")
    assert free.index(OVER) > free.index("Days to act by")


def test_nobody_asks_the_jail_why_somebody_is_there_whom_ice_took_away():
    text = checklist("Amharic", custody={"where": "ice"})
    assert "A shorter stay can break the law, too. Ask a lawyer." in text
    assert "still there" not in text


def test_a_day_to_come_is_no_day_that_is_over():
    due = {"y": 2026, "m": 11, "d": 23, "words": "", "time": "5 pm", "t": "17:00"}
    text = checklist("Amharic", held_over={"kept": "yes", "due_out": due, "zone": ""})
    assert OVER not in text
    month = {"y": 2026, "m": 11, "d": None, "words": "", "time": "", "t": ""}
    text = checklist("Amharic", held_over={"kept": "yes", "due_out": month, "zone": ""})
    assert "This day may be over." not in text
    part = {"y": 2026, "m": 11, "d": 21, "words": "", "time": "", "t": ""}
    text = checklist("Amharic", held_over={"kept": "yes", "due_out": part, "zone": ""})
    assert "This day may be over. Act today." in text


def test_without_a_date_the_own_list_says_what_it_needs():
    text = checklist("dates not known")
    assert "before this day" not in text
    assert "We need a date with a year to work this out." in text
    assert "Ask a lawyer how long there is." in text
    assert "Ask the jail in writing for the day and the hour." in text
    assert "Where a day or an hour is not known" not in text
    in_part = {
        "when": {"y": 2026, "m": 10, "d": None, "words": ""},
        "city": "",
        "state": "TX",
        "agency": "",
    }
    assert "Where a day or an hour is not known, the first and the last" in checklist(
        "free, wrong match", when_where=in_part
    )


def test_the_own_list_says_which_ways_come_first_and_marks_no_rule_as_unsure():
    text = checklist("free, wrong match")
    first, also = text.index("Start with these"), text.index("Also possible")
    assert first < text.index("A lawyer, and a judge.") < also
    assert also < text.index("CRCL, the civil rights office")
    assert also < text.index("Your member of Congress.")
    for rule in (
        "Complaint about a local office that gets federal money: Deadline.",
        "Notice of claim to a city, county or state: "
        "For any public office, from when release was due.",
        "Court case against police or jail staff. Ask a lawyer for the limit in the state.",
    ):
        assert rule in text
    assert "could not confirm" not in text
    assert "(This is how we read it.)" not in text
    assert "No office says this in these words." in text
    assert "green cards" not in text
    assert "Ask the lawyer" not in text


def test_a_judge_is_named_as_something_that_a_lawyer_asks():
    said = "A lawyer can ask a judge to free {}. Ask {} today, before {} moved."
    none, has = {"has_lawyer": "no"}, {"has_lawyer": "yes"}
    for who, them, whose, they in (
        ("Amharic", "you", "your", "you are"),
        ("helper, held now", "the person", "their", "the person is"),
    ):
        text = checklist(who, lawyer=none)
        assert said.format(them, "one", they) in text
        assert text.index("A lawyer can ask") < text.index(OVER)
        assert "Ask them before anything is sent." not in text
        text = checklist(who, lawyer=has)
        assert said.format(them, f"{whose} lawyer", they) in text
        assert "a lawyer. Ask them before anything is sent." in text
    text = checklist("lawyer, held now, citizen", lawyer=has)
    assert "A lawyer can ask a judge to free the person." in text
    assert "lawyer today" not in text and "Ask one today" not in text
    assert "has a lawyer" not in text


def test_the_list_says_that_no_last_day_was_found():
    for who in ("helper, held now", "free, wrong match"):
        assert "Complaint to CRCL. We found no last day for it." in checklist(who)


def test_a_consulate_is_called_by_a_helper_only_with_a_yes():
    said = "Get the person's own yes first."
    fit = CONSULATE.fits(told_of("helper, held now").facts)
    assert said in route_text(told_of("helper, held now"), CONSULATE, fit)
    assert "own yes first" not in route_text(told_of("Amharic"), CONSULATE, fit)
    # It waits for that yes, so no list begins with it.
    assert "Consulate of" not in checklist("helper, held now")


def test_the_list_of_a_helper_speaks_of_the_person():
    known = told_of("helper, held now")
    for route in ROUTES:
        for text in (route.name, route.short_warning, TELLS_GOVERNMENT.text):
            said = to_reader(known, text)
            rest = said.replace(", and who you are", "")
            assert "you have" not in said.lower() and "you are" not in rest.lower(), said
            assert "Your f" not in said and "Your F" not in said, said


def test_a_helper_is_warned_about_themselves_too():
    text = checklist("helper, held now")
    assert "the government who the person is, and who you are and where you live." in text
    assert "If one of you has no immigration status, an old removal order, or a" in text
    assert "proof of who the person is: show copies" in text
    assert "who the person is" not in checklist("Amharic")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), ""),
        ((1,), "Ask again after 1 day."),
        ((30,), "Ask again after 30 days."),
        ((1, 3), "Ask again after 1 and 3 days."),
        ((1, 3, 7), "Ask again after 1, 3 and 7 days."),
    ],
)
def test_days_to_ask_again_are_said_in_words(days, said):
    assert follow_up_text(days) == said


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 11, 23), date(2026, 12, 24)])
def test_days_to_ask_again_are_working_days(day):
    known = document_input(answers_of("helper, held now"), today=day)
    [*found] = follow_up_rows(known, fitting(known.facts).fitting)
    assert found
    for asked, _whom in found:
        on = datetime.strptime(asked, "%A, %B %d, %Y").date()
        assert not is_day_off(on)


def test_the_own_list_speaks_to_its_reader():
    """Every text of a route or a rule that may stand in it is looked at."""
    mine = told_of("free, wrong match")
    said = [text for route in ROUTES for text in (route.name, route.short_warning)]
    said += [
        route.fits(facts).reason
        for route in ROUTES
        for facts in ALL_FACTS
        if route.fits(facts).kind in (RECOMMENDED, POSSIBLE)
    ]
    said += [
        text
        for rule in RULES
        for text in (rule.name, rule.advice, *(rule.if_released or ()))
        if rule.slug != "habeas"
    ]
    for text in {to_reader(mine, text) for text in said}:
        assert "the person" not in text.lower(), text
        assert "this person" not in text, text
        assert "you is" not in text and "you was" not in text.lower()
    for who in ("free, wrong match", "Amharic"):
        assert "the person" not in checklist(who).lower()


# What a text says that speaks of the person to everybody.
OF_THE_PERSON = re.compile(r"[Tt]he person|[Tt]his person|^The answers|[Tt]hey may be locked up")


def possible_texts():
    """Return every text of the site that can stand in the list."""
    found = [*THINGS_TO_KEEP, TELLS_GOVERNMENT.text]
    for route in ROUTES:
        found += [route.name, route.short_warning or ""]
        found += [fit.reason for facts in ALL_FACTS if (fit := route.fits(facts))]
    for facts in ALL_FACTS:
        for deadline in deadlines_for(facts):
            found += [deadline.name, deadline.advice, deadline.rule.if_over]
            for over in ("maybe", "yes"):
                found += deadline.overdue_advice(over) or ()
    return {str(text) for text in found}


def test_every_text_about_the_person_has_two_full_voices():
    texts = possible_texts()
    missing = {text for text in texts if OF_THE_PERSON.search(text)} - IN_TWO_VOICES.keys()
    assert not missing
    assert IN_TWO_VOICES.keys() <= texts


@pytest.mark.parametrize("text", IN_TWO_VOICES)
def test_neither_voice_speaks_of_the_other_reader(text):
    me, them = IN_TWO_VOICES[text]
    assert not OF_THE_PERSON.search(str(me))
    assert me != them
    assert not re.search(
        r"\byour (own|country|fingerprints)|\byou are (held|there|still)", str(them)
    )


@pytest.mark.parametrize("who", ["free, wrong match", "helper, held now", "dates not known"])
def test_the_own_list_is_in_the_language_that_the_person_reads(who, monkeypatch):
    """Whatever it says itself is translated; what is no word of ours is a number or a date."""
    kind = DOCUMENT_TYPES_BY_SLUG["checklist"]
    english = build_document(kind, told_of(who))
    with pseudo_language(monkeypatch):
        document = build_document(kind, told_of(who))
    assert (english.lang, document.lang) == ("en", CODE)
    assert BEGIN not in english.text()
    assert document.title.startswith(BEGIN)
    for block in document.blocks:
        texts = [getattr(block, "text", ""), *getattr(block, "items", ())]
        texts += [row.value for row in getattr(block, "rows", ())]
        for text in filter(None, texts):
            plain = text
            while BEGIN in plain:  # a translated text may hold another
                plain = re.sub(f"{BEGIN}[^{BEGIN}{END}]*{END}", "", plain)
            assert not re.search(r"[A-Za-z]{3}", plain), text
