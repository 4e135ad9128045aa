"""The clocks of thirty worked cases (`worked_clocks.json`): what is typed there, and what follows.

The right values were worked out apart from this program. `first_date` and `latest` are what an hour
means on the clock of the jail; `past` says whether each count was over when the stay ended, or is
now.
"""

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from intake.citations.footnotes import Footnotes
from intake.deadlines import detainer_clock, display
from intake.deadlines.base import DueDate
from intake.deadlines.computed import NOT_BEGUN, deadlines_for
from intake.flow.facts import compute_facts, days_between
from intake.flow.hours import time_of
from intake.flow.place import today_there, zones_of
from intake.flow.states import STATE_TIMEZONES, TIMEZONES
from intake.reading.base import NotUnderstood
from intake.reading.dates import read_date
from intake.reading.times import hand

CASES = json.loads(Path(__file__).with_name("worked_clocks.json").read_text(encoding="utf-8"))
COUNTED = [case for case in CASES if "plain_48h" in case["clock"]]
NAMES = {place: name for name, place in TIMEZONES.items()}
COUNTS = {"plain_48h": "straight", "working_days": "working"}


def ids(cases):
    return [f"{case['case']} {case['title']}" for case in cases]


def moment(day, typed, chosen=""):
    """Return a stored moment: a day, and an hour as it was typed and answered."""
    y, m, d = map(int, day.split("-"))
    return {"y": y, "m": m, "d": d, "words": "", "time": typed, "t": chosen}


def due_of(case):
    due = case["release_due"]
    return moment(due["date"], due["said"], due["first"])


def span(first, last):
    return {key: at.isoformat(timespec="minutes") for key, at in (("first", first), ("last", last))}


def start_in(case, zone):
    return detainer_clock.start_of(due_of(case), (NAMES[zone],))


def ends_in(start):
    found = detainer_clock.ends(start)
    return {key: span(found[name].earliest, found[name].latest) for key, name in COUNTS.items()}


@pytest.mark.parametrize("case", COUNTED, ids=ids(COUNTED))
def test_the_hour_is_read_and_both_counts_end_when_they_should(case):
    due, right = case["release_due"], case["clock"]
    read = time_of(due_of(case))
    assert [hand(read.first), hand(read.last)] == [due["first"], due["last"]]
    assert read.about == due.get("approximate", False)
    assert NAMES[right["zone"]] in STATE_TIMEZONES[case["state"]]
    start = start_in(case, right["zone"])
    assert span(start.earliest, start.latest) == right["start"]
    assert ends_in(start) == {key: right[key] for key in COUNTS}
    for other in right.get("alternatives", ()):
        start = start_in(case, other["zone"])
        assert span(start.earliest, start.latest) == other["start"]
        assert ends_in(start) == {key: other[key] for key in COUNTS}


@pytest.mark.parametrize("case", COUNTED, ids=ids(COUNTED))
def test_how_long_it_was_and_if_it_is_over(case):
    right = case["clock"]
    start = start_in(case, right["zone"])
    until = datetime.fromisoformat(right["until"].get("at", case["now"]))
    least, most = detainer_clock.kept(start, detainer_clock.Span(until, until))
    assert in_hours(least, most) == right["kept"]
    for key, name in COUNTS.items():
        found = detainer_clock.ends(start)[name]
        end = DueDate(name, found.earliest, found.latest, ZoneInfo(right["zone"]))
        assert end.passed(until) == right["past"][key]


def in_hours(least, most):
    words = []
    for length in (least, most):
        hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
        words.append(f"{hours} h {minutes} min" if minutes else f"{hours} h")
    return " to ".join(dict.fromkeys(words))


[HOURS_OF] = [case for case in CASES if "hours" in case]


@pytest.mark.parametrize("row", HOURS_OF["hours"], ids=[row["said"] for row in HOURS_OF["hours"]])
def test_each_way_to_write_an_hour_has_its_ends(row):
    due = moment(HOURS_OF["release_due"]["date"], row["said"])
    read = time_of(due)
    if row["reads"] == "none":
        assert isinstance(read, NotUnderstood) or read.is_open
    else:
        assert [hand(read.first), hand(read.last)] == [row["reads"][0], row["reads"][-1]]
        assert read.about == row.get("approximate", False)
    start = detainer_clock.start_of(due, (NAMES[HOURS_OF["clock"]["zone"]],))
    assert ends_in(start) == {key: row[key] for key in COUNTS}


def test_without_a_day_there_are_days_kept_and_no_end():
    [case] = [case for case in CASES if "days_kept" in case["clock"]]
    due, right = case["release_due"], case["clock"]
    read = read_date(due["said"], this_year=2027)
    assert (read.year, read.month, read.day) == (due["year"], due["month"], None)
    partial = {"y": read.year, "m": read.month, "d": None, "words": "", "time": "", "t": ""}
    assert detainer_clock.start_of(partial, ("Central",)) is None
    out = moment(right["until"]["at"], "")
    assert days_between(partial, out) == (right["days_kept"]["least"], right["days_kept"]["most"])


HELD_IN = {"local jail": "local_jail", "federal prison": "prison", "prison": "prison"}
ANSWER = {"yes": "yes", "no": "no", "not sure": "unsure", "": ""}
NOT_COUNTED = [case for case in CASES if case["clock"]["begun"] != "yes"]


