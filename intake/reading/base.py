"""What a reader answers where it has no value."""

from dataclasses import dataclass

EMPTY, UNCLEAR, IMPOSSIBLE = "empty", "unclear", "impossible"


@dataclass(frozen=True)
class NotUnderstood:
    """Nothing was typed (`empty`), it was not read (`unclear`), or no truth could look so."""

    why: str

    @property
    def is_empty(self) -> bool:
        return self.why == EMPTY

    @property
    def is_impossible(self) -> bool:
        return self.why == IMPOSSIBLE


NOTHING_TYPED = NotUnderstood(EMPTY)
NOT_READ = NotUnderstood(UNCLEAR)
NOT_POSSIBLE = NotUnderstood(IMPOSSIBLE)
