"""Wherever a way that can hurt is named as something to do, its warning stands beside it."""

import re

import pytest
from django.test.html import parse_html

from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.guide import portal
from intake.guide.about import ABOUT_PAGES
from intake.guide.pages import GUIDE
from intake.guide.portal import OTHER_HELP
from intake.routes.fitting import ROUTES, ROUTES_BY_SLUG
from intake.routes.lawyer import LAWYER
from tests.conftest import log_in
from tests.filer import Filer, FormClient
from tests.public.test_guide import FIVE


def text_of(node):
    """Return the words of a part of a page, with one blank between them."""
    if isinstance(node, str):
        return node
    return " ".join(" ".join(map(text_of, node.children)).split())


def links(node, block=None):
    """Yield (path, block) for each link to read: its block is the nearest list item, card or line.

    What is folded away as not fitting suggests nothing.
    """
    if isinstance(node, str):
        return
    attributes = dict(node.attributes)
    if node.name == "details" and "do not fit" in text_of(node):
        return
    if node.name == "li" or (block is None and node.name == "p"):
        block = node
    if node.name == "a":
        yield attributes.get("href", ""), block
    for child in node.children:
        yield from links(child, block)


def plain(text):
    """Return a text as the page shows it: without the blanks that its marks put in."""
    return re.sub(r"\s+", "", str(getattr(text, "text", text)))


def unwarned(html):
    """Return the routes that a page links in a block without their warning."""
    main = re.search(r"<main.*?</main>", html, re.DOTALL)[0]
    found = []
    for path, block in links(parse_html(main)):
        named = re.fullmatch(r"/(?:ways|guide)/([\w-]+)/", path)
        route = named and ROUTES_BY_SLUG.get(named[1])
        if not route or not route.warning:
            continue
        said = plain(text_of(block)) if block is not None else ""
        if plain(route.warning) not in said and plain(route.short_warning) not in said:
            found.append(route.slug)
    return found


TOPICS = [f"/guide/{page.slug}/" for page in GUIDE if page not in ABOUT_PAGES]


@pytest.mark.parametrize("path", ["/", "/urgent/", "/ways/", *TOPICS])
def test_a_page_to_read_warns_where_it_names_a_way(client, db, path):
    assert unwarned(client.get(path).content.decode()) == []


# The last one fits little, so that much is missing.
FIVES = (
    FIVE,
    FIVE | {"reasons": ["not_sure"]},
    FIVE | {"where": "ice"},
    {
        "where": "free",
        "went_wrong": ["not_sure"],
        "ice_asked": "unsure",
        "reasons": ["not_sure"],
        "kept": "unsure",
    },
)


@pytest.mark.parametrize("told", FIVES, ids=["citizen", "unsure", "ice", "little"])
def test_the_answer_to_the_five_questions_warns_at_each_way(client, db, told):
    page = client.post("/which-way/", told).content.decode()
    assert "/ways/" in page
    assert unwarned(page) == []
    assert "Tell us more to see if these can help" in page


def test_the_pages_of_the_form_warn_at_each_way(client, office):
    for key, answers in (
        ("urgent", sample(COMPLAINT, held=True)),
        ("other-help", sample(COMPLAINT) | {"problem": {"went_wrong": ["other"]}}),
    ):
        page = Filer(FormClient(), answers).jump(until=key).html()
        assert "/ways/" in page
        assert unwarned(page) == []


def test_the_pages_after_the_form_warn_at_each_way(client, office):
    filer = Filer(client, sample(COMPLAINT, filing_for="family", held=True)).jump()
    filer.send()
    pages = [client.get("/deadlines/").content.decode()]
    papers = Filer(FormClient(), sample(COMPLAINT, sharing={"keep": "papers_only"})).jump()
    pages.append(papers.send().content.decode())
    for page in pages:
        assert "/ways/crcl/" in page
        assert unwarned(page) == []


def test_the_case_page_warns_at_each_way(cast):
    from django.utils import timezone

    case = file_case(COMPLAINT, timezone.now(), held=True)
    page = log_in(cast["ana"]).get(f"/office/cases/{case.reference}/").content.decode()
    assert "/ways/crcl/" in page
    assert unwarned(page) == []


def test_the_doors_say_what_a_complaint_cannot_do_before_anything_is_asked(client, db):
    first, before = (client.get(path).content.decode() for path in ("/", "/before/"))
    for item in portal.BEFORE_YOU_START.items:
        assert str(item.text) in first
    said = re.search(r"<main.*?<div class=\"foot\"", first, re.DOTALL)[0]
    assert "CRCL" not in said  # who is named there is named with its warning
    for item in portal.CANNOT.items:
        assert str(item.text) in before


def test_a_phone_or_page_of_a_way_stands_only_beside_its_warning(client, db):
    """Where its contact details are named, the whole part carries the warning."""
    for path in ["/", "/urgent/", *TOPICS]:
        page = client.get(path).content.decode()
        main = re.search(r"<main.*?(?:<div class=\"foot\"|</main>)", page, re.DOTALL)[0]
        for part in re.split("<h2", main):
            for route in ROUTES:
                values = [
                    str(way.value).removeprefix("https://").removeprefix("www.").strip("/")
                    for way in route.contacts
                ]
                if route.slug == "lawyer" or not any(value in part for value in values):
                    continue
                assert str(route.short_warning) in part or str(route.warning.text) in part, (
                    route.slug
                )


def test_other_help_warns_where_it_names_the_page_for_travel():
    assert ROUTES_BY_SLUG["trip"].warning in OTHER_HELP.items


def test_the_pages_about_lawyers_say_what_to_tell_whom(client, db):
    page = client.get("/guide/find-a-lawyer/").content.decode()
    assert str(LAWYER.warning) in page


def test_the_check_finds_a_way_without_its_warning():
    bare = (
        '<main><ul><li><a href="/ways/hotline/">x</a></li><li>ICE itself hears it.</li></ul></main>'
    )
    assert unwarned(bare) == ["hotline"]
    warning = ROUTES_BY_SLUG["hotline"].short_warning
    warned = f'<main><ul><li><a href="/ways/hotline/">x</a> {warning}</li></ul></main>'
    assert unwarned(warned) == []
