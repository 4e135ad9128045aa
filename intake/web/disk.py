"""How much room is left on the disks that the site writes to."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

# Under this, nothing new begins. What is left is for reading, deleting and logging in.
RESERVE = 200_000_000
# Under this, somebody should look.
SCARCE = 1_000_000_000


class NoRoom(Exception):
    """Nothing new begins: what room is left is kept for what is there."""


def folders():
    """Return the folders that grow: that of stored files, and that of a SQLite database."""
    found = [] if settings.ATTACHMENTS_S3 else [Path(settings.ATTACHMENTS_DIR)]
    if connection.vendor == "sqlite" and not _in_memory():
        found.append(Path(connection.settings_dict["NAME"]).resolve().parent)
    return found or [Path(settings.BASE_DIR)]


def _in_memory():
    name = str(connection.settings_dict["NAME"])
    return name == ":memory:" or "mode=memory" in name


def free():
    """Return the bytes left where the least is left. Raises OSError."""
    return min(shutil.disk_usage(_there(folder)).free for folder in folders())


def is_short():
    """Say whether nothing new may begin. Where nobody can tell, it may."""
    try:
        return free() < RESERVE
    except OSError:
        return False


def ask_room():
    """Raise NoRoom where nothing new may begin."""
    if is_short():
        raise NoRoom


def _there(folder):
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
