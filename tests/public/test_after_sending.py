"""The pages after sending: what to do first, two deadlines, and the letters in order."""

import re

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.packets.build import DOCUMENT_TYPES
from intake.public.letter_list import GROUPS, NOW, TO_SIGN, grouped
from tests.filer import Filer, FormClient
from tests.public.returning import text
from tests.public.test_hostile_text import check


@pytest.fixture(params=["me", "family"])
def held(office, request):
    """A browser in which the case of somebody in jail was sent just now."""
    filer = Filer(FormClient(), sample(COMPLAINT, filing_for=request.param, held=True)).jump()
    filer.send()
    return filer.client


def test_release_is_asked_for_before_any_hours_are_named(held):
    for path in ("/done/", "/status/"):
        page = text(held.get(path))
        first = page.index("A hold needs probable cause from its first minute.")
        assert page.index("Release: ask for it now") < first < page.index("the 48 hours")
        assert len(re.findall('<ul class="dates">.*?</ul>', page, re.S)[0].split("<li>")) == 3
        assert 'href="/deadlines/"' in page


def test_the_jail_letter_comes_first_on_the_confirmation(held):
    page = text(held.get("/done/"))
    assert page.index('href="/sheet/mine/"') < page.index('href="/papers/"')


def test_three_letters_are_named_first_and_each_is_named_once(held):
    page = text(held.get("/papers/"))
    first, later = page.split("more, by office")
    now = re.findall(r'<h3>\s*<a href="/papers/([\w-]+)/"', first)
    rest = re.findall(r'<h3>\s*<a href="/papers/([\w-]+)/"', later)
    assert len(now) == NOW and now[0] == "jail-letter"
    assert rest and len({*now, *rest}) == len(now) + len(rest)


def test_every_letter_has_a_group(db):
    rows = [{"paper": paper} for paper in DOCUMENT_TYPES]
    groups = grouped(rows, [])
    assert sorted(row["paper"].slug for _title, inside in groups for row in inside) == sorted(
        paper.slug for paper in DOCUMENT_TYPES
    )
    assert len(groups) == len(GROUPS) + 2 and groups[0][1] == [{"paper": one} for one in TO_SIGN]


def test_the_page_of_all_deadlines_is_plain(held):
    check(held.get("/deadlines/").content.decode(), "deadlines")


def test_the_law_of_the_state_and_its_sources_are_folded(held):
    for path in ("/done/", "/status/", "/deadlines/"):
        page = text(held.get(path))
        box = re.search(r'<section id="state-law">(.*?)</section>', page, re.S)[1]
        assert box.lstrip().startswith("<details>")
        numbers = set(re.findall(r'href="#source-(\d+)"', page))
        assert numbers and all(f'id="source-{number}"' in page for number in numbers)


def test_the_two_deadlines_named_first_are_last_days(office):
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    dates = re.search('<ul class="dates">(.*?)</ul>', text(filer.client.get("/done/")), re.S)[1]
    assert dates.count("<li>") == 2 and "search page" not in dates
    assert "search page" in text(filer.client.get("/deadlines/"))
