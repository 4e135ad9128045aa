"""What a paper to a jail says of the end of the 48 hours, for each way to know the hour."""

import pytest

from intake.packets.documents.jail_letter_short import detainer_hours_rows

WEDNESDAY = {"y": 2026, "m": 11, "d": 25, "words": ""}


def ends_of(typed, t="", state="DC", **day):
    rows, note = detainer_hours_rows(WEDNESDAY | day | {"time": typed, "t": t}, state, "")
    return [row.value for row in rows], note


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("1730 hrs", "5:30 pm"), ("12 noon", "12 noon"), ("5:30 PM EST", "5:30 pm")],
)
def test_an_hour_as_a_jail_writes_it_gives_that_hour(typed, hour):
    ends, note = ends_of(typed)
    # Thursday is Thanksgiving.
    assert ends == [f"Friday, November 27, 2026, {hour}", f"Monday, November 30, 2026, {hour}"]
    assert "not given" not in note and "Eastern time" in note


@pytest.mark.parametrize(
    ("typed", "t", "last"),
    [
        ("about 4 pm", "16:00", "4:00 pm"),
        ("between 2 and 4", "14:00", "4:00 pm"),
        ("in the morning", "", "12 noon"),
    ],
)
def test_an_hour_that_is_no_minute_ends_no_later_than_its_last_one(typed, t, last):
    ends, note = ends_of(typed, t)
    assert ends == [
        f"no later than Friday, November 27, 2026, {last}",
        f"no later than Monday, November 30, 2026, {last}",
    ]
    assert "not given" not in note


def test_without_an_hour_the_whole_day_counts_and_the_paper_says_so():
    ends, note = ends_of("")
    assert ends[0] == "no later than midnight at the end of Friday, November 27, 2026"
    assert "The hour of release was not given" in note


def test_words_that_nobody_could_read_are_no_hour_that_was_not_given():
    ends, note = ends_of("at shift change")
    assert ends[0] == "no later than midnight at the end of Friday, November 27, 2026"
    assert "not given" not in note


def test_without_a_day_no_end_stands_on_the_paper():
    ends, note = ends_of("5 pm", "17:00", d=None)
    assert ends == ["", ""]
    assert "Count both from the time of release above." in note


def test_in_a_state_with_two_clocks_the_later_one_is_allowed_for():
    ends, note = ends_of("5 pm", "17:00", state="TX")
    assert ends[0] == "no later than Friday, November 27, 2026, 6:00 pm"
    assert "Central time" in note and "two times" in note
