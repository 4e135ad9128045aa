"""What leaves as numbers, tables and files: who may, what stands in it, what can be worked out."""

import csv
import html
import io
import random
import re
from collections import Counter
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from intake.dashboard import public
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import actions as letters
from intake.models import AuditEntry, Case, PublicStatistics
from intake.office.exports import datasets
from tests.cases.test_urgency import some_case
from tests.conftest import log_in, unlocked_of

NOW = timezone.now
UNTIL = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def not_kept():
    public.clear_cache()


def cases_of(team, spread, **columns):
    """Make cases: {(state, month): how many}."""
    Case.objects.bulk_create(
        some_case(
            team=team,
            state=state,
            opened_on=date.fromisoformat(f"{month}-15"),
            **{"consent_count": "yes", "where": "free"} | columns,
        )
        for (state, month), many in spread.items()
        for _ in range(many)
    )


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({"a": 30, "b": 20}, {"a": 30, "b": 20}),
        ({"a": 30, "b": 20, "c": 3}, {"a": 30, "b": "hidden", "c": "few"}),
        ({"a": 30, "b": 20, "c": 3, "d": 9}, {"a": 30, "b": "hidden", "c": "few", "d": "few"}),
        ({"a": 30, "c": 0}, {"a": "hidden", "c": "few"}),
        ({"c": 3}, {"c": "few"}),
        ({}, {}),
    ],
)
def test_a_cell_under_eleven_is_hidden_with_the_next_smallest(cells, shown):
    assert public.hide(cells) == shown


def test_no_small_cell_can_be_worked_out_from_the_sum():
    """For 2,000 random tables: with all that is told, each small cell may be any number of ten."""
    dice = random.Random(7)
    for _ in range(2000):
        cells = {name: dice.choice((0, 1, 5, 10, 11, 40, 300)) for name in "abcdefg"}
        shown = public.hide(cells)
        few = [name for name, one in shown.items() if one == "few"]
        hidden = [name for name, one in shown.items() if one == "hidden"]
        assert all(cells[name] == one for name, one in shown.items() if not isinstance(one, str))
        assert all(cells[name] < 11 for name in few) and all(cells[name] > 10 for name in hidden)
        if few and set(cells) != set(few):
            left = sum(cells.values()) - sum(n for n in shown.values() if not isinstance(n, str))
            assert hidden and left >= 11


@pytest.mark.postgres
def test_only_consent_counts_and_only_whole_months(office):
    months = [f"{first:%Y-%m}" for first in public.months_before(UNTIL)]
    assert (months[0], months[-1], len(months)) == ("2025-11", "2026-10", 12)
    cases_of(office["team"], {("TX", "2026-10"): 40})
    cases_of(office["team"], {("TX", "2026-10"): 12}, consent_count="no")
    cases_of(office["team"], {("TX", "2026-10"): 12}, suspected_bot=True)
    cases_of(office["team"], {("TX", "2026-11"): 12, ("TX", "2025-10"): 12})
    found = public.compute(UNTIL)
    assert found["total"] == 40 and found["state"] == [("TX", 40)]
    assert found["state_months"] == {}


@pytest.mark.postgres
def test_large_states_by_month_and_small_ones_by_year_only(office):
    months = [f"{first:%Y-%m}" for first in public.months_before(UNTIL)]
    spread = {("TX", month): 40 for month in months} | {("CA", month): 30 for month in months}
    spread |= {("WY", month): 2 for month in months} | {("NY", month): 12 for month in months[:9]}
    spread |= {("FL", month): 11 for month in months[9:]}
    cases_of(office["team"], spread)
    found = public.compute(UNTIL)
    # In each month the other states together are eleven or more: both large ones may be told.
    assert found["state_months"] == {"CA": [30] * 12, "TX": [40] * 12}
    assert dict(found["state"])["WY"] == 24 and dict(found["state"])["FL"] == 33
    Case.objects.filter(state__in=("NY", "FL")).delete()
    # Wyoming alone would be left in each month: the smaller large state is told by year only.
    assert public.compute(UNTIL)["state_months"] == {"TX": [40] * 12}


@pytest.mark.postgres
def test_numbers_are_published_once_a_month_and_a_view_asks_no_database(
    client, office, django_assert_num_queries
):
    assert "There are no numbers yet." in client.get("/numbers/").content.decode()
    cases_of(office["team"], {("TX", "2026-10"): 40, ("WY", "2026-10"): 3, ("CA", "2026-09"): 15})
    row = public.publish(date(2026, 11, 24))
    cases_of(office["team"], {("TX", "2026-10"): 40})
    assert public.publish(date(2026, 11, 30)) == row
    public.clear_cache()
    client.get("/numbers/")
    with django_assert_num_queries(0):
        page = html.unescape(client.get("/numbers/").content.decode())
    assert "fewer than 11" in page and "Texas" in page and ">40<" in page
    assert ">3<" not in page and ">15<" not in page
    assert public.publish(date(2026, 12, 1)) != row and PublicStatistics.objects.count() == 2


