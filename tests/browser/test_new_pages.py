"""The pages of letters, corrections and deadlines: sound empty, filled in and refused."""

import re

import pytest

from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.browser.conftest import CUT, DEAD, SMALL, violations
from tests.browser.test_look import show
from tests.filer import Filer, FormClient

pytestmark = pytest.mark.browser
STORY = {"story": "They came at night. I have no papers. It was cold.", "seen_or_told": "saw"}
REACH = {"ways": ["text"], "phone": "555-010-0142", "email": "", "address": "", "voicemail": ""}
LONG = "A" * 5000


@pytest.fixture(params=["me", "family"])
def filer(request, office):
    """Return somebody who sent a form, in both voices."""
    answers = sample(COMPLAINT, filing_for=request.param, held=True, story=STORY, reach=REACH)
    sent = Filer(FormClient(), answers).jump()
    sent.send()
    return sent


def problems(chromium, html):
    """Return what is wrong with a page at 320 and 360 px, in light and in dark."""
    found = []
    for width, scheme in ((320, "light"), (360, "dark")):
        size = {"width": width, "height": 740}
        context = chromium.new_context(viewport=size, color_scheme=scheme)
        page = context.new_page()
        show(page, html, script=True)
        found += [(width, *what) for what in violations(page)]
        for check in (DEAD, SMALL, CUT):
            found += [(width, what) for what in page.evaluate(check)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [(width, "wide", wide)] if wide > width else []
        context.close()
    return found


def sound(chromium, pages):
    found = {name: problems(chromium, page.content.decode()) for name, page in pages.items()}
    assert {name: what for name, what in found.items() if what} == {}


def test_pages_about_letters_are_sound(chromium, filer):
    client = filer.client
    pages = {"words": client.get("/letters/words/"), "contact": client.get("/letters/contact/")}
    assert "I have no papers." in pages["words"].content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', pages["words"].content.decode())[1]
    pages["words, refused"] = client.post("/letters/words/", {"seen": "another letter"})
    pages["contact, refused"] = client.post("/letters/contact/", {"phone": LONG, "name": LONG})
    assert pages["contact, refused"].status_code == 422
    assert pages["words, refused"].status_code in (409, 422)
    client.post("/letters/words/", {"seen": seen})
    client.post("/letters/contact/", {"known": ["phone"], "name": "Ana Example"})
    pages["words, filled"] = client.get("/letters/words/")
    pages["contact, filled"] = client.get("/letters/contact/")
    assert "checked" in pages["contact, filled"].content.decode()
    sound(chromium, {name: page for name, page in pages.items() if page.content})


def test_pages_that_add_to_letters_are_sound(chromium, filer):
    client = filer.client
    pages = {"facts": client.get("/letters/facts/")}
    slugs = {"needs", "numbers", "authority", "decisions"}
    is_helper = filer.answers["filer"]["filing_for"] == "family"
    for slug in slugs if is_helper else slugs - {"authority"}:
        pages[slug] = client.get(f"/letters/facts/{slug}/")
        assert pages[slug].status_code == 200
    pages["refused"] = client.post("/letters/facts/decisions/", {"on_y": LONG})
    pages["language"] = client.post("/letters/facts/needs/", {"language": "other"})
    assert pages["refused"].status_code == pages["language"].status_code == 422
    assert client.post("/letters/facts/decisions/", {"what": "crcl"}).status_code == 302
    pages["another"] = client.get("/letters/facts/decisions/")
    pages["facts, answered"] = client.get("/letters/facts/")
    sound(chromium, pages)


def test_what_was_sent_its_correction_and_the_deadlines_are_sound(chromium, filer):
    client = filer.client
    pages = {"answers": client.get("/answers/"), "correct": client.get("/answers/held-over/")}
    pages["deadlines"] = client.get("/deadlines/")
    pages["correct, refused"] = client.post("/answers/custody/", {"where": "no such answer"})
    assert pages["correct, refused"].status_code == 422
    pages["corrected, nothing"] = client.get("/corrected/")
    changed = as_post_data(filer.answers["person"]) | {"first_names": "Maria Sample"}
    client.post("/answers/person/", changed)
    pages["corrected"] = client.get("/corrected/")
    sound(chromium, pages)


def test_the_jail_letter_is_sound_empty_filled_and_refused(chromium, office):
    client = FormClient()
    filled = {"name": "Ana Sample", "state": "TX", "jail": "Sample County Jail"}
    pages = {"form": client.get("/sheet/"), "empty": client.post("/sheet/", {})}
    pages["filled"] = client.post("/sheet/", filled)
    assert "Ana Sample" in pages["filled"].content.decode()
    pages["refused"] = client.post("/sheet/", {"born_d": "99", "due_out_y": "no"})
    sound(chromium, pages)
