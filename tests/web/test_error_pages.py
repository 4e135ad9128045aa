"""Error pages need no database, no session and no list of static files, and name no address."""

import socket
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.template import engines
from django.test import Client, RequestFactory
from django.utils import timezone

from intake.cases.models import Case
from intake.complaints import drafts
from intake.complaints.models import Draft
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.vault import envelopes
from intake.web import disk, errors
from tests.conftest import PASSWORD, log_in
from tests.filer import Filer, FormClient
from tests.server import ROOT, listens, reserved_port, wait_until

PAGES = {
    400: errors.bad_request,
    403: errors.forbidden,
    404: errors.not_found,
    405: errors.method_not_allowed,
    413: errors.too_large,
    429: errors.too_many,
    500: errors.server_error,
    503: errors.unavailable,
}
KEPT_STATIC = {"staticfiles": {"BACKEND": "intake.web.static_files.KeptStaticFiles"}}


@pytest.fixture
def no_manifest(settings, tmp_path):
    settings.STATIC_ROOT, settings.STORAGES = tmp_path, settings.STORAGES | KEPT_STATIC
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        staticfiles_storage.url("css/site.css")
    # What other tests drew once for a language would need no manifest any more.
    for loader in engines["django"].engine.template_loaders:
        loader.reset()


@pytest.mark.parametrize("status", PAGES)
def test_without_a_manifest_an_error_has_its_plain_page(no_manifest, status):
    response = PAGES[status]()
    assert response.status_code == status
    page = response.content.decode()
    assert "<h1>" in page and "stylesheet" not in page


def test_without_a_manifest_a_page_becomes_a_kind_one_and_no_traceback(no_manifest, office, caplog):
    response = Client().get("/ask/filer/?lane=full")
    assert response.status_code == 500
    page = response.content.decode()
    assert "Something went wrong on our side" in page and "Traceback" not in page
    said = caplog.text
    assert "ValueError at" in said
    assert "/ask/" not in said and "Missing" not in said and "Traceback" not in said


# Without the fixture `db`, whatever asks the database fails.
@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda client: client.get("/nothing/here/"), 404),
        (lambda client: client.get("/", HTTP_HOST="evil.example"), 400),
        (lambda client: client.post("/check/", {"a": "b"}), 403),
        (lambda client: client.generic("TRACE", "/"), 405),
        (lambda client: client.post("/check/", {"a": "b" * 2_000_000}), 413),
    ],
)
def test_error_pages_ask_no_database_and_no_session(no_manifest, ask, status):
    client = Client(enforce_csrf_checks=True)
    kind = "application/x-www-form-urlencoded"
    client.post = lambda path, data: client.generic(
        "POST", path, "&".join(f"{name}={value}" for name, value in data.items()), content_type=kind
    )
    response = ask(client)
    assert response.status_code == status
    assert "<h1>" in response.content.decode() and not response.cookies


def test_a_session_that_cannot_be_saved_is_told_as_a_store_that_is_away():
    """Middleware breaks outside of every view, and its handler gets no exception."""
    try:
        raise OperationalError("disk full")
    except OperationalError:
        response = errors.uncaught(RequestFactory().post("/", {"story": "my words"}))
    assert response.status_code == 503 and "my words" in response.content.decode()
    assert errors.uncaught(RequestFactory().get("/")).status_code == 500


APP = """
def application(environ, start_response):
    raise ValueError("words of a person at " + environ["PATH_INFO"])
"""


def test_gunicorn_names_no_address_of_a_page_that_broke(tmp_path):
    (tmp_path / "broken.py").write_text(APP)
    port, holder = reserved_port()
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py")]
    command += ["-b", f"127.0.0.1:{port}", "-w", "1", "--pythonpath", str(tmp_path), "broken"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stderr=log, stdout=log)
    try:
        wait_until(lambda: process.poll() is not None or listens(port))
        with socket.create_connection(("127.0.0.1", port), 60) as line:
            line.sendall(b"GET /secret/address/ HTTP/1.1\r\nHost: x\r\n\r\n")
            line.recv(1000)
    finally:
        process.terminate()
        process.wait()
        holder.close()
    said = (tmp_path / "log").read_text()
    assert "ValueError at" in said and "broken.py:3" in said
    assert "secret" not in said and "words of a person" not in said


def test_nothing_new_begins_on_a_disk_that_is_almost_full(office, monkeypatch):
    monkeypatch.setattr(disk, "RESERVE", 2**62)
    client = FormClient()
    for response in (
        client.get("/ask/filer/?lane=full"),
        client.post("/ask/filer/", {"filing_for": "me"}),
    ):
        assert response.status_code == 503 and response["Retry-After"]
        assert "Your code still opens what you sent before" in response.content.decode()
    assert settings.VISIT_COOKIE not in client.cookies and not Draft.objects.exists()


def test_on_a_disk_that_is_almost_full_all_that_is_there_still_works(office, cast, monkeypatch):
    """A draft goes on, a code opens a case, the filer reads and deletes, a volunteer logs in."""
    client = FormClient()
    Filer(client, sample(COMPLAINT)).go(until="story")
    now = timezone.now()
    secret = drafts.start({"answers": sample(COMPLAINT), "lane": "full"}, now=now)
    code = drafts.create_code(envelopes.unlock_with_browser(secret, now), secret, now=now)
    sender = FormClient()
    sender.cookies[settings.VISIT_COOKIE] = secret
    assert sender.post("/check/", {"name": "Sam", "true": "on"})["Location"] == "/done/"
    monkeypatch.setattr(disk, "RESERVE", 2**62)
    answer = client.post("/ask/story/", {"story": "It was not me.", "seen_or_told": "saw"})
    assert answer.status_code == 302
    other = FormClient()
    assert other.post("/return/", {"code": code})["Location"] == "/status/"
    assert other.get("/status/").status_code == 200
    assert log_in(cast["ana"]).get("/office/").status_code == 200
    assert other.get("/erase/").status_code == 200
    assert other.post("/erase/", {"sure": "on"}).status_code == 200
    assert not Case.objects.filter(erased_on=None, erase_asked_on=None).exists()


def test_a_login_on_a_full_disk_is_not_told_that_there_were_too_many_tries(cast, monkeypatch):
    """The counter of failed logins cannot be written: that is no reason to blame the volunteer."""
    volunteer = cast["ana"]

    write = CursorWrapper._execute

    def full(self, sql, params, *more):
        if "intake_cache" in sql and not sql.startswith("SELECT"):
            raise OperationalError("database or disk is full")
        return write(self, sql, params, *more)

    cache.clear()
    words = {"login": volunteer.username, "password": PASSWORD}
    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "_execute", full)
        response = FormClient().post("/office/account/login/", words)
    page = response.content.decode()
    assert response.status_code == 503 and "Too many tries" not in page and PASSWORD not in page
    assert FormClient().post("/office/account/login/", words).status_code == 302
