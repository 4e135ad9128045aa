"""Every statement of fact that the site shows has a source, a day, and an honest word on how sure.

What has no source is advice, and advice begins with what to do.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from intake.deadlines.last_days import ANSWERS, RULES
from intake.documents import jail_sheet
from intake.guide import doors
from intake.guide.pages import GUIDE
from intake.guide.us import ABOUT_US
from intake.routes.base import parts_of
from intake.routes.fitting import ROUTES
from intake.sources.base import (
    HIGH,
    LEVELS,
    LOW,
    MEDIUM,
    NOT_FOUND,
    REASONED,
    UNSOURCED,
    Cited,
    Part,
    statements,
)
from intake.sources.notes import Foot
from intake.sources.texts import TEXTS
from intake.templatetags.plain import places, reachable

pytestmark = pytest.mark.once

DOORS = (
    doors.CANNOT, doors.THINK_FIRST, doors.TODAY, doors.OTHER_HELP, doors.TRUTH,
    *doors.BEHIND_QUESTIONS.values(),
)  # fmt: skip


def shown():
    """Return (where, parts) of everything that says something of the world."""
    yield from ((f"guide {page.key}", page.parts) for page in GUIDE)
    yield from ((f"route {route.key}", parts_of(route)) for route in ROUTES)
    yield from ((f"last day {rule.key}", (Part("", rule.law),)) for rule in RULES)
    yield "answers", (Part("", tuple(answer.text for answer in ANSWERS.values())),)
    yield "jail sheet", (Part("", jail_sheet.LAW),)
    yield "doors", DOORS


SHOWN = list(shown())
FACTS = [(where, fact) for where, parts in SHOWN for fact in statements(parts)]


@pytest.mark.parametrize(("where", "fact"), FACTS, ids=[where for where, _fact in FACTS])
def test_a_fact_has_a_source_and_a_day_and_says_how_sure_it_is(where, fact):
    assert fact.sure in LEVELS
    assert set(fact.sources) <= TEXTS.keys()
    for key in fact.sources:
        assert isinstance(TEXTS[key].checked_on, date)
        assert TEXTS[key].title
        assert TEXTS[key].date
    if fact.sure in (HIGH, MEDIUM, LOW, REASONED):
        assert fact.sources
    if fact.sure in (LOW, UNSOURCED):
        assert "could not confirm" in str(fact.mark)
    if fact.sure == NOT_FOUND:
        assert re.match(
            r"(We (found|have|could find|do not know)|Since January 2026 we cannot"
            r"|Other offices than ICE)", str(fact.text)
        )  # fmt: skip


def test_the_check_would_find_a_fact_without_a_source():
    with pytest.raises(AssertionError):
        test_a_fact_has_a_source_and_a_day_and_says_how_sure_it_is("x", Cited("It is so.", ()))
    with pytest.raises(AssertionError):
        test_a_fact_has_a_source_and_a_day_and_says_how_sure_it_is("x", Cited("So.", ("S0",)))


# What advice begins with. Anything else that has no source would be a fact.
ADVICE = {
    *("Act", "Add", "Ask", "Call", "Choose", "Do", "Expect", "Get", "Give", "Hand", "Have", "Keep"),
    *("Leave", "Look", "Never", "Order", "Print", "Read", "Save", "Say", "See", "Send", "Show"),
    *("Sign", "Start", "Take", "Tell", "Then", "Try", "Use", "Wait", "Write"),
}
# Lists of what to bring say things, not sentences: they have no verb that claims anything.
CLAIMS = re.compile(r"\b(is|are|was|were|has|have|can|cannot|may|must|will|does|do|did)\b")


def advice():
    about_us = {f"guide {page.key}" for page in ABOUT_US}
    for where, parts in SHOWN:
        for part in parts:
            for item in part.items:
                if not isinstance(item, Cited) and where not in about_us:
                    yield where, str(item)


ADVISED = list(advice())


@pytest.mark.parametrize(("where", "text"), ADVISED, ids=[where for where, _text in ADVISED])
def test_what_has_no_source_is_advice(where, text):
    first = text.split()[0].strip("“,.")
    if first in ADVICE:
        return
    # "We count …" says what this site does; what is left is a list of things to bring.
    assert first == "We" or not CLAIMS.search(text.split(".")[0]), text


TEMPLATES = Path(__file__).parent.parent.parent / "templates"
# Figures, laws, phones and pages of others belong into the data, where they carry their source.
OF_THE_WORLD = re.compile(
    r"\b(19|20)\d\d\b|\d{3}|\b48\b|U\.S\.C|CFR|\bI-\d|\.gov\b|\.org\b|\bFOIA\b|\bIDENT\b|\bFBI\b"
)


@pytest.mark.parametrize(
    "path", [*TEMPLATES.glob("public/**/*.html"), *TEMPLATES.glob("includes/*.html")], ids=str
)
def test_no_public_template_holds_a_fact_of_its_own(path):
    text = path.read_text()
    words = re.findall(r"{% translate \"([^\"]*)\"|{% blocktranslate[^%]*%}(.*?){%", text)
    for found in words:
        assert not OF_THE_WORLD.search("".join(found)), found
    assert not re.search(r'href="https?://', text)


def test_every_source_in_the_list_is_used():
    used = {key for _where, fact in FACTS for key in fact.sources}
    assert TEXTS.keys() - used == set()


def test_the_table_of_facts_by_how_sure_they_are():
    """The figures are for the reader of the run: `pytest -s -k table_of_facts`."""
    counts = Counter(fact.sure for _where, fact in FACTS)
    print("\nfacts shown:", sum(counts.values()), dict(counts))
    assert set(counts) <= LEVELS
    assert counts[HIGH] > sum(counts.values()) / 2


def test_a_foot_numbers_sources_as_they_come_and_once():
    foot = Foot()
    assert foot.show(Cited("a", ("S3", "S1"))).numbers == (1, 2)
    assert foot.show(Cited("b", ("S1",))).numbers == (2,)
    assert foot.show("advice").numbers == ()
    assert [(number, source.key) for number, source in foot.sources] == [(1, "S3"), (2, "S1")]
    with pytest.raises(KeyError):
        foot.show(Cited("c", ("S0",)))


def test_every_page_named_by_a_part_is_there():
    for _where, parts in SHOWN:
        for part in parts:
            for url, title, _careful in places(part.see):
                assert url.startswith("/")
                assert str(title)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Call (855) 448-6903.", 'href="tel:+18554486903">(855) 448-6903</a>.'),
        ("1-866-644-8360", 'href="tel:+18666448360">1-866-644-8360</a>'),
        ("look at locator.ice.gov/odls.", 'href="https://locator.ice.gov/odls"'),
        ("ICEPrivacy@ice.dhs.gov", 'href="mailto:ICEPrivacy@ice.dhs.gov"'),
        ("https://www.dhs.gov/foia", 'href="https://www.dhs.gov/foia"'),
    ],
)
def test_pages_and_phones_become_links(text, link):
    assert link in reachable(text)
    assert reachable(text).count("<a ") == 1


def test_a_text_is_never_read_as_markup():
    assert "<script>" not in reachable("<script>alert(1)</script> dhs.gov")
    assert reachable("48 hours, 8 CFR 287.7(d), SF-95") == "48 hours, 8 CFR 287.7(d), SF-95"


def test_every_page_of_the_guide_has_an_address():
    assert [reverse("public:topic", args=[page.key]) for page in GUIDE]
    assert len({page.key for page in GUIDE}) == len(GUIDE)
    assert len({route.key for route in ROUTES}) == len(ROUTES)
