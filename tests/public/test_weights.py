"""What a phone on a slow network loads: a first page with its files, later pages without."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.filer import Filer, FormClient

pytestmark = pytest.mark.django_db

FIRST, LATER = 15_000, 8_000  # bytes, as sent: compressed
AFTER_SENDING = (
    "/status/",
    "/papers/",
    "/answers/",
    "/deadlines/",
    "/letters/words/",
    "/letters/contact/",
)


def page_bytes(response):
    assert response.status_code == 200
    return len(gzip.compress(response.content))


def file_bytes(response):
    """Return the bytes of all files that a page loads: its style, scripts and icon."""
    paths = re.findall(r'(?:href|src)="/static/([^"]+)"', response.content.decode())
    assert "css/site.css" in paths
    return sum(len(gzip.compress(Path(finders.find(path)).read_bytes())) for path in paths)


@pytest.mark.parametrize("path", ["/", "/urgent/", "/ask/filer/", "/sheet/", "/guide/"])
def test_a_page_that_is_opened_first_is_light_with_all_its_files(office, path):
    response = FormClient().get(path)
    assert page_bytes(response) + file_bytes(response) <= FIRST


@pytest.mark.parametrize("lane", ["urgent", "full"])
def test_later_pages_are_lighter_and_load_no_other_file(office, lane):
    client = FormClient()
    files = file_bytes(client.get("/"))
    filer = Filer(client, sample(COMPLAINT, filing_for="family", held=True), lane=lane)
    seen = {"/urgent/": client.get("/urgent/")}
    while filer.step():
        seen[filer.path] = filer.response
        filer.answer(filer.step())
    seen["check"] = filer.response
    seen["confirmation"] = filer.send()
    seen |= {path: client.get(path) for path in AFTER_SENDING}
    heavy = {name: size for name, page in seen.items() if (size := page_bytes(page)) > LATER}
    assert heavy == {}
    assert {file_bytes(page) for page in seen.values()} == {files}


def test_the_script_is_a_help_and_not_the_page():
    assert Path(finders.find("js/site.js")).stat().st_size <= 5_000
