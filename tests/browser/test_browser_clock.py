"""The clock of a hold in a browser: it counts on, ends without loading anew, and prints."""

from datetime import timedelta

import pypdfium2
import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from intake.citations.footnotes import Footnotes
from intake.deadlines.display import deadline_context
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.sample import sample
from tests.browser.test_pages import SITE, show

pytestmark = pytest.mark.browser

NOW = timezone.datetime(2026, 11, 22, 20, 0, tzinfo=timezone.get_fixed_timezone(0))

STARTS = "The count starts on the day and time the person should have been released."


def page_of_days():
    """Return a page with the last days of a hold that ends two hours after NOW, and a note."""
    due = {"y": 2026, "m": 11, "d": 20, "t": "17:00", "time": "", "words": ""}
    answers = sample(
        COMPLAINT,
        held=True,
        when_where={"when": None, "city": "", "state": "NY", "agency": ""},
        held_over={"kept": "yes", "due_out": due, "went_out": None, "zone": ""},
    )
    known = compute_facts(COMPLAINT.prune(answers), NOW.date())
    days = deadline_context(known, NOW, Footnotes())
    body = render_to_string("includes/deadlines.html", {"deadlines": days})
    return (
        '<!doctype html><html lang="en"><head><link rel="stylesheet" href="/static/css/site.css">'
        '<script src="/static/js/clock.js" defer></script></head><body><main>'
        f"<textarea></textarea>{body}</main></body></html>"
    )


@pytest.fixture
def page(chromium):
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    yield page
    page.close()


def test_the_clock_counts_on_and_ends_and_no_typed_note_is_lost(page):
    # It stands still between the steps, however slow the machine is.
    page.clock.install(time=NOW - timedelta(minutes=1))
    page.clock.pause_at(NOW - timedelta(seconds=20))
    show(page, page_of_days(), script=True)
    clock = page.locator("[data-until]").first
    assert clock.inner_text() == "(2 hours left)"
    page.locator("textarea").fill("a note")
    for minutes, words in ((40, "(1 h 20 min left)"), (79, "(0 h 1 min left)"), (3, "(over)")):
        page.clock.run_for(timedelta(minutes=minutes) // timedelta(milliseconds=1))
        assert clock.inner_text() == words
    page.clock.run_for(3_600_000)
    assert clock.inner_text() == "(over)"
    assert page.locator("textarea").input_value() == "a note"
    assert page.url == f"{SITE}/page"


def test_how_it_was_worked_out_is_printed_while_it_is_folded(page):
    show(page, page_of_days(), script=False)
    [first, *_others] = page.get_by_text(STARTS).all()
    assert not first.is_visible()
    printed = pypdfium2.PdfDocument(page.pdf())
    text = " ".join(sheet.get_textpage().get_text_bounded() for sheet in printed)
    text = " ".join(text.split())
    assert STARTS in text
    assert "8 CFR 287.7(d)" in text
