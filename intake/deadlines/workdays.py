"""Working days: Monday to Friday without federal holidays (5 U.S.C. 6103, observed days too).

Jails and states may keep other holidays; the pages say so.
"""

import calendar
from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5


@cache
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("US", years=year, observed=True))


def is_holiday(day: date) -> bool:
    return day in _holidays_of(day.year)


def is_day_off(day: date) -> bool:
    """Say whether a date is a Saturday, a Sunday, or a federal holiday."""
    return day.weekday() >= SATURDAY or is_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """Return the date `count` working days after `day`; before it, if `count` is negative."""
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        if not is_day_off(day):
            count -= step.days
    return day


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of it where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def working_days_between(first: date, last: date) -> int:
    """Return how many working days lie after `first` up to and with `last`."""
    days = (last - first).days
    return sum(not is_day_off(first + timedelta(days=n)) for n in range(1, days + 1))


def on_or_before(day: date) -> date:
    """Return the last working day that is not after `day`."""
    return add_working_days(day + timedelta(days=1), -1)


def on_or_after(day: date) -> date:
    """Return the first working day that is not before `day`."""
    return add_working_days(day - timedelta(days=1), 1)


def holidays_between(first: date, days: int) -> list[tuple[date, str]]:
    """Return [(day, name)] of the federal holidays of so many days, in order."""
    years = range(first.year, (first + timedelta(days=days)).year + 1)
    found = holidays.country_holidays("US", years=years, observed=True)
    return [
        (day, name)
        for day, name in sorted(found.items())
        if first <= day <= first + timedelta(days=days)
    ]
