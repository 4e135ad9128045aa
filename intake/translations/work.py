"""What still needs English, or the person's language, and who says that they translate it.

Which texts a case has is sealed. Lists rest on clear columns alone: the language that the filer
reads, when they last wrote, and until when everything was found to be translated.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.attachments import actions as attachments
from intake.cases.change import Erased, NotAllowed
from intake.cases.filters import OPEN
from intake.cases.models import Case
from intake.cases.unlocked import UnlockedCase, Unreadable
from intake.messages.actions import LANGUAGE_CODES, read_message
from intake.messages.models import Message

from .actions import latest_texts, translated_places

ENGLISH = "en"
# Whoever reads one of these is on the list unasked; of the others a volunteer has to say so.
FOREIGN = frozenset(LANGUAGE_CODES - {ENGLISH}) | {"other"}
# So long a volunteer is said to be translating a case; then anybody may.
CLAIMED_FOR = timedelta(hours=48)
# What is being saved at this moment is not there yet, and has to come on the list.
WRITTEN_AT_ONCE = timedelta(minutes=1)


class TranslationWork(models.Model):
    """How far the translation of one case is, and who does it. Nothing of what it says."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="translation_works")
    # What was said or written until then is translated, or needs no translation: of the complaint
    # and what was added to it, so many parts.
    translated_until = models.DateTimeField(null=True, blank=True)
    parts_done = models.PositiveSmallIntegerField(default=0)
    # A volunteer asked for English, though the filer's language did not say so.
    asked_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="one_translation_work_a_case")]

    def __str__(self) -> str:
        return f"translation work of {self.case_id}"

    def claimant(self, now: datetime) -> Volunteer | None:
        """Return who says that they translate the case, as long as that counts."""
        is_fresh = self.claimed_at is not None and now - self.claimed_at < CLAIMED_FOR
        return self.claimed_by if is_fresh else None


class Left(NamedTuple):
    """What of a case is not translated: how many of what the filer said, how many words they have,
    and how many of our messages are not in the filer's language."""

    texts: int = 0
    messages: int = 0
    words: int = 0
    ours: int = 0

    def __bool__(self) -> bool:
        return bool(self.texts or self.messages or self.ours)