def answers_of(case):
    """Return the answers that the clock rests on, as a filer would give them."""
    held = case["held_in"]
    where = HELD_IN.get(held, "ice" if held else "free")
    paper = "i247g" if "I-247G" in case["paper"] else "not_seen"
    found = {
        "filer": {"filing_for": "family"},
        "custody": {"where": where},
        "when-where": {"state": case["state"]},
        "hold": {"ice_asked": ANSWER[case["hold"]]},
        "held-over": {"kept": "no", "jail_state": case["state"]},
    }
    if case["hold"] == "yes":
        found["detainers"] = [{"paper": paper}]
    return found


@pytest.mark.parametrize("case", NOT_COUNTED, ids=ids(NOT_COUNTED))
def test_a_clock_that_has_not_begun_shows_no_end(case):
    now = datetime.fromisoformat(case["now"])
    with time_machine.travel(now, tick=False):
        known = compute_facts(answers_of(case), now.date())
        shown_days = display.deadline_context(known, now, Footnotes())
    rows = [row for row in shown_days if row["rule"].slug == "hold_48h"]
    if case["clock"]["begun"] == "no":
        [row] = rows
        assert row["due_dates"] == [] and row["unknowns"] == (NOT_BEGUN,)
    else:
        assert rows == []


def test_a_day_of_release_to_come_has_not_begun():
    case = answers_of({"held_in": "local jail", "hold": "yes", "paper": "", "state": "NY"})
    case["held-over"]["due_out"] = moment("2026-11-20", "5 pm", "17:00")
    known = compute_facts(case, date(2026, 11, 19))
    due = datetime(2026, 11, 20, 17, tzinfo=ZoneInfo("America/New_York"))
    [before] = [
        row
        for row in display.deadline_context(known, due.replace(hour=16, day=19), Footnotes())
        if row["rule"].slug == "hold_48h"
    ]
    assert before["due_dates"] == [] and before["unknowns"] == (NOT_BEGUN,)
    [begun] = [
        row
        for row in display.deadline_context(known, due.replace(hour=18), Footnotes())
        if row["rule"].slug == "hold_48h"
    ]
    assert [end.text for end in begun["due_dates"]] == [
        "Sunday, November 22, 2026, 5:00 pm",
        "Tuesday, November 24, 2026, 5:00 pm",
    ]


def test_an_open_hour_shows_both_ends_and_is_over_only_in_the_last_one():
    answers = answers_of({"held_in": "local jail", "hold": "yes", "paper": "", "state": "OH"})
    answers["held-over"]["due_out"] = moment("2027-10-19", "in the evening, I do not know")
    zone = ZoneInfo("America/New_York")
    known = compute_facts(answers, date(2027, 10, 21))

    def first_end(at):
        rows = display.deadline_context(known, at, Footnotes())
        [row] = [row for row in rows if row["rule"].slug == "hold_48h"]
        return row["due_dates"][0]

    end = first_end(datetime(2027, 10, 21, 12, tzinfo=zone))
    assert end.text == (
        "between Thursday, October 21, 2027, 6:00 pm and"
        " midnight at the end of Thursday, October 21, 2027"
    )
    assert (end.passed, end.time_left, end.counts_to) == ("no", "6 hours left", "")
    end = first_end(datetime(2027, 10, 21, 21, tzinfo=zone))
    assert (end.passed, end.time_left) == ("maybe", "it may be over")
    end = first_end(datetime(2027, 10, 22, 2, tzinfo=zone))
    assert (end.passed, end.time_left) == ("yes", "2 hours overdue")


@pytest.mark.parametrize(
    ("state", "now", "there"),
    [
        # In Guam it is the next day for most of ours; in Hawaii and California it is still ours.
        ("GU", "2027-02-23 20:00-05:00", "2027-02-24"),
        ("GU", "2027-02-24 08:00-05:00", "2027-02-24"),
        ("CA", "2027-02-24 01:00-05:00", "2027-02-23"),
        ("HI", "2027-02-24 04:00-05:00", "2027-02-23"),
        ("NY", "2027-02-24 00:30-05:00", "2027-02-24"),
        ("unsure", "2027-02-24 00:30-05:00", "2027-02-24"),
    ],
)
def test_today_is_the_day_of_the_place(state, now, there):
    with time_machine.travel(now, tick=False):
        site = datetime.fromisoformat(now).astimezone(ZoneInfo("America/New_York")).date()
        answers = {"held-over": {"jail_state": state}, "when-where": {"state": "NY"}}
        assert today_there(answers, site).isoformat() == there


def test_somebody_due_out_this_morning_in_guam_is_past_release_there():
    with time_machine.travel("2027-02-24T13:30+10:00", tick=False):
        answers = {
            "custody": {"where": "local_jail"},
            "when-where": {"state": "GU"},
            "held-over": {"kept": "yes", "due_out": moment("2027-02-24", "8 this morning")},
        }
        assert compute_facts(answers, date(2027, 2, 23)).past_release == "yes"


def test_the_state_of_the_jail_counts_and_not_that_of_the_events():
    answers = answers_of({"held_in": "local jail", "hold": "yes", "paper": "", "state": "TX"})
    answers["when-where"]["state"] = "CA"
    answers["held-over"] |= {"zone": "Central", "due_out": moment("2026-11-30", "9 am", "09:00")}
    [hold] = [
        last
        for last in deadlines_for(compute_facts(answers, date(2026, 12, 1)))
        if last.rule.slug == "hold_48h"
    ]
    assert hold.due_dates[0].earliest.isoformat() == "2026-12-02T09:00:00-06:00"
    assert zones_of("TX", "Pacific") == ("Central", "Mountain")
