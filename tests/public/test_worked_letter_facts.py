"""Letters of worked cases that need what is asked with a letter, through the real pages.

The people and events are invented.
"""

import re

import pytest
import time_machine

from intake.flow.complaint import COMPLAINT
from intake.flow.letter_facts import AUTHORITY, CITIZENSHIP, DECISIONS, NEEDS, NUMBERS
from intake.models import Case
from intake.packets.choices import ASKED
from tests.filer import Filer, FormClient
from tests.packets.test_sentences import moment, person
from tests.packets.test_worked_documents import NO_HOLD, at, of
from tests.packets.test_worked_letters import FREE, SEEN, helped, in_jail, kept, named
from tests.public.returning import text

pytestmark = pytest.mark.django_db


def interpreter(language, **more):
    return {NEEDS: {"language": "other", "other_language": language, "interpreter": "yes"} | more}


def said(what, year, month, day, copy=""):
    return {"what": what, "on_y": year, "on_m": month, "on_d": day, "copy": copy}


LETTERS_IN_CUSTODY = ("jail-letter", "crcl-complaint", "attorney-general", "congress")
BY_ICE = {"where": "ice", "facility": "Example Processing Center", "booking_number": ""}
PROVO_RELEASE = moment(2027, 1, 28, "10:20 am", "10:20")
PROVO_LEFT = moment(2027, 1, 28, "1:45 pm", "13:45")
INDONESIAN = "Contoh speaks Indonesian and needs an interpreter."
NOT_CONTOH = ["48 hours", "kept Contoh too long", "I am FNU Contoh", "FNU Contoh speaks"]
CREOLE = "Soraia speaks Cape Verdean Creole and needs an interpreter."
NOT_SORAIA = ["release was due on", "May 10", "kept too long", "Pay the bail"]
# {name: (answers, moment, what is asked with letters, {letter: (must say, must not say)})}
CASES = {
    "told to report, with an order that a judge closed": (
        person(
            **NO_HOLD,
            person=named("Bastien", "Egzanp"),
            custody=FREE,
            problem={"went_wrong": ["status_wrong"]},
            why_wrong={"reasons": ["stale_record"]},
            match={"whose_record": "out_of_date", "matched_on": ["old_record"]},
        ),
        "2027-01-19T16:40-05:00",
        {
            NEEDS: {"language": "ht", "interpreter": "yes"},
            DECISIONS: said("judge_closed", 2024, 5, 16, "yes"),
        },
        {
            "crcl-complaint": (
                [
                    "On Thursday, May 16, 2024, an immigration judge closed my case."
                    " I can send a copy.",
                    "I speak Haitian Creole and need an interpreter.",
                ],
                ["a citizen", "booking"],
            ),
            "amendment": (["I speak Haitian Creole and need an interpreter."], ["green card"]),
        },
    ),
    "born in Yuma, and in Honduras now": (
        person(
            **NO_HOLD,
            **helped("Paola Muestra", "relative"),
            person=named("Efraín", "Muestra"),
            custody={"where": "abroad"},
            born=of("", 2000, 7, 19),
            problem={"went_wrong": ["ice_arrest", "wrong_match"]},
            when_where=at(2026, 10, 28, "", "KS", "ICE"),
            why_wrong={"reasons": ["us_citizen"]},
        ),
        "2026-11-09T10:05-06:00",
        {CITIZENSHIP: {"basis": "born_here", "birth_place": "Yuma, Arizona"}},
        {
            "ice-citizen": (
                ["Efraín was born in Yuma, Arizona, on July 19, 2000."],
                ["naturalization", "jail", "booking"],
            ),
            "crcl-complaint": ([], ["Yuma"]),
        },
    ),
    "medicine withheld by ICE, and Bulgarian spoken": (
        person(
            **NO_HOLD,
            **helped("Vera Primer", "spouse"),
            person=named("Stoyan", "Primer"),
            custody=BY_ICE,
            problem={"went_wrong": ["conditions_or_abuse"]},
            when_where=at(2026, 11, 7, "", "LA", "ICE"),
            treatment={"treated": ["no_care"]},
        ),
        "2026-11-11T12:00-05:00",
        interpreter("Bulgarian"),
        {
            "crcl-complaint": (["Stoyan speaks Bulgarian and needs an interpreter."], ["48 hours"]),
            "congress": (["Stoyan speaks Bulgarian and needs an interpreter."], ["medicine"]),
        },
    ),
    "notice only, and Mixteco spoken": (
        person(
            **helped("Sam Sample", "organizer"),
            person=named("Teo", "Ejemplo"),
            custody=in_jail("Example County Jail, Yakima"),
            detainers=[SEEN | {"paper": "i247g"}],
            held_over={"kept": "no", "due_out": moment(2027, 10, 9), "went_out": None},
        ),
        "2027-10-08T14:04-07:00",
        interpreter("Mixteco"),
        {
            slug: (["Teo Ejemplo speaks Mixteco and needs an interpreter."], [])
            for slug in LETTERS_IN_CUSTODY
        },
    ),
    "a national who is no citizen": (
        person(
            **helped("Talia Faataitaiga", "relative"),
            person=named("Sefo", "Faataitaiga"),
            custody=in_jail("Example Department of Corrections, Guam"),
            born=of("", 1981, 5, 18),
            detainers=[SEEN],
            why_wrong={"reasons": ["us_national"]},
            held_over=kept(moment(2027, 2, 24, "8 this morning", "08:00"), state="GU"),
        ),
        "2027-02-24T13:30+10:00",
        {CITIZENSHIP: {"basis": "national", "birth_place": "American Samoa"}}
        | interpreter("Samoan"),
        {
            "ice-citizen": (
                [
                    "a national of the United States, born in American Samoa",
                    "Sefo speaks Samoan and needs an interpreter.",
                ],
                ["US citizen", "a citizen", "16001.2"],
            ),
            "jail-letter": (["Sefo speaks Samoan and needs an interpreter."], ["American Samoa"]),
        },
    ),
    "born in Ponce, on an order against another man": (
        person(
            **helped("Ismael Ejemplo", "parent"),
            person=named("Yadiel", "Ejemplo"),
            custody=in_jail("Example Correctional Institution, Bayamón, Puerto Rico"),
            born=of("", 1998, 12, 12),
            detainers=[SEEN],
            why_wrong={"reasons": ["us_citizen"]},
            held_over=kept(moment(2027, 1, 5, "4 pm", "16:00"), state="PR"),
        ),
        "2027-01-06T09:00-04:00",
        {CITIZENSHIP: {"basis": "born_here", "birth_place": "Ponce, Puerto Rico"}},
        {
            "ice-citizen": (
                [
                    "Yadiel Ejemplo is a citizen of the United States.",
                    "Yadiel was born in Ponce, Puerto Rico, on December 12, 1998.",
                ],
                ["US national"],
            )
        },
    ),
    "naturalized, and the record shows something older": (
        person(
            person=named("Priya", "Udaharan"),
            custody=FREE,
            problem={"went_wrong": ["status_wrong", "held_longer"]},
            detainers=[SEEN],
            why_wrong={"reasons": ["us_citizen", "status_changed"]},
        ),
        "2026-12-15T11:00-05:00",
        {
            CITIZENSHIP: {"basis": "naturalized", "since_y": 2019, "since_m": 8, "since_d": 14},
            DECISIONS: said("status", 2019, 8, 14),
        },
        {
            "amendment": (["Please add the decision of August 14, 2019."], ["citizen", "green"]),
            "ice-citizen": (
                [
                    "I became a citizen of the United States by naturalization on Wednesday, August"
                    " 14, 2019."
                ],
                [],
            ),
        },
    ),
    "a driver's license, and a citizen since 2014": (
        person(
            **helped("Alma Muestra", "child"),
            person=named("Joaquín", "Muestra"),
            custody=in_jail("Example County Jail, Odessa, Texas"),
            detainers=[SEEN],
            why_wrong={"reasons": ["us_citizen", "status_changed"]},
            held_over=kept(moment(2027, 3, 12, "8 pm", "20:00"), None, "TX", "Central"),
        ),
        "2027-03-13T09:30-06:00",
        {CITIZENSHIP: {"basis": "naturalized", "since_y": 2014, "since_m": 4, "since_d": 11}},
        {
            "ice-citizen": (
                [
                    "Joaquín became a citizen of the United States by naturalization on Friday,"
                    " April 11, 2014.",
                    "ICE Directive 16001.2",
                ],
                [],
            ),
            "jail-letter": ([], ["naturalization"]),
        },
    ),
    "two A-numbers in one file": (
        person(
            **NO_HOLD,
            filing_for="work",
            helper={"name": "Ms. Example", "relation": "lawyer", "group": "Example Law Office"},
            permission={"knows": "lawyer"},
            person=named("Fatou", "Sample"),
            custody=BY_ICE,
            problem={"went_wrong": ["wrong_match"]},
            why_wrong={"reasons": ["mixed_file"]},
            match={"whose_record": "mixed", "matched_on": ["name"]},
        ),
        "2027-05-20T14:45-06:00",
        {NUMBERS: {"a_number": "A000 111 222", "other_a_number": "A000 333 444"}},
        {
            "crcl-complaint": (
                [
                    "Fatou Sample's A-number is A000 111 222. The A-number A000 333 444 belongs to"
                    " another person",
                    "I represent Fatou Sample as a lawyer",
                ],
                [],
            ),
            "foia-ice": (["A000 111 222", "A000 333 444", "by the numbers above"], []),
        },
    ),
    "an order of 2009 that a judge ended": (
        person(
            **NO_HOLD,
            person=named("Obinna", "Sample"),
            custody=FREE,
            problem={"went_wrong": ["ice_arrest", "status_wrong"]},
            why_wrong={"reasons": ["permanent_resident", "stale_record"]},
            match={"whose_record": "out_of_date", "matched_on": ["old_record"]},
        ),
        "2027-06-08T13:00-04:00",
        {DECISIONS: said("judge_ended", 2015, 10, 7, "yes")},
        {
            "amendment": (
                [
                    "On Wednesday, October 7, 2015, an immigration judge ended the order against"
                    " me.",
                    "Please add the decision of October 7, 2015",
                    "tell each person and agency that received the wrong record",
                ],
                ["citizen"],
            )
        },
    ),
    "a lawsuit under way": (
        person(
            person=named("Verónica", "Muestra"),
            custody=FREE,
            detainers=[SEEN | {"placed_on": moment(2025, 8, None)}],
            held_over=kept(moment(2025, 11, None), moment(2025, 12, 2), state="WI"),
        ),
        "2027-01-11T10:00-06:00",
        {DECISIONS: said("lawsuit", 2026, 10, 5)},
        {
            "crcl-complaint": (
                ["On Monday, October 5, 2026, a lawsuit about this was filed."],
                ["Saturday, November 1, 2025"],
            ),
            "jail-letter": ([], ["lawsuit"]),
        },
    ),
    "deaf, at a checkpoint": (
        person(
            **NO_HOLD,
            person=named("Hana", "Rei"),
            custody=FREE,
            problem={"went_wrong": ["conditions_or_abuse"]},
            start={"how": "border"},
            when_where=at(2024, 12, 19, "", "NM", "Border Patrol"),
            why_wrong={"reasons": ["not_say"]},
            treatment={"treated": ["no_interpreter", "signed_unread"]},
        ),
        "2026-12-08T19:00-07:00",
        {NEEDS: {"language": "sign", "interpreter": "yes", "helps": ["deaf", "written"]}},
        {
            "crcl-complaint": (
                [
                    "I use American Sign Language. I did not have an interpreter.",
                    "I use American Sign Language and need an interpreter. I am deaf.",
                    "To reach me, please write instead of calling.",
                ],
                ["wrong match", "(ICE)"],
            )
        },
    ),
    "a guardian whom a court named": (
        person(
            **helped("Nils Beispiel", "relative"),
            person=named("Ida", "Beispiel"),
            custody=in_jail("Example County Jail, Dayton, Ohio"),
            detainers=[SEEN],
        ),
        "2027-02-02T12:00-05:00",
        {AUTHORITY: {"may_act": "guardian", "copy": "yes"}},
        {
            "identity": (["I am Nils Beispiel, the legal guardian of Ida Beispiel."], ["child"]),
            "jail-letter": (["I am the legal guardian of Ida Beispiel, and I sign for Ida."], []),
        },
    ),
    "one name, and ICE came three hours later": (
        person(
            **helped("Budi Contoh-Lain", "friend"),
            person=named("", "Contoh") | {"other_names": "FNU Contoh; Contoh Contoh"},
            custody=BY_ICE,
            born=of("Indonesia", 1990, 3, 11),
            problem={"went_wrong": ["wrong_match", "held_longer"]},
            when_where=at(2027, 1, 26, "Provo", "UT"),
            detainers=[SEEN | {"placed_on": moment(2027, 1, 27)}],
            jail={"facility": "Example County Jail, Provo", "due_why": "bail", "ended": "ice"},
            held_over=kept(PROVO_RELEASE, PROVO_LEFT, "UT"),
            match={"matched_on": ["name"], "whose_record": "another"},
            why_wrong={"reasons": ["same_name"]},
        ),
        "2027-02-01T12:00-07:00",
        interpreter("Indonesian"),
        {
            "jail-letter": (
                [
                    INDONESIAN,
                    "Contoh",
                    "Contoh's bail was posted",
                    "handed Contoh over to ICE",
                    "3 hours and 25 minutes",
                ],
                [*NOT_CONTOH, "let him go", "release Contoh"],
            ),
            "crcl-complaint": ([INDONESIAN], NOT_CONTOH),
            "congress": ([INDONESIAN], NOT_CONTOH),
            "foia-ice": (["FNU Contoh; Contoh Contoh"], NOT_CONTOH),
        },
    ),
    "bail set and not paid, in Massachusetts": (
        person(
            **helped("Nelson Amostra", "relative"),
            person=named("Soraia", "Amostra"),
            custody=in_jail("Example County House of Correction, Massachusetts"),
            born=of("", 1985, 10, 5),
            problem={"went_wrong": ["status_wrong"]},
            when_where=at(2027, 5, 8, "", "MA"),
            held_over={"kept": "no", "due_out": None, "went_out": None, "jail_state": "MA"},
            why_wrong={"reasons": ["stale_record"]},
            match={"whose_record": "out_of_date", "matched_on": ["old_record"]},
        ),
        "2027-05-11T15:20-04:00",
        interpreter("Cape Verdean Creole"),
        {
            "jail-letter": ([CREOLE, "477 Mass. 517"], ["after 48 hours", *NOT_SORAIA]),
            "crcl-complaint": ([CREOLE], NOT_SORAIA),
            "attorney-general": ([CREOLE], NOT_SORAIA),
            "congress": ([CREOLE], NOT_SORAIA),
        },
    ),
}