def untranslated_cases(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return those of some cases that may need a translation, judged by clear columns alone."""
    works = TranslationWork.objects.filter(case=OuterRef("pk"))
    later = Message.objects.filter(case=OuterRef("case"), translation=None)
    done = works.filter(translated_until__isnull=False).exclude(
        Q(case__heard_at__gt=F("translated_until"))
        | Q(Exists(later.filter(at__gt=OuterRef("translated_until"))))
    )
    asked = Exists(works.filter(asked_at__isnull=False))
    return cases.filter(OPEN, Q(reads__in=FOREIGN) | asked).exclude(Exists(done))


def counts_by_language(cases: QuerySet[Case]) -> dict[str, dict[int, int]]:
    """Return {language: {tier: how many}} of these cases, in one query."""
    found: dict[str, dict[int, int]] = {}
    for reads, tier, count in (
        cases.order_by().values_list("reads", "tier").annotate(count=Count("pk"))
    ):
        found.setdefault(reads, {})[tier] = count
    return found


def left_of(unlocked: UnlockedCase, *, identity: bool = True) -> Left:
    """Return what is not translated; without `identity`, what a translator may see of it.

    Raises Unreadable, change.Erased.
    """
    case, reads = unlocked.case, unlocked.case.reads
    done, work = translated_places(unlocked), loaded_work(case)
    parts, until = (work.parts_done, work.translated_until) if work else (0, None)
    texts = [
        line.value
        for place, _section, line in latest_texts(unlocked).values()
        if place not in done
        and int(place.partition(":")[0]) >= parts
        and (identity or not line.identity)
    ]
    if identity:
        texts += [label for place, label in file_labels(unlocked) if place not in done]
    words, theirs, ours = sum(len(text.split()) for text in texts), 0, 0
    for message in case.messages.all():
        if message.translation is not None or (until and message.at <= until):
            continue
        body = read_message(message, unlocked)
        if message.from_filer:
            theirs += 1
            words += len(body["text"].split())
        elif identity and is_written_for(reads) and body["language"] != reads:
            ours += 1
    return Left(len(texts), theirs, words, ours)


def loaded_work(case: Case) -> Any:
    """Return the TranslationWork of a case, from what was read of many cases, or None."""
    return next(iter(case.translation_works.all()), None)


def file_labels(unlocked: UnlockedCase) -> list[tuple[str, str]]:
    """Return [(name of the text, what the filer called a file)], but for names that we gave.

    What was there when the case was found to be translated is left out.
    """
    work = loaded_work(unlocked.case)
    until = work.translated_until if work else None
    ours = re.escape(attachments.unnamed("#")).replace(re.escape("#"), r"\d+")
    found = []
    for row in sorted(unlocked.case.attachments.all(), key=lambda row: (row.added_at, row.pk)):
        if row.by_id is None and not (until and row.added_at <= until):
            label = unlocked.display(row, "about", {"what": ""})["what"]
            if label and not re.fullmatch(ours, label):
                found.append((f"file:{row.pk}", label))
    return found


def is_written_for(reads: str) -> bool:
    """Say whether a message of ours can be put into the language that the filer reads."""
    return reads in LANGUAGE_CODES and reads != ENGLISH


TEXTS = ("complaint", "amendments", "translations", "messages", "attachments", "translation_works")


def prefetch_texts(cases: list[Case]) -> None:
    """Read what `left_of` needs of many cases: the same queries for one or for many."""
    prefetch_related_objects(cases, *TEXTS, "translation_works__claimed_by")


def left_in(
    unlocked_cases: Iterable[UnlockedCase], *, identity: bool, now: datetime
) -> list[tuple[Case, Left]]:
    """Return [(case, Left)] of those with something left. The others leave the list.

    What cannot be opened is passed over: the page of its case says so.
    """
    found, finished = [], []
    for unlocked in unlocked_cases:
        try:
            everything = left_of(unlocked)
        except (Unreadable, Erased):
            continue
        if not everything:
            finished.append(_finished(unlocked.case, now))
            continue
        left = everything if identity else left_of(unlocked, identity=False)
        if left:
            found.append((unlocked.case, left))
    _save_finished(finished)
    return found


def _finished(case: Case, at: datetime) -> TranslationWork:
    parts = 1 + len(case.amendments.all())
    return TranslationWork(case=case, translated_until=at - WRITTEN_AT_ONCE, parts_done=parts)


def _save_finished(works: list[TranslationWork]) -> None:
    """Keep that all that was said in these cases is translated. One statement, or none."""
    TranslationWork.objects.bulk_create(
        works,
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["translated_until", "parts_done", "asked_at", "claimed_by", "claimed_at"],
    )


def note_saved(unlocked: UnlockedCase, *, at: datetime) -> Left:
    """Look what is left after a translation was saved. Where nothing is, the work is done."""
    case = Case.objects.get(pk=unlocked.case.pk)
    left = left_of(case.unlocked(unlocked.key))
    if not left:
        _save_finished([_finished(case, at)])
    return left


def need_none(case: Case, *, until: datetime, parts: int) -> None:
    """Take a case off the list until the filer says more than the page showed: `until` then, in
    so many `parts`."""
    _save_finished([TranslationWork(case=case, translated_until=until, parts_done=parts)])


def ask(case: Case, *, at: datetime) -> None:
    """Put a case on the list, whatever its filer reads."""
    values = {"translated_until": None, "parts_done": 0, "asked_at": at}
    TranslationWork.objects.update_or_create(case=case, defaults=values)


@transaction.atomic
def claim(case: Case, *, by: Volunteer, at: datetime) -> None:
    """Keep that a volunteer translates a case.

    Raises NotAllowed if a colleague said so before.
    """
    TranslationWork.objects.get_or_create(case=case)
    work = TranslationWork.objects.select_for_update().get(case=case)
    claimant = work.claimant(at)
    if claimant is not None and claimant.pk != by.pk:
        raise NotAllowed(_("%(name)s is translating this case.") % {"name": claimant.first_name})
    work.claimed_by, work.claimed_at = by, at
    work.save(update_fields=["claimed_by", "claimed_at"])


def release(case: Case, *, by: Volunteer) -> None:
    """Keep that a volunteer does not translate a case any more."""
    own = TranslationWork.objects.filter(case=case, claimed_by=by)
    own.update(claimed_by=None, claimed_at=None)
