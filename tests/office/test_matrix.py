"""S06 and S07: every address, every actor, every method, own, other and absent objects.

The tables are written by hand, apart from the code's own. An address without a row fails.
"""

import itertools
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from intake.accounts.models import Role
from intake.routes.contact_text import contact_key
from tests.filer import FormClient

LOGIN, SET_UP = "/office/account/login/", "/office/account/app/"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
GUESTS = ("anonymous", "submitter_a", "submitter_b")
VOLUNTEERS = ("ana", "ben", "dana", "rita", "tess", "cora", "otto", "oren")
ACTORS = GUESTS + VOLUNTEERS

WORK = "ana ben dana cora"
SECOND = "ana ben dana cora rita"
READ = "ana ben dana cora rita tess"
TRANSLATE = "ana ben dana cora tess"
ALL = "ana ben dana cora rita tess otto oren"

CHECKED = (
    "office:route",
    "office:state-law",
    "office:contact",
    "office:confirm-contact",
    "office:help-line",
)

# Who may use it, and with which method. A case is further limited to its own team.
OFFICE = {
    "office:queue": (READ, "GET"),
    "office:find": (WORK, "POST"),
    "office:save-list": (WORK, "POST"),
    "office:drop-list": (WORK, "POST"),
    "office:bulk": (WORK, "POST"),
    "office:sent": (WORK, "GET"),
    "office:today": (SECOND, "GET"),
    "office:follow-ups": (READ, "GET"),
    "office:dashboard": (SECOND, "GET"),
    "office:report": (SECOND, "GET"),
    "office:count-again": (WORK, "POST"),
    "office:handbook": (READ, "GET"),
    "office:glossary": (READ, "GET"),
    "office:names": (SECOND, "POST"),
    "office:keys": (READ, "GET POST"),
    "office:assist": (WORK, "GET POST"),
    "office:batch": (WORK, "GET POST"),
    "office:case": (READ, "GET"),
    "office:reveal": (WORK, "POST"),
    "office:take": (WORK, "POST"),
    "office:note": (WORK, "POST"),
    "office:move": (WORK, "POST"),
    "office:act": (WORK, "GET POST"),
    "office:verb": (WORK, "POST"),
    "office:consequence": (WORK, "GET POST"),
    "office:prepare": (WORK, "POST"),
    "office:packet": (SECOND, "GET"),
    "office:packet-step": (SECOND, "POST"),
    "office:packet-paper": (SECOND, "GET POST"),
    "office:packet-contact": (WORK, "GET POST"),
    "office:packet-texts": (SECOND, "GET POST"),
    "office:packet-file": (SECOND, "GET"),
    "office:packet-word": (SECOND, "GET"),
    "office:packet-exhibits": (SECOND, "GET"),
    "office:add-file": (WORK, "POST"),
    "office:file": (WORK, "GET"),
    "office:file-original": (WORK, "GET"),
    "office:file-picture": (WORK, "GET"),
    "office:new-code": (WORK, "GET POST"),
    "office:translations": (TRANSLATE, "GET"),
    "office:translation": (TRANSLATE, "GET"),
    "office:translate": (TRANSLATE, "POST"),
    "office:erase": ("cora", "GET POST"),
    "office:routes": (READ, "GET"),
    "office:route": ("cora", "GET POST"),
    "office:state-laws": (READ, "GET"),
    "office:state-law": ("cora", "GET POST"),
    "office:help-lines": (READ, "GET"),
    "office:new-help-line": ("cora", "GET POST"),
    "office:help-line": ("cora", "GET POST"),
    "office:contacts": ("cora", "GET"),
    "office:contact": ("cora", "GET POST"),
    "office:confirm-contact": ("cora", "POST"),
    "office:script": (WORK, "GET"),
    "office:people": ("cora", "GET"),
    "office:invite": ("cora", "POST"),
    "office:invite-again": ("cora", "GET POST"),
    "office:grant": ("cora", "POST"),
    "office:role": ("cora", "POST"),
    "office:end-access": ("cora", "GET POST"),
    "office:reset-second": ("cora", "GET POST"),
    "office:teams": ("cora", "GET POST"),
    "office:receive": ("cora", "POST"),
    "office:team-key": ("cora", "POST"),
    "office:tags": ("cora", "GET POST"),
    "office:drop-tag": ("cora", "GET POST"),
    "office:templates": ("cora", "GET"),
    "office:template": ("cora", "GET POST"),
    "office:new-template": ("cora", "GET POST"),
    "office:own-template": ("cora", "GET POST"),
    "office:retention": ("cora", "GET"),
    "office:retain": ("cora", "POST"),
    "office:export": ("cora", "GET POST"),
    "office:columns": ("cora", "GET"),
    "office:research": ("cora", "GET POST"),
    "office:whole": ("cora", "GET POST"),
    "office:hours": ("cora", "GET POST"),
    "office:languages": ("cora", "GET"),
    "office:sees": ("cora", "POST"),
    "office:access-log": ("cora otto", "GET"),
    "office:health": ("cora oren", "GET"),
    "office:account": (ALL, "GET POST"),
    "office:app-picture": (ALL, "GET"),
    "account_change_password": (ALL, "GET POST"),
    "account_reauthenticate": (ALL, "GET POST"),
    "mfa_index": (ALL, "GET"),
    "mfa_reauthenticate": (ALL, "GET POST"),
    "mfa_activate_totp": (ALL, "GET POST"),
    "mfa_deactivate_totp": (ALL, "GET POST"),
    "mfa_view_recovery_codes": (ALL, "GET"),
    "mfa_generate_recovery_codes": (ALL, "GET POST"),
    "mfa_list_webauthn": (ALL, "GET"),
    "mfa_add_webauthn": (ALL, "GET POST"),
    "mfa_reauthenticate_webauthn": (ALL, "GET POST"),
    # No volunteer of the cast has a passkey, so each one is absent.
    "mfa_edit_webauthn": ("", "GET POST"),
    "mfa_remove_webauthn": ("", "GET POST"),
}

