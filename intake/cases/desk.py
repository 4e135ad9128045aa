"""Small acts at the desk: a last day that is over with, a paper looked at, a tick taken back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.deadlines.rules import RULES

from .change import NotAllowed, change
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


def end_day(unlocked, rule, how, *, by, at, reason):
    """Say that a last day is done or no longer matters: it orders the queue no more.

    Only the day as it is now: if the facts change and the day moves, it counts again.
    Raises NotAllowed.
    """
    event = unlocked.event(
        KINDS.get(how, Kind.DAY_DONE), by=by, at=at, reason=f"{NAMES.get(rule, '')}. {reason}"
    )
    with change(unlocked.case, by=by, at=at) as changing:
        case = changing.case
        if rule not in NAMES or how not in HOW:
            raise NotAllowed(_("Choose a last day."))
        if not reason:
            raise NotAllowed(_("Write how you know."))
        ended = {name: day for name, day in case.days_ended.items() if name != rule}
        if how != AGAIN:
            ended[rule] = case.last_days.get(rule, "")
        case.days_ended = ended
        changing.record(event)
    return case


def ended_days(case):
    """Return the keys of the last days that are over with."""
    return {rule for rule, day in case.days_ended.items() if day == case.last_days.get(rule, "")}


def untick(case, step, *, by, at):
    """Take back a tick. Taking back one that is not there changes nothing."""
    with change(case, by=by, at=at) as changing:
        if changing.case.ticks.filter(step=step).delete()[0]:
            changing.record(Kind.UNTICKED)
    return changing.case


def look_at_paper(case, pk, readable, *, by, at):
    """Say whether an added paper can be read, or must be asked for again. Raises NotAllowed."""
    with change(case, by=by, at=at) as changing:
        paper = changing.case.attachments.filter(pk=pk).first()
        if paper is None or readable not in ("yes", "again"):
            raise NotAllowed(_("This paper is not there any more."))
        if paper.readable != readable:
            paper.readable = readable
            paper.save(update_fields=["readable"])
            changing.record(Kind.FILE_CLEAR if readable == "yes" else Kind.FILE_AGAIN)
    return changing.case
