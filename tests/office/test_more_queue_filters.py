"""Filters, numbers and follow-ups beyond the first ones: each finds exactly what it says."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.audit import log as audit
from intake.cases import filters, queue_order, urgency
from intake.dashboard import statistics
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import AuditEntry, Case, CaseCode, Packet
from tests.cases.test_urgency import some_case
from tests.conftest import log_in, unlocked_of
from tests.filer import flat
from tests.office.test_queue_filters import fill, references

pytestmark = pytest.mark.postgres

NOW = timezone.now
TODAY = timezone.localdate


@pytest.fixture
def ana(cast):
    return log_in(cast["ana"])


def closed(team, **columns):
    case = some_case(team=team, status="closed", **columns)
    urgency.recompute_derived(case, TODAY())
    case.save()
    return case


def test_closed_cases_are_found_by_how_they_ended_and_by_days_past_release(ana, office):
    freed = closed(office["team"], outcome="freed", days_past_release=4)
    closed(office["team"], outcome="no_answer")
    assert references(ana.get("/office/?tab=closed&outcome=freed")) == [freed.reference]
    assert references(ana.get("/office/?tab=closed&past=was")) == [freed.reference]
    assert references(ana.get("/office/?tab=all&outcome=freed")) == [freed.reference]


def test_cases_are_found_by_added_papers_and_by_the_week_they_came(ana, office, cast):
    with_paper, without = (file_case(COMPLAINT, NOW()) for _ in range(2))
    unlocked = unlocked_of(with_paper, office)
    attachments.add(unlocked, b"a text", "a page", by=cast["ana"], at=NOW())
    assert references(ana.get("/office/?papers=yes")) == [with_paper.reference]
    assert references(ana.get("/office/?papers=no")) == [without.reference]
    monday = TODAY() - timedelta(days=TODAY().weekday())
    assert len(references(ana.get(f"/office/?week={monday}"))) == 2
    assert references(ana.get(f"/office/?week={monday - timedelta(days=7)}")) == []
    assert len(references(ana.get("/office/?week=nonsense"))) == 2


@pytest.mark.parametrize("rare", [0, 2000])
def test_a_usual_code_and_a_rare_one_are_found_the_same(ana, office, monkeypatch, rare):
    monkeypatch.setattr(filters, "RARE_COUNT", rare)
    fill(office["team"], 4, problems=["wrong_match"])
    other = file_case(COMPLAINT, NOW(), problem={"went_wrong": ["ice_arrest"]})
    assert references(ana.get("/office/?problem=ice_arrest")) == [other.reference]
    assert len(references(ana.get("/office/?problem=wrong_match"))) == 4
    # The same word means another thing as a problem and as a reason.
    assert references(ana.get("/office/?code=ice_arrest")) == references(ana.get("/office/"))


def test_code_rows_are_those_of_the_case_and_follow_what_is_said_later(cast, office):
    from intake.cases import submission

    case = file_case(COMPLAINT, NOW())

    def rows(column):
        return sorted(CaseCode.objects.filter(column=column).values_list("code", flat=True))

    assert rows("problems") == sorted(case.problems) and rows("codes") == sorted(case.codes)
    unlocked = unlocked_of(case, office)
    answers = unlocked.answers | {"problem": {"went_wrong": ["other"]}}
    submission.add_amendment(unlocked, lambda before: (answers, []), now=NOW())
    assert rows("problems") == ["other"]


def test_every_number_of_the_dashboard_opens_its_list(ana, office, cast):
    fill(
        office["team"],
        6,
        where="abroad",
        reads="es",
        hold="yes",
        began="border",
        codes=["same_name"],
        problems=["other"],
        state="TX",
    )
    for case in Case.objects.filter(held=True):
        case.held_past_release = True
        urgency.recompute_derived(case, TODAY())
        case.save()
    ended = closed(office["team"], outcome="freed", days_past_release=3)
    Packet.objects.create(case=ended, route="crcl", edition=1, made_on=TODAY(), sent_on=TODAY())
    statistics.recompute(office["team"], NOW())
    page = flat(html.unescape(ana.get("/office/dashboard/").content.decode()))
    cards = re.findall(r'<a href="(/office/\?[^"]+)"><strong>(\d+)</strong>', page)
    assert len(cards) == 3
    bars = re.findall(r'<a href="(/office/\?[^"]+)">[^<]+</a></th><td><svg.*?</svg>(\d+)', page)
    for part in ("began=border", "code=same_name", "outcome=freed", "where=abroad"):
        assert [url for url, _many in bars if part in url], part
    for url, many in cards + bars:
        assert len(references(ana.get(url))) == int(many), url
    for part in ("tier=", "week=", "reads=es", "tab=all&route=crcl", "route=crcl&outcome=freed"):
        url = re.search(rf'href="(/office/\?[^"]*{part}[^"]*)"', page)
        assert url and ana.get(url[1]).status_code == 200, part
    assert "They are free: 1" in page
    # Numbers that were counted before an hour ago may lack a column.
    count = statistics.latest_or_now(office["team"], NOW())
    del count.numbers["began"]
    count.numbers["routes"] = [row[:5] for row in count.numbers["routes"]]
    count.save()
    assert ana.get("/office/dashboard/").status_code == 200


def due(team, count, days=0, **columns):
    cases = fill(team, count, follow_up_on=TODAY() + timedelta(days=days), **columns)
    return [case.reference for case in cases]


def test_follow_ups_by_person_and_by_day(ana, office, cast):
    due(office["team"], 3, -1, assigned_to=cast["ana"])
    page = flat(html.unescape(ana.get("/office/follow-ups/").content.decode()))
    assert f'href="?who={cast["ana"].pk}">Ana</a><span class="count">3<' in page
    assert len(references(ana.get(f"/office/follow-ups/?who={cast['ana'].pk}"))) >= 3
    assert references(ana.get(f"/office/follow-ups/?who={cast['ben'].pk}")) == []
    assert references(ana.get("/office/follow-ups/?when=later")) == []
    assert references(ana.get("/office/follow-ups/?who=nobody")) == []
    assert ana.get("/office/follow-ups/?who=x&when=y&after=z~q&owing=1").status_code == 200


def test_follow_ups_come_in_pages_of_fifty_each_once(ana, office):
    wanted, seen, path = due(office["team"], 120), [], "/office/follow-ups/"
    for _ in range(3):
        page = flat(html.unescape(ana.get(path).content.decode()))
        seen += dict.fromkeys(re.findall(r'<th scope="row"><a href="/office/cases/(\d{7})/', page))
        later = re.search(r'href="(\?[^"]+)" rel="next"', page)
        path = "/office/follow-ups/" + (later[1] if later else "")
    assert later is None and seen == sorted(wanted)


def owed(team, days, **columns):
    case = some_case(team=team, status="sent", **columns)
    urgency.recompute_derived(case, TODAY())
    case.save()
    Packet.objects.create(
        case=case,
        route="crcl",
        edition=1,
        made_on=TODAY(),
        status="sent",
        frozen=b"x",
        sent_on=TODAY() - timedelta(days=days),
    )


def test_where_too_many_answers_are_owed_the_oldest_are_counted(ana, office, monkeypatch):
    for days in (1, 31, 91, 200):
        owed(office["team"], days)
    monkeypatch.setattr(queue_order, "MAX_COUNTED", 3)
    page = html.unescape(ana.get("/office/follow-ups/").content.decode())
    assert "This table counts the 3 that are owed longest." in page
    counts = re.findall(r'<a href="\?office=crcl&age=(\w+)#owe">(\d+)</a>', page)
    assert counts == [("30", "1"), ("90", "2")]


def test_offices_that_owe_are_grouped_by_days_since_sending(ana, office):
    for days in (1, 31, 65, 91, 200):
        owed(office["team"], days)
    page = html.unescape(ana.get("/office/follow-ups/").content.decode())
    counts = re.findall(r'<a href="\?office=crcl&age=(\w+)#owe">(\d+)</a>', page)
    assert counts == [("new", "1"), ("30", "1"), ("60", "1"), ("90", "2")]
    for age, many in counts:
        assert len(references(ana.get(f"/office/follow-ups/?office=crcl&age={age}"))) == int(many)
    assert references(ana.get("/office/follow-ups/?office=foia")) == []


def test_a_follow_up_is_cancelled_and_a_message_begun_in_one_click(ana, office, cast):
    case = file_case(COMPLAINT, NOW())
    Case.objects.update(follow_up_on=TODAY())
    page = html.unescape(ana.get("/office/follow-ups/").content.decode())
    assert f"/office/cases/{case.reference}/act/?template=still_need" in page
    response = ana.post(f"/office/cases/{case.reference}/do/no_follow_up/", {"then": "follow-ups"})
    assert response.headers["Location"] == "/office/follow-ups/"
    case.refresh_from_db()
    assert case.follow_up_on is None
    assert case.events.filter(kind="follow_up").count() == 1
    tess = html.unescape(log_in(cast["tess"]).get("/office/follow-ups/").content.decode())
    assert "Cancel the day" not in tess


def test_the_access_log_comes_in_pages_by_the_number_of_a_line(cast):
    otto = log_in(cast["otto"])
    for number in range(70):
        audit.write("opened", by=cast["ana"], at=NOW(), what=f"AAA-{number:03d}")
    path, seen = "/office/access-log/?kind=opened", []
    for _ in range(2):
        page = flat(html.unescape(otto.get(path).content.decode()))
        seen += re.findall(r'<tr><th scope="row">(\d+)</th>', page)
        older = re.search(r'href="(\?[^"]+)" rel="next"', page)
        path = "/office/access-log/" + (older[1] if older else "")
    rows = AuditEntry.objects.filter(kind="opened").order_by("-number")
    assert seen == [str(number) for number in rows.values_list("number", flat=True)]
    assert older is None and otto.get("/office/access-log/?after=x").status_code == 200


def test_retention_comes_in_pages(cast, office):
    cora = log_in(cast["cora"])
    fill(office["team"], 60, retention_extended=True)
    first = flat(html.unescape(cora.get("/office/retention/").content.decode()))
    more = re.search(r'href="(\?kept=[^"]+)"', first)[1]
    second = flat(html.unescape(cora.get("/office/retention/" + more).content.decode()))
    found = [re.findall(r'<li><a href="/office/cases/(\d{7})/', page) for page in (first, second)]
    assert [len(set(page)) for page in found] == [50, 10]
    assert not set(found[0]) & set(found[1])
