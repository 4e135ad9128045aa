"""S27: a program lands on a pile of its own; a quick person is asked kindly, and loses nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from intake.cases import urgency
from intake.cases.models import Case, Event
from intake.filer_session import HELPER_STEPS
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.web.bot_detection import HONEYPOT
from tests.conftest import log_in
from tests.filer import Filer, FormClient

SIGNED = {"name": "Sam Sample", "true": "on"}
VERY_FAST = "That was fast."


@pytest.fixture(autouse=True)
def three_seconds(settings):
    settings.SECONDS_PER_PAGE = 3


@pytest.fixture
def filer(db, office):
    return Filer(FormClient(), sample(COMPLAINT, held=True)).jump()


def pages(filer):
    return len(COMPLAINT.visible_steps(sample(COMPLAINT, held=True)))


def test_a_quick_person_is_asked_once_more_and_keeps_what_was_typed(filer):
    page = filer.post("/check/", SIGNED).content.decode()
    assert filer.response.status_code == 422
    assert VERY_FAST in page and 'value="Sam Sample"' in page
    assert not Case.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(seconds=3 * pages(filer) + 5)):
        filer.post("/check/", SIGNED | {"again": "1"})
    assert filer.path == "/done/"
    assert Case.objects.get().tier == urgency.TODAY


def test_three_seconds_a_page_are_enough(filer):
    with time_machine.travel(timezone.now() + timedelta(seconds=3 * pages(filer) + 5)):
        filer.post("/check/", SIGNED)
    assert filer.path == "/done/" and not Case.objects.get().suspected_bot


def test_who_sends_again_at_once_is_not_refused_and_lands_on_the_pile(filer):
    filer.post("/check/", SIGNED)
    filer.post("/check/", SIGNED | {"again": "1"})
    assert filer.path == "/done/"
    assert Case.objects.get().tier == urgency.SUSPECTED_BOT


def test_a_program_that_fills_every_box_lands_on_the_pile(filer):
    assert f'name="{HONEYPOT}"' in filer.html()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        filer.post("/check/", SIGNED | {HONEYPOT: "buy now"})
    assert filer.path == "/done/"
    assert Case.objects.get().tier == urgency.SUSPECTED_BOT


def piled(filer):
    filer.post("/check/", SIGNED | {HONEYPOT: "buy now"})
    return Case.objects.get()


def test_the_pile_is_a_list_of_its_own_until_a_volunteer_says_it_is_a_person(filer, cast):
    case, ana = piled(filer), log_in(cast["ana"])
    assert case.reference not in ana.get("/office/").content.decode()
    assert case.reference not in ana.get("/office/?tab=closed").content.decode()
    assert case.reference in ana.get("/office/?tab=automatic").content.decode()
    path = f"/office/cases/{case.reference}/"
    assert "A person wrote this" in ana.get(path).content.decode()
    ana.post(path + "do/by_a_person/")
    assert case.reference in ana.get("/office/").content.decode()
    assert "A person wrote this" not in ana.get(path).content.decode()
    case.refresh_from_db()
    assert case.tier == urgency.TODAY
    assert case.events.filter(kind=Event.Kind.NOT_A_BOT, by=cast["ana"]).count() == 1


def test_who_writes_to_us_after_sending_leaves_the_pile(filer):
    case = piled(filer)
    filer.client.post("/messages/", {"text": "Did you get it?"})
    case.refresh_from_db()
    assert case.tier == urgency.TODAY


def test_a_piled_case_can_be_closed_and_is_erased_like_any_other(filer, cast):
    case, ana = piled(filer), log_in(cast["ana"])
    ana.post(
        f"/office/cases/{case.reference}/first/close/",
        {"seen": "new", "outcome": "not_ours", "reason": "a program wrote it"},
    )
    case.refresh_from_db()
    assert case.tier == urgency.DONE
    assert case.reference in ana.get("/office/?tab=closed").content.decode()


def test_a_volunteer_who_types_for_a_caller_is_never_too_quick(cast):
    ana = log_in(cast["ana"])
    ana.post("/office/assist/", {"locked_up": "no", "told": "on"})
    filer = Filer(FormClient(), sample(COMPLAINT, filing_for="family"))
    filer.client = ana
    filer.response, filer.path = ana.get("/ask/filer/"), "/ask/filer/"
    filer.jump()
    filer.post("/check/", SIGNED)
    assert filer.path == "/done/" and not Case.objects.get().suspected_bot


def test_pages_that_a_helper_keeps_for_the_next_person_took_their_time_before(db, office):
    answers = sample(COMPLAINT, filing_for="family")
    first = Filer(FormClient(), answers).jump()
    with time_machine.travel(timezone.now() + timedelta(hours=1)) as clock:
        first.post("/check/", SIGNED)
        first.client.post("/another/")
        first.response, first.path = first.client.get("/ask/person/"), "/ask/person/"
        first.given = {}
        first.jump()
        kept = [key for key in HELPER_STEPS if key in answers]
        clock.shift(timedelta(seconds=3 * (len(COMPLAINT.visible_steps(answers)) - len(kept)) + 5))
        first.post("/check/", SIGNED)
    assert first.path == "/done/"
    assert [case.suspected_bot for case in Case.objects.all()] == [False, False]
