"""Help near people: lines that an office entered, by state and language, with their history.

The lines that stand now are read once a minute in each process, so that the pages ask no database.
"""

import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Max, QuerySet

from intake.flow.forms.person import LANGUAGES
from intake.reading.phones import Phone, read_phone
from intake.web.text import StrOrPromise

from .models import HelpLine
from .state_law_status import STATE_NAMES

MINUTE = 60
LANGUAGE_NAMES = dict(LANGUAGES)
# Numbers such as 211 have no area code.
SHORT_LENGTH = 3

_cache: dict[str, Any] = {"until": 0.0, "lines": []}


@dataclass(frozen=True)
class HelpContact:
    """One help line as a page shows it."""

    row: HelpLine

    @property
    def state(self) -> StrOrPromise:
        """The name of its state, or "" for all of them."""
        return STATE_NAMES.get(self.row.state, "")

    @property
    def language(self) -> StrOrPromise:
        return LANGUAGE_NAMES.get(self.row.language, "")

    @property
    def phone_url(self) -> str:
        return phone_url(self.row.phone)


def is_short_phone(typed: str) -> bool:
    """Say whether it is a number like 211, which is called without an area code."""
    return len(typed) == SHORT_LENGTH and typed.isascii() and typed.isdigit()


def phone_url(phone: str) -> str:
    """Return the address that calls a phone, with its extension, or "" for none."""
    if is_short_phone(phone):
        return f"tel:{phone}"
    found = read_phone(phone)
    if not isinstance(found, Phone) or not found.international:
        return ""
    extension = f";ext={found.extension}" if found.extension else ""
    return f"tel:{found.international}{extension}"


def _latest() -> list[HelpLine]:
    """Return the newest version of each line that is not over, by name."""
    newest = {row.line: row for row in HelpLine.objects.order_by("version")}
    return sorted(
        (row for row in newest.values() if not row.is_over), key=lambda row: (row.state, row.name)
    )


def current_lines() -> list[HelpLine]:
    """Return what `_latest` gives, at most a minute old."""
    now = time.monotonic()
    if now >= _cache["until"]:
        # Without a database the page still helps, with what was known before.
        with suppress(DatabaseError):
            _cache["lines"] = _latest()
        _cache["until"] = now + MINUTE
    found: list[HelpLine] = _cache["lines"]
    return found


def clear_cache() -> None:
    """Read the lines again when they are next asked for."""
    _cache["until"] = 0.0


def help_lines(state: str = "", language: str = "") -> list[HelpContact]:
    """Return the lines for a state, and those for all; without a state, every line.

    Those that speak the language come first, then those of the state itself.
    """
    state = state if state in STATE_NAMES else ""
    found = [row for row in current_lines() if not state or row.state in (state, "")]
    found.sort(key=lambda row: (bool(language) and row.language != language, not row.state))
    return [HelpContact(row) for row in found]


def versions_of(line: uuid.UUID) -> QuerySet[HelpLine]:
    """Return the versions of a line, newest first."""
    return HelpLine.objects.filter(line=line).select_related("by").order_by("-version")


def save_line(line: uuid.UUID | None, *, by: Any, at: datetime, **row: Any) -> HelpLine:
    """Keep a new version of a line, or the first of a new one, beside all that stood before."""
    with transaction.atomic():
        line = line or uuid.uuid4()
        newest = HelpLine.objects.filter(line=line).aggregate(Max("version"))["version__max"]
        saved = HelpLine.objects.create(line=line, version=(newest or 0) + 1, by=by, at=at, **row)
    clear_cache()
    return saved
