"""The virus scanner: asked over its socket, by a path or by host and port, or not at all."""

import socket
import threading

import pytest

from intake.attachments import scan
from intake.attachments.refusals import RefusalReason, Refused
from tests.attachments.samples import EICAR


def speak(line):
    """Answer one INSTREAM as clamd does."""
    with line, line.makefile("rb") as heard:
        assert heard.read(10) == b"zINSTREAM\0"
        data = b""
        while size := int.from_bytes(heard.read(4)):
            data += heard.read(size)
        found = b"Win.Test.EICAR_HDB-1 FOUND" if EICAR in data else b"OK"
        line.sendall(b"stream: " + found + b"\0")


def serve(server, answer):
    with server:
        line, _ = server.accept()
        answer(line)


@pytest.fixture(params=("path", "port"))
def scanner(request, settings, tmp_path):
    def start(answer=speak):
        if request.param == "path":
            server = socket.socket(socket.AF_UNIX)
            settings.CLAMAV_SOCKET = str(tmp_path / "clamd.ctl")
            server.bind(settings.CLAMAV_SOCKET)
        else:
            server = socket.create_server(("127.0.0.1", 0))
            settings.CLAMAV_SOCKET = f"127.0.0.1:{server.getsockname()[1]}"
        server.listen()
        thread = threading.Thread(target=serve, args=(server, answer), daemon=True)
        thread.start()
        started.append(thread)

    started = []
    yield start
    for thread in started:
        thread.join(5)


def test_a_clean_file_passes(scanner):
    scanner()
    assert scan.is_clean(bytes(1_000_000)) is True


def test_a_harmful_file_is_found(scanner):
    scanner()
    with pytest.raises(Refused) as refused:
        scan.check(bytes(100_000) + EICAR)
    assert refused.value.reason == RefusalReason.VIRUS


@pytest.mark.parametrize("said", (b"", b"INSTREAM size limit exceeded. ERROR\0", b"x" * 2000))
def test_a_scanner_that_does_not_answer_makes_the_file_wait(scanner, said):
    def answer(line):
        with line:
            line.recv(1_000_000)
            line.sendall(said)

    scanner(answer)
    with pytest.raises(Refused) as refused:
        scan.is_clean(b"words")
    assert refused.value.reason == RefusalReason.NO_SCANNER


@pytest.mark.parametrize("address", ("/nowhere/clamd.ctl", "127.0.0.1:1", "127.0.0.1", "clamd:x"))
def test_a_scanner_that_is_not_there_makes_the_file_wait(settings, address):
    settings.CLAMAV_SOCKET = address
    with pytest.raises(Refused) as refused:
        scan.check(b"words")
    assert refused.value.message == (
        "We cannot check files for viruses right now. Try again in an hour."
    )


def test_without_a_scanner_files_are_not_checked(settings):
    settings.CLAMAV_SOCKET = ""
    assert scan.is_clean(EICAR) is True
