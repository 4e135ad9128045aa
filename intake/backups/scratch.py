"""A database to throw away, in the place of the site's own for the length of a block."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

from .folder import BackupError

PREFIX = "verify_"
# Held on PostgreSQL by whoever uses a scratch: 64 bits, the same on every host.
LOCK = 0x77_72_6F_6E << 32 | 0x73_63_72_61


@contextmanager
def database() -> Iterator[None]:
    """Let the default connection lead to an empty database of the same kind.

    For commands only: the process must have no other thread that uses the database. Raises
    BackupError.
    """
    own = connections[DEFAULT_DB_ALIAS]
    other = own.copy()
    schema = ""
    if own.vendor == "sqlite":
        other.settings_dict["NAME"] = ":memory:"
    else:
        if not _lock(own):
            raise BackupError("Another backup is being verified in this database.")
        _drop_all(own)
        schema = f"{PREFIX}{secrets.token_hex(6)}"
        options = dict(other.settings_dict["OPTIONS"])
        options["options"] = f"{options.get('options', '')} -c search_path={schema}".strip()
        other.settings_dict["OPTIONS"] = options
        _run(own, f"CREATE SCHEMA {schema}")
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own
        if other.connection is not None:
            other.connection.close()
        if schema:
            _run(own, f"DROP SCHEMA {schema} CASCADE")
            _unlock(own)


def drop_left() -> int:
    """Drop what was left by runs that were killed: rows of people who may be erased by now.

    Returns how many there were. Where somebody verifies a backup, nothing is dropped.
    """
    if connection.vendor != "postgresql" or not _lock(connection):
        return 0
    try:
        return _drop_all(connection)
    finally:
        _unlock(connection)


def _lock(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        return cursor.fetchone()[0]


def _unlock(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _drop_all(connection):
    """Drop each scratch of this site's own user. Return how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname ~ %s"
            " AND pg_has_role(nspowner, 'usage') ORDER BY nspname",
            [f"^{PREFIX}[0-9a-f]{{12}}$"],
        )
        left = [name for (name,) in cursor.fetchall()]
        for name in left:
            cursor.execute(f"DROP SCHEMA {connection.ops.quote_name(name)} CASCADE")
    return len(left)


def _run(connection, sql):
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError:
        raise BackupError(
            "There is no scratch to verify it in: the site's user must be allowed to create a"
            " schema in its database."
        ) from None
