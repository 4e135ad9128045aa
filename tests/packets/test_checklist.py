"""The person's own sheet: days to come and over, ways in order, in the voice of its reader."""

import re
from datetime import date, datetime

import pytest

from intake.deadlines.computed import deadlines_for
from intake.deadlines.rules import RULES
from intake.deadlines.workdays import is_day_off
from intake.packets.build import DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.document_input import document_input
from intake.packets.documents.checklist import THINGS_TO_KEEP
from intake.packets.documents.own_list_routes import (
    TELLS_OF_WRONG,
    ask_again_rows,
    first_things,
    ordered_routes,
    route_text,
    to_reader,
)
from intake.packets.own_list_texts import IN_TWO_VOICES
from intake.rendering import pdf
from intake.routes.base import POSSIBLE, RECOMMENDED, TELLS_GOVERNMENT
from intake.routes.consulate import CONSULATE
from intake.routes.fitting import ROUTES
from tests.packets.made_documents import pages_of, texts
from tests.packets.people import TODAY, answers_of, told_of
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
    assert not any("hold must end" in what for _day, what in found["Your deadlines"])
    mine = checklist("free, wrong match")
    assert "A shorter stay can break the law, too. Ask a lawyer." in mine
    assert "These 48 hours are over" not in mine
    assert "at the earliest" not in mine


def test_the_own_list_of_who_is_held_begins_with_what_is_over():
    held, free = checklist("Amharic"), checklist("free, wrong match")
    assert held.index(OVER) < held.index("Your deadlines")
    assert free.index(OVER) > free.index("Your deadlines")


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
    assert "We need a date with a year to count this." in text
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


def parts(who, **changes):
    """Return {heading: [rows and texts beneath]} of the list; "" is what stands above the first."""
    known = document_input(answers_of(who) | changes, today=TODAY)
    part, found = "", {}
    for block in build_document(DOCUMENT_TYPES_BY_SLUG["checklist"], known).blocks:
        if block.kind == "heading":
            part = block.text
        else:
            rows = [(row.label, row.value) for row in getattr(block, "rows", ())]
            found.setdefault(part, []).extend(
                rows or getattr(block, "items", ()) or [getattr(block, "text", "")]
            )
    return found


def test_three_things_come_first_each_with_a_working_day():
    first = parts("free, wrong match")["Do these first"]
    assert [row[0] for row in first[:3]] == [
        "Today",
        "By Friday, November 27",
        "By Monday, November 30",
    ]
    assert all(row[1].startswith("□ ") for row in first[:3])
    assert first[3:] == ["There are other routes, too. Your page on this site shows them."]
    # Thursday is Thanksgiving Day, so four days from Sunday are the day after it.
    known = document_input(answers_of("free, wrong match"), today=date(2026, 11, 22))
    assert [thing.on for thing in first_things(known, ordered_routes(known))] == [
        date(2026, 11, 22),
        date(2026, 11, 27),
        date(2026, 11, 30),
    ]


def test_who_is_held_does_all_of_it_today():
    first = parts("Amharic")["Do these first"]
    assert [row[0] for row in first[:3]] == ["Today"] * 3
    assert "While you are locked up" in parts("Amharic")
    assert "Tell the person, on the phone" in parts("helper, held now")
    assert not {"While you are locked up", "Tell the person, on the phone"} & set(
        parts("free, wrong match")
    )


def test_a_day_that_an_office_set_stands_above_all():
    [opening, day, *_rest] = parts("Amharic")[""]
    assert opening == "Made Monday, November 23, 2026, for you. Do not send it to anyone."
    assert day == ("Wednesday, June 9, 2027", "The day in court. Ask a lawyer what to bring.")
    assert not any("day in court" in str(row) for row in parts("Amharic")["Your deadlines"])
    assert parts("helper, held now")[""][0].startswith("For Ana María Example de la Prueba. Made")


@pytest.mark.parametrize("danger", ["self_harm", "threatened"])
def test_who_is_in_danger_sees_the_line_to_call_first_and_no_reason(danger):
    usual = list(parts("Amharic"))
    assert usual.index("If it is too much") > usual.index("Keep these")
    told = {"danger": {"happening": [danger]}}
    found = list(parts("Amharic", **told))
    assert found[:2] == ["", "If it is too much"]
    assert sorted(found) == sorted(usual)


def rows_of(found, heading):
    return [(day, what.removeprefix("□ ")) for day, what in found[heading]]


def test_somebody_in_a_jail_has_a_list_for_tomorrow_in_their_own_voice():
    theirs, mine = parts("helper, held now"), parts("Amharic")
    assert [day for day, _what in rows_of(theirs, "Tomorrow")] == ["Tuesday, November 24"] * 3
    said = [what for _day, what in rows_of(theirs, "Tomorrow")]
    assert said[0].startswith("No answer by noon? Call the jail.")
    assert said[1] == "Call the office of your member of Congress. Ask for “casework”."
    assert said[2].startswith("Not in the jail anymore? Look on ICE's search page")
    # From a jail nobody opens a page or calls an office.
    assert all("your family" in what for _day, what in rows_of(mine, "Tomorrow"))
    for who in (parts("free, wrong match"), parts("Amharic", custody={"where": "ice"})):
        assert not {"Tomorrow", "If ICE takes the person", "If ICE takes you"} & set(who)


