"""Editions of the questions: answers of an older one are read as the present one asks.

Complaints, supplements and drafts keep the edition of the questions that they answer. What was
said is never written anew: a chain of pure functions, one for each edition that ended, runs
whenever answers are read. What no question of today asks stays in them, under its own key.
"""

from collections.abc import Callable, Mapping
from typing import Any

from .complaint import EDITION
from .conditions import JAILS

# Drafts that did not keep their edition are of this one.
FIRST = "2026-11"

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


def _as_they_are(answers: dict[str, Any]) -> dict[str, Any]:
    """Return answers of an edition whose next one only asks more."""
    return answers


def _one_stay(answers: dict[str, Any]) -> dict[str, Any]:
    """Return answers about one place of custody as those of one stay.

    While somebody is in jail, and once they are free, the pages of that stay keep their keys. What
    stood with another place of custody, which has ended, is left out of it.
    """
    custody, release = answers.get("custody") or {}, answers.get("held-over") or {}
    in_jail = custody.get("where") in JAILS
    if not (in_jail and release.get("went_out")):
        return answers
    # They left a jail, and are in one: two stays.
    over = {
        "kind": "local_jail",
        "facility": "",
        "jail_state": release.get("jail_state") or "",
        "came_in": None,
        "went_out": release["went_out"],
        "ended": "another_jail",
    }
    now = {name: given for name, given in release.items() if name != "went_out"}
    return answers | {"held-over": now, "stays": [over]}


# {edition: (the one after it, how its answers become those of that one)}.
CHAIN: dict[str, tuple[str, Upgrade]] = {
    "2026-11": ("2026-12", _as_they_are),
    "2026-12": ("2027-01", _one_stay),
}


def upgrade(answers: Mapping[str, Any], from_edition: str) -> dict[str, Any]:
    """Return answers of an edition as the present one asks them; what is given stays as it is.

    Answers of an edition that is not known, such as that of a later release, are returned as they
    are.
    """
    found = dict(answers)
    while from_edition in CHAIN and from_edition != EDITION:
        from_edition, change = CHAIN[from_edition]
        found = change(found)
    return found


def upgrade_draft(stored: Mapping[str, Any], edition: str) -> dict[str, Any]:
    """Return what a draft holds with its answers as the present edition asks them.

    Those that were moved aside go with them.
    """
    draft = dict(stored)
    for part in ("answers", "earlier"):
        if part in draft:
            draft[part] = upgrade(draft[part], edition)
    return draft
