"""S01: after many cases on each engine with a marker in every text, no file holds a single one."""

import base64
import gzip
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import psycopg
import pytest

from intake.flow.choice_fields import Choice, Choices
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import ANSWERS, sample
from tests.filer import Filer
from tests.rounds import rounds
from tests.second_factor import lasting_numbers
from tests.server import ROOT, HttpClient, running

CASES = int(os.environ.get("MARKED_CASES", rounds(42, 100)))
# Every so many-th is typed page by page, so that each voice and each place is among them; the rest
# lie as filled drafts, and are read and sent.
WALKED = 7
# Twelve letters that no word and no other test holds; every marker begins with them.
PREFIX = "Zq7vKx2wJp9f"


def marked_answers(number):
    """Return valid answers with a marker of its own in every text that is typed."""
    held = number % 2 == 0
    answers = sample(COMPLAINT, filing_for="family" if number % 3 else "me", held=held)
    texts = 0

    def mark(step, name, value):
        nonlocal texts
        field = step.form.base_fields[name]
        if isinstance(value, dict):
            texts += 1
            return value | {"words": f"{PREFIX}{number}x{texts}"}
        if not isinstance(value, str) or isinstance(field, (Choice, Choices)):
            return value
        texts += 1
        marker = f"{PREFIX}{number}x{texts}"
        return {"email": f"{marker}@example.com", "phone": f"5550100199 {marker}"}.get(name, marker)

    for step in COMPLAINT.steps:
        value = answers.get(step.slug)
        if step.form and value:
            entries = value if step.many else [value]
            done = [
                {name: mark(step, name, given) for name, given in entry.items()}
                for entry in entries
            ]
            answers[step.slug] = done if step.many else done[0]
    return answers, texts


def encodings(word):
    """Return the bytes by which a word may lie in a file: text, UTF-16, base64, hex."""
    raw = word.encode()
    found = [
        raw,
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        raw.hex().encode(),
        raw.hex().upper().encode(),
    ]
    for shift in range(3):
        coded = base64.b64encode(b"\x00" * shift + raw)
        middle = coded[4 if shift else 0 : -4]
        found += [middle, middle.translate(bytes.maketrans(b"+/", b"-_"))]
    return found


def unpacked(data):
    """Return what gzip streams inside `data` hold."""
    for place in (found.start() for found in re.finditer(b"\x1f\x8b\x08", data)):
        try:
            yield zlib.decompressobj(31).decompress(data[place:], 10_000_000)
        except zlib.error:
            continue


def hits(folders):
    """Return the files that hold the prefix in any encoding."""
    wanted = re.compile(b"|".join(re.escape(code) for code in encodings(PREFIX)))
    found = []
    for folder in folders:
        for file in Path(folder).rglob("*"):
            try:
                data = file.read_bytes() if file.is_file() else b""
            except FileNotFoundError:  # PostgreSQL took it away meanwhile
                continue
            if wanted.search(data) or any(wanted.search(inner) for inner in unpacked(data)):
                found.append(str(file))
    return found


@pytest.mark.slow
@pytest.mark.postgres
def test_s01_no_file_holds_a_marker(tmp_path, engine_url):
    with running(tmp_path, engine_url) as (server, _secrets):
        total, codes, filled = 0, [], filled_drafts(server)
        for number in range(CASES):
            if number % 10 == 0:
                server.forget_limits()
            total += marked_answers(number)[1]
            filer = next(filled) if number % WALKED else walked(server, number)
            filer.send(name=f"{PREFIX} signs")
            assert filer.path == "/done/"
            codes.append(filer.code())
            if number % WALKED == 0:
                assert sheet_with_markers(server, number).startswith(b"%PDF")
        while_running = hits([tmp_path])
        read = read_by_a_volunteer(server, CASES)
        for code in codes[:10]:
            server.forget_limits()
            assert HttpClient(server).post("/return/", {"code": code}).status_code == 302
        folders = [tmp_path]
        if engine_url:
            with psycopg.connect(engine_url, autocommit=True) as connection:
                connection.execute("CHECKPOINT")
            folders.append(os.environ["POSTGRES_FOLDER"])
        assert hits(folders) == while_running == []
    assert total > 20 * CASES
    # A volunteer did read them, so they were there to be found.
    assert read == CASES
    assert hits([tmp_path]) == []


def walked(server, number):
    """Type the answers page by page. Return the filer at the check page."""
    filer = Filer(HttpClient(server), marked_answers(number)[0]).go()
    assert filer.path == "/check/", filer.path
    return filer


FILLED = """
import sys, django; django.setup()
from django.utils import timezone
from intake.complaints import drafts
from tests.secrecy.test_markers import marked_answers
for number in map(int, sys.argv[1:]):
    answers = marked_answers(number)[0]
    print(drafts.start({"answers": answers, "lane": "full"}, now=timezone.now()))
"""


def filled_drafts(server):
    """Keep the answers of all others as drafts. Yield a filer at the check page of each."""
    numbers = [str(number) for number in range(CASES) if number % WALKED]
    run = subprocess.run(
        [sys.executable, "-c", FILLED, *numbers],
        env=server.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for secret in run.stdout.split():
        filer = Filer(HttpClient(server, **{"__Host-visit": secret}), {})
        filer.response, filer.path = filer.client.get("/check/"), "/check/"
        yield filer


def sheet_with_markers(server, number):
    """Make a letter for the jail with a marker in each text, before anything is stored."""
    filer = Filer(HttpClient(server), {})
    filer.response = filer.client.get("/sheet/")
    told = {
        name: f"{PREFIX}{number}s{name}"
        for name in ("name", "facility", "booking", "born_words", "due_out_words")
    }
    filer.post("/sheet/", told | {"due_out_y": "2026"})
    assert filer.html().count(PREFIX) >= 2 * len(told)  # shown, and ready to be sent again
    filer.post("/sheet/file/", told)
    return filer.response.content


def read_by_a_volunteer(server, count):
    """Log in, open cases, and return how many pages showed a marker."""
    client = HttpClient(server)
    client.post(
        "/office/account/login/", {"login": "cora", "password": "a quiet lantern for the tests"}
    )
    assert client.post("/office/account/second/", {"code": lasting_numbers()}).status_code == 302
    paths, page = [], 1
    while len(paths) < count:
        listed = client.get(f"/office/?page={page}").content.decode()
        paths += re.findall(r'href="(/office/cases/[^"]+)"', listed)
        page += 1
    return sum(PREFIX in client.get(path).content.decode() for path in paths[:count])


@pytest.mark.parametrize(
    "wrong",
    [
        f"a {PREFIX}1x1 b".encode(),
        PREFIX.encode("utf-16-le"),
        base64.b64encode(f"x{PREFIX}1x1 and more".encode()),
        base64.b64encode(f"xx{PREFIX}1x1 and more".encode()),
        base64.b64encode(f"xxx{PREFIX}1x1 and more".encode()),
        f"{PREFIX}1x1".encode().hex().encode(),
        b"before" + gzip.compress(f"{PREFIX}1x1".encode(), mtime=0) + b"after",
    ],
)
def test_the_search_would_find_a_marker(tmp_path, wrong):
    (tmp_path / "innocent").write_bytes(b"nothing here")
    assert hits([tmp_path]) == []
    (tmp_path / "leak").write_bytes(wrong)
    assert hits([tmp_path]) == [str(tmp_path / "leak")]


def test_every_typed_text_carries_a_marker():
    answers, texts = marked_answers(0)
    assert texts >= 25
    assert str(answers).count(PREFIX) == texts
    assert set(answers) <= set(ANSWERS) | {"filer"}
