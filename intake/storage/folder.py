"""Sealed files in a folder, two levels deep, so that no folder grows long."""

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

CHUNK_BYTES = 256 * 1024
LOST_AND_FOUND = "lost-and-found"
MARK = "site-id"


def _path(name):
    return Path(settings.ATTACHMENTS_DIR) / name[:2] / name[2:4] / name


def _aside(name):
    return Path(settings.ATTACHMENTS_DIR) / LOST_AND_FOUND / name


def _unfinished(path):
    return path.with_name(f".{path.name}")


def save(name, chunks):
    _write(_path(name), chunks)


def _write(path, chunks):
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
    try:
        file = open(_path(name), "rb")  # noqa: SIM115
    except FileNotFoundError:
        file = open(_aside(name), "rb")  # noqa: SIM115
    return _chunks(file)


def length(name):
    try:
        return _path(name).stat().st_size
    except FileNotFoundError:
        return _aside(name).stat().st_size


def _chunks(file):
    with file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def erase(name):
    path = _path(name)
    _unfinished(path).unlink(missing_ok=True)
    for stored in (path, _aside(name)):
        with suppress(FileNotFoundError):
            stored.unlink()
            _sync(stored.parent)


def set_aside(name):
    path, aside = _path(name), _aside(name)
    aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for stored in (path, _unfinished(path)):
        with suppress(FileNotFoundError):
            os.utime(stored)  # it lies there from now on
            os.replace(stored, aside)
            break
    _sync(aside.parent)


def put_back(name):
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        os.replace(_aside(name), path)
    _sync(path.parent)


def names_aside():
    for path in Path(settings.ATTACHMENTS_DIR).glob(f"{LOST_AND_FOUND}/*"):
        with suppress(FileNotFoundError):
            yield path.name, path.stat().st_mtime


def read_mark():
    return (Path(settings.ATTACHMENTS_DIR) / MARK).read_bytes()


def write_mark(data):
    _write(Path(settings.ATTACHMENTS_DIR) / MARK, [data])


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
