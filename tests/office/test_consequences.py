"""Acts with consequences: the page says first what follows, and what it says is what happens."""

import html
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from intake.cases import actions, consequences, filer_actions
from intake.cases.change import NotAllowed
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import AuditEntry, Case, Closing, Event
from intake.packets import actions as packets
from tests.conftest import log_in, unlocked_of
from tests.filer import Filer, FormClient
from tests.second_reader import mark_all

NOW = timezone.now
GIVEN = {"seen": "new", "outcome": "not_ours", "reason": "another group helps"}


def page_of(response):
    return html.unescape(response.content.decode())


def path_of(case, name):
    return f"/office/cases/{case.reference}/first/{name}/"


@pytest.fixture
def free(cast):
    return file_case(COMPLAINT, NOW(), custody={"where": "free"}, hold={"ice_asked": "no"})


@pytest.fixture
def kept(cast):
    """Somebody in a jail, with a hold."""
    case = file_case(COMPLAINT, NOW(), held=True)
    Case.objects.filter(pk=case.pk).update(where="local_jail", held=True, hold="yes")
    case.refresh_from_db()
    return case


@pytest.mark.postgres
def test_closing_says_first_what_stops_and_can_be_undone_for_a_day(cast, free):
    actions.assign_to_self(free, by=cast["ana"], at=NOW())
    Case.objects.filter(pk=free.pk).update(
        follow_up_on=date(2099, 1, 5), waiting_since=date(2026, 1, 2)
    )
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    page = page_of(ana.get(path_of(free, "close")))
    assert "What stops" in page and "The follow-up on January 5." in page
    assert "For 24 hours: anybody on the team can undo it" in page
    page = page_of(ana.post(path_of(free, "close"), {"seen": "new", "reason": "x"}))
    assert "Choose how it ended." in page and Case.objects.get(pk=free.pk).status == "new"
    assert "Case closed." in page_of(ana.post(path_of(free, "close"), GIVEN, follow=True))
    free.refresh_from_db()
    assert (free.status, free.outcome, free.waiting_since) == ("closed", "not_ours", None)
    assert "Assigned to Ana" in page_of(ben.get(path_of(free, "undo-closing")))
    assert ben.post(path_of(free, "undo-closing"), {}).status_code == 422
    ben.post(path_of(free, "undo-closing"), {"reason": "too early"})
    free.refresh_from_db()
    assert (free.status, free.outcome, free.closed_on) == ("new", "", None)
    assert (free.assigned_to, str(free.waiting_since)) == (cast["ana"], "2026-01-02")
    assert str(free.follow_up_on) == "2099-01-05" and not Closing.objects.exists()
    moves = free.events.filter(kind="moved").order_by("pk").values_list("before", "after")
    assert list(moves) == [("new", "closed"), ("closed", "new")]


def test_after_a_day_closing_is_not_undone_but_opened_again_with_a_reason(cast, office, free):
    actions.change_status(
        unlocked_of(free, office), "closed", by=cast["ana"], at=NOW(), outcome="not_ours"
    )
    with time_machine.travel(NOW() + timedelta(hours=24, minutes=1)):
        ana = log_in(cast["ana"])
        page = page_of(ana.get(path_of(free, "undo-closing")))
        assert "This can no longer be undone." in page and "<textarea" not in page
        page = page_of(ana.post(path_of(free, "undo-closing"), {"reason": "x"}))
        assert "This can no longer be undone." in page
    assert Case.objects.get(pk=free.pk).status == "closed"


def test_a_case_that_was_opened_again_has_no_closing_to_undo(cast, office, free):
    unlocked, when = unlocked_of(free, office), {"by": cast["ana"], "at": NOW()}
    actions.change_status(unlocked, "closed", outcome="not_ours", **when)
    actions.change_status(unlocked, "reading", reason="they wrote", **when)
    filer_actions.stop(free, at=NOW())
    free.refresh_from_db()
    assert free.status == "closed" and consequences.undoable_closing(free, NOW()) is None


@pytest.mark.postgres
def test_a_case_in_custody_with_a_clock_is_closed_by_a_coordinator_with_a_reason_only(cast, kept):
    ana, cora = log_in(cast["ana"]), log_in(cast["cora"])
    page = page_of(ana.get(path_of(kept, "close")))
    assert "Only a coordinator may close this case." in page
    assert 'name="outcome"' not in page
    for client in (ana, cora):
        assert client.post(path_of(kept, "close"), GIVEN | {"reason": ""}).status_code == 422
    assert ana.post(path_of(kept, "close"), GIVEN).status_code == 422
    page = page_of(cora.post(path_of(kept, "close"), GIVEN | {"outcome": "freed"}))
    assert "Correct where they are, then close it." in page
    assert Case.objects.get(pk=kept.pk).status == "new" and not Closing.objects.exists()
    cora.post(path_of(kept, "close"), GIVEN)
    assert Case.objects.get(pk=kept.pk).status == "closed"
    assert list(consequences.closed_lately(Case.objects.all(), NOW(), with_clock=True)) == [kept]
    assert kept.reference in page_of(ana.get("/office/?tab=closed&closing=held"))
    assert "Closed in custody" in page_of(ana.get("/office/today/"))
    assert not consequences.closed_lately(
        Case.objects.all(), NOW() + timedelta(days=2), with_clock=True
    )


