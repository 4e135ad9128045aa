"""Unattended reminders: only for who asked for them, and then one address under the server's key.

The timer cannot open a case. It knows that a message of ours was not seen, and nothing of it.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from intake import mail
from intake.vault import crypto

from .models import Message, Reminder

# Days after a message was not seen; then a volunteer calls.
AFTER = (3, 10)


def server_key():
    return crypto.derive(settings.PEPPER.encode(), "addresses")


def _where(case):
    return crypto.context("reminder", "address", case.owner)


@transaction.atomic
def ask_for(case, way, address):
    """Keep the one address that the person chose for reminders, in place of any before."""
    box = crypto.seal_json(server_key(), address, _where(case))
    Reminder.objects.update_or_create(case=case, defaults={"way": way, "address": box, "sent": 0})


def end(case):
    Reminder.objects.filter(case=case).delete()


def address_of(reminder):
    return crypto.unseal_json(server_key(), reminder.address, _where(reminder.case))


def _unseen_since(case):
    """Return the day of our oldest message that was not seen, or None."""
    oldest = (
        Message.objects.filter(case=case, from_person=False, seen_on=None).order_by("pk").first()
    )
    # Anything that came in after it cancels what is pending.
    if oldest is None or case.messages.filter(from_person=True, pk__gt=oldest.pk).exists():
        return None
    return localdate(oldest.at)


def send_due(today):
    """Send what is due. Return how many were sent. Running it twice sends nothing twice."""
    count = 0
    for row in Reminder.objects.select_related("case").order_by("pk"):
        since = _unseen_since(row.case)
        if since is None:
            Reminder.objects.filter(pk=row.pk).exclude(sent=0).update(sent=0)
            continue
        if row.sent < len(AFTER) and today >= since + timedelta(days=AFTER[row.sent]):
            claimed = Reminder.objects.filter(pk=row.pk, sent=row.sent).update(sent=row.sent + 1)
            if claimed and _sent(row):
                count += 1
    return count


def _sent(row):
    try:
        mail.reminder(row.way, address_of(row))
    except mail.NotSent:
        return False
    return True
