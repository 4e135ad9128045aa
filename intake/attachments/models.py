"""Papers that were added to a case: what they are is sealed here, their bytes lie in the store."""

import uuid

from django.conf import settings
from django.db import models

from intake.cases.models import Case
from intake.vault.fields import SealedField
from intake.vault.shapes import Record, optional

ABOUT = Record({"what": str, "kind": str, "media_type": str, "pages": optional(int), "length": int})


class Attachment(models.Model):
    """One paper, made new. With the filer's word for it, the file as it came is kept as well."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    # The volunteer who added it; empty for the person.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    # Bytes in the store, in steps of 64 kB.
    size = models.PositiveIntegerField()
    about = SealedField("attachment", "about", shape=ABOUT)
    original_id = models.UUIDField(null=True, blank=True)
    # "" until a volunteer looked, then "yes", or "again" where the person must send it again.
    readable = models.CharField(max_length=5, blank=True)

    def __str__(self):
        return f"paper {self.pk}"

    @property
    def uid(self):
        """The random id that its sealed columns are bound to."""
        return self.id

    @property
    def is_readable(self):
        return self.readable == "yes"

    @property
    def is_unreadable(self):
        return self.readable == "again"
