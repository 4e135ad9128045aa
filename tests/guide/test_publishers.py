"""Who published each text that the site cites: no scraped encyclopedia, no blog without a name."""

import re
from pathlib import Path

import pytest

from intake.citations.base import Source
from intake.citations.texts import SOURCES

LIST = Path(__file__).with_name("publishers.txt")
KINDS = {
    "government",  # an office, its form or its page, also in a copy
    "law",  # the text of a law, a rule or an order
    "court",
    "university",
    "organization",  # with a name and a task of its own
    "press",
    "legal publisher",
    "law firm",  # or a lawyer, with a name
    "data project",  # that names where each entry was checked
}
# Where texts are scraped, written by machines or by nobody, or are lists that nobody answers for.
WEAK = re.compile(
    r"wiki|pedia|factually|dochub|blogspot|wordpress|pages\.dev|vercel|github\.io|reddit|quora"
    r"|particle\.news|allthe\.news|visaverge|legalclarity|caseworthnow|tag24|avvo|scribd|urlscan"
    r"|presidentialactions|dbpedia|\bencyclopedia\b|\bpublic lists\b|\bhelp site\b|\bblog\b"
    r"|\b(law firms|law offices|a law firm)\b",
    re.IGNORECASE,
)


def listed():
    """Return {key: (kind, title)} of the list."""
    rows = [line.split(" | ", 2) for line in LIST.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len({key for key, _kind, _title in rows})
    return {key: (kind, title) for key, kind, title in rows}


def problems_of(source, kind):
    """Yield what is wrong with the publisher of a source."""
    if kind not in KINDS:
        yield "weak or unknown kind"
    # The blog of a lawyer with a name is in the address of a page; its title says who that is.
    if WEAK.search(source.title) or WEAK.search(source.url.partition("/blog/")[0]):
        yield "weak publisher"


def test_each_source_stands_in_the_list_with_the_kind_of_its_publisher():
    """To add one: its line, `key | kind | title`. What has no kind here is not to be cited."""
    assert {key: source.title for key, source in SOURCES.items()} == {
        key: title for key, (_kind, title) in listed().items()
    }


@pytest.mark.parametrize("key", SOURCES)
def test_no_publisher_is_weak(key):
    assert list(problems_of(SOURCES[key], listed()[key][0])) == []


@pytest.mark.parametrize(
    ("title", "url", "kind"),
    [
        ("Copies of an encyclopedia entry on Executive Order 13768", "", "law"),
        ("Wikipedia, on the order", "", "organization"),
        ("On the order", "https://factually.co/x", "press"),
        ("Public lists of hotlines", "", "organization"),
        ("Three law firms, on a rule", "", "law firm"),
        ("Sample News, on a rule", "", "blog"),
        ("Sample News, on a rule", "", ""),
    ],
)
def test_the_check_would_find_a_weak_one(title, url, kind):
    assert list(problems_of(Source("X", title, "2026", url), kind))
