"""Twelve invented moments as people type them: what is kept, shown back, counted, and printed.

Each has a near one beside it, which is asked again or refused: never dropped, and never midnight.
"""

from datetime import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import translation

from intake.deadlines.detainer_clock import start_of
from intake.flow.date_fields import PartialMoment
from intake.flow.hours import read_back
from intake.flow.place import zones_of
from intake.packets.sentences.moments import when

# The language of the page, month, day, year, and hour as typed; which hour was chosen ("-" where
# nothing was asked, "keep" where it is kept as written); the state and the zone; the first and the
# last moment it may mean; what the page shows back; what a letter prints; the near hour, and what
# is wrong with it.
TYPED = """
en | March | 3rd | 2027 | 1745h | - | AL | 2027-03-03T17:45-06:00
  | We read this as 5:45 pm. | on Wednesday, March 3, 2027, at 5:45 p.m. | 1775h | hour
en | 3 | 4 | 2027 | 6 | 18:00 | KY Eastern | 2027-03-04T18:00-05:00
  | We read this as 6:00 pm. | on Thursday, March 4, 2027, at 6:00 p.m. | 6 | half
es | marzo | 7 | 2027 | como a las 8 de la noche | - | TX Central | 2027-03-07T20:00-06:00
  | We read this as about 8:00 pm. | on Sunday, March 7, 2027, at about 8:00 p.m.
  | como a las 8 | half
en | Feb. | 2 | 2027 | when the guards changed | keep | GA
  | 2027-02-02T00:00-05:00 2027-02-03T00:00-05:00
  | We could not read this hour. We keep your words and count the whole day.
  | on Tuesday, February 2, 2027 | when the guards changed | unread
fr | août | 1er | 2027 | vers 14h | - | ME | 2027-08-01T14:00-04:00
  | We read this as about 2:00 pm. | on Sunday, August 1, 2027, at about 2:00 p.m.
  | vers 2h | half
ht | jiyè | 5 | 2027 | nan maten | - | RI | 2027-07-05T06:00-04:00 2027-07-05T12:00-04:00
  | We read this as between 6:00 am and 12 noon.
  | on Monday, July 5, 2027, between 6:00 a.m. and 12 noon | 24:01 | hour
pt | dezembro | 24 | 2026 | meio-dia | - | MA | 2026-12-24T12:00-05:00
  | We read this as 12 noon. | on Thursday, December 24, 2026, at 12 noon | 12 | half
ru | мая | 12-го | 2027 г. | 18:40 | - | CO | 2027-05-12T18:40-06:00
  | | on Wednesday, May 12, 2027, at 6:40 p.m. | 28:40 | hour
zh | 4月 | 9日 | 2027年 | 上午9点 | - | WA | 2027-04-09T09:00-07:00
  | We read this as 9:00 am. | on Friday, April 9, 2027, at 9:00 a.m. | 9点 | half
vi | tháng 6 | 21 | 2027 | 7 giờ tối | - | CA | 2027-06-21T19:00-07:00
  | We read this as 7:00 pm. | on Monday, June 21, 2027, at 7:00 p.m. | 7 giờ | half
ar | يناير | 11 | 2027 | ٣:١٥ pm | - | NJ | 2027-01-11T15:15-05:00
  | | on Monday, January 11, 2027, at 3:15 p.m. | ٣:١٥ | half
en | 9/14/2027 | | | 5:30 PM EST | - | IN Eastern | 2027-09-14T17:30-04:00
  | We read this as 5:30 pm. You named a time zone: Eastern time.
  | on Tuesday, September 14, 2027, at 5:30 p.m. | 5:30 EST | half
"""
ROWS = [
    [part.strip() for part in row.split("|")]
    for row in TYPED.strip().replace("\n  ", " ").splitlines()
]
each_row = pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]} {row[4]}" for row in ROWS])


def cleaned(row, time, chosen):
    boxes = dict(zip(("m", "d", "y"), row[1:4], strict=True)) | {"words": "", "time": time}
    with translation.override(row[0]), time_machine.travel("2027-12-01T12:00Z", tick=False):
        return PartialMoment().clean(boxes | {"t": chosen})


@each_row
def test_what_was_typed_is_read_shown_back_counted_and_printed(row):
    chosen = {"-": None, "keep": ""}.get(row[5], row[5])
    moment = cleaned(row, row[4], chosen)
    assert moment["time"] == row[4]
    assert read_back(moment) == row[8]
    state, _space, zone = row[6].partition(" ")
    span = start_of(moment, zones_of(state, zone))
    ends = [datetime.fromisoformat(text) for text in row[7].split()]
    assert (span.earliest, span.latest) == (ends[0], ends[-1])
    assert when(moment) == row[9]


@each_row
def test_the_near_hour_is_asked_again_or_refused_and_never_dropped(row):
    with pytest.raises(ValidationError) as asked:
        cleaned(row, row[10], None)
    assert asked.value.code == row[11]
    if row[11] != "hour":  # what is not clear can be kept as it was typed, and is no hour then
        kept = cleaned(row, row[10], "")
        assert (kept["time"], kept["t"]) == (row[10], "")
        assert " at " not in when(kept) and "midnight" not in when(kept)
        assert read_back(kept)


def test_there_are_twelve_in_all_the_languages():
    assert len(ROWS) == 12 and len({row[0] for row in ROWS}) == 9
