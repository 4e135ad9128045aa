"""The foot of a page: its sources, numbered in the order in which the page uses them."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.web.text import StrOrPromise

from .base import Claim, Passage, Source, Statement
from .texts import SOURCES


@dataclass(frozen=True)
class NumberedClaim:
    """One statement or piece of advice as a page shows it: its words, and numbers of sources."""

    text: str
    caveat: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class NumberedPassage:
    """A part as a page shows it: its statements, and the pages that it names."""

    title: StrOrPromise
    kind: str
    items: list[NumberedClaim]
    see_also: tuple[tuple[str, str], ...]

    @property
    def is_text(self) -> bool:
        return self.kind == "text"

    @property
    def is_steps(self) -> bool:
        return self.kind == "steps"

    @property
    def is_warning(self) -> bool:
        return self.kind == "warn"


class Footnotes:
    """Numbers sources as statements are shown."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cite(self, item: Statement) -> NumberedClaim:
        """Return a statement or a piece of advice, ready for a page. Raises KeyError."""
        if not isinstance(item, Claim):
            return NumberedClaim(str(item), "", ())
        numbers = sorted(
            self._numbers.setdefault(SOURCES[key].id, len(self._numbers) + 1)
            for key in item.sources
        )
        return NumberedClaim(str(item.text), str(item.caveat), tuple(numbers))

    def cite_passages(self, passages: Iterable[Passage]) -> list[NumberedPassage]:
        """Return parts as a page shows them."""
        return [
            NumberedPassage(
                passage.title,
                passage.kind,
                [self.cite(item) for item in passage.items],
                passage.see_also,
            )
            for passage in passages
        ]

    @property
    def sources(self) -> list[tuple[int, Source]]:
        """Return (number, source) of all that was shown so far."""
        return [(number, SOURCES[key]) for key, number in self._numbers.items()]
