"""The folder and the bucket keep the same bytes, whole or not at all."""

import os
import stat
from uuid import UUID, uuid4

import pytest

from intake.storage import store


@pytest.fixture
def folder(settings, tmp_path):
    settings.ATTACHMENTS_S3, settings.ATTACHMENTS_DIR = "", tmp_path / "files"
    return settings.ATTACHMENTS_DIR


@pytest.fixture(params=("folder", "bucket"))
def place(request):
    return request.getfixturevalue(request.param)


def test_a_file_is_kept_read_listed_and_erased(place):
    one, two = uuid4(), uuid4()
    data = os.urandom(10_400_000)
    store.save(one, [data[:70_000], data[70_000:]])
    store.save(two, [b"two"])
    assert b"".join(store.read(one)) == data
    assert set(store.all_ids()) == {one, two}
    store.erase(one)
    store.erase(one)
    assert set(store.all_ids()) == {two}
    with pytest.raises(FileNotFoundError):
        store.read(one)


def test_nothing_is_there_at_first(place):
    assert list(store.all_ids()) == []


def test_a_file_that_breaks_off_leaves_nothing(folder):
    def breaks():
        yield b"half"
        raise OSError

    with pytest.raises(OSError):
        store.save(uuid4(), breaks())
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_names_are_ids_and_only_the_site_may_read(folder):
    file = UUID("12345678-1234-5678-1234-567812345678")
    store.save(file, [b"sealed"])
    path = folder / "12" / "34" / "12345678123456781234567812345678"
    assert path.read_bytes() == b"sealed"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ("../../etc/passwd", "a\0b", "", "CON", "x" * 300))
def test_a_name_that_is_no_id_is_never_used(place, name):
    for act in (store.read, store.erase, lambda name: store.save(name, [b""])):
        with pytest.raises(ValueError):
            act(name)


def test_what_is_not_ours_is_not_listed(bucket):
    bucket.kept["readme.txt"] = b""
    assert list(store.all_ids()) == []


def test_requests_are_signed_and_the_secret_is_not_in_them(bucket):
    store.save(uuid4(), [b"sealed"])
    command, signature = bucket.asked[0]
    assert command == "PUT"
    assert signature.startswith("AWS4-HMAC-SHA256 Credential=name/")
    assert "/there/s3/aws4_request" in signature
    assert "cret" not in signature


def test_a_store_that_is_away_is_an_error_without_its_address(settings):
    settings.ATTACHMENTS_S3 = "http://name:secret@127.0.0.1:1/files"
    for act in (
        lambda: store.save(uuid4(), [b""]),
        lambda: store.read(uuid4()),
        lambda: list(store.all_ids()),
    ):
        with pytest.raises(OSError) as error:
            act()
        assert "127.0.0.1" not in str(error.value)
