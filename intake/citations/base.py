"""What the site says about the world, and where it was read.

A statement of fact shown to people is a Cited: its sentence, its sources, and how sure it is. One
that is weak says so on the page by itself.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _

from intake.web.text import StrOrPromise

HIGH, MEDIUM, REASONED = "high", "medium", "reasoned"
LOW, UNSOURCED, NOT_FOUND = "low", "unsourced", "not found"
LEVELS = frozenset({HIGH, MEDIUM, REASONED, LOW, UNSOURCED, NOT_FOUND})
# Said only with the words that it could not be confirmed.
WEAK = frozenset({LOW, UNSOURCED, NOT_FOUND})

# The day on which the stored copies of all sources were read.
CHECKED_ON = datetime.date(2026, 11, 23)

_CAVEATS: dict[str, StrOrPromise] = {
    HIGH: "",
    MEDIUM: _("(Not fully sure.)"),
    REASONED: _("(This is how we read it.)"),
    LOW: _("We could not confirm this."),
    UNSOURCED: _("We could not confirm this."),
    NOT_FOUND: "",  # its own words say that nothing was found
}


@dataclass(frozen=True)
class Source:
    """A text that was read: its key, name, own date in words, and page, where it has one."""

    id: str
    title: str
    date: str
    url: str = ""
    checked_on: datetime.date = CHECKED_ON


@dataclass(frozen=True)
class Claim:
    """A sentence or two of fact with the keys of its sources and how sure it is."""

    text: StrOrPromise
    sources: tuple[str, ...]
    confidence: str = HIGH

    @property
    def caveat(self) -> StrOrPromise:
        """What stands behind the sentence when it is less than sure, or ""."""
        return _CAVEATS[self.confidence]

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


def claim(text: StrOrPromise, *sources: str, confidence: str = HIGH) -> Claim:
    """Return a statement of fact. Only one that is unsourced or not found goes without source."""
    return Claim(text, sources, confidence)


@dataclass(frozen=True)
class Passage:
    """A titled group of statements and of plain advice (strings), shown as a list or as text.

    `kind` is "text", "list", "steps" or "warn"; `see_also` names other pages, as ("guide", key).
    `live_route` says which route it speaks of, and of what: ("state", key) or ("contact", key).
    """

    title: StrOrPromise
    items: tuple[Statement, ...]
    kind: str = "text"
    see_also: tuple[tuple[str, str], ...] = ()
    live_route: tuple[str, str] | None = None


def claims_in(passages: Iterable[Passage]) -> Iterator[Claim]:
    """Yield every statement of fact in some parts, in order."""
    for passage in passages:
        for item in passage.items:
            if isinstance(item, Claim):
                yield item
