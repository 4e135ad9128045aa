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

_MARKS: dict[str, StrOrPromise] = {
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

    key: str
    title: str
    date: str
    url: str = ""
    checked_on: datetime.date = CHECKED_ON


@dataclass(frozen=True)
class Cited:
    """A sentence or two of fact with the keys of its sources and how sure it is."""

    text: StrOrPromise
    sources: tuple[str, ...]
    sure: str = HIGH

    @property
    def mark(self) -> StrOrPromise:
        """What stands behind the sentence when it is less than sure, or ""."""
        return _MARKS[self.sure]

    @property
    def is_weak(self) -> bool:
        return self.sure in WEAK

    def __str__(self) -> str:
        return " ".join(filter(None, (str(self.text), str(self.mark))))


# A statement of fact, or plain advice.
Statement: TypeAlias = Cited | StrOrPromise


def reasoned(text: StrOrPromise, *sources: str) -> Cited:
    """Return what follows from sources in our own reading: no source says it in these words."""
    return Cited(text, sources, REASONED)


def cited(text: StrOrPromise, *sources: str, sure: str = HIGH) -> Cited:
    """Return a statement of fact. Only one that is unsourced or not found goes without source."""
    return Cited(text, sources, sure)


@dataclass(frozen=True)
class Part:
    """A titled group of statements and of plain advice (strings), shown as a list or as text.

    `kind` is "text", "list", "steps" or "warn"; `see` names other pages, as ("guide", key). `live`
    says which route it speaks of, and of what: ("state", key) or ("contact", key).
    """

    title: StrOrPromise
    items: tuple[Statement, ...]
    kind: str = "text"
    see: tuple[tuple[str, str], ...] = ()
    live: tuple[str, str] | None = None


def statements(parts: Iterable[Part]) -> Iterator[Cited]:
    """Yield every statement of fact in some parts, in order."""
    for part in parts:
        for item in part.items:
            if isinstance(item, Cited):
                yield item
