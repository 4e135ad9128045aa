"""The look that a device asks for: dark, forced colors, paper, large text, right to left."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from django.utils.translation import trans_real

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.routes.help_lines import save_line
from tests.browser.conftest import DEAD, SMALL, violations
from tests.browser.test_pages import SITE
from tests.conftest import log_in
from tests.filer import Filer, FormClient

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}

# The color of each shown text that nothing else than its ground makes readable.
PALE = """() => {
  const light = (color) => { const [r, g, b] = color.match(/[\\d.]+/g).map(Number);
    return (r + g + b) / 3 > 120; };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode()); ) {
    const box = text.parentElement;
    if (text.data.trim() && box.checkVisibility() && light(getComputedStyle(box).color))
      found.push(text.data.trim().slice(0, 60));
  }
  for (const box of document.querySelectorAll('.steps > li'))
    if (light(getComputedStyle(box, '::before').color)) found.push('number of a step');
  return found;
}"""

SIZES = """() => [...document.querySelectorAll('body *')]
  .filter(box => box.checkVisibility() && !box.closest('svg')
    && [...box.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .map(box => [box.outerHTML.slice(0, 80), parseFloat(getComputedStyle(box).fontSize)])"""

WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter(box => box.getBoundingClientRect().right > innerWidth + 1)
    .map(box => box.outerHTML.slice(0, 80))"""

EDGES = """(selector) => [...document.querySelectorAll(selector)].map(box =>
  parseFloat(getComputedStyle(box).borderTopWidth))"""


@pytest.fixture
def pages(office):
    """Return {name: html}: the first page, a form with its error, a confirmation, a letter."""
    client = FormClient()
    found = {"home": client.get("/"), "urgent": client.get("/urgent/")}
    found["before"] = client.get("/before/")
    found["letter"] = client.post("/sheet/", {"name": "Ana Sample", "state": "TX"})
    filer = Filer(client, sample(COMPLAINT, filing_for="family", held=True)).jump("custody")
    found["form"] = client.post("/ask/custody/", {"where": "no such answer"})
    assert found["form"].status_code == 422
    found["check"] = filer.jump().response
    found["confirmation"] = filer.send()
    found["status"] = client.get("/status/")
    after = ("papers", "deadlines", "answers", "messages")
    found |= {name: client.get(f"/{name}/") for name in after}
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.fixture
def look(chromium):
    """Return a function that opens a page of a phone on which the person chose something."""
    opened = []

    def open_page(**chosen):
        opened.append(chromium.new_context(viewport=PHONE, **chosen))
        return opened[-1].new_page()

    yield open_page
    for context in opened:
        context.close()


def show(page, html, *, script):
    """Show a page with our styles; every request is answered before the next page is shown."""

    def answer(route):
        path = route.request.url.removeprefix(SITE)
        file = path.startswith("/static/") and finders.find(path.removeprefix("/static/"))
        if path == "/page":
            route.fulfill(body=html, content_type="text/html")
        elif file and (script or not path.endswith(".js")):
            route.fulfill(path=file)
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)
    page.goto(f"{SITE}/page", wait_until="networkidle")
    page.unroute("**/*")


def ground(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_a_dark_page_has_contrast_and_differs_from_a_light_one(look, pages):
    page = look(color_scheme="dark")
    for name, html in pages.items():
        show(page, html, script=True)
        assert sum(map(int, re.findall(r"\d+", ground(page)))) < 150, name
        page.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
        assert violations(page) == [], name
    assert len(pages) >= 10
    bright = look(color_scheme="light")
    show(bright, pages["home"], script=True)
    assert sum(map(int, re.findall(r"\d+", ground(bright)))) > 600


def test_the_desk_of_the_office_stays_light(look, cast):
    page = look(color_scheme="dark")
    show(page, log_in(cast["cora"]).get("/office/").content.decode(), script=True)
    assert sum(map(int, re.findall(r"\d+", ground(page)))) > 600
    assert violations(page) == []


def test_forced_colors_keep_the_edges_of_what_has_a_ground(look, pages):
    page = look(forced_colors="active", color_scheme="dark")
    edges = "getComputedStyle(document.querySelector('.steps > li'), '::before').borderTopWidth"
    show(page, pages["urgent"], script=True)
    assert page.evaluate(edges) == "2px"
    for name, selectors in {
        "urgent": (".button",),
        "form": (".choice label", ".errors"),
        "confirmation": (".sent-panel",),
    }.items():
        show(page, pages[name], script=True)
        for selector in selectors:
            widths = page.evaluate(EDGES, selector)
            assert widths and min(widths) >= 1, (name, selector)
    html = FormClient().get("/guide/secure-communities/").content.decode()
    show(page, html, script=True)
    drawn = "(what) => getComputedStyle(document.querySelector(what)).fill"
    assert page.evaluate(drawn, ".picture-text text") != page.evaluate(drawn, ".picture-box rect")


def test_paper_gets_dark_ink_whatever_the_screen_shows(look, pages):
    page = look(color_scheme="dark")
    for name, html in pages.items():
        show(page, html, script=True)
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(PALE) == [], name
        page.emulate_media(media="screen", color_scheme="dark")
    assert page.evaluate(PALE) != []  # the same look finds the pale text of a dark screen


def test_text_grows_to_twice_its_size_and_nothing_runs_out_of_the_page(look, pages):
    page = look()
    for name, html in pages.items():
        show(page, html, script=False)
        before = page.evaluate(SIZES)
        page.add_style_tag(content="html { font-size: 225% !important }")
        after = page.evaluate(SIZES)
        assert len(before) == len(after) > 10
        kept = [
            what for (what, old), (_, new) in zip(before, after, strict=True) if new < 1.9 * old
        ]
        assert kept == [], name
        assert page.evaluate(WIDE) == [], name


# As drawn, in whole pages of a phone, with head and foot.
SCREENS = {"home": 2.4, "urgent": 2.2, "confirmation": 2.0, "status": 2.4}
AFTER = {"confirmation": 2.2, "status": 2.5, "papers": 2.65, "deadlines": 4.0}
DANGERS = ((), ("self_harm", "sick", "removal_told", "threatened"))
HELP_LINE = {
    "name": "Sample Legal Aid",
    "phone": "(312) 555-0143",
    "purpose": "Free lawyers for people in jail.",
    "hours": "Monday to Friday, 9 to 5",
    "state": "TX",
    "language": "es",
}


def test_pages_in_a_hurry_are_as_short_as_they_were_drawn(look, pages):
    page, found = look(), {}
    for name, most in SCREENS.items():
        show(page, pages[name], script=False)
        screens = page.evaluate("document.documentElement.scrollHeight / innerHeight")
        found |= {name: screens} if screens > most else {}
    assert found == {}


@pytest.mark.parametrize("danger", DANGERS)
def test_pages_after_sending_are_short_for_whoever_is_in_danger_too(look, office, danger):
    """The box of 988, the law of the state and the lines to call leave them short."""
    save_line(None, by=None, at=timezone.now(), **HELP_LINE)
    answers = sample(COMPLAINT, filing_for="family", held=True)
    if danger:
        answers |= {"danger": {"happening": list(danger)}}
    client = FormClient()
    filer = Filer(client, answers).jump()
    shown = {"confirmation": filer.send()}
    shown |= {name: client.get(f"/{name}/") for name in ("status", "papers", "deadlines")}
    page, found = look(), {}
    for name, answer in shown.items():
        show(page, answer.content.decode(), script=False)
        found[name] = page.evaluate("document.documentElement.scrollHeight / innerHeight")
    assert {name: found[name] for name, most in AFTER.items() if found[name] > most} == {}


KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{[^}]*\}|<[^>]+>|&\w+;)")
ARABIC = dict(zip(range(ord("a"), ord("z") + 1), "ابتثجحخدذرزسشصضطظعغفقكلمنه", strict=True))


