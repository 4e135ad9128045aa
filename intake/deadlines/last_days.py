"""The last days of one complaint: from which date, by which rule, with which result.

Every rule names its source and how sure it is. Where a date is known in part, the earliest
possible day is given, and the page says so. Nothing here is a promise.
"""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, UNSOURCED, Claim, claim
from intake.flow.facts import Facts, Partial, earliest, latest
from intake.flow.fields import format_partial_date
from intake.flow.states import STATE_TIMEZONES, TIMEZONES
from intake.web.text import StrOrPromise

from . import clock
from .workdays import add_working_days, on_or_before


@dataclass(frozen=True)
class End:
    """One result: `first_date` is the earliest it may be, a date or an aware moment; so is `last`.

    A date is over when it is over by the clock of the place.
    """

    name: StrOrPromise
    first: date | datetime
    last: date | datetime
    zone: ZoneInfo

    @property
    def on(self) -> date:
        """The date to act by."""
        return clock.day_of(self.first) if isinstance(self.first, datetime) else self.first

    @property
    def is_moment(self) -> bool:
        return isinstance(self.first, datetime)

    @property
    def is_exact(self) -> bool:
        return self.first == self.last

    def passed(self, now: datetime) -> str:
        """Say "no", "maybe" or "yes" at an aware moment."""
        # In UTC: two moments of one zone would be compared by the hands of the clock.
        today = now.astimezone(UTC) if self.is_moment else now.astimezone(self.zone).date()
        if today <= self.first:
            return "no"
        return "maybe" if today <= self.last else "yes"


@dataclass(frozen=True)
class Rule:
    """One kind of last day. `from_said` picks the partial date it counts from, out of the facts.

    `applies` says whether it matters here; `ends` takes that date and the facts. `orders` says
    whether it orders the queue. A rule without `ends` has words, and no day.
    """

    key: str
    name: StrOrPromise
    starts: StrOrPromise
    law: tuple[Claim | StrOrPromise, ...]
    then: StrOrPromise
    applies: Callable[[Facts], bool]
    from_said: Callable[[Facts], Partial | None]
    ends: Callable[[Partial, Facts], list[End]] | None = None
    orders: bool = True
    # Another (name, what to do) for somebody who is out of that jail: for them it is a look back.
    freed: tuple[StrOrPromise, StrOrPromise] | None = None
    # (that it is over, what to do at once) where something still has to be done then.
    over: tuple[StrOrPromise, StrOrPromise] | None = None
    # A title that says nothing to somebody who looks over a shoulder.
    neutral: StrOrPromise = _("Call about the paper")

    @property
    def is_confirmed(self) -> bool:
        """Some text that was read says this rule."""
        return any(isinstance(item, Claim) and not item.is_weak for item in self.law)


@dataclass(frozen=True)
class LastDay:
    """One rule, worked out, in the words for who is in that jail or out of it."""

    rule: Rule
    name: StrOrPromise
    then: StrOrPromise
    looks_back: bool
    start: str
    ends: tuple[End, ...]
    unknown: tuple[StrOrPromise, ...]

    def once_over(self, passed: str) -> tuple[StrOrPromise, StrOrPromise] | None:
        """Return (that it is or may be over, what to do at once) for "yes" or "maybe", or None."""
        if passed == "no" or self.looks_back or not self.rule.over:
            return None
        over, do = self.rule.over
        return (over if passed == "yes" else PERHAPS_OVER, do)

    @property
    def on(self) -> date | None:
        """The first date to act by, or None where no day can be worked out."""
        return min((end.on for end in self.ends), default=None)

    def passed(self, now: datetime) -> str:
        """Say "no" while one reading is still ahead for certain, else "maybe" or "yes"."""
        found = [end.passed(now) for end in self.ends]
        if not found or "no" in found:
            return "no" if not found or set(found) == {"no"} else "maybe"
        return "yes" if set(found) == {"yes"} else "maybe"


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of it where it is shorter."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _span(said: Partial, count: Callable[[date], date]) -> tuple[date, date]:
    """Return (first, last) date of a count from a partial date."""
    first, after = earliest(said), latest(said)
    if first is None or after is None:
        raise ValueError("A date without a year ends on no day.")
    return count(first), count(after - timedelta(days=1))


def _zone(known: Facts) -> ZoneInfo:
    """Return the clock of the place; of two, the one that is ahead."""
    return ZoneInfo(TIMEZONES[clock.zones_of(known.state, known.timezone)[0]])


def _two_years(said: Partial, known: Facts) -> list[End]:
    first, last = _span(said, lambda day: on_or_before(add_months(day, 24)))
    return [End(_("It must be there by"), first, last, _zone(known))]


def _half_year(said: Partial, known: Facts) -> list[End]:
    first, last = _span(said, lambda day: day + timedelta(days=180))
    return [End(_("Last day"), first, last, _zone(known))]


def _sixty_days(said: Partial, known: Facts) -> list[End]:
    first, last = _span(said, lambda day: day + timedelta(days=60))
    return [End(_("Last day"), first, last, _zone(known))]


