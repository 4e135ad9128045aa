"""Volunteers whom a note names with an @: they are told, if they may see the case."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from intake.accounts.models import READERS, WITHOUT_IDENTITY, Volunteer
from intake.vault.models import Membership
from intake.web import prepared

from .models import Case, Note

# Not in the middle of a word: the address of a mail is no mention.
MENTIONED = re.compile(r"(?<![\w@.+-])@(\w[\w-]*)")


class Mention(models.Model):
    """That a note names a volunteer. What it says is sealed in the note."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mentions")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    volunteer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )
    at = models.DateTimeField()
    # When the volunteer opened the case after it.
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "volunteer"], name="one_mention_a_note")
        ]
        indexes = [
            models.Index(
                fields=["volunteer", "case"],
                name="mention_unseen",
                condition=models.Q(seen_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"volunteer {self.volunteer_id} in note {self.note_id}"


def names_in(text: str) -> list[str]:
    """Return the names that a text has behind an @, each once, in small letters."""
    return list(dict.fromkeys(name.casefold() for name in MENTIONED.findall(text)))


def who_may_read(case: Case) -> list[Volunteer]:
    """Return the volunteers who may read the notes of a case: of its team, not limited to others.

    One query.
    """
    members = Membership.objects.filter(team=case.team_id, member__volunteer=OuterRef("pk"))
    roles = READERS - WITHOUT_IDENTITY
    rows = Volunteer.objects.filter(Exists(members), is_active=True, role__in=roles)
    return [
        one
        for one in rows.order_by("first_name", "pk")
        if one.pk == case.assigned_to_id or not (one.own_cases_only and one.can_be_limited)
    ]


def find(text: str, case: Case, by: Volunteer) -> tuple[list[Volunteer], list[str]]:
    """Return (volunteers whom a note names, names that are of nobody, or of more than one).

    Whoever may not see the case is nobody here. Without an @ nothing is asked.
    """
    found: dict[int, Volunteer] = {}
    unknown, names = [], names_in(text)
    readers = who_may_read(case) if names else []
    for name in names:
        named = [one for one in readers if one.username.casefold() == name]
        named = named or [one for one in readers if one.first_name.casefold() == name]
        if len(named) == 1:
            found[named[0].pk] = named[0]
        else:
            unknown.append(name)
    return [one for one in found.values() if one != by], unknown


def add_in(changing, note: Note, volunteers: Iterable[Volunteer]) -> None:
    """Keep whom a note names, inside a change of its case."""
    Mention.objects.bulk_create(
        Mention(case=changing.case, note=note, volunteer=one, at=changing.at) for one in volunteers
    )


def mark_seen(case: Case, volunteer: Volunteer, at: datetime) -> None:
    """Keep that a volunteer saw the notes of a case that name them."""
    Mention.objects.filter(case=case, volunteer=volunteer, seen_at=None).update(seen_at=at)


def unseen_among(cases: Iterable[Case], volunteer: Volunteer) -> dict[int, datetime]:
    """Return {case id: when a note there named this volunteer, unseen}. One query."""
    return dict(prepared.rows(_unseen_among, volunteer.pk, [case.pk for case in cases]))


def _unseen_among(volunteer_id, case_ids):
    rows = Mention.objects.filter(volunteer=volunteer_id, seen_at=None, case__in=case_ids)
    return rows.order_by("pk").values_list("case", "at")


def unseen(volunteer_id: int, after: datetime | None = None) -> Q:
    """Return the condition for cases in which a note names a volunteer who has not seen it."""
    rows = Mention.objects.filter(volunteer=volunteer_id, seen_at=None)
    # Read from these few rows: asked of each case, it would read all cases of the team.
    return Q(pk__in=(rows.filter(at__gt=after) if after else rows).values("case"))
