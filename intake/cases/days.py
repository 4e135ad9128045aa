"""Working days: Monday to Friday. Federal holidays come with the last days."""

from datetime import timedelta

SATURDAY = 5


def add_working_days(day, count):
    """Return the date `count` working days after `day`; before it, if `count` is negative."""
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        if day.weekday() < SATURDAY:
            count -= step.days
    return day


def working_days_between(first, last):
    """Return how many working days lie after `first` up to and with `last`."""
    days = (last - first).days
    return sum((first + timedelta(days=n)).weekday() < SATURDAY for n in range(1, days + 1))
