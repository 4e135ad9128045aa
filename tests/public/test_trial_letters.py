"""The letter for the jail, with hours as people typed them."""

import re

import pytest
import time_machine

DC = {
    "name": "Ana Sample",
    "state": "DC",
    "due_out_m": "11",
    "due_out_d": "25",
    "due_out_y": "2026",
}


def letter(client, **typed):
    """Return the words of the letter made of these answers."""
    with time_machine.travel("2026-11-25T23:00:00Z", tick=False):
        page = client.post("/sheet/", DC | typed).content.decode()
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", page))


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("1730 hrs", "5:30 p.m."),
        ("17:30", "5:30 p.m."),
        ("5.30 p.m.", "5:30 p.m."),
        ("12 noon", "noon"),
        ("a las 12 del mediodía", "noon"),
    ],
)
@pytest.mark.django_db
def test_both_ends_of_the_48_hours_are_at_the_hour_that_was_typed(client, typed, hour):
    words = letter(client, due_out_time=typed)
    assert re.search(rf"Friday, November 27, 2026[^.]{{0,12}}{re.escape(hour)}", words)
    assert re.search(rf"Monday, November 30, 2026[^.]{{0,12}}{re.escape(hour)}", words)
