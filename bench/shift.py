"""Nine jobs of a shift, done in a browser: clicks, fields, pages and seconds of each.

`python -m bench.shift` starts a site of its own with a few cases; it needs a Chromium. A click is a
button, a link or a box; a key of the desk counts as one. A field is one that is typed or chosen in.
Seconds are those of the site and the browser: nobody reads or thinks.
"""

import os
import tempfile
import time
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

DESK = {"width": 1280, "height": 800}


class Hand:
    """Does what a volunteer does on a page, and counts it."""

    def __init__(self, page, base):
        self.page, self.base = page, base
        self.pages = self.clicks = self.fields = 0
        page.on("domcontentloaded", self._note)

    def _note(self, _page):
        self.pages += 1

    def open(self, path):
        """Stand somewhere, without counting: the job begins there."""
        self.page.goto(self.base + path if path.startswith("/") else path)

    def go(self, role, name, **more):
        """Click what leads to another page."""
        with self.page.expect_navigation():
            self.click(role, name, **more)

    def click(self, role, name, within="main, header", **more):
        self.clicks += 1
        self.page.locator(within).get_by_role(role, name=name, **more).first.click()

    def fill(self, label, text, **more):
        self.fields += 1
        self.page.get_by_label(label, **more).first.fill(text)

    def choose(self, label, value):
        self.fields += 1
        self.page.get_by_label(label).first.select_option(value)

    def press(self, *keys, leads=True):
        self.clicks += len(keys)
        for key in keys[:-1]:
            self.page.keyboard.press(key)
        if leads:
            with self.page.expect_navigation():
                self.page.keyboard.press(keys[-1])
        else:
            self.page.keyboard.press(keys[-1])


def _most_urgent(hand, case):
    hand.press("g", "t")
    hand.go("link", case.reference)


def _find(hand, case):
    hand.press("/", leads=False)
    hand.fields += 1
    hand.page.keyboard.type("Example")
    hand.press("Enter")
    hand.go("link", case.reference)


def _take(hand, case):
    hand.press("a")


def _call(hand, case):
    hand.go("button", "No answer")


def _reply(hand, case):
    hand.press("r")
    hand.choose("Use this template", "ask")
    hand.go("button", "Insert")
    box = hand.page.get_by_label("Message to the person")
    hand.fields += 1
    box.fill("Which jail was it?")
    hand.go("button", "Save and send")


def _letter(hand, case):
    hand.choose("Prepare letters for", "jail-letter")
    hand.go("button", "Prepare")
    hand.go("button", "Send to a second reader")


def _second(hand, case):
    hand.go("link", f"{case.reference}: Letter to the jail about the hold")
    packet = hand.page.url
    names = hand.page.locator("#review .marks a").all_inner_texts()
    for name in names:
        hand.go("link", name, within="#review .marks")
        hand.go("button", "Mark as read")
        if hand.page.url != packet:
            hand.clicks += 1
            hand.page.goto(packet)
    hand.go("button", "Approve packet")


def _many(hand, case):
    for _ in range(3):
        hand.press("j", "x", leads=False)
    hand.choose("With the chosen cases", "follow_up")
    hand.go("button", "Review changes")
    hand.fill("Follow-up", "2099-01-05")
    hand.go("button", "Do it")


def _close(hand, case):
    hand.go("link", "Close…", exact=True)
    hand.choose("Outcome", "answer_for")
    hand.fill("Reason, for us", "The office answered.")
    hand.go("button", "Close the case")


# (what is done, who does it, where it begins, the case that it is about, how).
JOBS = (
    ("Open the most urgent case", "cora", "/office/", "held", _most_urgent),
    ("Find a caller by last name", "cora", "/office/today/", "held", _find),
    ("Take the case", "cora", "case", "held", _take),
    ("Log a call without an answer", "cora", "case", "held", _call),
    ("Ask the filer, from a template", "cora", "case", "held", _reply),
    ("Make a letter and send it to a second reader", "cora", "case", "held", _letter),
    ("Read it a second time and approve it", "ben", "/office/today/", "held", _second),
    ("Set a follow-up for three cases", "cora", "/office/", "held", _many),
    ("Close a case with its outcome", "cora", "case", "free", _close),
)


def run():
    """Print a line for each job: clicks, fields, pages, seconds."""
    from intake.flow.complaint import URGENT
    from tests.browser_office import filed, log_in
    from tests.chromium import find_browser
    from tests.server import running

    class Case:
        def __init__(self, reference):
            self.reference = reference

    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as (site, _secrets):
        base = f"http://127.0.0.1:{site.port}"
        for _ in range(3):
            filed(site, flow=URGENT, filing_for="family")
        cases = {"free": Case(filed(site)[0]), "held": Case(filed(site, held=True)[0])}
        with sync_playwright() as play:
            chromium = play.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
            hands = {}
            for name in ("cora", "ben"):
                page = chromium.new_context(viewport=DESK).new_page()
                page.set_default_timeout(20_000)
                log_in(page, base, name)
                hands[name] = Hand(page, base)
            print("clicks  fields  pages  seconds")
            for what, who, start, about, act in JOBS:
                hand, case = hands[who], cases[about]
                hand.open(start if start != "case" else f"/office/cases/{case.reference}/")
                hand.pages = hand.clicks = hand.fields = 0
                began = time.perf_counter()
                act(hand, case)
                taken = time.perf_counter() - began
                print(f"{hand.clicks:6d} {hand.fields:7d} {hand.pages:6d} {taken:8.1f}  {what}")
            chromium.close()


if __name__ == "__main__":
    from tests.environment import ENVIRONMENT

    for name, value in (ENVIRONMENT | {"DJANGO_SETTINGS_MODULE": "intake.settings"}).items():
        os.environ.setdefault(name, value)
    django.setup()
    run()
