"""What a case was before it was closed, so that closing can be undone for a day."""

from django.conf import settings
from django.db import models

from .models import Case


class Closing(models.Model):
    """The columns that closing took from a case. A row of it goes when it is undone."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closings")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    # As they were before.
    status = models.CharField(max_length=8)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    follow_up_on = models.DateField(null=True)
    waiting_since = models.DateField(null=True)
    # Whether somebody in custody with a clock was behind it: coordinators look at these.
    with_clock = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["with_clock", "at"], name="closing_by_clock")]

    def __str__(self):
        return f"closing of {self.case_id}"
