"""Open some cases of a backup with the recovery key: that it can be read is seen, not assumed."""

from dataclasses import dataclass, field
from uuid import UUID

from intake.attachments.models import Attachment
from intake.complaints.models import Complaint
from intake.vault import crypto, envelopes
from intake.vault.models import Wrap
from intake.vault.row_keys import RowKey

MOST = 20


@dataclass
class Sample:
    """Some cases, and what opened of them. Without the private half of RECOVERY_KEY none does."""

    private: bytes | None
    most: int = MOST
    cases: int = 0
    files: int = 0
    damaged: int = 0
    _expected: dict[UUID, RowKey] = field(default_factory=dict)

    def choose(self) -> None:
        """Choose cases at random among the rows that were loaded, and open their complaints."""
        if self.private is None:
            return
        wraps = Wrap.objects.filter(kind=Wrap.Kind.RECOVERY).order_by("?")
        for wrap in wraps[: self.most]:
            try:
                key = envelopes.unlock_key_with_recovery(wrap, self.private)
                complaint = Complaint.objects.get(pk=wrap.owner)
                key.open(complaint, "answers")
                key.open(complaint, "transcript")
            except (crypto.DecryptionError, Complaint.DoesNotExist, ValueError):
                self.damaged += 1
                continue
            self.cases += 1
            papers = Attachment.objects.filter(case__owner=wrap.owner)
            for pair in papers.values_list("pk", "original_id"):
                self._expected |= {file_id: key for file_id in pair if file_id}

    def see(self, file_id: UUID, data: bytes) -> None:
        """Open a stored file, if it belongs to one of the cases."""
        key = self._expected.pop(file_id, None)
        if key is None:
            return
        try:
            for _piece in key.open_file(file_id, [data]):
                pass
            self.files += 1
        except crypto.DecryptionError:
            self.damaged += 1
