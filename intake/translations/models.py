"""English beside what a person wrote: by whom, and who checked it. Always by people."""

from django.conf import settings
from django.db import models

from intake.cases.models import Case


class Translation(models.Model):
    """One translation of one text of a case. Append only: the newest of a text counts."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="translations")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    # {"place": which text, "text": English}
    body = models.BinaryField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="translation_by_case")]

    def __str__(self):
        return f"translation {self.pk}"
