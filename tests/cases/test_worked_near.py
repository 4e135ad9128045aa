"""The near sides of the worked cases: a small change of one person, filed through the real pages.

Each is compared with its first side, for which something else is right. Those that change the tier
or the order stand in `worked_order.json`.
"""

import re
from datetime import timedelta

import pytest
import time_machine

from intake.cases.duplicates import possible_duplicates
from intake.cases.search import index_cases
from intake.citations.footnotes import Footnotes
from intake.deadlines import detainer_clock
from intake.deadlines.computed import deadlines_for
from intake.deadlines.stay_clock import clock_of
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.place import zones_of
from intake.flow.sample import sample
from intake.packets.build import DOCUMENT_TYPES_BY_SLUG, build_document
from intake.packets.document_input import document_input
from intake.routes.fitting import fitting
from intake.routes.state_panel import state_panel
from tests.cases.test_worked_order import LISTS, NEAR, file, moment_of
from tests.conftest import unlocked_of
from tests.filer import Filer, FormClient

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# What nobody told, and the invented sample would.
UNTOLD = {
    "harm": {"cost": ["none"], "days_held": None},
    "officers": [],
    "witnesses": [],
    "stays": [],
    "lawyer": {"has_lawyer": "no", "lawyer_name": "", "open_case": "no"},
    "jail": {"facility": "", "came_in": None, "due_why": "", "ended": ""},
}
PEOPLE = {person["case"]: person for one in LISTS for person in one["people"]}


# What is told there of both sides, on pages that the order of the queue does not rest on.
MORE = {
    "W09": {
        "jail": {"facility": "Example County Jail, Provo", "ended": "ice"},
        "custody": {"came_in": {"y": 2027, "m": 1, "d": 28, "words": ""}},
    }
}


def day(y, m, d, hour="", t=""):
    return {"y": y, "m": m, "d": d, "words": "", "time": hour, "t": t}


def lawyer_fits(side):
    return [fit for route, fit in fitting(side.facts).fitting if route.slug == "lawyer"]


class Side:
    """What is known of one side of a case: its facts, routes, deadlines and letters."""

    def __init__(self, answers, now):
        self.answers, self.now = answers, now
        with time_machine.travel(now, tick=False):
            self.facts = compute_facts(answers, now.date())

    @property
    def routes(self):
        found = fitting(self.facts)
        pairs = (*found.fitting, *found.undecided, *found.unsuitable)
        return {route.slug: fit.kind for route, fit in pairs}

    @property
    def deadlines(self):
        return {deadline.rule.slug: deadline for deadline in deadlines_for(self.facts)}

    @property
    def ends(self):
        """Return the first and last end of the 48 hours, plain, on the clock of the jail."""
        start = detainer_clock.start_of(
            self.facts.release_due_at, zones_of(self.facts.jail_state, self.facts.timezone)
        )
        found = detainer_clock.ends(start)["straight"]
        zone = start.first.tzinfo if hasattr(start, "first") else self.now.tzinfo
        return tuple(
            at.astimezone(zone).isoformat(timespec="minutes")
            for at in (found.earliest, found.latest)
        )

    def letter(self, slug):
        with time_machine.travel(self.now, tick=False):
            made = document_input(self.answers, today=self.now.date())
            return build_document(DOCUMENT_TYPES_BY_SLUG[slug], made).text()


def changed(person, changes):
    """Return a person with other answers: {page: {question: answer}}, or a whole page as it is."""
    answers = UNTOLD | person["answers"]
    for page, value in changes.items():
        before = answers.get(page)
        merged = isinstance(value, dict) and isinstance(before, dict)
        answers[page] = before | value if merged else value
    return person | {"answers": answers}


def sides(office, name, *, now="", **changes):
    """Return (the first side, the near one), the near one as filed through the real pages."""
    person = changed(PEOPLE[name], MORE.get(name, {}))
    near = changed(person, changes)
    now = moment_of(now or person["now"])
    case = file(near | {"received": now.isoformat()})
    answers = UNTOLD | person["answers"]
    first = sample(COMPLAINT, filing_for=person["filing_for"], **answers)
    return Side(first, now), Side(dict(unlocked_of(case, office).answers), now)


def test_w06_near_a_claim_of_ones_own_stays_and_a_birth_date_needs_no_age(office):
    words = "He showed his green card to the officer."
    first, near = sides(
        office,
        "W06",
        born={"birth_date": day(1992, 9, 3)},
        story={"story": words, "seen_or_told": "told_by_them"},
    )
    assert words in near.letter("crcl-complaint") and "volunteers-only" not in near.answers
    assert "September 3, 1992" in near.letter("jail-letter")
    assert "September 3, 1992" not in first.letter("jail-letter")


