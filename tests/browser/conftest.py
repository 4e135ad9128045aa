"""A real Chromium, as the machine has it: no download of its own."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.chromium import find_browser
from tests.mail_sink import mail_sink
from tests.server import running

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="session")
def engine_url():
    """The PostgreSQL of this run, or "" for SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="package")
def playwright():
    """Playwright's loop must not make Django refuse its queries."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as started:
        yield started
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def chromium(playwright):
    """One browser for this folder."""
    browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def sink():
    with mail_sink() as found:
        yield found


@pytest.fixture(scope="package")
def shared_site(tmp_path_factory, engine_url, sink):
    """One site for this folder: it is slow to start, and each test finds its own cases there."""
    folder = tmp_path_factory.mktemp("site")
    with running(folder, engine_url, **sink.settings) as (server, _secrets):
        yield server


@pytest.fixture
def site(shared_site):
    shared_site.forget_limits()
    return shared_site


def violations(page):
    """Return what axe finds on the page: rule and the first place of each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


DEAD = """() => {
  const dead = [];
  for (const [attr, many] of [['aria-describedby', 1], ['aria-labelledby', 1], ['for', 0]])
    for (const node of document.querySelectorAll(`[${attr}]`))
      for (const id of node.getAttribute(attr).split(many ? /\\s+/ : '\\n'))
        if (!document.getElementById(id)) dead.push(attr + '=' + id);
  for (const link of document.querySelectorAll('a[href^="#"]'))
    if (!document.getElementById(link.getAttribute('href').slice(1))) dead.push(link.outerHTML);
  const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) dead.push('twice ' + id);
  if (document.querySelectorAll('h1').length !== 1) dead.push('h1');
  return dead;
}"""

SMALL = """() => [...document.querySelectorAll('main a, main button, main input, main select')]
  .filter(node => { const box = node.getBoundingClientRect();
    return box.width && node.type !== 'hidden' && (box.width < 24 || box.height < 24)
      && getComputedStyle(node).display !== 'inline'; })
  .map(node => node.outerHTML.slice(0, 120))"""

# A word of ours that a narrow box cuts in two. What people typed may be cut, and addresses.
CUT = """() => {
  const found = [];
  const range = document.createRange();
  for (const node of document.querySelectorAll('h1, h2, h3, legend, label, button, strong, main a'))
    for (const text of node.checkVisibility() ? node.childNodes : [])
      if (text.nodeType === Node.TEXT_NODE && !node.closest('[dir=auto], cite, .foot'))
        for (const word of text.data.matchAll(/(?<!\\S)\\p{L}{2,20}(?=[\\s.,:;?!]|$)/gu)) {
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          const tops = [...range.getClientRects()].map(box => Math.round(box.top));
          if (new Set(tops).size > 1) found.push(word[0]);
        }
  return found;
}"""
