"""What PostgreSQL samples for its planner: never a sealed or random value.

ANALYZE, which PostgreSQL also runs by itself, keeps values of each column in `pg_statistic`, where
those of an erased row would stay until the column is sampled again. A column whose statistics
target is 0 is not sampled: see ALTER TABLE in its manual. The planner needs no samples of values
that are all different.
"""

from django.apps import apps
from django.db import connection, models

SESSION_DATA = ("django_session", "session_data")

SAMPLED = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = to_regclass(%s) AND attname = ANY(%s) AND attstattarget IS DISTINCT FROM 0
"""


def sealed_columns() -> dict[str, list[str]]:
    """Return {table: its columns that hold bytes, or the sealed data of a session}."""
    table, column = SESSION_DATA
    found = {table: [column]}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.BinaryField) and field.column:
                found.setdefault(model._meta.db_table, []).append(field.column)
    return found


def stop_sampling(**_kwargs: object) -> None:
    """Tell PostgreSQL to sample no sealed column, and to forget what it sampled of them.

    Runs after each `migrate`. Setting a column's type anew, to the same type, drops its samples and
    writes no row.
    """
    if connection.vendor != "postgresql":
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, columns in sealed_columns().items():
            cursor.execute(SAMPLED, [table, columns])
            for (column,) in cursor.fetchall():
                kind = "text" if (table, column) == SESSION_DATA else "bytea"
                cursor.execute(
                    f"ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} SET STATISTICS 0,"
                    f" ALTER COLUMN {quote(column)} TYPE {kind}"
                )
