"""Drafts: each page is sealed as it is sent. The key stays with the browser and the code."""

import uuid
from datetime import timedelta

from django.db import transaction

from intake.flow.complaint import COMPLAINT
from intake.vault import codes, crypto, sealing
from intake.vault.models import Wrap

from .models import Complaint, Draft

LIFE_WITHOUT_CODE = timedelta(hours=24)
LIFE_WITH_CODE = timedelta(days=14)
LIFE_AS_PAPERS = timedelta(hours=1)
# A visit ends after so long without a touch, and in any case so long after it began.
LIFE_OF_A_VISIT = timedelta(minutes=30)
LONGEST_VISIT = timedelta(hours=12)
# A visit is moved on once a minute at most: each time is a write.
MOVE_ON_AFTER = timedelta(minutes=1)


class Gone(Exception):
    """The draft was sent, erased, or is past its day."""


class BrokenDraft(ValueError):
    """What would be stored is not shaped like a draft. Names the page, and nothing typed."""


def _where(owner):
    return crypto.context("draft", "answers", owner)


def _seal(key, owner, stored):
    """Return the box of what a draft holds. Raise BrokenDraft before anything broken is stored."""
    for kind in ("answers", "earlier"):
        pages = stored.get(kind, {})
        if not isinstance(pages, dict):
            raise BrokenDraft(kind)
        for page, value in pages.items():
            if not _fits(page, value):
                raise BrokenDraft(page)
    return crypto.seal_json(key, stored, _where(owner))


def _fits(page, value):
    """Say whether a value is shaped like the answer of a page: fields, or a list of such."""
    repeats = COMPLAINT.has(page) and COMPLAINT.step(page).many
    entries = value if repeats else [value]
    return isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)


def expires_at(stored, now):
    """Return when a draft is erased, if nobody touches it again."""
    if stored.get("papers"):
        return now + LIFE_AS_PAPERS
    return now + (LIFE_WITH_CODE if stored.get("coded") else LIFE_WITHOUT_CODE)


@transaction.atomic
def start(stored, *, now):
    """Keep the first page of a new draft. Return the secret for this browser's cookie."""
    owner, key, secret = uuid.uuid4(), crypto.new_key(), sealing.new_browser_secret()
    stored = {"began": int(now.timestamp())} | stored
    box = _seal(key, owner, stored)
    Draft.objects.create(id=owner, answers=box, expires_at=expires_at(stored, now))
    sealing.browser_wrap(owner, key, secret).save(force_insert=True)
    return secret


def reopen(opened, stored, *, now):
    """Open a draft beside a complaint that is frozen already. Opening twice changes nothing.

    One that is past its day gives way to the new one.
    """
    expired(now).filter(pk=opened.owner).delete()
    box = _seal(opened.key, opened.owner, stored)
    fields = {"answers": box, "expires_at": expires_at(stored, now)}
    Draft.objects.get_or_create(id=opened.owner, defaults=fields)


def read(opened, *, now):
    """Return what the draft holds: {"answers", "earlier", "lane", "coded", "began"}, or None if
    it is gone. `began` is when its first page came, in seconds."""
    draft = Draft.objects.filter(pk=opened.owner, expires_at__gt=now).first()
    return draft and crypto.unseal_json(opened.key, draft.answers, _where(opened.owner))


def change(opened, edit, *, now):
    """Apply `edit` (stored to stored) to what the draft holds, and keep it. Return the new value.

    Of two tabs or phones that save at once, the second finds other bytes than it read: it reads
    again, and edits those. Raises Gone, BrokenDraft.
    """
    while True:
        draft = Draft.objects.filter(pk=opened.owner, expires_at__gt=now).first()
        if draft is None:
            raise Gone
        stored = edit(unsealed(draft, opened))
        box = _seal(opened.key, opened.owner, stored)
        as_read = Draft.objects.filter(pk=draft.pk, answers=draft.answers)
        if as_read.update(answers=box, expires_at=expires_at(stored, now)):
            return stored


def locked(owner):
    """Return the draft with its row locked until the transaction ends, or None."""
    return Draft.objects.select_for_update().filter(pk=owner).first()


def unsealed(draft, opened):
    return crypto.unseal_json(opened.key, draft.answers, _where(opened.owner))


@transaction.atomic
def make_code(opened, secret, *, now):
    """Return the filer's code, made on the first call. Raises Gone."""
    change(opened, lambda stored: stored | {"coded": True}, now=now)
    return code_for(opened, secret)


def code_for(opened, secret):
    """Return the code this browser may show; make one if the case has none yet.

    Must run inside a transaction that holds the draft's lock. Returns "" where a code exists
    that only another browser may show.
    """
    if Wrap.objects.filter(owner=opened.owner, kind=Wrap.Kind.CODE).exists():
        return sealing.kept_code(Wrap.objects.get(pk=opened.wrap.pk), secret)
    code = codes.new_code()
    sealing.code_wrap(opened.owner, opened.key, code).save(force_insert=True)
    sealing.keep_code(opened.wrap, secret, code)
    opened.wrap.save(update_fields=["code"])
    return code


def resume(opened, *, now):
    """Let a new browser in, by a code that has opened. Return the secret for its cookie.

    The code is not kept there: it was shown once, where it was made. A draft stays open in that
    browser as long as the draft lives; a case for 30 minutes of quiet.
    """
    secret = sealing.new_browser_secret()
    wrap = sealing.browser_wrap(opened.owner, opened.key, secret)
    if not Draft.objects.filter(pk=opened.owner, expires_at__gt=now).exists():
        begin_visit(wrap, LIFE_OF_A_VISIT, now=now)
    wrap.save(force_insert=True)
    return secret


def begin_visit(wrap, quiet, *, now):
    """Set when a browser's way in ends; do not save."""
    wrap.expires_at, wrap.ends_at = now + quiet, now + LONGEST_VISIT


def move_on(wrap, *, now):
    """Let a visit that is used go on, up to its end."""
    if wrap.expires_at is None or wrap.ends_at is None:
        return
    until = min(now + LIFE_OF_A_VISIT, wrap.ends_at)
    if until >= wrap.expires_at + MOVE_ON_AFTER:
        Wrap.objects.filter(pk=wrap.pk).update(expires_at=until)
        wrap.expires_at = until


def leave(opened, *, coded):
    """Close this browser's way in. Without a code nothing else opens the draft: it is erased."""
    opened.wrap.delete()
    if not coded:
        erase(opened.owner)


@transaction.atomic
def erase(owner):
    """Erase a draft. Its keys go with it, unless they are a submitted case's keys too."""
    Draft.objects.filter(pk=owner).delete()
    if not Complaint.objects.filter(pk=owner).exists():
        sealing.forget(owner)


def expired(now):
    """Return the drafts that are past their day."""
    return Draft.objects.filter(expires_at__lte=now)


def erase_expired(*, now):
    """Erase all drafts past their day and all wraps past theirs. Return how many drafts went."""
    owners = list(expired(now).values_list("pk", flat=True))
    for owner in owners:
        erase(owner)
    Wrap.objects.filter(expires_at__lte=now).delete()
    return len(owners)
