"""A check of identity leads back to the same page, with its filter and what was typed."""

import html
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from tests.conftest import log_in
from tests.second_factor import numbers

HOW = "I called the sample phone, and they told me three answers."


@pytest.fixture
def case(cast):
    return file_case(COMPLAINT, timezone.now(), held=True)


def confirm(client, answer):
    """Type the code that a check asks for. Return where it leads to."""
    assert answer.status_code == 302 and "next=" in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert 'name="next"' in page
    value = html.unescape(page.split('name="next" value="')[1].split('"')[0])
    cache.clear()
    done = client.post("/office/account/second/again/", {"code": numbers(), "next": value})
    assert done.status_code == 302, done.content.decode()
    return done["Location"]


def stale(client):
    """Let the last second factor of a client be ten minutes old."""
    session = client.session
    methods = session["account_authentication_methods"]
    for record in methods:
        record["at"] -= 600
    session["account_authentication_methods"] = methods
    session.save()


def test_what_was_typed_comes_back_after_the_check_and_only_once(cast, case):
    ana = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/code/"
    assert ana.get(path).status_code == 200
    stale(ana)
    answer = ana.post(path, {"how": HOW})
    kept = ana.session["kept_form"]
    assert HOW not in kept and HOW not in answer["Location"]
    place = confirm(ana, answer)
    assert place == path
    page = ana.get(place).content.decode()
    assert f'value="{HOW}"' in page
    assert case.events.filter(kind="new_code").count() == 0
    assert HOW not in ana.get(place).content.decode()
    assert "kept_form" not in ana.session


def test_the_list_its_filter_and_the_chosen_cases_come_back(cast, case):
    other = file_case(COMPLAINT, timezone.now(), held=True)
    ana = log_in(cast["ana"])
    stale(ana)
    given = {"case": [case.reference], "what": "print", "list": "tab=open&state=TX"}
    place = confirm(ana, ana.post("/office/many/", given))
    assert place == "/office/?tab=open&state=TX"
    given["list"] = "tab=open"
    stale(ana)
    place = confirm(ana, ana.post("/office/many/", given))
    page = ana.get(place).content.decode()
    assert f'value="{case.reference}" form="many" checked' in page
    assert f'value="{other.reference}" form="many">' in page
    assert '<option value="print" selected>' in page


def test_a_kept_form_is_for_its_own_page_and_time(cast, case):
    ana = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/code/"
    stale(ana)
    confirm(ana, ana.post(path, {"how": HOW}))
    assert HOW not in ana.get(f"/office/cases/{case.reference}/code/?other=1").content.decode()
    assert HOW not in ana.get(path).content.decode()
    stale(ana)
    confirm(ana, ana.post(path, {"how": HOW}))
    with time_machine.travel(timezone.now() + timedelta(minutes=4, seconds=30)):
        assert HOW in ana.get(path).content.decode()


def test_an_export_comes_back_with_its_list_and_reason(cast, case):
    cora = log_in(cast["cora"])
    stale(cora)
    path = "/office/export/?tab=open&where=held"
    place = confirm(cora, cora.post(path, {"reason": "sample report"}))
    assert place == path
    page = cora.get(place).content.decode()
    assert "sample report" in page and "text/html" in cora.get(place)["Content-Type"]
