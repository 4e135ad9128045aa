"""What the law of a state says about holds today: as this site came, or as a coordinator read it.

A row that a coordinator wrote has no translation: it stands as it was written. The newest rows are
read once a minute in each process, so that the guide asks no database.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Max, QuerySet
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from intake.citations.base import HIGH, Claim, Passage, Statement
from intake.citations.state_law import STATE_LAWS
from intake.flow.states import STATES
from intake.web.text import StrOrPromise

from .models import NO_LINE, StateLawReview

MINUTE = 60
FIRST_VERSION = 1
STATE_NAMES = dict(STATES)
# States and territories that can have a row; the other choices of the question are none.
CODES = tuple(code for code, _name in STATES if len(code) == 2)
NO_CHECKED_LINE = _("We have no checked line for this state.")

_cache: dict[str, Any] = {"until": 0.0, "rows": {}}


@dataclass(frozen=True)
class StateLine:
    """The row of a state that counts now. `letter` is in English and speaks of nobody."""

    code: str
    version: int
    effect: str
    law: str
    as_of: StrOrPromise
    says: tuple[Statement, ...]
    advice: StrOrPromise
    letter: str
    source: str = ""
    # The keys of the texts behind `letter`, and how sure it is, in a row that came with this site.
    letter_sources: tuple[str, ...] = ()
    confidence: str = HIGH

    @property
    def letter_claim(self) -> Claim:
        return Claim(self.letter, self.letter_sources, self.confidence)

    @property
    def own_words(self) -> tuple[Statement, ...]:
        """What it says, without where a coordinator read it."""
        return self.says[:-1] if self.source else self.says

    @property
    def name(self) -> StrOrPromise:
        return STATE_NAMES[self.code]

    @property
    def record(self) -> str:
        """What a letter keeps of the row it used: state, version, law, and its date."""
        return f"{self.code}, version {self.version}: {self.law}. {self.as_of}."


def _latest() -> dict[str, StateLawReview]:
    """Return {state: newest row}."""
    return {row.state: row for row in StateLawReview.objects.order_by("version")}


def latest_rows() -> dict[str, StateLawReview]:
    """Return what `_latest` gives, at most a minute old."""
    now = time.monotonic()
    if now >= _cache["until"]:
        # Without a database the guide still helps, with what was known before.
        with suppress(DatabaseError):
            _cache["rows"] = _latest()
        _cache["until"] = now + MINUTE
    found: dict[str, StateLawReview] = _cache["rows"]
    return found


def clear_cache() -> None:
    """Read the rows again when they are next asked for."""
    _cache["until"] = 0.0


def line_of(code: str) -> StateLine | None:
    """Return the row of a state, or None where there is no checked line."""
    row = latest_rows().get(code)
    if row is not None:
        return None if row.effect == NO_LINE else _of_review(row)
    law = STATE_LAWS.get(code)
    if law is None:
        return None
    return StateLine(
        code,
        FIRST_VERSION,
        law.effect,
        law.law,
        law.as_of,
        law.says,
        law.advice,
        str(law.letter.text),
        letter_sources=law.letter.sources,
        confidence=law.letter.confidence,
    )


def _of_review(row: StateLawReview) -> StateLine:
    as_of = format_lazy(_("As of {day}"), day=date_format(row.as_of, "F j, Y"))
    says = (row.says, format_lazy(_("Read in: {source}"), source=row.source))
    return StateLine(
        row.state,
        row.version,
        row.effect,
        row.law,
        as_of,
        says,
        row.advice,
        row.letter,
        row.source,
    )


def save_review(code: str, *, by: Any, at: datetime, **row: Any) -> StateLawReview:
    """Keep a new version of a row, beside all that stood before."""
    with transaction.atomic():
        newest = StateLawReview.objects.filter(state=code).aggregate(Max("version"))["version__max"]
        review = StateLawReview.objects.create(
            state=code, version=(newest or FIRST_VERSION) + 1, by=by, at=at, **row
        )
    clear_cache()
    return review


def reviews_of(code: str) -> QuerySet[StateLawReview]:
    """Return the versions of a row, newest first."""
    return StateLawReview.objects.filter(state=code).select_related("by").order_by("-version")


def passage_of(code: str) -> Passage:
    """Return what a page says of one state: the date first, then the law, then what to do."""
    line = line_of(code)
    if line is None:
        return Passage(STATE_NAMES[code], (NO_CHECKED_LINE,))
    parts = (*line.says, line.advice)
    dated = format_lazy("{} · {}", line.as_of, line.law)
    return Passage(line.name, tuple(part for part in parts if part), as_of=dated)


def record_in(text: str) -> str:
    """Return the record of the row whose sentence stands in a letter, or "" where none does."""
    lines = (line_of(code) for code in CODES)
    return next((line.record for line in lines if line and line.letter in text), "")
