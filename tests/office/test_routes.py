"""Routes in the office: who sees them, who changes them, and what the case page says of them."""

import re

import time_machine
from django.utils import timezone

from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import RouteReview
from tests.conftest import log_in

SEEN = {
    "status": "open",
    "note": "It answers.",
    "contact": "202-555-0100",
    "checked_on": "2026-11-20",
}


def test_a_coordinator_keeps_what_was_seen_with_its_history(cast):
    cora, ana = log_in(cast["cora"]), log_in(cast["ana"])
    response = cora.post("/office/routes/crcl/", SEEN)
    assert response.status_code == 302
    cora.post("/office/routes/crcl/", SEEN | {"status": "reduced", "note": "Slow again."})
    page = cora.get("/office/routes/crcl/").content.decode()
    assert page.index("Slow again.") < page.rindex("It answers.")
    assert page.count("<article") == 2
    assert "Has very few staff" in ana.get("/office/routes/").content.decode()
    assert ana.post("/office/routes/crcl/", SEEN).status_code == 404
    assert RouteReview.objects.count() == 2
    assert RouteReview.objects.first().by == cast["cora"]


def test_a_wrong_day_comes_back_with_what_was_typed(cast):
    cora = log_in(cast["cora"])
    for day, words in (("", "Choose the day."), ("2099-01-01", "has not come yet")):
        response = cora.post("/office/routes/crcl/", SEEN | {"checked_on": day})
        assert response.status_code == 422
        assert words in response.content.decode()
        assert "202-555-0100" in response.content.decode()
    assert not RouteReview.objects.exists()


def test_the_day_is_asked_for_and_never_filled_in_by_itself(cast):
    cora = log_in(cast["cora"])
    day = r'name="checked_on"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="checked_on"'
    assert not re.search(day, cora.get("/office/routes/crcl/").content.decode())
    cora.post("/office/routes/crcl/", SEEN)
    found = re.search(day, cora.get("/office/routes/crcl/").content.decode())
    assert "2026-11-20" in found.groups()


def test_a_way_that_is_old_is_yellow_on_the_case_page_too(cast):
    case = file_case(COMPLAINT, timezone.now(), held=True)
    address = f"/office/cases/{case.reference}/"
    assert "state--old" not in log_in(cast["ana"]).get(address).content.decode()
    with time_machine.travel("2027-03-23T12:00:00-04:00", tick=True):
        assert "state--old" in log_in(cast["ana"]).get(address).content.decode()


def test_a_route_not_looked_at_for_90_days_stands_out(cast):
    with time_machine.travel("2027-03-23T12:00:00-04:00", tick=True):
        cora = log_in(cast["cora"])
        assert cora.get("/office/routes/").content.decode().count('class="stale"') == 22
        cora.post("/office/routes/crcl/", SEEN | {"checked_on": "2027-03-20"})
        assert cora.get("/office/routes/").content.decode().count('class="stale"') == 21


def test_the_case_page_says_the_days_the_clock_and_the_ways(cast):
    ana = log_in(cast["ana"])
    due = timezone.localtime()
    moment = {
        "y": due.year,
        "m": due.month,
        "d": due.day,
        "t": f"{due.hour:02d}:00",
        "time": "",
        "words": "",
    }
    case = file_case(
        COMPLAINT,
        timezone.now(),
        held=True,
        when_where={"when": None, "city": "", "state": "NY", "agency": ""},
        held_over={"kept": "yes", "due_out": moment, "zone": ""},
    )
    page = ana.get(f"/office/cases/{case.reference}/").content.decode()
    assert re.search(r"\((47|48) hours left\)", page)
    # Each of both counts, in the bar and among the last days.
    assert page.count("data-until=") == 4
    assert "How we counted" in page
    assert "Start with these" in page
    assert "Options that do not fit, and why" in page


def test_the_phone_script_asks_what_the_form_asks(cast):
    page = log_in(cast["ana"]).get("/office/script/").content.decode()
    for step in COMPLAINT.steps:
        assert f". {step.title.them}</h2>".replace("'", "&#x27;") in page
