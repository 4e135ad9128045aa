"""What volunteers do about the status of a case, and erasing it. Each leaves an Event.

Functions that end in `_in` are the same acts inside a change that has begun: they are for acts
that do several things at once.
"""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from intake.complaints import draft_files
from intake.complaints.models import Complaint, Draft
from intake.deadlines.workdays import on_or_after
from intake.erasures import actions as erasures
from intake.storage import store
from intake.vault import envelopes
from intake.vault.fields import sealed_fields

from .change import Erased, NotAllowed, Stale, change
from .consequences import note_closing_in, refuse_while_held
from .facets import clear_facets
from .models import Case, Event, Note

__all__ = [
    "TRANSITIONS",
    "Erased",
    "NotAllowed",
    "Stale",
    "erase",
    "change_status",
    "assign_to_self",
    "write_note",
]

Status = Case.Status

TRANSITIONS = {
    Status.RECEIVED: (Status.IN_REVIEW, Status.CLOSED),
    Status.IN_REVIEW: (Status.WAITING, Status.READY, Status.CLOSED),
    Status.WAITING: (Status.IN_REVIEW, Status.CLOSED),
    Status.READY: (Status.IN_REVIEW, Status.SENT, Status.CLOSED),
    Status.SENT: (Status.ANSWERED, Status.IN_REVIEW, Status.CLOSED),
    Status.ANSWERED: (Status.IN_REVIEW, Status.CLOSED),
    Status.CLOSED: (Status.IN_REVIEW,),
}


def record(case, kind, *, by, at):
    """Leave an Event of something that changes no column of the case."""
    Event.objects.create(case=case, kind=kind, by=by, at=at)


def assign_to_self(case, *, by, at):
    """Make a case mine. Raise NotAllowed if a colleague has it or it is closed."""
    with change(case, by=by, at=at, erased_too=True) as changing:
        case = changing.case
        if case.assigned_to_id == by.pk:
            return case
        if case.assigned_to_id is not None:
            raise NotAllowed(_("%(name)s has this case already.") % {"name": case.assigned_to})
        if case.status == Status.CLOSED:
            raise NotAllowed(_("This case is closed."))
        case.assigned_to = by
        changing.record(Event.Kind.SELF_ASSIGNED)
    return case


def new_note(unlocked, text, *, by, at, for_next_shift=False):
    """Return an unsaved note with its words sealed, for `add_note_in`."""
    clear = {"by": by, "at": at, "for_next_shift": for_next_shift}
    return unlocked.new(Note, clear=clear, text=text)


def write_note(unlocked, text, *, by, at, for_next_shift=False, seen="", also=None):
    """Keep a volunteer's words about a case, sealed. Raise NotAllowed if it was erased.

    A note for the next shift takes the place of the one before it: `seen` is the one on the page.
    `also` takes the open change and the note, and does more in it.
    """
    note = new_note(unlocked, text, by=by, at=at, for_next_shift=for_next_shift)
    pinned = {"pinned": seen if for_next_shift else ""}
    with change(unlocked.case, by=by, at=at, seen=pinned) as changing:
        add_note_in(changing, note)
        if also:
            also(changing, note)
    return note


def add_note_in(changing, note):
    if note.for_next_shift:
        changing.case.notes.update(for_next_shift=False)
    changing.add(note)
    changing.record(Event.Kind.NOTED)


def change_status(
    unlocked, to, *, by, at, seen="", reason="", outcome="", said_yes="", read_by=None
):
    """Change the status along TRANSITIONS. Raise NotAllowed, with the reason in words.

    `seen` is the status the volunteer saw: if a colleague changed it since, nothing is done.
    Reopening needs a `reason`, closing an `outcome`. Sending needs another volunteer than the one
    who made it ready (or a second reader, `read_by`), and `said_yes`: how and when the person
    agreed.
    """
    words = "\n".join(filter(None, (reason, said_yes)))
    event = unlocked.event(Event.Kind.STATUS_CHANGED, by=by, at=at, reason=words)
    with change(unlocked.case, by=by, at=at, seen={"status": seen}) as changing:
        change_status_in(
            changing,
            to,
            event=event,
            reason=reason,
            outcome=outcome,
            said_yes=said_yes,
            read_by=read_by,
        )
    return changing.case


