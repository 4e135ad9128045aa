"""A case whose key is at hand: plain values in, plain values out, for one request."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.complaints.models import Complaint
from intake.flow.editions import upgrade
from intake.vault import crypto, damage
from intake.vault.row_keys import RowKey

from .change import Erased
from .models import Amendment, Case, Correction, Event
from .related_rows import may_have

Row = TypeVar("Row", bound=models.Model)


class Unreadable(Exception):
    """A sealed value that the work at hand rests on cannot be opened."""


def unreadable_text() -> str:
    """Return the words that stand in the place of a value that cannot be opened."""
    return _("This part cannot be opened.")


class UnlockedCase:
    """Reads and writes the sealed columns of one case and of the rows that belong to it.

    What was read is kept for the length of one request. Attributes of the case itself stay on
    `case`.
    """

    def __init__(self, case: Case, key: RowKey) -> None:
        self.case, self.key = case, key

    def open(self, instance: models.Model, name: str) -> Any:
        """Return the plain value of a sealed column. Raises Unreadable."""
        try:
            return self.key.open(instance, name)
        except crypto.DecryptionError:
            raise Unreadable(instance._meta.model_name) from None

    def display(self, instance: models.Model, name: str, damaged: Any = None) -> Any:
        """Return the plain value of a sealed column, for a page.

        Where it cannot be opened, `damaged` stands in its place, or else the words that say so.
        """
        try:
            return self.key.open(instance, name)
        except crypto.DecryptionError:
            return unreadable_text() if damaged is None else damaged

    def seal(self, instance: Row, **values: Any) -> Row:
        """Set sealed columns of a row of this case; do not save. Returns the row."""
        return self.key.seal(instance, **values)

    def new(self, model: type[Row], *, clear: Any = None, **sealed: Any) -> Row:
        """Return an unsaved row of this case: `clear` columns as a dict, the others sealed."""
        return self.key.seal(model(case=self.case, **(clear or {})), **sealed)

    def event(
        self, kind: str, *, by: Volunteer | None, at: datetime, reason: str = "", **clear: Any
    ) -> Event:
        """Return an unsaved event; its reason is sealed."""
        clear = {"kind": kind, "by": by, "at": at, **clear}
        return self.new(Event, clear=clear, detail=reason)

    @property
    def complaint(self) -> Complaint:
        """What was submitted. Raises Erased if the case was erased since it was read, and
        Unreadable where its row is gone without that."""
        try:
            complaint = self.case.complaint
        except Complaint.DoesNotExist:
            complaint = None
        if complaint is None:
            if not Case.objects.filter(pk=self.case.pk, erased_on=None).exists():
                raise Erased
            damage.note_value(self.case, "complaint", self.case.owner)
            raise Unreadable("complaint")
        return complaint

    @cached_property
    def submitted(self) -> dict[str, Any]:
        """The answers as they were submitted. Raises Unreadable, change.Erased."""
        answers: dict[str, Any] = self.open(self.complaint, "answers")
        return answers

    @cached_property
    def transcript(self) -> list[dict[str, Any]]:
        """What was submitted, in the words that were shown. Raises Unreadable, change.Erased."""
        transcript: list[dict[str, Any]] = self.open(self.complaint, "transcript")
        return transcript

    @cached_property
    def _amendments(self) -> list[Amendment]:
        if not may_have(self.case, "amendments"):
            return []
        # Not ordered by the database, so that a list can read those of many cases at once.
        return sorted(self.case.amendments.all(), key=lambda row: row.pk)

    @cached_property
    def corrections(self) -> list[Correction]:
        """The corrections that count, oldest first."""
        if not may_have(self.case, "corrections"):
            return []
        rows = self.case.corrections.filter(superseded=False)
        return list(rows.select_related("by").order_by("pk"))

    @property
    def newest_amendment(self) -> int | None:
        """The number of the last supplement that was read, or None."""
        return self._amendments[-1].pk if self._amendments else None

    @cached_property
    def answers(self) -> dict[str, Any]:
        """The answers that count now, of the last supplement or as submitted, as the present
        questions ask them.

        Raises Unreadable.
        """
        return self._answers_of(self._amendments)

    @property
    def answers_before_last(self) -> dict[str, Any] | None:
        """The answers that counted before the last supplement, or None where there is none."""
        return self._answers_of(self._amendments[:-1]) if self._amendments else None

    def _answers_of(self, amendments: list[Amendment]) -> dict[str, Any]:
        last = amendments[-1] if amendments else None
        said = self.open(last, "answers") if last else self.submitted
        return upgrade(said, (last or self.complaint).edition)

    @cached_property
    def amendments(self) -> list[tuple[date, list[dict[str, Any]]]]:
        """[(day, transcript)] of what was added later, oldest first. Raises Unreadable."""
        return [
            (instance.added_on, self.open(instance, "transcript")) for instance in self._amendments
        ]

    def readable_transcripts(self) -> list[tuple[date, list[dict[str, Any]]]]:
        """Return [(day, transcript)] of all that was said, for a page: as submitted, then added."""
        try:
            submitted = self.display(self.complaint, "transcript", damaged_transcript())
        except Unreadable:
            submitted = damaged_transcript()
        return [(self.case.opened_on, submitted)] + [
            (instance.added_on, self.display(instance, "transcript", damaged_transcript()))
            for instance in self._amendments
        ]

    def forget_answers(self) -> None:
        """Drop what was read of the answers, because something was added to them."""
        for name in ("_amendments", "answers", "amendments"):
            self.__dict__.pop(name, None)
        self.forget_corrections()

    def forget_corrections(self) -> None:
        """Drop what was read of the corrections, because some were added or ended."""
        self.__dict__.pop("corrections", None)

    def display_all(
        self, rows: Iterable[Row], name: str, damaged: Any = None
    ) -> list[tuple[Row, Any]]:
        """Return [(row, plain value)] of a sealed column, as `display` does."""
        return [(instance, self.display(instance, name, damaged)) for instance in rows]


def damaged_transcript() -> list[dict[str, Any]]:
    """Return the transcript that stands in the place of one that cannot be opened."""
    line = {"key": "", "label": unreadable_text(), "value": "", "identity": False}
    return [
        {
            "key": "",
            "title": unreadable_text(),
            "part": "",
            "sees": "office",
            "many": False,
            "entries": [[line]],
        }
    ]
