from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.deadlines.workdays import (
    add_working_days,
    is_day_off,
    is_holiday,
    on_or_before,
    working_days_between,
)
from tests.deadlines.test_detainer_clock import is_free_day, legal_holidays

DAYS = st.dates(date(2022, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize("year", range(2022, 2041))
def test_holidays_are_those_of_the_law(year):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    days = [day for day in days if day.year == year]
    assert {day for day in days if is_holiday(day)} == legal_holidays(year)


@given(DAYS)
def test_a_day_is_free_as_the_law_says(day):
    assert is_day_off(day) == is_free_day(day)


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 25), 1, date(2026, 11, 27)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 30), -1, date(2026, 11, 27)),
        (date(2026, 11, 23), 20, date(2026, 12, 22)),
        (date(2026, 12, 23), 10, date(2027, 1, 8)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_working_days_pass_over_weekends_and_holidays(day, count, result):
    assert add_working_days(day, count) == result


@given(DAYS, st.integers(1, 90))
def test_counting_back_what_was_added_gives_the_count(day, count):
    assert working_days_between(day, add_working_days(day, count)) == count


@given(DAYS)
def test_the_last_working_day_before_is_at_most_four_days_back(day):
    found = on_or_before(day)
    assert not is_day_off(found)
    assert 0 <= (day - found).days <= 4
