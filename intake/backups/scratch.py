"""A database to throw away, in the place of the site's own for the length of a block."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from .folder import BackupError


@contextmanager
def database() -> Iterator[None]:
    """Let the default connection lead to an empty database of the same kind.

    For commands only: the process must have no other thread that uses the database.
    """
    own = connections[DEFAULT_DB_ALIAS]
    other = own.copy()
    schema = ""
    if own.vendor == "sqlite":
        other.settings_dict["NAME"] = ":memory:"
    else:
        schema = f"verify_{secrets.token_hex(6)}"
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


def _run(connection, sql):
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError:
        raise BackupError(
            "There is no scratch to verify it in: the site's user must be allowed to create a"
            " schema in its database."
        ) from None
