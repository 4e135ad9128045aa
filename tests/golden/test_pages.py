"""Every page of both portals, in both voices and with its errors, is as it was.

Where a page changes on purpose: `python -m tests.golden.make`, and read what it changed.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver

from tests.golden import book

# The mark of the database says to the fixture that there must be one.
pytestmark = pytest.mark.django_db

TEMPLATES = Path(settings.BASE_DIR) / "templates"


@pytest.mark.parametrize("name", book.names())
def test_pages_are_as_they_were(walked, name):
    found = book.differences(book.read(name), walked.pages[name])
    if found:
        pytest.fail(f"Pages of “{name}” differ:\n{found}", pytrace=False)


def test_every_walk_has_its_book(walked):
    assert set(walked.pages) == set(book.names())


def addresses(resolver=None, prefix=""):
    """Yield the full name of every named address of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield prefix + pattern.name
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern, prefix + inner)


def test_every_address_was_asked_for(walked):
    asked = set().union(*(one.urls for one in walked.books.values()))
    assert sorted(set(addresses()) - asked) == []


def test_every_template_was_used(walked):
    used = set().union(*(one.templates for one in walked.books.values()))
    ours = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}
    assert sorted(ours - used) == []
