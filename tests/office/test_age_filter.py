"""The filter by age: computed from keyed hashes by who has the team's key, stored nowhere."""

import html
import re

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.cases import ages, filters, search
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import SavedFilter
from intake.office.queue import alerts
from tests.conftest import log_in
from tests.office.test_queue_filters import references

pytestmark = pytest.mark.postgres

NOW = timezone.now
YEAR = timezone.localdate().year


def born(year):
    date = {"y": year, "m": None, "d": None, "words": ""} if year else None
    return file_case(COMPLAINT, NOW(), born={"birth_date": date})


@pytest.fixture
def people(cast, office):
    found = {
        name: born(year and YEAR - year).reference
        for name, year in (("17", 17), ("18", 18), ("29", 29), ("30", 30), ("71", 71), ("?", None))
    }
    search.index_cases({office["team"].pk: office["privates"]}, 100)
    return found


@pytest.mark.parametrize("rare", [2000, 0])
def test_each_group_has_exactly_its_people(people, cast, monkeypatch, rare):
    monkeypatch.setattr(ages, "RARE_COUNT", rare)
    ana = log_in(cast["ana"])
    for group, names in (
        ("under_18", "17 18"),
        ("18_29", "18 29"),
        ("30_39", "30"),
        ("40_49", ""),
        ("60", "71"),
        ("unknown", "?"),
    ):
        found = references(ana.get(f"/office/?age={group}"))
        assert sorted(found) == sorted(people[name] for name in names.split()), group
    assert len(references(ana.get("/office/?age=no-such"))) == len(people)
    assert references(ana.get("/office/?age=60&where=held")) == []


def test_every_age_is_in_a_group_and_none_is_in_two_but_18():
    for age in range(ages.OLDEST + 1):
        names = [key for key, one in ages.GROUPS.items() if one.youngest <= age <= one.oldest]
        assert len(names) == (2 if age == 18 else 1), age


def test_a_year_later_the_same_hashes_are_another_age(people, cast):
    with time_machine.travel(timezone.now().replace(year=YEAR + 1, month=1, day=2)):
        ana = log_in(cast["ana"])
        assert references(ana.get("/office/?age=under_18")) == [people["17"]]
        assert people["29"] in references(ana.get("/office/?age=30_39"))


def test_nobody_has_an_age_without_the_key_of_the_team(people, cast, office):
    cases, today = filters.Case.objects.all(), timezone.localdate()
    wrong = {office["team"].pk: {1: b"x" * 32}}
    for key, _label in ages.CHOICES:
        assert not ages.of_age(cases, key, {}, today).exists()
    assert not ages.of_age(cases, "under_18", wrong, today).exists()
    assert references(log_in(cast["dana"]).get("/office/?age=under_18")) == []


def test_a_translator_cannot_ask_for_an_age(people, cast):
    tess = log_in(cast["tess"])
    page = tess.get("/office/?age=under_18&more=1")
    assert len(references(page)) == len(people)
    assert 'name="age"' not in page.content.decode()
    assert 'name="age"' in log_in(cast["ana"]).get("/office/?more=1").content.decode()
    SavedFilter.objects.create(owner=cast["ana"], name="young", query="age=under_18", shared=True)
    assert "young" in tess.get("/office/").content.decode()


def test_the_position_of_a_case_and_saved_filters_follow_the_age(people, cast):
    ana = log_in(cast["ana"])
    SavedFilter.objects.create(owner=cast["ana"], name="young", query="tab=open&age=under_18")
    page = html.unescape(ana.get("/office/").content.decode())
    assert re.search(r"young\s*<span class=\"count\">2</span>", page)
    shown = ana.get(f"/office/cases/{people['17']}/?list=tab%3Dopen%26age%3Dunder_18")
    assert "of 2" in " ".join(shown.content.decode().split())


def test_no_alert_rests_on_an_age(people, cast):
    ana = log_in(cast["ana"])
    data = {"name": "young", "alert": "on"}
    response = ana.post("/office/lists/?tab=open&age=under_18", data)
    assert "cannot tell an age" in str([*get_messages(response.wsgi_request)][0])
    assert not SavedFilter.objects.exists()
    ana.post("/office/lists/?tab=open&age=under_18", {"name": "young"})
    one = SavedFilter.objects.get()
    one.notified_up_to = 0
    assert not alerts._has_new_cases(one, timezone.localdate())


def test_a_list_by_age_takes_the_same_queries_for_few_and_many(people, cast, office):
    ana, counts = log_in(cast["ana"]), []
    for _ in range(2):
        for _ in range(3):
            born(YEAR - 10)
        search.index_cases({office["team"].pk: office["privates"]}, 100)
        ana.get("/office/?age=under_18")
        with CaptureQueriesContext(connection) as seen:
            ana.get("/office/?age=under_18")
        counts.append(len(seen))
    assert counts[0] == counts[1]
