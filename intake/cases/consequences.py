"""Acts whose consequences are said first: closing and undoing it, a request to delete.

Each leaves an Event with its reason.
"""

from datetime import timedelta

from django.utils.translation import gettext as _

from intake.accounts.models import COORDINATORS

from .change import NotAllowed, change
from .closings import Closing
from .models import Case, Event

UNDO_FOR = timedelta(hours=24)

Status, Outcome = Case.Status, Case.Outcome


def has_clock(case):
    """Say whether a person in custody is behind a case, with a clock that runs or is over.

    A possible bot has none: somebody who looked closes it.
    """
    kept = case.held_past_release or (case.hold == "yes" and case.where != "ice")
    return case.held and not case.suspected_bot and bool(case.next_clock_on or kept)


def refuse_while_held(case, *, by, reason, outcome):
    """Refuse to close a case of somebody in custody whose clock runs or is over.

    A coordinator may, with a reason; nobody says “free” of whom the case has in custody. Raises
    NotAllowed. `by` None is the person, who may always stop.
    """
    if by is None:
        return
    if case.held and outcome == Outcome.RELEASED:
        raise NotAllowed(
            _("The case says that the person is in custody. Correct where they are, then close it.")
        )
    if not has_clock(case):
        return
    if by.role not in COORDINATORS:
        raise NotAllowed(
            _("The person is in custody and a clock runs. Only a coordinator may close this case.")
        )
    if not reason:
        raise NotAllowed(_("The person is in custody and a clock runs. Write who helps them now."))


def note_closing_in(changing, *, waiting_since):
    """Keep what closing takes from the case of a change, before it is taken."""
    case = changing.case
    case.closings.all().delete()
    changing.add(
        Closing(
            case=case,
            by=changing.by,
            at=changing.at,
            status=case.status,
            assigned_to_id=case.assigned_to_id,
            follow_up_on=case.follow_up_on,
            waiting_since=waiting_since,
            with_clock=has_clock(case),
        )
    )


def undoable_closing(case, now):
    """Return the Closing of a closed case that can still be undone, or None."""
    if case.status != Status.CLOSED or case.erased_on:
        return None
    return case.closings.filter(at__gt=now - UNDO_FOR).select_related("by").first()


def closed_lately(cases, now, *, with_clock):
    """Return those cases whose closing can still be undone.

    Only those whose person was in custody with a clock, if that is asked for.
    """
    recent = Closing.objects.filter(at__gt=now - UNDO_FOR)
    if with_clock:
        recent = recent.filter(with_clock=True)
    return cases.filter(status=Status.CLOSED, pk__in=recent.values("case"))


def undo_closing(unlocked, *, by, at, reason):
    """Bring a case back as it was before it was closed. Raises NotAllowed after a day."""
    event = unlocked.event(Event.Kind.STATUS_CHANGED, by=by, at=at, reason=reason)
    with change(unlocked.case, by=by, at=at) as changing:
        case = changing.case
        closing = undoable_closing(case, at)
        if closing is None:
            raise NotAllowed(_("This can no longer be undone. Open the case again with a reason."))
        case.status, case.outcome, case.closed_on = closing.status, "", None
        # What happened since stands: who was assigned, and who wrote.
        case.assigned_to_id = case.assigned_to_id or closing.assigned_to_id
        case.follow_up_on = case.follow_up_on or closing.follow_up_on
        case.waiting_since = case.waiting_since or closing.waiting_since
        event.before, event.after = Status.CLOSED, closing.status
        changing.record(event)
        case.closings.all().delete()
    return changing.case


def request_deletion(unlocked, *, by, at, reason):
    """Note that the person asked us to delete their case: no letter leaves from now on."""
    event = unlocked.event(Event.Kind.ERASE_ASKED, by=by, at=at, reason=reason)
    with change(unlocked.case, by=by, at=at) as changing:
        if changing.case.erase_asked_on is None:
            changing.case.erase_asked_on = changing.today
            changing.record(event)
    return changing.case


def withdraw_deletion(unlocked, *, by, at, reason=""):
    """Take back the request to delete: by the person with the code (`by` None), or by phone."""
    event = unlocked.event(Event.Kind.ERASE_KEPT, by=by, at=at, reason=reason)
    with change(unlocked.case, by=by, at=at) as changing:
        if changing.case.erase_asked_on is not None:
            changing.case.erase_asked_on = None
            changing.record(event)
    return changing.case


def refuse_while_deletion_is_asked(case):
    """Refuse to go on with letters of a case that the person asked to delete."""
    if case.erase_asked_on:
        raise NotAllowed(_("The person asked us to delete this case. No letter leaves now."))
