"""Faults of dates and hours: the 48 hours of a hold, deadlines, working days."""

from .base import Mutant

CLOCKS = (
    Mutant(
        "clocks-the-later-time-zone-counts",
        "In a state with two time zones the 48 hours begin by the later one.",
        "intake/deadlines/detainer_clock.py",
        old="min(_in_utc(day, earliest_start, zone) for zone in clocks).astimezone(place)",
        new="max(_in_utc(day, earliest_start, zone) for zone in clocks).astimezone(place)",
        tests="tests/deadlines/test_detainer_clock.py",
    ),
    Mutant(
        "clocks-friday-midnight-is-monday",
        "48 working hours that end with a Friday end after the weekend.",
        "intake/deadlines/detainer_clock.py",
        old="elif left <= today:",
        new="elif left < today:",
        tests="tests/deadlines/test_detainer_clock.py",
    ),
    Mutant(
        "clocks-48-hours-of-the-wall",
        "Over a change of clocks, 48 hours are counted by the hands and not as real time.",
        "intake/deadlines/detainer_clock.py",
        old="return (start.astimezone(UTC) + LIMIT).astimezone(start.tzinfo)",
        new="return start + LIMIT",
        tests="tests/deadlines/test_detainer_clock.py",
    ),
    Mutant(
        "clocks-midnight-is-the-next-day",
        "What ends at midnight is shown on the day after.",
        "intake/deadlines/detainer_clock.py",
        old="return (moment - timedelta(microseconds=1)).date()",
        new="return moment.date()",
        tests="tests/deadlines/test_detainer_clock.py",
    ),
    Mutant(
        "clocks-deadline-passed-in-the-morning",
        "A deadline has passed on its very day.",
        "intake/deadlines/base.py",
        old='if today <= self.earliest: return "no"',
        new='if today < self.earliest: return "no"',
        tests="tests/deadlines/test_rules.py",
    ),
    Mutant(
        "clocks-claim-due-on-a-sunday",
        "Two years that end on a day off are not moved to the working day before.",
        "intake/deadlines/money_claim.py",
        old="return on_or_before(reading.first), on_or_before(reading.last)",
        new="return reading.first, reading.last",
        tests="tests/deadlines/test_rules.py",
    ),
    Mutant(
        "clocks-partial-date-a-day-too-far",
        "The latest day that a partial date may mean is the first one after it.",
        "intake/deadlines/counts.py",
        old="return count(first), count(after - timedelta(days=1))",
        new="return count(first), count(after)",
        tests=(
            "tests/deadlines/test_rules.py"
            "::test_a_deadline_has_passed_on_the_day_after_the_latest_day_it_may_be"
        ),
        moved="The claim for money has a count of its own now; the other deadlines have this one.",
    ),
    Mutant(
        "clocks-next-deadline-skips-today",
        "A deadline of today does not order the queue.",
        "intake/deadlines/computed.py",
        old="return min((day for day in dates.values() if day >= today), default=None)",
        new="return min((day for day in dates.values() if day > today), default=None)",
        tests="tests/deadlines/test_rules.py",
    ),
    Mutant(
        "clocks-holidays-not-observed",
        "A holiday on a Sunday leaves the Monday a working day.",
        "intake/deadlines/workdays.py",
        old='frozenset(holidays.country_holidays("US", years=year, observed=True))',
        new='frozenset(holidays.country_holidays("US", years=year, observed=False))',
        tests="tests/deadlines/test_workdays.py",
    ),
)
