"""What was said: unfinished, then frozen."""

import uuid

from django.db import models

from intake.flow.shapes import ANSWERS, DRAFT, TRANSCRIPT
from intake.vault.fields import SealedField


class Draft(models.Model):
    """An unfinished complaint. Its id becomes the complaint's, so it can be sent only once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Of the questions that the answers are for. Drafts did not keep it at first.
    edition = models.CharField(max_length=20, db_default="2026-11")
    answers = SealedField("draft", "answers", shape=DRAFT)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"draft {self.id}"

    @property
    def uid(self):
        """The random id that its sealed columns are bound to."""
        return self.id


class PageCount(models.Model):
    """How many people answered a page of the form for the first time on one day: no person."""

    day = models.DateField()
    page = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "page"], name="a_count_per_day")]

    def __str__(self):
        return f"{self.count} at {self.page} on {self.day}"


class Complaint(models.Model):
    """What the filer said, as it stood at submission. Written once."""

    id = models.UUIDField(primary_key=True, editable=False)
    edition = models.CharField(max_length=20)
    submitted_on = models.DateField()
    answers = SealedField("complaint", "answers", shape=ANSWERS)
    transcript = SealedField("complaint", "transcript", shape=TRANSCRIPT)

    def __str__(self):
        return f"complaint {self.id}"

    @property
    def uid(self):
        """The random id that its sealed columns are bound to."""
        return self.id
