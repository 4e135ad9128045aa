"""The foot of a page: its sources, numbered in the order in which the page uses them."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.web.text import StrOrPromise

from .base import Cited, Part, Source, Statement
from .texts import TEXTS


@dataclass(frozen=True)
class Shown:
    """One statement or piece of advice as a page shows it: its words, and numbers of sources."""

    text: str
    mark: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class ShownPart:
    """A part as a page shows it: its statements, and the pages that it names."""

    title: StrOrPromise
    kind: str
    items: list[Shown]
    see: tuple[tuple[str, str], ...]

    @property
    def is_text(self) -> bool:
        return self.kind == "text"

    @property
    def is_steps(self) -> bool:
        return self.kind == "steps"

    @property
    def is_warning(self) -> bool:
        return self.kind == "warn"


class Foot:
    """Numbers sources as statements are shown."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def show(self, item: Statement) -> Shown:
        """Return a statement or a piece of advice, ready for a page. Raises KeyError."""
        if not isinstance(item, Cited):
            return Shown(str(item), "", ())
        numbers = sorted(
            self._numbers.setdefault(TEXTS[key].key, len(self._numbers) + 1) for key in item.sources
        )
        return Shown(str(item.text), str(item.mark), tuple(numbers))

    def parts(self, parts: Iterable[Part]) -> list[ShownPart]:
        """Return parts as a page shows them."""
        return [
            ShownPart(part.title, part.kind, [self.show(item) for item in part.items], part.see)
            for part in parts
        ]

    @property
    def sources(self) -> list[tuple[int, Source]]:
        """Return (number, source) of all that was shown so far."""
        return [(number, TEXTS[key]) for key, number in self._numbers.items()]
