"""Checks of this machine: static files, rights, room, and whether the timers run."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.db import connection
from django.utils import timezone

from intake.dashboard.models import LastRun
from intake.environment import FILE
from intake.timers import steps
from intake.web import disk

from .base import Finding, danger, warning
from .configuration import LOOPBACK

# The timer runs every hour; this long without it is a fault.
LATE = timedelta(hours=3)
# Tables are written anew every week.
LATE_REWRITE = timedelta(days=10)
IN_MEMORY = {"tmpfs", "ramfs"}
COLLECT = "Run: manage.py collectstatic --no-input"


def static_files_are_collected() -> Iterator[Finding]:
    """Look whether the manifest has every file of this release. Without it each page is a fault."""
    storage = staticfiles_storage
    if not isinstance(storage, ManifestFilesMixin):
        return
    known, _hash = storage.load_manifest()
    if not known:
        yield danger("The manifest of static files is missing.", COLLECT)
        return
    names = {name for finder in get_finders() for name, _storage in finder.list(None)}
    lost = sum(
        1
        for name in names
        if storage.hash_key(storage.clean_name(name)) not in known
        or not storage.exists(known[storage.hash_key(storage.clean_name(name))])
    )
    if lost:
        yield danger(f"Static files of this release are not collected: {lost}.", COLLECT)


def hosts_can_be_reached() -> Iterator[Finding]:
    if not settings.DEBUG and set(settings.ALLOWED_HOSTS) <= LOOPBACK:
        yield warning(
            "ALLOWED_HOSTS names only this machine: everybody else gets an error.",
            "Set it to the name of the site.",
        )


def files_are_private() -> Iterator[Finding]:
    """Look whether other users of this machine may read the secrets or the database."""
    if _others_may_read(FILE):
        yield danger("Other users of this machine may read .env.", f"Run: chmod o= {FILE}")
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        if _others_may_read(path):
            yield warning(
                "Other users of this machine may read the database.", f"Run: chmod 600 {path}*"
            )


def _others_may_read(path: Path) -> bool:
    """Say so where a file may be read by others, and so may each folder on the way to it."""
    if not path.exists() or not path.stat().st_mode & 0o004:
        return False
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)


def counters_are_in_memory() -> Iterator[Finding]:
    if not settings.MEMORY_DIR.is_dir() or not os.access(settings.MEMORY_DIR, os.W_OK):
        yield warning(
            "MEMORY_DIR cannot be written to, so there are no limits for floods.",
            "Name a folder in memory, such as /dev/shm.",
        )
    elif not in_memory(settings.MEMORY_DIR):
        yield warning(
            "MEMORY_DIR lies on a disk: marks of visits could be found there.",
            "Name a folder in memory, such as /dev/shm.",
        )


def in_memory(folder: Path) -> bool:
    """Say whether a folder lies in memory, by the mounts of this machine."""
    real, found = folder.resolve(), ("", "")
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        before, _, after = line.partition(" - ")
        mounted = before.split()[4].encode().decode("unicode_escape")
        if real.is_relative_to(mounted) and len(mounted) >= len(found[0]):
            found = (mounted, after.split()[0])
    return found[1] in IN_MEMORY


def disk_has_room() -> Iterator[Finding]:
    free = disk.free()
    left = f"{free / 1e6:.0f} MB are left on the disk"
    if free < disk.RESERVE:
        yield danger(f"{left}: no new form can be started.", "Free some, or enlarge the disk.")
    elif free < disk.SCARCE:
        yield warning(
            f"{left}. Under {disk.RESERVE // 1_000_000} MB no new form can be started.",
            "Free some, or enlarge the disk.",
        )


def timers_run() -> Iterator[Finding]:
    runs = dict(LastRun.objects.values_list("name", "at"))
    now = timezone.now()
    if "expire" not in runs:
        yield warning("“expire” never ran.", "Run it every hour: docs/operate.md, Timers.")
    elif abs(now - runs["expire"]) > LATE:
        hours = abs(now - runs["expire"]).total_seconds() // 3600
        yield warning(
            f"“expire” last ran {hours:.0f} hours ago.",
            "Look what its unit says: systemctl status intake-expire",
        )
    if connection.vendor == "postgresql":
        last = runs.get("rewrite_tables")
        if last is None or now - last > LATE_REWRITE:
            yield warning(
                "“rewrite_tables” did not run for ten days: erased rows stay in files.",
                "Run it every week: docs/operate.md, Timers.",
            )
    for step in steps.failing():
        yield warning(
            f"The step “{step.name}” of “expire” failed ({step.failure}).",
            "Run it by hand and read its log: manage.py expire",
        )
