"""The pages of a walk through the site, in order, stored as one text file a walk."""

import difflib
import re
from functools import cache
from pathlib import Path

from tests.golden.compact import compact, expand
from tests.golden.normalize import normalized, without_random

FOLDER = Path(__file__).parent / "pages"
HEADING = "@@ "
# The file with what many pages have in common.
PARTS = "parts"
# How many lines of the differences of one page are shown, and of how many pages.
MOST_LINES, MOST_PAGES = 30, 10


class Book:
    """Pages by name, with the URL names asked for and the templates used."""

    def __init__(self):
        self.pages, self.urls, self.templates = {}, set(), set()

    def keep(self, name, response):
        """Add a page. Its first line says how it was asked for and what came back."""
        assert name not in self.pages, f"two pages are named “{name}”"
        asked = response.request
        path = "?".join(filter(None, (asked["PATH_INFO"], asked.get("QUERY_STRING", ""))))
        answer = response.headers.get("Location") or response.headers.get("Content-Type", "")
        file = response.headers.get("Content-Disposition", "")
        first = f"{asked['REQUEST_METHOD']} {path} -> {response.status_code} {answer} {file}"
        self.pages[name] = f"{without_random(first.strip())}\n{normalized(response)}".rstrip("\n")

    def note(self, response):
        """Remember what made a response, also one that is not kept."""
        match = getattr(response, "resolver_match", None)
        if match is not None:
            self.urls.add(match.view_name)
        self.templates |= {template.name for template in response.templates if template.name}


def names():
    """Return the names of the stored books."""
    return sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != PARTS)


def read(name):
    """Return {page name: text} of a stored book."""
    parts = _texts(PARTS)
    return {title: expand(text, parts) for title, text in _texts(name).items()}


@cache
def _texts(name):
    pieces = re.split(rf"(?m)^{HEADING}(.+)\n", (FOLDER / f"{name}.txt").read_text())[1:]
    return {title: text[:-2] for title, text in zip(pieces[::2], pieces[1::2], strict=True)}


def write(books):
    """Store books: {name: {page name: text}}. What comes more than once is written once."""
    FOLDER.mkdir(exist_ok=True)
    pages = {(name, title): text for name, book in books.items() for title, text in book.items()}
    short, parts = compact(pages)
    files = {name: {title: short[name, title] for title in book} for name, book in books.items()}
    for name, texts in (files | {PARTS: parts}).items():
        text = "".join(f"{HEADING}{title}\n{body}\n\n" for title, body in texts.items())
        (FOLDER / f"{name}.txt").write_text(text)
    _texts.cache_clear()
    assert all(read(name) == book for name, book in books.items()), "it does not come back equal"


def differences(stored, now):
    """Return a text that names every page that differs, and shows how the first ones do."""
    names = list(dict.fromkeys([*stored, *now]))
    differ = [name for name in names if stored.get(name) != now.get(name)]
    shown = [_difference(name, stored.get(name), now.get(name)) for name in differ[:MOST_PAGES]]
    rest = [f"{HEADING}{name}: differs, too" for name in differ[MOST_PAGES:]]
    return "\n".join(shown + rest)


def _difference(name, stored, now):
    if stored is None or now is None:
        return f"{HEADING}{name}: {'is new' if stored is None else 'is gone'}"
    lines = list(difflib.unified_diff(stored.split("\n"), now.split("\n"), n=1, lineterm=""))[2:]
    more = [f"… and {len(lines) - MOST_LINES} more lines"] * (len(lines) > MOST_LINES)
    return "\n".join([f"{HEADING}{name}", *lines[:MOST_LINES], *more])
