"""S14: no address that changes something obeys a form that is not ours."""

import hashlib

import pytest
from django.apps import apps

from tests.filer import FORM, FormClient
from tests.office.test_matrix import OFFICE, OPEN, PUBLIC, where

TOKEN, OTHER = "t" * 32, "u" * 32
# What each forged form brings: headers, the token in its body.
FORGED = {
    "no token": ({}, ""),
    "a wrong token": ({}, OTHER),
    "a token that is no token": ({}, "x"),
    "from another site": ({"Origin": "https://evil.example"}, TOKEN),
    "from a page without an address": ({"Origin": "null"}, TOKEN),
    "from our name without encryption": ({"Origin": "http://testserver"}, TOKEN),
}
TAKES_FORMS = [name for name, (_who, methods) in OFFICE.items() if "POST" in methods]
TAKES_FORMS += [name for name, (_get, post) in OPEN.items() if post != {405}]
TAKES_FORMS += [name for name, (_get, post) in PUBLIC.items() if set(post) != {405}]


def everything():
    """Return a hash of every row of every table."""
    found = hashlib.sha256()
    for model in apps.get_models():
        for row in model.objects.order_by("pk").values_list():
            found.update(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]).encode())
    return found.hexdigest()


def forger(client):
    """Return a client with the same cookies, whose forms are checked as a browser's are."""
    made = FormClient(enforce_csrf_checks=True)
    made.cookies.update(client.cookies)
    made.cookies["__Host-csrf"] = TOKEN
    return made


@pytest.mark.parametrize("how", FORGED)
def test_s14_a_forged_form_is_refused_everywhere_and_changes_nothing(everyone, how):
    headers, token = FORGED[how]
    clients = [
        forger(everyone["clients"][name])
        for name in ("ana", "cora", "submitter_a", "submitter_b", "anonymous")
    ]
    before, wrong = everything(), []
    for name in TAKES_FORMS:
        path = where(name, everyone)
        for client in clients:
            body = f"csrfmiddlewaretoken={token}" if token else ""
            status = client.generic("POST", path, body, FORM, secure=True, headers=headers)
            if status.status_code != 403:
                wrong.append((name, status.status_code))
    assert not wrong, wrong
    assert everything() == before


def test_s14_our_own_form_is_taken(everyone):
    """The refusals above are not for another reason."""
    before = everything()
    ana = forger(everyone["clients"]["ana"])
    path = where("office:note", everyone)
    body = f"csrfmiddlewaretoken={TOKEN}&text=a+note"
    for headers in ({"Origin": "https://testserver"}, {"Referer": "https://testserver/office/"}):
        answer = ana.generic("POST", path, body, FORM, secure=True, headers=headers)
        assert answer.status_code == 302
    assert everything() != before
