"""Sealed files in a folder, two levels deep, so that no folder grows long."""

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

CHUNK_BYTES = 256 * 1024


def _path(name):
    return Path(settings.ATTACHMENTS_DIR) / name[:2] / name[2:4] / name


def _unfinished(path):
    return path.with_name(f".{path.name}")


def save(name, chunks):
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = _unfinished(path)
    try:
        with open(unfinished, "wb", opener=_private) as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def read(name):
    return _chunks(open(_path(name), "rb"))  # noqa: SIM115


def _chunks(file):
    with file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def erase(name):
    path = _path(name)
    _unfinished(path).unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        path.unlink()
        _sync(path.parent)


def names():
    """Yield (name, when it was stored) of every file; of an unfinished one, what it was to be."""
    for path in Path(settings.ATTACHMENTS_DIR).glob("??/??/*"):
        with suppress(FileNotFoundError):  # finished, or gone, in between
            yield path.name.removeprefix("."), path.stat().st_mtime


def _private(path, flags):
    return os.open(path, flags, 0o600)


def _sync(folder):
    """Make what a folder lists last through a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
