"""How rows leave and enter each engine: all of them as of one instant, a batch at a time.

Neither engine stops writers meanwhile. SQLite in WAL mode serves a read transaction from the pages
as they were at its start; PostgreSQL does the same for REPEATABLE READ. So no copy is made, on a
disk or in memory: rows go from the cursor into the sealed stream.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# Bytes of one batch, and one row more.
BATCH = 256 * 1024
# Sessions of volunteers end with a restore.
LEFT_OUT = {"django_session"}


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _listed(columns: list[str]) -> str:
    return ", ".join(_quoted(column) for column in columns)


def tables() -> list[str]:
    """Return the names of the tables that a backup holds, in order."""
    known = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted({*known, "django_migrations"} - LEFT_OUT)


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in found]


class Snapshot:
    """The rows of a database as of one instant, through a connection of its own."""

    begin: str

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    @staticmethod
    def connect() -> Any:
        raise NotImplementedError

    def count(self, table: str) -> int:
        return self.rows(f"SELECT count(*) FROM {_quoted(table)}")[0][0]

    def rows(self, sql: str) -> list[Any]:
        return self._raw.execute(sql).fetchall()

    def batches(self, table: str, columns: list[str]) -> Iterator[bytes]:
        raise NotImplementedError


class SQLiteSnapshot(Snapshot):
    begin = "BEGIN DEFERRED"

    @staticmethod
    def connect() -> Any:
        # Values as they are stored: dates stay text.
        options = connection.get_connection_params() | {"detect_types": 0, "isolation_level": None}
        return sqlite3.connect(**options)

    def batches(self, table: str, columns: list[str]) -> Iterator[bytes]:
        cursor = self._raw.execute(f"SELECT {_listed(columns)} FROM {_quoted(table)}")
        rows: list[list[Any]] = []
        blobs: list[bytes] = []
        size = 0
        for row in cursor:
            plain = list(row)
            for place, value in enumerate(plain):
                if isinstance(value, bytes):
                    plain[place] = [len(value)]  # no column holds a list
                    blobs.append(value)
                    size += len(value)
                elif isinstance(value, str):
                    size += len(value)
            rows.append(plain)
            size += 8 * len(plain)
            if size >= BATCH:
                yield _packed(rows, blobs)
                rows, blobs, size = [], [], 0
        if rows:
            yield _packed(rows, blobs)


def _packed(rows: list[list[Any]], blobs: list[bytes]) -> bytes:
    head = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return b"".join([len(head).to_bytes(4), head, *blobs])


def _unpacked(payload: bytes) -> list[list[Any]]:
    """Return the rows of a batch. Raises ValueError."""
    end = 4 + int.from_bytes(payload[:4])
    rows = json.loads(payload[4:end])
    for row in rows:
        for place, value in enumerate(row):
            if isinstance(value, list):
                [size] = value
                row[place] = payload[end : end + size]
                end += size
    if end != len(payload):
        raise ValueError
    return rows


class PostgresSnapshot(Snapshot):
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    @staticmethod
    def connect() -> Any:
        wrapper = connection.copy()
        wrapper.ensure_connection()
        return wrapper.connection

    def batches(self, table: str, columns: list[str]) -> Iterator[bytes]:
        sql = f"COPY {_quoted(table)} ({_listed(columns)}) TO STDOUT (FORMAT binary)"
        held = bytearray()
        with self._raw.cursor() as cursor, cursor.copy(sql) as copy:
            for block in copy:
                held += block
                if len(held) >= BATCH:
                    yield bytes(held)
                    held.clear()
        yield bytes(held)


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """Read the database as of now. Writers go on."""
    kind = SQLiteSnapshot if connection.vendor == "sqlite" else PostgresSnapshot
    raw = kind.connect()
    try:
        raw.execute(kind.begin)
        # SQLite's snapshot begins with the first read.
        raw.execute("SELECT count(*) FROM django_migrations").fetchone()
        yield kind(raw)
        raw.execute("ROLLBACK")
    finally:
        raw.close()


class Loader:
    """Fills tables inside the transaction that has begun on the default connection."""

    def begin(self) -> None:
        """Let rows come in any order: keys between tables are checked at the end."""
        if connection.vendor == "sqlite":
            self._run("PRAGMA defer_foreign_keys = ON")

    def _run(self, sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    def clear(self, names: list[str]) -> None:
        for name in names:
            self._run(f"DELETE FROM {_quoted(name)}")

    def load(self, table: str, columns: list[str], batches: Iterator[bytes]) -> None:
        """Insert the rows of one table. Raises ValueError, and DatabaseError for what is no row."""
        with connection.wrap_database_errors:
            self._load(table, columns, batches)

    def _load(self, table: str, columns: list[str], batches: Iterator[bytes]) -> None:
        if connection.vendor == "sqlite":
            marks = ", ".join(["?"] * len(columns))
            sql = f"INSERT INTO {_quoted(table)} ({_listed(columns)}) VALUES ({marks})"
            for batch in batches:
                connection.connection.executemany(sql, _unpacked(batch))
            return
        sql = f"COPY {_quoted(table)} ({_listed(columns)}) FROM STDIN (FORMAT binary)"
        with connection.connection.cursor() as cursor, cursor.copy(sql) as copy:
            for batch in batches:
                copy.write(batch)

    def count(self, table: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {_quoted(table)}")
            return cursor.fetchone()[0]
