"""Where sealed files lie: a folder of this machine, or a bucket of an S3-compatible store.

The same sealed bytes lie in both. Ids are UUIDs, and a name is nothing but the id.
"""

import logging
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.conf import settings

log = logging.getLogger("intake")


def _backend():
    if settings.ATTACHMENTS_S3:
        from . import bucket  # its library is loaded only where it is used

        return bucket
    from . import folder

    return folder


def save(file_id: UUID, chunks: Iterable[bytes]) -> None:
    """Store a sealed file whole or not at all. Raises OSError where it could not be stored."""
    _backend().save(_name(file_id), chunks)


def read(file_id: UUID) -> Iterator[bytes]:
    """Return an iterator of the chunks of a sealed file. Raises FileNotFoundError, OSError."""
    return _backend().read(_name(file_id))


def erase(file_id: UUID) -> None:
    """Erase a sealed file. One that is not there is fine."""
    _backend().erase(_name(file_id))


def erase_all(ids: Iterable[UUID]) -> None:
    """Erase sealed files, as far as that works now. The sweep takes what is left."""
    for file_id in ids:
        try:
            erase(file_id)
        except OSError as error:
            log.error("a file is not erased yet: %s", type(error).__name__)


def all_ids() -> Iterator[UUID]:
    """Yield the id of every stored file, whole or not."""
    for file_id, _stored_at in _stored_files():
        yield file_id


def stored() -> dict[UUID, float]:
    """Return {id: when it was last written, in seconds} of every stored file, whole or not."""
    found: dict[UUID, float] = {}
    for file_id, stored_at in _stored_files():
        found[file_id] = max(stored_at, found.get(file_id, stored_at))
    return found


def _stored_files():
    """Yield (id, when it was stored) of every file."""
    for name, stored_at in _backend().names():
        try:
            yield UUID(name), stored_at
        except ValueError:
            continue  # not one of ours


def _name(file_id):
    return UUID(str(file_id)).hex
