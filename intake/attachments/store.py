"""Where sealed files lie: a folder of this machine, or a bucket of an S3-compatible store.

The same sealed bytes lie in both. Ids are UUIDs, and a name is nothing but the id.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.conf import settings


def _place():
    if settings.ATTACHMENTS_S3:
        from . import bucket  # its library is loaded only where it is used

        return bucket
    from . import folder

    return folder


def save(file_id: UUID, chunks: Iterable[bytes]) -> None:
    """Store a sealed file whole or not at all. Raises OSError where it could not be stored."""
    _place().save(_name(file_id), chunks)


def read(file_id: UUID) -> Iterator[bytes]:
    """Return an iterator of the chunks of a sealed file. Raises FileNotFoundError, OSError."""
    return _place().read(_name(file_id))


def erase(file_id: UUID) -> None:
    """Erase a sealed file. One that is not there is fine."""
    _place().erase(_name(file_id))


def all_ids() -> Iterator[UUID]:
    """Yield the id of every stored file, to find those that no case knows."""
    for name in _place().names():
        try:
            yield UUID(name)
        except ValueError:
            continue  # not one of ours


def _name(file_id):
    return UUID(str(file_id)).hex
