"""A store that fails: no word is lost, nothing is left behind, and nothing stops for it."""

import logging
import os
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone

from intake.attachments import actions
from intake.cases import actions as cases
from intake.dashboard.models import LastRun
from intake.doctor.copies import store_belongs_to_database
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Attachment, FileToErase, Site
from intake.storage import folder, site, store
from tests.attachments import samples
from tests.conftest import log_in
from tests.filer import Filer, FormClient


@pytest.fixture(autouse=True)
def own_store(tmp_path, settings):
    settings.ATTACHMENTS_DIR = tmp_path
    return tmp_path


@pytest.fixture
def client(office):
    """A filer who has sent a case."""
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    return filer.client


def add(client, data=b"a text", **more):
    file = SimpleUploadedFile("a.txt", data, "text/plain")
    return client.post("/files/", {"file": file} | more, content_type=MULTIPART_CONTENT)


def failing(monkeypatch, name, at):
    """Let the store fail at the calls of one function that `at` names, counted from 1."""
    calls, real = [], getattr(folder, name)

    def act(*args):
        calls.append(args)
        if len(calls) in at:
            raise OSError(28, "No space left")
        return real(*args)

    monkeypatch.setattr(folder, name, act)
    return calls


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.postgres
def test_a_full_disk_is_said_and_leaves_neither_row_nor_file(client, monkeypatch, at):
    failing(monkeypatch, "save", {at})
    answer = add(client, samples.jpeg(), what="my hold paper", as_it_came="on")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "We cannot save files right now." in page and 'value="my hold paper"' in page
    assert not Attachment.objects.exists() and list(store.all_ids()) == []
    assert add(client, samples.jpeg(), what="my hold paper", as_it_came="on").status_code == 302


def test_a_store_that_cannot_be_read_is_our_fault_and_passes(client, monkeypatch):
    add(client, samples.jpeg(), what="x")
    failing(monkeypatch, "read", range(99))
    assert client.get("/files/1/1/").status_code == 503


@pytest.mark.postgres
def test_what_cannot_be_erased_stops_nothing_and_is_swept_later(
    client, monkeypatch, django_capture_on_commit_callbacks
):
    for number in range(3):
        add(client, b"text", what=f"{number}")
    calls = failing(monkeypatch, "erase", {1})
    after = []
    with django_capture_on_commit_callbacks(execute=True):
        monkeypatch.setattr(cases, "truncate_wal", lambda: after.append(True))
        assert client.post("/erase/").status_code == 200
    assert len(calls) == 3 and after == [True]
    assert not Attachment.objects.exists() and len(list(store.all_ids())) == 1
    # It is erased because it is listed, however young it is and however many are unknown.
    assert FileToErase.objects.count() == 1
    monkeypatch.setattr(actions, "MOST_UNKNOWN", -1)
    assert actions.sweep(now=timezone.now()) == 1
    assert list(store.all_ids()) == [] and store.lost_and_found() == {}
    assert not FileToErase.objects.exists()


def test_erasing_a_case_takes_the_file_as_it_came_too(client, django_capture_on_commit_callbacks):
    add(client, samples.jpeg(), what="x", as_it_came="on")
    assert len(list(store.all_ids())) == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/erase/").status_code == 200
    assert list(store.all_ids()) == []


def test_taking_off_a_paper_succeeds_while_the_store_is_away(
    client, monkeypatch, django_capture_on_commit_callbacks
):
    add(client, what="x")
    failing(monkeypatch, "erase", {1})
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            client.post("/files/drop/", {"paper": Attachment.objects.get().pk}).status_code == 302
        )
    assert not Attachment.objects.exists()


def age(own_store, days, name=""):
    """Let each stored file with `name` in its own have been written so many days ago."""
    then = timezone.now().timestamp() - days * 24 * 3600
    for path in own_store.rglob("*"):
        if path.is_file() and name in path.name:
            os.utime(path, (then, then))


@pytest.fixture(params=("folder", "bucket"))
def place(request, own_store):
    """A store whose files can be aged: called with days, it makes each that old."""
    if request.param == "folder":
        return lambda days: age(own_store, days)
    bucket = request.getfixturevalue("bucket")
    return lambda days: setattr(bucket, "days_old", days)


@pytest.mark.postgres
def test_the_timer_sweeps_what_no_row_knows_and_nothing_else(client, own_store, capsys):
    add(client, samples.jpeg(), what="kept", as_it_came="on")
    kept = set(store.all_ids())
    orphan, fresh, half = (UUID(int=n) for n in (1, 2, 3))
    for file_id in (orphan, fresh, half):
        store.save(file_id, [b"sealed"])
    path = folder._path(half.hex)
    path.rename(folder._unfinished(path))
    age(own_store, 3)
    age(own_store, 0.5, fresh.hex)
    call_command("expire")
    assert "Swept 0 files." in capsys.readouterr().out
    assert set(store.all_ids()) == kept | {fresh}
    # Unknown is not erased: they lie in lost-and-found for 30 days, and are still read.
    assert set(store.lost_and_found()) == {orphan, half}
    assert b"".join(store.read(orphan)) == b"sealed"
    age(own_store, 29, orphan.hex)
    age(own_store, 31, half.hex)
    call_command("expire")
    assert set(store.lost_and_found()) == {orphan}
    assert list(own_store.rglob(".*")) == []
    assert client.get("/files/1/1/").status_code == 200


