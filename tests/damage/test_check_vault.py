"""`check_vault` finds whatever is planted, names it without content, and forgets what is mended."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from intake.complaints.draft_files import DraftFile
from intake.complaints.models import Draft
from intake.models import Damage, Member, Membership, Wrap
from intake.vault import damage
from tests.conftest import PASSWORD
from tests.damage import planting
from tests.damage.planting import SEALED, SEALED_KEYS, TABLES
from tests.environment import RECOVERY_PRIVATE

# One bit shows whether the columns of PostgreSQL are read as they are. That a value is cut or empty
# is seen after it was read, the same on both.
WAYS = [pytest.param("bit", marks=pytest.mark.postgres), *planting.WAYS[1:]]

# Rows that no other row speaks of.
UNCOUNTED = {
    *("intake_draft", "intake_reminder", "intake_draftreminder", "intake_volunteer"),
    "intake_listentry",  # the next list makes it anew
    "intake_letterchoice",  # no event tells of it
    "intake_draftfile",  # its bytes are unknown then, and the sweep puts them aside
}
# Only the filer opens these, or a volunteer who types what nobody keeps.
NOBODYS = {"intake_draft.answers", "intake_draftfile.about"}
NOBODYS |= {"intake_wrap.code", "intake_member.by_recovery_code"}


@pytest.fixture
def typed(monkeypatch):
    """Let a command read the password of a volunteer."""
    monkeypatch.setattr(
        "intake.management.commands.check_vault.getpass", lambda _question: PASSWORD
    )


def check(**keys):
    """Run the command. Return {(table, row, what)} that it names, and all its words."""
    out = io.StringIO()
    try:
        call_command("check_vault", stdout=out, **keys)
        failed = ""
    except CommandError as error:
        failed = str(error)
    said = out.getvalue()
    found = set()
    for line in said.splitlines():
        if line.startswith("damaged: "):
            place, what = line.removeprefix("damaged: ").rsplit(": ", 1)
            table, row = place.rsplit(" ", 1)
            found.add((table, row, what))
    assert bool(found) == bool(failed)
    return found, said + failed


ALL_KEYS = ({"private": RECOVERY_PRIVATE}, {"username": "cora"}, {})


@pytest.mark.postgres
@pytest.mark.django_db  # so that there is a database if this module runs alone
def test_every_sealed_column_is_tried():
    assert len(SEALED) >= 18 and len(SEALED_KEYS) == 5


@pytest.mark.postgres
@pytest.mark.parametrize("keys", ALL_KEYS, ids=("paper", "volunteer", "none"))
def test_nothing_is_damaged_in_a_case_with_everything(world, typed, keys):
    found, said = check(**keys)
    assert found == set() and not Damage.objects.exists()
    opened = 3 if keys else 0
    assert f"Checked 3 cases, of which the key opened {opened}; 2 drafts" in said
    assert "4 files" in said


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SEALED)
def test_a_damaged_column_is_found(world, typed, name, way):
    model, field = SEALED[name]
    planted = {
        (model._meta.db_table, row, field.attname)
        for row in planting.plant(model, field.attname, way)
    }
    assert planted
    for keys in ALL_KEYS:
        found, said = check(**keys)
        needs_key = way == "bit" and not field.by_server
        expected = set() if needs_key and (not keys or name in NOBODYS) else planted
        assert found == expected, (name, keys)
    if not (way == "bit" and name in NOBODYS):
        assert set(Damage.objects.values_list("table", "row", "column")) == planted


@pytest.mark.postgres
def test_what_is_mended_is_forgotten_and_what_no_key_opens_is_not(world, typed):
    note, column = SEALED["intake_note.text"][0], "text"
    before = dict(note.objects.values_list("pk", column))
    planting.plant(note, column, "bit")
    planting.plant(Draft, "answers", "bit", pk=world.draft)
    world.unfinished.get("/check/")
    assert len(check(username="cora")[0]) == 2 and damage.count() == 3
    for pk, value in before.items():
        note.objects.filter(pk=pk).update(text=value)
    assert check()[0] == set() and damage.count() == 3  # without a key nothing is known of it
    assert check(username="cora")[0] == set() and damage.count() == 1
    Draft.objects.filter(pk=world.draft).delete()
    Wrap.objects.filter(owner=world.draft).delete()
    assert check()[0] == set() and damage.count() == 0


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_is_gone_is_found(world, table):
    model = TABLES[table]
    gone = planting.take_out(model)
    found, _said = check()
    if table == "intake_event":  # what happened is in no other row
        assert found == set()
    elif table == "intake_complaint":
        assert {(one, what) for one, _row, what in found} == {("intake_case", "complaint")}
        assert len(found) == len(gone)
    elif table == "intake_draft":
        # That of a case is nothing more than not going on; the other leaves wraps behind.
        assert found == {("intake_wrap", str(world.draft), "no row to open")}
    elif table in UNCOUNTED:
        assert found == set()
    else:
        assert found == {("intake_case", str(world.case.pk), f"{model._meta.model_name} missing")}


@pytest.mark.postgres
@pytest.mark.parametrize("kind", [Wrap.Kind.CODE, Wrap.Kind.TEAM, Wrap.Kind.RECOVERY])
def test_a_wrap_that_is_gone_is_found(world, kind):
    Wrap.objects.filter(kind=kind, owner=world.case.owner).delete()
    found, _said = check()
    assert found == {("intake_wrap", str(world.case.owner), f"no {kind.value} wrap")}


@pytest.mark.postgres
def test_a_draft_without_any_wrap_is_found(world):
    Wrap.objects.filter(owner=world.draft).delete()
    assert check()[0] == {("intake_draft", str(world.draft), "no wrap")}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", Wrap.Kind)
def test_a_damaged_wrap_is_found(world, typed, kind, way):
    rows = planting.plant(Wrap, "wrapped", way, kind=kind, owner=world.case.owner)
    planted = {("intake_wrap", row, "wrapped") for row in rows}
    assert planted
    opens = {Wrap.Kind.TEAM: {"username": "cora"}, Wrap.Kind.RECOVERY: ALL_KEYS[0]}
    keys = opens.get(kind, {})
    # One bit of a wrap by code or browser is seen by who comes with that.
    assert check(**keys)[0] == (set() if way == "bit" and not keys else planted)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [name for name in SEALED_KEYS if "wrap." not in name])
def test_a_damaged_key_of_a_volunteer_is_found(world, typed, name, way):
    model, field = SEALED_KEYS[name]
    to = {Member: "volunteer", Membership: "member__volunteer"}[model]
    of_other = {to: world.cast["ana"]}
    [row] = planting.plant(model, field.attname, way, **of_other)
    place = (model._meta.db_table, row, field.attname)
    assert check()[0] == (set() if way == "bit" else {place})
    if name == "intake_membership.wrapped":
        assert check(username="ana")[0] == {place}


@pytest.mark.postgres
@pytest.mark.parametrize("way", ["bit", "cut", "missing"])
def test_a_damaged_file_is_found(world, typed, way):
    with planting.damaged_files(way):
        by_form, _said = check()
        opened, _said = check(username="cora")
    of_form = DraftFile.objects.get().pk.hex
    names = {path.name for path in planting.files()}
    assert len(names) == 4 and of_form in names
    if way == "bit":  # only who fills in the form has its key
        names.remove(of_form)
    what = {"bit": "content", "cut": "length", "missing": "missing"}[way]
    places = {(row.replace("-", ""), fault) for _table, row, fault in opened}
    assert places == {(name, what) for name in names}
    assert by_form == (set() if way == "bit" else opened)


@pytest.mark.postgres
def test_a_file_of_another_length_is_found(world):
    one, *_others = sorted(planting.files(), key=lambda path: -path.stat().st_size)
    before = one.read_bytes()
    one.write_bytes(before + before[-(64 * 1024 + 16) :])
    try:
        found, _said = check()
    finally:
        one.write_bytes(before)
    assert {(table, what) for table, _row, what in found} == {(damage.STORED_FILE, "length")}


@pytest.mark.postgres
def test_a_clear_column_that_cannot_be_worked_with_is_found(world):
    type(world.case).objects.filter(pk=world.case.pk).update(deadlines={"hold_48h": "20x6-01-01"})
    found, _said = check()
    assert found == {("intake_case", str(world.case.pk), "row (ValueError)")}


@pytest.mark.postgres
def test_nothing_of_a_case_is_named(world, typed):
    planting.plant(*_note(), "bit")
    _found, said = check(username="cora")
    assert "first note" not in said and world.case.reference not in said


def _note():
    model, field = SEALED["intake_note.text"]
    return model, field.attname


@pytest.mark.postgres
def test_an_erased_case_leaves_no_damage(world, typed):
    from intake.cases import actions

    planting.plant(*_note(), "bit")
    assert check(username="cora")[0] and damage.count() == 2
    actions.erase(world.case, by=None, at=timezone.now())
    assert damage.count() == 0 and check(username="cora")[0] == set()
