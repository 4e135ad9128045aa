"""What goes over all cases passes over a damaged one, names it, does the rest, and then fails."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from intake.cases import facets, search, urgency
from intake.cases.models import CaseCode
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import reminders
from intake.models import (
    Case,
    Complaint,
    Correction,
    Damage,
    Event,
    Membership,
    Reminder,
    Team,
    Wrap,
)
from intake.vault import codes, damage, envelopes, keys
from tests.conftest import PASSWORD, log_in, send_message, unlocked_of
from tests.damage import planting
from tests.environment import RECOVERY_PRIVATE

pytestmark = pytest.mark.postgres

NOW = timezone.now


@pytest.fixture
def cases(cast, office, settings):
    """Three cases; what a test damages is of the newest, which all passes meet first."""
    return [file_case(COMPLAINT, NOW(), held=True) for _ in range(3)]


@pytest.fixture
def typed(monkeypatch):
    """Let commands read what is typed: the recovery key, or the password of a volunteer."""
    for name, words in (
        ("recover_cases", codes.encode_key(RECOVERY_PRIVATE)),
        ("change_team_key", PASSWORD),
        ("backfill", PASSWORD),
    ):
        monkeypatch.setattr(f"intake.management.commands.{name}.getpass", lambda _q, w=words: w)


def run(*command, **options):
    """Run a command that ends in CommandError. Return what it said, and how it failed."""
    out = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command(*command, stdout=out, **options)
    return out.getvalue(), str(failed.value)


def flip_wrap(case, kind):
    [row] = planting.plant(Wrap, "wrapped", "bit", owner=case.owner, kind=kind)
    return row


def opened_by(team, private_keys):
    """Return the cases that keys of a team open."""
    owners = {case.owner: case.pk for case in Case.objects.all()}
    opened = envelopes.unlock_keys_with_team(owners, {team.pk: private_keys})
    return {owners[owner] for owner in opened}


@pytest.mark.parametrize("damaged", [0, 1, 2])
def test_recover_cases_passes_over_a_damaged_wrap(cases, office, typed, damaged):
    target, private = keys.create_team("Fresh team")
    Membership.objects.all().delete()
    row = flip_wrap(cases[damaged], Wrap.Kind.RECOVERY)
    for again in range(2):
        said, failed = run("recover_cases", "Fresh team")
        assert f"{0 if again else 2} cases open for Fresh team again." in said
        assert f"damaged: intake_wrap {row}: wrapped" in said
        assert failed.startswith("1 damaged, and passed over.")
    rest = {case.pk for case in cases if case != cases[damaged]}
    assert opened_by(target, {1: private}) == rest
    # Once it is restored, the next run gives it as well.
    planting.plant(Wrap, "wrapped", "bit", pk=row)
    call_command("recover_cases", "Fresh team", stdout=io.StringIO())
    assert len(opened_by(target, {1: private})) == 3


def test_recover_cases_names_a_case_without_its_wrap(cases, office, typed):
    keys.create_team("Fresh team")
    Membership.objects.all().delete()
    Wrap.objects.filter(owner=cases[0].owner, kind=Wrap.Kind.RECOVERY).delete()
    said, _failed = run("recover_cases", "Fresh team")
    assert f"damaged: intake_wrap {cases[0].owner}: no recovery wrap" in said
    assert "2 cases open" in said


@pytest.mark.parametrize("gone", [False, True], ids=("damaged", "gone"))
def test_the_paper_gives_a_team_its_case_back(cases, office, cast, typed, gone):
    flip_wrap(cases[1], Wrap.Kind.TEAM)
    if gone:
        Wrap.objects.filter(owner=cases[1].owner, kind=Wrap.Kind.TEAM).delete()
    ana, path = log_in(cast["ana"]), f"/office/cases/{cases[1].reference}/"
    assert "This part cannot be opened." in ana.get(path).content.decode()
    assert damage.count() == 1
    out = io.StringIO()
    call_command("recover_cases", "Team", stdout=out)
    assert "1 cases open for Team again." in out.getvalue() and damage.count() == 0
    assert "This part cannot be opened." not in ana.get(path).content.decode()


@pytest.mark.parametrize("damaged", [0, 1, 2])
def test_change_team_key_passes_over_a_damaged_wrap(cases, office, typed, damaged):
    row = flip_wrap(cases[damaged], Wrap.Kind.TEAM)
    rest = {case.pk for case in cases if case != cases[damaged]}
    # A second run is a second change: what is damaged does not stand in its way for ever.
    for number in (2, 3):
        said, failed = run("change_team_key", "Team", username="cora")
        assert f"damaged: intake_wrap {row}: wrapped" in said and "Done." in said
        assert failed.startswith("1 damaged, and passed over.")
        team = Team.objects.get(pk=office["team"].pk)
        member = office["cora"].member
        new = keys.unlock_teams(member, keys.unlock_member(member, PASSWORD))[team.pk]
        assert team.key_number == number and opened_by(team, {number: new[number]}) == rest
        found = Case.objects.filter(searchable=True, search_hashes__isnull=False)
        assert set(found.values_list("pk", flat=True)) == rest


def test_a_wrap_is_made_anew_in_the_office_behind_as_many_damaged_ones(cases, office):
    team, new = keys.rotate_team_key(office["team"])
    for case in cases[:2]:
        flip_wrap(case, Wrap.Kind.TEAM)
    private_keys = office["privates"] | new
    assert keys.rewrap(team, private_keys, limit=1) == 0
    assert opened_by(team, new) == {cases[2].pk}
    assert keys.stale_wraps(team).count() == 2 and not keys.unfinished_wraps(team).exists()


def test_names_are_found_behind_as_many_damaged_cases(cases, office):
    flip_wrap(cases[2], Wrap.Kind.TEAM)
    planting.plant(Complaint, "answers", "bit", pk=cases[1].owner)
    teams = {office["team"].pk: office["privates"]}
    assert search.index_cases(teams, 1) == 1 and search.index_cases(teams, 1) == 1
    assert search.index_cases(teams, 1) == 0
    hashed = set(Case.objects.filter(search_hashes__isnull=False).values_list("pk", flat=True))
    assert hashed == {cases[0].pk}
    assert set(Damage.objects.values_list("table", "column")) == {
        ("intake_wrap", "wrapped"),
        ("intake_complaint", "answers"),
    }


def test_names_are_found_beside_a_case_whose_complaint_is_gone(cases, office):
    planting.take_out(Complaint, pk=cases[2].owner)
    assert search.index_cases({office["team"].pk: office["privates"]}, 10) == 3
    assert Case.objects.filter(search_hashes__isnull=False).distinct().count() == 2
    # Its row is put back, so that the database may end the test.
    Case.objects.filter(pk=cases[2].pk).delete()
    assert [row.column for row in Damage.objects.all()] == ["complaint"]


def test_facets_are_not_guessed_without_a_damaged_correction(cases, cast, office, typed):
    from intake.cases import volunteer_actions

    unlocked = unlocked_of(cases[2], office)
    volunteer_actions.correct(
        unlocked, "where", "prison", reason="a reason", by=cast["ana"], at=NOW()
    )
    assert Case.objects.get(pk=cases[2].pk).where == "prison"
    [row] = planting.plant(Correction, "change", "bit")
    Case.objects.update(facts_edition=0, state="")
    for again in range(2):
        said, failed = run("backfill", username="cora")
        assert f"damaged: intake_correction {row}: change" in said and "facets: 1 left" in said
        assert failed.startswith("1 damaged, and passed over.")
        assert ("facets: 2 of 3" in said) == (not again)
    one = Case.objects.get(pk=cases[2].pk)
    # As it was: neither emptied nor filled from what the volunteer had set right.
    assert (one.where, one.state, one.facts_edition) == ("prison", "", 0)
    others = Case.objects.exclude(pk=one.pk)
    assert {(case.facts_edition, bool(case.state)) for case in others} == {
        (facets.FACTS_EDITION, True)
    }


def spoil(case):
    """Damage a clear column of a case so that nothing can be worked out of it."""
    Case.objects.filter(pk=case.pk).update(deadlines={"hold_48h": "20x6-01-01"})


def test_lists_are_moved_on_behind_a_damaged_case(cases):
    spoil(cases[0])
    today = timezone.localdate()
    Case.objects.update(recompute_on=today, sort_key="")
    assert urgency.recompute_due(today) == 2
    assert set(Case.objects.filter(sort_key="").values_list("pk", flat=True)) == {cases[0].pk}
    assert urgency.recompute_due(today) == 0  # it ends, and may be run again
    urgency.recompute_after_clock_change(today)
    assert damage.rows_of(Case) == [cases[0].pk]


def test_backfill_fills_the_others(cases):
    spoil(cases[1])
    Case.objects.update(sort_key="")
    CaseCode.objects.all().delete()
    said, failed = run("backfill")
    assert f"damaged: intake_case {cases[1].pk}: row (ValueError)" in said
    assert "places in the queue: 1 left" in said and "codes of cases: 0 left" in said
    assert failed.startswith("1 damaged, and passed over.")
    assert Case.objects.exclude(sort_key="").count() == 2


def test_expire_erases_what_is_due_however_damaged_it_is(cases):
    spoil(cases[0])
    flip_wrap(cases[1], Wrap.Kind.TEAM)
    planting.take_out(Complaint, pk=cases[2].owner)
    Case.objects.update(erase_on=timezone.localdate() - timedelta(days=5))
    out = io.StringIO()
    call_command("expire", yes=True, stdout=out)
    assert "Erased 0 drafts and 3 cases" in out.getvalue()
    assert not Case.objects.filter(erased_on=None).exists() and damage.count() == 0


def test_expire_does_the_rest_and_says_what_it_passed_over(cases, office, cast, settings):
    settings.EMAIL_FROM = "help@example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    today = timezone.localdate()
    for case in cases[:2]:
        reminders.set_reminder(case, "email", "sam@example.com")
        send_message(
            unlocked_of(case, office),
            "words",
            by=cast["ana"],
            at=NOW() - timedelta(days=4),
        )
    Event.objects.update(at=NOW() - timedelta(days=6))
    [row] = planting.plant(Reminder, "address", "bit", case=cases[0])
    Case.objects.filter(pk=cases[0].pk).update(recompute_on=today, sort_key="")
    Case.objects.filter(pk=cases[2].pk).update(recompute_on=today)
    spoil(cases[2])
    for again in range(2):
        said, failed = run("expire", yes=True)
        assert f"damaged: intake_reminder {row}: address" in said
        assert f"damaged: intake_case {cases[2].pk}: row (ValueError)" in said
        assert f"Sent {0 if again else 1} reminders." in said
        assert failed == "2 damaged, and passed over. The others are done."
    assert Case.objects.get(pk=cases[0].pk).sort_key
    # The health page tells the operator.
    oren = log_in(cast["oren"])
    assert "2 damaged" in oren.get("/office/health/").content.decode()
