"""Sealed files in a bucket of an S3-compatible store, for sites with more than one machine."""

import io
from contextlib import contextmanager
from functools import cache
from urllib.parse import unquote, urlsplit

import urllib3
from django.conf import settings
from minio import Minio
from minio.error import MinioException, S3Error

CHUNK_BYTES = 256 * 1024
# A file goes in one piece: the largest is smaller than this.
MAX_PART_BYTES = 64 * 1024 * 1024
LOST_AND_FOUND = "lost-and-found/"
MARK = "site-id"
# Seconds and tries for what each process asks at its start: a store that is away delays none.
AT_START = (5, 0)


@cache
def _client(address, seconds=20, retries=2):
    """Return (client, bucket) for an address: https://key:secret@host/bucket?region."""
    url = urlsplit(address)
    client = Minio(
        url.netloc.rpartition("@")[2],
        access_key=unquote(url.username or ""),
        secret_key=unquote(url.password or ""),
        secure=url.scheme == "https",
        region=url.query or "us-east-1",
        http_client=urllib3.PoolManager(
            timeout=urllib3.Timeout(seconds), retries=urllib3.Retry(retries)
        ),
    )
    return client, url.path.strip("/")


@contextmanager
def _as_os_errors():
    """Turn the library's errors into those of a folder. None of them holds the address."""
    try:
        yield
    except S3Error as error:
        if error.code == "NoSuchKey":
            raise FileNotFoundError from None
        raise OSError(f"The store answered {error.code}.") from None
    except (MinioException, urllib3.exceptions.HTTPError, ValueError):  # or in words unknown
        raise OSError("The store did not answer.") from None


def save(name, chunks):
    client, bucket = _client(settings.ATTACHMENTS_S3)
    data = b"".join(chunks)
    with _as_os_errors():
        client.put_object(bucket, name, io.BytesIO(data), len(data), part_size=MAX_PART_BYTES)


def read(name):
    try:
        return _read(name)
    except FileNotFoundError:
        return _read(LOST_AND_FOUND + name)


def _read(name, *patience):
    client, bucket = _client(settings.ATTACHMENTS_S3, *patience)
    with _as_os_errors():
        return _chunks(client.get_object(bucket, name))


def length(name):
    try:
        return _length(name)
    except FileNotFoundError:
        return _length(LOST_AND_FOUND + name)


def _length(name):
    client, bucket = _client(settings.ATTACHMENTS_S3)
    with _as_os_errors():
        return client.stat_object(bucket, name).size


def _chunks(answer):
    try:
        with _as_os_errors():
            yield from answer.stream(CHUNK_BYTES)
    finally:
        answer.close()
        answer.release_conn()


def erase(name):
    for stored in (name, LOST_AND_FOUND + name):
        _erase(stored)


def _erase(name):
    client, bucket = _client(settings.ATTACHMENTS_S3)
    with _as_os_errors():
        client.remove_object(bucket, name)


def set_aside(name):
    _move(name, LOST_AND_FOUND + name)


def put_back(name):
    _move(LOST_AND_FOUND + name, name)


def _move(name, to):
    save(to, _read(name))
    _erase(name)


def names():
    return _names("")


def names_aside():
    return _names(LOST_AND_FOUND)


def _names(prefix):
    """Yield (name, when it was stored) of what lies right under a prefix."""
    client, bucket = _client(settings.ATTACHMENTS_S3)
    with _as_os_errors():
        for item in client.list_objects(bucket, prefix=prefix or None):
            name = item.object_name.removeprefix(prefix)
            if item.object_name.startswith(prefix) and "/" not in name:
                yield name, item.last_modified.timestamp()


def read_mark():
    return b"".join(_read(MARK, *AT_START))


def write_mark(data):
    save(MARK, [data])
