"""Numbers over all cases, counted now and then: nobody waits for a sum over a million rows."""

from django.db import models

from intake.vault.models import Team


class Count(models.Model):
    """One counting of a team's cases: numbers only."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    numbers = models.JSONField()

    def __str__(self):
        return f"counted at {self.made_at}"
