"""A folder of backups: their names, and how long they are kept."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

STAMP = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"backup-(\d{8}T\d{6}Z)\.sealed")
# Said on the pages for filers, and in docs/data.md.
KEPT_FOR = timedelta(days=30)
# After a longer pause the clock may be wrong, and nothing is removed by it.
LONGEST_PAUSE = timedelta(days=7)


class BackupError(Exception):
    """It was not done, or must not be used. The message says why and what to do."""


def stamp_of(path: Path) -> str:
    """Return the instant in the name of a backup. Raises BackupError for another name."""
    found = NAME.fullmatch(path.name)
    if found is None:
        raise BackupError(f"{path.name} is not the name of a backup.")
    return found[1]


def _made_at(path: Path) -> datetime:
    return datetime.strptime(stamp_of(path), STAMP).replace(tzinfo=UTC)


def backups_in(folder: Path) -> list[Path]:
    """Return the finished backups of a folder, the oldest first."""
    return sorted(path for path in Path(folder).glob("backup-*") if NAME.fullmatch(path.name))


def newest(path: Path) -> Path:
    """Return a backup, or the newest one of a folder. Raises BackupError if there is none."""
    if path.is_file():
        return path
    found = backups_in(path)
    if not found:
        raise BackupError(f"There is no backup in {path}.")
    return found[-1]


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Let no other backup be made in a folder. What one left that was killed is removed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError("Another backup is being made in this folder.") from None
        for left in folder.glob(".backup-*.part"):
            left.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


@contextmanager
def new_file(folder: Path, stamp: str) -> Iterator[BinaryIO]:
    """Write a backup whole or not at all: under another name, which is changed at the end."""
    path = folder / f"backup-{stamp}.sealed"
    part = folder / f".{path.name}.part"
    if path.exists():
        raise BackupError(f"{path.name} is there already.")
    try:
        with open(part, "xb", buffering=1024 * 1024, opener=_private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def remove_old(folder: Path, now: datetime, *, sure: bool = False) -> tuple[int, int]:
    """Remove the backups that are older than 30 days.

    Where the newest of the others says that the clock may be wrong, none is removed, unless it is
    `sure`. Returns how many were removed, and how many should have been.
    """
    others = backups_in(folder)[:-1]
    old = [path for path in others if now - _made_at(path) > KEPT_FOR]
    if old and not sure and abs(now - _made_at(others[-1])) > LONGEST_PAUSE:
        return 0, len(old)
    for path in old:
        path.unlink(missing_ok=True)
    return len(old), 0
