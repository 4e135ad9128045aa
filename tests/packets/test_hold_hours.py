"""What the one-page letter to a jail says of the 48 hours, for each way to know the hour."""

from datetime import date

import pytest

from intake.packets.documents.jail_letter_short import hours_sentence

WEDNESDAY = {"y": 2026, "m": 11, "d": 25, "words": ""}
# The same day, so that no count is over: Thursday is Thanksgiving.
TODAY = date(2026, 11, 25)


def said(typed, t="", state="DC", *, today=TODAY, **day):
    return hours_sentence(WEDNESDAY | day | {"time": typed, "t": t}, state, "", today=today)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("1730 hrs", "at 5:30 p.m."),
        ("12 noon", "at 12 noon"),
        ("5:30 PM EST", "at 5:30 p.m."),
    ],
)
def test_an_hour_as_a_jail_writes_it_gives_that_hour(typed, hour):
    text = said(typed)
    assert f"ends on Friday, November 27, 2026, {hour}" in text
    assert f"on Monday, November 30, 2026, {hour}" in text
    assert "no later than" not in text and "time zone" not in text


@pytest.mark.parametrize(
    ("typed", "t", "last"),
    [
        ("between 2 and 4 pm", "14:00", "Friday, November 27, 2026, at 4:00 p.m."),
        ("in the morning", "", "Friday, November 27, 2026, at 12 noon"),
        # A guess counts as its whole day, as in every letter.
        ("about 4 pm", "16:00", "midnight at the end of Friday, November 27, 2026"),
    ],
)
def test_an_hour_that_is_no_minute_ends_no_later_than_its_last_one(typed, t, last):
    assert f"ends no later than {last}" in said(typed, t)


@pytest.mark.parametrize("typed", ["", "at shift change"])
def test_without_an_hour_the_whole_day_counts(typed):
    assert "no later than midnight at the end of Friday, November 27, 2026" in said(typed)


def test_without_a_day_or_before_it_nothing_is_counted():
    assert said("5 pm", "17:00", d=None) == ""
    assert said("5 pm", "17:00", today=date(2026, 11, 24)) == ""


def test_no_count_reads_as_a_time_in_which_somebody_may_be_kept():
    assert "no permission to keep anyone without probable cause" in said("5 pm", "17:00")


def test_when_both_counts_are_over_no_end_stands_there():
    text = said("5 pm", "17:00", today=date(2026, 12, 1))
    assert text == "More than 48 hours have passed since release was due, however they are counted."
    assert "no later than" in said("", today=date(2026, 11, 30))


def test_in_a_state_with_two_clocks_the_later_one_is_allowed_for():
    text = said("5 pm", "17:00", state="TX")
    assert "no later than Friday, November 27, 2026, at 6:00 p.m." in text
    assert "Central time" in text and "both time zones of the state" in text
