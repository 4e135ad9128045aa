"""After stopping: nothing goes on by itself, and what the person says then is seen by somebody."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from intake.cases import actions as cases
from intake.cases import filer_actions
from intake.messages import reminders
from intake.models import Amendment, Attachment, Case, Message, Reminder
from tests.conftest import log_in
from tests.public.returning import photo, send_file, text, write_to
from tests.second_reader import approve

ACTS = {
    "writes": lambda client: client.post("/messages/", {"text": "go on"}),
    "adds words": lambda client: client.post("/add/", {"about": "story", "text": "more"}),
    "adds a paper": lambda client: send_file(client, photo(), what="hold paper"),
    "says what changed": lambda client: client.post("/changed/lawyer/", {"lawyer_name": "Law Y"}),
}


def stop(client, case):
    client.post("/stop/", {"choice": "stop"})
    case.refresh_from_db()
    assert (case.status, case.outcome, case.tier) == ("closed", "person_stopped", 5)


def test_locked_up_after_stopping_comes_first_on_every_list(sent, cast):
    client, case, _key = sent
    stop(client, case)
    client.post("/changed/moved/", {"where": "local_jail", "happening": ["not_sure"]})
    case.refresh_from_db()
    assert (case.status, case.tier) == ("closed", 1)
    assert case in Case.objects.open()
    ana = log_in(cast["ana"])
    for path in ("/office/today/", "/office/", "/office/?tab=wrote_after", "/office/?tab=nobody"):
        page = text(ana.get(path))
        assert case.reference in page, path
        assert "Wrote after closing" in page, path
    assert case.reference not in text(ana.get("/office/?tab=closed"))


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_act_on_a_closed_case_brings_it_back_into_sight_until_it_is_answered(sent, cast, act):
    client, case, key = sent
    stop(client, case)
    act(client)
    case.refresh_from_db()
    assert (case.tier, case.waiting_since) == (2, timezone.localdate())
    page = text(client.get("/status/"))
    assert "A volunteer will read it." in page and "No day is set" not in page
    write_to(case, key, cast["ana"])
    case.refresh_from_db()
    assert (case.tier, case.status) == (5, "closed")


def test_closing_ends_the_waiting_of_what_was_written_before(sent, cast):
    client, case, key = sent
    client.post("/messages/", {"text": "hello"})
    cases.change_status(
        case.unlocked(key), "closed", by=cast["ana"], at=timezone.now(), outcome="freed"
    )
    case.refresh_from_db()
    assert (case.tier, case.waiting_since) == (5, None)


def test_stopping_takes_the_question_for_a_yes_back(sent, cast):
    client, case, _key = sent
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    packet = ana.post(f"/office/cases/{case.reference}/packets/", {"route": "foia"}).headers[
        "Location"
    ]
    ana.post(packet + "make_ready/go/")
    approve(ben, packet)
    assert "Your letters are ready for your OK." in text(client.get("/status/"))
    pk = case.packets.get().pk
    stop(client, case)
    assert "Your letters are ready for your OK." not in text(client.get("/status/"))
    assert client.get("/agree/").headers["Location"] == "/status/"
    client.post("/agree/", {"packet": pk, "name": "Sam Sample", "agree": "on"})
    assert case.packets.get().status == "read"


def test_stopping_twice_changes_nothing_and_ends_what_waits(sent):
    client, case, _key = sent
    stop(client, case)
    events = case.events.count()
    stop(client, case)
    assert case.events.filter(kind="moved").count() == 1 and case.events.count() == events
    client.post("/messages/", {"text": "sorry, never mind"})
    client.post("/stop/", {"choice": "stop"})
    case.refresh_from_db()
    assert (case.tier, case.waiting_since) == (5, None)
    assert case.events.filter(kind="moved").count() == 2


def test_stopping_ends_reminders(sent, cast, post_office):
    client, case, key = sent
    client.post("/remind/", {"way": "email", "email": "sam@example.com"})
    post_office.clear()  # the first line, which comes at once
    write_to(case, key, cast["ana"])
    client.post("/stop/", {"choice": "stop"})
    assert not Reminder.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        call_command("expire")
    assert post_office == []


CANCELS = ACTS | {
    "takes a paper off": lambda client: client.post(
        "/files/drop/", {"paper": Attachment.objects.get().pk}
    ),
    "says yes": lambda client: client.post(
        "/agree/", {"packet": Case.objects.get().packets.get().pk, "name": "Sam", "agree": "on"}
    ),
    "stops": lambda client: client.post("/stop/", {"choice": "stop"}),
    "reads it": lambda client: client.get("/messages/"),
}


@pytest.mark.parametrize("act", CANCELS.values(), ids=CANCELS)
def test_any_act_of_the_person_cancels_what_is_pending(sent, cast, post_office, act):
    client, case, key = sent
    send_file(client, photo(), what="a paper")
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    packet = ana.post(f"/office/cases/{case.reference}/packets/", {"route": "foia"}).headers[
        "Location"
    ]
    ana.post(packet + "make_ready/go/")
    approve(ben, packet)
    client.post("/remind/", {"way": "email", "email": "sam@example.com"})
    post_office.clear()  # the first line, which comes at once
    write_to(case, key, cast["ana"])
    before = Message.objects.get()
    act(client)
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        call_command("expire")
    assert post_office == []
    if Reminder.objects.exists():  # it stands for the next message
        Message.objects.filter(pk=before.pk).update(seen_on=None)
        write_to(case, key, cast["ana"])
        with time_machine.travel(timezone.now() + timedelta(days=4)):
            call_command("expire")
        assert [message.to for message in post_office] == [["sam@example.com"]]


def test_reminders_that_nobody_cancelled_do_go_out(sent, cast, post_office):
    client, case, key = sent
    client.post("/remind/", {"way": "email", "email": "sam@example.com"})
    post_office.clear()  # the first line, which comes at once
    write_to(case, key, cast["ana"])
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        call_command("expire")
    assert len(post_office) == 1


def test_a_case_that_volunteers_closed_reminds_nobody(sent, cast, post_office):
    _client, case, key = sent
    reminders.set_reminder(case, "email", "sam@example.com")
    write_to(case, key, cast["ana"])
    cases.change_status(
        case.unlocked(key), "closed", by=cast["ana"], at=timezone.now(), outcome="freed"
    )
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        call_command("expire")
    assert post_office == []


@pytest.mark.parametrize(
    "act",
    [
        lambda unlocked: filer_actions.add_details(unlocked, "x", "after", now=timezone.now()),
        lambda unlocked: filer_actions.report_change(
            unlocked, "lawyer", {"lawyer_name": "Law"}, [], now=timezone.now()
        ),
        lambda unlocked: filer_actions.stop(unlocked.case, at=timezone.now()),
        lambda unlocked: filer_actions.replace_code(unlocked, by=None, at=timezone.now()),
    ],
)
def test_nothing_is_kept_of_a_case_that_was_erased_meanwhile(sent, act):
    """Another phone erased it between the request's first look and the act."""
    _client, stale, key = sent
    cases.erase(Case.objects.get(), by=None, at=timezone.now())
    bare = Case.objects.values().get()
    with pytest.raises(cases.NotAllowed):
        act(stale.unlocked(key))
    assert not Amendment.objects.exists() and Case.objects.values().get() == bare


def test_what_was_typed_is_given_back_where_it_was_erased_meanwhile(sent, monkeypatch):
    client, case, _key = sent
    real = filer_actions.add_details

    def erased_first(*args, **kwargs):
        cases.erase(case, by=None, at=timezone.now())
        return real(*args, **kwargs)

    monkeypatch.setattr(filer_actions, "add_details", erased_first)
    answer = client.post("/add/", {"about": "story", "text": "my long words"})
    assert answer.status_code == 404 and "my long words" in text(answer)


def test_a_change_reads_the_latest_answers_and_not_those_of_an_old_page(sent):
    _client, stale, key = sent
    old_page = stale.unlocked(key)
    assert old_page.answers["lawyer"] and not old_page.amendments
    hold = {"seen": "told", "placed_on": None}
    now, unlocked = timezone.now(), Case.objects.get().unlocked(key)
    filer_actions.report_change(unlocked, "hold", hold, [], now=now)
    filer_actions.report_change(old_page, "lawyer", {"lawyer_name": "Law"}, [], now=now)
    answers = Case.objects.get().unlocked(key).answers
    assert answers["hold"]["ice_asked"] == "yes"
    assert answers["lawyer"]["lawyer_name"] == "Law"
