"""Twelve invented stays past release: no hour of the 48 is a right to keep somebody.

The ends, and how long each stay was, were worked out by hand: holidays, changes of clocks, and
states with two times. Each stay is looked at a minute before release was due, a minute after it
began for certain, and when it was over.
"""

from datetime import datetime, timedelta

import pytest

from intake.cases import urgency
from intake.citations.footnotes import Footnotes
from intake.deadlines.computed import NOT_BEGUN, deadlines_for
from intake.deadlines.display import deadline_context
from intake.deadlines.stay_clock import clock_of
from intake.guide.rights import ASK_WHY
from intake.guide.today import NEW_ARREST, passage
from tests.routes.worked import case_of, facts_of

# What it is about; the state, the time zone that was chosen, and when release was due; the first
# and the last moment that this may mean; the ends by both counts, one moment or two; when the
# person was freed; the minutes that this was, one number or the least and the most; and whether
# each count was over by then.
STAYS = """
forty minutes | OK | | 2027-03-10 08:15 | 2027-03-10T08:15-06:00
  | 2027-03-12T08:15-06:00 | 2027-03-12T08:15-06:00 | 2027-03-10 08:55 | 40 | no no
a weekend, in the east of the state | TN | Eastern | 2027-04-16 15:00 | 2027-04-16T15:00-04:00
  | 2027-04-18T15:00-04:00 | 2027-04-20T15:00-04:00 | 2027-04-19 09:00 | 3960 | yes no
Veterans Day on a Thursday | AK | Alaska | 2027-11-10 22:00 | 2027-11-10T22:00-09:00
  | 2027-11-12T22:00-09:00 | 2027-11-15T22:00-09:00 | 2027-11-15 22:01 | 7201 | yes yes
Christmas on a Saturday | DE | | 2027-12-23 09:00 | 2027-12-23T09:00-05:00
  | 2027-12-25T09:00-05:00 | 2027-12-28T09:00-05:00 | 2027-12-25 09:00 | 2880 | no no
a new year that is kept in the old one | WY | | 2027-12-30 18:00 | 2027-12-30T18:00-07:00
  | 2028-01-01T18:00-07:00 | 2028-01-04T18:00-07:00 | 2028-01-03 06:00 | 5040 | yes no
clocks go back | VA | | 2027-11-06 12:00 | 2027-11-06T12:00-04:00
  | 2027-11-08T11:00-05:00 | 2027-11-10T00:00-05:00 | 2027-11-08 11:30 | 2910 | yes no
clocks go ahead | SC | | 2027-03-12 20:00 | 2027-03-12T20:00-05:00
  | 2027-03-14T21:00-04:00 | 2027-03-16T20:00-04:00 | 2027-03-14 20:30 | 2850 | no no
Juneteenth on a Monday | IA | | 2028-06-16 11:30 | 2028-06-16T11:30-05:00
  | 2028-06-18T11:30-05:00 | 2028-06-21T11:30-05:00 | 2028-06-21 11:00 | 7170 | yes no
an hour in a word | NM | | 2027-08-24 in the morning | 2027-08-24T06:00-06:00 2027-08-24T12:00-06:00
  | 2027-08-26T06:00-06:00 2027-08-26T12:00-06:00 | 2027-08-26T06:00-06:00 2027-08-26T12:00-06:00
  | 2027-08-26 09:00 | 2700 3060 | unknown unknown
two times, and nobody knows which | SD | unsure | 2027-02-08 16:30
  | 2027-02-08T16:30-06:00 2027-02-08T17:30-06:00
  | 2027-02-10T16:30-06:00 2027-02-10T17:30-06:00 | 2027-02-10T16:30-06:00 2027-02-10T17:30-06:00
  | 2027-02-08 18:00 | 90 | no no
Thanksgiving on the other side of the date line | GU | | 2027-11-24 07:00
  | 2027-11-24T07:00+10:00
  | 2027-11-26T07:00+10:00 | 2027-11-29T07:00+10:00 | 2027-11-28 12:00 | 6060 | yes no
a day without an hour, and Labor Day | PR | | 2027-09-05
  | 2027-09-05T00:00-04:00 2027-09-06T00:00-04:00
  | 2027-09-07T00:00-04:00 2027-09-08T00:00-04:00 | 2027-09-09T00:00-04:00
  | 2027-09-07 12:00 | 2160 3600 | unknown no
"""
ROWS = [
    [part.strip() for part in row.replace("\n  |", " |").split(" |")]
    for row in STAYS.strip().replace("\n  ", " ").splitlines()
]
MINUTE = timedelta(minutes=1)
each_stay = pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])


