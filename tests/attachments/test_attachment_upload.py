"""Files of a form: in memory, no further than is taken, and only where a view says so."""

import io

import pytest
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.client import MULTIPART_CONTENT

from intake.attachments import handler
from intake.attachments.kinds import MOST_EACH
from intake.attachments.refusals import RefusalReason, Refused

HEAD = (
    b'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\ntoken\r\n'
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../a.jpg"\r\n'
    b"Content-Type: text/html\r\n\r\n"
)
TAIL = b'\r\n--x\r\nContent-Disposition: form-data; name="after"\r\n\r\nyes\r\n--x--\r\n'


class Long(io.RawIOBase):
    """A form with a file of `size` bytes that are never all in memory. Counts what is read."""

    def __init__(self, size):
        self.parts, self.left, self.count = [HEAD, TAIL], size, 0
        self.length = len(HEAD) + size + len(TAIL)

    def readable(self):
        return True

    def read(self, size=-1):
        if self.count == 0:
            made = self.parts[0]
        elif self.left:
            made = bytes(min(size if size > 0 else 65_536, self.left))
            self.left -= len(made)
        else:
            made, self.parts[1] = self.parts[1], b""
        self.count += len(made)
        return made


def request_with(size):
    body = Long(size)
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(body.length),
    )
    return WSGIRequest(environ | {"wsgi.input": body}), body


def taking(request):
    request._dont_enforce_csrf_checks = True
    seen = {}

    def view(request):
        try:
            seen["file"] = handler.uploaded_file(request, "file")
        except Refused as refused:
            seen["why"] = refused.reason
        seen["after"] = request.POST.get("after")
        return HttpResponse()

    view(request)
    return seen


@pytest.fixture(autouse=True)
def no_file_on_a_disk(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("A file was to be written.")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)


def test_a_file_is_kept_in_memory():
    request, _body = request_with(MOST_EACH)
    assert taking(request) == {"file": (bytes(MOST_EACH), "a.jpg"), "after": "yes"}


def test_a_file_that_is_too_big_is_read_on_but_not_kept():
    request, body = request_with(MOST_EACH + 1)
    assert taking(request) == {"why": RefusalReason.TOO_BIG, "after": "yes"}
    assert body.left == 0


def test_reading_of_a_huge_file_stops():
    request, body = request_with(2_000_000_000)
    assert taking(request) == {"why": RefusalReason.TOO_BIG, "after": None}
    assert body.count < MOST_EACH + 200_000


def test_more_files_than_any_form_sends_are_an_error():
    files = {f"file{number}": SimpleUploadedFile("a.txt", b"a") for number in range(21)}
    with pytest.raises(TooManyFilesSent):
        taking(RequestFactory().post("/", files))


def test_no_file_at_all_is_said():
    assert taking(RequestFactory().post("/", {"after": "x"})) == {
        "why": RefusalReason.EMPTY,
        "after": "x",
    }


def test_other_addresses_take_no_files(client, db):
    for path in ("/", "/ask/filer/", "/office/account/login/", "/return/"):
        response = client.post(
            path, {"file": SimpleUploadedFile("a.txt", b"a")}, content_type=MULTIPART_CONTENT
        )
        assert response.status_code == 400, path


def test_a_file_without_our_token_is_refused_as_everywhere(db):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(
        "/files/", {"file": SimpleUploadedFile("a.txt", b"a")}
    )
    assert response.status_code == 403
