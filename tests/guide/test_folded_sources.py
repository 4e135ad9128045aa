"""The sources of a page are folded at its foot, on every page, and each mark leads to one."""

import re

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.filer import Filer
from tests.public.test_guide import FIVE, PAGES


def without_folds(page):
    """Return a page without what it folds, innermost first."""
    fold = re.compile(r"<details(?! open)[^>]*>(?:(?!<details).)*?</details>", re.DOTALL)
    while fold.search(page):
        page = fold.sub("", page, count=1)
    return page


def check(page):
    """Fail where a source stands open, comes before the end, or is missing."""
    marks, feet = re.findall(r'href="#(source-\d+)"', page), re.findall(r'id="(source-\d+)"', page)
    assert set(marks) <= set(feet)
    assert len(feet) == len(set(feet))
    assert 'id="source-' not in without_folds(page)
    if feet:
        assert "<h2" not in page.partition(f'id="{feet[0]}"')[2]


@pytest.mark.parametrize("path", PAGES)
def test_the_sources_of_a_page_are_folded_at_its_foot(client, db, path):
    check(client.get(path).content.decode())


def test_every_guide_and_route_page_has_sources_or_speaks_of_us(client, db):
    bare = {path for path in PAGES if 'id="source-' not in client.get(path).content.decode()}
    assert {
        path for path in bare if path.startswith(("/guide/", "/ways/")) and path.count("/") == 3
    } == {
        "/guide/about/",
        "/guide/privacy/",
    }


def test_the_sources_of_the_state_box_are_folded(client, db):
    for path in ("/guide/hold/", "/urgent/"):
        page = client.get(f"{path}?state=IL").content.decode()
        assert "5 ILCS 805/15" in page
        check(page)


def test_the_sources_after_the_five_questions_and_after_the_form_are_folded(client, office):
    check(client.post("/which-way/", FIVE).content.decode())
    filer = Filer(client, sample(COMPLAINT, held=True)).jump()
    check(filer.html())
    check(filer.send().content.decode())
    for path in ("/status/", "/papers/"):
        check(client.get(path).content.decode())


def test_the_check_would_find_an_open_list():
    with pytest.raises(AssertionError):
        check('<a href="#source-1"></a><ol><li id="source-1"></li></ol>')
    check('<a href="#source-1"></a><details><ol><li id="source-1"></li></ol></details>')
