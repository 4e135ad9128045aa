"""Partial dates, times, names and texts: what is taken, and how it is said."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.flow.contact_fields import Email, Number, Phone
from intake.flow.date_fields import PartialDate, PartialMoment
from intake.flow.facts import earliest, latest
from intake.flow.text_fields import Code, LongText, Name, ShortText

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
    (("1", "first", "2020", ""), (1, 1, 2020), "January 1, 2020"),
    (("1", "many", "2020", ""), None, "day"),
    (("", "3", "2020", ""), None, "month"),
    (("", "3", "", ""), None, "month"),
    (("1", "1", "20", ""), (1, 1, 2020), "January 1, 2020"),
    (("1", "1", "2", ""), None, "year"),
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
    field = PartialDate(label="When?")
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
    assert PartialDate().clean({"m": "", "d": " ", "y": "", "words": ""}) is None
    assert PartialDate().as_text(None) == ""


# typed, what was chosen below it (None where nothing was), "t" or the code of the error.
TIMES = [
    ("5 pm", None, "17:00"),
    ("5:30 a.m.", None, "05:30"),
    ("12 am", None, "00:00"),
    ("noon", None, "12:00"),
    ("17:30", None, "17:30"),
    ("1730 hrs", None, "17:30"),
    ("12 noon", None, "12:00"),
    ("17", None, "17:00"),
    ("24:00", None, "24:00"),
    ("around 5 in the evening", None, "17:00"),
    ("٥:٣٠ pm", None, "17:30"),
    ("in the morning", None, ""),
    ("", None, ""),
    ("5", None, "half"),
    ("5", "17:00", "17:00"),
    ("5", "05:00", "05:00"),
    ("5", "", ""),
    ("5", "16:00", "half"),
    ("between 2 and 4", None, "half"),
    ("between 2 and 4", "14:00", "14:00"),
    ("Midnight", None, "half"),
    ("Midnight", "24:00", "24:00"),
    ("shift change", None, "unread"),
    ("shift change", "", ""),
    ("25:00", None, "hour"),
    ("25:00", "", "hour"),
    ("5:61 pm", None, "hour"),
    # An hour that was clear before keeps nothing of an older choice.
    ("5 pm", "05:00", "17:00"),
]
ASKED = {"half", "unread", "hour"}


@pytest.mark.parametrize(("typed", "chosen", "read"), TIMES)
def test_an_hour_is_read_or_asked_again_and_always_kept(typed, chosen, read):
    value = {"m": "", "d": "", "y": "2026", "words": "", "time": typed, "t": chosen}
    if read in ASKED:
        with pytest.raises(ValidationError) as error:
            PartialMoment().clean(value)
        assert error.value.code == read
        return
    stored = PartialMoment().clean(value)
    assert (stored["time"], stored["t"]) == (typed, read)
    # What is stored is taken again, as a draft is checked before it is sent.
    assert PartialMoment().clean(stored | {"m": "", "d": ""}) == stored


READ_BACK = [
    ("5 pm", "17:00", ""),
    ("5:00 P.M.", "17:00", ""),
    ("noon", "12:00", ""),
    ("1730 hrs", "17:30", "We read this as 5:30 pm."),
    ("7:05PM EST", "19:05", "We read this as 7:05 pm. You named a time zone: Eastern time."),
    ("3ish", "15:00", "We read this as about 3:00 pm."),
    ("5", "17:00", "We read this as 5:00 pm."),
    ("2400", "24:00", "We read this as midnight at the end of the day."),
    ("in the morning", "", "We read this as between 6:00 am and 12 noon."),
    ("between 2 and 4", "14:00", "We read this as between 2:00 pm and 4:00 pm."),
    ("late", "", "We read this as any hour of that day."),
    (
        "5",
        "",
        "We do not know if you mean am or pm, so we count the whole day.",
    ),
    (
        "shift change",
        "",
        "We could not read this hour. We keep your words and count the whole day.",
    ),
    ("", "", ""),
]


@pytest.mark.parametrize(("typed", "t", "sentence"), READ_BACK)
def test_what_was_read_of_an_hour_is_said(typed, t, sentence):
    assert PartialMoment().read_back({"time": typed, "t": t}) == sentence


# What was typed into month, day, year and words, and what is stored.
IN_ONE_BOX = [
    (("3 de marzo de 2026", "", "", ""), (3, 3, 2026, "")),
    (("March 3rd", "", "2026", ""), (3, 3, 2026, "")),
    (("12/31/2025", "", "", ""), (12, 31, 2025, "")),
    (("", "", "", "2026-03-04"), (3, 4, 2026, "")),
    (("", "", "", "noviembre de 2025"), (11, None, 2025, "")),
    (("marzo", "3rd", "26", ""), (3, 3, 2026, "")),
    (("tháng ba", "3", "91", ""), (3, 3, 1991, "")),
    (("", "", "", "about March 2026"), (None, None, None, "about March 2026")),
    (("", "", "", "after 2 weeks"), (None, None, None, "after 2 weeks")),
]


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize(("typed", "known"), IN_ONE_BOX)
def test_a_date_in_any_box_and_any_language_is_read(typed, known):
    value = dict(zip(("m", "d", "y", "words"), typed, strict=True))
    stored = PartialDate().clean(value)
    assert (stored["m"], stored["d"], stored["y"], stored["words"]) == known


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("31", "12", "2025", ""), "Did you swap the day and the month?"),
        (("3/4/2026", "", "", ""), "so that it is clear"),
        (("", "", "", "3/4/2026"), "so that it is clear"),
    ],
)
def test_a_date_that_may_be_two_is_asked_again(typed, message):
    value = dict(zip(("m", "d", "y", "words"), typed, strict=True))
    with pytest.raises(ValidationError, match=message):
        PartialDate().clean(value)


@pytest.mark.parametrize(
    ("now", "day", "is_refused"),
    [
        # In Guam it is November 24 already.
        ("2026-11-23 15:00Z", "24", False),
        ("2026-11-23 13:00Z", "24", True),
        ("2026-11-23 13:00Z", "23", False),
    ],
)
def test_a_past_day_may_be_today_wherever_today_is(now, day, is_refused):
    value = {"m": "11", "d": day, "y": "2026", "words": ""}
    with time_machine.travel(now, tick=False):
        field = PartialDate(past=True)
        if is_refused:
            with pytest.raises(ValidationError, match="in the future"):
                field.clean(value)
        else:
            assert field.clean(value)["d"] == int(day)


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
    for field in (Name(), LongText(), ShortText()):
        assert field.clean(text) == (text if text.strip() else "")


def test_line_ends_of_the_browser_become_one_sign():
    assert LongText().clean("a\r\n\r\nb\rc\n") == "a\n\nb\rc\n"


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800", "x\udfff"])
def test_what_no_database_keeps_is_refused_kindly(bad):
    for field in (Name(), LongText(), ShortText()):
        with pytest.raises(ValidationError, match="Type it again"):
            field.clean(bad)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3", 3),
        ("٣", 3),
        (" 12 ", 12),
        ("", None),
        ("0", 0),
        ("three", 3),
        ("about 3", 3),
        ("3 days", 3),
        ("3-4", 3),
        ("dos semanas", 14),
        ("\u200b3", 3),
    ],
)
def test_number_in_any_digits(typed, kept):
    assert Number().clean(typed) == kept


@pytest.mark.parametrize("typed", ["many", "-1", "3.5", "1e3", "²", "1\x00", "1" * 5000])
def test_number_asks_again_for_what_is_none(typed):
    with pytest.raises(ValidationError, match="Write a number"):
        Number().clean(typed)


@pytest.mark.parametrize("typed", ["99,999", "99999", "300 years"])
def test_more_days_than_there_can_be_are_asked_again(typed):
    with pytest.raises(ValidationError, match="more days than there can be"):
        Number().clean(typed)


@pytest.mark.parametrize("typed", ["(555) 010-0199", "+52 1 55 0100 0199", "555.010.0199 ext 4"])
def test_phone_in_any_writing_is_kept_as_typed(typed):
    assert Phone().clean(typed) == typed


def test_short_phone_and_half_an_address_are_asked_again():
    with pytest.raises(ValidationError):
        Phone().clean("911")
    with pytest.raises(ValidationError):
        Email().clean("ana@")
    assert Email().clean(" ana@example.com ") == "ana@example.com"


def test_a_phone_and_an_address_are_cleaned_of_what_nobody_sees():
    assert Phone().clean("\u202a312-555-0143\u202c") == "312-555-0143"
    assert Email().clean("ana@example.com\u200b") == "ana@example.com"
    assert Phone().clean("312 555 0143 or 773 555 0199") == "312 555 0143 or 773 555 0199"


def test_an_address_that_we_cannot_write_to_is_asked_again_with_the_reason():
    with pytest.raises(ValidationError, match="“é” before the @"):
        Email().clean("josé@example.com")


def test_a_phone_that_is_none_is_asked_again():
    with pytest.raises(ValidationError, match="could not read this phone number"):
        Phone().clean("1234567890123456789")


def test_a_number_of_an_office_is_cleaned_of_what_nobody_sees():
    assert Code().clean("\u200bDAL2610000123\u202c ") == "DAL2610000123"
    assert Code().clean("No 12, wing B") == "No 12, wing B"


@settings(max_examples=400, deadline=None)
@given(
    st.fixed_dictionaries(
        {part: st.one_of(st.just(""), TEXT) for part in ("m", "d", "y", "time", "words")}
    ),
    st.sampled_from([None, "", "03:00", "15:00", "x"]),
)
def test_any_moment_is_asked_again_or_kept_and_then_taken_again(typed, chosen):
    field = PartialMoment()
    try:
        stored = field.clean(typed | {"t": chosen})
    except ValidationError:
        return
    if stored is not None:
        assert stored["time"] == typed["time"].strip()
        sent = {part: "" if value is None else value for part, value in stored.items()}
        assert field.clean(sent) == stored
        assert isinstance(field.read_back(stored), str)