def _hold(said: Partial, known: Facts) -> list[End]:
    start = clock.start_of(said, clock.zones_of(known.state, known.timezone))
    if start is None:
        return []
    found = clock.ends(start)
    names = {
        "straight": _("48 hours without a break"),
        "working": _("48 hours without weekends and holidays"),
    }
    return [
        End(name, found[key].first, found[key].last, _zone(known)) for key, name in names.items()
    ]


def _settlement(said: Partial, known: Facts) -> list[End]:
    return [End(_("Last day"), GONZALEZ_ENDS, GONZALEZ_ENDS, _zone(known))]


def _by_police_or_jail(known: Facts) -> bool:
    return bool(
        set(known.codes)
        & {
            "held_past_48",
            "notice_only_but_held",
            "held_after_withdrawn",
            "no_detainer_shown",
            "profiling",
            "conditions_or_abuse",
        }
    )


PERHAPS_OVER = _("This day may be over.")

# Effective March 4, 2025, for five years (National Immigrant Justice Center, 2025).
GONZALEZ_ENDS = date(2030, 3, 4)

HOLD_R = claim(
    _(
        "A federal rule says 48 hours. It leaves out Saturdays, Sundays and holidays."
        " The rule is 8 CFR 287.7(d)."
    ),
    "S32",
)
HOLD_F = claim(
    _("ICE's own guide to its hold form says 48 hours. It names no days that are left out."),
    "S31",
    "S33",
)
HOLD_STARTS = claim(
    _("The count starts when the person would have gone free. It does not start when ICE asked."),
    "S31",
    "S32a",
)

RULES = (
    Rule(
        key="hold_48h",
        name=_("The hold must end"),
        starts=_("the time the person should have gone free"),
        law=(
            HOLD_STARTS,
            HOLD_F,
            HOLD_R,
            claim(
                _("No text says how part of a weekend counts. We leave those hours out."),
                confidence=UNSOURCED,
            ),
        ),
        then=_("Act on the earlier one. Ask the jail in writing why the person is still there."),
        applies=lambda known: known.hold in ("yes", "unsure") and not known.notice_only,
        from_said=lambda known: known.release_due_at,
        ends=_hold,
        freed=(
            _("The hold had to end"),
            _("Was the person kept longer than this? Ask a lawyer if that broke the law."),
        ),
        over=(
            _("These 48 hours are over."),
            _("Act today. Ask the jail in writing why the person is still there."),
        ),
        neutral=_("Call about the time"),
    ),
    Rule(
        key="habeas",
        name=_("Ask a judge to free the person"),
        starts="",
        law=(
            claim(_("There is no last day for it while someone is held."), "S73"),
            claim(_("It must be filed in the place where the person is held."), "S73"),
        ),
        then=_("Ask a lawyer today. File it before the person is moved."),
        applies=lambda known: known.held,
        from_said=lambda known: None,
        orders=False,
    ),
    Rule(
        key="ice_custody",
        name=_("ICE must decide to keep or to free"),
        starts=_("an arrest by ICE without a warrant"),
        law=(
            claim(
                _(
                    "After such an arrest, ICE decides within 48 hours. Emergencies may take"
                    " longer."
                ),
                "S99",
                confidence=MEDIUM,
            ),
        ),
        then=_("Ask ICE in writing what it decided, and when."),
        applies=lambda known: known.where == "ice",
        from_said=lambda known: None,
        orders=False,
    ),
    Rule(
        key="ftca",
        name=_("Money claim against a federal office"),
        starts=_("the first day of harm that you gave"),
        law=(
            claim(_("The claim must arrive within two years, with one sum of money in it."), "S64"),
            _("We count from your first date, and we stop at the last working day."),
        ),
        then=_("See a lawyer long before. Ask from which day it counts."),
        applies=lambda known: True,
        from_said=lambda known: known.first_date,
        ends=_two_years,
        neutral=_("Send the long form"),
    ),
    Rule(
        key="title_vi",
        name=_("Complaint about a local office that gets federal money"),
        starts=_("the first day of harm that you gave"),
        law=(
            claim(
                _("Such a complaint usually has to come within 180 days of what was done."),
                confidence=UNSOURCED,
            ),
        ),
        then=_("Send the complaint before this day to be safe."),
        applies=lambda known: "profiling" in known.codes or "language_denied" in known.codes,
        from_said=lambda known: known.first_date,
        ends=_half_year,
        neutral=_("Send the letter"),
    ),
    Rule(
        key="state_notice",
        name=_("Notice to a city, county or state"),
        starts=_("the day of what the police or the jail did"),
        law=(
            claim(
                _("A money claim against a local office often needs a notice first."),
                confidence=UNSOURCED,
            ),
            claim(
                _("States differ: from about 30 days to a year. We have no checked list."),
                confidence=UNSOURCED,
            ),
        ),
        then=_("Ask a lawyer this week how long there is."),
        applies=_by_police_or_jail,
        from_said=lambda known: known.first_date,
    ),
    Rule(
        key="civil_suit",
        name=_("Court case against police or jail staff"),
        starts=_("the day of what was done"),
        law=(
            claim(
                _("The state's limit for injury cases counts. It is one to six years."),
                confidence=UNSOURCED,
            ),
        ),
        then=_("Ask a lawyer for the limit in the state."),
        applies=_by_police_or_jail,
        from_said=lambda known: known.first_date,
    ),
    Rule(
        key="gonzalez",
        name=_("Report to the lawyers of the Gonzalez case"),
        starts=_("the day the settlement took effect, March 4, 2025"),
        law=(claim(_("The settlement lasts five years."), "S36"),),
        then=_("Report it soon."),
        applies=lambda known: "notice_only_but_held" in known.codes,
        from_said=lambda known: {"y": 2025, "m": 3, "d": 4},
        ends=_settlement,
        orders=False,
        neutral=_("Write the email"),
    ),
    Rule(
        key="locator",
        name=_("The ICE search page may still show the person"),
        starts=_("the day they went free"),
        law=(
            claim(
                _("The search page shows people for 60 days after they go free."),
                "S77",
                confidence=MEDIUM,
            ),
        ),
        then=_("Print or save what the page shows before then."),
        applies=lambda known: known.where == "free",
        from_said=lambda known: known.released_at,
        ends=_sixty_days,
        orders=False,
        neutral=_("Print the page"),
    ),
    Rule(
        key="crcl",
        name=_("Complaint to CRCL"),
        starts="",
        law=(claim(_("We found no last day for a complaint to CRCL."), confidence="not found"),),
        then=_("Send it as soon as you can."),
        applies=lambda known: True,
        from_said=lambda known: None,
        orders=False,
    ),
)