def whole(answers):
    """Return the answers with what each page needs: no danger, and no reason of one's own."""
    dangers = ("happening", "happening_free", "happening_abroad")
    found = answers | {"danger": {name: ["none"] for name in dangers}}
    if not found.get("why-wrong"):
        found |= {"why-wrong": {"reasons": ["not_say"]}}
    return COMPLAINT.prune(found)


def main_text(client, slug):
    """Return the words of a letter without its full answers; "" while something is asked first."""
    response = client.get(f"/papers/{slug}/")
    if response.status_code == 302:
        return ""
    page = text(response)
    letter = page[page.index("<article") : page.index("</article>")]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", letter))
    return words.partition("Annex A. Full answers")[0]


@pytest.mark.parametrize("name", CASES)
def test_a_letter_says_what_was_asked_with_it(office, name):
    answers, at_moment, pages, letters = CASES[name]
    with time_machine.travel(at_moment, tick=False):
        filer = Filer(FormClient(), whole(answers)).jump()
        filer.send()
        assert Case.objects.exists()
        client = filer.client
        without = {slug: main_text(client, slug) for slug in letters}
        for page, given in pages.items():
            response = client.post(f"/letters/facts/{page}/", given)
            assert response.status_code == 302, (page, response.content.decode())
        form = client.get("/letters/words/").context["form"]
        yes = {f"yes_{asked}": "yes" for asked in ASKED}
        client.post("/letters/words/", {"seen": form.digest} | yes)
        for slug, (must, must_not) in letters.items():
            found = main_text(client, slug)
            assert found, slug
            for words in must:
                assert words in found, (slug, words, found)
            for words in must_not:
                assert words not in found, (slug, words)
            # What was not asked yet left no trace.
            for trace in ("A-number", "interpreter.", "guardian of"):
                assert trace not in without[slug].replace("have an interpreter.", ""), (slug, trace)
