"""The files of a form that is not sent yet: taken as those of a case are, kept with the form."""

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import localdate

from intake.cases.models import Case
from intake.cases.unlocked import Unreadable
from intake.complaints import draft_files, drafts
from intake.complaints.draft_files import DraftFile
from intake.vault import crypto
from intake.web import disk

from .actions import CaseFiles, check_quota_of, same_file
from .refusals import RefusalReason, Refused

# What the files of all forms that are not sent take at most: anybody may begin a form.
MOST_IN_ALL_FORMS = 10 * 1024**3


class DraftFiles:
    """The files of a draft, with the methods of CaseFiles. `stored` is what the draft holds."""

    def __init__(self, unlocked, stored):
        self.key, self._stored = unlocked.key, stored

    @property
    def rows(self):
        return DraftFile.objects.filter(draft=self.key.owner)

    @property
    def from_filer(self):
        return self.rows

    def open(self, row, name):
        try:
            return self.key.open(row, name)
        except crypto.DecryptionError:
            raise Unreadable("draft file") from None

    def check_room(self, size):
        """Raise Refused where this form, or all forms together, cannot take so many bytes more."""
        check_quota_of(self.rows, size)
        held = DraftFile.objects.aggregate(total=Sum("size"))["total"] or 0
        if held + size > _most_in_all_forms():
            raise Refused(RefusalReason.NOT_SAVED)

    def save(self, new):
        """Save the row of a new file and return it; or that of the same file, sent before.

        Where the form was sent while the file was made new, the file goes to the case.
        """
        row = DraftFile(draft_id=self.key.owner, **new.clear)
        self.key.seal(row, about=new.about)
        with transaction.atomic():
            draft = drafts.lock(self.key.owner)
            case = Case.objects.filter(owner=self.key.owner, erased_on=None).first()
            if case is not None:
                return CaseFiles(case.unlocked(self.key)).save(new)
            if draft is None:
                raise drafts.DraftGone
            same = same_file(self, new)
            if same is not None:
                return same
            check_quota_of(self.rows, new.size)
            row.save(force_insert=True)
            draft.expires_at = drafts.expires_at(self._stored, new.at)
            draft.save(update_fields=["expires_at"])
        return row

    def remove(self, row, *, at):
        draft_files.remove(row, on=localdate(at))


def _most_in_all_forms():
    """Return how many bytes all forms may hold: never more than is left on the disk."""
    if settings.ATTACHMENTS_S3:
        return MOST_IN_ALL_FORMS
    try:
        return min(MOST_IN_ALL_FORMS, disk.free())
    except OSError:
        return MOST_IN_ALL_FORMS
