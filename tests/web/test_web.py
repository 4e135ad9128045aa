"""Headers on every response, plain errors, quiet logs."""

import logging
import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.urls import path

from intake import start
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.urls import urlpatterns as site_urls
from intake.web import errors, headers, ratelimit
from tests.filer import Filer, FormClient

MARK = "marker-of-the-request"


def broken(error):
    def view(request):
        request.POST.get("x")
        raise error

    return view


urlpatterns = [
    path("break/400/", broken(SuspiciousOperation(MARK))),
    path("break/403/", broken(PermissionDenied(MARK))),
    path("break/429/", lambda request: errors.too_many()),
    path("break/enough/", errors.too_much_for_one_case),
    path("break/500/", broken(ZeroDivisionError(MARK))),
    path("break/503/", broken(OperationalError(MARK))),
    path("break/store/", broken(OSError(MARK))),
    path("break/gone/", broken(FileNotFoundError(MARK))),
    path("break/closed/", lambda request: errors.form_closed()),
    *site_urls,
]

ODD = {
    "/": ("GET", {}, 200),
    "/ask/filer/": ("GET", {}, 503),
    "/static/css/site.css": ("GET", {}, 200),
    "/static/no-such.css": ("GET", {}, 404),
    "/break/400/": ("GET", {}, 400),
    "/break/403/": ("GET", {}, 403),
    "/no-such-address/": ("GET", {}, 404),
    "/break/429/": ("GET", {}, 429),
    "/break/enough/": ("GET", {}, 429),
    "/break/500/": ("GET", {}, 500),
    "/break/503/": ("GET", {}, 503),
    "/break/store/": ("GET", {}, 503),
    "/break/gone/": ("GET", {}, 500),
    "/break/closed/": ("GET", {}, 503),
    "/before/": ("POST", {}, 405),
    "/return/": ("PUT", {}, 405),
    "/check/": ("POST", {"CONTENT_LENGTH": "99999999"}, 413),
    "/done/": ("POST", {"CONTENT_LENGTH": "-5"}, 400),
    "/urgent/": ("TRACE", {}, 405),
    "/status/": ("POST", {"CONTENT_TYPE": "multipart/form-data; boundary=x"}, 400),
    "/papers/": ("POST", {"CONTENT_TYPE": "application/json"}, 400),
    "/code/": ("POST", {"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-7"}, 400),
}


def ask(client, address, **more):
    method, extra, status = ODD[address]
    extra = {"CONTENT_TYPE": "application/x-www-form-urlencoded"} | extra | more
    content_type = extra.pop("CONTENT_TYPE")
    response = client.generic(method, address, b"x=1", content_type=content_type, **extra)
    response.close()
    assert response.status_code == status
    return response


@pytest.fixture(params=[False, True], ids=["debug off", "debug on"])
def odd_client(request, settings, db):
    settings.ROOT_URLCONF = __name__
    settings.DEBUG = request.param
    client = FormClient()
    client.raise_request_exception = False
    return client


CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; script-src 'self'"
)


@pytest.mark.parametrize("address", ODD)
def test_s17_s18_headers_are_equal_on_every_response(odd_client, address):
    response = ask(odd_client, address)
    assert response.headers["Content-Security-Policy"] == CSP
    for name, value in headers.HEADERS.items():
        assert response.headers[name] == value
    assert response.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    if not address.startswith("/static/"):
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", [key for key, row in ODD.items() if row[2] >= 400])
def test_error_pages_are_plain_kind_and_lead_home(odd_client, address):
    response = ask(odd_client, address)
    if response.headers["Content-Type"].startswith("text/html"):
        page = response.content.decode()
        assert 'href="/"' in page and "<h1>" in page and 'rel="stylesheet"' in page
        assert MARK not in page and "Traceback" not in page
        for word in ("invalid", "oops", "illegal", "exception"):
            assert word not in page.lower()


@pytest.mark.parametrize("address", [key for key, row in ODD.items() if row[2] in (429, 503)])
def test_pages_that_pass_say_when_to_come_again(odd_client, address):
    assert int(ask(odd_client, address).headers["Retry-After"]) > 0


def test_405_names_what_works(odd_client):
    assert ask(odd_client, "/before/").headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("address", [key for key, row in ODD.items() if row[0] == "GET"])