def last_days(known: Facts) -> list[LastDay]:
    """Return the last days that matter for these facts, the soonest first, those in words last."""
    found = [_worked_out(rule, known) for rule in RULES if rule.applies(known)]
    return sorted(found, key=lambda last: (last.on is None, last.on or date.max))


def _worked_out(rule: Rule, known: Facts) -> LastDay:
    said = rule.from_said(known)
    ends = tuple(rule.ends(said, known)) if rule.ends and said and said.get("y") else ()
    looks_back = bool(rule.freed) and known.where in ("free", "abroad", "ice")
    name, then = rule.freed if rule.freed and looks_back else (rule.name, rule.then)
    return LastDay(
        rule=rule,
        name=name,
        then=then,
        looks_back=looks_back,
        start=format_partial_date(said) if said else "",
        ends=ends,
        unknown=tuple(_unknown(rule, said, known)),
    )


def _unknown(rule: Rule, said: Partial | None, known: Facts) -> Iterator[StrOrPromise]:
    """Say what was not known, and what was done about it."""
    if rule.ends is None:
        return
    if not said or not said.get("y"):
        yield _("You gave no date with a year for this. We need one to work this out.")
        return
    if not (said.get("m") and said.get("d")):
        yield _("You gave a part of the date. This is the earliest it can be.")
    if rule.key != "hold_48h":
        return
    if said.get("m") and said.get("d") and not said.get("t"):
        yield _("You gave no clear hour. We count from the start of that day.")
    if known.state not in STATE_TIMEZONES:
        yield _("We do not know the state. We count by Eastern time.")
    elif len(clock.zones_of(known.state, known.timezone)) > 1:
        yield _("The state has two clocks. We count by the one that is ahead.")


def dates_for_queue(known: Facts) -> dict[str, str]:
    """Return {rule key: ISO date} of the last days that order the queue."""
    return {
        last.rule.key: last.on.isoformat()
        for last in last_days(known)
        if last.rule.orders and last.on
    }


def next_of(dates: dict[str, str], today: date) -> date | None:
    """Return the first of stored dates that is not over, or None."""
    ahead = (date.fromisoformat(text) for text in dates.values())
    return min((day for day in ahead if day >= today), default=None)


@dataclass(frozen=True)
class Answer:
    """When an office must answer, counted from a day: `day(start)` returns the date."""

    key: str
    text: Claim
    day: Callable[[date], date]


ANSWERS = {
    answer.key: answer
    for answer in (
        Answer(
            "foia",
            claim(
                _("By law the office has 20 working days. In truth it can take months."),
                "S104",
                confidence=MEDIUM,
            ),
            lambda day: add_working_days(day, 20),
        ),
        Answer(
            "amendment",
            claim(_("The office must say in writing in 10 working days that it has it."), "S58"),
            lambda day: add_working_days(day, 10),
        ),
        Answer(
            "privacy_appeal",
            claim(
                _("If it says no, you have 90 working days from that day to ask again."),
                "S58",
                "S59",
            ),
            lambda day: add_working_days(day, 90),
        ),
        Answer(
            "ftca_silence",
            claim(
                _("If the office is silent for six months, you may treat that as a no."),
                "S65b",
                confidence=MEDIUM,
            ),
            lambda day: add_months(day, 6),
        ),
        Answer(
            "ftca_suit",
            claim(
                _("After a no, a court case must start within six months."),
                confidence=UNSOURCED,
            ),
            lambda day: on_or_before(add_months(day, 6)),
        ),
    )
}
