"""What the database keeps about the store: which one it is, and what has to be erased there."""

import uuid

from django.db import models


class FileToErase(models.Model):
    """A stored file whose row was erased. It stands here until its bytes are gone, too."""

    id = models.UUIDField(primary_key=True, editable=False)

    def __str__(self):
        return f"file {self.pk} to erase"


class Site(models.Model):
    """The id that this database and its store share, and what is not known after a restore."""

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    # The id in the backup that it was restored from: the ledgers of erasures name it.
    former_uid = models.UUIDField(null=True, blank=True, editable=False)
    # Restored without a ledger of these days: the site stays closed until they are confirmed.
    unknown_from = models.DateField(null=True, blank=True)
    unknown_until = models.DateField(null=True, blank=True)

    def __str__(self):
        return f"site {self.uid}"
