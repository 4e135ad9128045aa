"""Every write to a case goes through here, and leaves an Event in the same transaction."""

from datetime import UTC

from django.db import connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.attachments import store
from intake.complaints.models import Complaint, Draft
from intake.deadlines.workdays import on_or_after
from intake.vault import crypto, sealing

from . import urgency
from .models import Case, Event, Likeness, Note
from .submission import FACETS

Status = Case.Status

NEXT = {
    Status.NEW: (Status.READING, Status.CLOSED),
    Status.READING: (Status.ASKING, Status.READY, Status.CLOSED),
    Status.ASKING: (Status.READING, Status.CLOSED),
    Status.READY: (Status.READING, Status.SENT, Status.CLOSED),
    Status.SENT: (Status.ANSWERED, Status.READING, Status.CLOSED),
    Status.ANSWERED: (Status.READING, Status.CLOSED),
    Status.CLOSED: (Status.READING,),
}


CHANGED_JUST_NOW = gettext_lazy(
    "A colleague changed this case to “%(status)s” just now. Look again, then decide."
)


class NotAllowed(Exception):
    """A volunteer may not do this now; the message says why, in words for the page."""


def lock(case):
    return Case.objects.select_for_update().get(pk=case.pk)


def keep(case, *fields, at):
    """Save the named columns of a locked case, with all that follows from them."""
    case.changed_on = localdate(at)
    urgency.settle(case, case.changed_on)
    case.save(update_fields=[*fields, *urgency.COLUMNS, "changed_on"])


def where_of(table, column, case, at):
    return crypto.context(table, column, case.owner, at.astimezone(UTC).isoformat())


def record(case, kind, *, by, at, key=None, reason="", **fields):
    """Leave an Event; a `reason` is sealed under the case key."""
    detail = (
        crypto.seal_json(key, reason, where_of("event", "detail", case, at)) if reason else None
    )
    Event.objects.create(case=case, kind=kind, by=by, at=at, detail=detail, **fields)


def event_detail(event, case, key):
    """Return the reason of an event in words, or an empty string."""
    if not event.detail:
        return ""
    return crypto.unseal_json(key, event.detail, where_of("event", "detail", case, event.at))


def note_text(note, case, key):
    return crypto.unseal_json(key, note.text, where_of("note", "text", case, note.at))


@transaction.atomic
def take(case, *, by, at):
    """Make a case mine. Raise NotAllowed if a colleague has it or it is closed."""
    case = lock(case)
    if case.assigned_to_id == by.pk:
        return case
    if case.assigned_to_id is not None:
        raise NotAllowed(_("%(name)s has this case already.") % {"name": case.assigned_to})
    if case.status == Status.CLOSED:
        raise NotAllowed(_("This case is closed."))
    case.assigned_to = by
    keep(case, "assigned_to", at=at)
    record(case, Event.Kind.TAKEN, by=by, at=at)
    return case


@transaction.atomic
def write_note(case, text, *, key, by, at, for_next_shift=False):
    """Keep a volunteer's words about a case, sealed. Raise NotAllowed if it was erased.

    A note for the next shift takes the place of the one before it.
    """
    case = lock(case)
    refuse_erased(case)
    if for_next_shift:
        case.notes.update(for_next_shift=False)
    note = Note.objects.create(
        case=case,
        by=by,
        at=at,
        for_next_shift=for_next_shift,
        text=crypto.seal_json(key, text, where_of("note", "text", case, at)),
    )
    record(case, Event.Kind.NOTED, by=by, at=at)
    return note


def refuse_erased(case):
    if case.erased_on:
        raise NotAllowed(_("The person erased this case. Nothing can be added."))


