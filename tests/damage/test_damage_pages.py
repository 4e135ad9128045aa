"""Whatever is damaged, each page lives and says so in its place; lists keep their order."""

import pytest
from django.conf import settings

from intake.complaints.models import Draft
from intake.models import Damage, Member, Membership, Wrap
from intake.vault import damage
from tests.conftest import log_in
from tests.damage import planting
from tests.damage.planting import SEALED, SEALED_KEYS, TABLES
from tests.damage.walk import BROKEN, WORDS, order_of, walk
from tests.filer import FormClient

# A few pages, for other ways to damage what the first way showed on all of them.
FEW = {
    "office:queue",
    "office:case",
    "office:act",
    "office:today",
    "office:packet",
    "frozen packet",
    "office:account",
    "public:status",
    "public:messages",
    "public:files",
    "public:remind",
    "public:step",
    "public:code",
    "public:done",
}
OF_FILES = {"office:file", "office:file-original", "office:file-picture", "frozen exhibits"}


@pytest.fixture(scope="module")
def whole_of_a_module(world_of_a_module, django_db_blocker):
    """What all pages show while nothing is damaged."""
    with pytest.MonkeyPatch.context() as patch, planting.undone():
        patch.setattr(settings, "ATTACHMENTS_DIR", world_of_a_module.files)
        patch.setattr(settings, "EMAIL_FROM", "help@example.org")
        pages = walk(world_of_a_module)
        assert not Damage.objects.exists() and not says(pages)
    return pages


@pytest.fixture
def whole(world, whole_of_a_module):
    return whole_of_a_module


def broken(pages):
    return {key: status for key, (status, _page) in pages.items() if status >= BROKEN}


def says(pages):
    return {key for key, (_status, page) in pages.items() if WORDS in page}


def health(world):
    return world.cora.get("/office/health/").content.decode()


def known():
    """Return {(table, column)} of what was noted, and the rows."""
    rows = list(Damage.objects.all())
    return {(row.table, row.column) for row in rows}, {row.row for row in rows}


def plant(name, way):
    model, field = SEALED[name]
    planted = planting.plant(model, field.attname, way)
    assert planted, name
    return set(planted), {(model._meta.db_table, field.attname)}


@pytest.mark.parametrize("name", SEALED)
def test_one_bit_of_a_column_is_named_in_its_place_on_every_page(world, whole, name):
    planted, place = plant(name, "bit")
    after = walk(world)
    assert broken(after) == {}
    assert says(after), name
    for (who, page), (status, words) in after.items():
        if status == whole[who, page][0] == 200:
            assert order_of(page, words) == order_of(page, whole[who, page][1]), page
    places, rows = known()
    assert places == place and rows <= planted
    assert f"{len(rows)} damaged" in health(world)


@pytest.mark.parametrize("way", ["cut", "empty"])
@pytest.mark.parametrize("name", SEALED)
def test_a_column_that_is_cut_or_empty_is_named_too(world, name, way):
    planted, place = plant(name, way)
    after = walk(world, FEW)
    assert broken(after) == {}
    assert says(after), name
    places, rows = known()
    assert places == place and rows <= planted


@pytest.mark.parametrize("table", TABLES)
def test_rows_that_are_gone_break_no_page(world, whole, table):
    assert planting.take_out(TABLES[table])
    after = walk(world, FEW)
    assert broken(after) == {}
    if table == "intake_complaint":
        # What the person sees rests on what was added last, and that is there.
        assert says(after) >= {("cora", "office:case"), ("cora", "office:packet")}
        assert order_of("office:case", after["cora", "office:case"][1])
        places, rows = known()
        assert places == {("intake_case", "complaint")} and str(world.case.pk) in rows
        lists = order_of("office:queue", after["cora", "office:queue"][1])
        assert lists and lists == order_of("office:queue", whole["cora", "office:queue"][1])


@pytest.mark.parametrize("way", [*planting.WAYS, "gone"])
def test_a_case_whose_team_wrap_does_not_open_is_no_absent_one(world, whole, way):
    wraps = {"kind": Wrap.Kind.TEAM, "owner": world.case.owner}
    if way == "gone":
        Wrap.objects.filter(**wraps).delete()
    else:
        planting.plant(Wrap, "wrapped", way, **wraps)
    after = walk(world, FEW)
    assert broken(after) == {}
    status, page = after["cora", "office:case"]
    assert status == 200 and WORDS in page and world.case.reference in page
    # What happened is clear, and stands in its order.
    assert "What happened" in page
    for name in ("office:queue", "office:today"):
        assert order_of(name, after["cora", name][1]) == order_of(name, whole["cora", name][1])
    status, page = after["cora", "office:act"]
    assert status == 302 and page.count(WORDS) == 2
    assert "1 damaged" in health(world)
    # The person has a way in of their own.
    assert after["back", "public:status"] == whole["back", "public:status"]
    other = world.cora.get(f"/office/cases/{world.others[0].reference}/")
    assert other.status_code == 200 and WORDS not in other.content.decode()
    assert world.cora.get("/office/cases/ZZZ-ZZZ/").status_code == 404


