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


@cache
def _client(address):
    """Return (client, bucket) for an address: https://key:secret@host/bucket?region."""
    url = urlsplit(address)
    client = Minio(
        url.netloc.rpartition("@")[2],
        access_key=unquote(url.username or ""),
        secret_key=unquote(url.password or ""),
        secure=url.scheme == "https",
        region=url.query or "us-east-1",
        http_client=urllib3.PoolManager(timeout=urllib3.Timeout(20), retries=urllib3.Retry(2)),
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
    client, bucket = _client(settings.ATTACHMENTS_S3)
    with _as_os_errors():
        return _chunks(client.get_object(bucket, name))


def _chunks(answer):
    try:
        with _as_os_errors():
            yield from answer.stream(CHUNK_BYTES)
    finally:
        answer.close()
        answer.release_conn()


def erase(name):
    client, bucket = _client(settings.ATTACHMENTS_S3)
    with _as_os_errors():
        client.remove_object(bucket, name)


def names():
    client, bucket = _client(settings.ATTACHMENTS_S3)
    with _as_os_errors():
        for item in client.list_objects(bucket):
            yield item.object_name, item.last_modified.timestamp()
