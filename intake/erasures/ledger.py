"""The ledger of erasures: text files in folders outside the database. Knows no database.

A line is either a day and the keyed hash of what was erased on it, or an instant, "complete" and
the id of a site: everything that was erased there before stands in this folder. Each host appends
to a file of its own, one a month, so that hosts may share a folder.
"""

import logging
import os
import platform
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

log = logging.getLogger("intake")

NAME = "erased-*.log"
ENTRY = re.compile(r"(\d{4}-\d\d-\d\d) ([0-9a-f]{64})")
COMPLETE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00) complete ([0-9a-f]{32})")


@dataclass
class Ledger:
    """What was erased, {keyed hash: day}, and until when that is complete, {id of a site: when}."""

    entries: dict[str, date] = field(default_factory=dict)
    complete_until: dict[UUID, datetime] = field(default_factory=dict)

    def add_mark(self, uid: UUID, at: datetime) -> None:
        self.complete_until[uid] = max(at, self.complete_until.get(uid, at))


def read(folder: Path) -> Ledger:
    """Return what a folder holds. A line cut off by a loss of power is passed over."""
    found = Ledger()
    for file in sorted(Path(folder).glob(NAME)):
        for line in file.read_text(encoding="ascii", errors="replace").splitlines():
            if entry := ENTRY.fullmatch(line):
                found.entries[entry[2]] = date.fromisoformat(entry[1])
            elif mark := COMPLETE.fullmatch(line):
                found.add_mark(UUID(mark[2]), datetime.fromisoformat(mark[1]))
    return found


def merged(ledgers: Iterable[Ledger]) -> Ledger:
    """Return one ledger that holds all that these hold."""
    whole = Ledger()
    for one in ledgers:
        whole.entries |= one.entries
        for uid, at in one.complete_until.items():
            whole.add_mark(uid, at)
    return whole


def append_everywhere(entries: Mapping[str, date]) -> None:
    """Append entries in each folder of the settings, as far as that works now."""
    for folder in settings.ERASURE_LEDGER:
        try:
            append(folder, entries)
        except OSError as error:
            log.error("an erasure is not in a ledger yet: %s", type(error).__name__)


def complete(
    entries: Mapping[str, date], *, now: datetime, uid: UUID | None, before: date | None
) -> int:
    """Append in each folder of the settings what it lacks. Return how many could not be written.

    The files of months that ended before a day are removed.
    """
    failed = 0
    for folder in settings.ERASURE_LEDGER:
        try:
            add_missing(folder, entries, now=now, uid=uid)
            if before:
                _forget(folder, before)
        except OSError as error:
            failed += 1
            log.error("a ledger of erasures is not written: %s", type(error).__name__)
    return failed


def add_missing(
    folder: Path, entries: Mapping[str, date], *, now: datetime, uid: UUID | None
) -> None:
    """Append what a folder lacks of these, and that it is complete for a site. Raises OSError."""
    known = read(folder).entries
    missing = {mac: on for mac, on in entries.items() if mac not in known}
    append(folder, missing, complete=(now, uid) if uid else None)


def append(
    folder: Path, entries: Mapping[str, date], *, complete: tuple[datetime, UUID] | None = None
) -> None:
    """Append entries to this host's file in a folder, and that it is complete. Durable.

    Raises OSError.
    """
    lines = [f"{on.isoformat()} {mac}" for mac, on in entries.items()]
    days = [on.isoformat() for on in entries.values()]
    if complete:
        instant = complete[0].astimezone(UTC).isoformat(timespec="seconds")
        lines.append(f"{instant} complete {complete[1].hex}")
        days.append(instant)
    if not lines:
        return
    folder = Path(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    host = re.sub(r"[^A-Za-z0-9-]", "-", platform.node()) or "host"
    path = folder / f"erased-{max(days)[:7]}.{host}.log"
    # It begins a new line, should the last one have been cut off.
    text = "\n" + "\n".join(lines) + "\n"
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, text.encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)
    _sync(folder)


def try_out(folder: Path) -> None:
    """Write a line to a file that has no name, and let it go. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"\n")


def _forget(folder: Path, before: date) -> None:
    """Remove the files of months that ended before a day."""
    for file in Path(folder).glob(NAME):
        month = file.name.removeprefix("erased-")[:7]
        if re.fullmatch(r"\d{4}-\d\d", month) and month < before.isoformat()[:7]:
            file.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