def known(row, now, **changes):
    """Return the facts of a row as of a moment: in jail with a hold, if nothing else is said."""
    told = {
        "who": "family",
        "where": "local_jail",
        "hold": "yes",
        "kept": "unsure",
        "went_wrong": ["wrong_match"],
        "reasons": ["same_name"],
        "state": row[1],
        "jail_state": row[1],
        "zone": row[2],
        "due": row[3],
        "detainers": [{"paper": "i247a"}],
    }
    return facts_of({"now": now.isoformat(), "answers": told | changes})


def moments(text):
    """Return the first and the last of one moment or two."""
    found = [datetime.fromisoformat(moment) for moment in text.split()]
    return found[0], found[-1]


def hold_row(facts, now):
    found = deadline_context(facts, now, Footnotes())
    return next((row for row in found if row["rule"].slug == "hold_48h"), None)


def strongest(facts):
    return urgency.strongest_reason(case_of(facts), facts.as_of).slug


def test_there_are_twelve_each_in_a_state_of_its_own():
    assert len(ROWS) == len({row[1] for row in ROWS}) == 12


@each_stay
def test_before_release_is_due_no_hour_has_begun(row):
    first, _last = moments(row[4])
    before = first - MINUTE
    shown = hold_row(known(row, before), before)
    assert shown["due_dates"] == [] and shown["unknowns"] == (NOT_BEGUN,)
    # The law of the first minute stands there also before it.
    assert shown["always"].text == NEW_ARREST.text


@each_stay
def test_from_the_first_minute_on_the_jail_has_to_say_why(row):
    _first, last = moments(row[4])
    now = last + MINUTE
    facts = known(row, now)
    [found] = [one for one in deadlines_for(facts) if one.rule.slug == "hold_48h"]
    assert [(end.earliest, end.latest) for end in found.due_dates] == [
        moments(row[5]),
        moments(row[6]),
    ]
    assert found.passed(now) == "no" and found.has_begun(now)
    shown = hold_row(facts, now)
    assert shown["always"].text == NEW_ARREST.text and "Do not wait" in str(shown["advice"])
    steps = passage(facts).items
    assert steps.index(NEW_ARREST) < steps.index(ASK_WHY.for_voice("them"))
    assert strongest(facts) == "past_release"


@pytest.mark.parametrize(
    ("state", "due", "first", "last"),
    [
        ("VT", "2027-11-07 01:30", "2027-11-09T05:30Z", "2027-11-09T06:30Z"),
        ("VT", "2027-11-07 03:30", "2027-11-09T08:30Z", "2027-11-09T08:30Z"),
        ("VT", "2027-03-14 02:30", "2027-03-16T07:30Z", "2027-03-16T07:30Z"),
        ("HI", "2027-11-07 01:30", "2027-11-09T11:30Z", "2027-11-09T11:30Z"),
    ],
)
def test_an_hour_that_clocks_repeat_may_be_either_of_the_two(state, due, first, last):
    row = ["", state, "", due]
    facts = known(row, datetime.fromisoformat("2027-11-09T12:00-05:00"))
    [found] = [one for one in deadlines_for(facts) if one.rule.slug == "hold_48h"]
    plain = found.due_dates[0]
    ends = (datetime.fromisoformat(first), datetime.fromisoformat(last))
    assert (plain.earliest, plain.latest) == ends


@each_stay
def test_what_is_no_hold_of_a_jail_has_no_such_hours(row):
    _first, last = moments(row[4])
    now = last + MINUTE
    only_asks = [{"paper": "i247g"}]
    assert hold_row(known(row, now, detainers=only_asks), now) is None
    assert hold_row(known(row, now, hold="no", detainers=[]), now) is None
    by_ice = known(row, now, where="ice", due="", kept="no")
    assert hold_row(by_ice, now) is None


@each_stay
def test_how_long_it_was_and_what_was_over_by_then(row):
    now = moments(row[6])[1] + timedelta(days=9)
    facts = known(row, now, where="free", kept="yes", went=row[7])
    minutes = [int(part) for part in row[8].split()]
    least, most = timedelta(minutes=minutes[0]), timedelta(minutes=minutes[-1])
    [found] = [one for one in deadlines_for(facts) if one.rule.slug == "hold_48h"]
    assert found.kept == (least, most) == clock_of(facts.hold_stay).kept(now)
    clock = clock_of(facts.hold_stay)
    assert [clock.passed(count, now) for count in ("straight", "working")] == row[9].split()
    # Somebody who is out has no task of it, however long it was.
    assert "held_past_48" in facts.codes and found.is_retrospective
    assert strongest(facts) != "past_release"
