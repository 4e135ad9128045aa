"""The timer erases nothing by a clock that may be wrong, until somebody says that it is right."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from intake.accounts import actions as people
from intake.accounts.models import Role
from intake.cases import actions, urgency, volunteer_actions
from intake.cases.models import Case, Event
from intake.complaints import drafts
from intake.complaints.models import Draft
from intake.dashboard.models import LastRun, PublicStatistics
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import reminders
from intake.models import AuditEntry, Invitation, Membership, PageCount
from intake.storage import site, store
from intake.vault import envelopes, keys
from intake.vault.models import Wrap

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def at(instant):
    return time_machine.travel(instant, tick=False)


def expire(*words):
    out = StringIO()
    call_command("expire", *words, stdout=out)
    return out.getvalue()


def refused(*words):
    """Run the timer, which must refuse. Return what it says."""
    with pytest.raises(CommandError) as error:
        expire(*words)
    return str(error.value)


@pytest.fixture
def full_site(office, monkeypatch):
    """A site with one of everything that the timer ends, and a first run of it."""
    sent = []
    for name in ("send_due", "send_unfinished"):
        monkeypatch.setattr(reminders, name, lambda day, name=name: sent.append(name) or 0)
    with at(NOW):
        cases = [file_case(COMPLAINT, NOW) for _ in range(3)]
        Case.objects.filter(pk=cases[2].pk).update(erase_asked_on=NOW.date())
        drafts.start({"answers": {}, "lane": "full"}, now=NOW)
        people.invite(username="new", first_name="New", role=Role.VOLUNTEER, now=NOW)
        keys.rotate_team_key(office["team"], at=NOW)
        PublicStatistics.objects.all().delete()
        expire()
        sent.clear()
    return cases, sent


def state(sent):
    """Return all that a run of the timer may end or send."""
    return {
        "cases": sorted(Case.objects.filter(erased_on=None).values_list("reference", flat=True)),
        "places": sorted(Case.objects.values_list("sort_key", "recompute_on", "next_deadline_on")),
        "drafts": Draft.objects.count(),
        "wraps": Wrap.objects.count(),
        "invitations": Invitation.objects.count(),
        "counts": PageCount.objects.count(),
        "keys": Membership.objects.count(),
        "numbers": PublicStatistics.objects.count(),
        "sent": list(sent),
        "ran": LastRun.objects.get(name="expire").at,
    }


@pytest.mark.parametrize("off", [timedelta(days=8), timedelta(days=4000), timedelta(days=-8)])
def test_a_clock_that_is_far_off_erases_moves_and_sends_nothing(full_site, off):
    [*_, asked], sent = full_site
    Case.objects.filter(pk=asked.pk).update(erase_asked_on=None)
    before = state(sent)
    with at(NOW + off):
        said = refused()
        assert refused() == said
    assert state(sent) == before
    assert f"the clock says {NOW + off:%Y-%m-%d}" in said
    assert "the last run was at 2026-11-24 12:00" in said
    assert "manage.py expire --yes" in said
    assert ("It erases 3 of 3 cases and 1 drafts" in said) == (off > timedelta(days=400))
    with at(NOW + timedelta(hours=1)):
        assert "Erased 0 drafts and 0 cases." in expire()


def test_the_same_run_with_a_yes_does_each_of_these(full_site):
    _cases, sent = full_site
    before = state(sent)
    with at(NOW + timedelta(days=4000)):
        expire("--yes")
    after = state(sent)
    assert [name for name in before if before[name] == after[name]] == []


def test_asked_once_with_yes_it_goes_on_from_there(full_site):
    with at(NOW + timedelta(days=4000)):
        assert "It erases 2 of 2 cases and 1 drafts." in refused()
        assert "Erased 1 drafts and 2 cases." in expire("--yes")
        assert "Erased 0 drafts and 0 cases." in expire()
    with at(NOW + timedelta(days=4001)):
        expire()


def test_a_case_whose_filer_asked_is_erased_by_any_clock(full_site):
    [one, two, asked], _sent = full_site
    with at(NOW + timedelta(days=4000)):
        said = refused()
    assert "except that 1 cases were erased because their filers had asked for it" in said
    assert set(Case.objects.filter(erased_on=None)) == {one, two}
    assert AuditEntry.objects.filter(kind="erased", what=asked.reference).count() == 1
    assert Event.objects.filter(case=asked, kind="erased").exists()


@pytest.mark.parametrize("off", [timedelta(days=7), timedelta(days=-7)])
def test_a_week_without_the_timer_is_fine(full_site, off):
    with at(NOW + off):
        expire()
        assert LastRun.objects.get(name="expire").at == NOW + off


def test_a_first_run_is_fine(full_site):
    LastRun.objects.all().delete()
    with at(NOW + timedelta(days=400)):
        assert "Erased 1 drafts and 3 cases." in expire()


@pytest.fixture
def many(team):
    """Return a function that makes cases, so many of them past their day."""

    def make(every, due, asked=0):
        first = file_case(COMPLAINT, NOW)
        others = [Case(pk=None) for _ in range(every - 1)]
        for number, case in enumerate(others):
            for field in Case._meta.concrete_fields:
                if not field.primary_key:
                    setattr(case, field.attname, getattr(first, field.attname))
            case.complaint_id, case.owner = None, f"00000000-0000-0000-0000-{number:012d}"
            case.reference = f"{number:07d}"
        Case.objects.bulk_create(others)
        pks = list(Case.objects.order_by("pk").values_list("pk", flat=True))
        yesterday = NOW.date() - timedelta(days=1)
        Case.objects.filter(pk__in=pks[: due + asked]).update(erase_on=yesterday)
        Case.objects.filter(pk__in=pks[:asked]).update(erase_asked_on=yesterday)

    with at(NOW):
        yield make


@pytest.mark.parametrize(("every", "due", "asked"), [(11, 10, 0), (60, 12, 0), (30, 10, 9)])
def test_as_many_as_an_ordinary_day_brings_are_erased(many, every, due, asked):
    many(every, due, asked)
    assert f"and {due + asked} cases" in expire()


@pytest.mark.parametrize(("every", "due", "asked"), [(11, 11, 0), (60, 13, 0), (30, 11, 3)])
def test_more_at_once_wait_for_a_yes_but_those_whose_filers_asked(many, every, due, asked):
    many(every, due, asked)
    drafts.start({"answers": {}, "lane": "full"}, now=NOW - timedelta(days=2))
    for left in (every, every - asked):
        assert f"{due} of {left} cases are past their day" in refused()
    assert Case.objects.exclude(erased_on=None).count() == asked
    assert not Draft.objects.exists()  # the clock is right: the rest goes on
    assert LastRun.objects.get(name="expire").at == NOW
    assert f"and {due} cases" in expire("--yes")
    assert expire()


def test_erased_cases_are_not_counted_among_all(many):
    many(60, 12)
    for case in Case.objects.exclude(erase_on__lt=NOW.date())[:5]:
        actions.erase(case, by=None, at=NOW)
    assert "12 of 55 cases" in refused()


@pytest.mark.parametrize("ahead", [timedelta(days=6), timedelta(days=4000)])
def test_places_moved_on_by_a_clock_ahead_come_back_with_the_right_one(office, cast, ahead):
    """Lists move cases on by any clock: a last day that was passed over counts again after it."""
    team, ana = office["team"], cast["ana"]
    with at(NOW):
        case = file_case(COMPLAINT, NOW)
        key = envelopes.unlock_key_with_team(case.owner, {team.pk: office["privates"]})
        volunteer_actions.escalate(case.unlocked(key), by=ana, at=NOW, reason="a flight")
        day = NOW.date() + timedelta(days=2)
        last_days, columns = {"ftca": str(day)}, urgency.DERIVED_COLUMNS
        Case.objects.update(
            held=True, where="local_jail", release_due_on=day, deadlines=last_days, hold="no"
        )
        urgency.recompute_after_clock_change(NOW.date())
        expire()
        before = Case.objects.values(*columns).get()
    assert (before["next_deadline_on"], before["held_past_release"]) == (day, False)
    assert before["escalated_until"] == NOW.date() + urgency.ESCALATION_PERIOD
    with at(NOW + ahead):
        urgency.recompute_due((NOW + ahead).date())
        after = Case.objects.values(*columns).get()
        assert after["next_deadline_on"] is None and after["held_past_release"]
        if ahead > timedelta(days=7):
            refused()
        else:
            expire()
    with at(NOW + timedelta(hours=1)):
        expire()
    assert Case.objects.values(*columns).get() == before
    assert not LastRun.objects.filter(name="refused").exists()


def test_files_are_left_alone_by_a_wrong_clock(full_site, settings, tmp_path):
    settings.ATTACHMENTS_DIR = tmp_path
    site.accept()
    store.save("00000000-0000-0000-0000-000000000001", [b"sealed"])
    with at(timezone.now() + timedelta(days=4000)):
        refused()
        assert len(list(store.all_ids())) == 1
        expire("--yes")
        assert list(store.all_ids()) == [] and len(store.lost_and_found()) == 1
