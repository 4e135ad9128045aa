"""The page of all deadlines: what to do first is open, the rest is folded by kind, none is lost."""

import re
from html import unescape

import pytest
from django.utils import timezone

from intake.citations.footnotes import Footnotes
from intake.deadlines.display import deadline_context
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.sample import sample
from intake.guide import today
from intake.public.outlook import by_kind
from tests.filer import Filer, FormClient
from tests.flow.lanes import PEOPLE

pytestmark = pytest.mark.django_db
FOLDED = re.compile(r"<details>\s*<summary>.*?</details>", re.DOTALL)


def in_one_line(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(params=PEOPLE)
def case(request, office):
    """Return (what a person answered, the page of deadlines of their case)."""
    answers = sample(COMPLAINT, **PEOPLE[request.param])
    filer = Filer(FormClient(), answers).jump()
    filer.send()
    html = filer.client.get("/deadlines/").content.decode()
    facts = compute_facts(COMPLAINT.prune(answers), timezone.localdate())
    return facts, re.search(r"<main.*?</main>", html, re.DOTALL)[0]


def test_every_deadline_stands_there_with_its_date_its_advice_and_its_law(case):
    facts, html = case
    page = in_one_line(html)
    for deadline in deadline_context(facts, timezone.now(), Footnotes()):
        assert str(deadline["name"]) in page
        for due_date in deadline["due_dates"]:
            assert due_date.text in page
        advice = deadline["overdue_advice"] or [deadline["advice"]]
        assert all(str(sentence) in page for sentence in advice)
        for item in deadline["legal_basis"]:
            assert str(getattr(item, "text", item)) in page


def test_each_deadline_is_of_one_kind(case):
    facts, _html = case
    shown = deadline_context(facts, timezone.now(), Footnotes())
    kinds = by_kind(shown, facts)
    found = [deadline["rule"].slug for kind in kinds.values() for deadline in kind]
    assert sorted(found) == sorted(deadline["rule"].slug for deadline in shown)


def test_what_to_do_today_comes_first_and_the_first_steps_are_open(case):
    facts, html = case
    steps = today.passage(facts)
    if steps is None:
        assert "Do this today" not in html
        return
    whole, opened = in_one_line(html), in_one_line(FOLDED.sub("", html))
    _head, _heading, first = opened.partition("Do this today")
    first, _heading, _rest = first.partition("Your deadlines")
    texts = [str(getattr(item, "text", item)) for item in steps.items]
    assert all(text in whole for text in texts)
    assert [text for text in texts if text in first] == texts[:3]


def test_the_hours_of_a_hold_are_open_while_somebody_is_held(case):
    facts, html = case
    opened = in_one_line(FOLDED.sub("", html))
    shown = deadline_context(facts, timezone.now(), Footnotes())
    names = [str(item["name"]) for item in shown if item["rule"].slug == "hold_48h"]
    assert [name for name in names if name in opened] == (names if facts.held else [])
    if facts.held and names:
        assert "It needs a good reason from the first minute." in opened
