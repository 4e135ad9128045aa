"""The foot of a page: its sources, numbered in the order in which the page uses them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from intake.web.text import StrOrPromise

from .base import MEDIUM, NOT_FOUND, PROGRAM, Claim, Later, Passage, Source, Statement
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
    as_of: StrOrPromise = ""

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
    """Numbers sources as statements are shown, and gathers what is less than sure for the foot.

    On a page for somebody in danger (`is_urgent`) nothing is marked as less than sure.
    """

    def __init__(self, *, is_urgent: bool = False) -> None:
        self._numbers: dict[str, int] = {}
        self._less_sure: set[int] = set()
        self._not_found: dict[str, None] = {}
        self._is_urgent = is_urgent
        self._texts: dict[str, None] = {}

    def cite(self, item: Statement, *, is_warning: bool = False) -> NumberedClaim:
        """Return a statement or a piece of advice, ready for a page. Raises KeyError."""
        self._texts.setdefault(str(getattr(item, "text", item)))
        if not isinstance(item, Claim):
            return NumberedClaim(str(item), "", ())
        numbers = sorted(
            self._numbers.setdefault(SOURCES[key].id, len(self._numbers) + 1)
            for key in item.sources
        )
        if item.confidence == MEDIUM and not is_warning:
            self._less_sure.update(numbers)
        return NumberedClaim(str(item.text), str(item.caveat), tuple(numbers))

    def cite_passages(self, passages: Iterable[Passage]) -> list[NumberedPassage]:
        """Return parts as a page shows them; what was not found goes to the box at the foot."""
        return [
            NumberedPassage(
                passage.title,
                passage.kind,
                [self.cite(item, is_warning=passage.kind == "warn") for item in items],
                passage.see_also,
                passage.as_of,
            )
            for passage in passages
            if (items := self._found(passage.items))
        ]

    def _found(self, items: Iterable[Statement]) -> list[Statement]:
        found = []
        for item in items:
            if isinstance(item, Claim) and item.confidence == NOT_FOUND:
                self._not_found.setdefault(str(item.text))
            else:
                found.append(item)
        return found

    @property
    def not_found(self) -> list[str]:
        """What was looked for and not found, for one box; empty on an urgent page."""
        return [] if self._is_urgent else list(self._not_found)

    @property
    def is_urgent(self) -> bool:
        return self._is_urgent

    @property
    def texts(self) -> list[str]:
        """What the page says, for the foot to find the contacts in it."""
        return list(self._texts)

    @property
    def less_sure(self) -> str:
        """The numbers of the sources of what is less sure, for one line; "" on an urgent page."""
        return "" if self._is_urgent else ", ".join(map(str, sorted(self._less_sure)))

    @property
    def sources(self) -> list[tuple[int, Source]]:
        """Return (number, source) of all that was shown so far.

        The history of one program stands with the first of its sources alone.
        """
        shown: set[tuple[Later, ...]] = set()
        found = []
        for key, number in self._numbers.items():
            source = SOURCES[key]
            if source.kind == PROGRAM and source.later in shown:
                source = replace(source, later=())
            shown.add(source.later)
            found.append((number, source))
        return found
