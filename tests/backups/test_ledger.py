"""What is erased stands in the ledger, as a keyed hash, and in every ledger sooner or later."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.attachments.draft_files import DraftFiles
from intake.backups import make, restore
from intake.cases import actions as cases
from intake.complaints import drafts
from intake.complaints.draft_files import DraftFile
from intake.complaints.models import Draft
from intake.demo import file_case
from intake.doctor.base import Check, Level, When, findings_of
from intake.doctor.copies import nothing_erased_came_back
from intake.erasures import actions, ledger
from intake.erasures.models import Erasure
from intake.flow.complaint import COMPLAINT
from intake.models import Attachment, AuditEntry, Case, Wrap
from intake.storage import store
from intake.vault import envelopes
from tests.conftest import unlocked_of

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SITE = UUID(int=5)

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def texts(folder):
    return "".join(file.read_text() for file in folder.glob("erased-*.log"))


def test_an_erased_case_draft_and_file_stand_in_the_ledger(office, settings, committed):
    [folder] = settings.ERASURE_LEDGER
    case = file_case(COMPLAINT, NOW)
    other = file_case(COMPLAINT, NOW)
    unlocked = unlocked_of(other, office)
    paper = attachments.add(unlocked, b"a text", "a paper", by=None, at=NOW)
    secret = drafts.start({"answers": {}, "lane": "full"}, now=timezone.now())
    owner = envelopes.unlock_with_browser(secret, timezone.now()).owner
    with committed(execute=True):
        cases.erase(case, by=None, at=NOW)
        attachments.remove(Attachment.objects.get(pk=paper.pk), by=None, at=NOW)
        drafts.erase(owner)
    known = ledger.read(folder).entries
    wanted = {
        actions.mac_of(actions.CASE, case.owner),
        actions.mac_of(actions.FILE, paper.pk),
        actions.mac_of(actions.DRAFT, owner),
    }
    assert set(known) == wanted == set(Erasure.objects.values_list("mac", flat=True))
    written = texts(folder)
    for one in (case.owner, paper.pk, owner):
        assert str(one) not in written and one.hex not in written


def test_a_file_taken_off_a_form_is_in_the_ledger_and_does_not_come_back(settings, committed):
    now = timezone.now()
    secret = drafts.start({"answers": {}, "lane": "full"}, now=now)
    unlocked = envelopes.unlock_with_browser(secret, now)
    files = DraftFiles(unlocked, drafts.read(unlocked, now=now))
    kept, gone = (attachments.keep(files, text, "", by=None, at=now) for text in (b"one", b"two"))
    row = DraftFile.objects.get(pk=gone.pk)
    with committed(execute=True):
        files.remove(row, at=now)
    known = ledger.read(settings.ERASURE_LEDGER[0])
    assert set(known.entries) == {actions.mac_of(actions.FILE, gone.pk)}
    row.save(force_insert=True)  # as an older copy of the database has it
    with committed(execute=True):
        assert restore.erase_again((), now=now) == 1
    assert DraftFile.objects.get().pk == kept.pk
    assert set(make.files_named_now()) == set(store.all_ids()) == {kept.pk}


def test_a_draft_whose_case_was_erased_does_not_come_back(office, settings, committed):
    """The backup is older than the sending: it holds the draft, with its files and keys."""
    now = timezone.now()
    secret = drafts.start({"answers": {}, "lane": "full"}, now=now)
    unlocked = envelopes.unlock_with_browser(secret, now)
    files = DraftFiles(unlocked, drafts.read(unlocked, now=now))
    attachments.keep(files, b"one", "", by=None, at=now)
    case = file_case(COMPLAINT, NOW)
    other = drafts.start({"answers": {}, "lane": "full"}, now=now)
    with committed(execute=True):
        actions.note(actions.CASE, [unlocked.owner], on=TODAY)
    with committed(execute=True):
        assert restore.erase_again((), now=now) == 1
    kept = envelopes.unlock_with_browser(other, now).owner
    assert [draft.pk for draft in Draft.objects.all()] == [kept]
    assert not DraftFile.objects.exists() and not set(store.all_ids())
    assert set(Wrap.objects.values_list("owner", flat=True)) == {case.owner, kept}


def test_a_draft_beside_a_case_is_not_noted_as_the_end_of_its_keys(office, committed):
    case = file_case(COMPLAINT, NOW)
    key = unlocked_of(case, office).key
    drafts.reopen(key, {"answers": {}, "coded": True}, now=NOW)
    drafts.erase(case.owner)
    assert not Draft.objects.exists() and not Erasure.objects.exists()


def test_another_pepper_gives_another_entry(settings):
    owner = uuid4()
    before = actions.mac_of(actions.CASE, owner)
    assert before != actions.mac_of(actions.DRAFT, owner)
    settings.PEPPER = "another pepper " * 4
    assert actions.mac_of(actions.CASE, owner) != before


def test_a_ledger_that_cannot_be_written_stops_no_erasure_and_is_completed(
    office, settings, tmp_path, committed
):
    away = tmp_path / "away"
    away.write_text("no folder")
    settings.ERASURE_LEDGER = [away, tmp_path / "there"]
    case = file_case(COMPLAINT, NOW)
    with committed(execute=True):
        cases.erase(case, by=None, at=NOW)
    mac = actions.mac_of(actions.CASE, case.owner)
    assert mac in ledger.read(tmp_path / "there").entries
    assert actions.bring_up_to_date(NOW, SITE) == 1
    away.unlink()
    assert actions.bring_up_to_date(NOW, SITE) == 0
    found = ledger.read(away)
    assert found.entries == {mac: TODAY} and found.complete_until == {SITE: NOW}
    written = texts(away)
    actions.bring_up_to_date(NOW, None)
    assert texts(away) == written  # nothing is written twice


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path):
    one, two = "a" * 64, "b" * 64
    ledger.append(tmp_path, {one: TODAY})
    [file] = tmp_path.glob("erased-*.log")
    file.write_text(file.read_text()[:-30])
    ledger.append(tmp_path, {two: TODAY}, complete=(NOW, SITE))
    found = ledger.read(tmp_path)
    assert found.entries == {two: TODAY} and found.complete_until == {SITE: NOW}


def test_several_ledgers_are_one(tmp_path):
    later, other = NOW + timedelta(hours=1), UUID(int=6)
    ledger.append(tmp_path / "a", {"a" * 64: TODAY}, complete=(later, SITE))
    ledger.append(tmp_path / "b", {"b" * 64: TODAY}, complete=(NOW, SITE))
    ledger.append(tmp_path / "b", {}, complete=(NOW, other))
    whole = ledger.merged(ledger.read(tmp_path / name) for name in ("a", "b", "absent"))
    assert set(whole.entries) == {"a" * 64, "b" * 64}
    assert whole.complete_until == {SITE: later, other: NOW}


def test_what_no_backup_can_hold_any_more_is_forgotten(settings):
    [folder] = settings.ERASURE_LEDGER
    old = date(2026, 8, 31)
    ledger.append(folder, {"a" * 64: old})
    Erasure.objects.create(mac="a" * 64, erased_on=old)
    Erasure.objects.create(mac="b" * 64, erased_on=TODAY)
    actions.bring_up_to_date(NOW, SITE)
    assert len(ledger.read(folder).entries) == 2
    actions.bring_up_to_date(NOW, SITE, forget=True)
    assert set(ledger.read(folder).entries) == {"b" * 64}
    assert Erasure.objects.count() == 1


@pytest.fixture
def revived(office, settings):
    """A case that stands in the ledger, in a database that was restored by hand."""
    case = file_case(COMPLAINT, timezone.now())
    other = file_case(COMPLAINT, timezone.now())
    [folder] = settings.ERASURE_LEDGER
    mac = actions.mac_of(actions.CASE, case.owner)
    ledger.append(folder, {mac: timezone.localdate()})
    return case, other


@pytest.mark.postgres
@pytest.mark.parametrize("command", ["expire", "confirm_erasures"])
def test_an_older_copy_of_the_database_does_not_start_and_erases_again(revived, command):
    case, other = revived
    assert [one.level for one in nothing_erased_came_back()] == [Level.DANGER]
    call_command(command, stdout=StringIO())
    assert list(nothing_erased_came_back()) == []
    erased = dict(Case.objects.values_list("pk", "erased_on"))
    assert erased[case.pk] and not erased[other.pk]
    assert not Wrap.objects.filter(owner=case.owner).exists()
    assert Wrap.objects.filter(owner=other.owner).exists()
    assert AuditEntry.objects.filter(kind="erased", what=case.reference).count() == 1


def test_a_ledger_that_cannot_be_read_stops_no_start(settings, tmp_path, monkeypatch):
    def broken(folder):
        raise OSError

    monkeypatch.setattr(ledger, "read", broken)
    check = Check("erasures", nothing_erased_came_back, When.START)
    assert [one.level for one in findings_of(check)] == [Level.WARNING]
