"""Files that were added to a case: what they are is sealed here, their bytes lie in the store."""

from django.conf import settings
from django.db import models

from intake.cases.models import Case
from intake.storage.files import ABOUT, StoredFile
from intake.vault.fields import SealedField


class Attachment(StoredFile):
    """One paper of a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    # The volunteer who added it; empty for the person.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    about = SealedField("attachment", "about", shape=ABOUT)
    # "" until a volunteer looked, then "yes", or "again" where the person must send it again.
    readable = models.CharField(max_length=5, blank=True)

    def __str__(self):
        return f"paper {self.pk}"

    @property
    def is_readable(self):
        return self.readable == "yes"

    @property
    def is_unreadable(self):
        return self.readable == "again"
