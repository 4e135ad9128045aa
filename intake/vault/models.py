"""Keys at rest: every private key here is sealed, and every case key is wrapped."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import OpaqueField, SealedKeyField


class TeamQuerySet(models.QuerySet["Team"]):
    def ready(self) -> Self:
        """Teams that can read what is sent to them: at least one member holds the key."""
        return self.filter(accepts=True, memberships__isnull=False).distinct()


class Team(models.Model):
    """Volunteers who read the same cases. A wall: another team's cases do not open."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    public_key = OpaqueField(max_length=32)
    # How many keys the team has had. Older wraps stay readable until they are made anew.
    key_number = models.PositiveSmallIntegerField(default=1)
    key_changed_at = models.DateTimeField(null=True, blank=True)
    accepts = models.BooleanField(_("takes new cases"), default=True)

    objects = TeamQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """The key pair of one volunteer. The private half is sealed under the login password."""

    volunteer = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member"
    )
    public_key = OpaqueField(max_length=32)
    salt = OpaqueField(max_length=16)
    by_password = SealedKeyField()
    by_recovery_code = SealedKeyField()

    def __str__(self) -> str:
        return f"keys of volunteer {self.volunteer_id}"


class Membership(models.Model):
    """One of the team's private keys, wrapped to one member."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships")
    key_number = models.PositiveSmallIntegerField(default=1)
    wrapped = SealedKeyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "member", "key_number"], name="one_wrap_per_key_and_member"
            )
        ]

    def __str__(self) -> str:
        return f"member {self.member_id} of team {self.team_id}"


class Wrap(models.Model):
    """One way to open the key of a draft or case: which id it opens is `owner`."""

    class Kind(models.TextChoices):
        BROWSER = "browser", _("this browser")
        CODE = "code", _("the filer's code")
        TEAM = "team", _("the team's key")
        RECOVERY = "recovery", _("the offline recovery key")

    owner = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True)
    key_number = models.PositiveSmallIntegerField(null=True, blank=True)
    # HMAC of the code or of the browser's cookie, to find this row; empty for public-key wraps.
    index = OpaqueField(max_length=32, unique=True, null=True, blank=True)
    wrapped = SealedKeyField()
    # The filer's code, sealed under the browser's key, so that the page can be shown again there.
    code = SealedKeyField(null=True, blank=True)
    # When this way in ends. Each use of a visit moves it on, up to `ends_at`.
    expires_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "kind"], name="wrap_by_owner"),
            models.Index(fields=["team", "key_number"], name="wrap_by_team_key"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} wrap of {self.owner}"


class Damage(models.Model):
    """Something stored that was found damaged (see damage.py). It names the place, no content."""

    table = models.CharField(max_length=40)
    row = models.CharField(max_length=36)
    # Or what is wrong with the row, such as "no team wrap".
    column = models.CharField(max_length=30)
    # The draft or case that it belongs to: it is forgotten with that.
    owner = models.UUIDField(null=True, blank=True, db_index=True)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "row", "column"], name="damage_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.column}"


class Fingerprint(models.Model):
    """How a secret of the settings is recognized again (see fingerprints.py). It opens nothing."""

    name = models.CharField(max_length=20, primary_key=True)
    value = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"fingerprint of {self.name}"
