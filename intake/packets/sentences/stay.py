"""What letters read of the jail: the place, the hold, and when release was due. Nothing else in
the letters reads these facts, so that where they are stored may change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.flow.facts import Partial, earliest, is_complete
from intake.flow.place import zones_of

from ..document_input import DocumentInput
from . import moments

# How far a stay has come: release is due and the jail keeps the person, release is not due yet,
# it is not known whether it is due, or the person has left the jail.
DUE, NOT_DUE, OPEN, LEFT = "due", "not due", "open", "left"


@dataclass(frozen=True)
class Stay:
    """The stay that a letter is about. What is not known is "" or None."""

    stage: str
    place: str
    booking_number: str
    state: str
    zones: tuple[str, ...]
    due: Partial | None
    left: Partial | None
    says_kept: bool
    hold: str
    notice_only: bool
    is_place_unknown: bool

    @property
    def was_kept(self) -> bool:
        """Say whether the person was or is kept after release was due, as far as was stated."""
        return self.stage == DUE or (self.stage == LEFT and self.says_kept)

    @property
    def has_detainer(self) -> bool:
        return self.hold == "yes" and not self.notice_only

    @property
    def length(self) -> str:
        """How long the person was kept after release was due, in words, or ""."""
        start, until = (moments.span_of(moment, self.zones) for moment in (self.due, self.left))
        return moments.length_words(start, until) or moments.days_words(self.due, self.left)


def stay_of(doc_input: DocumentInput) -> Stay:
    """Return the stay of these answers."""
    facts = doc_input.facts
    return Stay(
        stage=_stage(doc_input),
        place=doc_input.jail if facts.in_jail else "",
        booking_number=doc_input.answer_text("custody", "booking_number") if facts.held else "",
        state=facts.jail_state,
        zones=zones_of(facts.jail_state, facts.timezone),
        due=facts.release_due_at,
        left=facts.released_at if not facts.in_jail else None,
        says_kept=facts.says_held_past_release == "yes",
        hold=facts.hold,
        notice_only=facts.notice_only,
        is_place_unknown=facts.where == "unsure" and not facts.released_at,
    )


def _stage(doc_input: DocumentInput) -> str:
    facts = doc_input.facts
    if not facts.in_jail:
        return LEFT
    if facts.past_release == "no":
        return NOT_DUE
    is_due = facts.past_release == "yes" or earliest(facts.release_due_at) is not None
    return DUE if is_due else OPEN


def holds_of(doc_input: DocumentInput) -> list[Mapping[str, Any]]:
    """Return the papers about the hold that were told of, as answered."""
    return list(doc_input.answers.get("detainers") or [])


def arrest_date(doc_input: DocumentInput) -> Partial | None:
    """Return the day of the events, where it is known to the day."""
    day: Partial | None = doc_input.answer("when-where", "when") or None
    return day if is_complete(day) else None
