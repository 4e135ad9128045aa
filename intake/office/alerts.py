"""Volunteers' alerts: told, in neutral words, that a kept list has something new."""

from django.db.models import Max
from django.http import QueryDict

from intake import mail
from intake.cases.models import Case, SavedList
from intake.messages.reminders import server_key
from intake.vault import crypto

from . import lists


def _where(volunteer_id):
    return crypto.aad("volunteer", "alert_address", volunteer_id)


def keep_address(volunteer, address):
    """Seal the address for alerts under the server's key; an empty one takes it off."""
    volunteer.alert_address = (
        crypto.seal_json(server_key(), address, _where(volunteer.pk)) if address else None
    )


def address_of(volunteer):
    if not volunteer.alert_address:
        return ""
    return crypto.unseal_json(server_key(), volunteer.alert_address, _where(volunteer.pk))


def send_due(today):
    """Tell each owner of lists with an alert that something is new: one mail a day, of all lists.

    Return how many were told. What could not be sent is tried again.
    """
    newest = Case.objects.aggregate(newest=Max("pk"))["newest"] or 0
    kept = SavedList.objects.filter(alert=True, owner__is_active=True, told_up_to__lt=newest)
    by_owner = {}
    for one in kept.select_related("owner").order_by("pk"):
        by_owner.setdefault(one.owner, []).append(one)
    return sum(_tell(owner, mine, newest, today) for owner, mine in by_owner.items())


def _tell(owner, mine, newest, today):
    """Tell one volunteer, if that was not done today. Return whether they were told."""
    new = bool(owner.alert_address) and any(_new_in(one, today) for one in mine)
    if new and owner.alerted_on == today:
        return False
    if new:
        try:
            mail.list_changed(mail.EMAIL, address_of(owner))
        except mail.NotSent:
            return False
        owner.alerted_on = today
        owner.save(update_fields=["alerted_on"])
    SavedList.objects.filter(pk__in=[one.pk for one in mine]).update(told_up_to=newest)
    return new


def _new_in(one, today):
    teams = one.owner.member.memberships.values("team") if hasattr(one.owner, "member") else ()
    visible = Case.objects.filter(team__in=teams, pk__gt=one.told_up_to)
    asked = lists.asked_list(QueryDict(one.query), visible, one.owner, today)
    return asked.cases.exists()
