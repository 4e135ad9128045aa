"""Plants damage in what is stored: in a column, a row, a wrap, or a file. Found in the models."""

from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from intake.vault.fields import SealedField, SealedKeyField

WAYS = ("bit", "cut", "empty")


def _models():
    return apps.get_app_config("intake").get_models()


def columns(kind):
    """Return {"table.column": (model, field)} of every column of a kind of field."""
    return {
        f"{model._meta.db_table}.{field.attname}": (model, field)
        for model in _models()
        for field in model._meta.fields
        if isinstance(field, kind)
    }


SEALED = columns(SealedField)
SEALED_KEYS = columns(SealedKeyField)
# Tables whose rows are what was said or done.
TABLES = {model._meta.db_table: model for model, _field in SEALED.values()}


@contextmanager
def undone():
    """Undo whatever is planted in this block."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def damaged(stored, way):
    stored = bytes(stored)
    if way == "empty":
        return b""
    if way == "cut":
        return stored[:-1]
    middle = len(stored) // 2
    return stored[:middle] + bytes([stored[middle] ^ 1]) + stored[middle + 1 :]


def plant(model, column, way, **where):
    """Damage a column in every row that has a value there. Return the rows."""
    planted = []
    for row in model.objects.filter(**where).exclude(**{column: None}):
        damage = damaged(getattr(row, column), way)
        model.objects.filter(pk=row.pk).update(**{column: damage})
        planted.append(str(row.pk))
    return planted


def take_out(model, **where):
    """Take rows out as a lost page of the database would: nothing else is told of it."""
    rows = model.objects.filter(**where)
    pks = list(rows.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        for pk in pks:
            value = model._meta.pk.get_db_prep_value(pk, connection)
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [value])
    return pks


def files():
    """Return every stored file."""
    return sorted(Path(settings.ATTACHMENTS_DIR).glob("??/??/*"))


@contextmanager
def damaged_files(way):
    """Damage every stored file for a while."""
    before = {path: path.read_bytes() for path in files()}
    assert before
    for path, data in before.items():
        if way == "missing":
            path.unlink()
        else:
            path.write_bytes(damaged(data, way))
    try:
        yield
    finally:
        for path, data in before.items():
            path.write_bytes(data)
