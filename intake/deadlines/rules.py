"""The last days of one complaint: from which date, by which rule, with which result.

Every rule names its source and how sure it is. Where a date is known in part, the earliest
possible day is given, and the page says so. Nothing here is a promise.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, Claim, claim, reasoned
from intake.citations.state_law import NEW_ARREST
from intake.flow.date_fields import format_partial_date
from intake.flow.facts import Facts, Partial, earliest, is_complete, latest
from intake.flow.hours import read_back
from intake.flow.place import zones_of
from intake.flow.states import STATE_TIMEZONES, TIMEZONES
from intake.web.text import StrOrPromise

from . import detainer_clock, money_claim
from .local_acts import is_local_harm, is_local_treatment
from .state_notice import (
    ILLINOIS_SUIT,
    NAMES,
    NEEDS_NOTICE,
    NO_NOTICE_FOR_FEDERAL,
    STATE,
    basis_of,
    notices_of,
)
from .workdays import add_months, add_working_days, on_or_before


@dataclass(frozen=True)
class DueDate:
    """One result: `first_date` is the earliest it may be, a date or an aware moment; so is
    `latest`.

    A date is over when it is over by the clock of the place.
    """

    name: StrOrPromise
    earliest: date | datetime
    latest: date | datetime
    timezone: ZoneInfo
    # The last day itself, where the day to act by is the working day before it.
    last_day: date | None = None

    @property
    def due_on(self) -> date:
        """The date to act by."""
        return (
            detainer_clock.day_of(self.earliest)
            if isinstance(self.earliest, datetime)
            else self.earliest
        )

    @property
    def has_time(self) -> bool:
        return isinstance(self.earliest, datetime)

    @property
    def is_exact(self) -> bool:
        return self.earliest == self.latest

    def passed(self, now: datetime) -> str:
        """Say "no", "maybe" or "yes" at an aware moment."""
        # In UTC: two moments of one zone would be compared by the hands of the clock.
        today = now.astimezone(UTC) if self.has_time else now.astimezone(self.timezone).date()
        if today <= self.earliest:
            return "no"
        final = self.latest if self.has_time else self.last_day or self.latest
        return "maybe" if today <= final else "yes"


@dataclass(frozen=True)
class Rule:
    """One kind of last day. `starts_from` picks the partial date it counts from, out of the facts.

    `applies_to` says whether it matters here; `compute` takes that date and the facts.
    `sorts_queue` says whether it orders the queue. A rule without `compute` has words, and no day.
    """

    slug: str
    name: StrOrPromise
    starts_text: StrOrPromise
    legal_basis: tuple[Claim | StrOrPromise, ...]
    advice: StrOrPromise
    applies_to: Callable[[Facts], bool]
    starts_from: Callable[[Facts], Partial | None]
    compute: Callable[[Partial, Facts], list[DueDate]] | None = None
    # When the count begins, where it may not have begun yet.
    begins: Callable[[Partial, Facts], detainer_clock.Span | None] | None = None
    sorts_queue: bool = True
    # Another (name, what to do) for somebody who is out of that jail: for them it is a look back.
    if_released: tuple[StrOrPromise, StrOrPromise] | None = None
    # (that it is over, what to do at once) where something still has to be done then.
    if_overdue: tuple[StrOrPromise, StrOrPromise] | None = None
    # What is said beside the dates themselves, and never folded away.
    always: Claim | None = None
    # The law where it differs from state to state; `legal_basis` is what holds in all of them.
    basis_for: Callable[[Facts], tuple[Claim | StrOrPromise, ...]] | None = None
    # Says whether anything can be counted for these facts.
    counts_for: Callable[[Facts], bool] = lambda facts: True
    # What it is where the last of its days is over and nothing more is to be done.
    if_over: StrOrPromise = _("Ask a lawyer: there are exceptions.")
    # A title that says nothing to somebody who looks over a shoulder.
    neutral_title: StrOrPromise = _("Call about the form")

    @property
    def is_confirmed(self) -> bool:
        """Some text that was read says this rule, or it rests on what was told alone."""
        claims = [item for item in self.legal_basis if isinstance(item, Claim)]
        return not claims or any(not item.is_weak for item in claims)


@dataclass(frozen=True)
class Deadline:
    """One rule, worked out, in the words for who is in that jail or out of it."""

    rule: Rule
    legal_basis: tuple[Claim | StrOrPromise, ...]
    name: StrOrPromise
    advice: StrOrPromise
    is_retrospective: bool
    start: str
    due_dates: tuple[DueDate, ...]
    unknowns: tuple[StrOrPromise, ...]
    begins: detainer_clock.Span | None = None
    # How long the stay went on after it began: the least and the most, where it is known.
    kept: tuple[timedelta, timedelta] | None = None

    def has_begun(self, now: datetime) -> bool:
        """Say whether the count may have begun: before, no end is shown."""
        return self.begins is None or detainer_clock.has_begun(self.begins, now)

    def is_task(self, now: datetime) -> bool:
        """Say whether anything is to be done about it.

        A deadline that has passed is no task, unless its rule says what to do then.
        """
        return self.passed(now) != "yes" or self.overdue_advice("yes") is not None

    def overdue_advice(self, passed: str) -> tuple[StrOrPromise, StrOrPromise] | None:
        """Return (that it is or may be over, what to do at once) for "yes" or "maybe", or None."""
        if passed == "no" or self.is_retrospective or not self.rule.if_overdue:
            return None
        over, do = self.rule.if_overdue
        return (over if passed == "yes" else MAYBE_OVERDUE, do)

    @property
    def due_on(self) -> date | None:
        """The first date to act by, or None where no day can be worked out."""
        return min((due_date.due_on for due_date in self.due_dates), default=None)

    def passed(self, now: datetime) -> str:
        """Say "no" while one reading is still ahead for certain, else "maybe" or "yes"."""
        found = [due_date.passed(now) for due_date in self.due_dates]
        if not found or "no" in found:
            return "no" if not found or set(found) == {"no"} else "maybe"
        return "yes" if set(found) == {"yes"} else "maybe"


def _span(stated_date: Partial, count: Callable[[date], date]) -> tuple[date, date]:
    """Return (first, last) date of a count from a partial date."""
    first, after = earliest(stated_date), latest(stated_date)
    if first is None or after is None:
        raise ValueError("A date without a year ends on no day.")
    return count(first), count(after - timedelta(days=1))


def _timezone(facts: Facts) -> ZoneInfo:
    """Return the clock of the place; of two, the one that is ahead."""
    return ZoneInfo(TIMEZONES[zones_of(facts.state, facts.timezone)[0]])


def _start(stated_date: Partial, facts: Facts) -> detainer_clock.Span | None:
    """Return when the 48 hours begin, by the clock of the jail."""
    return detainer_clock.start_of(stated_date, zones_of(facts.jail_state, facts.timezone))


def _money_claim(stated_date: Partial, facts: Facts) -> list[DueDate]:
    return [
        DueDate(reading.name, *money_claim.act_by(reading), _timezone(facts), reading.last)
        for reading in money_claim.readings(facts)
    ]


def _to_working_day(name: StrOrPromise, first: date, last: date, facts: Facts) -> DueDate:
    """Return a day that is shown as the working day before it, if it is none itself."""
    return DueDate(name, on_or_before(first), on_or_before(last), _timezone(facts), last)


def _half_year(stated_date: Partial, facts: Facts) -> list[DueDate]:
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


def _state_notice(stated_date: Partial, facts: Facts) -> list[DueDate]:
    return [
        due_date
        for notice in notices_of(facts.jail_state)
        if notice.count and notice.against != STATE
        for due_date in _counted_locally(facts, NAMES[notice.against], notice.count)
    ]


def _civil_suit(stated_date: Partial, facts: Facts) -> list[DueDate]:
    if facts.jail_state != "IL":
        return []
    name = _("Case against a city, county or jail")
    return [*_counted_locally(facts, name, lambda day: add_months(day, 12))]


def _local_start(facts: Facts) -> Partial | None:
    return next((stated for _name, stated in _local_starts(facts)), None)


def _coming(stated_date: Partial, facts: Facts) -> list[DueDate]:
    return [
        DueDate(COMING.get(kind, OTHER_DAY), first, last, _timezone(facts))
        for kind, first, last in facts.coming_days
    ]


def _turns_18(stated_date: Partial, facts: Facts) -> list[DueDate]:
    if facts.turns_18_on is None:
        return []
    return [DueDate(_("From this day on"), facts.turns_18_on, facts.turns_18_on, _timezone(facts))]


COMING: dict[str, StrOrPromise] = {
    "report": _("The day to report"),
    "court": _("The day in court"),
    "flight": _("The day of the flight or the move"),
}
OTHER_DAY = _("Another day")


def _as_partial(day: date | None) -> Partial | None:
    return {"y": day.year, "m": day.month, "d": day.day, "words": ""} if day else None


def _next_coming(facts: Facts) -> Partial | None:
    return _as_partial(facts.coming_days[0][1]) if facts.coming_days else None


def _sixty_days(stated_date: Partial, facts: Facts) -> list[DueDate]:
    first, deadline = _span(stated_date, lambda day: day + timedelta(days=60))
    return [DueDate(_("Deadline"), first, deadline, _timezone(facts))]


def _kept(begins: detainer_clock.Span, facts: Facts) -> tuple[timedelta, timedelta] | None:
    """Return how long somebody was kept past release, at least and at most; None if not known."""
    out = detainer_clock.start_of(facts.released_at, zones_of(facts.jail_state, facts.timezone))
    return detainer_clock.kept(begins, out) if out else None


def _detainer_hours(stated_date: Partial, facts: Facts) -> list[DueDate]:
    start = _start(stated_date, facts)
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


def _settlement(stated_date: Partial, facts: Facts) -> list[DueDate]:
    return [DueDate(_("Deadline"), GONZALEZ_ENDS, GONZALEZ_ENDS, _timezone(facts))]


def _has_hours(facts: Facts) -> bool:
    """Say whether a jail holds the person for ICE, or did past release.

    Where ICE itself holds somebody, or nobody does, only such a stay in a jail has these hours.
    """
    if facts.hold not in ("yes", "unsure") or facts.notice_only:
        return False
    in_jail = facts.held and facts.where != "ice"
    return (
        in_jail or bool(facts.release_due_at) or facts.says_held_past_release in ("yes", "unsure")
    )


PART_OF_DATE = _("You gave a part of the date. With the whole date we could say more.")
MAYBE_OVERDUE = _("This day may be over.")

# Effective March 4, 2025, for five years (National Immigrant Justice Center, 2025).
GONZALEZ_ENDS = date(2030, 3, 4)

DETAINER_REGULATION = claim(
    _(
        "A federal rule says 48 hours. Saturdays, Sundays and holidays do not "
        "count. The rule is 8 CFR 287.7(d)."
    ),
    "S32",
)
DETAINER_GUIDANCE = claim(
    _("ICE's own guide to the form says 48 hours. It does not leave out any days."),
    "S31",
    "S33",
)
DETAINER_STARTS = claim(
    _(
        "The count starts when the person should have been released. It does "
        "not start when ICE sent the form."
    ),
    "S31",
    "S32a",
)

RULES = (
    Rule(
        slug="hold_48h",
        name=_("The hold must end"),
        starts_text=_("the time the person should have been released"),
        legal_basis=(
            DETAINER_STARTS,
            DETAINER_GUIDANCE,
            DETAINER_REGULATION,
            _("We leave out the hours of a weekend, even where only a part of it falls in."),
        ),
        advice=_("Do not wait for it. Ask the jail in writing now why the person is still there."),
        applies_to=_has_hours,
        always=NEW_ARREST,
        starts_from=lambda facts: facts.release_due_at,
        compute=_detainer_hours,
        begins=_start,
        if_released=(
            _("The 48 hours ended"),
            _("A shorter stay can break the law, too. Ask a lawyer."),
        ),
        if_overdue=(
            _("These 48 hours are over."),
            _("Act today. Ask the jail in writing why the person is still there."),
        ),
        neutral_title=_("Call about the time"),
    ),
    Rule(
        slug="habeas",
        name=_("Ask a judge to free the person"),
        starts_text="",
        legal_basis=(
            claim(_("There is no deadline while someone is locked up."), "S73"),
            claim(_("It must be filed in the place where the person is held."), "S73"),
        ),
        advice=_("Ask a lawyer today. File it before the person is moved."),
        applies_to=lambda facts: facts.held,
        starts_from=lambda facts: None,
        sorts_queue=False,
    ),
    Rule(
        slug="ice_custody",
        name=_("ICE must decide: release or detention"),
        starts_text=_("an ICE arrest without a warrant"),
        legal_basis=(
            claim(
                _(
                    "After this kind of arrest, ICE has 48 hours to decide. In an "
                    "emergency it may take longer."
                ),
                "S99",
                confidence=MEDIUM,
            ),
        ),
        advice=_("Ask ICE in writing what it decided, and when."),
        applies_to=lambda facts: facts.where == "ice",
        starts_from=lambda facts: None,
        sorts_queue=False,
    ),
    Rule(
        slug="coming_date",
        name=_("Day in court, to report, or to leave"),
        starts_text="",
        legal_basis=(_("We count nothing: you gave the day."),),
        advice=_("Ask a lawyer before that day what to do."),
        applies_to=lambda facts: bool(facts.coming_days),
        starts_from=_next_coming,
        compute=_coming,
        if_over="",
        neutral_title=_("Appointment"),
        # The days of the person order the queue by themselves (Case.coming_days).
        sorts_queue=False,
    ),
    Rule(
        slug="ftca",
        name=_("Money claim against a federal office"),
        starts_text=_("the day that each line names"),
        legal_basis=(
            claim(
                _(
                    "The claim must arrive within two years. It must ask for one exact "
                    "amount of money."
                ),
                "S64",
            ),
            claim(_("The day of the event is not counted. The day it arrives is."), "S152"),
            _("Ask a lawyer which day counts. We count from each, by its name."),
            _("We stop at the last working day."),
        ),
        advice=_("Use the earlier day. See a lawyer long before it."),
        applies_to=lambda facts: (
            money_claim.has_wrongful_day(facts) and not money_claim.has_claimed(facts)
        ),
        starts_from=money_claim.start,
        compute=_money_claim,
        neutral_title=_("Send the long form"),
    ),
    Rule(
        slug="title_vi",
        name=_("Complaint about a local office that gets federal money"),
        starts_text=_("the day of what was done"),
        legal_basis=(
            claim(
                _("Other departments give 180 days for such a complaint. They can allow more."),
                "S197",
            ),
            reasoned(_("So we count 180 days here, too."), "S197"),
        ),
        advice=_("Send the complaint before this day to be safe."),
        applies_to=lambda facts: (
            is_local_treatment(facts)
            and ("profiling" in facts.codes or "language_denied" in facts.codes)
        ),
        starts_from=lambda facts: facts.began_on,
        compute=_half_year,
        neutral_title=_("Send the letter"),
    ),
    Rule(
        slug="state_notice",
        name=_("Notice of claim to a city, county or state"),
        starts_text=_("the day release was due, or the day of what was done"),
        legal_basis=(NEEDS_NOTICE, NO_NOTICE_FOR_FEDERAL),
        advice=_(
            "Send the notice as soon as you can. Ask a lawyer this week what the deadline is."
        ),
        applies_to=is_local_harm,
        starts_from=_local_start,
        compute=_state_notice,
        counts_for=lambda facts: any(
            notice.count and notice.against != STATE for notice in notices_of(facts.jail_state)
        ),
        basis_for=lambda facts: basis_of(facts.jail_state),
        if_over=_("A federal civil rights case needs no such notice. Ask a lawyer about that."),
        neutral_title=_("Send the second letter"),
        sorts_queue=False,
    ),
    Rule(
        slug="civil_suit",
        name=_("Court case against police or jail staff"),
        starts_text=_("the day release was due, or the day of what was done"),
        legal_basis=(NO_NOTICE_FOR_FEDERAL,),
        advice=_("Ask a lawyer for the limit in the state."),
        applies_to=is_local_harm,
        starts_from=_local_start,
        compute=_civil_suit,
        counts_for=lambda facts: facts.jail_state == "IL",
        basis_for=lambda facts: (
            (ILLINOIS_SUIT, NO_NOTICE_FOR_FEDERAL)
            if facts.jail_state == "IL"
            else (NO_NOTICE_FOR_FEDERAL,)
        ),
    ),
    Rule(
        slug="turns_18",
        name=_("18th birthday"),
        starts_text=_("the date of birth"),
        legal_basis=(_("We count from the date of birth."),),
        advice=_("Ask them to sign for themselves from this day on."),
        applies_to=lambda facts: facts.turns_18_on is not None,
        starts_from=lambda facts: _as_partial(facts.turns_18_on),
        compute=_turns_18,
        sorts_queue=False,
        if_over="",
        neutral_title=_("Birthday"),
    ),
    Rule(
        slug="gonzalez",
        name=_("Report to the lawyers of the Gonzalez case"),
        starts_text=_("the day the settlement took effect, March 4, 2025"),
        legal_basis=(claim(_("The settlement lasts five years."), "S36"),),
        advice=_("Report it soon."),
        applies_to=lambda facts: "notice_only_but_held" in facts.codes,
        starts_from=lambda facts: {"y": 2025, "m": 3, "d": 4},
        compute=_settlement,
        sorts_queue=False,
        neutral_title=_("Write the email"),
    ),
    Rule(
        slug="locator",
        name=_("The ICE search page may still list the person"),
        starts_text=_("the day they went free"),
        legal_basis=(
            claim(
                _("The search page lists people for 60 days after release."),
                "S77",
                confidence=MEDIUM,
            ),
        ),
        advice=_("Print or save that page before then."),
        applies_to=lambda facts: facts.where == "free",
        starts_from=lambda facts: facts.released_at,
        compute=_sixty_days,
        sorts_queue=False,
        neutral_title=_("Print the page"),
    ),
    Rule(
        slug="crcl",
        name=_("Complaint to CRCL"),
        starts_text="",
        legal_basis=(
            claim(_("We found no deadline for a complaint to CRCL."), confidence="not found"),
        ),
        advice=_("Send it as soon as you can."),
        applies_to=lambda facts: True,
        starts_from=lambda facts: None,
        sorts_queue=False,
    ),
)


def deadlines_for(facts: Facts) -> list[Deadline]:
    """Return the last days that matter for these facts, the soonest first, those in words last."""
    found = [_computed(rule, facts) for rule in RULES if rule.applies_to(facts)]
    return sorted(
        found, key=lambda deadline: (deadline.due_on is None, deadline.due_on or date.max)
    )


def _computed(rule: Rule, facts: Facts) -> Deadline:
    stated_date = rule.starts_from(facts)
    ends = (
        tuple(rule.compute(stated_date, facts))
        if rule.compute and stated_date and stated_date.get("y")
        else ()
    )
    begins = rule.begins(stated_date, facts) if rule.begins and stated_date else None
    looks_back = bool(rule.if_released) and facts.where in ("free", "abroad", "ice")
    name, then = rule.if_released if rule.if_released and looks_back else (rule.name, rule.advice)
    return Deadline(
        rule=rule,
        legal_basis=rule.basis_for(facts) if rule.basis_for else rule.legal_basis,
        name=name,
        advice=then,
        is_retrospective=looks_back,
        start=format_partial_date(stated_date) if stated_date else "",
        due_dates=ends,
        unknowns=tuple(_unknown(rule, stated_date, facts)),
        begins=begins,
        kept=_kept(begins, facts) if begins and looks_back else None,
    )


NOT_BEGUN = _(
    "The 48 hours have not begun. They begin when the person should go free: bail is paid, the case"
    " is dropped, or the sentence is over."
)


WHEN_IT_BEGINS = _("If the person is kept after that, ask the jail in writing why.")


def _unknown(rule: Rule, stated_date: Partial | None, facts: Facts) -> Iterator[StrOrPromise]:
    """Say what was not known, and what was done about it."""
    if rule.compute is None or not rule.counts_for(facts):
        return
    if not stated_date or not stated_date.get("y"):
        if rule.begins and facts.held and facts.says_held_past_release == "no":
            yield NOT_BEGUN
            return
        yield _("We need a date with a year to work this out.")
    elif rule.begins:
        yield from _unknown_start(rule.begins(stated_date, facts), stated_date, facts)
    elif not is_complete(stated_date):
        yield PART_OF_DATE


def _unknown_start(
    start: detainer_clock.Span | None, stated_date: Partial, facts: Facts
) -> Iterator[StrOrPromise]:
    """Say what was not known of the day and hour from which the 48 hours are counted."""
    if start is None:
        yield _("You gave no day. Without it we cannot say when the 48 hours end.")
        return
    zones = zones_of(facts.jail_state, facts.timezone)
    if not start.is_exact and not (stated_date.get("time") or "").strip():
        yield _("You gave no hour. We count with the whole of that day.")
    elif sentence := read_back(stated_date):
        yield sentence
    if facts.jail_state not in STATE_TIMEZONES:
        yield _("We do not know the state of the jail. We count by Eastern time.")
    elif len(zones) > 1 and not start.is_exact:
        yield _("That state has two times. We count with both.")


def queue_dates(facts: Facts) -> dict[str, str]:
    """Return {rule key: ISO date} of the last days that order the queue."""
    return {
        deadline.rule.slug: deadline.due_on.isoformat()
        for deadline in deadlines_for(facts)
        if deadline.rule.sorts_queue and deadline.due_on
    }


def next_date(dates: Mapping[str, date], today: date) -> date | None:
    """Return the first of the dates, by rule, that is not over, or None."""
    return min((day for day in dates.values() if day >= today), default=None)


@dataclass(frozen=True)
class ResponseTime:
    """When an office must answer, counted from a day: `due_on(start)` returns the date."""

    slug: str
    text: Claim
    due_on: Callable[[date], date]


RESPONSE_TIMES = {
    answer.slug: answer
    for answer in (
        ResponseTime(
            "foia",
            claim(
                _("By law the office has 20 working days. It often takes months."),
                "S104",
                confidence=MEDIUM,
            ),
            lambda day: add_working_days(day, 20),
        ),
        ResponseTime(
            "amendment",
            claim(
                _("Within 10 working days, the office must write that it got your request."), "S58"
            ),
            lambda day: add_working_days(day, 10),
        ),
        ResponseTime(
            "privacy_appeal",
            claim(
                _("If the answer is no, you have 90 working days to appeal."),
                "S58",
                "S59",
            ),
            lambda day: add_working_days(day, 90),
        ),
        ResponseTime(
            "ftca_silence",
            claim(
                _("No answer for six months? You may treat that as a no."),
                "S152",
                "S153",
            ),
            lambda day: add_months(day, 6),
        ),
        ResponseTime(
            "ftca_suit",
            claim(
                _(
                    "After a no, a court case must start within six months. It counts from the day"
                    " the no was mailed."
                ),
                "S152",
                "S153",
            ),
            lambda day: on_or_before(add_months(day, 6)),
        ),
    )
}
