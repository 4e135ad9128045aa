"""Numbers over all cases, counted now and then: nobody waits for a sum over a million rows."""

from django.db import models

from intake.vault.models import Team


class TeamStatistics(models.Model):
    """One counting of a team's cases: numbers only."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    numbers = models.JSONField()

    def __str__(self):
        return f"counted at {self.made_at}"


class PublicStatistics(models.Model):
    """The numbers that anybody may see, as counted for all whole months before `until`."""

    until = models.DateField(unique=True)
    tables = models.JSONField()

    def __str__(self):
        return f"public numbers until {self.until}"


class LastRun(models.Model):
    """When a timer command, or a part of it, last came to its end or was refused."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.name} at {self.at}"
