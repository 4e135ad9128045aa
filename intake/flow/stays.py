"""Custody is a list of stays: each in one place, with its own release, its own clock and end.

The stay that counts now is asked about on two pages: `custody` and `held-over` while somebody is in
jail, `jail` and `held-over` once they are out of it. Where ICE has the person, `custody` is about
that. Other stays repeat on the page `stays`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .conditions import HELD, JAILS, answer
from .partials import Partial, days_between, earliest, latest
from .place import zones_of
from .steps import AnswerMap

ICE = "ice"


@dataclass(frozen=True)
class Hold:
    """A hold by ICE, as told: its form, the day it came, and whether it is still there."""

    form: str
    placed_on: Partial | None
    still_there: str


@dataclass(frozen=True)
class Stay:
    """`kind` is a code of `custody`; `ended` one of `jail`. What was not said is "" or None."""

    kind: str = ""
    place: str = ""
    state: str = ""
    zone: str = ""
    came_in: Partial | None = None
    release_due_at: Partial | None = None
    due_why: str = ""
    released_at: Partial | None = None
    ended: str = ""
    kept: str = ""  # past release: "yes", "no", "unsure", or not said
    holds: tuple[Hold, ...] = ()

    @property
    def is_in_jail(self) -> bool:
        """In a jail or prison, or in a place whose kind was not said. ICE's own is none."""
        return self.kind in (*JAILS, "unsure", "")

    @property
    def zones(self) -> tuple[str, ...]:
        """The clocks that may count there, the one that is ahead first."""
        return zones_of(self.state, self.zone)

    @property
    def days_kept(self) -> tuple[int, int] | None:
        """The least and the most of days from the day release was due to the day it ended."""
        return days_between(self.release_due_at, self.released_at)

    @property
    def _begins(self) -> date | None:
        return earliest(self.came_in) or earliest(self.release_due_at) or self._ends

    @property
    def _ends(self) -> date | None:
        return earliest(self.released_at)

    def may_hold(self, placed_on: Partial | None) -> bool:
        """Say whether a hold of that day can have come during this stay, as far as is known."""
        first, day_after = earliest(placed_on), latest(placed_on)
        begun, left = earliest(self.came_in), latest(self.released_at)
        if first is None or day_after is None or not self.is_in_jail:
            return False
        return (begun is None or day_after > begun) and (left is None or first < left)


def hold_stay(stays: Sequence[Stay]) -> Stay | None:
    """Return the stay that a hold belongs to: the last one in a jail, or else the last of all."""
    in_jail = [stay for stay in stays if stay.is_in_jail]
    candidates = in_jail or list(stays)
    return candidates[-1] if candidates else None


def stays_of(answers: AnswerMap, release_due_at: Partial | None) -> tuple[Stay, ...]:
    """Return the stays in order, the present one last; `release_due_at` is that of the jail."""
    where = answer(answers, "custody", "where")
    found = [_stay_from(entry) for entry in answers.get("stays") or []]
    main = _main_stay(answers, where, release_due_at)
    if main is not None and where not in JAILS:
        # What is told without a day came after a jail from which the person went elsewhere.
        went_on = main.ended in (ICE, "another_jail")
        found = [main, *found] if went_on else [*found, main]
    found = _in_order(found, last=main)
    if main is not None and where in JAILS:
        found.append(main)
    if where == ICE:
        custody = answers.get("custody") or {}
        found.append(
            Stay(
                kind=ICE,
                place=custody.get("facility") or "",
                state=custody.get("state") or "",
                came_in=custody.get("came_in"),
            )
        )
    return _with_holds(found, answers.get("detainers") or [])


def _in_order(stays: Sequence[Stay], *, last: Stay | None) -> list[Stay]:
    """Return the stays by their first day; without one, they stay behind the one told before.

    `last` without a day comes last, unless it was told of first.
    """
    days: list[tuple[date, int]] = []
    day = date.min
    for place, stay in enumerate(stays):
        day = stay._begins or (date.max if stay is last and place else day)
        days.append((day, place))
    return [stays[place] for _day, place in sorted(days)]


