"""What a coordinator changed or checked of a route, a state or a contact, and the help nearby.

Nothing in it is about a person.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.citations.state_law import FORBIDS, LIMITS, ORDERS
from intake.web.text import StrOrPromise

from .base import STATUSES

NO_LINE = "none"
EFFECTS: dict[str, StrOrPromise] = {
    FORBIDS: _("Forbids holds"),
    LIMITS: _("Limits holds"),
    ORDERS: _("Orders jails to help ICE"),
    NO_LINE: _("No checked line: show nothing"),
}

# A note that a coordinator left as it came with this site: it keeps its sources and languages.
UNCHANGED = "="


class RouteReview(models.Model):
    """One look at a route: its status, a note, other contact details, the day. Append only."""

    route = models.CharField(max_length=30)
    status = models.CharField(_("Status"), max_length=12, choices=list(STATUSES.items()))
    note = models.CharField(_("Note for filers"), max_length=500, blank=True)
    contact = models.TextField(_("Contact details"), max_length=2000, blank=True)
    checked_on = models.DateField(_("Checked on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["route", "-at"], name="route_change_newest")]

    def __str__(self) -> str:
        return f"{self.route}, {self.checked_on}"

    @property
    def reviewer_note(self) -> str:
        """What the coordinator wrote, or "" where the note stayed as it was."""
        return "" if self.note == UNCHANGED else self.note


class StateLawReview(models.Model):
    """One version of what the law of a state says about holds. Append only.

    Version 1 is the row that came with this site, where there is one. Nothing in it is about a
    person.
    """

    state = models.CharField(max_length=2)
    version = models.PositiveSmallIntegerField()
    effect = models.CharField(_("Effect"), max_length=8, choices=list(EFFECTS.items()))
    law = models.CharField(_("Law"), max_length=200)
    says = models.TextField(_("What it says, for filers"), max_length=600)
    advice = models.CharField(_("What to do"), max_length=300, blank=True)
    letter = models.TextField(_("Sentence for the jail"), max_length=600)
    source = models.CharField(_("Where you read it"), max_length=300)
    as_of = models.DateField(_("Date of that text"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state", "version"], name="one_state_law_version")
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.version}"


class ContactCheck(models.Model):
    """One look at a contact or at the line of a state: what was right on that day. Append only.

    `item` is the key of a line of the list in check_list.py, `value` what stands there since.
    """

    item = models.CharField(max_length=40)
    value = models.CharField(max_length=500)
    checked_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["item", "-at"], name="contact_check_newest")]

    def __str__(self) -> str:
        return f"{self.item}, {self.checked_on}"


class HelpLine(models.Model):
    """One version of a help line near people: who it is, whom it helps, when. Append only.

    `line` is the same in all versions of one; one that `is_over` is shown no more. Without a state
    it is for every state, without a language for every one.
    """

    line = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=5, blank=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)
    hours = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300)
    callers = models.CharField(max_length=300, blank=True)
    is_over = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "version"], name="one_help_line_version")
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.version}"
