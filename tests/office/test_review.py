"""The case page: what is known at a glance, small acts and their way back, and the list kept."""

import html
import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.cases import urgency
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import actions as letters
from intake.models import Case, Packet
from intake.packets.next_steps import follow_up_dates, is_route_step
from intake.routes.fitting import ROUTES_BY_SLUG
from tests.conftest import log_in, unlocked_of
from tests.filer import flat
from tests.office.test_work import do, kinds

NOW = timezone.now
TODAY = timezone.localdate


@pytest.fixture
def case(cast):
    return file_case(COMPLAINT, NOW(), filing_for="family", held=True)


@pytest.fixture
def ana(cast):
    return log_in(cast["ana"])


def page_of(client, case, query=""):
    return html.unescape(client.get(f"/office/cases/{case.reference}/{query}").content.decode())


def bar_of(client, held_over):
    page = page_of(client, file_case(COMPLAINT, NOW(), held=True, held_over=held_over))
    return re.search(r'<header class="bar case-bar">.*?</header>', page, re.DOTALL)[0]


def test_the_bar_says_the_safe_ways_and_the_hours_left_on_the_hold(ana):
    due = (NOW() - timedelta(hours=3)).astimezone(ZoneInfo("America/Chicago"))
    day = {"y": due.year, "m": due.month, "d": due.day, "words": ""}
    exact = day | {"time": f"{due:%H%M} hrs", "t": f"{due:%H:%M}"}
    held = {"kept": "yes", "due_out": exact, "jail_state": "TX", "zone": "Central"}
    bar = bar_of(ana, held)
    assert "text message, call, email, letter (no voice message)" in bar
    assert re.search(r'data-until="[^"]+"\s*>\d+ hours left', bar)
    # Where the hour is open there is no one moment to count down to.
    bar = bar_of(ana, held | {"due_out": day | {"time": "", "t": ""}})
    assert re.search(r">\d+ hours left", bar) and "data-until" not in bar


@pytest.mark.postgres
def test_a_last_day_that_is_done_leaves_the_queue_and_comes_back_when_it_moves(ana, case, office):
    first = case.next_deadline_on
    rule = next(name for name, day in case.deadlines.items() if day == str(first))
    assert "Write how you know." in do(ana, case, "end_day", rule=rule, how="done")
    page = do(ana, case, "end_day", rule=rule, how="done", reason="the form is there since Monday")
    assert case.next_deadline_on != first and case.dismissed_deadlines == {
        rule: case.deadlines[rule]
    }
    assert "the form is there since Monday" in page and "Over with:" in page
    do(ana, case, "end_day", rule=rule, how="again", reason="it was the wrong form")
    assert case.next_deadline_on == first and not case.dismissed_deadlines
    do(ana, case, "end_day", rule=rule, how="off", reason="they are free")
    assert kinds(case)[-3:] == ["day_done", "day_on", "day_off"]
    case.deadlines = case.deadlines | {rule: (first + timedelta(days=1)).isoformat()}
    urgency.recompute_derived(case, TODAY())
    assert case.next_deadline_on == first + timedelta(days=1)


def test_a_deadline_of_a_rule_that_was_given_up_breaks_no_page(ana, case, office):
    given_up = {"a_rule_of_before": "2026-12-01"}
    Case.objects.filter(pk=case.pk).update(dismissed_deadlines=given_up, deadlines=given_up)
    assert ana.get(f"/office/cases/{case.reference}/").status_code == 200


def test_the_timeline_can_show_messages_only(ana, case, office):
    letters.receive_message(unlocked_of(case, office), "Hello?", language="en", at=NOW())
    ana.post(f"/office/cases/{case.reference}/take/")

    def happened(query):
        page = flat(page_of(ana, case, query))
        return re.findall(r'<li class="by-\w+"><strong>([^<]+)', page)

    assert happened("") == ["Self-assigned", "The person wrote to us", "Complaint received"]
    assert happened("?only=messages") == ["The person wrote to us"]
    assert happened("?only=x") == happened("")


def test_a_paper_is_marked_as_read_or_to_be_asked_for_again(ana, case, cast, office):
    paper = attachments.add(
        unlocked_of(case, office), b"a text", "birth page", by=cast["ana"], at=NOW()
    )
    assert "Can you read it?" in page_of(ana, case)
    page = do(ana, case, "paper", paper=paper.pk, readable="again")
    assert "Cannot be read." in page and "act/?template=ask" in page
    do(ana, case, "paper", paper=paper.pk, readable="yes")
    assert "Can be read." in page_of(ana, case)
    assert kinds(case)[-2:] == ["file_again", "file_clear"]
    for wrong in ("x", case.owner):
        do(ana, case, "paper", paper=wrong, readable="yes")
    do(ana, case, "paper", paper=paper.pk, readable="perhaps")
    assert kinds(case)[-1] == "file_clear"