def test_w09_near_who_is_handed_over_days_later_was_held_past_48_hours(office):
    first, near = sides(
        office,
        "W09",
        custody={"came_in": {"y": 2027, "m": 1, "d": 31, "words": ""}},
        held_over={"went_out": day(2027, 1, 31, "4 pm", "16:00")},
    )
    hours = timedelta(hours=77, minutes=40)
    assert clock_of(near.facts.hold_stay).kept(near.now) == (hours, hours)
    assert "held_past_48" in near.facts.codes and "held_past_48" not in first.facts.codes
    assert "77 hours and 40 minutes" in near.letter("jail-letter")


def test_w12_near_without_an_hour_the_whole_day_counts(office):
    first, near = sides(office, "W12", held_over={"due_out": day(2027, 10, 19)})
    assert near.ends == ("2027-10-21T00:00-04:00", "2027-10-22T00:00-04:00")
    assert first.ends == ("2027-10-21T18:00-04:00", "2027-10-22T00:00-04:00")


def test_w13_near_a_day_begins_a_clock_and_a_season_is_asked_again(office):
    first, near = sides(office, "W13", held_over={"due_out": day(2025, 11, 14)})
    assert clock_of(first.facts.hold_stay) is None
    assert near.ends == ("2025-11-16T00:00-06:00", "2025-11-17T00:00-06:00")
    # She writes a season as the month: her word is kept, and the page says that it was not read.
    person = PEOPLE["W13"]
    answers = sample(COMPLAINT, filing_for="me", **person["answers"])
    filer = Filer(FormClient(), answers).jump("when-where")
    said = {"when_m": "primavera", "when_d": "", "when_y": "2025", "state": "WI"}
    page = filer.post("/ask/when-where/", said)
    assert page.status_code == 422 and "primavera" in page.content.decode()


def test_w14_near_once_he_is_free_the_record_comes_first(office):
    first, near = sides(
        office,
        "W14",
        custody={"where": "free"},
        danger={"happening_free": ["none"]},
        held_over={"went_out": day(2027, 3, 26)},
        why_wrong={"reasons": ["us_citizen", "wrong_conviction"]},
    )
    assert near.routes["fbi"] == near.routes["entry"] == "first"
    assert first.routes["fbi"] != "first"


def test_w15_near_a_record_of_another_person_can_be_changed(office):
    first, near = sides(office, "W15", match={"whose_record": "another"})
    fits = {"first", "also"}
    assert near.routes["amend"] in fits and first.routes["amend"] not in fits


def test_w16_near_a_citizen_born_in_honolulu(office):
    first, near = sides(office, "W16", why_wrong={"reasons": ["us_citizen"]})
    assert "is a citizen of the United States" in near.letter("ice-citizen")
    assert "US national" in first.letter("ice-citizen")
    assert "US national" not in near.letter("ice-citizen")


def test_w17_near_prints_and_an_arrest_make_the_police_record_a_question(office):
    first, near = sides(
        office,
        "W17",
        match={"matched_on": ["fingerprints"], "record_says": "an arrest in Santo Domingo"},
        why_wrong={"reasons": ["us_citizen", "other_persons_prints"]},
    )
    assert first.routes["fbi"] == "not" and near.routes["fbi"] != "not"


def test_w18_near_an_hour_is_no_wrong_of_days(office):
    first, near = sides(
        office, "W18", held_over={"kept": "no", "went_out": day(2027, 11, 24, "11 pm", "23:00")}
    )
    assert "held_past_48" in first.facts.codes and "held_past_48" not in near.facts.codes
    assert near.routes["jail-letter"] in ("also", "missing", "first")
    assert "48 hours" not in near.letter("crcl-complaint")


def test_w19_near_a_week_later_no_clock_changes(office):
    first, near = sides(
        office,
        "W19",
        now="2027-11-17T13:00-05:00",
        held_over={
            "due_out": day(2027, 11, 13, "10:15 am", "10:15"),
            "went_out": day(2027, 11, 15, "11 am", "11:00"),
        },
    )
    assert near.ends == ("2027-11-15T10:15-05:00",) * 2
    assert first.ends == ("2027-11-08T09:15-05:00",) * 2


def test_w21_near_nevada_has_no_line_of_a_state(office):
    first, near = sides(
        office,
        "W21",
        custody={"facility": "Example County Jail, Reno, Nevada"},
        when_where={"state": "NV"},
        held_over={"jail_state": "NV"},
    )
    assert state_panel(first.facts.jail_state, Footnotes()) is not None
    for slug in ("jail-letter", "jail-letter-short"):
        if slug in DOCUMENT_TYPES_BY_SLUG:
            assert "7284" not in near.letter(slug) and "8 CFR 287.7(d)" in near.letter(slug)
    assert "7284" in first.letter("jail-letter")


