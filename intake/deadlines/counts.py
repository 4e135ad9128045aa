"""How each deadline is counted: from a partial date and the facts to the days it may end on."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from intake.flow.facts import Facts, Partial, earliest, is_complete, latest
from intake.flow.place import zones_of
from intake.flow.states import TIMEZONES
from intake.web.text import StrOrPromise

from . import detainer_clock, money_claim
from .base import DueDate
from .state_notice import NAMES, STATE, notices_of
from .workdays import add_months, on_or_before

# Effective March 4, 2025, for five years (National Immigrant Justice Center, 2025).
GONZALEZ_ENDS = date(2030, 3, 4)

COMING: dict[str, StrOrPromise] = {
    "report": _("The day to report"),
    "court": _("The day in court"),
    "flight": _("The day of the flight or the move"),
}
OTHER_DAY = _("Another day")


def _span(stated_date: Partial, count: Callable[[date], date]) -> tuple[date, date]:
    """Return (first, last) date of a count from a partial date."""
    first, after = earliest(stated_date), latest(stated_date)
    if first is None or after is None:
        raise ValueError("A date without a year ends on no day.")
    return count(first), count(after - timedelta(days=1))


def _timezone(facts: Facts) -> ZoneInfo:
    """Return the clock of the place; of two, the one that is ahead."""
    return ZoneInfo(TIMEZONES[zones_of(facts.state, facts.timezone)[0]])


def hold_start(stated_date: Partial, facts: Facts) -> detainer_clock.Span | None:
    """Return when the 48 hours begin, by the clock of the jail."""
    return detainer_clock.start_of(stated_date, zones_of(facts.jail_state, facts.timezone))


def money_claims(stated_date: Partial, facts: Facts) -> list[DueDate]:
    return [
        DueDate(reading.name, *money_claim.act_by(reading), _timezone(facts), reading.last)
        for reading in money_claim.readings(facts)
    ]


def _to_working_day(name: StrOrPromise, first: date, last: date, facts: Facts) -> DueDate:
    """Return a day that is shown as the working day before it, if it is none itself."""
    return DueDate(name, on_or_before(first), on_or_before(last), _timezone(facts), last)


def half_year(stated_date: Partial, facts: Facts) -> list[DueDate]:
    first, deadline = _span(stated_date, lambda day: day + timedelta(days=180))
    return [_to_working_day(_("Deadline"), first, deadline, facts)]


def _local_starts(facts: Facts) -> list[tuple[StrOrPromise, Partial]]:
    """Return (name, day as said) from which a notice to a local office may be counted."""
    if not facts.release_due_at or facts.past_release == "no":
        return [("", facts.began_on)] if facts.began_on else []
    found: list[tuple[StrOrPromise, Partial]] = [
        (_("from when release was due"), facts.release_due_at)
    ]
    if not facts.held and facts.released_at:
        found.append((_("from when the custody ended"), facts.released_at))
    return found


def _counted_locally(
    facts: Facts, name: StrOrPromise, count: Callable[[date], date]
) -> Iterator[DueDate]:
    days: set[date] = set()
    for start_name, stated in _local_starts(facts):
        # A month without a day gives no last day: its first day would be a guess.
        if not is_complete(stated):
            continue
        first, last = _span(stated, count)
        if last in days:
            continue
        days.add(last)
        full = format_lazy("{}, {}", name, start_name) if start_name else name
        yield _to_working_day(full, first, last, facts)


def state_notice(stated_date: Partial, facts: Facts) -> list[DueDate]:
    return [
        due_date
        for notice in notices_of(facts.jail_state)
        if notice.count and notice.against != STATE
        for due_date in _counted_locally(facts, NAMES[notice.against], notice.count)
    ]


def civil_suit(stated_date: Partial, facts: Facts) -> list[DueDate]:
    if facts.jail_state != "IL":
        return []
    name = _("Case against a city, county or jail")
    return [*_counted_locally(facts, name, lambda day: add_months(day, 12))]


def local_start(facts: Facts) -> Partial | None:
    return next((stated for _name, stated in _local_starts(facts)), None)


def coming(stated_date: Partial, facts: Facts) -> list[DueDate]:
    return [
        DueDate(COMING.get(kind, OTHER_DAY), first, last, _timezone(facts))
        for kind, first, last in facts.coming_days
    ]


def turns_18(stated_date: Partial, facts: Facts) -> list[DueDate]:
    if facts.turns_18_on is None:
        return []
    return [DueDate(_("From this day on"), facts.turns_18_on, facts.turns_18_on, _timezone(facts))]


def as_partial(day: date | None) -> Partial | None:
    return {"y": day.year, "m": day.month, "d": day.day, "words": ""} if day else None


def next_coming(facts: Facts) -> Partial | None:
    return as_partial(facts.coming_days[0][1]) if facts.coming_days else None


def sixty_days(stated_date: Partial, facts: Facts) -> list[DueDate]:
    first, deadline = _span(stated_date, lambda day: day + timedelta(days=60))
    return [DueDate(_("Deadline"), first, deadline, _timezone(facts))]


def detainer_hours(stated_date: Partial, facts: Facts) -> list[DueDate]:
    start = hold_start(stated_date, facts)
    if start is None:
        return []
    found, zone = (
        detainer_clock.ends(start),
        ZoneInfo(TIMEZONES[zones_of(facts.jail_state, facts.timezone)[0]]),
    )
    names = {
        "straight": _("48 hours in a row"),
        "working": _("48 hours, not counting weekends and holidays"),
    }
    return [
        DueDate(name, found[key].earliest, found[key].latest, zone) for key, name in names.items()
    ]


def settlement(stated_date: Partial, facts: Facts) -> list[DueDate]:
    return [DueDate(_("Deadline"), GONZALEZ_ENDS, GONZALEZ_ENDS, _timezone(facts))]


def has_hours(facts: Facts) -> bool:
    """Say whether a jail holds the person for ICE, or did past release.

    Where ICE itself holds somebody, or nobody does, only such a stay in a jail has these hours.
    """
    if facts.hold not in ("yes", "unsure") or facts.notice_only:
        return False
    in_jail = facts.held and facts.where != "ice"
    return (
        in_jail or bool(facts.release_due_at) or facts.says_held_past_release in ("yes", "unsure")
    )
