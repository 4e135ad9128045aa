"""Volunteers' alerts: told, in neutral words, that a kept list has something new."""

from django.db.models import Max
from django.http import QueryDict

from intake import mail
from intake.cases.models import Case, SavedList
from intake.messages.reminders import server_key
from intake.vault import crypto

from . import lists


def _where(volunteer_id):
    return crypto.context("volunteer", "alert_address", volunteer_id)


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
    """Tell each owner once of what is new in a list with an alert. Return how many were told."""
    newest = Case.objects.aggregate(newest=Max("pk"))["newest"] or 0
    count = 0
    kept = SavedList.objects.filter(alert=True, owner__is_active=True, told_up_to__lt=newest)
    for one in kept.select_related("owner"):
        if one.owner.alert_address and _new_in(one, today):
            try:
                mail.list_changed(mail.EMAIL, address_of(one.owner))
            except mail.NotSent:
                continue
            count += 1
        SavedList.objects.filter(pk=one.pk).update(told_up_to=newest)
    return count


def _new_in(one, today):
    teams = one.owner.member.memberships.values("team") if hasattr(one.owner, "member") else ()
    visible = Case.objects.filter(team__in=teams, pk__gt=one.told_up_to)
    asked = lists.asked_list(QueryDict(one.query), visible, one.owner, today)
    return asked.cases.exists()
