"""Adding, reading and taking off the papers of a case, or of a draft."""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Sum, UUIDField
from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.cases.change import change
from intake.cases.models import Event
from intake.cases.unlocked import Unreadable
from intake.erasures import actions as erasures
from intake.storage import site, store
from intake.storage.models import FileToErase
from intake.vault import chunks, crypto, damage
from intake.web import disk

from . import scan
from .clean import Cleaned, clean, preview
from .kinds import Kind, check_quota
from .models import Attachment
from .refusals import RefusalReason, Refused

log = logging.getLogger("intake")

# A file comes before its row, by a moment. One that no row knows after a day is moved to
# lost-and-found, and lies there for 30 days.
ORPHAN_AFTER = timedelta(days=1)
ASIDE_FOR = timedelta(days=30)
# More unknown files than this (or 1% of all) come from a wrong database, not from failures.
MOST_UNKNOWN = 20


def _step(length):
    return -(-(length + chunks.LENGTH) // chunks.STEP) * chunks.STEP


@dataclass(frozen=True)
class NewFile:
    """A file made new, whose bytes are stored and whose row is not saved yet."""

    id: uuid.UUID
    original_id: uuid.UUID | None
    size: int
    about: dict
    data: bytes
    # The filer's words for it, or "".
    named: str
    by: Volunteer | None
    at: datetime

    @property
    def clear(self):
        """The clear columns of its row."""
        names = ("id", "original_id", "size")
        return {name: getattr(self, name) for name in names} | {"added_at": self.at}

    @property
    def stored_ids(self):
        return [file_id for file_id in (self.id, self.original_id) if file_id]


class CaseFiles:
    """The files of a case, to add to. Those of a draft (draft_files) have the same methods."""

    def __init__(self, unlocked):
        self.unlocked, self.key = unlocked, unlocked.key

    @property
    def rows(self):
        return self.unlocked.case.attachments

    @property
    def from_filer(self):
        """Those that the filer may take off."""
        return self.rows.filter(by=None)

    def open(self, row, name):
        return self.unlocked.open(row, name)

    def check_room(self, size):
        """Raise Refused where so many bytes more are not taken."""
        check_quota_of(self.rows, size)

    def save(self, new):
        """Save the row of a new file and return it; or that of the same file, sent before."""
        clear = new.clear | {"by": new.by}
        row = self.unlocked.new(Attachment, clear=clear, about=new.about)
        with change(self.unlocked.case, by=new.by, at=new.at) as changing:
            same = same_file(self, new) if new.by is None else None
            if same is not None:
                return same
            check_quota_of(changing.case.attachments, new.size)
            changing.add(row)
            changing.case.last_contact_on = changing.today
            if new.by is None:
                changing.case.waiting_since = changing.case.waiting_since or changing.today
            changing.record(Event.Kind.FILE_ADDED)
        return row

    def remove(self, row, *, at):
        remove(row, by=None, at=at)


def check_quota_of(rows, size):
    """Raise Refused where these files and `size` bytes more are too many."""
    held = rows.aggregate(total=Sum("size"))["total"] or 0
    check_quota(rows.count(), held, size)


def unnamed(number):
    """Return what a file is called that got no name."""
    return _("File %(number)s") % {"number": number}


def add(unlocked, data, what, *, by, at, as_it_came=False):
    """Make a file new, seal it and keep it with the case, as `keep` does."""
    return keep(CaseFiles(unlocked), data, what, by=by, at=at, as_it_came=as_it_came)


def keep(files, data, what, *, by, at, as_it_came=False):
    """Make a file new, seal it and keep it with others: `files` are of a case or of a draft.

    `data` is the file (bytes), `what` the filer's words for it, or "". With `as_it_came` the file
    itself is kept too, hidden data and all. A file that the filer sends twice is kept once. Returns
    its row. Raises kinds.Refused, change.NotAllowed and drafts.DraftGone.
    """
    files.check_room(_step(len(data)))
    if disk.is_short():
        raise Refused(RefusalReason.NOT_SAVED)
    scan.check(data)
    cleaned = clean(data)
    original = data if as_it_came else b""
    length, data = len(data), None  # sealing needs room of its own
    number = files.rows.count() + 1
    new = NewFile(
        id=uuid.uuid4(),
        original_id=uuid.uuid4() if as_it_came else None,
        size=_step(len(cleaned.data)) + (_step(length) if as_it_came else 0),
        about={
            "what": what or unnamed(number),
            "kind": cleaned.kind.value,
            "media_type": cleaned.media_type,
            "pages": cleaned.pages,
            "length": len(cleaned.data),
        },
        data=cleaned.data,
        named=what,
        by=by,
        at=at,
    )
    try:
        # The bytes are stored before the row says so: what is acknowledged is there.
        _save(new.id, files.key, new.data)
        if as_it_came:
            _save(new.original_id, files.key, original)
        row = files.save(new)
    except BaseException:
        store.erase_all(new.stored_ids)
        raise
    if row.pk != new.id:
        store.erase_all(new.stored_ids)
    return row


def _save(file_id, key, data):
    try:
        store.save(file_id, key.seal_file(file_id, [data]))
    except OSError as error:
        log.error("a file is not kept: %s", type(error).__name__)
        raise Refused(RefusalReason.NOT_SAVED) from None


def same_file(files, new):
    """Return the filer's file with the bytes and the name of a new one, or None.

    Only one of the same size is read. Without a name, any name is the same.
    """
    rows = files.from_filer.filter(size=new.size)
    for row in rows.filter(original_id__isnull=new.original_id is None):
        try:
            if new.named and describe(row, files)["what"] != new.named:
                continue
            if read(row, files) == new.data:
                return row
        except Unreadable:
            continue
    return None


def describe(attachment, unlocked):
    """Return {"what", "kind", "media_type", "pages", "length"} of a paper. Raises Unreadable."""
    return unlocked.open(attachment, "about")


def read(attachment, unlocked):
    """Return the bytes of a paper as made new. Raises Unreadable, also where its file is gone."""
    return _decrypted(attachment.pk, unlocked)


def read_original(attachment, unlocked):
    """Return the bytes as they came. Raises Unreadable; FileNotFoundError if they are not kept."""
    if attachment.original_id is None:
        raise FileNotFoundError
    return _decrypted(attachment.original_id, unlocked)


def _decrypted(file_id, unlocked):
    try:
        return b"".join(unlocked.key.open_file(file_id, store.read(file_id)))
    except FileNotFoundError:
        damage.note(damage.STORED_FILE, file_id, "missing", unlocked.key.owner)
        raise Unreadable("attachment") from None
    except crypto.DecryptionError:
        raise Unreadable("attachment") from None


def preview_page(attachment, unlocked, page=1):
    """Return a JPEG of a page of a paper; None for text and for what cannot be shown."""
    description = describe(attachment, unlocked)
    if description["kind"] == Kind.TEXT or not 1 <= page <= (description["pages"] or 1):
        return None
    cleaned = Cleaned(
        Kind(description["kind"]),
        description["media_type"],
        read(attachment, unlocked),
        description["pages"],
    )
    try:
        return preview(cleaned, page)
    except Refused:
        return None


def remove(attachment, *, by, at):
    """Take a paper off a case: the row at once, the bytes when that is certain. Once only."""
    with change(attachment.case, by=by, at=at, erased_too=True) as changing:
        if not changing.case.attachments.filter(pk=attachment.pk).exists():
            return
        files = attachment.stored_ids
        erasures.note(erasures.FILE, [attachment.pk], on=changing.today)
        damage.forget(Attachment, [attachment.pk])
        damage.forget_named(damage.STORED_FILE, files)
        attachment.delete()
        changing.record(Event.Kind.FILE_REMOVED)
        store.erase_with_rows(files)


class TooManyUnknown(Exception):
    """The database does not know so many of the stored files that it may be the wrong one."""

    def __init__(self, unknown, stored):
        super().__init__(
            f"{unknown} of {stored} stored files are not known to this database, so none of them"
            " was moved to lost-and-found."
        )


def sweep(*, now, however_many=False):
    """Erase the files whose rows were erased. Return how many.

    A file that no row knows is not erased: it is moved to lost-and-found for 30 days, and moved
    back if a row knows it again. Nothing is moved where more files are unknown than failures
    explain, whatever their age; with `however_many` it is. Raises TooManyUnknown, site.OtherStore,
    and OSError if the store does not answer.
    """
    site.check()
    erased = store.erase_listed()
    # First what is stored, then what is known: a file comes before its row.
    stored, aside = store.stored(), store.lost_and_found()
    known = _referenced_ids()
    for file_id in aside.keys() & known:
        store.put_back(file_id)
    unknown = {file_id: at for file_id, at in stored.items() if file_id not in known}
    if len(unknown) > max(MOST_UNKNOWN, len(stored) // 100) and not however_many:
        log.error("the store is not swept: %s of %s files unknown", len(unknown), len(stored))
        raise TooManyUnknown(len(unknown), len(stored))
    for file_id in _older(unknown, now - ORPHAN_AFTER):
        store.set_aside(file_id)
    store.erase_all(set(_older(aside, now - ASIDE_FOR)) - known)
    return erased


def _older(files, instant):
    return [file_id for file_id, at in files.items() if at < instant.timestamp()]


def _referenced_ids():
    """Return every id that any row holds, so that no room need say which are its files."""
    fields = [
        (model, field.name)
        for model in apps.get_app_config("intake").get_models()
        for field in model._meta.fields
        if isinstance(field, UUIDField)
    ]
    return {
        id
        for model, name in fields
        if model is not FileToErase
        for id in model._default_manager.values_list(name, flat=True)
    }
