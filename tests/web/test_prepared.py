"""Queries that are built once, and asked with other numbers."""

from datetime import UTC, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.cases import mentions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import Case, ReadMark
from intake.web import prepared

NOW = timezone.now


@pytest.fixture
def marked(cast, office):
    """Three cases, the first two read by ana and the last by ben."""
    cases = [file_case(COMPLAINT, NOW()) for _ in range(3)]
    for name, place in (("ana", 0), ("ana", 1), ("ben", 2)):
        ReadMark.objects.create(case=cases[place], volunteer=cast[name], at=NOW())
    return cases


def seen_by(volunteer_id, case_ids):
    rows = ReadMark.objects.filter(volunteer=volunteer_id, case__in=case_ids)
    return rows.order_by("case").values_list("case", "at")


@pytest.mark.postgres
def test_each_asks_with_their_own_numbers(cast, marked):
    first, second, third = (case.pk for case in marked)
    for _ in range(2):
        of_ana = prepared.rows(seen_by, cast["ana"].pk, [first, second, third])
        assert [pk for pk, _at in of_ana] == [first, second]
        of_ben = prepared.rows(seen_by, cast["ben"].pk, [third, second, first])
        assert [pk for pk, _at in of_ben] == [third]
        # Another number of ids is another query.
        assert [pk for pk, _at in prepared.rows(seen_by, cast["ana"].pk, [second])] == [second]


@pytest.mark.postgres
def test_values_come_back_as_the_query_itself_gives_them(cast, marked):
    ids = [case.pk for case in marked]
    found = prepared.rows(seen_by, cast["ana"].pk, ids)
    assert found == list(seen_by(cast["ana"].pk, ids))
    assert found[0][1].tzinfo is not None and found[0][1].astimezone(UTC) <= NOW()


@pytest.mark.postgres
def test_no_ids_ask_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert prepared.rows(seen_by, cast["ana"].pk, []) == []


def test_cases_with_a_mention_are_read_from_the_mentions(cast, office):
    """Whoever nobody named does not have each case of the team looked at."""
    rows = Case.objects.filter(mentions.unseen(cast["ana"].pk), team=office["team"])
    with CaptureQueriesContext(connection) as seen:
        assert not rows.exists()
    assert "EXISTS" not in seen[0]["sql"]


def seen_before(at, volunteer_id):
    rows = ReadMark.objects.filter(volunteer=volunteer_id, at__lt=at)
    return rows.order_by("case").values_list("case")


@pytest.mark.postgres
def test_a_moment_is_asked_for_as_it_is_given(cast, marked):
    first = ReadMark.objects.order_by("at").first()
    ana = cast["ana"].pk
    assert prepared.rows(seen_before, first.at, ana) == []
    assert prepared.rows(seen_before, first.at + timedelta(microseconds=1), ana) == [
        (first.case_id,)
    ]
    assert len(prepared.rows(seen_before, NOW() + timedelta(days=1), ana)) == 2


def briefly(case_ids):
    return Case.objects.filter(pk__in=case_ids).order_by("pk").only("reference", "concerns", "held")


@pytest.mark.postgres
def test_models_have_the_columns_that_were_asked_for(marked):
    found = prepared.instances(briefly, [case.pk for case in marked])
    assert [case.reference for case in found] == [case.reference for case in marked]
    for case, whole in zip(found, Case.objects.order_by("pk"), strict=True):
        assert (case.concerns, case.held) == (whole.concerns, whole.held)
        assert case.held is False and "status" in case.get_deferred_fields()
        assert case.status == whole.status  # read when it is asked for
