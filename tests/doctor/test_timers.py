"""One run of the timer at a time; a step that fails is recorded and stops no other."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone

from intake import mail
from intake.complaints import drafts
from intake.dashboard.models import LastRun
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import reminders
from intake.messages.models import Reminder
from intake.office.queue import alerts
from intake.timers import steps
from intake.timers.leader import LIFE, leading
from intake.timers.models import TimerLeader, TimerStep
from intake.timers.steps import Step
from tests.conftest import log_in, send_message, unlocked_of

pytestmark = pytest.mark.postgres
EVERY = {
    "drafts",
    "invitations",
    "open forms",
    "sessions",
    "cases",
    "page counts",
    "queue",
    "public numbers",
    "reminders",
    "unfinished forms",
    "alerts",
    "unread alerts",
    "ran",
    "erasures",
    "ledger",
    "scratch of backups",
    "age of the backup",
    "log of the database",
    "stored files",
}


def expire():
    out = StringIO()
    call_command("expire", stdout=out)
    return out.getvalue()


def test_every_step_is_recorded(office):
    expire()
    team = office["team"].pk
    recorded = set(TimerStep.objects.values_list("name", flat=True))
    assert recorded == EVERY | {f"numbers of team {team}", f"keys of team {team}"}
    assert steps.failing() == []


def broken(*args, **kwargs):
    raise ValueError("words of a person")


@pytest.mark.parametrize(
    ("module", "name", "step"),
    [
        (drafts, "erase_expired", "drafts"),
        (reminders, "send_due", "reminders"),
        (alerts, "send_due", "alerts"),
    ],
)
def test_a_step_that_fails_stops_no_other_and_is_told(
    office, monkeypatch, caplog, module, name, step
):
    monkeypatch.setattr(module, name, broken)
    before = timezone.now()
    with pytest.raises(CommandError) as error:
        expire()
    assert str(error.value) == f"Failed: {step} (ValueError)."
    assert "words of a person" not in caplog.text
    [failing] = steps.failing()
    assert (failing.name, failing.failure, failing.succeeded_at) == (step, "ValueError", None)
    others = TimerStep.objects.exclude(name=step)
    assert others.filter(succeeded_at__gte=before).count() == len(EVERY) + 1
    assert LastRun.objects.filter(name="expire", at__gte=before).exists()


def test_a_step_that_goes_well_again_is_no_fault_any_more(office, monkeypatch, cast):
    with monkeypatch.context() as patch:
        patch.setattr(alerts, "send_due", broken)
        with pytest.raises(CommandError):
            expire()
    oren = log_in(cast["oren"])
    assert "“alerts”" in oren.get("/office/health/").content.decode()
    expire()
    assert steps.failing() == []
    assert "“alerts”" not in oren.get("/office/health/").content.decode()


def test_a_run_whose_lead_is_lost_leaves_the_rest_to_the_other(db):
    done, leads = [], iter([True, False])
    todo = [Step(name, lambda name=name: done.append(name)) for name in ("one", "two", "three")]
    ran = steps.run(todo, at=timezone.now(), still_leads=lambda: next(leads))
    assert done == ["one"] and ran.stopped and ran.failed == {}


def in_thread(work):
    """Run something on another connection, as another host would. Return what it returns."""
    found = []

    def run():
        try:
            found.append(work())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def leads():
    with leading("expire") as still_leads:
        return still_leads is not None


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_second_leaves_it_to_the_first():
    with leading("expire") as first:
        assert first()
        assert not in_thread(leads)
        assert "Another run of this is not done yet." in in_thread(expire)
        assert not LastRun.objects.exists() and first()
    assert in_thread(leads)


@pytest.mark.django_db(transaction=True)
def test_two_hosts_at_once_remind_once(office, monkeypatch):
    """Both run while the mail is on its way."""
    now = timezone.now()
    case = file_case(COMPLAINT, now - timedelta(days=5))
    reminders.set_reminder(case, mail.TEXT, "+1 555 010 0100")
    unlocked = unlocked_of(case, office)
    at = now - timedelta(days=4)
    send_message(unlocked, "Hello", by=office["cora"], at=at)
    sent, others = [], []

    def slow(way, to):
        sent.append(way)
        others.append(in_thread(expire))

    monkeypatch.setattr(mail, "reminder", slow)
    assert "Sent 1 reminders." in expire()
    assert sent == [mail.TEXT]
    assert others == ["Another run of this is not done yet. Nothing was done here.\n"]
    assert Reminder.objects.get().sent == 1


@pytest.mark.engine("sqlite")  # a row leads on SQLite alone
def test_a_run_that_was_killed_leads_for_half_an_hour_only(db):
    now = timezone.now()
    row = TimerLeader.objects.create(name="expire", holder="killed", until=now + LIFE)
    assert not leads()
    for until in (now - timedelta(seconds=1), now + timedelta(days=400)):
        TimerLeader.objects.update_or_create(
            name="expire", defaults={"holder": row.holder, "until": until}
        )
        assert leads()
    assert not TimerLeader.objects.exists()