@pytest.mark.parametrize("who", ["helper, held now", "Amharic", "lawyer, held now, citizen"])
@pytest.mark.parametrize("reasons", [["same_name"], ["us_citizen"]])
def test_a_letter_is_sent_again_only_where_it_is_one_of_the_first_things(who, reasons):
    found = parts(who, why_wrong={"reasons": reasons})
    first = any("Letter to the jail" in str(row) for row in found["Do these first"])
    assert first == any("second request" in str(row) for row in found.get("Tomorrow", ()))


def test_an_office_of_congress_is_called_on_a_working_day():
    friday = document_input(answers_of("helper, held now"), today=date(2026, 12, 4))
    document = build_document(DOCUMENT_TYPES_BY_SLUG["checklist"], friday)
    [jail, congress, _page] = [
        row
        for block in document.blocks
        for row in getattr(block, "rows", ())
        if row.label in ("Saturday, December 5", "Monday, December 7")
    ]
    assert (jail.label, "Call the jail" in jail.value) == ("Saturday, December 5", True)
    assert (congress.label, "Congress" in congress.value) == ("Monday, December 7", True)


def test_the_list_says_what_to_do_if_ice_takes_somebody_from_a_jail():
    theirs = parts("helper, held now")["If ICE takes the person"]
    assert theirs[0].startswith("Call ICE's phone line.")
    # Nobody has checked the number here: a line to fill in, and no number.
    assert theirs[-1] == ("ICE phone line for people it holds", "")
    assert parts("Amharic")["If ICE takes you"][0].startswith("Your family can call")
    citizen = parts("lawyer, held now, citizen")["If ICE takes the person"]
    assert not any("two years" in str(what) for what in citizen)
    assert "If ICE takes the person" not in parts("helper, held now", hold={"ice_asked": "no"})


def test_who_has_no_lawyer_reads_who_may_give_advice():
    none, has = {"has_lawyer": "no"}, {"has_lawyer": "yes"}
    assert "A “notario” may not." in parts("Amharic", lawyer=none)["Find a lawyer"][0]
    assert "Find a lawyer" not in parts("Amharic", lawyer=has)
    assert "Find a lawyer" not in parts("lawyer, held now, citizen", lawyer=none)


def test_another_stop_is_for_people_who_are_free():
    said = parts("free, wrong match")["If there is another stop"]
    assert said[-1] == "Ask for a lawyer. Write down the time, the place and the badge number."
    assert "If there is another stop" not in parts("Amharic")


def test_no_item_says_what_was_wrong():
    for who in ("free, wrong match", "helper, held now"):
        text = checklist(who)
        assert "Race, language or name" not in text and "treated" not in text
    known = told_of("free, wrong match")
    for route in TELLS_OF_WRONG:
        fit = route.fits(known.facts)
        assert str(fit.reason) not in route_text(known, route, fit)


def test_what_was_sent_is_filled_in_by_hand():
    rows = parts("free, wrong match")["What I sent: day, how, number or name"][:-1]
    assert [label for label, _value in rows] == [
        "A lawyer, and a judge",
        "Complaint to the jail or the local police",
        "Civil Rights Division, Department of Justice",
        "Something else",
    ]
    assert not any(value for _label, value in rows)


@pytest.mark.parametrize("who", ["free, wrong match", "helper, held now", "Amharic"])
def test_the_own_list_has_two_pages_at_most(who):
    known = document_input(answers_of(who) | {"lawyer": {"has_lawyer": "no"}}, today=TODAY)
    made = pdf.render(build_document(DOCUMENT_TYPES_BY_SLUG["checklist"], known))
    assert len(pages_of(made)) <= 2


def test_the_own_list_marks_no_rule_as_unsure():
    text = checklist("free, wrong match")
    for rule in (
        "Complaint about a local office that gets federal money: Deadline.",
        "Notice of claim to a city, county or state: "
        "For any public office, from when release was due.",
        "Court case against police or jail staff. Ask a lawyer for the limit in the state.",
        "We show both ways of counting. Use the earlier day, to be safe.",
    ):
        assert rule in text
    assert "could not confirm" not in text
    assert "(This is how we read it.)" not in text
    assert "how we read" not in text
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
        assert text.count("can ask a judge") == 1
        assert "Show them this list" not in text
        text = checklist(who, lawyer=has)
        assert said.format(them, f"{whose} lawyer", they) in text
        assert "a lawyer. Show them this list before you send anything." in text
    text = checklist("lawyer, held now, citizen", lawyer=has)
    assert "A lawyer can ask a judge to free the person." in text
    assert "lawyer today" not in text and "Ask one today" not in text
    assert "has a lawyer" not in text


def test_the_list_says_that_no_last_day_was_found():
    for who in ("helper, held now", "free, wrong match"):
        assert "Complaint to CRCL. We found no deadline for it." in checklist(who)


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


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 11, 23), date(2026, 12, 24)])
def test_days_to_ask_again_are_working_days(day):
    known = document_input(answers_of("helper, held now"), today=day)
    found = ask_again_rows(known, first_things(known, ordered_routes(known)))
    assert found
    for row in found:
        on = datetime.strptime(row.label, "%A, %B %d, %Y").date()
        assert not is_day_off(on)


def test_the_own_list_speaks_to_its_reader():
    """Every text of a route or a rule that may stand in it is looked at."""
    mine = told_of("free, wrong match")
    said = [text for route in ROUTES for text in (route.name, route.short_warning)]
    said += [
        route.fits(facts).reason
        for route in ROUTES
        if route not in TELLS_OF_WRONG
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
        if route not in TELLS_OF_WRONG:
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