def change_status_in(changing, to, *, event=None, reason="", outcome="", said_yes="", read_by=None):
    """Change the status as `change_status` does. `event` is an unsaved MOVED one that holds the
    reason."""
    case = changing.case
    before, to = Status(case.status), Status(to)
    if to not in TRANSITIONS[before]:
        raise NotAllowed(
            _("“%(before)s” cannot become “%(after)s”.")
            % {"before": before.office_label, "after": to.office_label}
        )
    by = None if read_by else changing.by
    _check_transition(case, before, to, by=by, reason=reason, outcome=outcome, said_yes=said_yes)
    if to == Status.CLOSED:
        refuse_while_held(case, by=changing.by, reason=reason, outcome=outcome)
        note_closing_in(changing, waiting_since=case.waiting_since)
    elif before == Status.CLOSED:
        # What it was before counts no more, even if the person stops it within the day.
        case.closings.all().delete()
    case.status = to
    case.outcome, case.closed_on = "", None
    if to == Status.CLOSED:
        # What is written from now on was written after closing.
        case.outcome, case.closed_on, case.waiting_since = outcome, changing.today, None
    case.erase_proposed_by = None
    if event is None:
        changing.record(Event.Kind.STATUS_CHANGED, before=before, after=to)
    else:
        event.before, event.after = before, to
        changing.record(event)


def _check_transition(case, before, to, *, by, reason, outcome, said_yes):
    if to == Status.CLOSED and outcome not in Case.Outcome.values:
        raise NotAllowed(_("Choose how it ended."))
    if before == Status.CLOSED and not reason:
        raise NotAllowed(_("Write why the case is opened again."))
    if to == Status.SENT:
        made_ready = case.events.filter(kind=Event.Kind.STATUS_CHANGED, after=Status.READY).last()
        if by and made_ready and made_ready.by_id == by.pk:
            raise NotAllowed(_("Another volunteer must read it before it is sent."))
        if not said_yes:
            raise NotAllowed(_("Write how and when the person said yes to sending."))


def schedule_follow_up(case, on, *, at):
    """Set the day on which to look again; a sooner one stays. None changes nothing.

    A day that is over means the next working one. No Event: that stands with what set the day.
    """
    with change(case, by=None, at=at, erased_too=True) as changing:
        schedule_follow_up_in(changing, on)
    return changing.case


def schedule_follow_up_in(changing, on):
    case, today = changing.case, changing.today
    if on is None or (case.follow_up_on and today <= case.follow_up_on <= on):
        return
    case.follow_up_on = max(on, on_or_after(today))


def erase(case, *, by, at, outcome=Case.Outcome.FILER_STOPPED):
    """Erase what was said and every key to it. A bare line stays: reference, days, "erased".

    `by` is the coordinator, or None when the person did it with the code, or the timer. A case
    that was closed keeps how it ended; an open one ends with `outcome`.
    """
    with change(case, by=by, at=at, erased_too=True) as changing:
        if not changing.case.erased_on:
            erase_in(changing, outcome)
    return changing.case


def erase_in(changing, outcome=Case.Outcome.FILER_STOPPED):
    """Erase the case of a change, as `erase` does."""
    case = changing.case
    draft_files.erase_bytes(case.owner)
    Draft.objects.filter(pk=case.owner).delete()
    Complaint.objects.filter(pk=case.owner).delete()
    case.complaint = None
    files = [id for pair in case.attachments.values_list("id", "original_id") for id in pair if id]
    for relation in Case._meta.get_fields(include_hidden=True):
        if relation.one_to_many:
            _empty(relation, case)
    clear_facets(case)
    case.erased_on = changing.today
    if case.status != Status.CLOSED:
        case.status, case.outcome, case.closed_on = Status.CLOSED, outcome, case.erased_on
    for column in (
        "next_deadline_on",
        "next_clock_on",
        "follow_up_on",
        "waiting_since",
        "erase_asked_on",
        "last_contact_on",
        "heard_at",
        "assigned_at",
        "escalated_until",
        "erase_proposed_by",
    ):
        setattr(case, column, None)
    case.retention_extended, case.dismissed_deadlines = False, {}
    envelopes.erase_keys(case.owner)
    changing.record(Event.Kind.ERASED)
    erasures.note(erasures.CASE, [case.owner], on=changing.today)
    store.erase_with_rows(files)
    transaction.on_commit(truncate_wal)


def _empty(relation, case):
    """Delete the rows of one table that belong to a case; of its Events empty the sealed columns.

    Every table that points to a case is passed, so one that is added later is emptied as well.
    Events are the bare line that stays.
    """
    rows = relation.related_model.objects.filter(**{relation.field.name: case})
    if relation.related_model is Event:
        rows.update(**{field.attname: None for field in sealed_fields(Event)})
    else:
        rows.delete()


def truncate_wal():
    """Write SQLite's log back and cut it, so that erased pages do not wait in it.

    While a backup reads, that is not possible, and waiting for it would hold up every writer. The
    end of the backup does it.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            [before] = cursor.fetchone()
            cursor.execute("PRAGMA busy_timeout = 1000")
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {int(before)}")
