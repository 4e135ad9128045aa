"""Drafts: each page is sealed as it is sent. The key stays with the browser and the code."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from intake.erasures import actions as erasures
from intake.flow.complaint import EDITION
from intake.flow.editions import upgrade_draft
from intake.vault import codes, crypto, damage, envelopes
from intake.vault.models import Wrap
from intake.vault.row_keys import new_key
from intake.web import disk

from . import draft_files
from .models import Complaint, Draft

LIFETIME_WITHOUT_CODE = timedelta(hours=24)
LIFETIME_WITH_CODE = timedelta(days=14)
LIFETIME_DOCUMENTS_ONLY = timedelta(hours=1)
# A visit ends after so long without a touch, and in any case so long after it began.
SESSION_IDLE_LIMIT = timedelta(minutes=30)
SESSION_ABSOLUTE_LIMIT = timedelta(hours=12)
# A visit is moved on once a minute at most: each time is a write.
SESSION_EXTEND_AFTER = timedelta(minutes=1)
# Drafts erased in one transaction by the timer: others wait for it.
AT_ONCE = 50


class DraftGone(Exception):
    """The draft was sent, erased, or is past its day."""


def expires_at(stored, now):
    """Return when a draft is erased, if nobody touches it again."""
    if stored.get("papers"):
        return now + LIFETIME_DOCUMENTS_ONLY
    return now + (LIFETIME_WITH_CODE if stored.get("coded") else LIFETIME_WITHOUT_CODE)


def start(stored, *, now):
    """Keep the first page of a new draft. Return the secret for this browser's cookie.

    Raises disk.NoRoom where the disk is almost full.
    """
    disk.ask_room()
    key, secret = new_key(uuid.uuid4()), envelopes.new_browser_secret()
    stored = {"began": int(now.timestamp())} | stored
    draft = _new_draft(key, stored, now)
    wrap = envelopes.browser_wrap(key, secret)
    with transaction.atomic():
        draft.save(force_insert=True)
        wrap.save(force_insert=True)
    return secret


def _new_draft(key, stored, now):
    """Return an unsaved draft with its answers sealed, and the edition of their questions."""
    draft = Draft(id=key.owner, edition=EDITION, expires_at=expires_at(stored, now))
    return key.seal(draft, answers=stored)


def reopen(key, stored, *, now):
    """Open a draft beside a complaint that is frozen already. Opening twice changes nothing.

    One that is past its day gives way to the new one, and so does a damaged one.
    """
    expired(now).filter(pk=key.owner).delete()
    for there in Draft.objects.filter(pk=key.owner):
        try:
            key.open(there, "answers")
        except crypto.DecryptionError:
            _erase_row(key.owner)
    draft = _new_draft(key, stored, now)
    names = ("edition", "answers", "expires_at")
    fields = {name: getattr(draft, name) for name in names}
    Draft.objects.get_or_create(id=key.owner, defaults=fields)


def read(unlocked, *, now):
    """Return what the draft holds (flow.shapes.DRAFT), or None if it is gone."""
    draft = Draft.objects.filter(pk=unlocked.owner, expires_at__gt=now).first()
    return draft and open_draft(draft, unlocked)


def change(unlocked, edit, *, now):
    """Apply `edit` (stored to stored) to what the draft holds, and keep it. Return the new value.

    Of two tabs or phones that save at once, the second finds other bytes than it read: it reads
    again, and edits those. Raises Gone, and shapes.ShapeError for what is no draft.
    """
    while True:
        draft = Draft.objects.filter(pk=unlocked.owner, expires_at__gt=now).first()
        if draft is None:
            raise DraftGone
        before = draft.answers
        stored = edit(open_draft(draft, unlocked))
        unlocked.key.seal(draft, answers=stored)
        as_read = Draft.objects.filter(pk=draft.pk, answers=before)
        until = expires_at(stored, now)
        if as_read.update(edition=EDITION, answers=draft.answers, expires_at=until):
            return stored


def lock(owner):
    """Return the draft with its row locked until the transaction ends, or None."""
    return Draft.objects.select_for_update().filter(pk=owner).first()


def open_draft(draft, unlocked):
    """Return what a draft holds, as the present questions ask it. Raises crypto.DecryptionError."""
    return upgrade_draft(unlocked.key.open(draft, "answers"), draft.edition)


def create_code(unlocked, secret, *, now):
    """Return the filer's code, made on the first call. Raises Gone."""
    code = NewCode(unlocked, secret)
    change(unlocked, lambda stored: stored | {"coded": True}, now=now)
    with transaction.atomic():
        if lock(unlocked.owner) is None:
            raise DraftGone
        return code.save()


