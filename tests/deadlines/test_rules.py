"""Last days: from which date, by which rule, with which result, and what is said of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from intake.citations.base import MEDIUM, Claim
from intake.citations.footnotes import Footnotes
from intake.deadlines.calendar_file import to_calendar
from intake.deadlines.computed import deadlines_for, next_date, queue_dates
from intake.deadlines.display import deadline_context, format_moment, has_upcoming_date
from intake.deadlines.response_times import RESPONSE_TIMES
from intake.deadlines.rules import RULES
from intake.deadlines.workdays import add_months
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import ComingDate, compute_facts
from intake.flow.sample import sample

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
TODAY = NOW.date()


def day(y=None, m=None, d=None, t=""):
    return {"y": y, "m": m, "d": d, "words": "", "time": t, "t": t}


def known(
    *, happened=None, sent=None, due=None, went=None, state="NY", zone="", held=False, **changes
):
    told = {
        "when_where": {"when": happened, "city": "", "state": state, "agency": ""},
        "detainers": [
            {"seen": "told", "paper": changes.pop("paper", "not_seen"), "placed_on": sent}
        ],
        "held_over": {"kept": "yes", "due_out": due, "went_out": went, "zone": zone},
    }
    answers = sample(COMPLAINT, held=held, **told | changes)
    return compute_facts(answers, TODAY)


def found(facts, key):
    return next((deadline for deadline in deadlines_for(facts) if deadline.rule.slug == key), None)


@pytest.mark.parametrize(
    ("sent", "on"),
    [
        (day(2026, 10, 2), date(2028, 10, 2)),
        (day(2024, 2, 29), date(2026, 2, 27)),  # February 28 is a Saturday
        (day(2025, 7, 4), date(2027, 7, 2)),  # a Sunday that is a holiday
        (day(2026, 10), date(2028, 9, 29)),  # a Sunday
        (day(2026, 1), date(2027, 12, 30)),  # New Year on Saturday is kept on Friday
        (day(2026), None),  # from a year alone, two years could be three
        (day(m=10, d=2), None),
        (None, None),
    ],
)
def test_a_money_claim_must_be_there_within_two_years(sent, on):
    assert found(known(sent=sent), "ftca").due_on == on


def money(**changes):
    claim = found(known(**changes), "ftca")
    return [(str(one.name), one.earliest, one.latest) for one in claim.due_dates]


def test_the_arrest_by_local_police_starts_no_claim_for_money():
    told = {"happened": day(2020, 1, 5), "sent": day(2026, 10, 5)}
    names = [name for name, _first, _last in money(**told, due=day(2026, 10, 7, "12:00"))]
    assert names == ["Counted from when ICE sent the hold", "Counted from when release was due"]


def test_a_month_gives_a_first_and_a_last_day_and_never_only_its_first():
    [(_name, first, last)] = money(sent=day(2024, 11))
    assert (first, last) == (date(2026, 10, 30), date(2026, 11, 30))
    told = known(sent=day(2024, 11))
    assert found(told, "ftca").passed(NOW) == "maybe"
    row = shown(told, "ftca")
    assert row["may_have_passed"]
    assert not row["has_passed"]
    assert row["due_dates"][0].text.startswith("between ")


def test_nothing_before_the_arrest_counts_where_the_month_is_that_of_the_arrest():
    [(_name, first, last)] = money(happened=day(2025, 8, 19), sent=day(2025, 8))
    assert (first, last) == (date(2027, 8, 19), date(2027, 8, 31))


def test_what_has_passed_is_no_task():
    told = known(sent=day(2020, 1, 2), due=day(2020, 1, 6, "12:00"), went=day(2020, 1, 8, "9:00"))
    claim, notice = shown(told, "ftca"), shown(told, "state_notice")
    for row in (claim, notice):
        assert row["has_passed"]
        assert not row["is_task"]
    assert "exceptions" in str(claim["advice"])
    assert "federal civil rights case" in str(notice["advice"])
    assert "Send" not in str(notice["advice"])


@pytest.mark.parametrize(
    ("state", "days"),
    [
        ("NY", ["2027-01-05", "2027-01-07"]),  # 90 days from both ends of the stay
        ("GA", ["2027-04-07", "2027-04-09", "2027-10-07", "2027-10-08"]),  # a city; a county
        ("PA", []),  # the source is not sure enough for a day
        ("IN", []),  # read for state offices alone
        ("OH", []),
        ("GU", []),
    ],
)
def test_a_notice_has_a_day_only_where_the_source_is_sure(state, days):
    told = known(
        sent=day(2026, 10, 5),
        due=day(2026, 10, 7, "12:00"),
        went=day(2026, 10, 9, "12:00"),
        state=state,
        zone="Eastern",
    )
    notice = found(told, "state_notice")
    assert sorted(one.due_on.isoformat() for one in notice.due_dates) == days
    assert any("federal civil rights case" in str(item) for item in notice.legal_basis)
    assert notice.unknowns == ()
    assert ("no checked line" in " ".join(map(str, notice.legal_basis))) is (state in ("OH", "GU"))


def test_days_that_were_told_are_shown_and_counted_from_nothing():
    told = replace(
        known(hold={"ice_asked": "no"}),
        coming=(
            ComingDate("court", day(2026, 12, 4), ""),
            ComingDate("report", day(2026, 11, 25), ""),
            ComingDate("other", day(2027), ""),
        ),
    )
    coming = found(told, "coming_date")
    assert [one.due_on.day for one in coming.due_dates] == [25, 4]
    # They order the queue as days of their own, not as deadlines.
    assert "coming_date" not in queue_dates(told)
    assert found(known(), "coming_date") is None


@pytest.mark.parametrize(
    ("happened", "on"),
    [(day(2026, 10, 2), date(2027, 3, 31)), (day(2026, 9), date(2027, 2, 26)), (day(), None)],
)
def test_a_complaint_about_a_local_office_has_180_days(happened, on):
    assert found(known(happened=happened), "title_vi").due_on == on


def test_a_rule_is_shown_only_where_it_matters():
    calm = known(
        problem={"went_wrong": ["status_wrong"]},
        treatment={"treated": []},
        held_over={"kept": "no"},
        hold={"ice_asked": "no"},
    )
    assert {deadline.rule.slug for deadline in deadlines_for(calm)} == {"locator", "crcl"}
    assert found(known(), "state_notice").due_dates == ()
    assert found(known(), "civil_suit").due_on is None


@pytest.mark.parametrize(
    ("state", "ends"),
    [
        ("AZ", {"For any public office": date(2027, 3, 31)}),
        ("CA", {"For any public office": date(2027, 4, 2)}),
        ("CO", {"For any public office": date(2027, 4, 2)}),
        ("GA", {"For a city": date(2027, 4, 2), "For a county": date(2027, 10, 1)}),
        ("MD", {"For a city, county or jail": date(2027, 10, 1)}),
        ("MN", {"For a city, county or jail": date(2027, 3, 31)}),
        ("NJ", {"For any public office": date(2026, 12, 31)}),
        ("NY", {"For a city, county or jail": date(2026, 12, 31)}),
        ("TX", {"For any public office": date(2027, 4, 2)}),
        ("WI", {"For a city, county or jail": date(2027, 1, 29)}),
        # What rests on less than the law's own words gives no day, and no row none either.
        ("FL", {}),
        # Their words that were read speak of a state office alone: no local staff belongs to one.
        ("IL", {}),
        ("IN", {}),
        ("VA", {}),
        ("MA", {}),
        ("PA", {}),
        ("WA", {}),
        ("OH", {}),
    ],
)
def test_a_notice_under_state_law_has_the_day_of_its_state(state, ends):
    notice = found(known(happened=day(2026, 10, 2), state=state), "state_notice")
    assert {str(due.name): due.due_on for due in notice.due_dates} == ends
    words = " ".join(str(item) for item in notice.legal_basis)
    assert "42 U.S.C. 1983" in words
    assert ("no checked line" in words) == (state == "OH")
    assert not ends or not notice.unknowns


def test_a_notice_without_a_date_asks_for_one_only_where_it_could_be_counted():
    assert found(known(state="NJ"), "state_notice").unknowns
    assert not found(known(state="OH"), "state_notice").unknowns


def test_a_case_against_a_local_office_in_illinois_has_a_day():
    told = known(happened=day(2026, 10, 2), state="IL")
    assert found(told, "civil_suit").due_on == date(2027, 10, 1)
    assert found(known(happened=day(2026, 10, 2)), "civil_suit").due_on is None


def test_the_hold_is_counted_by_both_texts_and_the_earlier_one_orders():
    told = known(due=day(2026, 11, 20, "17:00"))
    straight, working = found(told, "hold_48h").due_dates
    assert straight.earliest.isoformat() == "2026-11-22T17:00:00-05:00"
    assert working.earliest.isoformat() == "2026-11-24T17:00:00-05:00"
    assert found(told, "hold_48h").due_on == date(2026, 11, 22)
    assert queue_dates(told)["hold_48h"] == "2026-11-22"


def test_a_paper_that_asks_only_for_notice_gives_no_48_hours():
    told = known(due=day(2026, 11, 20, "17:00"), paper="i247g")
    assert found(told, "hold_48h") is None
    assert found(told, "gonzalez").due_on == date(2030, 3, 4)


def test_the_search_page_shows_people_for_60_days():
    assert found(known(went=day(2026, 11, 1)), "locator").due_on == date(2026, 12, 31)
    assert found(known(went=day(2026, 11, 1), held=True), "locator") is None


@pytest.mark.parametrize(
    ("due", "at", "passed"),
    [
        (day(2026, 11, 20, "17:00"), datetime(2026, 11, 22, 21, 59, tzinfo=UTC), "no"),
        (day(2026, 11, 20, "17:00"), datetime(2026, 11, 22, 22, 1, tzinfo=UTC), "maybe"),
        (day(2026, 11, 20, "17:00"), datetime(2026, 11, 24, 22, 1, tzinfo=UTC), "yes"),
        (day(2026, 11, 20), datetime(2026, 11, 22, 5, 1, tzinfo=UTC), "maybe"),
        (day(2026, 11), datetime(2027, 11, 20, 12, tzinfo=UTC), "no"),
    ],
)
def test_a_last_day_is_over_only_for_certain_or_perhaps(due, at, passed):
    assert found(known(due=due), "hold_48h").passed(at) == passed


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due": day(2026, 11)}, "You gave no day."),
        ({"due": day(2026, 11, 20)}, "You gave no hour."),
        ({"due": day(m=11, d=20)}, "We need a date with a year"),
        ({"due": day(2026, 11, 20, "17:00"), "state": "unsure"}, "Eastern time"),
        ({"due": day(2026, 11, 20, "17:00"), "state": "TX", "zone": "unsure"}, "two time zones"),
    ],
)
def test_what_was_not_known_is_said(changes, words):
    assert words in " ".join(map(str, found(known(**changes), "hold_48h").unknowns))


def test_what_is_known_whole_needs_no_word():
    told = known(due=day(2026, 11, 20, "17:00"), state="TX", zone="Mountain")
    assert found(told, "hold_48h").unknowns == ()


def test_the_soonest_stands_first_and_those_without_a_day_last():
    days = [
        deadline.due_on
        for deadline in deadlines_for(
            known(happened=day(2026, 10, 2), due=day(2026, 11, 20, "17:00"))
        )
    ]
    with_day = [one for one in days if one]
    assert with_day == sorted(with_day)
    assert days[len(with_day) :] == [None] * (len(days) - len(with_day))


def test_the_next_last_day_is_the_first_that_is_not_over():
    dates = {
        "hold_48h": date(2026, 11, 22),
        "title_vi": date(2026, 11, 23),
        "ftca": date(2028, 10, 2),
    }
    assert next_date(dates, date(2026, 11, 23)) == date(2026, 11, 23)
    assert next_date(dates, date(2026, 11, 24)) == date(2028, 10, 2)
    assert next_date(dates, date(2029, 1, 1)) is None
    assert next_date({}, TODAY) is None


@pytest.mark.parametrize(
    ("first", "months", "deadline"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_where_a_month_ends(first, months, deadline):
    assert add_months(first, months) == deadline


@pytest.mark.parametrize(
    ("key", "start", "deadline"),
    [
        ("foia", date(2026, 11, 23), date(2026, 12, 22)),
        ("amendment", date(2026, 11, 23), date(2026, 12, 8)),
        ("privacy_appeal", date(2026, 11, 23), date(2027, 4, 5)),
        ("ftca_silence", date(2026, 11, 23), date(2027, 5, 23)),
        ("ftca_suit", date(2026, 11, 23), date(2027, 5, 21)),
    ],
)
def test_answers_of_offices_are_counted_from_a_day(key, start, deadline):
    assert RESPONSE_TIMES[key].due_on(start) == deadline


def test_every_rule_says_its_law_and_what_to_do():
    for rule in RULES:
        # What was told, and a birthday, rest on no law.
        counts = rule.slug not in ("coming_date", "turns_18")
        assert any(isinstance(item, Claim) for item in rule.legal_basis) is counts
        assert str(rule.advice)
        assert rule.compute is None or str(rule.starts_text) or not counts


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (
            datetime(2026, 11, 18, 0, 0, tzinfo=UTC),
            "midnight at the end of Tuesday, November 17, 2026",
        ),
        (datetime(2026, 11, 18, 12, 0, tzinfo=UTC), "Wednesday, November 18, 2026, 12 noon"),
        (datetime(2026, 11, 18, 0, 5, tzinfo=UTC), "Wednesday, November 18, 2026, 12:05 am"),
        (datetime(2026, 11, 18, 17, 30, tzinfo=UTC), "Wednesday, November 18, 2026, 5:30 pm"),
        (date(2026, 11, 18), "Wednesday, November 18, 2026"),
    ],
)
def test_moments_are_said_in_words(moment, words):
    assert format_moment(moment) == words


def test_the_page_says_how_many_hours_are_left_or_over():
    told = known(due=day(2026, 11, 20, "17:00"), held=True)
    [hold] = [
        deadline
        for deadline in deadline_context(told, NOW, Footnotes())
        if deadline["rule"].slug == "hold_48h"
    ]
    assert [due_date.time_left for due_date in hold["due_dates"]] == [
        "17 hours overdue",
        "31 hours left",
    ]
    later = datetime(2026, 12, 1, 15, tzinfo=UTC)
    [hold] = [
        deadline
        for deadline in deadline_context(told, later, Footnotes())
        if len(deadline["due_dates"]) == 2
    ]
    assert hold["due_dates"][0].time_left == "8 days overdue"


def test_the_calendar_file_says_nothing_to_somebody_who_looks_over_a_shoulder():
    told = known(sent=day(2026, 10, 2), due=day(2026, 11, 22, "17:00"), held=True)
    text = to_calendar(told, now=NOW).decode()
    # Both readings of the hold, both of the claim, a notice, and a day in court.
    assert text.count("BEGIN:VEVENT") == 6
    assert "DTSTART:20261124T220000Z" in text
    assert "DTSTART;VALUE=DATE:20281002" in text
    for word in (
        "hold",
        "ice",
        "jail",
        "claim",
        "crcl",
        "detain",
        "immigra",
        "complain",
        "ana",
        "sample",
        "wrong",
        "match",
        "title_vi",
        "ftca",
    ):
        assert word not in text.lower().replace("prodid:-//calendar//en", "").replace(
            "begin:vevent", ""
        )


def test_the_calendar_file_leaves_out_what_is_over_and_is_the_same_each_time():
    told = known(sent=day(2020, 1, 2), due=day(2020, 1, 2, "17:00"))
    assert b"VEVENT" not in to_calendar(told, now=NOW)
    told = known(sent=day(2026, 10, 2))
    assert to_calendar(told, now=NOW) == to_calendar(told, now=NOW)


def test_a_moment_is_over_by_real_time_when_the_clocks_go_back():
    zone = ZoneInfo("America/New_York")
    due_date = found(known(due=day(2026, 10, 30, "01:30")), "hold_48h").due_dates[0]
    assert due_date.earliest == datetime(2026, 11, 1, 1, 30, tzinfo=zone)
    second_time = datetime(2026, 11, 1, 1, 15, fold=1, tzinfo=zone)
    assert due_date.passed(second_time) == "yes"


@pytest.mark.parametrize(
    ("state", "evening", "midnight"),
    [
        ("NY", "2028-10-02T20:00:00-04:00", "2028-10-03T00:00:00-04:00"),
        ("HI", "2028-10-02T20:00:00-10:00", "2028-10-03T00:00:00-10:00"),
        ("GU", "2028-10-02T23:59:00+10:00", "2028-10-03T00:00:00+10:00"),
    ],
)
def test_the_last_day_lasts_until_midnight_in_its_place(state, evening, midnight):
    told = known(sent=day(2026, 10, 2), state=state)
    now, after = (datetime.fromisoformat(text).astimezone(UTC) for text in (evening, midnight))
    assert found(told, "ftca").passed(now) == "no"
    assert b"DTSTART;VALUE=DATE:20281002" in to_calendar(told, now=now)
    assert found(told, "ftca").passed(after) == "yes"
    assert b"VEVENT" not in to_calendar(told, now=after)


@pytest.mark.parametrize(
    ("key", "dates", "before", "last"),
    [
        ("title_vi", {"happened": day(2026, 10, 2)}, "no", "2027-03-31T23:59:00-04:00"),
        ("title_vi", {"happened": day(2026, 9)}, "maybe", "2027-03-29T23:59:00-04:00"),
        ("locator", {"went": day(2026, 11, 1)}, "no", "2026-12-31T23:59:00-05:00"),
        ("locator", {"went": day(2026, 10)}, "maybe", "2026-12-30T23:59:00-05:00"),
    ],
)
def test_a_deadline_has_passed_on_the_day_after_the_latest_day_it_may_be(key, dates, before, last):
    deadline, minute = found(known(**dates), key), datetime.fromisoformat(last)
    assert deadline.passed(minute) == before
    assert deadline.passed(minute + timedelta(minutes=1)) == "yes"


def shown(told, key, now=NOW):
    return next(
        deadline
        for deadline in deadline_context(told, now, Footnotes())
        if deadline["rule"].slug == key
    )


@pytest.mark.parametrize(("held", "name"), [(True, "must end"), (False, "48 hours ended")])
def test_the_hold_is_a_look_back_for_somebody_who_is_free(held, name):
    told = known(due=day(2026, 11, 2, "17:00"), held=held)
    hold = shown(told, "hold_48h")
    assert name in str(hold["name"])
    assert ("still there" in str(hold["advice"])) is held
    assert ("shorter stay can break the law" in str(hold["advice"])) is not held
    assert hold["is_retrospective"] is not held
    assert bool(hold["due_dates"][0].time_left) is held


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (2, "These 48 hours are over."),
        (20, "This day may be over."),
        (22, None),
    ],
)
def test_who_is_held_past_48_hours_is_told_what_to_do_at_once(due, said):
    hold = shown(known(due=day(2026, 11, due, "17:00"), held=True), "hold_48h")
    if said:
        over, do = map(str, hold["overdue_advice"])
        assert over == said
        assert do == "Act today. Ask the jail in writing why the person is still there."
    else:
        assert hold["overdue_advice"] is None
    free = known(due=day(2026, 11, due, "17:00"), held=False)
    assert shown(free, "hold_48h")["overdue_advice"] is None


def test_the_hold_is_a_look_back_for_somebody_whom_ice_took_out_of_the_jail():
    moved = replace(known(due=day(2026, 11, 2, "17:00"), held=True), where="ice")
    hold = shown(moved, "hold_48h")
    assert hold["is_retrospective"]
    assert "48 hours ended" in str(hold["name"])
    assert "still there" not in str(hold["advice"])


def test_the_hold_is_no_look_back_where_nobody_knows_where_the_person_is():
    told = replace(known(due=day(2026, 11, 2, "17:00")), where="unsure")
    assert not shown(told, "hold_48h")["is_retrospective"]


def test_what_has_no_last_day_while_held_is_said_in_words():
    held = known(held=True)
    assert found(held, "habeas").due_on is None
    assert found(held, "habeas").rule.is_confirmed
    assert "before the person is moved" in str(found(held, "habeas").advice)
    assert found(known(), "habeas") is None
    assert found(held, "ice_custody") is None
    by_ice = replace(held, where="ice")
    assert found(by_ice, "ice_custody").due_on is None
    assert found(by_ice, "ice_custody").rule.legal_basis[0].confidence == MEDIUM
    assert not {"habeas", "ice_custody"} & queue_dates(by_ice).keys()


@pytest.mark.parametrize(
    ("happened", "ahead"), [(day(2020, 1, 2), False), (day(2026, 10, 2), True), (None, False)]
)
def test_a_calendar_is_offered_only_where_it_would_hold_a_day(happened, ahead):
    told = known(sent=happened, treatment={"treated": []})
    assert has_upcoming_date(deadline_context(told, NOW, Footnotes())) is ahead
    assert (b"VEVENT" in to_calendar(told, now=NOW)) is ahead


@pytest.mark.parametrize(
    ("at", "left"),
    [
        ("2026-11-22T15:00:00-05:00", "2 hours left"),
        ("2026-11-22T15:00:30-05:00", "1 h 59 min left"),
        ("2026-11-22T15:40:00-05:00", "1 h 20 min left"),
        ("2026-11-22T16:59:30-05:00", "0 h 0 min left"),
        ("2026-11-22T17:10:00-05:00", "over"),
        ("2026-11-22T19:10:00-05:00", "2 hours overdue"),
    ],
)
def test_the_last_two_hours_are_counted_in_minutes(at, left):
    told = known(due=day(2026, 11, 20, "17:00"), held=True)
    now = datetime.fromisoformat(at).astimezone(UTC)
    assert shown(told, "hold_48h", now)["due_dates"][0].time_left == left


def test_no_title_in_the_calendar_tells_what_it_is_about():
    titles = " ".join(str(rule.neutral_title) for rule in RULES).lower()
    for word in ("lawyer", "court", "jail", "hold", "office", "complain", "claim"):
        assert word not in titles
