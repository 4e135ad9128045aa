"""The report of a week and a month: its numbers are those that a hand counts, on page and CSV."""

import csv
import html
import io
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from intake.cases import urgency
from intake.cases.models import Event
from intake.dashboard import report as reports
from intake.models import AuditEntry, Case, Packet
from tests.cases.test_urgency import some_case
from tests.conftest import log_in

HIDDEN_BAR = '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"'
MONDAY = date(2026, 11, 9)
NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)


def case_with(team, day, *events, **columns):
    """Return a case that came on a day, with (kind, by, hours after it) of what happened."""
    case = some_case(team=team, opened_on=day, changed_on=day, **columns)
    urgency.recompute_derived(case, day)
    case.save()
    start = timezone.make_aware(datetime(day.year, day.month, day.day, 9))
    for kind, by, hours in [("submitted", None, 0), *events]:
        Event.objects.create(case=case, kind=kind, by=by, at=start + timedelta(hours=hours))
    return case


@pytest.fixture
def week(cast, office):
    """Cases of two weeks, of which the first is the one that is reported."""
    team, ana = office["team"], cast["ana"]
    spanish = {"reads": "es", "state": "TX"}
    case_with(team, MONDAY, ("taken", ana, 2), ("wrote", ana, 10), status="reading", **spanish)
    case_with(team, MONDAY, ("taken", ana, 4), status="reading", reads="en", state="TX")
    case_with(team, MONDAY, status="new", reads="en", state="FL")
    done = {"status": "closed", "closed_on": MONDAY + timedelta(days=3), "outcome": "freed"}
    closed = case_with(team, MONDAY, ("moved", ana, 50), held=True, where="ice", **done, **spanish)
    Packet.objects.create(
        case=closed,
        route="crcl",
        edition=1,
        status="sent",
        made_on=MONDAY,
        sent_on=MONDAY,
        frozen=b"x",
    )
    case_with(team, MONDAY, status="new", suspected_bot=True)
    case_with(team, MONDAY - timedelta(days=40), status="reading", reads="en", state="FL")
    case_with(team, MONDAY + timedelta(days=7), status="new", reads="fr")
    return reports.compute(Case.objects.filter(team=team), MONDAY, MONDAY + timedelta(days=6), NOW)


@pytest.mark.postgres
def test_the_numbers_of_a_week_are_those_of_a_count_by_hand(week):
    line = week.all
    assert (line.received, line.read, line.closed, line.open) == (4, 3, 1, 4)
    assert (line.reading.median, line.reading.p90) == (4.0, 40.8)
    assert (line.answer.median, line.answer.p90) == (10.0, None)
    # Two in time; one late, and one that nobody read past its day.
    assert line.share_in_time == 50
    assert {code: one.received for code, one in week.languages.items()} == {"es": 2, "en": 2}
    assert {code: one.open for code, one in week.states.items()} == {"TX": 2, "FL": 2}
    assert [many for _start, _end, many in week.ages] == [3, 0, 1, 0]
    assert dict(week.outcomes) == {"freed": 1}
    assert {route: dict(ends) for route, ends in week.routes.items()} == {"crcl": {"freed": 1}}


def test_each_part_adds_up_to_the_whole(week):
    for lines in (week.tiers, week.languages, week.states):
        for name in ("received", "read", "closed", "open"):
            total = sum(getattr(line, name) for line in lines.values())
            assert total == getattr(week.all, name), name


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 30), date(2026, 11, 1), date(2026, 11, 30)),
        (date(2028, 2, 10), date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_month_begins_and_ends_on_its_days(day, first, last):
    assert reports.month_of(day) == (first, last)


def test_a_week_begins_on_monday():
    assert reports.week_of(date(2026, 11, 15)) == (MONDAY, date(2026, 11, 15))


@pytest.mark.postgres
def test_the_page_and_the_table_say_the_same(cast, week):
    with time_machine.travel(NOW):
        ana = log_in(cast["ana"])
        page = html.unescape(ana.get("/office/report/?on=2026-11-11").content.decode())
        table = ana.get("/office/report/?on=2026-11-11&as=csv")
    assert "Report for the week Nov 9 to Nov 15, 2026" in page
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert rows[1] == ["all", "all", "4", "3", "1", "4", "4.0", "40.8", "10.0", "", "50"]
    for number in rows[1][2:]:
        assert f'data-label="This period">{number or "–"}</td>' in page
    assert ["How cases closed", "They are free", "1"] in rows
    # A chart is a table: its bars are hidden from who hears the page.
    main = page.split("<main")[1].split("</main>")[0]
    assert main.count('class="chart"') == 3 and main.count("<svg") == main.count(HIDDEN_BAR) > 3
    assert "style=" not in main
    assert AuditEntry.objects.filter(kind="exported").last().what == "report 2026-11-09 2026-11-15"


@pytest.mark.parametrize("query", ["on=x", "on=", "period=year", "on=9999-12-31", "on=0001-01-01"])
def test_a_strange_address_shows_a_report(cast, query):
    assert log_in(cast["ana"]).get(f"/office/report/?{query}").status_code == 200


def test_another_teams_cases_are_not_counted(cast, week):
    with time_machine.travel(NOW):
        table = log_in(cast["dana"]).get("/office/report/?on=2026-11-11&as=csv")
    assert table.content.decode("utf-8-sig").splitlines()[1].startswith("all,all,0,0,0,0")


def test_the_same_queries_for_any_number_of_cases(office, django_assert_num_queries):
    for count in (3, 30):
        for _ in range(count):
            case_with(office["team"], MONDAY, status="new")
        with django_assert_num_queries(10):
            reports.compute(Case.objects.all(), MONDAY, MONDAY + timedelta(days=6), NOW)
