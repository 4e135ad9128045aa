"""Files that were added to a form which is not sent: sealed under its key, deleted with it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import models, transaction

from intake.erasures import actions as erasures
from intake.storage import store
from intake.storage.files import ABOUT, StoredFile
from intake.vault import damage
from intake.vault.fields import SealedField

from .models import Draft


class DraftFile(StoredFile):
    """One file of a draft. When that is sent, it becomes an attachment of the same id and bytes."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    about = SealedField("draft file", "about", shape=ABOUT)

    def __str__(self) -> str:
        return f"file {self.pk} of a draft"


def erase_bytes(owner: UUID) -> None:
    """Erase the bytes of a draft's files. Must run in the transaction that deletes the draft."""
    files = list(DraftFile.objects.filter(draft=owner))
    if files:
        _forget(files)
        store.erase_with_rows(file_id for file in files for file_id in file.stored_ids)


@transaction.atomic
def remove(file: DraftFile, *, on: date) -> None:
    """Take a file off its draft: the row at once, the bytes when that is certain. Once only."""
    # Its draft is locked, as it is while it is sent: the file may be an attachment by now.
    Draft.objects.select_for_update().filter(pk=file.draft_id).first()
    if DraftFile.objects.filter(pk=file.pk).delete()[0]:
        erasures.note(erasures.FILE, [file.pk], on=on)
        _forget([file])
        store.erase_with_rows(file.stored_ids)


def _forget(files: Iterable[DraftFile]) -> None:
    """Forget the damage of files that are deleted."""
    files = list(files)
    damage.forget(DraftFile, [file.pk for file in files])
    damage.forget_named(
        damage.STORED_FILE, [file_id for file in files for file_id in file.stored_ids]
    )
