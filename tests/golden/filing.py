"""Filling in the form, page by page: each page empty, with every error, and filled in."""

import re

from tests.golden import world
from tests.golden.visitor import Visitor, wrong_answers


class Filer(Visitor):
    """A filer with all answers ready. Without a `name`, no page of the form is kept."""

    def fill(self, answers, lane, name="", *, errors=True):
        """Answer one page after the other, up to the check page."""
        self.name, self.lane, self.errors = name, {"lane": lane}, errors and bool(name)
        path = f"/ask/filer/?lane={lane}"
        while step := re.match(r"/ask/([\w-]+)/", path):
            self.get(path, self._named(step[1]))
            path = self._answer(step[0], step[1], answers.get(step[1], {}))
        assert path == "/check/", path

    def _named(self, key, state=""):
        return self.name and ", ".join(filter(None, (self.name, key, state)))

    def _answer(self, path, key, value):
        """Answer the page that is shown. Return where it leads."""
        skips = 'name="skip"' in self.html
        wrong = wrong_answers(self.html)
        if self.errors and wrong:
            self._refused(path, wrong, self._named(key, "wrong answers"))
            if not skips:
                self._refused(path, {}, self._named(key, "no answer"))
        if isinstance(value, list):
            return self._entries(path, key, value)
        skip = {"skip": "1"} if skips and not value else {}
        self.post(path, world.as_post_data(value) | skip | self.lane)
        leads = self.place
        if self.errors and wrong:
            self.get(path, self._named(key, "filled in"))
        return leads

    def _refused(self, path, data, title):
        """Keep the page with its errors; where nothing is wrong, it leads on, and is not kept."""
        response = self.client.post(path, data | self.lane)
        if response.status_code == 422:
            self.book.note(response)
            self.book.keep(title, response)

    def _entries(self, path, key, entries):
        for number, entry in enumerate(entries):
            target = f"{path}new/" if number else path
            if number:
                self.get(target, self._named(key, f"entry {number + 1}") if self.errors else "")
            self.post(target, world.as_post_data(entry) | self.lane)
            if self.place == f"{path}{number}/more/":
                self.get(self.place, self._named(key, "second page") if self.errors else "")
                self.post(f"{path}{number}/more/", world.as_post_data(entry) | self.lane)
            assert self.place == path, (target, self.html)
        if not entries:
            self.post(path, {"skip": "1"} | self.lane)
            return self.place
        self.get(path, self._named(key, "list"))
        if self.errors:
            self.get(f"{path}0/", self._named(key, "entry filled in"))
        self.post(path, {"done": "1"} | self.lane)
        return self.place

    def send(self, name=""):
        """Sign the statement and send. Return where it leads."""
        self.post("/check/", {"name": "Sam Sample", "true": "on"}, name)
        return self.place