@transaction.atomic
def move(case, to, *, key, by, at, seen="", reason="", outcome="", said_yes="", read_by=None):
    """Change the status along NEXT. Raise NotAllowed, with the reason in words.

    `seen` is the status the volunteer saw: if a colleague changed it since, nothing is done.
    Reopening needs a `reason`, closing an `outcome`. Sending needs another volunteer than the one
    who made it ready (or a second reader, `read_by`), and `said_yes`: how and when the person
    agreed.
    """
    case = lock(case)
    refuse_erased(case)
    before, to = Status(case.status), Status(to)
    if seen and seen != before:
        raise NotAllowed(CHANGED_JUST_NOW % {"status": before.in_office})
    if to not in NEXT[before]:
        raise NotAllowed(
            _("“%(before)s” cannot become “%(after)s”.")
            % {"before": before.in_office, "after": to.in_office}
        )
    _guard(case, before, to, by=read_by or by, reason=reason, outcome=outcome, said_yes=said_yes)
    case.status = to
    case.outcome, case.closed_on = "", None
    if to == Status.CLOSED:
        # What is written from now on was written after closing.
        case.outcome, case.closed_on, case.waiting_since = outcome, localdate(at), None
    case.erase_proposed_by = None
    keep(case, "status", "outcome", "closed_on", "waiting_since", "erase_proposed_by", at=at)
    words = "\n".join(filter(None, (reason, said_yes)))
    record(case, Event.Kind.MOVED, by=by, at=at, key=key, reason=words, before=before, after=to)
    return case


def _guard(case, before, to, *, by, reason, outcome, said_yes):
    if to == Status.CLOSED and outcome not in Case.Outcome.values:
        raise NotAllowed(_("Choose how it ended."))
    if before == Status.CLOSED and not reason:
        raise NotAllowed(_("Write why the case is opened again."))
    if to == Status.SENT:
        made_ready = case.events.filter(kind=Event.Kind.MOVED, after=Status.READY).last()
        if made_ready and made_ready.by_id == by.pk:
            raise NotAllowed(_("Another volunteer must read it before it is sent."))
        if not said_yes:
            raise NotAllowed(_("Write how and when the person said yes to sending."))


@transaction.atomic
def follow_up(case, on, *, at):
    """Set the day on which to look again; a sooner one stays. None changes nothing.

    A day that is over means the next working one. No Event: that stands with what set the day.
    """
    case = lock(case)
    if on is None or (case.follow_up_on and localdate(at) <= case.follow_up_on <= on):
        return case
    case.follow_up_on = max(on, on_or_after(localdate(at)))
    keep(case, "follow_up_on", at=at)
    return case


@transaction.atomic
def ask_erase(case, *, by, at):
    """Note that the person asked us, by phone or letter, to erase their case."""
    case = lock(case)
    refuse_erased(case)
    if case.erase_asked_on is None:
        case.erase_asked_on = localdate(at)
        keep(case, "erase_asked_on", at=at)
        record(case, Event.Kind.ERASE_ASKED, by=by, at=at)
    return case


@transaction.atomic
def erase(case, *, by, at, outcome=Case.Outcome.PERSON_STOPPED):
    """Erase what was said and every key to it. A bare line stays: reference, days, "erased".

    `by` is the coordinator, or None when the person did it with the code, or the timer. A case
    that was closed keeps how it ended; an open one ends with `outcome`.
    """
    case = lock(case)
    if case.erased_on:
        return case
    Draft.objects.filter(pk=case.owner).delete()
    Complaint.objects.filter(pk=case.owner).delete()
    case.refresh_from_db()
    files = [id for pair in case.attachments.values_list("id", "original_id") for id in pair if id]
    for said in (
        case.attachments,
        case.notes,
        case.supplements,
        case.packets,
        case.messages,
        case.corrections,
        case.lookups,
        case.ticks,
        case.walls,
        case.code_rows,
        case.translations,
        case.reminders,
    ):
        said.all().delete()
    Likeness.objects.filter(Q(one=case) | Q(other=case)).delete()
    case.tags.clear()
    case.events.update(detail=None)
    for column in FACETS:
        setattr(case, column, Case._meta.get_field(column).get_default())
    case.erased_on = case.changed_on = localdate(at)
    if case.status != Status.CLOSED:
        case.status, case.outcome, case.closed_on = Status.CLOSED, outcome, case.erased_on
    for column in (
        "next_last_on",
        "follow_up_on",
        "waiting_since",
        "erase_asked_on",
        "contact_on",
        "raised_until",
        "erase_proposed_by",
    ):
        setattr(case, column, None)
    case.kept, case.days_ended = False, {}
    urgency.settle(case, case.erased_on)
    case.save()
    sealing.forget(case.owner)
    record(case, Event.Kind.ERASED, by=by, at=at)
    transaction.on_commit(lambda: store.erase_all(files))
    transaction.on_commit(empty_the_log)
    return case


def empty_the_log():
    """Write SQLite's log back and cut it, so that erased pages do not wait in it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
