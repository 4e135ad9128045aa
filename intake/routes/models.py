"""What a coordinator changed about a route. Nothing in it is about a person."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import STATUSES

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
