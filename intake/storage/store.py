"""Where sealed files lie: a folder of this machine, or a bucket of an S3-compatible store.

The same sealed bytes lie in both. Ids are UUIDs, and a name is nothing but the id. A file that
no row knows is moved to lost-and-found, from where it is still read.
"""

import logging
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.conf import settings
from django.db import transaction

from .models import FileToErase

log = logging.getLogger("intake")

AT_ONCE = 500


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


def length(file_id: UUID) -> int:
    """Return the length of a sealed file as it lies there. Raises FileNotFoundError, OSError."""
    return _backend().length(_name(file_id))


def erase(file_id: UUID) -> None:
    """Erase a sealed file. One that is not there is fine."""
    _backend().erase(_name(file_id))


def erase_all(ids: Iterable[UUID]) -> list[UUID]:
    """Erase sealed files, as far as that works now. Return those that are erased."""
    erased = []
    for file_id in ids:
        try:
            erase(file_id)
            erased.append(file_id)
        except OSError as error:
            log.error("a file is not erased yet: %s", type(error).__name__)
    return erased


def erase_with_rows(ids: Iterable[UUID]) -> None:
    """Erase files once the transaction that erases their rows has ended.

    They are listed in it, so that the sweep erases those that the store does not erase now.
    """
    ids = list(ids)
    FileToErase.objects.bulk_create(
        [FileToErase(id=file_id) for file_id in ids], ignore_conflicts=True
    )
    transaction.on_commit(lambda: erase_listed(ids))


def erase_listed(ids: Iterable[UUID] | None = None) -> int:
    """Erase the files that are listed to be erased, or these of them. Return how many."""
    listed = FileToErase.objects.all() if ids is None else FileToErase.objects.filter(pk__in=ids)
    erased = erase_all(listed.values_list("pk", flat=True))
    for start in range(0, len(erased), AT_ONCE):
        FileToErase.objects.filter(pk__in=erased[start : start + AT_ONCE]).delete()
    return len(erased)


def set_aside(file_id: UUID) -> None:
    """Move a file that no row knows to lost-and-found."""
    _backend().set_aside(_name(file_id))


def put_back(file_id: UUID) -> None:
    """Move a file from lost-and-found to where it was."""
    _backend().put_back(_name(file_id))


def lost_and_found() -> dict[UUID, float]:
    """Return {id: when it was moved there, in seconds} of the files in lost-and-found."""
    return dict(_ids_of(_backend().names_aside()))


def read_mark() -> UUID | None:
    """Return the id of the site that the store belongs to, if it says so."""
    try:
        return UUID(_backend().read_mark().decode("ascii").strip())
    except (FileNotFoundError, ValueError):
        return None


def write_mark(uid: UUID) -> None:
    """Let the store say which site it belongs to."""
    _backend().write_mark(f"{uid}\n".encode("ascii"))


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
    return _ids_of(_backend().names())


def _ids_of(names):
    for name, stored_at in names:
        try:
            yield UUID(name), stored_at
        except ValueError:
            continue  # not one of ours


def _name(file_id):
    return UUID(str(file_id)).hex
