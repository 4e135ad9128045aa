"""The 48 hours of a hold: worked examples by both texts, and what holds for any start."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.deadlines import detainer_clock
from intake.flow.place import zones_of
from intake.flow.states import STATE_TIMEZONES, TIMEZONES

# place, said zone, start, end without a break, end without weekends and holidays. Each end also
# stands in UTC, worked out from the clock of the place: the hand alone would not show a wrong zone.
EXAMPLES = [
    (
        "a Monday at noon",
        "NY",
        "",
        "2026-11-16 12:00",
        "2026-11-18 12:00",
        "11-18 17:00Z",
        "2026-11-18 12:00",
        "11-18 17:00Z",
    ),
    (
        "a Wednesday evening",
        "NY",
        "",
        "2026-11-18 20:00",
        "2026-11-20 20:00",
        "11-21 01:00Z",
        "2026-11-20 20:00",
        "11-21 01:00Z",
    ),
    (
        "a Thursday afternoon",
        "NY",
        "",
        "2026-11-19 15:00",
        "2026-11-21 15:00",
        "11-21 20:00Z",
        "2026-11-23 15:00",
        "11-23 20:00Z",
    ),
    (
        "Friday at five",
        "NY",
        "",
        "2026-11-13 17:00",
        "2026-11-15 17:00",
        "11-15 22:00Z",
        "2026-11-17 17:00",
        "11-17 22:00Z",
    ),
    (
        "Friday at five before a holiday on Monday",
        "NY",
        "",
        "2026-10-09 17:00",
        "2026-10-11 17:00",
        "10-11 21:00Z",
        "2026-10-14 17:00",
        "10-14 21:00Z",
    ),
    (
        "Friday night before a weekend of three days",
        "CA",
        "",
        "2026-09-04 23:30",
        "2026-09-06 23:30",
        "09-07 06:30Z",
        "2026-09-09 23:30",
        "09-10 06:30Z",
    ),
    (
        "a Saturday morning",
        "NY",
        "",
        "2026-11-14 09:00",
        "2026-11-16 09:00",
        "11-16 14:00Z",
        "2026-11-18 00:00",
        "11-18 05:00Z",
    ),
    (
        "a Sunday night",
        "NY",
        "",
        "2026-11-15 23:59",
        "2026-11-17 23:59",
        "11-18 04:59Z",
        "2026-11-18 00:00",
        "11-18 05:00Z",
    ),
    (
        "Monday, just as it begins",
        "NY",
        "",
        "2026-11-16 00:00",
        "2026-11-18 00:00",
        "11-18 05:00Z",
        "2026-11-18 00:00",
        "11-18 05:00Z",
    ),
    (
        "a Thursday, just as it begins",
        "NY",
        "",
        "2026-11-19 00:00",
        "2026-11-21 00:00",
        "11-21 05:00Z",
        "2026-11-21 00:00",
        "11-21 05:00Z",
    ),
    (
        "clocks go forward on Sunday",
        "NY",
        "",
        "2026-03-06 20:00",
        "2026-03-08 21:00",
        "03-09 01:00Z",
        "2026-03-10 20:00",
        "03-11 00:00Z",
    ),
    (
        "clocks go forward, from Saturday",
        "NY",
        "",
        "2026-03-07 10:00",
        "2026-03-09 11:00",
        "03-09 15:00Z",
        "2026-03-11 00:00",
        "03-11 04:00Z",
    ),
    (
        "clocks go back on Sunday",
        "NY",
        "",
        "2026-10-30 20:00",
        "2026-11-01 19:00",
        "11-02 00:00Z",
        "2026-11-03 20:00",
        "11-04 01:00Z",
    ),
    (
        "clocks go back, from Saturday",
        "IL",
        "",
        "2026-10-31 10:00",
        "2026-11-02 09:00",
        "11-02 15:00Z",
        "2026-11-04 00:00",
        "11-04 06:00Z",
    ),
    (
        "no change of clocks in Arizona",
        "AZ",
        "Arizona",
        "2026-03-06 20:00",
        "2026-03-08 20:00",
        "03-09 03:00Z",
        "2026-03-10 20:00",
        "03-11 03:00Z",
    ),
    (
        "the part of Arizona that changes",
        "AZ",
        "Mountain",
        "2026-03-06 20:00",
        "2026-03-08 21:00",
        "03-09 03:00Z",
        "2026-03-10 20:00",
        "03-11 02:00Z",
    ),
    (
        "no change of clocks in Hawaii",
        "HI",
        "",
        "2026-10-30 20:00",
        "2026-11-01 20:00",
        "11-02 06:00Z",
        "2026-11-03 20:00",
        "11-04 06:00Z",
    ),
    (
        "Puerto Rico, no change of clocks",
        "PR",
        "",
        "2026-03-06 20:00",
        "2026-03-08 20:00",
        "03-09 00:00Z",
        "2026-03-10 20:00",
        "03-11 00:00Z",
    ),
    (
        "Puerto Rico, a federal holiday",
        "PR",
        "",
        "2026-11-10 08:00",
        "2026-11-12 08:00",
        "11-12 12:00Z",
        "2026-11-13 08:00",
        "11-13 12:00Z",
    ),
    (
        "the west of Texas, on the other clock",
        "TX",
        "Mountain",
        "2026-11-13 17:00",
        "2026-11-15 17:00",
        "11-16 00:00Z",
        "2026-11-17 17:00",
        "11-18 00:00Z",
    ),
    (
        "a holiday on Saturday, kept on Friday",
        "NY",
        "",
        "2026-07-02 12:00",
        "2026-07-04 12:00",
        "07-04 16:00Z",
        "2026-07-07 12:00",
        "07-07 16:00Z",
    ),
    (
        "a holiday on Sunday, kept on Monday",
        "NY",
        "",
        "2027-07-02 12:00",
        "2027-07-04 12:00",
        "07-04 16:00Z",
        "2027-07-07 12:00",
        "07-07 16:00Z",
    ),
    (
        "over the end of the year",
        "NY",
        "",
        "2026-12-31 09:00",
        "2027-01-02 09:00",
        "01-02 14:00Z",
        "2027-01-05 09:00",
        "01-05 14:00Z",
    ),
    (
        "New Year on Saturday, kept in the old year",
        "NY",
        "",
        "2027-12-30 12:00",
        "2028-01-01 12:00",
        "01-01 17:00Z",
        "2028-01-04 12:00",
        "01-04 17:00Z",
    ),
    (
        "Thanksgiving",
        "NY",
        "",
        "2026-11-25 18:00",
        "2026-11-27 18:00",
        "11-27 23:00Z",
        "2026-11-30 18:00",
        "11-30 23:00Z",
    ),
    (
        "Christmas on Friday",
        "WA",
        "",
        "2026-12-24 06:00",
        "2026-12-26 06:00",
        "12-26 14:00Z",
        "2026-12-29 06:00",
        "12-29 14:00Z",
    ),
    (
        "the end of February in a leap year",
        "GA",
        "",
        "2028-02-28 10:00",
        "2028-03-01 10:00",
        "03-01 15:00Z",
        "2028-03-01 10:00",
        "03-01 15:00Z",
    ),
    (
        "Guam",
        "GU",
        "",
        "2026-11-13 17:00",
        "2026-11-15 17:00",
        "11-15 07:00Z",
        "2026-11-17 17:00",
        "11-17 07:00Z",
    ),
]


def in_utc(moment):
    return moment.astimezone(UTC).strftime("%m-%d %H:%MZ")


def said(text):
    day, _blank, hour = text.partition(" ")
    y, m, d = map(int, day.split("-"))
    return {"y": y, "m": m, "d": d, "t": hour}


@pytest.mark.parametrize(
    ("place", "zone", "start", "straight", "straight_utc", "working", "working_utc"),
    [row[1:] for row in EXAMPLES],
    ids=[row[0] for row in EXAMPLES],
)
def test_both_counts_of_48_hours(place, zone, start, straight, straight_utc, working, working_utc):
    found = detainer_clock.ends(detainer_clock.start_of(said(start), zones_of(place, zone)))
    assert found["straight"].earliest.strftime("%Y-%m-%d %H:%M") == straight
    assert in_utc(found["straight"].earliest) == straight_utc
    assert found["working"].earliest.strftime("%Y-%m-%d %H:%M") == working
    assert in_utc(found["working"].earliest) == working_utc
    assert found["straight"].is_exact
    assert found["working"].is_exact


def test_an_unknown_hour_may_be_any_of_the_day():
    start = detainer_clock.start_of({"y": 2026, "m": 11, "d": 13, "t": ""}, ("Eastern",))
    found = detainer_clock.ends(start)
    assert found["straight"].earliest.isoformat() == "2026-11-15T00:00:00-05:00"
    assert found["straight"].latest.isoformat() == "2026-11-16T00:00:00-05:00"
    assert found["working"].earliest.isoformat() == "2026-11-17T00:00:00-05:00"
    assert found["working"].latest.isoformat() == "2026-11-18T00:00:00-05:00"


def test_without_a_day_there_is_no_end():
    assert (
        detainer_clock.start_of({"y": 2026, "m": 2, "d": None, "t": "09:00"}, ("Eastern",)) is None
    )
    assert detainer_clock.start_of({"y": 2026, "m": None, "d": None}, ("Eastern",)) is None


# What was typed as the hour of November 13, and the first and last moment that it may mean.
HOURS = [
    ("in the evening", "", "13 18:00", "14 00:00"),
    ("between 2 and 4 pm", "", "13 14:00", "13 16:00"),
    ("between 2 and 4", "14:00", "13 14:00", "13 16:00"),
    ("between 2 and 4", "", "13 00:00", "14 00:00"),
    ("around 3", "15:00", "13 15:00", "13 15:00"),
    ("around 3", "", "13 00:00", "14 00:00"),
    ("2400", "24:00", "14 00:00", "14 00:00"),
    ("shift change", "", "13 00:00", "14 00:00"),
    # Stored by an older form, which read fewer hours.
    ("1730 hrs", "", "13 17:30", "13 17:30"),
    ("Midnight", "00:00", "13 00:00", "13 00:00"),
    ("5:30", "05:30", "13 05:30", "13 05:30"),
    # The clock that was named, where the place has it; one hour apart, where it has not.
    ("5 pm CST", "17:00", "13 17:00", "13 18:00"),
    ("5 pm EST", "17:00", "13 17:00", "13 17:00"),
]


@pytest.mark.parametrize(("typed", "t", "first", "last"), HOURS)
def test_an_hour_in_words_has_a_first_and_a_last_moment(typed, t, first, last):
    moment = {"y": 2026, "m": 11, "d": 13, "words": "", "time": typed, "t": t}
    start = detainer_clock.start_of(moment, ("Eastern",))
    assert start.earliest.strftime("%d %H:%M") == first
    assert start.latest.strftime("%d %H:%M") == last


def test_a_clock_that_was_named_is_the_one_of_two():
    moment = said("2026-11-13 ") | {"time": "5 pm MT"}
    start = detainer_clock.start_of(moment, zones_of("TX", ""))
    assert start.is_exact
    assert in_utc(start.earliest) == "11-14 00:00Z"
    # In Arizona, people write MST for both.
    assert not detainer_clock.start_of(
        {"y": 2026, "m": 7, "d": 3, "time": "5 pm MST", "t": ""}, zones_of("AZ", "")
    ).is_exact


def test_without_a_year_there_is_nothing_to_count():
    assert detainer_clock.start_of({"y": None, "m": 2, "d": 3, "t": ""}, ("Eastern",)) is None
    assert detainer_clock.start_of(None, ("Eastern",)) is None


@pytest.mark.parametrize(
    ("state", "zone", "names"),
    [
        ("TX", "", ("Central", "Mountain")),
        ("TX", "unsure", ("Central", "Mountain")),
        ("TX", "Mountain", ("Mountain",)),
        ("TX", "Hawaii", ("Central", "Mountain")),
        ("NY", "Central", ("Eastern",)),
        ("", "", ("Eastern",)),
        ("unsure", "Pacific", ("Eastern",)),
    ],
)
def test_the_clock_of_a_place(state, zone, names):
    assert zones_of(state, zone) == names


def test_in_a_state_with_two_clocks_the_earlier_end_counts():
    start = detainer_clock.start_of(said("2026-11-13 17:00"), ("Central", "Mountain"))
    assert start.latest - start.earliest == timedelta(hours=1)
    assert detainer_clock.ends(start)["straight"].earliest.tzinfo == ZoneInfo("America/Chicago")


def test_every_state_has_its_clocks_and_the_one_ahead_stands_first():
    for zones in STATE_TIMEZONES.values():
        for day in (datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)):
            offsets = [day.astimezone(ZoneInfo(TIMEZONES[zone])).utcoffset() for zone in zones]
            assert offsets == sorted(offsets, reverse=True)


def test_an_hour_that_does_not_exist_or_comes_twice_is_still_48_real_hours():
    for text in ("2026-03-08 02:30", "2026-11-01 01:30"):
        start = detainer_clock.start_of(said(text), ("Eastern",)).earliest
        end = detainer_clock.end_straight(start)
        assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=48)


@pytest.mark.parametrize(
    ("hours", "whole"), [(0, 0), (0.5, 0), (1, 1), (-0.5, 0), (-1, -1), (-30.9, -30)]
)
def test_whole_hours_never_say_more_than_there_is(hours, whole):
    first = datetime(2026, 11, 1, 0, 30, tzinfo=ZoneInfo("America/New_York"))
    last = (first.astimezone(UTC) + timedelta(hours=hours)).astimezone(first.tzinfo)
    assert detainer_clock.whole_hours(first, last) == whole


def test_midnight_belongs_to_the_day_before():
    zone = ZoneInfo("America/New_York")
    assert detainer_clock.day_of(datetime(2026, 11, 18, tzinfo=zone)) == date(2026, 11, 17)
    assert detainer_clock.day_of(datetime(2026, 11, 18, 0, 1, tzinfo=zone)) == date(2026, 11, 18)


# An independent count: the law's own list, and quarter hours one by one.


def nth(year, month, weekday, number):
    """Return the n-th weekday of a month; -1 is the last."""
    first = date(year, month, 1)
    days = [first + timedelta(days=n) for n in range(31)]
    days = [day for day in days if day.month == month and day.weekday() == weekday]
    return days[number - 1 if number > 0 else number]


def legal_holidays(year):
    """Return the days of 5 U.S.C. 6103(a), and the days on which they are kept, 6103(b)."""
    fixed = [
        date(year, 1, 1),
        date(year, 6, 19),
        date(year, 7, 4),
        date(year, 11, 11),
        date(year, 12, 25),
        date(year + 1, 1, 1),
    ]
    moving = {
        nth(year, 1, 0, 3),
        nth(year, 2, 0, 3),
        nth(year, 5, 0, -1),
        nth(year, 9, 0, 1),
        nth(year, 10, 0, 2),
        nth(year, 11, 3, 4),
    }
    kept = {5: -1, 6: 1}
    observed = {day + timedelta(days=kept.get(day.weekday(), 0)) for day in fixed}
    return {day for day in {*fixed, *moving, *observed} if day.year == year}


def is_free_day(day):
    return day.weekday() >= 5 or day in legal_holidays(day.year)


QUARTER = timedelta(minutes=15)
STARTS = st.integers(0, 10 * 365 * 24 * 4).map(
    lambda count: datetime(2022, 1, 1, tzinfo=UTC) + count * QUARTER
)
PLACES = st.sampled_from(sorted(TIMEZONES.values()))


def counted_quarters(start, end, zone):
    """Return how many quarters of an hour from start to end lie on days that count."""
    count, now = 0, start
    while now < end:
        count += not is_free_day(now.astimezone(zone).date())
        now += QUARTER
    return count


@settings(max_examples=250, deadline=None)
@given(STARTS, PLACES)
def test_any_start_in_any_place_gives_48_hours_by_both_counts(start, place):
    zone = ZoneInfo(place)
    straight = detainer_clock.end_straight(start.astimezone(zone)).astimezone(UTC)
    working = detainer_clock.end_working(start.astimezone(zone)).astimezone(UTC)
    assert straight - start == timedelta(hours=48)
    assert counted_quarters(start, working, zone) == 48 * 4
    # No hour of a day that is left out stands at the end.
    assert not is_free_day((working - QUARTER).astimezone(zone).date())
    assert working >= straight


@settings(max_examples=150, deadline=None)
@given(STARTS, st.integers(1, 400), PLACES)
def test_a_later_start_never_ends_earlier(start, quarters, place):
    zone = ZoneInfo(place)
    earlier, later = start.astimezone(zone), (start + quarters * QUARTER).astimezone(zone)
    assert detainer_clock.end_working(earlier).astimezone(UTC) <= detainer_clock.end_working(
        later
    ).astimezone(UTC)
    assert detainer_clock.end_straight(earlier).astimezone(UTC) < detainer_clock.end_straight(
        later
    ).astimezone(UTC)
