"""Count what four people read, scroll, tap and load at 360 x 740, from home to the letters.

`python -m bench.screens` prints the table. Words are those in the main part as shown, with the
lists of choices; folded parts count when open only. A choice, a field and a button are one tap
each, a list is two. Screens are of whole pages, with head and foot. Bytes are compressed HTML.
"""

import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SITE = "https://help.example"
SIZE = {"width": 360, "height": 740}
# Who, the answers they differ in, and the lane they take.
LANE = {"free after a hold": "full"}
PEOPLE = ("a relative, in jail", "in jail, with a hold", "taken by ICE", "free after a hold")
AFTER = ("/status/", "/papers/", "/answers/", "/deadlines/")
HEADS = {"pages": 6, "words": 7, "screens": 9, "taps": 6, "typed": 7, "bytes": 8}

# Gives the answers on the page, as a person would; returns [taps, typed letters] for it.
GIVE = """(given) => {
  let taps = 0, typed = 0;
  for (const [name, value] of Object.entries(given))
    for (const box of document.querySelectorAll(`main form [name="${name}"]`)) {
      if (box.type === 'hidden' || !String(value)) continue;
      if (box.type === 'radio' || box.type === 'checkbox') {
        const wanted = [].concat(value).map(String).includes(box.value);
        box.checked = wanted;
        taps += wanted;
      } else if (box.type === 'select-one') { box.value = value; taps += 2; }
      else { box.value = value; taps += 1; typed += String(value).length; }
    }
  return [taps, typed];
}"""
READ = """() => [document.querySelector('main').innerText.split(/\\s+/).filter(Boolean).length,
  document.documentElement.scrollHeight / innerHeight]"""


class Measured:
    """The pages of one person, in the order they come, each measured with its answers given."""

    def __init__(self, browser):
        from django.contrib.staticfiles import finders

        self.page, self.html, self.rows = browser.new_page(viewport=SIZE), "", {}

        def answer(route):
            path = route.request.url.removeprefix(SITE)
            file = path.startswith("/static/css/") and finders.find(path.removeprefix("/static/"))
            if path == "/page":
                route.fulfill(body=self.html, content_type="text/html")
            elif file:
                route.fulfill(path=file)
            else:
                route.fulfill(status=404)

        self.page.route("**/*", answer)

    def add(self, name, response, given=None):
        """Measure one page: what stands on it, and what giving these answers takes."""
        self.html = response.content.decode()
        self.page.goto(f"{SITE}/page")
        taps, typed = self.page.evaluate(GIVE, given or {})
        words, screens = self.page.evaluate(READ)
        size = len(gzip.compress(response.content))
        self.rows[name] = (1, words, screens, taps + 1, typed, size)

    def total(self, names=None):
        rows = [row for name, row in self.rows.items() if names is None or name in names]
        return tuple(map(sum, zip(*rows, strict=True)))


def _journey(browser, person):
    """Return (the way to the check page, the pages from there) of one person."""
    from intake.flow.base import as_post_data
    from intake.flow.complaint import COMPLAINT, URGENT
    from intake.flow.sample import sample
    from tests.filer import Filer, FormClient
    from tests.flow.lanes import PEOPLE as ANSWERS

    lane = LANE.get(person, "urgent")
    answers = sample(URGENT if lane == "urgent" else COMPLAINT, **ANSWERS[person])
    client, way, after = FormClient(), Measured(browser), Measured(browser)
    first = "/urgent/" if lane == "urgent" else "/before/"
    for path in ("/", first):
        way.add(path, client.get(path))
    filer = Filer(client, answers, lane=lane)
    while filer.step():
        value, many = answers.get(filer.step(), {}), 0
        if isinstance(value, list):
            many = min(filer.given.get(filer.step(), 0), len(value) - 1)
            value = value[many] if value else {}
        way.add(f"{filer.path} {len(way.rows)}", filer.response, as_post_data(value))
        filer.answer(filer.step())
    signed = {"true": "on", "name": "Sam Sample"}
    after.add("check", filer.response, signed)
    after.add("confirmation", filer.send())
    for path in AFTER:
        after.add(path, client.get(path))
    return way, after


def _line(name, row):
    pages, words, screens, taps, typed, size = row
    print(f"{name:24}{pages:6}{words:7}{screens:9.1f}{taps:6}{typed:7}{size:8}", flush=True)


def measure():
    """Print the way of each person to the check page, and each page around it."""
    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import FLAGS
    from tests.chromium import find_browser

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=find_browser(), args=FLAGS)
        print(f"{'':24}" + "".join(f"{head:>{width}}" for head, width in HEADS.items()))
        for person in PEOPLE:
            way, after = _journey(browser, person)
            _line(person, way.total())
            for name in ("/", "/urgent/", "/before/"):
                if name in way.rows:
                    _line(f"  {name}", way.rows[name])
            for name, row in after.rows.items():
                _line(f"  {name}", row)
        browser.close()


def bench_screens():
    from tests.environment import ENVIRONMENT
    from tests.server import ROOT, new_database

    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | ENVIRONMENT
        environment |= {"DATABASE_URL": new_database(Path(folder)), "PYTHONPATH": str(ROOT)}
        environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        command = [sys.executable, "-m", "bench.screens", "measure"]
        subprocess.run(command, env=environment, cwd=ROOT, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure()
    else:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django

        django.setup()
        bench_screens()
