"""What every route has. A route is data; only `fits` and the pages decide anything."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from intake.citations.base import CHECKED_ON, Claim, Passage, Statement, claim, reasoned
from intake.citations.texts import SOURCES
from intake.deadlines.workdays import on_or_after
from intake.flow.facts import Facts
from intake.web.text import StrOrPromise

OPEN, REDUCED, CLOSED, UNCONFIRMED = "open", "reduced", "closed", "unconfirmed"

STATUSES = {
    OPEN: _("Open"),
    REDUCED: _("Has very few staff"),
    CLOSED: _("May be closed"),
    UNCONFIRMED: _("Not confirmed"),
}

YEARS_UNTIL_OLD = 2

RECOMMENDED, POSSIBLE, UNDECIDED, UNSUITABLE = "first", "also", "missing", "not"


@dataclass(frozen=True)
class Fit:
    """Whether a route fits some facts, and why, in one sentence."""

    kind: str
    reason: StrOrPromise


def recommended(reason: StrOrPromise) -> Fit:
    """The route is one of the first to use."""
    return Fit(RECOMMENDED, reason)


def possible(reason: StrOrPromise) -> Fit:
    return Fit(POSSIBLE, reason)


def recommended_unless_held(facts: Facts, reason: StrOrPromise) -> Fit:
    """The route is slow: one of the first, but not while somebody is locked up."""
    return possible(reason) if facts.held else recommended(reason)


def undecided(reason: StrOrPromise) -> Fit:
    """A fact is missing; the sentence says which."""
    return Fit(UNDECIDED, reason)


def unsuitable(reason: StrOrPromise) -> Fit:
    return Fit(UNSUITABLE, reason)


@dataclass(frozen=True)
class Contact:
    """One way to reach an office. `value` is text to read, or an https address."""

    label: StrOrPromise
    value: StrOrPromise
    claim: Claim

    @property
    def year(self) -> int | None:
        """The last year in which a text that was read had it, as far as that is known."""
        words = " ".join([str(self.label), *(SOURCES[key].date for key in self.claim.sources)])
        return max(map(int, re.findall(r"\b20\d\d\b", words)), default=None)

    def is_old(self, today: date) -> bool:
        """Say whether it was last read more than two years ago."""
        return self.year is not None and today.year - self.year > YEARS_UNTIL_OLD

    def as_claim(self, label: StrOrPromise | None = None) -> Claim:
        """Return it as a statement, for another page: what it is for, and the way."""
        words = format_lazy("{}: {}", label or self.label, self.value)
        return Claim(words, self.claim.sources, self.claim.confidence)


def contact(
    label: StrOrPromise, value: StrOrPromise, *sources: str, confidence: str = "high"
) -> Contact:
    return Contact(label, value, Claim(value, sources, confidence))


@dataclass(frozen=True)
class Route:
    """A destination. The texts are tuples of Cited, or of strings that are advice.

    `schedule_follow_up` holds the days after sending on which to look again; `response_times` the
    keys of deadlines.deadlines_for.RESPONSE_TIMES that bind the office. `status` and `contacts` are
    what a coordinator may change in the office.
    """

    slug: str
    name: StrOrPromise
    summary: Statement
    fits: Callable[[Facts], Fit]
    benefits: tuple[Statement, ...]
    limits: tuple[Statement, ...]
    requirements: tuple[Statement, ...]
    how_to_send: tuple[Statement, ...]
    what_comes_back: tuple[Statement, ...]
    warning: Statement = ""
    contacts: tuple[Contact, ...] = ()
    follow_up: tuple[int, ...] = ()
    response_times: tuple[str, ...] = ()
    edition: StrOrPromise = ""
    status: str = UNCONFIRMED
    status_note: Statement = ""
    checked_on: date = CHECKED_ON

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The texts as titled parts, in the order in which a person needs them."""
        titled = (
            (_("What can it do?"), self.benefits),
            (_("What can it not do?"), self.limits),
            (_("What do I need?"), self.requirements),
            (_("How do I do it?"), self.how_to_send),
            (_("What comes back, and when?"), self.what_comes_back),
        )
        return tuple(Passage(title, items, "list") for title, items in titled if items)

    def follow_up_dates(self, sent_on: date) -> dict[int, date]:
        """Return {days after sending: working day} on which to ask this office again."""
        return {days: on_or_after(sent_on + timedelta(days=days)) for days in self.follow_up}

    def first_follow_up(self, sent_on: date) -> date | None:
        """Return the first working day on which to ask this office again, or None."""
        return min(self.follow_up_dates(sent_on).values(), default=None)

    @property
    def short_warning(self) -> Statement:
        """The warning in short, for where the route is only named."""
        return SHORT_WARNINGS.get(self.warning, self.warning)