def test_w23_near_a_green_card_counts_in_texas_and_is_no_citizenship(office):
    first, near = sides(
        office,
        "W23",
        why_wrong={"reasons": ["permanent_resident"]},
        proof={"papers_held": ["green_card"]},
    )
    assert first.routes["citizens"] == "first" and near.routes["citizens"] == "not"
    assert "lawful" in near.letter("jail-letter")


def test_w24_near_without_a_lawyer_one_has_to_be_found_first(office):
    hers = {"has_lawyer": "yes", "lawyer_name": "Ms. Example", "open_case": "no"}
    near, first = sides(office, "W24", lawyer=hers)
    assert near.routes["lawyer"] == "first" and first.routes["lawyer"] in ("first", "also")
    said = [fit.reason for side in (near, first) for fit in lawyer_fits(side)]
    assert len(set(map(str, said))) == 2


def test_w25_near_one_jail_and_one_minute_is_for_a_volunteer_to_ask(office):
    """The twin's own case is a hint by name and birth date; nobody takes the two for one."""
    jail = {"jail": {"facility": "Example County Jail, Saint Paul, Minnesota"}}
    cases = [
        file(changed(PEOPLE["W25"], jail)),
        file(changed(PEOPLE["W25"], jail | {"person": {"given_names": "Ví Đồ"}})),
    ]
    teams = {office["team"].pk: office["privates"]}
    index_cases(teams, 10)
    [found] = possible_duplicates(cases[0], unlocked_of(cases[0], office).answers, teams)
    assert found.case == cases[1] and {"birth date", "place", "day"} <= set(found.kinds)


def test_w26_near_a_night_with_ice_is_an_arrest_by_federal_officers(office):
    first, near = sides(
        office,
        "W26",
        problem={"went_wrong": ["wrong_match", "ice_arrest"]},
        stays=[
            {
                "kind": "ice",
                "facility": "Example Center",
                "jail_state": "NY",
                "came_in": {"y": 2027, "m": 9, "d": 26, "words": ""},
                "due_out": None,
                "due_why": "unsure",
                "went_out": day(2027, 9, 27, "8 am", "08:00"),
                "ended": "freed",
            }
        ],
    )
    assert first.routes["citizens"] == "not" and near.routes["citizens"] in ("first", "also")
    readings = [len(side.deadlines["ftca"].due_dates) for side in (first, near)]
    assert readings == [1, 2]


def test_w28_near_what_they_said_stands_in_the_letter_as_what_they_said(office):
    words = "They said that I am another Hana Rei."
    first, near = sides(
        office, "W28", story={"story": words}, problem={"went_wrong": ["wrong_match"]}
    )
    assert words in near.letter("crcl-complaint")
    assert words not in first.letter("crcl-complaint")


def test_w29_near_a_night_at_the_station_brings_custody_hold_and_clock(office):
    first, near = sides(
        office,
        "W29",
        problem={"went_wrong": ["profiling", "held_longer"]},
        hold={"ice_asked": "yes"},
        detainers=[
            {
                "seen": "told",
                "paper": "not_seen",
                "placed_on": None,
                "number": "",
                "still_there": "",
            }
        ],
        jail={"facility": "Example Station", "came_in": None, "due_why": "", "ended": "freed"},
        held_over={
            "kept": "yes",
            "due_out": day(2027, 5, 3, "5 pm", "17:00"),
            "went_out": day(2027, 5, 3, "11 pm", "23:00"),
        },
    )
    assert first.facts.stays == () and "hold_48h" not in first.deadlines
    [stay] = near.facts.stays
    assert clock_of(stay).kept(near.now) == (timedelta(hours=6),) * 2
    assert first.routes["jail-letter"] == "not" and near.routes["jail-letter"] != "not"


def test_w30_near_a_birth_date_alone_is_no_hint_and_with_jail_and_minute_it_is(office):
    """The aunt writes the name as she hears it; another client was born on the same day."""
    first = changed(PEOPLE["W30/P1"], {"stays": [], "custody": {"facility": "Jail, Yakima"}})
    born = first["answers"]["born"]
    aunt = changed(first, {"person": {"given_names": "Jimena", "family_names": "Egemplo"}})
    other = changed(
        PEOPLE["W30/P2"], {"stays": [], "born": born, "custody": {"facility": "Jail, Spokane"}}
    )
    cases = [file(one | {"filing_for": "family"}) for one in (first, aunt, other)]
    teams = {office["team"].pk: office["privates"]}
    index_cases(teams, 10)
    found = possible_duplicates(cases[0], unlocked_of(cases[0], office).answers, teams)
    assert [one.case for one in found] == [cases[1]]


def test_every_case_with_a_near_side_has_it_through_the_real_pages():
    here = {name[5:8].upper() for name in globals() if re.match(r"test_w\d\d_near", name)}
    in_order = {person["case"][:3] for person in NEAR}
    # The first and the fifth are lists of several people, with both sides in them.
    assert here | in_order == {f"W{number:02}" for number in range(2, 31)} - {"W05"}
