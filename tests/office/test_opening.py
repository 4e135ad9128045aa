"""A new office opens once a coordinator checked the whole list, and then stays open."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from intake import demo
from intake.audit.models import AuditEntry
from intake.cases.models import Case
from intake.models import Draft, Team, Volunteer
from intake.routes import opening
from intake.routes.check_list import check_items, confirm, count_due
from tests.conftest import PASSWORD, log_in
from tests.filer import FormClient
from tests.public.test_guide import PAGES

TEAMS = "/office/teams/"
NOT_OPEN = "We are not open yet"
CLOSED = "The office is not open yet."


@pytest.fixture
def closed(cast, office):
    """The cast of an office that was just set up: nobody opened it."""
    Team.objects.update(accepts=False)
    opening.clear_cache()
    return cast


def page_of(path):
    return Client().get(path).content.decode()


def open_office(client, team):
    return client.post(f"{TEAMS}{team.pk}/receive/", follow=True)


def check_all(by, at=None, *, leave=0):
    for item in check_items()[leave:]:
        confirm(item, by=by, at=at or timezone.now())


def test_set_up_makes_an_office_that_is_not_open(db, monkeypatch, capsys):
    answers = iter([PASSWORD, PASSWORD, PASSWORD, PASSWORD])
    module = "intake.management.commands.setup_office.getpass"
    monkeypatch.setattr(module, lambda prompt: next(answers))
    call_command("setup_office", username="cora", first_name="Cora")
    assert "/office/contacts/" in capsys.readouterr().out
    assert [team.accepts for team in Team.objects.all()] == [False]
    # Who lost every login of an open office goes on taking cases.
    Team.objects.update(accepts=True)
    call_command("setup_office", username="cleo", first_name="Cleo", team="Second", after_loss=True)
    assert "/office/contacts/" not in capsys.readouterr().out
    assert [team.accepts for team in Team.objects.order_by("pk")] == [False, True]


def test_an_office_that_is_not_open_says_so_and_takes_no_form(closed):
    for path in ("/", "/before/", "/urgent/"):
        assert NOT_OPEN in page_of(path)
        assert 'href="/sheet/"' in page_of(path)
    # Not a button that leads nowhere, for somebody in a hurry.
    assert 'href="/ask/filer/' not in page_of("/urgent/")
    for path in ("/ask/filer/", "/ask/filer/?lane=urgent"):
        response = Client().get(path)
        assert response.status_code == 503
        assert NOT_OPEN in response.content.decode()
    assert FormClient().post("/ask/filer/", {"filing_for": "me"}).status_code == 503
    assert not Draft.objects.exists()
    assert not Case.objects.exists()


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ("/", "/before/")])
def test_its_pages_and_the_letter_for_the_jail_help_all_the_same(client, closed, path):
    assert client.get(path).status_code == 200


def test_it_does_not_open_while_one_line_is_not_checked(closed, office):
    cora = log_in(closed["cora"])
    check_all(closed["cora"], leave=1)
    page = open_office(cora, office["team"])
    assert page.redirect_chain == [("/office/contacts/", 302)]
    assert "1 line is left" in page.content.decode()
    assert not Team.objects.filter(accepts=True).exists()
    assert NOT_OPEN in page_of("/")


def test_it_opens_when_all_is_checked_and_says_it_no_more(closed, office):
    cora = log_in(closed["cora"])
    assert (
        "It opens once every line here is checked" in cora.get("/office/contacts/").content.decode()
    )
    check_all(closed["cora"])
    assert f'href="{TEAMS}">Open the office' in cora.get("/office/contacts/").content.decode()
    page = open_office(cora, office["team"])
    assert page.redirect_chain == [(TEAMS, 302)]
    office["team"].refresh_from_db()
    assert office["team"].accepts
    for path in ("/", "/before/", "/urgent/"):
        assert NOT_OPEN not in page_of(path)
    assert Client().get("/ask/filer/").status_code == 200
    assert "not-open" not in cora.get("/office/contacts/").content.decode()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.by, entry.what) == (closed["cora"], f"receives: {office['team']}")


def test_checks_older_than_90_days_do_not_open_it(closed, office):
    cora = log_in(closed["cora"])
    check_all(closed["cora"], timezone.localtime() - timedelta(days=91))
    page = open_office(cora, office["team"])
    assert f"{len(check_items())} lines are left" in page.content.decode()
    assert not Team.objects.filter(accepts=True).exists()


def test_an_open_office_stays_open_when_its_checks_grow_old(cast, office):
    """New contacts of a new release, or three months of much work, shut nobody out."""
    now = timezone.now()
    check_all(cast["cora"], now)
    with time_machine.travel(now + timedelta(days=91), tick=True):
        old, never = count_due(timezone.localdate())
        assert (old, never) == (len(check_items()), 0)
        assert NOT_OPEN not in page_of("/")
        assert Client().get("/ask/filer/").status_code == 200
        health = log_in(cast["oren"]).get("/office/health/").content.decode()
        assert f"Checked more than 90 days ago: {old}." in health


def test_the_cases_of_an_open_office_go_to_another_team_without_a_walk(cast, office):
    assert sum(count_due(timezone.localdate())) > 0
    other = Team.objects.exclude(pk=office["team"].pk).get()
    assert open_office(log_in(cast["cora"]), other).redirect_chain == [(TEAMS, 302)]
    other.refresh_from_db()
    assert other.accepts


def test_the_desk_and_the_health_page_say_that_it_is_not_open(closed):
    ana, cora = log_in(closed["ana"]), log_in(closed["cora"])
    todays = [who.get("/office/today/").content.decode() for who in (ana, cora)]
    assert all(CLOSED in page for page in todays)
    assert ['<a href="/office/contacts/">Check' in page for page in todays] == [False, True]
    assert CLOSED in log_in(closed["oren"]).get("/office/health/").content.decode()
    Team.objects.update(accepts=True)
    opening.clear_cache()
    assert CLOSED not in ana.get("/office/today/").content.decode()
    assert CLOSED not in log_in(closed["oren"]).get("/office/health/").content.decode()


def test_the_demo_is_open_and_its_list_counts_as_checked(db, settings):
    settings.DEMO = True
    demo.make()
    assert opening.count_left(timezone.localdate()) == 0
    assert NOT_OPEN not in page_of("/")
    checked = Volunteer.objects.get(username="cora")
    assert {item.checked_on for item in check_items()} == {timezone.localdate()}
    assert checked.contactcheck_set.exists()
    assert Case.objects.count() == len(demo.CASES)