# Open to all, logged in or not; what they answer to GET and to an empty POST.
OPEN = {
    "account_login": ({200, 302}, {200, 302}),
    "account_logout": ({200, 302}, {302}),
    "mfa_authenticate": ({302}, {302}),
    "office:welcome": ({404}, {405}),
    "office:set-password": ({404}, {404}),
}

# The filer's door, for (nothing open, a sent case, a draft with every page answered).
PUBLIC = {
    "public:home": ((200, 200, 200), (405, 405, 405)),
    "public:before": ((200, 200, 200), (405, 405, 405)),
    "public:help-day": ((200, 200, 200), (422, 422, 422)),
    "public:urgent": ((200, 200, 200), (405, 405, 405)),
    "public:catalogue": ((200, 200, 200), (405, 405, 405)),
    "public:guide": ((200, 200, 200), (405, 405, 405)),
    "public:topic": ((200, 200, 200), (405, 405, 405)),
    "public:ways": ((200, 200, 200), (405, 405, 405)),
    "public:way": ((200, 200, 200), (405, 405, 405)),
    "public:which-way": ((200, 200, 200), (422, 422, 422)),
    "public:numbers": ((200, 200, 200), (405, 405, 405)),
    "public:sheet": ((200, 200, 200), (200, 200, 200)),
    "public:sheet-file": ((405, 405, 405), (200, 200, 200)),
    "public:own-jail-letter": ((404, 200, 200), (405, 405, 405)),
    "public:jail-letter-draft": ((405, 405, 405), (302, 302, 302)),
    "public:paper-form": ((200, 200, 200), (405, 405, 405)),
    "public:calendar": ((404, 200, 200), (405, 405, 405)),
    "public:step": ((404, 302, 200), (404, 302, 422)),
    "public:new-entry": ((404, 302, 200), (404, 302, 422)),
    "public:entry": ((404, 302, 200), (404, 302, 422)),
    "public:entry-more": ((404, 302, 302), (404, 302, 302)),
    "public:drop-entry": ((405, 405, 405), (404, 302, 302)),
    "public:check": ((404, 302, 200), (404, 302, 422)),
    "public:done": ((404, 200, 302), (405, 405, 405)),
    "public:status": ((404, 200, 302), (405, 405, 405)),
    "public:more": ((405, 405, 405), (404, 302, 302)),
    "public:messages": ((404, 200, 302), (404, 422, 302)),
    "public:add-words": ((404, 200, 302), (404, 422, 302)),
    "public:changed": ((404, 200, 302), (404, 422, 302)),
    "public:change": ((404, 200, 302), (404, 422, 302)),
    "public:agree": ((404, 302, 302), (404, 302, 302)),
    "public:files": ((404, 200, 200), (404, 422, 422)),
    "public:file-picture": ((404, 404, 404), (405, 405, 405)),
    "public:missing-paper": ((405, 405, 405), (404, 302, 302)),
    "public:drop-file": ((405, 405, 405), (404, 302, 302)),
    "public:sent-paper": ((404, 404, 302), (405, 405, 405)),
    "public:remind": ((404, 200, 404), (404, 302, 404)),
    "public:stop": ((404, 200, 302), (404, 422, 302)),
    "public:keep-case": ((405, 405, 405), (404, 302, 302)),
    "public:code-picture": ((404, 200, 404), (405, 405, 405)),
    "public:code-file": ((404, 200, 404), (405, 405, 405)),
    "public:code-end": ((404, 200, 404), (404, 422, 404)),
    "public:another": ((405, 405, 405), (404, 302, 302)),
    "public:papers": ((404, 200, 302), (405, 405, 405)),
    "public:all-papers": ((404, 200, 302), (405, 405, 405)),
    "public:letter-contact": ((404, 200, 302), (404, 302, 302)),
    "public:letter-facts": ((404, 200, 302), (405, 405, 405)),
    "public:letter-fact": ((404, 200, 302), (404, 302, 302)),
    "public:letter-check": ((404, 200, 302), (404, 422, 302)),
    "public:paper": ((404, 200, 302), (405, 405, 405)),
    "public:paper-file": ((404, 200, 302), (405, 405, 405)),
    "public:paper-word": ((404, 200, 302), (405, 405, 405)),
    "public:deadlines": ((404, 200, 302), (405, 405, 405)),
    "public:answers": ((404, 200, 302), (405, 405, 405)),
    "public:correct": ((404, 200, 302), (404, 422, 302)),
    "public:correct-entry": ((404, 200, 302), (404, 422, 302)),
    "public:corrected": ((404, 200, 302), (405, 405, 405)),
    "public:code": ((404, 302, 200), (405, 405, 405)),
    "public:return": ((200, 200, 200), (422, 422, 422)),
    "public:erase": ((404, 200, 200), (404, 200, 200)),
    "public:leave": ((302, 302, 302), (405, 405, 405)),
}


