"""Every form that a page of the office shows to a role answers below 400 for that role.

Each page is opened as each role, each form is filled in as a person would, and each of its buttons
is pressed. What it did is undone before the next one.
"""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.conftest import forget_counters
from tests.filer import FormClient
from tests.golden.office_pages import HEAD
from tests.office.forms_on_pages import forms_of
from tests.office.test_every_page import worked_on
from tests.office.test_matrix import OFFICE, VOLUNTEERS, where

# What a field takes besides any words, by its name.
VALUES = {
    "phone": "512 555 0100",
    "email": "sam@example.org",
    "table": "",  # the file holds it
    "username": "new-volunteer",
    "checked_on": "2026-01-05",
    "as_of": "2026-01-05",
    "source": "https://example.org/law",
}
TABLE = f"{HEAD}\nRow,Sample,free,none,profiling,TX,no,same_name\n".encode()


def pages_of(everyone, who, case):
    """Return the addresses that a role may open, and those of the forms that a case asks for."""
    packet = case.packets.get().pk
    paths = []
    for name, (roles, methods) in OFFICE.items():
        if who in roles.split() and "GET" in methods:
            path = where(name, everyone).replace(everyone["case"].reference, case.reference)
            path = path.replace(f"/packets/{everyone['packets']['own']}/", f"/packets/{packet}/")
            paths.append(path.replace(str(everyone["paper"]), str(case.attachments.get().pk)))
    return list(dict.fromkeys(paths))


def client_of(everyone, who):
    client = FormClient()
    client.cookies.update(everyone["clients"][who].cookies)
    return client


def html_of(client, path):
    with transaction.atomic():
        response = client.get(path)
        transaction.set_rollback(True)
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return response.content.decode() if response.status_code == 200 and is_page else ""


def forms_seen(everyone, who, case):
    """Return {key: (page, form)} of all forms that a role sees, each once."""
    found, client = {}, client_of(everyone, who)
    paths = pages_of(everyone, who, case)
    for path in paths:
        html = html_of(client, path)
        for more in re.findall(r'href="(\?do=[\w-]+)', html):
            asked = path.partition("?")[0] + more
            if asked not in paths:
                paths.append(asked)
        for form in forms_of(html, path):
            found.setdefault(form.key, (path, form))
    return found


def send(everyone, who, form, button):
    """Return the answer to a form with one of its buttons, and undo what it did."""
    client, data = client_of(everyone, who), form.filled(VALUES)
    if button:
        data[button[0]] = [button[1]]
    forget_counters()
    cache.clear()
    with transaction.atomic():
        if form.method == "get":
            response = client.get(form.action, data)
        elif any(one.kind == "file" for one in form.controls):
            names = [one.name for one in form.controls if one.kind == "file"]
            text = TABLE if "table" in data else b"a text"
            files = {name: SimpleUploadedFile("a.txt", text) for name in names}
            response = super(FormClient, client).post(form.action, data | files)
        else:
            response = client.post(form.action, data)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("who", VOLUNTEERS)
def test_every_form_that_a_role_sees_answers_below_400(everyone, who):
    case = worked_on(everyone["cast"], everyone["office"])
    if who == "dana":
        case = everyone["case"]
    refused = []
    with time_machine.travel(everyone["moment"], tick=False):
        forms = forms_seen(everyone, who, case)
        for page, form in forms.values():
            for button in form.buttons():
                response = send(everyone, who, form, button)
                if response.status_code >= 400:
                    refused.append((response.status_code, page, form.action, button))
    assert len(forms) > 2
    assert refused == [], "\n".join(map(str, refused))
