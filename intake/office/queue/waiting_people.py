"""Volunteers who wait to be let into a team, for the coordinators of that team."""

from django.db.models import Exists, OuterRef

from intake.accounts.models import READERS, Volunteer
from intake.vault.models import Member, Membership

from ..access import may

MOST = 5


def waiting_volunteers(request):
    """Return the volunteers whose second factor is set up and whom no team has let in yet.

    Nobody but who may let them in is told. One query, the oldest account first.
    """
    if not may(request.user, "office:grant"):
        return []
    return list(without_team().order_by("pk")[:MOST])


def without_team():
    """Return the volunteers who can log in, and whom no team has let in."""
    granted = Membership.objects.filter(member__volunteer=OuterRef("pk"))
    member = Member.objects.filter(volunteer=OuterRef("pk"))
    return Volunteer.objects.filter(
        Exists(member), ~Exists(granted), is_active=True, role__in=READERS
    )