@pytest.mark.parametrize(
    ("columns", "refused"),
    [
        ({"held": True, "where": "local_jail", "hold": "yes"}, True),
        ({"held": True, "where": "local_jail", "hold": "no", "held_past_release": True}, True),
        ({"held": True, "where": "ice", "next_clock_on": date(2026, 1, 1)}, True),
        ({"held": True, "where": "local_jail", "hold": "no", "held_past_release": False}, False),
        ({"held": True, "where": "ice", "hold": "yes", "held_past_release": False}, False),
        ({"held": False, "where": "free", "hold": "yes", "held_past_release": True}, False),
    ],
)
def test_which_cases_have_a_clock(cast, columns, refused):
    case = Case(next_clock_on=None)
    for name, value in columns.items():
        setattr(case, name, value)
    given = {"reason": "r", "outcome": "not_ours"}
    if refused:
        with pytest.raises(NotAllowed):
            consequences.refuse_while_held(case, by=cast["ana"], **given)
    else:
        consequences.refuse_while_held(case, by=cast["ana"], **given)
    consequences.refuse_while_held(case, by=cast["cora"], **given)
    consequences.refuse_while_held(case, by=None, reason="", outcome="freed")


def test_no_other_form_closes_a_case_in_custody(cast, kept):
    ana = log_in(cast["ana"])
    path = f"/office/cases/{kept.reference}/"
    given = {"to": "closed", "outcome": "not_ours", "seen": "new", "language": "en", "text": ""}
    assert ana.post(path + "move/", given)["Location"] == path_of(kept, "close")
    assert ana.post(path + "act/", given | {"keep": "1"}).status_code == 422
    assert Case.objects.get(pk=kept.pk).status == "new"


@pytest.mark.postgres
def test_a_request_to_delete_stops_letters_and_the_person_withdraws_it(cast, office):
    filer = Filer(FormClient(), sample(COMPLAINT))
    filer.go()
    filer.client.post("/check/", {"name": "Sam", "true": "on"})
    case, ana = Case.objects.get(), log_in(cast["ana"])
    when = {"unlocked": unlocked_of(case, office), "by": cast["ana"], "at": NOW()}
    packet = packets.make_ready(
        packets.prepare(when["unlocked"], "crcl", by=cast["ana"], at=NOW()), **when
    )
    assert "1 packet in progress stands still." in page_of(ana.get(path_of(case, "ask-deletion")))
    assert ana.post(path_of(case, "ask-deletion"), {}).status_code == 422
    ana.post(path_of(case, "ask-deletion"), {"reason": "called today"})
    case.refresh_from_db()
    assert case.erase_asked_on == timezone.localdate()
    for step in (packets.second_read, packets.make_ready):
        with pytest.raises(NotAllowed, match="No letter leaves now"):
            step(packet, **when | {"by": cast["rita"]})
    assert "We send no letters now." in page_of(filer.client.get("/status/"))
    filer.client.post("/keep/")
    case.refresh_from_db()
    assert case.erase_asked_on is None
    kinds = list(case.events.order_by("pk").values_list("kind", "by"))
    assert kinds[-2:] == [("erase_asked", cast["ana"].pk), ("erase_kept", None)]
    assert "We send no letters now." not in page_of(filer.client.get("/status/"))
    mark_all(packet, when["unlocked"], cast["rita"])
    assert packets.second_read(packet, **when | {"by": cast["rita"]}).status == "read"


def test_an_act_that_no_longer_fits_says_so_and_does_nothing(cast, free):
    ana = log_in(cast["ana"])
    for name in ("undo-closing", "withdraw-deletion"):
        page = page_of(ana.post(path_of(free, name), {"reason": "x"}, follow=True))
        assert "This cannot be done now" in page
    assert ana.get(path_of(free, "no-such")).status_code == 404
    assert Event.objects.filter(case=free).count() == 1


def test_a_new_link_says_first_what_stops_and_the_log_keeps_the_reason_as_a_code(cast):
    cora = log_in(cast["cora"])
    path = f"/office/people/{cast['ben'].pk}/invite/"
    assert "An older link stops working." in page_of(cora.get(path))
    assert cora.post(path, {"reason": "lost"}).status_code == 422
    page = page_of(cora.post(path, {"reason": "lost", "verified": "on"}))
    assert "/office/welcome/" in page
    assert AuditEntry.objects.filter(kind="invited").last().what == "ben: lost"
