"""The status follows a question: it waits for the filer once we ask, and is back when they answer.

Both can be undone for a day, because neither was chosen from the list of statuses.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from .actions import change_status_in
from .change import NotAllowed, change
from .models import Case, Event

Status = Case.Status

# From these a question makes a case wait. Once letters are ready or sent, it waits for more.
ASKABLE = (Status.RECEIVED, Status.IN_REVIEW)
UNDO_FOR = timedelta(hours=24)


def status_after(case: Case, to: str, asks: bool) -> str:
    """Return the status of a case after a message, with a status that was chosen, or ""."""
    return to or (Status.WAITING.value if asks and case.status in ASKABLE else case.status)


def wait_for_filer_in(changing) -> None:
    """Let the case of a change wait for the filer, if a question makes it wait."""
    if changing.case.status == Status.RECEIVED:
        change_status_in(changing, Status.IN_REVIEW)
    if changing.case.status == Status.IN_REVIEW:
        change_status_in(changing, Status.WAITING)


def undoable(case: Case, events: Sequence[Event], now: datetime) -> str:
    """Return the status to which an undo leads, or "". `events` are those of the case, newest
    first."""
    moves = [one for one in events if one.kind == Event.Kind.STATUS_CHANGED]
    if not moves or moves[0].after != case.status or moves[0].at < now - UNDO_FOR:
        return ""
    newest = moves[0]
    if newest.by_id is None:
        is_answer = newest.before == Status.WAITING and newest.after == Status.IN_REVIEW
        return newest.before if is_answer else ""
    asked = any(
        one.kind == Event.Kind.MESSAGE_SENT and one.at == newest.at and one.by_id == newest.by_id
        for one in events
    )
    if not asked or newest.after != Status.WAITING:
        return ""
    same = [one for one in moves if one.at == newest.at and one.by_id == newest.by_id]
    return same[-1].before


def undo(case: Case, *, by, at: datetime, seen: str = "") -> Case:
    """Put back the status that a question or an answer changed. Raises NotAllowed.

    `seen` is the status on the page.
    """
    with change(case, by=by, at=at, seen={"status": seen}) as changing:
        before = changing.case.status
        back = undoable(changing.case, list(changing.case.events.order_by("-pk")), at)
        if not back:
            raise NotAllowed(_("This can no longer be undone. Change the status instead."))
        changing.case.status = back
        changing.record(Event.Kind.STATUS_CHANGED, before=before, after=back)
    return changing.case