TELLS_GOVERNMENT = reasoned(
    _(
        "This tells the government who you are and where you live. No"
        " immigration status, an old removal order, or a criminal case? See"
        " a lawyer first."
    ),
    "S3",
)
REACHES_ICE = reasoned(
    _("ICE itself reads or hears this. No immigration status? Talk to a lawyer first."),
    "S35",
    "S43",
    "S47",
)
CITIZENS_ONLY = claim(
    _(
        "Never say that someone is a US citizen if it is not true."
        " It is a crime, and it can bar them from the country for life."
    ),
    "S78",
)

# For where a route is only named; its own page says the whole.
SHORT_WARNINGS: dict[Statement, StrOrPromise] = {
    TELLS_GOVERNMENT: _("It tells the government who you are."),
    REACHES_ICE: _("ICE hears this. No immigration status? Talk to a lawyer first."),
    CITIZENS_ONLY: _("Never say US citizen if it is not true."),
}

CUSTODY_UNKNOWN = undecided(_("We need to know where the person is."))

# Codes of Facts that routes decide on.
RECORD_OF_ANOTHER = {
    "same_name",
    "other_persons_prints",
    "identity_theft",
    "mixed_file",
    "wrong_conviction",
}
RECORD_WRONG = RECORD_OF_ANOTHER | {"stale_record", "clerical_error", "status_changed"}
CITIZEN = {"us_citizen", "us_national"}
STATUS_CLAIMED = CITIZEN | {"permanent_resident", "other_status", "status_changed"}


def has_code(facts: Facts, codes: set[str]) -> bool:
    return bool(set(facts.codes) & codes)


def ice_took_part(facts: Facts) -> bool:
    """ICE took part, by a hold or in person, as far as the answers say."""
    return facts.hold == "yes" or by_ice(facts)


def by_ice(facts: Facts) -> bool:
    """ICE took part in person, as far as the answers say."""
    return (
        facts.where == "ice"
        or facts.started_by in ("ice_home", "ice_work", "street", "check_in")
        or "ice_arrest" in facts.problems
        or "ice" in facts.officers
        # Who was deported was in the hands of ICE, whoever made the arrest.
        or ("removed" in facts.dangers and facts.started_by != "border")
    )


def by_border(facts: Facts) -> bool:
    return facts.started_by == "border" or "border" in facts.officers


def federal_took_part(facts: Facts) -> bool:
    """A federal office took part, or kept the record that is wrong, as far as the answers say."""
    return (
        ice_took_part(facts)
        or by_border(facts)
        or bool(set(facts.problems) & {"wrong_match", "status_wrong"})
    )


def says_citizen(facts: Facts) -> bool:
    """A citizen or a national of the United States, by the answers."""
    return bool(set(facts.codes) & CITIZEN)


def days_to_next_date(facts: Facts) -> int | None:
    """Return the days to the next day to report, in court, or of a flight; None without one."""
    days = [
        max((first - facts.as_of).days, 0)
        for _kind, first, last in facts.coming_days
        if last >= facts.as_of
    ]
    return min(days, default=None)


def must_report_soon(facts: Facts) -> bool:
    """Free, and told to come, to leave, or to be in court within two weeks, or without a day."""
    days = days_to_next_date(facts)
    is_told = bool(set(facts.dangers) & {"removal_told", "moving"}) or (
        "told_to_go" in facts.dangers and not facts.coming_days
    )
    return not facts.held and (is_told or (days is not None and days <= 14))


def is_in_scope(facts: Facts) -> bool:
    """Something was chosen that this service is for."""
    return bool(set(facts.problems) - {"other", "not_sure"})
