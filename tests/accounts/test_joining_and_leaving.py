"""Coming by invitation, setting up, losing everything, leaving."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from intake.accounts import actions as people
from intake.accounts.models import Role
from intake.cases import actions
from intake.demo import file_case, set_second_factor
from intake.flow.complaint import COMPLAINT
from intake.models import AuditEntry, Case, Invitation, Member, Membership, Volunteer
from intake.vault import codes
from tests.conftest import PASSWORD, log_in
from tests.environment import RECOVERY_PRIVATE
from tests.filer import FormClient
from tests.second_factor import SEED, numbers


def test_an_old_invitation_does_not_work(cast):
    token = people.resend_invitation(cast["ana"], now=timezone.now())
    assert people.find_invitation(token, now=timezone.now() + timedelta(days=8)) is None
    people.resend_invitation(cast["ana"], now=timezone.now())
    assert people.find_invitation(token, now=timezone.now()) is None


def test_a_recovery_code_can_be_copied_by_hand(cast):
    token = people.resend_invitation(cast["ana"], now=timezone.now())
    code = people.accept_invitation(people.find_invitation(token, now=timezone.now()), PASSWORD)
    assert codes.parse_code(codes.grouped(code).lower()) == code


@pytest.mark.postgres
def test_leaving_takes_every_key_session_and_way_in(cast):
    client, gone = log_in(cast["ana"]), cast["ana"]
    people.resend_invitation(gone, now=timezone.now())
    before = Session.objects.count()
    people.end_access(gone)
    assert Session.objects.count() == before - 1
    assert client.get("/office/").status_code == 302
    for rows in (
        Member.objects.filter(volunteer=gone),
        Membership.objects.filter(member__volunteer=gone),
        Invitation.objects.filter(volunteer=gone),
    ):
        assert not rows.exists()
    again = FormClient().post("/office/account/login/", {"login": "ana", "password": PASSWORD})
    assert again.status_code == 200
    assert log_in(cast["ben"]).get("/office/").status_code == 200


@pytest.mark.postgres
def test_who_leaves_gives_every_case_back(cast):
    mine, closed, other = (file_case(COMPLAINT, timezone.now()) for _ in range(3))
    for case, name in ((mine, "ben"), (closed, "ben"), (other, "ana")):
        actions.assign_to_self(case, by=cast[name], at=timezone.now())
    Case.objects.filter(pk=closed.pk).update(status="closed", outcome="freed")
    cora = log_in(cast["cora"])
    assert cora.post(f"/office/people/{cast['ben'].pk}/end/").status_code == 422
    cora.post(f"/office/people/{cast['ben'].pk}/end/", {"reason": "left"})
    assert list(Case.objects.filter(assigned_to=None).order_by("pk")) == [mine, closed]
    event = mine.events.get(kind="let_go")
    assert event.by == cast["cora"]
    page = log_in(cast["ana"]).get("/office/?tab=nobody").content.decode()
    assert mine.reference in page and other.reference not in page


@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_has_no_cases_gives_them_back(cast, role):
    case = file_case(COMPLAINT, timezone.now())
    actions.assign_to_self(case, by=cast["ben"], at=timezone.now())
    log_in(cast["cora"]).post(f"/office/people/{cast['ben'].pk}/role/", {"role": role})
    case.refresh_from_db()
    assert (case.assigned_to == cast["ben"]) is (role in ("volunteer", "coordinator"))


def test_a_lost_second_factor_is_set_up_anew(cast):
    ben, cora = log_in(cast["ben"]), log_in(cast["cora"])
    path = f"/office/people/{cast['ben'].pk}/second/"
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert "/second/again/" in cora.post(path).headers["Location"]
    assert ben.get("/office/").status_code == 200
    page = cora.post(f"/office/people/{cast['cora'].pk}/second/", follow=True).content.decode()
    assert "You cannot do this for yourself" in page
    assert "Their app, security keys" in cora.get(path).content.decode()
    assert cora.post(path, {"reason": "lost"}).status_code == 422  # who asks was not verified
    assert ben.get("/office/").status_code == 200
    given = {"reason": "lost", "verified": "on"}
    assert "set up a new second factor" in cora.post(path, given, follow=True).content.decode()
    assert ben.get("/office/").status_code == 302
    row = AuditEntry.objects.get(kind="second_reset")
    assert (row.by, row.what) == (cast["cora"], "ben: lost")
    again = FormClient()
    again.post("/office/account/login/", {"login": "ben", "password": PASSWORD})
    assert again.get("/office/").headers["Location"] == "/office/account/app/"
    page = again.get("/office/account/app/")
    again.post("/office/account/app/", {"code": numbers(again.session["mfa.totp.secret"])})
    assert again.get("/office/").status_code == 200


def typing(monkeypatch, *typed):
    """Answer what the commands ask for at the terminal."""
    answers = iter(typed)
    for name in ("setup_office", "recover_cases"):
        monkeypatch.setattr(
            f"intake.management.commands.{name}.getpass", lambda prompt: next(answers)
        )


def set_up(name, **options):
    call_command("setup_office", username=name, first_name=name.title(), **options)


def test_set_up_makes_a_coordinator_who_can_log_in(db, monkeypatch, capsys):
    typing(monkeypatch, PASSWORD, PASSWORD)
    set_up("cora")
    code = capsys.readouterr().out.split("\n\n")[1]
    assert codes.parse_code(code)
    cora = Volunteer.objects.get()
    set_second_factor(cora, SEED)
    assert log_in(cora).get("/office/people/").status_code == 200


@pytest.mark.parametrize(
    "typed", [("short", "short"), (PASSWORD, PASSWORD + "!"), ("password1234567",) * 2]
)
def test_set_up_refuses_a_weak_password_and_a_slip(db, monkeypatch, typed):
    typing(monkeypatch, *typed)
    with pytest.raises(CommandError):
        set_up("cora")
    assert not Volunteer.objects.exists()


def test_set_up_works_once(office, monkeypatch):
    typing(monkeypatch, PASSWORD, PASSWORD)
    with pytest.raises(CommandError):
        set_up("eve", team="Second")
    assert Volunteer.objects.count() == 1


@pytest.mark.parametrize(("name", "team"), [("cora", "New"), ("eve", "Team")])
def test_set_up_after_loss_needs_new_names_and_else_changes_nothing(
    office, monkeypatch, name, team
):
    typing(monkeypatch, PASSWORD, PASSWORD)
    with pytest.raises(CommandError):
        set_up(name, team=team, after_loss=True)
    office["team"].refresh_from_db()
    assert office["team"].accepts


@pytest.mark.postgres
def test_c10_after_everybody_lost_their_keys_the_paper_brings_the_cases_back(
    cast, monkeypatch, capsys
):
    """The whole drill, up to reading an old and a new case in the office."""
    old = file_case(COMPLAINT, timezone.now())
    Member.objects.all().delete()
    typing(monkeypatch, PASSWORD, PASSWORD, codes.encode_key(RECOVERY_PRIVATE))
    set_up("nora", team="New team", after_loss=True)
    new = file_case(COMPLAINT, timezone.now())
    nora = Volunteer.objects.get(username="nora")
    set_second_factor(nora, SEED)
    client = log_in(nora)
    assert client.get(f"/office/cases/{old.reference}/").status_code == 404
    call_command("recover_cases", "New team")
    assert "2 cases" not in capsys.readouterr().out
    for case in (old, new):
        page = client.get(f"/office/cases/{case.reference}/").content.decode()
        assert "They said: “the computer knows”." in page
    assert old.reference in client.get("/office/").content.decode()
    assert set(Case.objects.values_list("team__name", flat=True)) == {"New team"}
