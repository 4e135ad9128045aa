"""Alerts of what waits unread: one neutral mail, at once or once a day, as a volunteer chose."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils.timezone import localdate

from intake import mail
from intake.accounts.models import COORDINATORS, SECOND_READERS, WORKERS, AlertWhen, Volunteer
from intake.cases import mentions, reading_state
from intake.cases.models import Case, Event
from intake.packets import readings
from intake.packets.models import Packet
from intake.vault.models import Membership

from . import alerts

# An urgent case that nobody has read for so long is an alert of its own.
UNREAD_FOR = timedelta(hours=2)
# Who was never alerted is told of what came within this time.
FIRST = timedelta(days=1)


def send_unread(now) -> int:
    """Tell each volunteer whom something waits for, if they were not told of it. Return how many.

    What could not be sent is tried again.
    """
    rows = Volunteer.objects.filter(is_active=True, alert_address__isnull=False)
    return sum(_notify(volunteer, now) for volunteer in rows.order_by("pk"))


def _notify(volunteer, now):
    last = volunteer.alerted_at
    if volunteer.alert_when == AlertWhen.DAILY and last and localdate(last) == localdate(now):
        return False
    since = last or now - FIRST
    address = alerts.address_of(volunteer)
    if not address or not has_news(volunteer, since, now):
        return False
    try:
        mail.waiting_for_you(mail.EMAIL, address)
    except mail.NotSent:
        return False
    volunteer.alerted_at = now
    volunteer.save(update_fields=["alerted_at"])
    return True


def has_news(volunteer, since, now) -> bool:
    """Say whether something came to wait for a volunteer after a moment, and waits still."""
    teams = list(
        Membership.objects.filter(member__volunteer=volunteer).values_list("team", flat=True)
    )
    visible = Case.objects.filter(team__in=teams)
    if volunteer.own_cases_only and volunteer.can_be_limited:
        visible = visible.filter(assigned_to=volunteer)
    given = Q(assigned_at__gt=since) & reading_state.unread_assignments(volunteer.pk)
    named = mentions.unseen(volunteer.pk, after=since)
    checks = [lambda: visible.filter(given).exists(), lambda: visible.filter(named).exists()]
    if volunteer.role in WORKERS:
        wrote = Q(heard_at__gt=since) & reading_state.unread_replies(volunteer.pk)
        checks += [
            lambda: visible.filter(wrote).exists(),
            lambda: _urgent(visible, volunteer, since, now).exists(),
        ]
    if volunteer.role in SECOND_READERS:
        returned = readings.unseen_returned(volunteer.pk)
        checks += [
            lambda: _packets(visible, volunteer, since).exists(),
            lambda: returned.filter(returned_at__gt=since, case__in=visible).exists(),
        ]
    if volunteer.role in COORDINATORS:
        checks.append(lambda: _newcomers(since).exists())
    return any(check() for check in checks)


def _urgent(visible, volunteer, since, now):
    """Return the urgent new cases that became two hours old since then, unread."""
    mine = Q(assigned_to=None) | Q(assigned_to=volunteer)
    old = Q(heard_at__gt=since - UNREAD_FOR, heard_at__lte=now - UNREAD_FOR)
    return visible.filter(mine, old, sort_key__lt="2", status=Case.Status.RECEIVED)


def _packets(visible, volunteer, since):
    """Return the packets that a colleague made ready since then, and that nobody has read."""
    ready = Event.objects.filter(kind=Event.Kind.MADE_READY, at__gt=since, case__in=visible)
    waiting = Packet.objects.filter(
        status=Packet.Status.READY, case__in=ready.exclude(by=volunteer).values("case")
    )
    return waiting.exclude(ready_by=volunteer)


def _newcomers(since):
    """Return the volunteers whose second factor was set up since then, and who see no team yet."""
    made = Authenticator.objects.filter(created_at__gt=since).values("user")
    granted = Membership.objects.values("member__volunteer")
    return Volunteer.objects.filter(pk__in=made, is_active=True).exclude(pk__in=granted)
