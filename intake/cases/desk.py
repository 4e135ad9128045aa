"""Small acts at the desk: a last day that is over with, a paper looked at, a tick taken back."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.deadlines.last_days import RULES

from .actions import NotAllowed, keep, lock, record, refuse_erased
from .models import Event

Kind = Event.Kind

DONE, OFF, AGAIN = "done", "off", "again"
HOW = {
    DONE: gettext_lazy("It is done"),
    OFF: gettext_lazy("It no longer matters"),
    AGAIN: gettext_lazy("It counts again"),
}
KINDS = {DONE: Kind.DAY_DONE, OFF: Kind.DAY_OFF, AGAIN: Kind.DAY_ON}
NAMES = {rule.key: rule.name for rule in RULES}


@transaction.atomic
def end_day(case, rule, how, *, key, by, at, reason):
    """Say that a last day is done or no longer matters: it orders the queue no more.

    Only the day as it is now: if the facts change and the day moves, it counts again.
    Raises NotAllowed.
    """
    case = lock(case)
    refuse_erased(case)
    if rule not in NAMES or how not in HOW:
        raise NotAllowed(_("Choose a last day."))
    if not reason:
        raise NotAllowed(_("Write how you know."))
    ended = {name: day for name, day in case.days_ended.items() if name != rule}
    if how != AGAIN:
        ended[rule] = case.last_days.get(rule, "")
    case.days_ended = ended
    keep(case, "days_ended", at=at)
    record(case, KINDS[how], by=by, at=at, key=key, reason=f"{NAMES[rule]}. {reason}")
    return case


def ended_days(case):
    """Return the keys of the last days that are over with."""
    return {rule for rule, day in case.days_ended.items() if day == case.last_days.get(rule, "")}


@transaction.atomic
def untick(case, step, *, by, at):
    """Take back a tick. Taking back one that is not there changes nothing."""
    case = lock(case)
    refuse_erased(case)
    if case.ticks.filter(step=step).delete()[0]:
        record(case, Kind.UNTICKED, by=by, at=at)
    return case


@transaction.atomic
def look_at_paper(case, pk, readable, *, by, at):
    """Say whether an added paper can be read, or must be asked for again. Raises NotAllowed."""
    case = lock(case)
    refuse_erased(case)
    paper = case.attachments.filter(pk=pk).first()
    if paper is None or readable not in ("yes", "again"):
        raise NotAllowed(_("This paper is not there any more."))
    if paper.readable != readable:
        paper.readable = readable
        paper.save(update_fields=["readable"])
        record(case, Kind.FILE_CLEAR if readable == "yes" else Kind.FILE_AGAIN, by=by, at=at)
    return case
