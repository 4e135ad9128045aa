"""The table of spellings, and how it writes what was read."""

from pathlib import Path

from intake.reading.base import NotUnderstood
from intake.reading.dates import read_date, read_day, read_year
from intake.reading.months import read_month
from intake.reading.numbers import read_number
from intake.reading.phones import read_phone
from intake.reading.times import hand, read_time

SPELLINGS = Path(__file__).with_name("spellings.txt")
THIS_YEAR = 2026
MOST_DAYS = 20_000


def rows():
    """Return [(kind, typed, read)] of the table."""
    lines = SPELLINGS.read_text(encoding="utf-8").splitlines()
    found = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(kind, typed, read) for kind, typed, read in found]


def _span(first, last):
    return hand(first) if first == last else f"{hand(first)}-{hand(last)}"


def time_in_table(time):
    spans = time.choices or ((time.first, time.last),)
    text = " or ".join(_span(*span) for span in spans)
    return " ".join(filter(None, ("about" if time.about else "", text, time.zone)))


def date_in_table(date):
    parts = (
        f"{date.year:04d}" if date.year else "",
        f"{date.month:02d}" if date.month else "",
        f"{date.day:02d}" if date.day else "",
    )
    other = " or {:02d}-{:02d}".format(*date.other) if date.other else ""
    return "-".join(filter(None, parts)) + other


READERS = {
    "time": lambda typed: (read_time(typed), time_in_table),
    "date": lambda typed: (read_date(typed, this_year=THIS_YEAR), date_in_table),
    "date-es": lambda typed: (read_date(typed, "es", this_year=THIS_YEAR), date_in_table),
    "month": lambda typed: (read_month(typed), str),
    "day": lambda typed: (read_day(typed), str),
    "year": lambda typed: (read_year(typed, this_year=THIS_YEAR), str),
    "days": lambda typed: (read_number(typed, MOST_DAYS, days=True), str),
    "phone": lambda typed: (read_phone(typed), str),
}


def read(kind, typed):
    """Return what is read of a spelling, in the writing of the table."""
    found, in_table = READERS[kind](typed)
    return found.why if isinstance(found, NotUnderstood) else in_table(found)
