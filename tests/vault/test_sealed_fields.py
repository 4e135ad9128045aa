"""Sealed columns: bound to their row, checked for their shape, absent where nothing is."""

import uuid

import pytest
from django.apps import apps
from django.utils import timezone

from intake.cases.models import Amendment, Case, Event, Note
from intake.complaints.models import Complaint
from intake.vault import crypto, shapes
from intake.vault.fields import sealed_fields
from intake.vault.row_keys import RowKey, server_key

# What does not open is written down.
pytestmark = pytest.mark.django_db

OWNER, SECRET = uuid.UUID(int=7), bytes(range(32))
KEY = RowKey(OWNER, SECRET)
SEALED = [
    field for model in apps.get_app_config("intake").get_models() for field in sealed_fields(model)
]


def note(text="a note"):
    return KEY.seal(Note(at=timezone.now()), text=text)


def test_what_was_sealed_opens_and_is_not_in_the_ciphertext():
    row = note("ሰላም, a quiet word")
    assert b"quiet" not in bytes(row.text)
    assert KEY.open(row, "text") == "ሰላም, a quiet word"
    assert bytes(row.text)[:1] == crypto.FORMAT == b"\x02"


def test_two_rows_of_one_case_cannot_be_swapped():
    one, other = note("one"), note("other")
    one.text, other.text = other.text, one.text
    for row in (one, other):
        with pytest.raises(crypto.DecryptionError):
            KEY.open(row, "text")


def test_an_older_supplement_does_not_open_in_the_place_of_a_newer_one():
    older, newer = (
        KEY.seal(Amendment(), answers={"story": {"story": text}}) for text in ("a", "b")
    )
    newer.answers = older.answers
    with pytest.raises(crypto.DecryptionError):
        KEY.open(newer, "answers")


def test_a_column_does_not_open_in_the_place_of_another():
    row = KEY.seal(Amendment(), answers={}, transcript=[])
    row.answers, row.transcript = row.transcript, row.answers
    for name in ("answers", "transcript"):
        with pytest.raises(crypto.DecryptionError):
            KEY.open(row, name)


def test_another_owner_or_key_opens_nothing():
    row = note()
    for stranger in (RowKey(uuid.UUID(int=8), SECRET), RowKey(OWNER, bytes(32)), server_key(OWNER)):
        with pytest.raises(crypto.DecryptionError):
            stranger.open(row, "text")


def test_the_time_of_a_row_is_not_part_of_what_it_is_bound_to():
    row = note()
    row.at = timezone.now()
    assert KEY.open(row, "text") == "a note"


def test_null_means_that_there_is_nothing_and_an_emptied_column_is_damage():
    event = Event(detail=None)
    assert KEY.open(event, "detail") == ""
    assert KEY.seal(event, detail="").detail is None
    with pytest.raises(crypto.DecryptionError):  # nothing writes empty bytes
        KEY.open(Event(detail=b""), "detail")


def test_a_value_of_another_shape_is_not_sealed_and_is_not_named():
    with pytest.raises(shapes.ShapeError) as error:
        KEY.seal(Amendment(), answers={"story": "a secret sentence"})
    assert "supplement.answers" in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("shape", "good", "bad"),
    [
        (str, "a", 1),
        (int, 3, True),
        (bool, True, 1),
        (shapes.optional(int), None, "3"),
        (shapes.ListOf(str), ["a"], ["a", 1]),
        (shapes.MapOf(int), {"a": 1}, {"a": "1"}),
        (shapes.Record({"a": str}, {"b": int}), {"a": "x"}, {"b": 1}),
        (shapes.Record({"a": str}, {"b": int}), {"a": "x", "b": 2}, {"a": "x", "c": 2}),
        (shapes.JSON, [{"a": [None, 1.5, "x"]}], [{1, 2}]),
    ],
)
def test_a_shape_takes_what_fits_and_refuses_the_rest(shape, good, bad):
    shapes.check(shape, good)
    with pytest.raises(shapes.ShapeError):
        shapes.check(shape, bad)


def test_every_sealed_column_has_its_own_place():
    places = [(field.table, field.column_name) for field in SEALED]
    assert all(table and column for table, column in places)
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("field", SEALED, ids=lambda field: f"{field.model.__name__}.{field.name}")
def test_every_sealed_row_has_a_random_id_to_be_bound_to(field):
    # A complaint takes over the random id of its draft.
    given = [{"id": uuid.uuid4()} if field.model is Complaint else {} for _ in range(2)]
    one, other = (field.model(**fields) for fields in given)
    assert field.aad(OWNER, one) != field.aad(OWNER, other)


def test_a_row_without_its_id_is_not_sealed():
    with pytest.raises(TypeError, match="no random id"):
        KEY.seal(Complaint(), answers={})


def test_migrations_know_nothing_of_shapes():
    for field in SEALED:
        _name, path, _args, kwargs = field.deconstruct()
        assert path == "django.db.models.BinaryField"
        assert not {"shape", "table", "column", "absent"} & kwargs.keys()


def test_a_clear_column_cannot_be_sealed_by_mistake():
    with pytest.raises(TypeError):
        KEY.seal(Case(), reference="ABC-DEF")


def test_a_key_shows_no_bytes_and_cannot_be_stored():
    import pickle

    assert SECRET.hex() not in repr(KEY)
    assert str(OWNER) in repr(KEY)
    with pytest.raises(TypeError):
        pickle.dumps(KEY)
