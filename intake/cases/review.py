"""Small acts on a case: a deadline dismissed, a file looked at, a finished step reopened."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.deadlines.rules import RULES

from .change import NotAllowed, change
from .models import Event

Kind = Event.Kind

DONE, NOT_NEEDED, RESTORED = "done", "off", "again"
DISMISSALS = {
    DONE: gettext_lazy("It is done"),
    NOT_NEEDED: gettext_lazy("It no longer matters"),
    RESTORED: gettext_lazy("It counts again"),
}
KINDS = {
    DONE: Kind.DEADLINE_DONE,
    NOT_NEEDED: Kind.DEADLINE_DISMISSED,
    RESTORED: Kind.DEADLINE_RESTORED,
}
RULE_NAMES = {rule.slug: rule.name for rule in RULES}


def dismiss_deadline(unlocked, rule, how, *, by, at, reason, seen=""):
    """Mark a deadline as done or no longer relevant: it no longer orders the queue.

    Only the day as it is now: if the facts change and the day moves, it counts again.
    Raises NotAllowed.
    """
    event = unlocked.event(
        KINDS.get(how, Kind.DEADLINE_DONE),
        by=by,
        at=at,
        reason=f"{RULE_NAMES.get(rule, '')}. {reason}",
    )
    with change(unlocked.case, by=by, at=at, seen={"dismissed": seen}) as changing:
        case = changing.case
        if rule not in RULE_NAMES or how not in DISMISSALS:
            raise NotAllowed(_("Choose a deadline."))
        if not reason:
            raise NotAllowed(_("Write how you know."))
        dismissed = {name: day for name, day in case.dismissed_deadlines.items() if name != rule}
        if how != RESTORED:
            dismissed[rule] = case.deadlines.get(rule, "")
        case.dismissed_deadlines = dismissed
        changing.record(event)
    return case


def dismissed_deadlines(case):
    """Return the keys of the deadlines that were marked as done or dropped.

    Those of rules that a later release gave up are passed over.
    """
    return {
        rule
        for rule, day in case.dismissed_deadlines.items()
        if rule in RULE_NAMES and day == case.deadlines.get(rule, "")
    }


def reopen_step(case, step, *, by, at):
    """Take back a tick. Taking back one that is not there changes nothing."""
    with change(case, by=by, at=at) as changing:
        if changing.case.completed_steps.filter(step=step).delete()[0]:
            changing.record(Kind.STEP_REOPENED)
    return changing.case


def review_attachment(case, pk, readable, *, by, at):
    """Say whether an added paper can be read, or must be asked for again. Raises NotAllowed."""
    with change(case, by=by, at=at) as changing:
        attachment = changing.case.attachments.filter(pk=pk).first()
        if attachment is None or readable not in ("yes", "again"):
            raise NotAllowed(_("This document is gone."))
        if attachment.readable != readable:
            attachment.readable = readable
            attachment.save(update_fields=["readable"])
            changing.record(Kind.FILE_READABLE if readable == "yes" else Kind.FILE_UNREADABLE)
    return changing.case
