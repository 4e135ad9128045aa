"""Volunteers' alerts: told, in neutral words, that a kept list has something new."""

from contextlib import suppress

from django.db.models import Max
from django.http import QueryDict

from intake import mail
from intake.accounts.models import Volunteer
from intake.cases.models import Case, SavedFilter
from intake.vault.crypto import DecryptionError
from intake.vault.row_keys import server_key

from . import filters


def save_address(volunteer, address):
    """Seal the address for alerts under the server's key; an empty one takes it off."""
    server_key(volunteer.uid).seal(volunteer, alert_address=address)


def address_of(volunteer):
    """Return the address for alerts, or "" without one, or where it cannot be opened."""
    with suppress(DecryptionError):
        return server_key(volunteer.uid).open(volunteer, "alert_address")
    return ""


def is_damaged(volunteer):
    """Say whether there is an address for alerts that cannot be opened."""
    return volunteer.alert_address is not None and not address_of(volunteer)


def send_due(today):
    """Tell each owner of lists with an alert that something is new: one mail a day, of all lists.

    Return how many were told. What could not be sent is tried again.
    """
    newest = Case.objects.aggregate(newest=Max("pk"))["newest"] or 0
    saved_filters = SavedFilter.objects.filter(
        alert=True, owner__is_active=True, notified_up_to__lt=newest
    )
    by_owner: dict[Volunteer, list[SavedFilter]] = {}
    for one in saved_filters.select_related("owner").order_by("pk"):
        by_owner.setdefault(one.owner, []).append(one)
    return sum(_notify(owner, mine, newest, today) for owner, mine in by_owner.items())


def _notify(owner, mine, newest, today):
    """Tell one volunteer, if that was not done today. Return whether they were told."""
    address = address_of(owner)
    new = bool(address) and any(_has_new_cases(one, today) for one in mine)
    if new and owner.alerted_on == today:
        return False
    if new:
        try:
            mail.saved_filter_changed(mail.EMAIL, address)
        except mail.NotSent:
            return False
        owner.alerted_on = today
        owner.save(update_fields=["alerted_on"])
    SavedFilter.objects.filter(pk__in=[one.pk for one in mine]).update(notified_up_to=newest)
    return new


def _has_new_cases(one, today):
    teams = one.owner.member.memberships.values("team") if hasattr(one.owner, "member") else ()
    visible = Case.objects.filter(team__in=teams, pk__gt=one.notified_up_to)
    asked = filters.filtered_cases(QueryDict(one.query), visible, one.owner, today)
    return asked.cases.exists()
