"""What letters read of the stays: the jail that a letter is about, its hold and clock, and others.

Nothing else in the letters reads these facts, so that where they are stored may change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from intake.deadlines.stay_clock import StayClock, clock_of
from intake.flow import stays
from intake.flow.facts import Partial, earliest, is_complete
from intake.flow.place import zones_of

from ..document_input import DocumentInput
from . import moments

# How far a stay has come: release is due and the jail keeps the person, release is not due yet,
# it is not known whether it is due, or the person has left the jail.
DUE, NOT_DUE, OPEN, LEFT = "due", "not due", "open", "left"
# How a stay ended.
FREED, TO_ICE, TO_ANOTHER_JAIL = "freed", "ice", "another_jail"
NOTICE_ONLY = {"i247g"}


@dataclass(frozen=True)
class Stay:
    """One stay in custody as letters tell of it. What is not known is "" or None.

    `kind` is a code of the page `custody`; `due_why` says why release was due, `ended` how the stay
    ended. `clock` is that of the jail, from a release whose hour is no guess.
    """

    stage: str
    kind: str
    place: str
    booking_number: str
    state: str
    zones: tuple[str, ...]
    came_in: Partial | None
    due: Partial | None
    due_why: str
    left: Partial | None
    ended: str
    says_kept: bool
    hold: str
    notice_only: bool
    is_place_unknown: bool
    clock: StayClock | None

    @property
    def was_kept(self) -> bool:
        """Say whether the person was or is kept after release was due, as far as was stated."""
        return self.stage == DUE or (self.stage == LEFT and self.says_kept)

    @property
    def has_detainer(self) -> bool:
        return self.hold == "yes" and not self.notice_only

    @property
    def is_by_ice(self) -> bool:
        return self.kind == stays.ICE

    @property
    def length(self) -> str:
        """How long the person was kept after release was due, in words, or ""."""
        clock = self.clock
        words = moments.length_words(clock.length) if clock else ""
        return words or moments.days_words(self.due, self.left)


def stay_of(doc_input: DocumentInput) -> Stay:
    """Return the stay that the letters are about: in the jail that holds, or last held, them."""
    facts, main = doc_input.facts, doc_input.facts.hold_stay
    if facts.in_jail:
        main = replace(main, released_at=None, ended="")
    return replace(
        _stay(doc_input, main),
        stage=_stage(doc_input),
        place=main.place if main.is_in_jail else "",
        booking_number=(
            doc_input.answer_text("custody", "booking_number") if facts.in_jail else ""
        ),
        hold=facts.hold,
        notice_only=_asks_for_notice_only(main) if main.holds else facts.notice_only,
        is_place_unknown=(
            facts.where == "unsure" and not main.released_at and main.ended in ("", "unsure")
        ),
    )


def other_stays(doc_input: DocumentInput) -> list[Stay]:
    """Return the stays that were told of beside that one, in order; a present one by ICE too."""
    facts = doc_input.facts
    main = facts.hold_stay if facts.hold_stay.is_in_jail else None
    return [_stay(doc_input, stay) for stay in facts.stays if stay is not main]


def _stay(doc_input: DocumentInput, stay: stays.Stay) -> Stay:
    state = stay.state or doc_input.facts.state
    # Of an hour that was only a guess, the whole day counts.
    clocked = replace(
        stay,
        state=state,
        release_due_at=moments.without_guess(stay.release_due_at),
        released_at=moments.without_guess(stay.released_at),
    )
    return Stay(
        stage=LEFT,
        kind=stay.kind,
        place=stay.place,
        booking_number="",
        state=state,
        zones=zones_of(state, stay.zone),
        came_in=stay.came_in,
        due=stay.release_due_at,
        due_why=stay.due_why,
        left=stay.released_at,
        ended=stay.ended,
        says_kept=stay.kept == "yes",
        hold="yes" if stay.holds and doc_input.facts.hold == "yes" else "",
        notice_only=_asks_for_notice_only(stay),
        is_place_unknown=False,
        clock=clock_of(clocked),
    )


def _asks_for_notice_only(stay: stays.Stay) -> bool:
    """Say whether every paper of a stay asks only for notice of release: its own, and no other."""
    return {hold.form for hold in stay.holds} == NOTICE_ONLY


def _stage(doc_input: DocumentInput) -> str:
    facts = doc_input.facts
    if not facts.in_jail:
        return LEFT
    if facts.past_release == "no":
        return NOT_DUE
    is_due = facts.past_release == "yes" or earliest(facts.release_due_at) is not None
    return DUE if is_due else OPEN


def ice_since(doc_input: DocumentInput) -> Partial | None:
    """Return since when ICE itself has held the person, as far as it was told."""
    return doc_input.facts.ice_since


def holds_of(doc_input: DocumentInput) -> list[Mapping[str, Any]]:
    """Return the papers about the hold that were told of, as answered."""
    return list(doc_input.answers.get("detainers") or [])


def arrest_date(doc_input: DocumentInput) -> Partial | None:
    """Return the day of the events, where it is known to the day."""
    day: Partial | None = doc_input.answer("when-where", "when") or None
    return day if is_complete(day) else None
