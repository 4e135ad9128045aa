"""Unattended reminders: only for who asked for them, and then one address under the server's key.

The timer cannot open a case. It knows that a message of ours was not seen, and nothing of it.
"""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.timezone import localdate

from intake import mail
from intake.cases import actions as cases
from intake.cases.models import Case, Event
from intake.complaints import drafts
from intake.vault.crypto import DecryptionError
from intake.vault.row_keys import server_key

from .models import DraftReminder, Message, Reminder

# Days after a message was not seen; then a volunteer calls.
REMINDER_DAYS = (3, 10)
CALL_AFTER = timedelta(days=2)
REMIND_UNFINISHED_AFTER = timedelta(days=3)
# What could not be sent is tried again with each run of the timer, so long.
RETRY_FOR = timedelta(days=2)


def _seal_address(reminder, owner, address):
    return server_key(owner).seal(reminder, address=address)


@transaction.atomic
def _replace(before, reminder):
    before.delete()
    reminder.save(force_insert=True)


def set_reminder(case, channel, address):
    """Keep the one address that the person chose for reminders, in place of any before."""
    reminder = _seal_address(Reminder(case=case, channel=channel), case.owner, address)
    _replace(Reminder.objects.filter(case=case), reminder)


def set_draft_reminder(owner, channel, address):
    """Keep the one address for the one line about a form that is not finished."""
    reminder = _seal_address(DraftReminder(draft_id=owner, channel=channel), owner, address)
    _replace(DraftReminder.objects.filter(draft_id=owner), reminder)


def following(case, reach):
    """Return a function that moves the address for reminders to the new one of the same way, or
    ends them without one. Its address is sealed before, so that it can run in a transaction."""
    moved = []
    for held in Reminder.objects.filter(case=case):
        to = reach.get("email" if held.channel == mail.EMAIL else "phone")
        if to and held.channel in reach["ways"]:
            moved.append(_seal_address(Reminder(case=case, channel=held.channel), case.owner, to))

    def follow():
        Reminder.objects.filter(case=case).delete()
        Reminder.objects.bulk_create(moved)

    return follow


def reminder_for(owner):
    """Return the Reminder or DraftReminder of a case or draft, or None."""
    return (
        Reminder.objects.filter(case__owner=owner).first()
        or DraftReminder.objects.filter(draft_id=owner).first()
    )


def cancel(owner):
    Reminder.objects.filter(case__owner=owner).delete()
    DraftReminder.objects.filter(draft_id=owner).delete()


def address_of(reminder):
    """Return the address of a reminder, or "" where it cannot be opened."""
    owner = reminder.case.owner if isinstance(reminder, Reminder) else reminder.draft_id
    with suppress(DecryptionError):
        return server_key(owner).open(reminder, "address")
    return ""


def is_damaged(reminder):
    """Say whether there is a reminder whose address cannot be opened."""
    return reminder is not None and not address_of(reminder)


def pending(case):
    """Return our oldest message that was not seen, or None where nobody is to be reminded.

    Whatever the person did after a message cancels what is pending for it; closing ends all.
    """
    if case.status == Case.Status.CLOSED:
        return None
    unseen = Message.objects.filter(case=case, from_filer=False, seen_on=None)
    acted = Event.objects.filter(case=case, by=None).aggregate(last=Max("at"))["last"]
    if acted:
        unseen = unseen.filter(at__gt=acted)
    return unseen.order_by("pk").first()


def send_due(today):
    """Send what is due. Return how many were sent. Running it twice sends nothing twice."""
    count = 0
    for reminder in Reminder.objects.select_related("case").order_by("pk"):
        message = pending(reminder.case)
        sent = reminder.sent if message and message.pk == reminder.about_id else 0
        if message is None or sent == len(REMINDER_DAYS):
            continue
        due = localdate(message.at) + timedelta(days=REMINDER_DAYS[sent])
        as_read = Reminder.objects.filter(
            pk=reminder.pk, sent=reminder.sent, about=reminder.about_id
        )
        if today < due or not as_read.update(sent=sent + 1, about=message):
            continue
        if _try_to_send(reminder, mail.reminder):
            count += 1
            if sent + 1 == len(REMINDER_DAYS):  # from now on only a call can help
                cases.schedule_follow_up(reminder.case, today + CALL_AFTER, at=timezone.now())
        elif today < due + RETRY_FOR:
            Reminder.objects.filter(pk=reminder.pk, sent=sent + 1).update(sent=sent)
    return count


def send_unfinished(now):
    """Send the one line about each form that nobody touched for three days, and forget where to.

    Return how many were sent.
    """
    untouched = now + drafts.LIFETIME_WITH_CODE - REMIND_UNFINISHED_AFTER
    count = 0
    for reminder in DraftReminder.objects.filter(draft__expires_at__lte=untouched):
        claimed, _each = DraftReminder.objects.filter(pk=reminder.pk).delete()
        if claimed and _try_to_send(reminder, mail.unfinished):
            count += 1
    return count


def _try_to_send(reminder, message):
    address = address_of(reminder)
    if not address:
        return False
    try:
        message(reminder.channel, address)
    except mail.NotSent:
        return False
    return True
