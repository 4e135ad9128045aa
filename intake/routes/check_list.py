"""The one list of all that a coordinator checks before an office opens, and every 90 days.

Each contact of a route, each contact that stands elsewhere, how each route works, and the line of
each state.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from intake.flow.forms.now import CRISIS_PHONE
from intake.web.text import StrOrPromise

from . import route_status
from .base import OPEN, STATUSES, UNCONFIRMED, Contact, contact
from .contact_checks import is_check_stale, latest_checks, save_check
from .contact_text import OTHER, contact_key, contacts_in, kind_of
from .dril import PHONE as ICE_LINE
from .fitting import ROUTES, ROUTES_BY_SLUG
from .lawyer import NIJC_PHONE
from .locator import SEARCH_PAGE
from .route_status import RouteStatus, status_of
from .state_law_status import CODES, StateLine, latest_rows, line_of

CONTACT, STATUS, STATE = "contact", "status", "state"
KINDS: dict[str, StrOrPromise] = {
    CONTACT: _("Phones, addresses and pages"),
    STATUS: _("How each route works"),
    STATE: _("Law of the states"),
}

# What stands on pages and is no contact of a route.
ELSEWHERE: tuple[tuple[StrOrPromise, Contact], ...] = (
    (_("Crisis line"), contact(_("Call or text"), CRISIS_PHONE, "S151")),
    (_("Find a lawyer"), NIJC_PHONE),
    (_("Search page of ICE"), SEARCH_PAGE),
)
# Numbers for somebody in danger are shown without a mark. They are on the list all the same.
_NEVER_MARKED = frozenset(contact_key(str(value)) for value in (CRISIS_PHONE, ICE_LINE.value))


@dataclass(frozen=True)
class CheckItem:
    """One line of the list: what it belongs to, what it says now, and when it was last checked."""

    key: str
    kind: str
    name: StrOrPromise
    label: StrOrPromise
    value: StrOrPromise
    checked_on: date | None
    # A contact as this site came with it.
    original: StrOrPromise = ""

    def is_due(self, today: date) -> bool:
        """Say whether nobody checked it, or nobody in the last 90 days."""
        return self.checked_on is None or is_check_stale(self.checked_on, today)

    @property
    def seen(self) -> str:
        """A short mark of what the line says, so that nobody confirms what they did not see."""
        return contact_key(f"{self.label} {self.value}")

    @property
    def is_contact(self) -> bool:
        return self.kind == CONTACT

    @property
    def is_status(self) -> bool:
        return self.kind == STATUS

    @property
    def subject(self) -> str:
        """The route or state that it belongs to, as in an address of this site."""
        return self.key.partition("-")[2]


def _all_contacts() -> Iterator[tuple[StrOrPromise, Contact]]:
    for route in ROUTES:
        # A coordinator's own lines stand for the contacts of a route: they go with its status.
        if not status_of(route).contact:
            yield from ((route.name, way) for way in route.contacts)
    yield from ELSEWHERE


def _contacts() -> Iterator[CheckItem]:
    checks, seen = latest_checks(), set()
    for name, way in _all_contacts():
        with override("en"):
            key = contact_key(str(way.value))
        if key in seen:
            continue
        seen.add(key)
        check = checks.get(key)
        yield CheckItem(
            key,
            CONTACT,
            name,
            way.label,
            check.value if check else way.value,
            check.checked_on if check else None,
            way.value,
        )


def _status_today(status: RouteStatus) -> str:
    """Return what a coordinator confirms of a route: one that nobody looked at yet is open."""
    is_new = status.code == UNCONFIRMED and not status.is_reviewed
    return OPEN if is_new else status.code


def _statuses() -> Iterator[CheckItem]:
    for route in ROUTES:
        status = status_of(route)
        yield CheckItem(
            f"{STATUS}-{route.slug}",
            STATUS,
            route.name,
            STATUSES[_status_today(status)],
            status.contact,
            status.checked_on if status.is_reviewed else None,
        )


def _states() -> Iterator[CheckItem]:
    for code in CODES:
        line = line_of(code)
        if line is not None:
            day = state_checked_on(code)
            yield CheckItem(f"{STATE}-{code}", STATE, line.name, line.law, line.letter, day)


def state_checked_on(code: str) -> date | None:
    """Return the day on which a coordinator last wrote or confirmed the line of a state."""
    line, row = line_of(code), latest_rows().get(code)
    check = latest_checks().get(f"{STATE}-{code}")
    days = [timezone.localdate(row.at)] if row is not None else []
    # A check of another version says nothing of this one.
    if check is not None and line is not None and check.value == _version_of(line):
        days.append(check.checked_on)
    return max(days, default=None)


def _version_of(line: StateLine) -> str:
    return f"version {line.version}: {line.law}"


def check_items() -> list[CheckItem]:
    """Return the whole list as it stands now."""
    return [*_contacts(), *_statuses(), *_states()]


def confirm(item: CheckItem, *, by: Any, at: datetime) -> None:
    """Keep that a coordinator called or opened it today and found it as it stands."""
    today = timezone.localdate(at)
    if item.is_status:
        route = ROUTES_BY_SLUG[item.subject]
        status = status_of(route)
        route_status.save_review(
            route,
            status=_status_today(status),
            note=route_status.note_text(status.note),
            contact=status.contact,
            checked_on=today,
            by=by,
            at=at,
        )
        return
    line = None if item.is_contact else line_of(item.subject)
    value = _version_of(line) if line else str(item.value)
    save_check(item.key, value, checked_on=today, by=by, at=at)


def item_of(key: str) -> CheckItem | None:
    """Return one line of the list, or None."""
    return next((item for item in check_items() if item.key == key), None)


def count_due(today: date) -> tuple[int, int]:
    """Return how many were checked more than 90 days ago, and how many never."""
    due = [item for item in check_items() if item.is_due(today)]
    never = sum(item.checked_on is None for item in due)
    return len(due) - never, never


@dataclass(frozen=True)
class ContactNotes:
    """What the foot of a page says of its contacts: [(day, contacts)], and those never checked."""

    checked: list[tuple[date, str]]
    unchecked: str


def contact_notes(texts: list[str]) -> ContactNotes:
    """Return when the contacts in the texts of a page were checked."""
    known = {contact_key(str(item.original)): item for item in _contacts()}
    found: dict[str, CheckItem] = {}
    for text in texts:
        for written in (text, *contacts_in(text)):
            key = contact_key(written)
            if key in known:
                found[known[key].key] = known[key]
    days: dict[date, list[str]] = {}
    never = []
    for key, item in found.items():
        short = str(item.label if kind_of(str(item.value)) == OTHER else item.value)
        short = short.removeprefix("https://").removeprefix("www.").rstrip("/")
        if item.checked_on is not None:
            days.setdefault(item.checked_on, []).append(short)
        elif key not in _NEVER_MARKED:
            never.append(short)
    checked = [(day, ", ".join(days[day])) for day in sorted(days, reverse=True)]
    return ContactNotes(checked, ", ".join(never))
