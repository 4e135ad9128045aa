"""S08, S15, S19, S05: the access log, exports, and what is kept how long."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from intake.audit import log as audit
from intake.cases import actions, volunteer_actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import AuditEntry, AuditHead, Case, Event, Tag, Volunteer, Wrap
from intake.office.exports.datasets import plain_cell
from tests.conftest import log_in, unlocked_of
from tests.filer import FormClient
from tests.second_reader import approve

NOW = timezone.now


@pytest.fixture
def chain(cast):
    for number in range(40):
        audit.write(audit.Kind.VIEWED, by=cast["ana"], at=NOW(), what=f"case {number}")


@pytest.mark.postgres
def test_s08_a_whole_chain_is_whole(chain):
    assert audit.first_broken_entry() is None
    call_command("check_audit")


@pytest.mark.parametrize("number", [1, 17, 40])
@pytest.mark.parametrize("column", ["kind", "what", "by", "at", "mac"])
@pytest.mark.postgres
def test_s08_any_change_of_a_row_is_found(chain, cast, number, column):
    changed = {"kind": "printed", "what": "x", "by": cast["ben"], "at": NOW(), "mac": b"x" * 32}
    AuditEntry.objects.filter(number=number).update(**{column: changed[column]})
    assert audit.first_broken_entry() == number
    with pytest.raises(CommandError, match=f"line {number} on"):
        call_command("check_audit")


@pytest.mark.parametrize("number", [1, 17, 40])
@pytest.mark.postgres
def test_s08_a_row_taken_out_is_found_also_at_the_end(chain, number):
    AuditEntry.objects.filter(number=number).delete()
    assert audit.first_broken_entry() == number


def test_s08_every_change_of_a_row_among_ten_thousand_is_found(cast):
    """Rows at the beginning, in the middle and at the end: altered, taken out, in another order."""
    row, rows = audit.write(audit.Kind.LOGIN, by=cast["ana"], at=NOW()), []
    mac = bytes(row.mac)
    for number in range(2, 10_001):
        row = AuditEntry(number=number, kind="opened", by=cast["ana"], what=f"C{number}", at=NOW())
        row.mac = mac = audit.entry_mac(mac, row)
        rows.append(row)
    AuditEntry.objects.bulk_create(rows, batch_size=1000)
    AuditHead.objects.update(count=10_000, mac=mac)
    assert audit.first_broken_entry() is None
    audit.write(audit.Kind.LOGIN, by=cast["ana"], at=NOW())
    for number in (2, 5000, 9999, 10_001):
        for harm in ("altered", "taken out", "moved"):
            kept = AuditEntry.objects.get(number=number)
            if harm == "altered":
                AuditEntry.objects.filter(number=number).update(what="x")
            elif harm == "taken out":
                AuditEntry.objects.filter(number=number).delete()
            else:
                before = AuditEntry.objects.get(number=number - 1)
                AuditEntry.objects.filter(number=number).update(mac=before.mac, at=before.at)
            assert audit.first_broken_entry() == number, (number, harm)
            AuditEntry.objects.filter(number=number).delete()
            kept.save(force_insert=True)
    assert audit.first_broken_entry() is None


@pytest.mark.postgres
def test_s08_two_rows_in_another_order_are_found(chain):
    one, two = AuditEntry.objects.get(number=7), AuditEntry.objects.get(number=8)
    one.number, two.number = 8, 7
    one.save()
    two.save()
    assert audit.first_broken_entry() == 7


@pytest.mark.postgres
def test_s08_a_forged_head_is_found(chain):
    AuditHead.objects.update(count=39)
    assert audit.first_broken_entry() == 41 or audit.first_broken_entry() == 40


def test_s08_every_opening_leaves_exactly_one_row_without_content(cast):
    case = file_case(COMPLAINT, NOW())
    ana = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/"
    for _ in range(3):
        ana.get(path)
    ana.post(path + "note/", {"text": "MARKER"})
    ana.post(path + "reveal/")
    log_in(cast["dana"]).get(path)
    rows = AuditEntry.objects.filter(kind="opened")
    assert [(row.by, row.what) for row in rows] == [(cast["ana"], case.reference)] * 3
    assert AuditEntry.objects.filter(kind="revealed").count() == 1
    assert not AuditEntry.objects.filter(what__contains="MARKER").exists()


def test_s08_logins_and_failures_are_rows_and_what_was_typed_is_not(cast):
    guest = FormClient()
    guest.post("/office/account/login/", {"login": "ana", "password": "wrong MARKER words"})
    log_in(cast["ana"])
    guest.post(
        "/office/account/login/", {"login": "ben", "password": "a quiet lantern for the tests"}
    )
    guest.post("/office/account/second/", {"code": "000000"})
    found = list(AuditEntry.objects.order_by("number").values_list("kind", "by__username", "what"))
    assert ("login_failed", None, "") in found
    assert ("login", "ana", "") in found
    assert ("second_failed", "ben", "") in found


@pytest.fixture
def with_papers(cast, office):
    """A case with a draft of papers: (case, path of the case, path of the papers, ana)."""
    case, ana = file_case(COMPLAINT, NOW()), log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/"
    return case, path, ana.post(path + "packets/", {"route": "crcl"}).headers["Location"], ana


# What a form of a case may get wrong, so that it comes back with the case around it.
COMES_BACK = [
    ("note/", {}),
    ("move/", {"to": "nowhere", "seen": "new"}),
    ("act/", {"text": "", "language": "en", "seen": "new"}),
    ("code/", {"how": ""}),
    ("papers: agree/go/", {}),
    ("papers: crcl-complaint/", {"paragraph_opening": "\x00"}),
]


@pytest.mark.parametrize(("form", "given"), COMES_BACK)
def test_s08_a_form_that_comes_back_with_the_case_is_an_opening(with_papers, cast, form, given):
    case, path, papers, ana = with_papers
    if "agree" in form:
        ana.post(papers + "make_ready/go/")
        approve(log_in(cast["ben"]), papers)
    before = AuditEntry.objects.count()
    there = papers + form[8:] if form.startswith("papers: ") else path + form
    response = ana.post(there, given)
    assert response.status_code == 422
    rows = AuditEntry.objects.filter(number__gt=before)
    assert [(row.kind, row.what) for row in rows] == [("opened", case.reference)]


def test_s08_every_page_with_something_of_a_case_is_one_row(with_papers, cast):
    case, path, papers, ana = with_papers
    for there in (path, path + "act/", path + "code/", papers, papers + "crcl-complaint/"):
        before = AuditEntry.objects.count()
        assert ana.get(there).status_code == 200
        assert [row.kind for row in AuditEntry.objects.filter(number__gt=before)] == ["opened"]
    # Posting what leads elsewhere shows nothing, so it is no opening.
    before = AuditEntry.objects.count()
    ana.post(path + "note/", {"text": "MARKER", "for_next_shift": "on"})
    ana.post(papers + "make_ready/go/")
    assert AuditEntry.objects.count() == before
    # Today shows what the note says, where it is asked for; the queue shows names, in one line.
    assert "MARKER" in ana.get("/office/today/?notes=1").content.decode()
    ana.get("/office/")
    rows = AuditEntry.objects.filter(number__gt=before)
    assert [(row.kind, row.what) for row in rows] == [("opened", case.reference), ("listed", "1")]


def test_s15_each_download_is_a_row(with_papers, cast):
    case, path, papers, ana = with_papers
    kinds = []
    for there in (papers + "crcl-complaint/file/", papers + "crcl-complaint/word/"):
        before = AuditEntry.objects.count()
        assert ana.get(there).status_code == 200
        kinds.append([row.kind for row in AuditEntry.objects.filter(number__gt=before)])
    assert kinds == [["opened", "downloaded"]] * 2


def looking(cast, kind, what, minutes):
    for number, minute in enumerate(minutes):
        audit.write(
            kind,
            by=cast["ana"],
            at=NOW() - timedelta(minutes=120 - minute),
            what=what and f"{what}{number}",
        )


@pytest.mark.parametrize(
    ("kind", "what", "most"),
    [
        ("opened", "C", 30),
        ("revealed", "C", 15),
        ("printed", "C", 30),
        ("downloaded", "C", 30),
        ("searched", "", 60),
    ],
)
@pytest.mark.postgres
def test_s15_more_than_so_many_in_any_hour_is_unusual(cast, kind, what, most):
    half = most // 2
    # Half before and half after a full hour of the clock, and within one hour of another.
    near = [*range(20, 20 + half), *range(79 - (most - half), 79)]
    looking(cast, kind, what, near[:most])
    assert audit.anomalies(NOW()) == []
    looking(cast, kind, what and "D", [40])
    [(who, label, _when, many)] = audit.anomalies(NOW())
    assert (who, label, many) == (cast["ana"], AuditEntry.Kind(kind).label, most + 1)


@pytest.mark.postgres
def test_s15_the_same_case_again_and_slow_work_are_not_unusual(cast):
    for minute in range(60):
        audit.write(
            audit.Kind.VIEWED, by=cast["ana"], at=NOW() - timedelta(minutes=minute), what="the same"
        )
    looking(cast, "revealed", "C", range(0, 120, 5))
    assert audit.anomalies(NOW()) == []


def test_unusual_looking_is_shown_first(cast):
    looking(cast, "opened", "C", range(31))
    [(who, _what, _hour, many)] = audit.anomalies(NOW())
    assert (who, many) == (cast["ana"], 31)
    page = log_in(cast["otto"]).get("/office/access-log/").content.decode()
    assert page.index("stale") < page.index("All lines")


def print_many(client, cases):
    given = {"what": "print", "case": [case.reference for case in cases], "sure": 1}
    return client.post("/office/many/", given)


def test_s15_printing_many_needs_a_fresh_second_factor_and_ends_at_a_hundred(cast):
    cases, ana = [file_case(COMPLAINT, NOW()) for _ in range(3)], log_in(cast["ana"])
    for _ in range(33):
        audit.write_within_limit(audit.Kind.PRINTED, by=cast["ana"], at=NOW(), what=["C"] * 3)
    assert print_many(ana, cases[:1]).status_code == 200
    refused = print_many(ana, cases[:1])
    assert refused.status_code == 302 and refused.headers["Location"] == "/office/"
    assert AuditEntry.objects.filter(kind="printed").count() == 100
    assert AuditEntry.objects.filter(kind="print_limit", by=cast["ana"]).count() == 1
    assert Event.objects.filter(kind="printed").count() == 1
    assert any("Print refused" in str(line[1]) for line in audit.anomalies(NOW()))
    with time_machine.travel(NOW() + timedelta(minutes=6)):
        for sure in ({}, {"sure": 1}):
            given = {"what": "print", "case": [cases[0].reference]} | sure
            there = ana.post("/office/many/", given).headers["Location"]
            assert there == "/office/account/second/again/?next=%2Foffice%2F"


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_s15_parallel_exports_do_not_pass_the_limit():
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    cora = Volunteer.objects.create_user(username="cora", first_name="Cora")
    audit.write_within_limit(audit.Kind.EXPORTED, by=cora, at=NOW(), what=["a"] * 15)

    def one(_number):
        try:
            return audit.write_within_limit(audit.Kind.EXPORTED, by=cora, at=NOW(), what=["b"])
        finally:
            connection.close()

    # SQLite lets one write at a time, in memory for one connection only.
    threads = 8 if connection.vendor == "postgresql" else 1
    with ThreadPoolExecutor(threads) as pool:
        allowed = list(pool.map(one, range(16))) if threads > 1 else [one(n) for n in range(16)]
    assert sum(allowed) == 5
    assert AuditEntry.objects.filter(kind="exported").count() == 20
    assert audit.first_broken_entry() is None


def test_a_new_code_for_a_filer_is_a_row_needs_a_fresh_factor_and_is_shown(cast):
    case, ana = file_case(COMPLAINT, NOW()), log_in(cast["ana"])
    path, given = f"/office/cases/{case.reference}/code/", {"how": "I called the phone they gave"}
    with time_machine.travel(NOW() + timedelta(minutes=6)):
        assert "/second/again/" in ana.post(path, given).headers["Location"]
    assert not AuditEntry.objects.filter(kind="new_code").exists()
    assert 'class="code"' in ana.post(path, given).content.decode()
    row = AuditEntry.objects.get(kind="new_code")
    assert (row.by, row.what) == (cast["ana"], case.reference)
    page = log_in(cast["cora"]).get("/office/access-log/").content.decode()
    assert page.index("Code of a filer replaced") < page.index("All lines")


def export(client):
    return client.post("/office/export/?tab=open", {"reason": "yearly report"})


def test_s15_an_export_needs_a_fresh_second_factor_a_reason_and_ends_at_twenty(cast):
    file_case(COMPLAINT, NOW())
    cora = log_in(cast["cora"])
    assert cora.post("/office/export/", {"reason": ""}).status_code == 422
    for _ in range(20):
        assert export(cora).headers["Content-Type"] == "text/csv; charset=utf-8"
    for _ in range(3):
        assert export(cora).status_code == 302
    assert AuditEntry.objects.filter(kind="exported").count() == 20
    assert AuditEntry.objects.filter(kind="export_limit").count() == 3
    with time_machine.travel(NOW() + timedelta(minutes=6)):
        response = export(cora)
        assert "/office/account/second/again/" in response.headers["Location"]


def test_an_export_holds_coded_columns_and_no_word_of_a_person(cast):
    case = file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    text = export(log_in(cast["cora"])).content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert row["reference"] == case.reference and row["where"] == "local_jail"
    for mark in ("Ana", "Example", "SAMPLE", "555", "sam@"):
        assert mark not in text


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠", "|", "%"]
)
def test_s19_no_cell_begins_as_a_formula(sign):
    for tail in ("1+1", "cmd|' /C calc'!A0", "SUM(A1)", ""):
        assert plain_cell(sign + tail).startswith("'")
    assert plain_cell("K7M-42Q") == "K7M-42Q"


@pytest.fixture
def closed(cast, office):
    case = file_case(COMPLAINT, NOW())
    unlocked = unlocked_of(case, office)
    case = actions.change_status(unlocked, "closed", by=cast["ana"], at=NOW(), outcome="freed")
    return case, unlocked


def on_day(days):
    return time_machine.travel(NOW() + timedelta(days=days), tick=False)


@pytest.mark.postgres
def test_s05_a_closed_case_is_there_on_its_last_day_and_gone_on_the_next(closed):
    case, _unlocked = closed
    with on_day(90):
        call_command("expire")
        case.refresh_from_db()
        assert case.erased_on is None and case.complaint is not None
    with on_day(91):
        call_command("expire")
        call_command("expire")
    case.refresh_from_db()
    assert case.erased_on and case.complaint is None
    assert not Wrap.objects.filter(owner=case.owner).exists()
    assert AuditEntry.objects.filter(kind="erased", what=case.reference).count() == 1


@pytest.mark.postgres
def test_s05_an_open_case_warns_fourteen_days_before_a_year_and_goes_then(cast):
    case = file_case(COMPLAINT, NOW())
    Case.objects.update(status="reading")
    with on_day(351):
        page = log_in(cast["ana"]).get("/office/").content.decode()
        assert "Deleted within 14 days" in page
        call_command("expire")
    case.refresh_from_db()
    assert case.erased_on is None
    with on_day(366):
        call_command("expire", "--yes")
    case.refresh_from_db()
    assert case.erased_on


@pytest.mark.postgres
def test_a_case_kept_with_a_reason_stays_until_it_is_let_go(cast, closed):
    case, _unlocked = closed
    cora, path = log_in(cast["cora"]), f"/office/retention/{case.reference}/"
    assert "Write why" in cora.post(path + "keep/", {"reason": ""}, follow=True).content.decode()
    cora.post(path + "keep/", {"reason": "a court asked for it"})
    with on_day(400):
        call_command("expire")
    case.refresh_from_db()
    assert case.erased_on is None and case.retention_extended
    assert b"court" not in bytes(Event.objects.get(kind="kept").detail)
    log_in(cast["cora"]).post(path + "let-go/")
    with on_day(400):
        call_command("expire")
    case.refresh_from_db()
    assert case.erased_on


@pytest.mark.postgres
def test_s05_a_case_that_is_kept_longer_while_the_timer_runs_stays(cast, closed, monkeypatch):
    case, unlocked = closed
    real = volunteer_actions._erase_if_due

    def later(*given):
        volunteer_actions.extend_retention(
            unlocked, by=cast["cora"], at=NOW(), reason="a court asked"
        )
        return real(*given)

    monkeypatch.setattr(volunteer_actions, "_erase_if_due", later)
    with on_day(91):
        assert volunteer_actions.erase_due(timezone.localdate(), at=NOW()) == []
    case.refresh_from_db()
    assert case.erased_on is None and case.retention_extended


@pytest.mark.postgres
def test_s05_the_timer_keeps_how_a_case_ended(cast, closed):
    case, _unlocked = closed
    still_open = file_case(COMPLAINT, NOW())
    closed_on = case.closed_on
    with on_day(366):
        assert len(volunteer_actions.erase_due(timezone.localdate(), at=NOW())) == 2
    case.refresh_from_db()
    still_open.refresh_from_db()
    assert (case.outcome, case.closed_on) == ("freed", closed_on)
    assert still_open.outcome == "no_answer"


def test_a_proposal_to_erase_is_an_event_and_can_be_taken_back(cast, closed):
    case, unlocked = closed
    cora, path = log_in(cast["cora"]), f"/office/retention/{case.reference}/"
    cora.post(path + "erase/")
    assert "Withdraw the proposal" in cora.get("/office/retention/").content.decode()
    cora.post(path + "withdraw/")
    cora.post(path + "withdraw/")
    assert "Withdraw the proposal" not in cora.get("/office/retention/").content.decode()
    kinds = list(case.events.order_by("pk").values_list("kind", "by__username"))
    assert kinds[-2:] == [("erase_plan", "cora"), ("erase_off", "cora")]
    # A case that was opened again is not proposed any more.
    volunteer_actions.erase_early(case, by=cast["cora"], at=NOW())
    actions.change_status(unlocked, "reading", by=cast["ana"], at=NOW(), reason="she wrote")
    case.refresh_from_db()
    assert case.erase_proposed_by is None


def test_taking_a_tag_off_asks_first_and_is_a_row(cast):
    case, tag, cora = (
        file_case(COMPLAINT, NOW()),
        Tag.objects.create(name="A"),
        log_in(cast["cora"]),
    )
    volunteer_actions.add_tag(case, tag, by=cast["ana"], at=NOW())
    path = f"/office/tags/{tag.pk}/drop/"
    assert "1 case has it" in cora.get(path).content.decode()
    assert Tag.objects.exists()
    cora.post(path)
    assert not Tag.objects.exists()
    assert AuditEntry.objects.filter(kind="setting", by=cast["cora"], what="tag off: A").exists()


def test_a_changed_route_is_a_row(cast):
    today = str(timezone.localdate())
    given = {"status": "open", "note": "", "contact": "", "checked_on": today}
    assert log_in(cast["cora"]).post("/office/routes/crcl/", given).status_code == 302
    assert AuditEntry.objects.filter(kind="setting", what="route crcl").count() == 1


def test_erasing_early_takes_two_coordinators(cast, closed):
    case, _unlocked = closed
    assert volunteer_actions.erase_early(case, by=cast["cora"], at=NOW()) is False
    with pytest.raises(actions.NotAllowed, match="Another coordinator"):
        volunteer_actions.erase_early(case, by=cast["cora"], at=NOW())
    assert volunteer_actions.erase_early(case, by=cast["ana"], at=NOW()) is True
    case.refresh_from_db()
    assert case.erased_on


def test_an_open_case_is_never_erased_early(cast):
    case = file_case(COMPLAINT, NOW())
    with pytest.raises(actions.NotAllowed, match="Only a closed case"):
        volunteer_actions.erase_early(case, by=cast["cora"], at=NOW())


def test_the_operator_sees_numbers_and_no_case(cast):
    case = file_case(COMPLAINT, NOW())
    page = log_in(cast["oren"]).get("/office/health/").content.decode()
    assert "The form takes new cases" in page and case.reference not in page