class _ArabicLetters:
    """A catalog that says everything in Arabic letters, as no language does."""

    plural = staticmethod(lambda number: int(number != 1))

    def gettext(self, text):
        parts = KEPT.split(text.rpartition("\x04")[2])
        parts[::2] = [part.lower().translate(ARABIC) for part in parts[::2]]
        return "".join(parts)

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)

    def pgettext(self, context, text):
        return self.gettext(text)

    def npgettext(self, context, one, many, number):
        return self.ngettext(one, many, number)

    def to_language(self):
        return "ar"

    def __getitem__(self, key):
        return self.gettext(key)

    def get(self, key, default=None):
        return default


def test_a_page_in_arabic_letters_runs_right_to_left(look, office, monkeypatch, settings):
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    monkeypatch.setitem(trans_real._translations, "ar", _ArabicLetters())
    client = FormClient()
    pages = {path: client.get(f"/ar{path}") for path in ("/", "/urgent/", "/ask/filer/")}
    filer = Filer(client, sample(COMPLAINT, filing_for="family", held=True)).jump()
    pages["check"] = client.get("/ar/check/")
    filer.send()
    pages["confirmation"] = client.get("/ar/done/")
    page = look()
    for name, answer in pages.items():
        html = answer.content.decode()
        assert '<html lang="ar" dir="rtl">' in html
        show(page, html, script=True)
        assert page.evaluate(DEAD) == [] and page.evaluate(SMALL) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
        assert page.locator(".leave").bounding_box()["x"] < 30
        brand = page.locator(".brand").bounding_box()
        assert brand["x"] + brand["width"] > PHONE["width"] - 30
        for first in page.locator("main h1, main .door strong, main .steps h2").all():
            assert first.evaluate("box => getComputedStyle(box).textAlign") == "start"
    code = page.locator(".code")
    assert code.evaluate("box => getComputedStyle(box).direction") == "ltr"


def test_no_style_names_a_side_of_the_page():
    """Left and right are start and end here; a shorthand of four sides has both alike."""
    for name in ("site", "office", "desk"):
        css = Path(finders.find(f"css/{name}.css")).read_text()
        sides = re.findall(
            r"[\w-]+-(?:left|right)(?:-\w+)?\s*:|(?<![\w-])(?:left|right)\s*:"
            r"|(?:text-align|float|clear):\s*(?:left|right)",
            css,
        )
        assert sides == [], name
        for four in re.findall(
            r"(?:padding|margin|inset|border-(?:width|style|color)):\s*([^;{}]+)[;}]", css
        ):
            parts = four.split()
            assert len(parts) != 4 or parts[1] == parts[3], (name, four)
