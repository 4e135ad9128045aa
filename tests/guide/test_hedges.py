"""Few hedges, and none where somebody is in danger: what is less sure is said once, at the foot."""

import re
from pathlib import Path

import pytest
from django.utils import timezone

from intake.citations.base import CHECK_FIRST, MEDIUM, NOT_FOUND, REASONED, Claim
from intake.citations.footnotes import Footnotes
from intake.citations.texts import SOURCES
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.routes.base import Contact, claim, contact
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


def test_each_less_sure_statement_has_a_date_and_is_listed():
    """To change one: put the line that this prints into less_sure.txt."""
    lines = {
        f"{where} | {fact.confidence} | {fact.text} | "
        + "; ".join(f"{key}: {SOURCES[key].date}" for key in fact.sources)
        for where, fact in FACTS
        if fact.confidence in (MEDIUM, CHECK_FIRST)
    }
    assert all(SOURCES[key].date for _where, fact in FACTS for key in fact.sources)
    known = set(LESS_SURE.read_text(encoding="utf-8").splitlines())
    assert known == lines, "\n".join(sorted(known ^ lines))


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
