"""Status and closing of many cases at once, with what is left out and why."""

import re

import pytest
from django.utils import timezone

from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import Case
from tests.conftest import log_in

WHERE = "/office/many/"
WHY = "MARKREASON of the sample"


@pytest.fixture
def cases(cast):
    """One of somebody in jail, and two of people who are free."""
    now = timezone.now()
    held = file_case(COMPLAINT, now, filing_for="family", held=True)
    return held, file_case(COMPLAINT, now, held=False), file_case(COMPLAINT, now, held=False)


def review(client, what, cases):
    """Return (page, hidden fields) of the page that says first what changes."""
    chosen = {"what": what, "case": [case.reference for case in cases], "list": "tab=nobody"}
    page = client.post(WHERE, chosen).content.decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    given = {name: value for name, value in found if name not in ("case", "csrfmiddlewaretoken")}
    given["case"] = [value for name, value in found if name == "case"]
    return page, given | {"sure": 1}


def statuses(cases):
    return [Case.objects.get(pk=case.pk).status for case in cases]


def test_closing_many_leaves_out_who_is_in_custody_and_says_why(cast, cases):
    ana = log_in(cast["ana"])
    page, given = review(ana, "close", cases)
    assert "This changes 2 cases" in page
    assert f"{cases[0].reference}: In custody, or with a clock." in page
    assert set(given["case"]) == {case.reference for case in cases[1:]}
    answer = ana.post(WHERE, given | {"outcome": "not_ours", "reason": WHY})
    assert answer["Location"] == "/office/?tab=nobody"
    assert statuses(cases) == ["new", "closed", "closed"]
    page = ana.get(f"/office/cases/{cases[1].reference}/").content.decode()
    assert WHY in page


def test_nobody_in_custody_is_closed_with_others_even_if_the_form_says_so(cast, cases):
    ana = log_in(cast["cora"])
    given = {"what": "close", "case": cases[0].reference, "sure": 1}
    page = ana.post(WHERE, given | {"outcome": "not_ours", "reason": WHY}, follow=True)
    assert "Changed: 0 cases." in page.content.decode()
    assert statuses(cases) == ["new", "new", "new"]


def test_what_looked_automatic_may_be_closed_with_others(cast, cases):
    Case.objects.filter(pk=cases[0].pk).update(suspected_bot=True)
    ben = log_in(cast["ben"])
    _page, given = review(ben, "close", cases)
    assert len(given["case"]) == 3


def test_closing_many_needs_an_outcome_and_a_reason_and_keeps_what_was_typed(cast, cases):
    ana = log_in(cast["ana"])
    _page, given = review(ana, "close", cases[1:])
    answer = ana.post(WHERE, given | {"outcome": "", "reason": WHY})
    assert answer.status_code == 422 and WHY in answer.content.decode()
    assert statuses(cases) == ["new", "new", "new"]


def test_a_status_of_many_changes_none_that_a_colleague_changed_meanwhile(cast, cases):
    ana, ben = log_in(cast["ana"]), log_in(cast["ben"])
    _page, given = review(ana, "status", cases)
    ben.post(
        f"/office/cases/{cases[1].reference}/first/close/", {"outcome": "not_ours", "reason": WHY}
    )
    page = ana.post(WHERE, given | {"to": "reading"}, follow=True).content.decode()
    assert "Changed: 2 cases." in page
    assert f"{cases[1].reference}: A colleague changed this case" in page
    assert statuses(cases) == ["reading", "closed", "reading"]
