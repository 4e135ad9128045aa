"""What the row of a stored file has, whatever the file belongs to. Its bytes lie in the store."""

import uuid

from django.db import models

from intake.vault.shapes import Record, optional

# What is sealed of a file: the words for it, and what it was found to be.
ABOUT = Record({"what": str, "kind": str, "media_type": str, "pages": optional(int), "length": int})


class StoredFile(models.Model):
    """One file, made new. With the filer's word for it, the file as it came is kept as well."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    added_at = models.DateTimeField()
    # Bytes in the store, in steps of 64 kB.
    size = models.PositiveIntegerField()
    original_id = models.UUIDField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def uid(self):
        """The random id that its sealed columns are bound to."""
        return self.id

    @property
    def stored_ids(self):
        """The ids under which its bytes lie in the store."""
        return [file_id for file_id in (self.id, self.original_id) if file_id]