@pytest.mark.postgres
def test_the_table_for_researchers_holds_coded_columns_alike_eleven_times(cast, office):
    cases_of(
        office["team"],
        {
            ("TX", "2026-10"): 15,
            ("WY", "2026-10"): 6,
            ("CA", "2026-10"): 6,
            ("FL", "2026-08"): 4,
            ("FL", "2026-07"): 8,
        },
        problems=["other"],
    )
    cases_of(office["team"], {("NY", "2026-10"): 3}, problems=["profiling"])
    cases_of(office["team"], {("TX", "2026-10"): 20}, consent_count="no")
    cora = log_in(cast["cora"])
    response = cora.post("/office/export/research/", {"reason": "a study"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    alike = Counter((row["month"], row["state"], row["problems"]) for row in rows)
    assert alike == {
        ("2026-10", "TX", "other"): 15,
        ("2026-10", "", "other"): 12,
        ("", "", "other"): 12,
    }
    assert "profiling" not in response.content.decode()
    assert (
        {column.name for column in datasets.RESEARCH}
        == set(rows[0])
        == {
            "month",
            "state",
            "where",
            "hold",
            "held_past_release",
            "reads",
            "began",
            "problems",
            "codes",
            "outcome",
        }
    )
    assert AuditEntry.objects.filter(kind="exported", what="a study").count() == 1
    with time_machine.travel(NOW() + timedelta(minutes=6)):
        again = cora.post("/office/export/research/", {"reason": "a study"})
        assert "/office/account/second/again/" in again.headers["Location"]


def test_every_column_is_explained_on_its_page(cast):
    page = html.unescape(log_in(cast["cora"]).get("/office/export/columns/").content.decode())
    for column in (*datasets.OFFICE, *datasets.RESEARCH):
        assert f"<code>{column.name}</code>" in page and str(column.means) in page
        for code in column.codes or {}:
            assert f"<code>{code}</code>" in page, (column.name, code)


def test_the_file_for_a_lawyer_needs_consent_and_holds_everything(cast, office):
    case = file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    letters.receive_message(unlocked_of(case, office), "I wrote this", language="en", at=NOW())
    log_in(cast["ana"]).post(f"/office/cases/{case.reference}/note/", {"text": "a note of ours"})
    cora, path = log_in(cast["cora"]), f"/office/cases/{case.reference}/whole/"
    assert "Ana María" not in cora.get(path).content.decode()
    assert cora.post(path, {"consent": ""}).status_code == 422
    page = html.unescape(cora.post(path, {"consent": "by phone, for L. Yer"}).content.decode())
    for mark in (
        "Ana María",
        "SAMPLE-0001",
        "(555) 010-0199",
        "1 Sample Street",
        "I wrote this",
        "a note of ours",
        "They said: “the computer knows”.",
        "by phone, for L. Yer",
    ):
        assert mark in page, mark
    event = case.events.get(kind="exported")
    assert event.by == cast["cora"] and b"Yer" not in bytes(event.detail)
    assert AuditEntry.objects.filter(kind="exported", what=case.reference).count() == 1


SIGNS = ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠"]
TAILS = [
    "1+1",
    "cmd|' /C calc'!A0",
    "SUM(1+9)*cmd|' /C calc'!A0",
    'HYPERLINK("http://x.example")',
    'DDE("cmd";"/C calc";"x")',
]
PAYLOADS = [sign + tail for sign in SIGNS for tail in TAILS]
SNEAKY = [" =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff@SUM(1)", "\x07+1", "\u3000＝1", "  \t-1"]


def test_s19_no_cell_of_a_payload_is_a_formula():
    names = PAYLOADS + SNEAKY
    made = datasets.table(datasets.OFFICE[:1], [[name] for name in names])
    cells = [row[0] for row in csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))][1:]
    # csv reads back what was written, and a second reading, by its lines, sees the same starts.
    assert [cell[0] for cell in cells] == ["'"] * len(names)
    assert [cell[1:] for cell in cells] == names
    assert not [
        cell for cell in cells if datasets._visible_part(cell).startswith(datasets.FORMULA_STARTS)
    ]
    for line in re.split(r"(?<=\")\r\n", made.decode("utf-8-sig"))[1:]:
        assert not line.lstrip('"').startswith(datasets.FORMULA_STARTS)


def test_a_volunteers_name_cannot_be_a_formula_in_the_table(cast, office):
    cast["ana"].first_name = "=1+1"
    cast["ana"].save()
    case = file_case(COMPLAINT, NOW())
    Case.objects.filter(pk=case.pk).update(assigned_to=cast["ana"])
    response = log_in(cast["cora"]).post("/office/export/?tab=open", {"reason": "x"})
    [row] = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert row["assigned_to"] == "'=1+1"