@pytest.mark.parametrize("way", planting.WAYS)
def test_a_browsers_wrap_that_does_not_open_leads_to_the_code(world, whole, way):
    planted = planting.plant(Wrap, "wrapped", way, kind="browser")
    after = walk(world, FEW)
    assert broken(after) == {}
    status, page = after["back", "public:status"]
    assert status == 404 and "I have a code" in page
    assert FormClient().post("/return/", {"code": world.code}).status_code == 302
    assert 3 == damage.count() == len(set(damage.rows_of(Wrap)) & set(map(int, planted)))


@pytest.mark.parametrize("way", planting.WAYS)
def test_a_code_whose_wrap_does_not_open_is_said_to_be_right(world, way):
    [planted] = planting.plant(Wrap, "wrapped", way, kind="code", owner=world.case.owner)
    response = FormClient().post("/return/", {"code": world.code})
    page = response.content.decode()
    assert response.status_code == 422 and WORDS in page and "Your code is right" in page
    assert damage.rows_of(Wrap) == [int(planted)]
    wrong = FormClient().post("/return/", {"code": world.draft_code[::-1]}).content.decode()
    assert WORDS not in wrong


@pytest.mark.parametrize("way", planting.WAYS)
def test_a_code_that_cannot_be_shown_again_is_not_taken_for_one_kept_elsewhere(world, whole, way):
    planted = planting.plant(Wrap, "code", way)
    after = walk(world, FEW)
    assert broken(after) == {}
    assert WORDS in after["filer", "public:done"][1]
    assert WORDS in after["unfinished", "public:code"][1]
    assert set(map(str, damage.rows_of(Wrap))) <= set(planted) and damage.count() >= 2


def test_a_damaged_draft_beside_a_case_is_begun_anew(world):
    planting.plant(Draft, "answers", "bit", pk=world.case.owner)
    page = world.back.get("/status/").content.decode()
    assert WORDS in page and damage.count() == 1
    response = world.back.post("/more/")
    assert response.status_code == 302 and response.headers["Location"] == "/check/"
    assert world.back.get(response.headers["Location"]).status_code == 200
    assert WORDS not in world.back.get("/status/").content.decode() and damage.count() == 0


def test_a_damaged_draft_is_opened_by_its_code_to_be_erased(world):
    planting.plant(Draft, "answers", "bit", pk=world.draft)
    client = FormClient()
    assert client.post("/return/", {"code": world.draft_code}).status_code == 302
    page = client.get("/check/").content.decode()
    assert WORDS in page and "/erase/" in page
    answer = client.post("/ask/story/", {"story": "my long words"})
    assert answer.status_code == 422 and "my long words" in answer.content.decode()
    assert client.post("/erase/").status_code == 200
    assert not Draft.objects.filter(pk=world.draft).exists() and damage.count() == 0


@pytest.mark.parametrize("way", ["bit", "cut", "missing"])
def test_a_stored_file_that_is_damaged_is_said_on_a_page(world, whole, way):
    with planting.damaged_files(way):
        after = walk(world, FEW | OF_FILES | {"public:file-picture"})
    assert broken(after) == {}
    for name in OF_FILES:
        assert whole["cora", name][0] == 200
        status, page = after["cora", name]
        assert status == 302 and WORDS in page, name
    assert WORDS in after["back", "public:file-picture"][1]
    assert whole["back", "public:file-picture"] == (200, "")
    places, _rows = known()
    assert places == {(damage.STORED_FILE, "missing" if way == "missing" else "content")}


# Wraps of drafts and cases have tests of their own.
KEYS_OF_VOLUNTEERS = [name for name, (model, _field) in SEALED_KEYS.items() if model is not Wrap]


@pytest.mark.parametrize("name", KEYS_OF_VOLUNTEERS)
def test_a_key_that_does_not_open_lets_its_volunteer_in_all_the_same(world, name):
    model, field = SEALED_KEYS[name]
    planting.plant(model, field.attname, "bit")
    client = log_in(world.cast["cora"])
    page = client.get("/office/", follow=True)
    assert page.status_code == 200
    told = "Your key to a team cannot be opened" in page.content.decode()
    if name == "intake_member.by_recovery_code":  # it opens nothing at a login
        assert damage.count() == 0 and not told
    else:
        assert [row.column for row in Damage.objects.all()] == [field.attname] and told
        assert damage.rows_of(model) == [
            model.objects.get(**{_to_volunteer(model): world.cast["cora"]}).pk
        ]


def _to_volunteer(model):
    return {Member: "volunteer", Membership: "member__volunteer"}[model]


@pytest.mark.django_db  # so that there is a database if this module runs alone
def test_every_kind_of_field_that_is_sealed_is_planted():
    assert len(SEALED) >= 18 and len(SEALED_KEYS) == 5
