"""Keep what the filer decided about the letters, and read it: of a case, or of a form not sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from intake.accounts.models import Volunteer
from intake.cases.change import change
from intake.cases.unlocked import UnlockedCase
from intake.complaints import drafts
from intake.vault.envelopes import Unlocked

from .choices import LetterChoices, read_decisions
from .models import LetterChoice


def choices_of(unlocked: UnlockedCase) -> LetterChoices:
    """Return the decisions that count now. Raises Unreadable: no letter is made without them."""
    rows = unlocked.case.letter_choices.select_related("by").order_by("pk")
    return read_decisions(
        (
            unlocked.open(row, "decision"),
            (row.by.first_name or row.by.username) if row.by else "",
            localdate(row.at),
        )
        for row in rows
    )


def save_decisions(
    unlocked: UnlockedCase,
    decisions: Sequence[Mapping[str, Any]],
    *,
    by: Volunteer | None,
    at: datetime,
) -> None:
    """Keep decisions of a case. Raises NotAllowed where it was erased."""
    rows = [
        unlocked.new(LetterChoice, clear={"by": by, "at": at}, decision=dict(decision))
        for decision in decisions
    ]
    with change(unlocked.case, by=by, at=at) as changing:
        for row in rows:
            changing.add(row)


def save_in_draft(
    unlocked: Unlocked, decisions: Sequence[Mapping[str, Any]], *, now: datetime
) -> None:
    """Keep decisions in a form that is not sent. Raises drafts.DraftGone."""
    on = localdate(now).isoformat()
    made = [dict(decision) | {"on": on} for decision in decisions]

    def edit(stored: dict[str, Any]) -> dict[str, Any]:
        return stored | {"letters": _newest([*stored.get("letters", ()), *made])}

    drafts.change(unlocked, edit, now=now)


def _newest(decisions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the last decision about each thing: a form keeps no history."""
    return [dict(one) for one in {one["about"]: one for one in decisions}.values()]
