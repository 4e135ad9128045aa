"""What the steps of the timer did last, and which host runs it now."""

from django.db import models


class TimerStep(models.Model):
    """When one step of the timer last went well, and when and how it last failed."""

    name = models.CharField(max_length=30, primary_key=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    # The kind of the exception: its words may hold values.
    failure = models.CharField(max_length=60, blank=True)

    def __str__(self):
        return f"step {self.name}"


class TimerLeader(models.Model):
    """Who runs a timer on SQLite, until when. PostgreSQL has locks for it."""

    name = models.CharField(max_length=30, primary_key=True)
    holder = models.CharField(max_length=32)
    until = models.DateTimeField()

    def __str__(self):
        return f"leader of {self.name}"
