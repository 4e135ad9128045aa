"""docs/data.md names every stored field, and says truly which are sealed."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import BinaryField

from intake.vault.fields import OpaqueField, SealedField, SealedKeyField

ROW = re.compile(r"^\| (\w+\.\w+) \| (clear|sealed) \| (.+) \|$", re.MULTILINE)
DOC = (Path(__file__).parent.parent / "docs" / "data.md").read_text()
ROWS = {name: (kept, why) for name, kept, why in ROW.findall(DOC)}
FIELDS = {
    f"{model.__name__}.{field.name}": field
    for model in apps.get_app_config("intake").get_models()
    for field in model._meta.fields
}


def test_every_field_is_listed_and_no_other():
    assert set(ROWS) == set(FIELDS)


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_field_is_sealed_or_clear_as_written(name):
    kept, why = ROWS[name]
    field = FIELDS[name]
    assert (kept == "sealed") == isinstance(field, (SealedField, SealedKeyField))
    # Bytes that are neither say of themselves that they open nothing.
    known = (SealedField, SealedKeyField, OpaqueField)
    assert not isinstance(field, BinaryField) or isinstance(field, known)
    assert why.strip()
