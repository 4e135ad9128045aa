"""The files of the last releases are kept, and found by a host that started before they came."""

import json

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import RequestFactory

from intake.web import static_files
from intake.web.static_files import KEPT, StaticFiles

KEPT_STATIC = {"staticfiles": {"BACKEND": "intake.web.static_files.KeptStaticFiles"}}


@pytest.fixture
def release(settings, tmp_path):
    """Return a function that collects a release whose style sheet holds some words."""
    source, settings.STATIC_ROOT = tmp_path / "source", tmp_path / "collected"
    (source / "css").mkdir(parents=True)
    settings.STATIC_ROOT.mkdir()
    settings.STATICFILES_DIRS, settings.INSTALLED_APPS = [source], ["django.contrib.staticfiles"]
    settings.STORAGES = settings.STORAGES | KEPT_STATIC
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False

    def collect(words):
        (source / "css" / "site.css").write_text(f"/* {words} */ " + "body { color: black } " * 50)
        call_command("collectstatic", interactive=False, verbosity=0)
        return staticfiles_storage.url("css/site.css")

    return collect


def names(settings):
    return {path.name for path in (settings.STATIC_ROOT / "css").iterdir()}


def test_the_files_of_the_last_releases_are_kept_and_older_ones_are_not(release, settings):
    urls = [release(f"release {number}") for number in range(KEPT + 2)]
    assert len(set(urls)) == KEPT + 2
    kept = {url.rpartition("/")[2] for url in urls[-KEPT:]}
    present = {name for name in names(settings) if name.endswith(".css")} - {"site.css"}
    assert present == kept
    # Compressed copies go with their files.
    assert {name[:-3] for name in names(settings) if name.endswith(".gz")} == kept | {"site.css"}


def test_collecting_the_same_release_again_drops_no_other(release, settings):
    first = release("one")
    for _again in range(KEPT + 2):
        second = release("two")
    assert {url.rpartition("/")[2] for url in (first, second)} <= names(settings)
    releases = json.loads((settings.STATIC_ROOT / static_files.RELEASES).read_text())
    assert len(releases) == 2


def test_going_back_a_release_keeps_both(release, settings):
    one, two = release("one"), release("two")
    assert release("one") == one
    assert {url.rpartition("/")[2] for url in (one, two)} <= names(settings)


def test_a_host_finds_what_was_collected_after_its_start(release):
    old = release("old")
    host = StaticFiles(lambda request: None)
    new = release("new")
    for url in (old, new):
        response = host(RequestFactory().head(url))
        assert (response.status_code, response["Content-Type"]) == (
            200,
            'text/css; charset="utf-8"',
        )


@pytest.mark.parametrize(
    "path", ["css/../../source/css/site.css", "../source/css/site.css", "css/", "", "css", "/etc"]
)
def test_nothing_else_is_found(release, path):
    release("one")
    host = StaticFiles(lambda request: "left to the site")
    request = RequestFactory().get("/")
    request.path_info = f"/static/{path}"
    assert host(request) == "left to the site"
