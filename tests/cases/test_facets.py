"""A facet that is new in a release is filled for the cases that were stored before."""

import pytest
from django.db.models import Field
from django.utils import timezone

from intake.cases import facets, filer_actions, volunteer_actions
from intake.cases.models import Case
from intake.models import Volunteer
from intake.office.people import adapter
from intake.vault import envelopes
from tests.conftest import log_in

TODAY = timezone.localdate


@pytest.fixture
def stored_before(filed):
    """A case as an older release left it: its facets empty, their edition old."""
    case, key = filed
    Case.objects.filter(pk=case.pk).update(facts_edition=0, where="", held=True, problems=[])
    case.case_codes.all().delete()
    return case, key


@pytest.fixture
def teams(office):
    return {office["team"].pk: office["privates"]}


def test_a_new_case_has_the_facets_of_this_release(filed, teams):
    case, _key = filed
    assert case.facts_edition == facets.FACTS_EDITION
    assert not facets.outdated(teams).exists()


def test_a_stored_case_is_filled_by_a_login_of_its_team_and_does_not_count_as_changed(
    stored_before, teams
):
    case, key = stored_before
    before = case.changed_on
    assert facets.outdated(teams).count() == 1
    assert facets.fill_outdated(teams, 10, TODAY()) == 1
    case.refresh_from_db()
    assert (case.where, case.held, case.changed_on) == ("free", False, before)
    assert case.problems and case.case_codes.filter(column="problems").count() == len(case.problems)
    assert facets.fill_outdated(teams, 10, TODAY()) == 0


def test_corrections_and_later_answers_count_when_facets_are_filled(stored_before, teams):
    case, key = stored_before
    ana = Volunteer.objects.create_user(username="ana", first_name="Ana")
    unlocked = case.unlocked(key)
    filer_actions.add_details(unlocked, "The story", "more", page="story", now=timezone.now())
    volunteer_actions.correct(
        unlocked, "hold", "no", by=ana, at=timezone.now(), reason="The jail says so."
    )
    Case.objects.filter(pk=case.pk).update(facts_edition=0, hold="yes")
    assert facets.fill_outdated(teams, 10, TODAY()) == 1
    case.refresh_from_db()
    assert case.hold == "no"


def test_a_case_that_does_not_open_is_passed_over_and_stays_counted(stored_before, teams):
    case, _key = stored_before
    answers = bytearray(case.complaint.answers)
    answers[-1] ^= 1
    type(case.complaint).objects.update(answers=bytes(answers))
    assert facets.fill_outdated(teams, 10, TODAY()) == 0
    assert facets.outdated(teams).count() == 1
    envelopes.erase_keys(case.owner)
    assert facets.fill_outdated(teams, 10, TODAY()) == 0


def test_no_more_than_asked_are_filled_at_once(stored_before, teams):
    assert facets.fill_outdated(teams, 0, TODAY()) == 0
    assert facets.outdated(teams).count() == 1


@pytest.mark.parametrize("column", facets.FACETS)
def test_every_facet_is_a_column_with_an_empty_value(column):
    field = Case._meta.get_field(column)
    assert isinstance(field, Field)
    assert field.get_default() in (None, "", False, [], {})


def test_a_login_fills_what_an_older_release_stored_and_health_counts_the_rest(
    stored_before, cast, monkeypatch
):
    case, _key = stored_before
    monkeypatch.setattr(adapter, "FILLED_AT_LOGIN", 0)
    oren = log_in(cast["oren"])
    assert "1 left" in oren.get("/office/health/").content.decode()
    case.refresh_from_db()
    assert case.facts_edition == 0
    monkeypatch.setattr(adapter, "FILLED_AT_LOGIN", 1)
    log_in(cast["ben"])
    case.refresh_from_db()
    assert case.facts_edition == facets.FACTS_EDITION
    assert "0 left" in oren.get("/office/health/").content.decode()