def patterns(resolver=None, prefix=""):
    """Return the full name of every named address of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield prefix + pattern.name
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from patterns(pattern, prefix + inner)


def test_every_address_has_a_row():
    assert set(patterns()) == OFFICE.keys() | OPEN.keys() | PUBLIC.keys()


def test_every_role_has_a_column(everyone):
    assert {everyone["cast"][name].role for name in VOLUNTEERS} == {*Role}


def ask(everyone, actor, method, path):
    """Return the answer to one request of an actor, and undo all that it did."""
    asker = FormClient()
    asker.cookies.update(everyone["clients"][actor].cookies)
    with transaction.atomic():
        response = asker.generic(method, path, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return response


def cells(name, everyone):
    """Yield (answer, actor, method, which) of an address: all who ask, in each way, for the object
    of the first team, of another, and of none. An address without an object is asked for once."""
    paths = {}
    for which in WHICH:
        paths.setdefault(where(name, everyone, which), which)
    with time_machine.travel(everyone["moment"], tick=False):
        for (path, which), actor, method in itertools.product(paths.items(), ACTORS, METHODS):
            yield ask(everyone, actor, method, path), actor, method, which


def where(name, everyone, which="own"):
    """Return the path of an address, for the object of the first team, of another, or of none."""
    reference = {
        "own": everyone["case"].reference,
        "other": everyone["other"].reference,
        "absent": "ZZZ-ZZZ",
    }[which]
    pk = everyone["pks"].get(name, everyone["cast"]["ben"].pk) if which == "own" else 10**9
    packet = everyone["packets"].get(which, 10**9)
    entry = 0 if which == "own" else 999
    names = {
        "public:paper": "crcl-complaint",
        "public:paper-file": "crcl-complaint",
        "public:paper-word": "crcl-complaint",
        "public:step": "hold",
        "public:correct": "hold",
        "public:topic": "hold",
        "public:way": "crcl",
    }
    key = names.get(name, "detainers")
    if name == "office:help-line":
        return reverse(name, args=[everyone["help_line"] if which == "own" else uuid4()])
    if name == "office:route":
        key = "crcl" if which == "own" else "no-such"
    if name == "office:own-template":
        key = everyone["template"] if which == "own" else "no-such"
    if name in ("office:contact", "office:confirm-contact"):
        key = contact_key("988") if which == "own" else "no-such"
    paper, what = everyone["paper"], "lawyer"
    if name.startswith("public:"):
        paper = {"own": everyone["filers_paper"], "other": everyone["paper"]}.get(which, uuid4())
        if which != "own":
            key = what = "no-such" if which == "absent" else "welcome"
        if name == "public:letter-fact" and which == "own":
            key = "needs"
        if name == "public:entry-more":
            key = "stays" if which == "own" else "no-such"
        elif name.endswith("entry"):
            key = "detainers" if which == "own" else "no-such"
    code = "IL" if which == "own" else "ZZ"
    for kwargs in (
        {},
        {"code": code},
        {"reference": reference},
        {"pk": pk},
        {"token": "x" * 43},
        {"slug": key},
        {"sending": everyone["sending"] if which == "own" else uuid4()},
        {"slug": key, "entry": entry},
        {
            "reference": reference,
            "name": "hand-over" if name == "office:consequence" else "no_answer",
        },
        {"reference": reference, "what": "check" if name == "office:translate" else "let-go"},
        {"what": what},
        {"reference": reference, "pk": paper},
        {"reference": reference, "pk": paper, "page": 1},
        {"number": 1, "page": 1},
        {"number": 1, "slug": key},
        {"slug": "ask" if which == "own" else "no-such", "language": "en"},
        {"reference": reference, "pk": packet},
        {"reference": reference, "pk": packet, "step": "make_ready"},
        {"reference": reference, "pk": packet, "slug": "crcl-complaint"},
    ):
        try:
            return reverse(name, kwargs=kwargs)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def expected_in_office(name, actor, method, which):
    """Return the statuses that a cell may have."""
    who, methods = OFFICE[name]
    if method not in ("GET", "HEAD", "POST"):
        return {405}
    if actor in GUESTS:
        return {302}
    if actor not in who.split():
        return {404}
    if ("GET" if method == "HEAD" else method) not in methods.split():
        return {405}
    has_case = "packet" in name or name in (
        "office:prepare",
        "office:case",
        "office:take",
        "office:note",
        "office:move",
        "office:add-file",
        "office:new-code",
        "office:verb",
        "office:consequence",
        "office:act",
        "office:reveal",
        "office:retain",
        "office:erase",
        "office:translation",
        "office:translate",
        "office:whole",
    )
    # A second reader changes no paper, and the step of the table is not the second reading.
    if (
        actor == "rita"
        and method == "POST"
        and name in ("office:packet-step", "office:packet-paper")
    ):
        return {404}
    # What was sent to many is seen by whoever sees the cases; it is in the first team.
    if name == "office:sent" and (which != "own" or actor == "dana"):
        return {404}
    # Lists belong to one volunteer; the row's list is ana's.
    if name == "office:drop-list" and (actor != "ana" or which != "own"):
        return {404}
    mine = "other" if actor == "dana" else "own"
    if has_case and (which != mine or (name == "office:erase" and actor != "cora")):
        return {404}
    # The paper is in the first team's case; it is plain text, so there is no picture of it.
    if name in ("office:file", "office:file-original") and (which != "own" or actor == "dana"):
        return {404}
    if name == "office:file-picture":
        return {404}
    if name == "office:packet-exhibits":
        return {200} if which == mine == "own" else {404}
    if name in CHECKED and which != "own":
        return {404}
    of_one = (
        "office:invite-again",
        "office:grant",
        "office:end-access",
        "office:reset-second",
        "office:role",
        "office:receive",
        "office:team-key",
        "office:drop-tag",
        "office:template",
        "office:own-template",
        "office:sees",
    )
    if name in of_one and which != "own":
        return {404}
    return {200, 302, 422}


WHICH = ("own", "other", "absent")


def leads_to_login(response):
    """Say whether who asked was sent away to log in, or to set up a second factor."""
    there = response.headers.get("Location", "").partition("?")[0]
    return response.status_code == 302 and there in (LOGIN, SET_UP)


@pytest.fixture(scope="module")
def nothing_there(everyone_of_a_module):
    """The page that says that there is no such page."""
    return ask(everyone_of_a_module, "ana", "GET", "/no-such-address/").content


@pytest.mark.parametrize("name", OFFICE)
def test_office_address_answers_each_actor_as_written(everyone, nothing_there, name):
    """A cell that allows does not pass by leading to the login; what is not there, and what one
    may not see, are the same to the last byte."""
    wrong = []
    for response, actor, method, which in cells(name, everyone):
        status, away = response.status_code, leads_to_login(response)
        expected = expected_in_office(name, actor, method, which)
        outside = actor in GUESTS and 302 in expected
        alike = status != 404 or response.content == (b"" if method == "HEAD" else nothing_there)
        if status not in expected or away != outside or not alike:
            wrong.append((actor, method, which, status, away, alike))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("name", OPEN)
def test_open_address_answers_each_actor_as_written(everyone, name):
    on_get, on_post = OPEN[name]
    wrong = []
    for response, actor, method, which in cells(name, everyone):
        expected = {"GET": on_get, "HEAD": on_get, "POST": on_post}.get(method, {405})
        if response.status_code not in expected:
            wrong.append((actor, method, which, response.status_code))
    assert wrong == []


# Where what is not there is not looked for: who sent everything is led to what was sent, who has
# a draft to its check page; and taking off an entry that is not there shows the list.
LED_ON = (404, 302, 404)
TO_CHECK = ((404, 404, 302), (405, 405, 405))
PUBLIC_ABSENT = {
    "public:step": (LED_ON, LED_ON),
    "public:entry": (LED_ON, LED_ON),
    "public:entry-more": (LED_ON, LED_ON),
    "public:new-entry": (LED_ON, LED_ON),
    "public:drop-entry": ((405, 405, 405), LED_ON),
    "public:change": (TO_CHECK[0], TO_CHECK[0]),
    "public:sent-paper": TO_CHECK,
    "public:correct": (TO_CHECK[0], TO_CHECK[0]),
    "public:correct-entry": (TO_CHECK[0], TO_CHECK[0]),
    "public:paper": TO_CHECK,
    "public:paper-file": TO_CHECK,
    "public:paper-word": TO_CHECK,
}


def expected_in_public(name, method, which):
    """Return the statuses for (nothing open, a sent case, a draft)."""
    on_get, on_post = PUBLIC[name]
    if which != "own":
        absent = [tuple(405 if status == 405 else 404 for status in row) for row in PUBLIC[name]]
        on_get, on_post = PUBLIC_ABSENT.get(name, absent)
    return {"GET": on_get, "HEAD": on_get, "POST": on_post}.get(method, (405,) * 3)


@pytest.mark.parametrize("name", PUBLIC)
def test_public_address_answers_each_actor_as_written(everyone, name):
    wrong = []
    for response, actor, method, which in cells(name, everyone):
        place = GUESTS.index(actor) if actor in GUESTS else 0
        if response.status_code != expected_in_public(name, method, which)[place]:
            wrong.append((actor, method, which, response.status_code))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("name", ["public:entry", "public:drop-entry", "public:step"])
def test_public_address_of_an_absent_page_or_entry_is_not_found(everyone, name):
    paths = {
        "public:entry": "/ask/detainers/999/",
        "public:drop-entry": "/ask/detainers/999/drop/",
        "public:step": "/ask/no-such/",
    }
    method = "POST" if name == "public:drop-entry" else "GET"
    # Taking off an entry that is not there changes nothing, and shows the list.
    expected = 302 if name == "public:drop-entry" else 404
    assert ask(everyone, "submitter_b", method, paths[name]).status_code == expected


def test_a_submitter_sees_only_the_own_case(everyone):
    page = ask(everyone, "submitter_a", "GET", "/status/").content.decode()
    assert everyone["case"].reference not in page
    assert everyone["other"].reference not in page
