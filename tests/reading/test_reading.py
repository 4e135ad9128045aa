"""What people type into short fields: a table of spellings, and what holds for any text."""

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intake.reading import dates, months, numbers, phones, signs, times
from intake.reading.base import NotUnderstood

from . import table

ROWS = table.rows()


@pytest.mark.parametrize(("kind", "typed", "read"), ROWS, ids=[" ".join(row[:2]) for row in ROWS])
def test_a_spelling_is_read_as_the_table_says(kind, typed, read):
    assert table.read(kind, typed) == read


def test_the_table_has_a_hundred_times_and_dates_and_names_each_once():
    assert sum(kind in ("time", "date", "date-es") for kind, _typed, _read in ROWS) >= 100
    assert len({row[:2] for row in ROWS}) == len(ROWS)


# Texts that look like times and dates more often than any text does.
_PIECES = (
    "12 3 03 25 2026 1730 :30 :61 am pm p.m. hrs h noon midnight morning noche between and to - ,"
    " about ish March marzo марта 3月 3rd / . half past quarter EST et y de la ½ ² ٣ days"
    " ext + x"
)
PIECES = st.sampled_from(_PIECES.split())
TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=7).map(" ".join),
    st.lists(PIECES, max_size=7).map("".join),
)
ANY = [
    times.read_time,
    months.read_month,
    dates.read_day,
    numbers.read_number,
    phones.read_phone,
    lambda typed: dates.read_date(typed, this_year=2026),
    lambda typed: dates.read_year(typed, this_year=2026),
    lambda typed: numbers.read_number(typed, 20_000, days=True),
]


@settings(max_examples=600, deadline=None)
@given(TYPED)
@example("٣" * 5000)
@example("1" * 5000)
@example("\ud800")
@example("\x00")
@example("\u200b\u202a")
@example("1:00 1:00 1:00")
def test_no_reader_raises_or_forgets_what_it_could_not_read(typed):
    for reader in ANY:
        assert reader(typed) is not None
    assert signs.email(typed) is not None
    assert isinstance(phones.phones_in(typed), list)


@settings(max_examples=600, deadline=None)
@given(TYPED)
def test_what_was_read_and_written_back_reads_the_same(typed):
    time = times.read_time(typed)
    if not isinstance(time, NotUnderstood):
        assert times.read_time(times.written(time)) == time
    date = dates.read_date(typed, this_year=2026)
    if not isinstance(date, NotUnderstood):
        again = dates.read_date(dates.written(date), this_year=2026)
        assert (again.year, again.month, again.day) == (date.year, date.month, date.day)
    number = numbers.read_number(typed)
    if not isinstance(number, NotUnderstood):
        assert numbers.read_number(str(number)) == number
    phone = phones.read_phone(typed)
    if not isinstance(phone, NotUnderstood):
        assert phones.read_phone(str(phone)) == phone


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_in_every_writing_is_that_minute(hour, minute):
    half = "am" if hour < 12 else "pm"
    at = hour * 60 + minute
    for typed in (
        f"{hour:02d}{minute:02d} hrs",
        f"{hour:02d}:{minute:02d} hrs",
        f"{hour % 12 or 12}:{minute:02d} {half}",
        f"{hour % 12 or 12}:{minute:02d}{half.upper()}",
        f"{hour % 12 or 12}.{minute:02d} {half[0]}. {half[1]}.",
    ):
        time = times.read_time(typed)
        assert (time.first, time.last, time.choices) == (at, at, ())


@settings(max_examples=300, deadline=None)
@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_in_any_order_of_a_named_month_is_that_day(day):
    for form in ("{0:%B} {0.day}, {0.year}", "{0.day} {0:%b} {0.year}", "{0:%Y-%m-%d}"):
        read = dates.read_date(form.format(day), this_year=9998)
        assert (read.year, read.month, read.day) == (day.year, day.month, day.day)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_unseen_signs_change_nothing_that_is_read(typed):
    hidden = "\u200b".join(typed) + "\u202c"
    if not any(unicodedata.combining(sign) or unicodedata.category(sign) == "Cf" for sign in typed):
        assert signs.plain(hidden).split() == signs.plain(typed).split()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ana@example.com\u200b", "ana@example.com"),
        ("\u202aana@example.com\u202c", "ana@example.com"),
        # The first letter is a Cyrillic one.
        ("\u0430na@example.com", "ana@example.com"),
        ("ａna＠example.com", "ana@example.com"),
        ("josé@example.com", "josé@example.com"),
        # What stands apart is never joined to another address; the field refuses it.
        ("ana@example.com\nbcc: eve@example.org", "ana@example.com bcc: eve@example.org"),
        ("\u0441\u043e\u0440@пример.рф", "\u0441\u043e\u0440@пример.рф"),
    ],
)
def test_an_address_is_cleaned_of_what_nobody_sees(typed, read):
    assert signs.email(typed) == read


def test_a_code_in_look_alike_letters_is_the_code():
    assert signs.code("\u0410\u0412\u0421\u00ad\u200b12\u2060-3") == "ABC12-3"


def test_out_is_a_month_in_two_languages_and_the_writer_decides():
    assert months.read_month("out", "ht") == 8
    assert months.read_month("out", "pt") == 10
    assert isinstance(months.read_month("out"), NotUnderstood)


@pytest.mark.parametrize("language", ["en", "es", "ht", "pt", "fr", "zh", "ar", "vi", "ru"])
def test_each_language_of_the_plan_has_all_twelve_months(language):
    names = [name for name, by_language in months._names().items() if language in by_language]
    found = {month for name in names if (month := months.named(name, language))}
    assert found == set(range(1, 13))


def test_a_time_that_was_chosen_is_that_one():
    open_time = times.read_time("around 3")
    assert times.hand(open_time.chosen("15:00").first) == "15:00"
    assert open_time.chosen("15:00").about
    assert open_time.chosen("16:00") == open_time
    assert open_time.chosen("") == open_time


def test_two_phones_in_one_field_are_both_found():
    found = phones.phones_in("312 555 0143 or 773 555 0199")
    assert [phone.ending for phone in found] == ["3125550143", "7735550199"]
