"""Partial dates, times, names and texts: what is taken, and how it is said."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.flow import fields
from intake.flow.facts import earliest, latest

TODAY = "2026-11-23"

DATES = [
    (("3", "14", "1990", ""), (3, 14, 1990), "March 14, 1990"),
    (("03", "04", "2026", ""), (3, 4, 2026), "March 4, 2026"),
    (("March", "14", "1990", ""), (3, 14, 1990), "March 14, 1990"),
    (("mar", "14", "1990", ""), (3, 14, 1990), "March 14, 1990"),
    (("MAR.", "14", "1990", ""), (3, 14, 1990), "March 14, 1990"),
    (("sept", "", "2020", ""), (9, None, 2020), "September 2020"),
    (("Sept.", "1", "2020", ""), (9, 1, 2020), "September 1, 2020"),
    (("december", "31", "1999", ""), (12, 31, 1999), "December 31, 1999"),
    (("May", "", "2026", ""), (5, None, 2026), "May 2026"),
    (("", "", "2026", ""), (None, None, 2026), "2026"),
    (("5", "", "", ""), (5, None, None), "May"),
    (("5", "6", "", ""), (5, 6, None), "May 6, year not known"),
    (("2", "29", "2024", ""), (2, 29, 2024), "February 29, 2024"),
    (("2", "29", "2000", ""), (2, 29, 2000), "February 29, 2000"),
    (("2", "29", "", ""), (2, 29, None), "February 29, year not known"),
    (("2", "29", "2023", ""), None, "day"),
    (("2", "29", "1900", ""), None, "day"),
    (("2", "30", "2024", ""), None, "day"),
    (("4", "31", "2024", ""), None, "day"),
    (("٣", "١٤", "١٩٩٠", ""), (3, 14, 1990), "March 14, 1990"),
    (("३", "१४", "१९९०", ""), (3, 14, 1990), "March 14, 1990"),
    (("3", "14", "２０２６", ""), (3, 14, 2026), "March 14, 2026"),
    (("", "", "", "two days before Easter"), (None, None, None), "two days before Easter"),
    (("", "", "2020", "in spring"), (None, None, 2020), "2020, in spring"),
    ((" 3 ", " 14 ", " 1990 ", " "), (3, 14, 1990), "March 14, 1990"),
    (("13", "1", "2020", ""), None, "month"),
    (("0", "1", "2020", ""), None, "month"),
    (("-1", "1", "2020", ""), None, "month"),
    (("Marchember", "1", "2020", ""), None, "month"),
    (("1.5", "1", "2020", ""), None, "month"),
    (("1", "0", "2020", ""), None, "day"),
    (("1", "32", "2020", ""), None, "day"),
    (("1", "first", "2020", ""), None, "day"),
    (("", "3", "2020", ""), None, "month"),
    (("", "3", "", ""), None, "month"),
    (("1", "1", "20", ""), None, "year"),
    (("1", "1", "02020", ""), None, "year"),
    (("1", "1", "1899", ""), None, "year"),
    (("1", "1", "1900", ""), (1, 1, 1900), "January 1, 1900"),
    (("1", "1", "2027", ""), (1, 1, 2027), "January 1, 2027"),
    (("1", "1", "2028", ""), None, "year"),
    (("1", "1", "²⁰²⁰", ""), None, "year"),
    (("1" * 5000, "1", "2020", ""), None, "month"),
    (("٣" * 5000, "", "", ""), None, "month"),
    (("1", "1" * 5000, "2020", ""), None, "day"),
    (("1", "1", "1" * 5000, ""), None, "year"),
    (("003", "004", "2020", ""), (3, 4, 2020), "March 4, 2020"),
    (("1", "1", "last", ""), None, "year"),
    (("", "", "", "a\x00b"), None, "unreadable"),
    (("", "", "", "x" * 501), None, "max_length"),
]


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize(("typed", "known", "said"), DATES, ids=lambda part: str(part)[:40])
def test_partial_date_is_kept_as_given_or_asked_again(typed, known, said):
    field = fields.PartialDate(label="When?")
    value = dict(zip(("m", "d", "y", "words"), typed, strict=True))
    if known is None:
        with pytest.raises(ValidationError) as error:
            field.clean(value)
        assert error.value.code == said
        return
    stored = field.clean(value)
    assert (stored["m"], stored["d"], stored["y"]) == known
    assert field.as_text(stored) == said


def test_no_date_is_no_answer():
    assert fields.PartialDate().clean({"m": "", "d": " ", "y": "", "words": ""}) is None
    assert fields.PartialDate().as_text(None) == ""


TIMES = [
    ("5 pm", "17:00"),
    ("5pm", "17:00"),
    ("5:30 PM", "17:30"),
    ("5:30 a.m.", "05:30"),
    ("12 am", "00:00"),
    ("12 pm", "12:00"),
    ("noon", "12:00"),
    ("Midnight", "00:00"),
    ("17:30", "17:30"),
    ("0:05", "00:05"),
    ("٥:٣٠ pm", "17:30"),
    ("5", ""),
    ("17", ""),
    ("25:00", ""),
    ("5:61 pm", ""),
    ("13 pm", ""),
    ("0 am", ""),
    ("around five", ""),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "read"), TIMES)
def test_time_is_read_where_it_is_clear_and_always_kept(typed, read):
    assert fields.parse_time(typed) == read
    value = {"m": "", "d": "", "y": "2026", "words": "", "time": typed}
    stored = fields.PartialMoment().clean(value)
    assert (stored["time"], stored["t"]) == (typed, read)


@pytest.mark.parametrize(
    ("partial", "first", "after"),
    [
        ({"y": 2026, "m": 11, "d": 23}, "2026-11-23", "2026-11-24"),
        ({"y": 2026, "m": 12, "d": 31}, "2026-12-31", "2027-01-01"),
        ({"y": 2026, "m": 11, "d": None}, "2026-11-01", "2026-12-01"),
        ({"y": 2026, "m": 12, "d": None}, "2026-12-01", "2027-01-01"),
        ({"y": 2026, "m": None, "d": None}, "2026-01-01", "2027-01-01"),
        ({"y": None, "m": 5, "d": 6}, "None", "None"),
        (None, "None", "None"),
    ],
)
def test_partial_date_spans_all_the_days_it_may_mean(partial, first, after):
    assert (str(earliest(partial)), str(latest(partial))) == (first, after)


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r"), max_size=150)


@settings(max_examples=500, deadline=None)
@given(TEXT)
def test_names_and_stories_are_kept_exactly(text):
    for field in (fields.Name(), fields.LongText(), fields.ShortText()):
        assert field.clean(text) == (text if text.strip() else "")


def test_line_ends_of_the_browser_become_one_sign():
    assert fields.LongText().clean("a\r\n\r\nb\rc\n") == "a\n\nb\rc\n"


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800", "x\udfff"])
def test_what_no_database_keeps_is_refused_kindly(bad):
    for field in (fields.Name(), fields.LongText(), fields.ShortText()):
        with pytest.raises(ValidationError, match="Type it again"):
            field.clean(bad)


@pytest.mark.parametrize(
    ("typed", "kept"), [("3", 3), ("٣", 3), (" 12 ", 12), ("", None), ("0", 0)]
)
def test_number_in_any_digits(typed, kept):
    assert fields.Number().clean(typed) == kept


@pytest.mark.parametrize("typed", ["three", "-1", "3.5", "100000", "1e3", "²", "1\x00", "1" * 5000])
def test_number_asks_again_for_what_is_none(typed):
    with pytest.raises(ValidationError, match="Write a number"):
        fields.Number().clean(typed)


@pytest.mark.parametrize("typed", ["(555) 010-0199", "+52 1 55 0100 0199", "555.010.0199 ext 4"])
def test_phone_in_any_writing_is_kept_as_typed(typed):
    assert fields.Phone().clean(typed) == typed


def test_short_phone_and_half_an_address_are_asked_again():
    with pytest.raises(ValidationError):
        fields.Phone().clean("911")
    with pytest.raises(ValidationError):
        fields.Email().clean("ana@")
    assert fields.Email().clean(" ana@example.com ") == "ana@example.com"