def test_a_tick_can_be_taken_back(ana, case):
    page = do(ana, case, "tick", step="jail_time")
    assert "Mark as not done" in page
    page = do(ana, case, "tick", step="jail_time", undo="1")
    assert "Mark as not done" not in page and not case.completed_steps.exists()
    do(ana, case, "tick", step="jail_time", undo="1")
    assert kinds(case)[-2:] == ["ticked", "unticked"]


def test_a_raised_case_carries_the_name_in_lists(ana, case, cast):
    other = file_case(COMPLAINT, NOW())
    do(ana, case, "raise", reason="he is ill")
    page = html.unescape(ana.get("/office/").content.decode())
    assert page.count("Escalated by a volunteer: Ana") == 1
    assert "In jail: Ana" not in page and other.reference in page


def test_the_list_is_kept_through_every_verb(ana, case):
    path = f"/office/cases/{case.reference}/"
    page = page_of(ana, case, "?list=tab%3Dopen%26state%3DTX")
    actions = re.findall(r'action="(/office/cases/[^"]+/(?:do/\w+|take|note|move)/[^"]*)"', page)
    assert len(actions) > 5
    links = re.findall(r'href="\?do=([^"#]+)#do"', page)
    assert len(links) > 6
    assert [one for one in links if not one.endswith("&list=tab%3Dopen%26state%3DTX")] == []
    assert [one for one in actions if not one.endswith("?list=tab%3Dopen%26state%3DTX")] == []
    for verb, given in (
        ("do/tags/", {}),
        ("note/", {"text": "x"}),
        ("take/", {}),
        ("do/follow_up/", {"on": str(TODAY() + timedelta(days=7))}),
    ):
        response = ana.post(f"{path}{verb}?list=tab%3Dopen%26state%3DTX", given)
        assert response.headers["Location"] == f"{path}?list=tab%3Dopen%26state%3DTX"


@pytest.mark.parametrize("typed", ["abc", "²", "٣٣", "9" * 30, "9" * 5000, "-1", ""])
@pytest.mark.postgres
def test_what_is_no_number_breaks_no_page(ana, case, cast, typed):
    path = f"/office/cases/{case.reference}/"
    posts = (
        (f"{path}do/assign/", {"to": cast["ben"].pk, "reason": "x", "seen": typed}),
        (f"{path}translation/keep/", {"place": "0/text/story", "text": "x", "seen": typed}),
        (f"{path}translation/message/", {"message": typed, "text": "x"}),
        (f"{path}translation/check/", {"translation": typed, "text": "x"}),
        (f"{path}act/", {"template": f"ask:en:{typed}", "text": "x"}),
        (
            "/office/many/",
            {
                "what": "assign",
                "case": [case.reference],
                "sure": "on",
                "to": cast["ben"].pk,
                "reason": "x",
                f"has-{case.reference}": typed,
            },
        ),
    )
    for address, given in posts:
        assert ana.post(address, given).status_code < 500, address
    assert ana.get("/office/follow-ups/", {"who": typed}).status_code == 200


def test_next_steps_name_the_ways_that_fit_and_the_days_to_ask_again(ana, case):
    page = page_of(ana, case)
    assert "Prepare letters: " in page
    alone = file_case(COMPLAINT, NOW(), held=True, lawyer={"has_lawyer": "no", "open_case": "no"})
    assert "Use this option: " in page_of(ana, alone)
    Packet.objects.create(case=case, route="crcl", edition=1, made_on=TODAY())
    assert "Send letters: " in page_of(ana, case)
    Packet.objects.update(sent_on=TODAY())
    page = flat(page_of(ana, case))
    assert page.count("<span>Ask again: ") == len(ROUTES_BY_SLUG["crcl"].follow_up)
    page = do(ana, case, "tick", step="again-crcl-7")
    assert page.count("Mark as not done") == 1
    assert case.completed_steps.get().step == "again-crcl-7"
    # Days of the law stand beside the route's own.
    asked = follow_up_dates(ROUTES_BY_SLUG["foia"], date(2026, 11, 20))
    assert len(asked) == 3
    # Nobody answers on a Sunday. The tick stays with the count of days.
    assert (30, date(2026, 12, 21)) in asked
    assert (
        not is_route_step("again-nowhere-7")
        and not is_route_step("way-")
        and is_route_step("way-lawyer")
    )
    assert (
        ana.post(f"/office/cases/{case.reference}/do/tick/", {"step": "way-nowhere"}).status_code
        == 404
    )