def test_what_is_not_ours_stays_in_a_bucket(client, bucket):
    bucket.kept |= {"0" * 32: b"", "readme.txt": b""}
    assert actions.sweep(now=timezone.now() + timedelta(days=2)) == 0
    assert set(bucket.kept) == {"readme.txt", "site-id", f"lost-and-found/{'0' * 32}"}


def test_a_database_that_does_not_know_the_files_erases_none_of_them(
    client, cast, place, capsys, caplog, monkeypatch
):
    monkeypatch.setattr(logging.getLogger("intake"), "propagate", True)
    add(client, what="kept")
    kept = set(store.all_ids())
    unknown = {UUID(int=n) for n in range(1, 22)}
    for file_id in unknown:
        store.save(file_id, [b"sealed"])
    place(31)
    for _again in range(2):
        with pytest.raises(CommandError, match="21 of 22 stored files are not known"):
            call_command("expire")
    assert "Swept 0 files." in capsys.readouterr().out
    assert "the store is not swept: 21 of 22 files unknown" in caplog.text
    assert set(store.all_ids()) == kept | unknown
    page = log_in(cast["oren"]).get("/office/health/").content.decode()
    assert "Files that belong to no case are erased" in page
    call_command("expire", "--sweep-all")
    assert set(store.all_ids()) == kept
    page = log_in(cast["oren"]).get("/office/health/").content.decode()
    assert "Files that belong to no case are erased" not in page


def test_a_few_unknown_files_are_swept_and_they_may_be_one_in_a_hundred(db, monkeypatch):
    known = {UUID(int=n << 64) for n in range(1, 2101)}
    monkeypatch.setattr(actions, "_referenced_ids", lambda: known)
    listed = dict.fromkeys(known, 0.0)
    monkeypatch.setattr(store, "stored", lambda: listed)
    few = {UUID(int=n) for n in range(1, 22)}
    listed |= dict.fromkeys(few, 0.0)
    moved = []
    monkeypatch.setattr(store, "set_aside", moved.append)
    actions.sweep(now=timezone.now())
    assert set(moved) == few  # of 2121
    listed[UUID(int=22)] = 0.0
    with pytest.raises(actions.TooManyUnknown):
        actions.sweep(now=timezone.now())


def test_young_unknown_files_count_too_and_stay_where_they_are(db, place):
    for n in range(1, 22):
        store.save(UUID(int=n), [b"sealed"])
    place(0.9)
    with pytest.raises(actions.TooManyUnknown):
        actions.sweep(now=timezone.now())
    assert actions.sweep(now=timezone.now(), however_many=True) == 0
    assert len(list(store.all_ids())) == 21


def test_a_file_that_a_row_knows_again_is_moved_back(client, place):
    add(client, samples.jpeg(), what="kept")
    paper = Attachment.objects.get().pk
    store.set_aside(paper)
    assert set(store.all_ids()) == set() and set(store.lost_and_found()) == {paper}
    assert client.get("/files/1/1/").status_code == 200
    actions.sweep(now=timezone.now() + timedelta(days=31))
    assert set(store.all_ids()) == {paper} and store.lost_and_found() == {}


def test_a_file_in_lost_and_found_is_erased_with_its_row(
    client, place, django_capture_on_commit_callbacks
):
    add(client, b"words", what="x")
    paper = Attachment.objects.get().pk
    store.set_aside(paper)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/files/drop/", {"paper": paper})
    assert store.lost_and_found() == {} and list(store.all_ids()) == []


@pytest.mark.parametrize("mark", ["another", "none"])
def test_the_store_of_another_database_is_not_swept(client, own_store, place, mark):
    add(client, what="kept")
    actions.sweep(now=timezone.now())
    store.save(UUID(int=1), [b"sealed"])
    if mark == "another":
        store.write_mark(UUID(int=7))
    else:
        Site.objects.update(uid=UUID(int=8))
    with pytest.raises(CommandError, match="The store of files belongs to another database"):
        call_command("expire")
    assert len(list(store.all_ids())) == 2
    assert [one.fault for one in store_belongs_to_database()] == [site.OTHER_DATABASE]
    call_command("accept_store")
    call_command("expire")
    assert [one.fault for one in store_belongs_to_database()] == []


def test_a_store_that_is_not_mounted_is_noticed(client, own_store, settings, tmp_path):
    actions.sweep(now=timezone.now())
    settings.ATTACHMENTS_DIR = tmp_path / "nothing here"
    assert [one.fault for one in store_belongs_to_database()] == [site.OTHER_STORE]


def test_a_new_database_does_not_take_a_store_that_has_one(client, own_store):
    actions.sweep(now=timezone.now())
    Site.objects.all().delete()
    assert [one.fault for one in store_belongs_to_database()] == [site.OTHER_DATABASE]


def test_the_timer_goes_on_while_the_store_is_away(db, settings, capsys):
    settings.ATTACHMENTS_S3 = "http://name:secret@127.0.0.1:1/files"
    call_command("expire")
    assert "Swept 0 files." in capsys.readouterr().out
    assert LastRun.objects.filter(name="expire").exists()
    assert not LastRun.objects.filter(name="sweep").exists()
