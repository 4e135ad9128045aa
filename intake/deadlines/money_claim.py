"""From which day the two years of a claim for money count, by each reading.

Which day counts is a question for a lawyer, so each reading is shown by its name. The earlier one
is the first act of a federal office that did harm; the later one is the day on which the wrongful
custody ended or, while it lasts, its last known step. A lawful arrest by local police starts
neither, and before there was a wrongful day there is no claim.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from intake.flow.facts import Facts, Partial, earliest, is_complete, latest
from intake.web.text import StrOrPromise

from .local_acts import FEDERAL, STARTED_BY_ICE, STARTED_BY_LOCAL
from .workdays import add_months, on_or_before

MONTHS = 24
LODGED = _("Counted from when ICE sent the hold")
ARRESTED = _("Counted from what the federal officers did")
DUE = _("Counted from when release was due")
TAKEN = _("Counted from when ICE took the person")
ENDED = _("Counted from when the custody ended")


@dataclass(frozen=True)
class Reading:
    """One way to count. `first` and `last` are the days on which the claim must be there at the
    latest, where only the month of its start is known; they are one day else.

    `is_between` says that it lies between the two main readings.
    """

    name: StrOrPromise
    first: date
    last: date
    is_between: bool = False

    def is_over(self, today: date) -> bool:
        return today > self.last


def began_by_federal(facts: Facts) -> bool:
    """ICE or border officers began it themselves, as far as the answers say."""
    by_ice = facts.started_by in STARTED_BY_ICE
    by_officers = bool(set(facts.officers) & FEDERAL) and facts.started_by not in STARTED_BY_LOCAL
    return by_ice or by_officers or facts.started_by == "border" or "ice_arrest" in facts.problems


def kept_past_release(facts: Facts) -> bool:
    """A jail kept the person after release was due, for certain."""
    due = earliest(facts.release_due_at)
    return facts.past_release == "yes" and (due is None or due <= facts.as_of)


def has_wrongful_day(facts: Facts) -> bool:
    """Say whether a federal office took somebody's time without right, as far as is known.

    Time on a pending charge is none, nor is a hold that kept nobody yet.
    """
    asked = facts.hold == "yes" and not facts.notice_only
    return (
        began_by_federal(facts)
        or facts.where == "ice"
        or (facts.hold == "yes" and kept_past_release(facts))
        or (asked and facts.where == "abroad")
        or ("removed" in facts.dangers and facts.says_citizen_or_resident)
    )


def has_claimed(facts: Facts) -> bool:
    return "money_claim" in facts.reported_to or bool(facts.for_letters.decided("claim"))


def _starts(facts: Facts) -> Iterator[tuple[StrOrPromise, Partial | None, bool]]:
    """Yield (name, day as said, lies between) of each reading, the earlier first."""
    by_federal = began_by_federal(facts)
    if by_federal:
        yield ARRESTED, facts.began_on, False
    elif facts.hold == "yes":
        yield LODGED, facts.detainer_on, False
    # Time in a jail before ICE sent its hold is no act of a federal office.
    of_their_own = by_federal or _is_after(facts.detainer_on, facts.release_due_at)
    step = (
        (TAKEN, facts.ice_since)
        if facts.where == "ice" and facts.ice_since
        else (DUE, None if of_their_own else facts.release_due_at)
    )
    ended = None if facts.held else facts.custody_ended_at
    yield *step, ended is not None
    yield ENDED, ended, False


def _is_after(stated: Partial | None, other: Partial | None) -> bool:
    """Say whether a day lies after another one for certain."""
    first, after = earliest(stated), latest(other)
    return first is not None and after is not None and first >= after


def start(facts: Facts) -> Partial | None:
    """Return the first day that was given for it, as said."""
    return next((stated for _name, stated, _between in _starts(facts) if stated), None)


def _span(stated: Partial | None, not_before: date | None) -> tuple[date, date] | None:
    """Return the first and the last day that may be meant; None where not even a month is known.

    A year without a month gives no day: two years could then be three.
    """
    first, after = earliest(stated), latest(stated)
    if stated is None or first is None or after is None or not stated.get("m"):
        return None
    if not_before and first < not_before < after:
        first = not_before
    return first, after - timedelta(days=1)


def readings(facts: Facts) -> tuple[Reading, ...]:
    """Return each reading whose day is known, the earlier first; two of one day are one."""
    if not has_wrongful_day(facts) or has_claimed(facts):
        return ()
    # What came after the arrest did not come before it.
    began = earliest(facts.began_on) if is_complete(facts.began_on) else None
    named: dict[tuple[date, date], tuple[StrOrPromise, bool]] = {}
    for name, stated, is_between in _starts(facts):
        span = _span(stated, None if stated is facts.began_on else began)
        if span and named.get(span, ("", True))[1]:
            named[span] = name, is_between
    found = [
        Reading(name, add_months(first, MONTHS), add_months(last, MONTHS), is_between)
        for (first, last), (name, is_between) in named.items()
    ]
    if not found or all(one.is_over(facts.as_of) for one in found):
        return tuple(one for one in found if not one.is_between)
    # The one between matters where the earlier is over, and where it is the earliest known.
    keep = found[0].is_between or found[0].is_over(facts.as_of)
    return tuple(one for one in found if keep or not one.is_between)


def act_by(reading: Reading) -> tuple[date, date]:
    """Return the working days by which it must be there, at the earliest and at the latest."""
    return on_or_before(reading.first), on_or_before(reading.last)


def is_over(facts: Facts) -> bool:
    """Say whether every reading is over."""
    found = readings(facts)
    return bool(found) and all(reading.is_over(facts.as_of) for reading in found)


def is_pressing(facts: Facts, days: int = 60) -> bool:
    """Say whether some reading is live, and one is over already or will be within so many days."""
    found = readings(facts)
    if not found or is_over(facts):
        return False
    return any(act_by(reading)[0] <= facts.as_of + timedelta(days=days) for reading in found)
