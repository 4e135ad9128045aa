"""English beside what a person wrote: by whom, and who checked it. Always by people."""

from django.conf import settings
from django.db import models

from intake.cases.models import Case
from intake.vault.fields import SealedField, SealedModel
from intake.vault.shapes import Record


class Translation(SealedModel):
    """One translation of one text of a case. Append only: the newest of a text counts."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="translations")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    # "place" names the text, "text" is its English.
    body = SealedField("translation", "body", shape=Record({"place": str, "text": str}))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="translation_by_case")]

    def __str__(self):
        return f"translation {self.pk}"
