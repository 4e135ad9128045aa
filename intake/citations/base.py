"""What the site says about the world, and where it was read.

A statement of fact shown to people is a Cited: its sentence, its sources, and how sure it is. One
that is weak says so on the page by itself.
"""

import datetime
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from intake.web.text import StrOrPromise

HIGH, MEDIUM, REASONED = "high", "medium", "reasoned"
# What everybody knows, or what a word means; a weak source for where to look; what was not found.
COMMON_SENSE, CHECK_FIRST, NOT_FOUND = "common sense", "check first", "not found"
# No text that was read says so.
WEAK = frozenset({CHECK_FIRST, NOT_FOUND})

# The day on which the stored copies of most sources were read.
CHECKED_ON = datetime.date(2026, 11, 23)
# The day on which later history was looked for, and the sources on it and on the states were read.
LOOKED_ON = datetime.date(2026, 11, 30)

# Most say nothing: the foot names the sources of what is less sure, and what was not found.
_CAVEATS: dict[str, StrOrPromise] = {CHECK_FIRST: _("Check this first.")}


# What became of a ruling, a law, a rule or a program after the text about it was written.
NONE_FOUND, NOT_LOOKED_FOR = "none found", "not looked for"
AFFIRMED, SETTLED, AMENDED = "affirmed", "settled", "amended"
VACATED, VACATED_IN_PART, REVOKED = "vacated", "vacated in part", "revoked"
RENUMBERED, REPLACED, RESUMED = "renumbered", "replaced", "resumed"
ENDING_REVOKED, CONTINUED, CONTESTED = "its ending revoked", "continued", "contested"
# "Not looked for" is a task for a lawyer, and never shown; a test counts those that are left.
SILENT = frozenset({NONE_FOUND, NOT_LOOKED_FOR})
EVENTS: dict[str, StrOrPromise] = {
    AFFIRMED: _("{day}: a higher court agreed."),
    SETTLED: _("{day}: the settlement of the case began."),
    AMENDED: _("{day}: it was changed."),
    VACATED: _("{day}: a higher court threw it out."),
    VACATED_IN_PART: _("{day}: a higher court threw a part of it out."),
    REVOKED: _("{day}: it was ended."),
    RENUMBERED: _("{day}: it got another number."),
    REPLACED: _("{day}: something else took its place."),
    RESUMED: _("{day}: it came back."),
    ENDING_REVOKED: _("{day}: the order that ended it was withdrawn."),
    CONTESTED: _("{day}: a court had ruled against it by then."),
    CONTINUED: _("{day}: the work went on under another name."),
}

RULING, STATUTE, REGULATION, PROGRAM, REPORT = (
    "ruling",
    "statute",
    "regulation",
    "program",
    "report",
)


@dataclass(frozen=True)
class Later:
    """What became of it: the event, its day (or month or year, in words), and where it was read.

    `source` is the key of the text that says so. For "none found" the day is that of the search,
    and for "not looked for" that of the text.
    """

    event: str
    day: datetime.date | str
    source: str = ""

    @property
    def text(self) -> StrOrPromise:
        """The event as a sentence."""
        day = self.day if isinstance(self.day, str) else date_format(self.day, "F j, Y")
        return str(EVENTS[self.event]).format(day=day)


@dataclass(frozen=True)
class Source:
    """A text that was read: its key, name, own date in words, and page, where it has one.

    `kind` says what it is, or what it speaks of; what is no mere report has its later history.
    """

    id: str
    title: str
    date: str
    url: str = ""
    checked_on: datetime.date = CHECKED_ON
    kind: str = REPORT
    later: tuple[Later, ...] = ()

    @property
    def later_changes(self) -> tuple[Later, ...]:
        """The later history to show: nothing where none is known."""
        return tuple(later for later in self.later if later.event not in SILENT)


@dataclass(frozen=True)
class Claim:
    """A sentence or two of fact with the keys of its sources and how sure it is."""

    text: StrOrPromise
    sources: tuple[str, ...]
    confidence: str = HIGH

    @property
    def caveat(self) -> StrOrPromise:
        """What stands behind the sentence when it has to be looked at first, or ""."""
        return _CAVEATS.get(self.confidence, "")

    @property
    def is_weak(self) -> bool:
        return self.confidence in WEAK

    def __str__(self) -> str:
        return " ".join(filter(None, (str(self.text), str(self.caveat))))


# A statement of fact, or plain advice.
Statement: TypeAlias = Claim | StrOrPromise


def reasoned(text: StrOrPromise, *sources: str) -> Claim:
    """Return what follows from sources in our own reading: no source says it in these words."""
    return Claim(text, sources, REASONED)


def common_sense(text: StrOrPromise) -> Claim:
    """Return what needs no source: what everybody knows, or what a word means."""
    return Claim(text, (), COMMON_SENSE)


def claim(text: StrOrPromise, *sources: str, confidence: str = HIGH) -> Claim:
    """Return a statement of fact. Only what was not found goes without source."""
    return Claim(text, sources, confidence)


@dataclass(frozen=True)
class Passage:
    """A titled group of statements and of plain advice (strings), shown as a list or as text.

    `kind` is "text", "list", "steps" or "warn"; `see_also` names other pages, as ("guide", key).
    `as_of` is the date of what it says, in words. `live_route` says which route it speaks of, and
    of what: ("state", key) or ("contact", key).
    """

    title: StrOrPromise
    items: tuple[Statement, ...]
    kind: str = "text"
    see_also: tuple[tuple[str, str], ...] = ()
    live_route: tuple[str, str] | None = None
    as_of: StrOrPromise = ""
