"""What version 1 sealed still opens, whatever seals today."""

import pytest

from intake.vault import crypto
from tests.golden import sealed, stored

pytestmark = pytest.mark.once

KEPT = sealed.read()


@pytest.fixture(autouse=True)
def secrets_of_then(settings, monkeypatch):
    settings.PEPPER = KEPT["pepper"]
    monkeypatch.setattr(crypto, "ARGON", KEPT["volunteer"]["argon"])


@pytest.mark.parametrize("row", KEPT["rows"], ids=lambda row: f"{row['table']}.{row['column']}")
def test_a_value_opens_with_its_key_and_associated_data(row):
    assert sealed.opened(KEPT, row) == row["plain"]


def test_every_sealed_column_of_a_case_has_a_value():
    columns = {
        (table, column) for table, (*_rest, names) in stored.TABLES.items() for column in names
    }
    columns |= {("complaint", "answers"), ("complaint", "transcript")}
    assert {(row["table"], row["column"]) for row in KEPT["rows"]} == columns


def test_a_case_of_version_1_is_read_whole(db):
    case, key = sealed.case_of(KEPT)
    assert stored.dump(case, key) == KEPT["case"]
    assert stored.read_back(case, key) == stored.expected_back(KEPT["case"])


@pytest.mark.parametrize("way", sealed.WAYS)
def test_every_way_to_the_key_of_a_case_opens(db, way):
    assert sealed.WAYS[way](KEPT) == sealed.raw(KEPT["key"])


@pytest.mark.parametrize("what", sealed.OTHERS)
def test_what_is_sealed_beside_cases_opens(db, what):
    opened, plain = sealed.OTHERS[what](KEPT)
    assert opened == plain


@pytest.mark.parametrize("typed", KEPT["lookups"]["typed"])
def test_a_case_of_version_1_is_found(db, typed):
    case, _key = sealed.case_of(KEPT)
    assert sealed.found_by(KEPT, case, typed)
