"""Few hedges, and none where somebody is in danger: what is less sure is said once, at the foot."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from intake.citations.base import CHECK_FIRST, MEDIUM, NOT_FOUND, REASONED, Claim
from intake.citations.footnotes import Footnotes
from intake.citations.texts import SOURCES
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.routes.base import Contact, claim, contact
from intake.routes.check_list import ELSEWHERE
from intake.routes.dril import DRIL
from intake.routes.fitting import ROUTES
from tests.filer import Filer
from tests.guide.hedges import HEDGE, hedges_of
from tests.guide.test_sources import FACTS, SHOWN
from tests.public.test_guide import FIVE, PAGES

LESS_SURE = Path(__file__).with_name("less_sure.txt")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_at_most_three_hedges(client, db, path):
    assert len(hedges_of(client.get(path).content.decode())) <= 3


def test_all_pages_together_have_under_sixty_hedges(client, db):
    """`pytest -s -k under_sixty` prints them by page. There were 268 before."""
    found = {path: hedges_of(client.get(path).content.decode()) for path in PAGES}
    for path, hedges in found.items():
        print(f"{len(hedges):>3} {path} {hedges}")
    assert 0 < sum(map(len, found.values())) < 60


def test_the_answer_to_the_five_questions_has_at_most_three(client, db):
    for told in (FIVE, FIVE | {"reasons": ["not_sure"]}, FIVE | {"where": "ice"}):
        assert len(hedges_of(client.post("/which-way/", told).content.decode())) <= 3


@pytest.mark.parametrize("who", ["me", "family"])
def test_no_hedge_on_the_urgent_pages(client, office, who):
    assert hedges_of(client.get("/urgent/").content.decode()) == []
    answers = sample(COMPLAINT, filing_for=who, held=True)
    assert hedges_of(Filer(client, answers).jump(until="urgent").html()) == []


@pytest.mark.parametrize("who", ["me", "family"])
def test_the_pages_after_the_form_have_at_most_three(client, office, who):
    filer = Filer(client, sample(COMPLAINT, filing_for=who, held=True)).jump()
    assert len(hedges_of(filer.send().content.decode())) <= 3
    assert len(hedges_of(client.get("/status/").content.decode())) <= 3


def warnings():
    """Yield every warning that a page shows."""
    for where, parts in SHOWN:
        for part in parts:
            if part.kind == "warn":
                yield from ((where, str(item)) for item in part.items)
    for route in ROUTES:
        yield from ((route.slug, str(text)) for text in (route.warning, route.short_warning))


def test_no_hedge_in_a_warning():
    assert [text for _where, text in warnings() if HEDGE.search(text)] == []
    footnotes = Footnotes()
    for route in ROUTES:
        if route.warning:
            footnotes.cite(route.warning, is_warning=True)
    assert footnotes.less_sure == ""


def test_no_hedge_at_a_phone_for_somebody_in_danger():
    phones = [*dict.fromkeys(fact for _where, fact in FACTS if "988" in str(fact.text))]
    phones += [way.claim for way in DRIL.contacts if str(way.label).startswith("Phone")]
    assert len(phones) == 2
    for fact in phones:
        assert fact.confidence == "high"
        assert not fact.caveat
        assert not HEDGE.search(str(fact))


def test_what_is_sourced_or_reasoned_has_no_mark():
    for _where, fact in FACTS:
        assert bool(fact.caveat) == (fact.confidence == CHECK_FIRST)
    assert not str(Claim("It is so.", ("S3",), REASONED).caveat)


def test_what_is_less_sure_is_in_one_line_with_the_numbers_of_its_sources():
    footnotes = Footnotes()
    footnotes.cite(Claim("a", ("S3",)))
    footnotes.cite(Claim("b", ("S1", "S4"), MEDIUM))
    footnotes.cite(Claim("c", ("S6",), MEDIUM), is_warning=True)
    assert footnotes.less_sure == "2, 3"
    urgent = Footnotes(is_urgent=True)
    urgent.cite(Claim("b", ("S1",), MEDIUM))
    assert urgent.less_sure == ""


@pytest.mark.parametrize("path", PAGES)
def test_the_line_and_the_box_stand_once_and_the_box_is_short(client, db, path):
    page = client.get(path).content.decode()
    assert page.count("We are less sure of what rests only on these") <= 1
    assert page.count("What we did not find") <= 1
    box = re.search(r"What we did not find</h2>(.*?)</section>", page, re.DOTALL)
    assert len(re.findall("<li>", box[1] if box else "")) <= 3
    for _where, fact in FACTS:
        if fact.confidence == NOT_FOUND and str(fact.text) in page:
            assert page.count(str(fact.text)) == 1


DATED = re.compile(r"\b(?:19|20)\d\d\b")
CONTACTS = [
    way for route in ROUTES for way in (*route.contacts, *(one for _name, one in ELSEWHERE))
]


def where_dated(fact):
    """Return where a reader finds the date of a statement that is less than sure."""
    if DATED.search(str(fact.text)):
        return "in its words"
    ways = [way for way in CONTACTS if way.claim == fact or str(way.value) == str(fact.text)]
    if any(way.year or DATED.search(str(way.label)) for way in ways):
        return "beside it"
    return "at the foot"


def test_each_less_sure_statement_has_a_date_and_is_listed():
    """To change one: put the line that this prints into less_sure.txt."""
    lines = {
        f"{where} | {fact.confidence} | {fact.text} | {where_dated(fact)} | "
        + "; ".join(f"{key}: {SOURCES[key].date}" for key in fact.sources)
        for where, fact in FACTS
        if fact.confidence in (MEDIUM, CHECK_FIRST)
    }
    assert all(SOURCES[key].date for _where, fact in FACTS for key in fact.sources)
    known = set(LESS_SURE.read_text(encoding="utf-8").splitlines())
    assert known == lines, "\n".join(sorted(known ^ lines))


@pytest.mark.parametrize("path", [path for path in PAGES if path.count("/") == 3])
def test_the_foot_has_the_date_of_each_source_and_the_day_it_was_read(client, db, path):
    page = client.get(path).content.decode()
    for item in re.findall(r'<li id="source-\d+">(.*?)</li>', page, re.DOTALL):
        words = " ".join(unescape(re.sub(r"<[^>]+>", " ", item)).split())
        [source] = [
            one
            for one in SOURCES.values()
            if words.startswith(f"{one.title} , {one.date} ")
            or words.startswith(f"{one.title}, {one.date} ")
        ]
        assert f"read on {date_format(source.checked_on, 'F j, Y')}" in words


def test_no_hedge_and_no_mark_inside_a_box_of_warning(client, db):
    boxes = [
        box
        for path in PAGES
        for box in re.findall(
            r'<div class="warn">(.*?)</div>', client.get(path).content.decode(), re.DOTALL
        )
    ]
    assert len(boxes) > 20
    for box in boxes:
        assert not HEDGE.search(unescape(box))
        assert 'class="sure"' not in box


def test_no_hedge_in_what_the_form_warns_of():
    texts = [text for step in COMPLAINT.steps if step.warning for text in step.warning]
    assert texts
    assert not [text for text in map(str, texts) if HEDGE.search(text)]


@pytest.mark.parametrize(
    "text",
    [
        "(Not fully sure.)",
        "This is how we read it.",
        "We could not confirm this.",
        "We read stored copies.",
        "Check this first.",
        "We found no rule.",
        "We do not know it.",
        "It was said to be closed.",
    ],
)
def test_the_check_finds_a_hedge(text):
    assert hedges_of(f"<main><p>{text}</p></main>")
    assert not hedges_of("<main><p>Ask the jail.</p></main>")


# Without a source, or with a weak one: they were said with a mark, and are said no more.
GONE = (
    "A lie to a federal office can be punished",
    "Many places erase it in days or weeks",
    "People with a green card who are 18 or older must carry it",
    "The form has a part where you say yes or no to showing your name",
    "Mail to federal offices is slow",
    "It may take months or years",
    "The lawyer in the criminal case can ask that judge",
    "Only lawyers, and people named by the Justice Department",
    "Many jails erase video",
    "Most jails have a form for complaints",
    "A federal office that takes reports about police and jails",
    "It may look for a pattern in one police force",
    "It seldom acts for one person",
    "It has no power over ICE",
    "Staff may visit, find family, or name lawyers",
    "No text says how part of a weekend counts",
    "a citizenship paper or an adoption",
    "The prints still go from each booking",
    "is no lawyer. Do not pay one",
    # These rested on a scrape or on a page of nobody.
    "The rule was still on the site of ICE",
    "it began to look at how complaints about force are handled",
    "Lawyers you pay: https",
    "ICE takes a US birth certificate",
    "at least one federal judge did not agree",
)


@pytest.mark.parametrize("words", GONE)
def test_what_had_no_source_is_gone(words):
    said = [str(item) for _where, parts in SHOWN for part in parts for item in part.items]
    assert not any(words in text for text in said)


def test_a_contact_shows_the_year_of_its_text_and_is_yellow_after_two_years(client, db):
    page = client.get("/ways/crcl/").content.decode()
    assert re.search(r'202-401-1474.*?class="seen seen--old">\(2014\)</span>', page, re.DOTALL)
    page = client.get("/ways/dril/").content.decode()
    assert 'class="seen">(2026)</span>' in page
    today = timezone.localdate()
    assert contact("Phone, as printed in 2011", "x", "S35").is_old(today)
    undated = Contact("Phone", "x", claim("x", "S48"))
    assert undated.year is None
    assert not undated.is_old(today)
