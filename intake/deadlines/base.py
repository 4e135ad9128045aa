"""What a deadline is: its rule, the words for it, and the days on which it may end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from intake.citations.base import Claim
from intake.flow.facts import Facts, Partial
from intake.web.text import StrOrPromise

from . import detainer_clock

MAYBE_OVERDUE = _("This day may be over.")


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
