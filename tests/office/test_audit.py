"""S08, S15, S19, S05: the access log, exports, and what is kept how long."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from intake.audit import actions as audit
from intake.cases import actions, work
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import AuditHead, AuditRow, Case, Event, Wrap
from intake.office.exports import plain_cell
from intake.vault import sealing
from tests.conftest import log_in
from tests.filer import FormClient

NOW = timezone.now


@pytest.fixture
def chain(cast):
    for number in range(40):
        audit.write(audit.Kind.OPENED, by=cast["ana"], at=NOW(), what=f"case {number}")


def test_s08_a_whole_chain_is_whole(chain):
    assert audit.first_fault() is None
    call_command("check_audit")


@pytest.mark.parametrize("number", [1, 17, 40])
@pytest.mark.parametrize("column", ["kind", "what", "by", "at", "mac"])
def test_s08_any_change_of_a_row_is_found(chain, cast, number, column):
    changed = {"kind": "printed", "what": "x", "by": cast["ben"], "at": NOW(), "mac": b"x" * 32}
    AuditRow.objects.filter(number=number).update(**{column: changed[column]})
    assert audit.first_fault() == number
    with pytest.raises(CommandError, match=f"line {number} on"):
        call_command("check_audit")


@pytest.mark.parametrize("number", [1, 17, 40])
def test_s08_a_row_taken_out_is_found_also_at_the_end(chain, number):
    AuditRow.objects.filter(number=number).delete()
    assert audit.first_fault() == number


def test_s08_two_rows_in_another_order_are_found(chain):
    one, two = AuditRow.objects.get(number=7), AuditRow.objects.get(number=8)
    one.number, two.number = 8, 7
    one.save()
    two.save()
    assert audit.first_fault() == 7


def test_s08_a_forged_head_is_found(chain):
    AuditHead.objects.update(count=39)
    assert audit.first_fault() == 41 or audit.first_fault() == 40


def test_s08_every_opening_leaves_exactly_one_row_without_content(cast):
    case = file_case(COMPLAINT, NOW())
    ana = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/"
    for _ in range(3):
        ana.get(path)
    ana.post(path + "note/", {"text": "MARKER"})
    ana.post(path + "reveal/")
    log_in(cast["dana"]).get(path)
    rows = AuditRow.objects.filter(kind="opened")
    assert [(row.by, row.what) for row in rows] == [(cast["ana"], case.reference)] * 3
    assert AuditRow.objects.filter(kind="revealed").count() == 1
    assert not AuditRow.objects.filter(what__contains="MARKER").exists()


def test_s08_logins_and_failures_are_rows_and_what_was_typed_is_not(cast):
    guest = FormClient()
    guest.post("/office/account/login/", {"login": "ana", "password": "wrong MARKER words"})
    log_in(cast["ana"])
    guest.post("/office/account/login/",
               {"login": "ben", "password": "a quiet lantern for the tests"})  # fmt: skip
    guest.post("/office/account/second/", {"code": "000000"})
    found = list(AuditRow.objects.order_by("number").values_list("kind", "by__username", "what"))
    assert ("login_failed", None, "") in found
    assert ("login", "ana", "") in found
    assert ("second_failed", "ben", "") in found


def test_unusual_looking_is_shown_first(cast):
    at = NOW().replace(minute=10)
    for number in range(31):
        audit.write(audit.Kind.OPENED, by=cast["ana"], at=at, what=f"{number}")
        audit.write(audit.Kind.OPENED, by=cast["ben"], at=at, what="the same")
    [(who, _what, _hour, many)] = audit.unusual(NOW())
    assert (who, many) == (cast["ana"], 31)
    page = log_in(cast["otto"]).get("/office/access-log/").content.decode()
    assert page.index("stale") < page.index("All lines")


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
    assert AuditRow.objects.filter(kind="exported").count() == 20
    assert AuditRow.objects.filter(kind="export_limit").count() == 3
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


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－",
                                  "＠", "|", "%"])  # fmt: skip
def test_s19_no_cell_begins_as_a_formula(sign):
    for tail in ("1+1", "cmd|' /C calc'!A0", "SUM(A1)", ""):
        assert plain_cell(sign + tail).startswith("'")
    assert plain_cell("K7M-42Q") == "K7M-42Q"


@pytest.fixture
def closed(cast, office):
    case = file_case(COMPLAINT, NOW())
    key = sealing.opened_by_team(case.owner, {office["team"].pk: office["privates"]})
    return actions.move(case, "closed", key=key, by=cast["ana"], at=NOW(), outcome="freed"), key


def on_day(days):
    return time_machine.travel(NOW() + timedelta(days=days), tick=False)


def test_s05_a_closed_case_is_there_on_its_last_day_and_gone_on_the_next(closed):
    case, _key = closed
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
    assert AuditRow.objects.filter(kind="erased", what=case.reference).count() == 1


def test_s05_an_open_case_warns_fourteen_days_before_a_year_and_goes_then(cast):
    case = file_case(COMPLAINT, NOW())
    Case.objects.update(status="reading")
    with on_day(351):
        page = log_in(cast["ana"]).get("/office/").content.decode()
        assert "Will be erased within 14 days" in page
        call_command("expire")
    case.refresh_from_db()
    assert case.erased_on is None
    with on_day(366):
        call_command("expire")
    case.refresh_from_db()
    assert case.erased_on


def test_a_case_kept_with_a_reason_stays_until_it_is_let_go(cast, closed):
    case, _key = closed
    cora, path = log_in(cast["cora"]), f"/office/retention/{case.reference}/"
    assert "Write why" in cora.post(path + "keep/", {"reason": ""}, follow=True).content.decode()
    cora.post(path + "keep/", {"reason": "a court asked for it"})
    with on_day(400):
        call_command("expire")
    case.refresh_from_db()
    assert case.erased_on is None and case.kept
    assert b"court" not in bytes(Event.objects.get(kind="kept").detail)
    log_in(cast["cora"]).post(path + "let-go/")
    with on_day(400):
        call_command("expire")
    case.refresh_from_db()
    assert case.erased_on


def test_erasing_early_takes_two_coordinators(cast, closed):
    case, _key = closed
    assert work.erase_early(case, by=cast["cora"], at=NOW()) is False
    with pytest.raises(actions.NotAllowed, match="Another coordinator"):
        work.erase_early(case, by=cast["cora"], at=NOW())
    assert work.erase_early(case, by=cast["ana"], at=NOW()) is True
    case.refresh_from_db()
    assert case.erased_on


def test_an_open_case_is_never_erased_early(cast):
    case = file_case(COMPLAINT, NOW())
    with pytest.raises(actions.NotAllowed, match="Only a closed case"):
        work.erase_early(case, by=cast["cora"], at=NOW())


def test_the_operator_sees_numbers_and_no_case(cast):
    case = file_case(COMPLAINT, NOW())
    page = log_in(cast["oren"]).get("/office/health/").content.decode()
    assert "The form takes new cases" in page and case.reference not in page
