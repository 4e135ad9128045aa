"""The one way to change a case: locked, checked, derived columns recomputed, events written.

    note = unlocked.new(Note, by=by, at=at, text=text)  # seals, before the transaction
    with change(unlocked.case, by=by, at=at) as changing:
        changing.add(note)
        changing.record(Event.Kind.NOTED)

Whatever takes time (sealing, wrapping, making PDFs) is done before the block is entered, so that
nobody waits for it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from intake.accounts.models import Volunteer

from . import urgency
from .models import Case, CaseCode, Event
from .related_rows import may_have

CHANGED_MEANWHILE = gettext_lazy("A colleague changed this just now. Look again, then decide.")
STATUS_CHANGED_MEANWHILE = gettext_lazy(
    "A colleague changed this case to “%(status)s” just now. Look again, then decide."
)
ASSIGNED_MEANWHILE = gettext_lazy(
    "A colleague gave this case to somebody just now. Look again, then decide."
)
OTHERS_MEANWHILE = {
    "assigned_to": ASSIGNED_MEANWHILE,
    "messages": gettext_lazy(
        "A new message came while you wrote. Read it, then save again to send yours."
    ),
    "pinned": gettext_lazy(
        "A colleague pinned another note just now. Read it, then save again to pin yours."
    ),
}


# What a filer does that a volunteer has not read until they open the case again.
FROM_FILER = frozenset(
    {
        Event.Kind.MESSAGE_RECEIVED,
        Event.Kind.ADDED,
        Event.Kind.CHANGED,
        Event.Kind.FILE_ADDED,
        Event.Kind.AGREED,
    }
)

ERASED_NOW = gettext_lazy("The person deleted this case. Nothing can be added.")


class NotAllowed(Exception):
    """This may not be done now; the message says why, in words for the page."""


class Erased(NotAllowed):
    """The case was erased: nothing can be added to it."""

    def __init__(self) -> None:
        super().__init__(str(ERASED_NOW))


class Stale(NotAllowed):
    """The page was older than the case: somebody changed meanwhile what it decides about."""


def _tags(case: Case) -> str:
    return ",".join(str(pk) for pk in sorted(case.tags.values_list("pk", flat=True))) or "none"


def _newest(rows: str) -> Callable[[Case], str]:
    """Return the version of rows that are only ever added: the number of the newest."""

    def version(case: Case) -> str:
        newest = getattr(case, rows).order_by("-pk").values_list("pk", flat=True).first()
        return str(newest or "none")

    return version


def _pinned(case: Case) -> str:
    if not may_have(case, "notes"):
        return "none"
    pinned = case.notes.filter(for_next_shift=True).values_list("pk", flat=True).first()
    return str(pinned or "none")


def _dismissed(case: Case) -> str:
    rows = sorted(case.dismissed_deadlines.items())
    return ",".join(f"{rule}:{day}" for rule, day in rows) or "none"


# What a page carries of a case, so that a decision on an old page is refused: as text.
VERSIONS: dict[str, Callable[[Case], str]] = {
    "status": lambda case: case.status,
    "assigned_to": lambda case: str(case.assigned_to_id or 0),
    "follow_up_on": lambda case: str(case.follow_up_on or "none"),
    "tags": _tags,
    "escalated_until": lambda case: str(case.escalated_until or "none"),
    "corrections": _newest("corrections"),
    "messages": _newest("messages"),
    "pinned": _pinned,
    "dismissed": _dismissed,
}


def version_of(case: Case, name: str) -> str:
    """Return the version of one thing about a case, as a page carries it. A name of VERSIONS."""
    return VERSIONS[name](case)


def _stale(name: str, case: Case) -> Stale:
    if name == "status":
        return Stale(STATUS_CHANGED_MEANWHILE % {"status": case.status_office_label})
    return Stale(str(OTHERS_MEANWHILE.get(name, CHANGED_MEANWHILE)))


class change:
    """A change of one case, in one transaction, as a context manager.

    Entering locks the row and refuses an erased case (Erased) and an old page (Stale): `seen` is
    {name of VERSIONS: version on the page}; an empty version is not compared. Leaving recomputes
    what follows, saves the columns that differ, and writes the events.
    """

    def __init__(
        self,
        case: Case,
        *,
        by: Volunteer | None,
        at: datetime,
        seen: Mapping[str, str] | None = None,
        erased_too: bool = False,
    ) -> None:
        self.case, self.by, self.at = case, by, at
        self.today = localdate(at)
        self._seen, self._erased_too = seen or {}, erased_too
        self._events: list[Event] = []
        self._atomic = transaction.atomic()

    def __enter__(self) -> "change":
        self._atomic.__enter__()
        try:
            self.case = Case.objects.select_for_update().get(pk=self.case.pk)
            self._before = _columns(self.case)
            self._refuse()
        except BaseException as error:
            self._atomic.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def _refuse(self) -> None:
        if self.case.erased_on and not self._erased_too:
            raise Erased
        for name, seen in self._seen.items():
            if seen and seen != version_of(self.case, name):
                raise _stale(name, self.case)

    def add(self, instance: models.Model) -> None:
        """Insert a row that was built before the transaction."""
        instance.save(force_insert=True)

    def record(self, event: Event | str, **fields: Any) -> None:
        """Leave an event when the change is saved: a kind, or one with a sealed reason."""
        if not isinstance(event, Event):
            event = Event(case=self.case, kind=event, by=self.by, at=self.at, **fields)
        if event.by_id is None and event.kind in FROM_FILER:
            self.case.heard_at = self.at
        self._events.append(event)
        if event.by_id is None and event.kind in FROM_FILER:
            self._end_waiting()

    def _end_waiting(self) -> None:
        """Let a case that waited for the filer be in review again: they did something."""
        before, after = Case.Status.WAITING, Case.Status.IN_REVIEW
        if self.case.status == before:
            self.case.status = after
            self.record(Event.Kind.STATUS_CHANGED, before=before, after=after)

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> None:
        if kind is None:
            try:
                self._save()
            except BaseException as failure:
                self._atomic.__exit__(type(failure), failure, failure.__traceback__)
                raise
        self._atomic.__exit__(kind, error, traceback)

    def _save(self) -> None:
        case = self.case
        if _differing(self._before, case):
            case.changed_on = self.today
        urgency.recompute_derived(case, self.today)
        differing = _differing(self._before, case)
        if differing:
            case.save(update_fields=differing)
        if {"problems", "codes"} & set(differing):
            replace_code_rows(case)
        if self._events:
            Event.objects.bulk_create(self._events)


def new_case_codes(case: Case) -> list[CaseCode]:
    """Return the unsaved rows by which a list finds the codes of a case."""
    return [
        CaseCode(case=case, column=column, code=code)
        for column in ("problems", "codes")
        for code in getattr(case, column)
    ]


def replace_code_rows(case: Case) -> None:
    """Write the code rows of a case anew."""
    case.case_codes.all().delete()
    CaseCode.objects.bulk_create(new_case_codes(case))


def _columns(case: Case) -> dict[str, Any]:
    columns = {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}
    # A list or an object may be changed in place.
    return {
        name: value.copy() if isinstance(value, (list, dict)) else value
        for name, value in columns.items()
    }


def _differing(before: Mapping[str, Any], case: Case) -> list[str]:
    """Return the names of the columns that are not as they were."""
    return [name for name, value in before.items() if getattr(case, name) != value]
