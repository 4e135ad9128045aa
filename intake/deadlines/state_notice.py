"""How long somebody has, under state law, to give notice of a money claim to a public office.

Only what was read is here. A row that rests on less than the law's own words gives no day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from intake.citations.base import HIGH, MEDIUM, NOT_FOUND, Claim, claim
from intake.flow.states import STATES
from intake.web.text import StrOrPromise

from .workdays import add_months

ALL, LOCAL, CITY, COUNTY, STATE = "all", "local", "city", "county", "state"

_SENTENCES = {
    ALL: _("{state}: any public office must get the notice within {time}. The law is {law}."),
    LOCAL: _("{state}: a city, county or jail must get the notice within {time}. See {law}."),
    CITY: _("{state}: a city must get the notice within {time}. The law is {law}."),
    COUNTY: _("{state}: a county must get the notice within {time}. The law is {law}."),
    STATE: _("{state}: a state office must get the notice within {time}. The law is {law}."),
}
NAMES = {
    ALL: _("For any public office"),
    LOCAL: _("For a city, county or jail"),
    CITY: _("For a city"),
    COUNTY: _("For a county"),
    STATE: _("For a state office"),
}


@dataclass(frozen=True)
class Notice:
    """One time limit: against whom, how long (in days or in months), the law, and its source."""

    state: str
    against: str
    law: str
    source: str
    days: int = 0
    months: int = 0
    confidence: str = HIGH
    more: StrOrPromise = ""

    @property
    def claim(self) -> Claim:
        """The limit as a sentence, with what narrows it."""
        sentence = format_lazy(
            _SENTENCES[self.against],
            state=dict(STATES)[self.state],
            time=format_lazy(_("{n} days"), n=self.days)
            if self.days
            else format_lazy(_("{n} months"), n=self.months),
            law=self.law,
        )
        words = format_lazy("{} {}", sentence, self.more) if self.more else sentence
        return Claim(words, (self.source,), self.confidence)

    @property
    def count(self) -> Callable[[date], date] | None:
        """How to count from the day of what was done; None where the text read is too weak."""
        if self.confidence != HIGH:
            return None
        return self._end

    def _end(self, day: date) -> date:
        return day + timedelta(days=self.days) if self.days else add_months(day, self.months)


NOTICES = (
    Notice("AZ", ALL, "A.R.S. 12-821.01", "S211", days=180),
    Notice(
        "CA",
        ALL,
        "Government Code 911.2",
        "S173",
        months=6,
        more=_("That is for harm to a person."),
    ),
    Notice(
        "CO",
        ALL,
        "C.R.S. 24-10-109",
        "S174",
        days=182,
        more=_("It counts from the day the harm was found."),
    ),
    Notice("FL", ALL, "F.S. 768.28(6)", "S175", months=36, confidence=MEDIUM),
    Notice("GA", CITY, "O.C.G.A. 36-33-5", "S176", months=6),
    Notice("GA", COUNTY, "O.C.G.A. 36-11-1", "S176", months=12),
    Notice("GA", STATE, "O.C.G.A. 50-21-26", "S176", months=12, confidence=MEDIUM),
    Notice("IL", STATE, "705 ILCS 505/22-1", "S177", months=12),
    Notice("IN", STATE, "IC 34-13-3-6", "S178", days=270),
    Notice("MD", LOCAL, "Courts and Judicial Proceedings 5-304", "S179", months=12),
    Notice("MA", ALL, "G.L. c. 258, s. 4", "S210", months=24, confidence=MEDIUM),
    Notice(
        "MN",
        LOCAL,
        "Minn. Stat. 466.05",
        "S181",
        days=180,
        more=_("It counts from the day the harm was found."),
    ),
    Notice("NJ", ALL, "N.J.S.A. 59:8-8", "S182", days=90),
    Notice("NY", LOCAL, "General Municipal Law 50-e", "S183", days=90),
    Notice("PA", ALL, "42 Pa.C.S. 5522", "S184", months=6, confidence=MEDIUM),
    Notice(
        "TX",
        ALL,
        "Civil Practice and Remedies Code 101.101",
        "S185",
        months=6,
        more=_("A city may give less. None is needed where the office knew of it."),
    ),
    Notice("VA", LOCAL, "Va. Code 15.2-209", "S186", months=6, confidence=MEDIUM),
    Notice("VA", STATE, "Va. Code 8.01-195.6", "S186", months=12),
    Notice("WI", LOCAL, "Wis. Stat. 893.80", "S188", days=120),
)

NEEDS_NOTICE = claim(
    _(
        "A claim for money under state law often needs a notice first. Some states give only"
        " 90 days."
    ),
    "S182",
    "S183",
)
NO_NOTICE_FOR_FEDERAL = claim(
    _(
        "A federal civil rights case needs no such notice. So a late notice does not end"
        " everything. The law is 42 U.S.C. 1983."
    ),
    "S171",
)
WASHINGTON = claim(
    _("Washington: a court case may begin 60 days after the claim was filed. See RCW 4.96.020."),
    "S187",
    confidence=MEDIUM,
)
ILLINOIS_SUIT = claim(
    _(
        "Illinois: a case against a city, county or jail must begin within one year. The law is 745"
        " ILCS 10/8-101."
    ),
    "S177",
)
NO_LINE = claim(_("We have no checked line for this state."), confidence=NOT_FOUND)


def notices_of(state: str) -> tuple[Notice, ...]:
    return tuple(notice for notice in NOTICES if notice.state == state)


def basis_of(state: str) -> tuple[Claim, ...]:
    """Return what is known of the notice in one state, and what holds in all of them."""
    own = tuple(notice.claim for notice in notices_of(state))
    if state == "WA":
        own = (WASHINGTON,)
    return (NEEDS_NOTICE, *(own or (NO_LINE,)), NO_NOTICE_FOR_FEDERAL)
