"""How the files of a draft become those of its case."""

from datetime import datetime

from intake.complaints.draft_files import DraftFile
from intake.vault import crypto, damage
from intake.vault.row_keys import RowKey

from .models import Case, Event


def take_over(case: Case, key: RowKey, *, at: datetime) -> None:
    """Make the files of a draft attachments of its case: each keeps its id, bytes and order.

    Must run in the transaction that deletes the draft, with its row locked. What a file is stands
    sealed to its row, so it is opened and sealed anew; what cannot be opened is kept as it is.
    """
    files = list(DraftFile.objects.filter(draft=case.owner).order_by("added_at", "pk"))
    if not files:
        return
    case.attachments.bulk_create(_attachment_of(file, case, key) for file in files)
    DraftFile.objects.filter(draft=case.owner).delete()
    damage.forget(DraftFile, [file.pk for file in files])
    Event.objects.bulk_create(
        Event(case=case, kind=Event.Kind.FILE_ADDED, at=at) for _file in files
    )


def _attachment_of(file, case, key):
    """Return the unsaved attachment that a file of a draft becomes."""
    made = case.attachments.model(
        id=file.pk,
        case=case,
        added_at=file.added_at,
        size=file.size,
        original_id=file.original_id,
    )
    try:
        return key.seal(made, about=key.open(file, "about"))
    except crypto.DecryptionError:
        made.about = file.about
        return made
