"""docs/data.md names every stored field, and says truly which are sealed."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import BinaryField

ROW = re.compile(r"^\| (\w+\.\w+) \| (clear|sealed) \| (.+) \|$", re.MULTILINE)
DOC = (Path(__file__).parent.parent / "docs" / "data.md").read_text()
ROWS = {name: (kept, why) for name, kept, why in ROW.findall(DOC)}
# Bytes that open nothing, or that are random or a keyed hash.
CLEAR_BYTES = {
    "Team.public_key",
    "Member.public_key",
    "Member.salt",
    "Wrap.index",
    "Invitation.index",
    "AuditRow.mac",
    "AuditHead.mac",
}
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
    is_box = isinstance(FIELDS[name], BinaryField) and name not in CLEAR_BYTES
    assert (kept == "sealed") == is_box
    assert why.strip()