class NewCode:
    """A filer's code, made and wrapped before a transaction, and saved in it.

    `save` must run in a transaction that holds the draft's lock. It returns the code that this
    browser may show: the one made before, if there is one, or "" where only another browser may
    show it.
    """

    def __init__(self, unlocked, secret):
        self.unlocked, self.secret, self.code = unlocked, secret, codes.new_code()
        self.wrap = envelopes.code_wrap(unlocked.key, self.code)
        self.browser_wrap = Wrap(owner=unlocked.owner)
        envelopes.store_code(self.browser_wrap, secret, self.code)

    def save(self):
        owner, browser = self.unlocked.owner, self.unlocked.wrap
        if Wrap.objects.filter(owner=owner, kind=Wrap.Kind.CODE).exists():
            return envelopes.stored_code(Wrap.objects.get(pk=browser.pk), self.secret)
        self.wrap.save(force_insert=True)
        browser.code = self.browser_wrap.code
        browser.save(update_fields=["code"])
        return self.code


def resume(unlocked, *, now):
    """Let a new browser in, by a code that has opened. Return the secret for its cookie.

    The code is not kept there: it was shown once, where it was made. A draft stays open in that
    browser as long as the draft lives; a case for 30 minutes of quiet.
    """
    secret = envelopes.new_browser_secret()
    wrap = envelopes.browser_wrap(unlocked.key, secret)
    if not Draft.objects.filter(pk=unlocked.owner, expires_at__gt=now).exists():
        start_session(wrap, SESSION_IDLE_LIMIT, now=now)
    wrap.save(force_insert=True)
    return secret


def start_session(wrap, idle_limit, *, now):
    """Set when a browser's way in ends; do not save."""
    wrap.expires_at, wrap.ends_at = now + idle_limit, now + SESSION_ABSOLUTE_LIMIT


def extend_session(wrap, *, now):
    """Let a visit that is used go on, up to its end."""
    if wrap.expires_at is None or wrap.ends_at is None:
        return
    until = min(now + SESSION_IDLE_LIMIT, wrap.ends_at)
    if until >= wrap.expires_at + SESSION_EXTEND_AFTER:
        Wrap.objects.filter(pk=wrap.pk).update(expires_at=until)
        wrap.expires_at = until


def close(unlocked, *, coded):
    """Close this browser's way in. Without a code nothing else opens the draft: it is erased."""
    unlocked.wrap.delete()
    if not coded:
        erase(unlocked.owner)


def erase(owner):
    """Erase a draft. Its keys go with it, unless they are a submitted case's keys too."""
    erase_all([owner])


@transaction.atomic
def erase_all(owners):
    """Erase drafts, as `erase` does, in one transaction."""
    ended = []
    for owner in owners:
        _erase_row(owner)
        if not Complaint.objects.filter(pk=owner).exists():
            envelopes.erase_keys(owner)
            ended.append(owner)
    erasures.note(erasures.DRAFT, ended, on=localdate())


@transaction.atomic(savepoint=False)
def _erase_row(owner):
    draft_files.erase_bytes(owner)
    Draft.objects.filter(pk=owner).delete()
    damage.forget(Draft, [owner])


def expired(now):
    """Return the drafts that are past their day."""
    return Draft.objects.filter(expires_at__lte=now)


def erase_expired(*, now):
    """Erase all drafts past their day and all wraps past theirs. Return how many drafts went."""
    owners = list(expired(now).values_list("pk", flat=True))
    for start in range(0, len(owners), AT_ONCE):
        erase_all(owners[start : start + AT_ONCE])
    Wrap.objects.filter(expires_at__lte=now).delete()
    return len(owners)
