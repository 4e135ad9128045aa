"""The access log by person, case, day and kind, one visit in one line, and as a table."""

import csv
import html
import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from intake.audit import log as audit
from intake.models import AuditEntry
from intake.office.administration.access_log import grouped
from tests.conftest import log_in

START = datetime(2026, 11, 9, 15, tzinfo=UTC)
PATH = "/office/access-log/"


@pytest.fixture
def lines(cast):
    """Two volunteers, two cases, two days."""
    for minute in range(6):
        write(cast["ana"], audit.Kind.VIEWED, "7QD-M3K", minute)
        write(cast["ben"], audit.Kind.VIEWED, "3XK-P8D", minute)
    write(cast["ana"], audit.Kind.REVEALED, "7QD-M3K", 7)
    write(cast["ana"], audit.Kind.VIEWED, "7QD-M3K", 60)
    write(cast["ben"], audit.Kind.SEARCHED, "3", 60 * 24)


def write(by, kind, what, minutes):
    audit.write(kind, by=by, at=START + timedelta(minutes=minutes), what=what)


def shown(client, query):
    """Return the numbers of the lines that a page shows, as texts."""
    page = client.get(f"{PATH}?{query}").content.decode()
    rows = page.split("All lines")[1].split("<tbody>")
    if len(rows) == 1:
        return []
    heads = [row.split("</th>")[0] for row in rows[1].split('<th scope="row">')[1:]]
    return [" ".join(head.split()) for head in heads]


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("what=7QD-M3K", ["14", "13", "1–11"]),
        ("what=7qdm3k", ["14", "13", "1–11"]),
        ("what=7QD-M3K&kind=revealed", ["13"]),
        ("what=3XK-P8D&each=on", ["12", "10", "8", "6", "4", "2"]),
        ("kind=searched&start=2026-11-10&end=2026-11-10", ["15"]),
        ("kind=searched&end=2026-11-09", []),
        ("what=ZZZ-ZZZ", []),
    ],
)
def test_lines_are_found_by_case_day_and_kind(lines, cast, query, numbers):
    assert shown(log_in(cast["otto"]), query) == numbers


def test_lines_are_found_by_person(lines, cast):
    assert shown(log_in(cast["otto"]), f"by={cast['ben'].pk}") == ["15", "2–12"]


def test_a_visit_is_one_line_and_a_long_pause_parts_it(lines):
    groups = grouped(AuditEntry.objects.filter(number__lt=16).order_by("-number"))
    assert [group.count for group in groups] == [1, 1, 1, 6, 6]
    assert sum(group.count for group in groups) == 15


@pytest.mark.parametrize("query", ["start=x", "start=2026-11-10&end=2026-11-09", "by=0", "kind=x"])
def test_what_cannot_be_read_is_said_and_kept(lines, cast, query):
    response = log_in(cast["otto"]).get(f"{PATH}?{query}&what=7QD-M3K")
    assert response.status_code == 422 and 'value="7QD-M3K"' in response.content.decode()


@pytest.mark.postgres
def test_the_table_holds_the_lines_that_were_asked_for_and_its_leaving_is_logged(lines, cast):
    otto = log_in(cast["otto"])
    table = otto.get(f"{PATH}?what=7QD-M3K&as=csv")
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["line", "14", "13", "11", "9", "7", "5", "3", "1"]
    assert rows[2][2:] == ["ana", "revealed", "7QD-M3K"]
    entry = AuditEntry.objects.order_by("number").last()
    assert (entry.kind, entry.by, entry.what) == ("exported", cast["otto"], "access log")
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        again = otto.get(f"{PATH}?what=7QD-M3K&as=csv")
    assert "/second/again/" in again.headers["Location"]
    assert "what%3D7QD-M3K" in again.headers["Location"]  # it comes back to the filter


def test_only_auditors_see_it(lines, cast):
    assert log_in(cast["ana"]).get(f"{PATH}?as=csv").status_code == 404


def test_a_page_of_the_log_goes_on_where_it_ended_with_the_filter(cast):
    for minute in range(60):
        write(cast["ana"], audit.Kind.VIEWED, f"case {minute}", minute)
    otto = log_in(cast["otto"])
    page = html.unescape(otto.get(f"{PATH}?kind=opened").content.decode())
    address = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert address.startswith("?kind=opened&after=")
    assert len(shown(otto, address[1:])) == 10
