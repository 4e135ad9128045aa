"""What a volunteer has not read: what a filer did, or a colleague gave or told them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from intake.web import prepared

from . import mentions
from .models import Case, ReadMark, is_open_condition


def mark_read(case: Case, volunteer, at: datetime) -> None:
    """Keep that a volunteer saw a case now. Called only where something was unread."""
    ReadMark.objects.update_or_create(case=case, volunteer=volunteer, defaults={"at": at})


def unread_since(case: Case, volunteer, seen_at: datetime | None) -> datetime | None:
    """Return since when something waits unread for a volunteer, or None."""
    mine = case.assigned_to_id == volunteer.pk
    moments = [case.heard_at, case.assigned_at if mine else None]
    newer = [one for one in moments if one and (seen_at is None or one > seen_at)]
    return max(newer, default=None)


def unread_among(cases: Iterable[Case], volunteer) -> dict[int, datetime]:
    """Return {case id: since when it waits} of those that this volunteer has not read."""
    cases = list(cases)
    named = mentions.unseen_among(cases, volunteer) if cases else {}
    may_be = [case for case in cases if case.heard_at or case.assigned_at]
    if not may_be:
        return named
    seen = dict(prepared.rows(_seen_at, volunteer.pk, [case.pk for case in may_be]))
    found = {case.pk: unread_since(case, volunteer, seen.get(case.pk)) for case in may_be}
    unread = {pk: since for pk, since in found.items() if since}
    return unread | {pk: max(at, unread.get(pk, at)) for pk, at in named.items()}


def _seen_at(volunteer_id, case_ids):
    rows = ReadMark.objects.filter(volunteer=volunteer_id, case__in=case_ids)
    return rows.values_list("case", "at")


def unread_replies(volunteer_id: int) -> Q:
    """Return the condition for open cases whose filer wrote and waits, unread by this volunteer.

    Only one's own, and those that nobody has: the reading of whoever has a case counts.
    """
    seen = ReadMark.objects.filter(
        case=OuterRef("pk"), volunteer=volunteer_id, at__gte=OuterRef("heard_at")
    )
    mine = Q(assigned_to=volunteer_id) | Q(assigned_to=None)
    waiting = Q(waiting_since__isnull=False, heard_at__isnull=False)
    return is_open_condition() & waiting & mine & ~Q(Exists(seen))


def unread_assignments(volunteer_id: int) -> Q:
    """Return the condition for open cases that a colleague gave to a volunteer, not looked at."""
    seen = ReadMark.objects.filter(
        case=OuterRef("pk"), volunteer=volunteer_id, at__gte=OuterRef("assigned_at")
    )
    given = Q(assigned_to=volunteer_id, assigned_at__isnull=False)
    return is_open_condition() & given & ~Q(Exists(seen))