def _main_stay(answers: AnswerMap, where: str, release_due_at: Partial | None) -> Stay | None:
    """Return the stay in the jail where the person is, or was last; None if none was told of."""
    release, custody = answers.get("held-over") or {}, answers.get("custody") or {}
    jail = {} if where in JAILS else answers.get("jail") or {}
    told = where in JAILS or release_due_at or any(release.values()) or any(jail.values())
    if not told:
        return None
    return Stay(
        kind=where if where in JAILS else "local_jail",
        place=(custody if where in JAILS else jail).get("facility") or "",
        state=release.get("jail_state") or "",
        zone=release.get("zone") or "",
        came_in=jail.get("came_in"),
        release_due_at=release_due_at,
        due_why=(release if where in JAILS else jail).get("due_why") or "",
        released_at=release.get("went_out"),
        ended="here" if where in JAILS else jail.get("ended") or "",
        kept=release.get("kept") or "",
    )


def _stay_from(entry: AnswerMap) -> Stay:
    """Return another stay, as told on the page that repeats."""
    stay = Stay(
        kind=entry.get("kind") or "",
        place=entry.get("facility") or "",
        state=entry.get("jail_state") or "",
        zone=entry.get("zone") or "",
        came_in=entry.get("came_in"),
        release_due_at=entry.get("due_out"),
        due_why=entry.get("due_why") or "",
        released_at=entry.get("went_out"),
        ended=entry.get("ended") or "",
    )
    kept = stay.days_kept
    return replace(stay, kept="yes" if kept and kept[0] > 0 else "")


def _with_holds(stays: Sequence[Stay], detainers: Iterable[AnswerMap]) -> tuple[Stay, ...]:
    """Return the stays, each with the holds that came during it; the rest go with `hold_stay`."""
    held: dict[int, list[Hold]] = {}
    last = hold_stay(stays)
    for entry in detainers:
        hold = Hold(
            entry.get("paper") or "", entry.get("placed_on"), entry.get("still_there") or ""
        )
        fitting = [
            stay
            for stay in stays
            if stay.came_in or stay.released_at
            if stay.may_hold(hold.placed_on)
        ]
        owner = fitting[0] if fitting else last
        if owner is not None:
            held.setdefault(id(owner), []).append(hold)
    return tuple(replace(stay, holds=tuple(held.get(id(stay), ()))) for stay in stays)


def moved(stays: tuple[Stay, ...], where: str) -> tuple[Stay, ...]:
    """Return the stays as they are where the person is said to be elsewhere than was told."""
    there = hold_stay(stays)
    if where in JAILS and there is not None and there.is_in_jail:
        changed = replace(there, kind=where)
        return (*(stay for stay in stays if stay is not there), changed)
    if where in HELD and not (stays and stays[-1].kind == where):
        return (*stays, Stay(kind=where))
    return stays


# What the person reports later: the stay that was becomes an earlier one.


def with_earlier_stay(answers: AnswerMap, **stay: Any) -> dict[str, Any]:
    """Return the answers with one more stay on the page that repeats."""
    return dict(answers) | {"stays": [*(answers.get("stays") or []), stay]}


def left_place(answers: AnswerMap, *, ended: str, on: Partial | None = None) -> dict[str, Any]:
    """Return the answers of somebody who left the place where `custody` says that they are.

    `ended` says how, `on` when. What was told of that place is kept as a stay that is over.
    """
    custody = answers.get("custody") or {}
    where, facility = custody.get("where"), custody.get("facility") or ""
    if where == ICE:
        stay = {"kind": ICE, "facility": facility, "came_in": custody.get("came_in")}
        if custody.get("state"):
            stay["jail_state"] = custody["state"]
        return with_earlier_stay(answers, **stay, went_out=on, ended=ended)
    changed = dict(answers)
    if where in JAILS and ended == "another_jail":
        # Release is due as before; only the place is another one.
        state = answer(answers, "held-over", "jail_state")
        return with_earlier_stay(
            answers, kind=where, facility=facility, jail_state=state, went_out=on, ended=ended
        )
    if where in JAILS:
        why = answer(answers, "held-over", "due_why")
        changed["jail"] = {"facility": facility, "came_in": None, "due_why": why, "ended": ended}
    entries = list(answers.get("stays") or [])
    if on and where not in HELD and entries and entries[-1].get("kind") == ICE:
        # It is said again of the custody that ended last.
        changed["stays"] = [*entries[:-1], entries[-1] | {"went_out": on}]
    elif on:
        changed["held-over"] = (answers.get("held-over") or {}) | {"went_out": on}
    return changed
