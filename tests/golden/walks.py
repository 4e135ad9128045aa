"""All walks through the site, in one world: every page of it, and what is stored on the way."""

from typing import Any, NamedTuple

from tests.golden import office_pages, public_pages
from tests.golden.book import Book
from tests.golden.story import Story
from tests.golden.world import office

# Who files, as the form asks it, and the beginning of the references of their cases.
VOICES = {"me": ("me", "GDM"), "them": ("family", "GDT")}


class Walked(NamedTuple):
    """The books by name, and {voice: what was stored of its draft and case}."""

    books: dict[str, Book]
    drafts: dict[str, Any]
    cases: dict[str, Any]
    # What is stored in the clear of no single case: lists, numbers, words of messages.
    office: dict[str, Any]

    @property
    def pages(self):
        return {name: book.pages for name, book in self.books.items()}


def walk():
    """Go through every page of both portals. Needs an empty database, and leaves it empty."""
    books = {"public": Book(), "office": Book()}
    drafts, cases = {}, {}
    with office() as world:
        public_pages.walk(world, books["public"])
        office_pages.before(world, books["office"])
        for voice, (filing_for, beginning) in VOICES.items():
            public, desk = books[f"public_{voice}"], books[f"office_{voice}"] = Book(), Book()
            story = Story(world, filing_for, beginning, public, desk)
            story.tell()
            drafts[voice], cases[voice] = story.draft, story.stored
            if voice == "me":
                story.end()
        office_pages.walk(world, books["office"])
        story.end()
        public_pages.numbers(world, books["public"])
        in_the_clear = world.in_the_clear()
    return Walked(books, drafts, cases, in_the_clear)
