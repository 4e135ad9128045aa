"""A request reads a case once, opens its key once, and locks it at most once more to change it."""

import html
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.cases import volunteer_actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.vault import envelopes
from tests.conftest import log_in, unlocked_of

NOW = timezone.now


@pytest.fixture
def case(cast):
    return file_case(COMPLAINT, NOW(), held=True)


@pytest.fixture
def ana(cast, case):
    client = log_in(cast["ana"])
    client.get(f"/office/cases/{case.reference}/")
    return client


@pytest.fixture
def openings(monkeypatch):
    """The owners whose keys were opened with a team's key, one by one."""
    real, found = envelopes.unlock_keys_with_team, []

    def opens(owners, team_keys):
        found.extend(owners)
        return real(owners, team_keys)

    monkeypatch.setattr(envelopes, "unlock_keys_with_team", opens)
    return found


def reads_of_case(queries):
    """Return how often all columns of one case were read."""
    whole = 'SELECT "intake_case"."id", "intake_case"."complaint_id"'
    return sum(row["sql"].startswith(whole) for row in queries)


# Path, what is sent, how often the case is read: once to show or check it, once under its lock.
ACTS = (
    ("", None, 1),
    ("act/", None, 1),
    ("translation/", None, 1),
    ("note/", {"text": "x"}, 2),
    ("note/", {"text": ""}, 1),
    ("move/", {"to": "reading", "seen": "new"}, 2),
    ("act/", {"text": "Hi", "language": "en", "seen": "new", "to": "reading", "note": "n"}, 2),
    ("do/raise/", {"reason": "heard so"}, 2),
    ("do/tick/", {"step": "hold_paper"}, 2),
    ("reveal/", {}, 1),
    ("packets/", {"route": "foia"}, 2),
)


@pytest.mark.parametrize(("path", "given", "reads"), ACTS)
def test_a_case_is_read_and_opened_once_for_each_request(ana, case, openings, path, given, reads):
    path = f"/office/cases/{case.reference}/{path}"
    with CaptureQueriesContext(connection) as queries:
        answer = ana.get(path) if given is None else ana.post(path, given)
    assert answer.status_code in (200, 302, 422)
    assert openings == [case.owner]
    assert reads_of_case(queries) == reads


# With login, session, rights, the message that comes back, and two savepoints.
MOST = {"move/": 14, "note/": 14, "": 34}


@pytest.mark.parametrize("path", MOST)
def test_queries_of_a_case(ana, case, django_assert_max_num_queries, path):
    given = {"move/": {"to": "reading", "seen": "new"}, "note/": {"text": "x"}}.get(path)
    url = f"/office/cases/{case.reference}/{path}"
    with django_assert_max_num_queries(MOST[path]):
        ana.get(url) if given is None else ana.post(url, given)


def test_many_cases_are_opened_with_one_query(cast, office, openings):
    cases = [file_case(COMPLAINT, NOW()) for _ in range(3)]
    ana = log_in(cast["ana"])
    for what in ({"what": "assign", "to": cast["ben"].pk}, {"what": "print"}):
        openings.clear()
        given = {"case": [case.reference for case in cases], "sure": 1} | what
        with CaptureQueriesContext(connection) as queries:
            ana.post("/office/many/", given)
        assert sorted(openings) == sorted(case.owner for case in cases)
        wraps = [row for row in queries if 'FROM "intake_wrap"' in row["sql"]]
        assert len(wraps) == 1
    assert cast["ben"].case_set.count() == 3


def test_the_first_page_of_a_day_shows_the_place_of_that_day(cast, office, case):
    unlocked, by = unlocked_of(case, office), cast["ana"]
    volunteer_actions.escalate(unlocked, by=by, at=NOW(), reason="he was threatened")
    path = f"/office/cases/{case.reference}/"
    assert "Escalated by Ana" in log_in(by).get(path).content.decode()
    with time_machine.travel(NOW() + timedelta(days=7)):
        page = html.unescape(log_in(by).get(path).content.decode())
    assert "Escalated by Ana" not in page and "he was threatened" in page