def test_s03_no_log_line_holds_anything_of_the_request(odd_client, address, capfd, caplog):
    method, extra, status = ODD[address]
    odd_client.cookies["probe"] = MARK
    odd_client.get(
        f"{address}?q={MARK}", REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT=MARK, HTTP_X_PROBE=MARK
    ).close()
    odd_client.post(f"{address}?q={MARK}", {"x": MARK}, REMOTE_ADDR="203.0.113.77")
    handlers = [
        handler
        for name in ("intake", "django", "allauth", "")
        for handler in logging.getLogger(name).handlers
    ]
    said = capfd.readouterr().err + "".join(
        handler.format(record)
        for record in caplog.records
        for handler in handlers
        if all(check.filter(record) for check in handler.filters)
    )
    for secret in (MARK, "203.0.113.77", "/break", "no-such"):
        assert secret not in said
    if status in (500, 503) and "break/5" in address:
        assert "ZeroDivisionError" in said or "OperationalError" in said


def test_csrf_failure_is_a_kind_page_and_never_parses_the_body(db, office):
    client = FormClient(enforce_csrf_checks=True)
    Filer(client, {})
    for body in (b"filing_for=me", b"%ff%fe=\xff", b"csrfmiddlewaretoken=\x00", b"&" * 5000):
        response = client.generic(
            "POST", "/ask/filer/", body, content_type="application/x-www-form-urlencoded"
        )
        assert response.status_code in (400, 403)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil"])
def test_s14_a_foreign_origin_changes_nothing(office, origin):
    client = FormClient(enforce_csrf_checks=True)
    page = client.get("/ask/filer/").content.decode()
    token = page.split('csrfmiddlewaretoken" value="')[1].split('"')[0]
    data = {"filing_for": "me", "csrfmiddlewaretoken": token}
    assert client.post("/ask/filer/", data, HTTP_ORIGIN=origin).status_code == 403
    own = client.post("/ask/filer/", data, HTTP_ORIGIN="http://testserver")
    assert own.status_code == 302


def cookies_of(client):
    return {name: morsel for name, morsel in client.cookies.items() if morsel.value}


def test_cookies_are_host_only_session_only_strict_and_hidden_from_script(office):
    client = FormClient()
    Filer(client, sample(COMPLAINT)).go(until="born")
    assert set(cookies_of(client)) == {"__Host-csrf", "__Host-visit"}
    for cookie in cookies_of(client).values():
        assert cookie["max-age"] == "" and cookie["expires"] == ""
        assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Strict"
        assert cookie["path"] == "/" and cookie["domain"] == ""


def test_a_form_sent_too_often_is_told_to_wait_and_keeps_its_draft(office, monkeypatch):
    monkeypatch.setitem(ratelimit.LIMITS, "submit", ratelimit.RateLimit(0))
    client = FormClient()
    Filer(client, sample(COMPLAINT)).jump()
    response = client.post("/check/", {"name": "Sam Sample", "true": "on"})
    assert response.status_code == 429 and "Everything you saved" in response.content.decode()
    assert client.get("/check/").status_code == 200


FAULTS = {
    "SECRET_KEY": ({"SECRET_KEY": "only-for-demo-and-tests-never-for-people"}, "SECRET_KEY"),
    "PEPPER": ({"PEPPER": ""}, "PEPPER"),
    "host": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
    "recovery key": ({"RECOVERY_KEY": ""}, "RECOVERY_KEY"),
    "cookies": ({"SECURE_COOKIES": "0"}, "SECURE_COOKIES"),
    "debug": ({"DEBUG": "1", "ALLOWED_HOSTS": "help.example"}, "DEBUG"),
    "no database": ({"DATABASE_URL": ""}, "DATABASE_URL"),
    "demo": ({"DEMO": "1"}, "DEMO"),
    "demo for others": ({"DEMO": "1", "DEBUG": "1", "ALLOWED_HOSTS": "help.example"}, "DEBUG DEMO"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_s36_the_server_does_not_start_with_a_fault_and_says_which(fault):
    import os

    change, names = FAULTS[fault]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "intake.settings"} | change
    command = [sys.executable, "-c", "import intake.wsgi"]
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    lines = run.stderr.strip().splitlines()
    assert run.returncode != 0
    assert [line.split()[2] for line in lines] == names.split()
    assert all(line.startswith("Not started: ") for line in lines)


def test_s36_it_starts_without_a_fault():
    assert start.faults() == []
