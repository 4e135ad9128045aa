"""Who logs in where, and what a role does not see (S07, S33, S38). The matrix asks everybody."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from intake.cases import actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from tests.conftest import log_in, unlocked_of
from tests.filer import FormClient
from tests.second_factor import lasting_numbers

IDENTITY = [
    "Ana María",
    "Example de la Prueba",
    "SAMPLE-0001",
    "SAMPLE-77",
    "Wit Ness",
    "555-0100-000",
    "Law Yersample",
    "Sam Helper",
    "(555) 010-0199",
    "sam@example.com",
    "1 Sample Street",
    "SAMPLE-123",
    "Sampleland",
    "in spring",
    "Sam Sample",
]


def test_s07_a_translator_sees_no_name_and_no_way_to_find_the_person(cast, office):
    case = file_case(COMPLAINT, timezone.now(), filing_for="family", held=True)
    unlocked = unlocked_of(case, office)
    actions.write_note(unlocked, "note on Ana María", by=cast["ana"], at=timezone.now())
    paths = ["/office/", f"/office/cases/{case.reference}/", "/office/account/"]
    tess = "".join(log_in(cast["tess"]).get(path).content.decode() for path in paths)
    ana = "".join(log_in(cast["ana"]).get(path).content.decode() for path in paths)
    covered = {
        "SAMPLE-0001",
        "SAMPLE-123",
        "555-0100-000",
        "(555) 010-0199",
        "sam@example.com",
        "1 Sample Street",
    }
    assert [mark for mark in IDENTITY if mark in tess] == []
    assert {mark for mark in IDENTITY if mark not in ana} == covered
    shown = log_in(cast["ana"]).post(f"/office/cases/{case.reference}/reveal/").content.decode()
    assert [mark for mark in IDENTITY if mark not in shown] == []
    assert "They said: “the computer knows”." in tess and "Hidden from your role" in tess


def test_s33_operator_and_auditor_see_no_case(cast):
    case = file_case(COMPLAINT, timezone.now())
    for name in ("otto", "oren"):
        client = log_in(cast[name])
        for path in ("/office/", f"/office/cases/{case.reference}/", "/office/people/"):
            assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "///evil.example",
        "http://testserver@evil.example",
        "\thttps://evil.example",
    ],
)
def test_s38_login_never_leads_to_another_site(cast, target):
    client = FormClient()
    response = client.post(
        "/office/account/login/",
        {"login": "ana", "password": "a quiet lantern for the tests", "next": target},
    )
    assert "evil" not in response.headers["Location"].split("?")[0]
    cache.clear()
    response = client.post("/office/account/second/", {"code": lasting_numbers(1)})
    assert response.headers["Location"] == "/office/today/"


def test_vault_cookie_is_session_only_and_strict(cast):
    cookie = log_in(cast["ana"]).cookies[settings.VAULT_COOKIE]
    assert cookie["max-age"] == "" and cookie["expires"] == ""
    assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Strict"
    assert cookie.key == "__Host-vault" and cookie["domain"] == "" and cookie["path"] == "/"
