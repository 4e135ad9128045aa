"""All walks through the site, in one world: every page of it."""

from typing import NamedTuple

from tests.golden import office_pages, public_pages
from tests.golden.book import Book
from tests.golden.story import Story
from tests.golden.world import office

# Who files, as the form asks it, and the beginning of the references of their cases.
VOICES = {"me": ("me", "GDM"), "them": ("family", "GDT")}


class Walked(NamedTuple):
    """The books of pages, by name."""

    books: dict[str, Book]

    @property
    def pages(self):
        return {name: book.pages for name, book in self.books.items()}


def walk():
    """Go through every page of both portals. Needs an empty database, and leaves it empty."""
    books = {"public": Book(), "office": Book()}
    with office() as world:
        public_pages.walk(world, books["public"])
        office_pages.before(world, books["office"])
        for voice, (filing_for, beginning) in VOICES.items():
            filer, volunteers = books[f"public_{voice}"], books[f"office_{voice}"] = Book(), Book()
            story = Story(world, filing_for, beginning, filer, volunteers)
            story.tell()
            if voice == "me":
                story.end()
        office_pages.walk(world, books["office"])
        story.end()
        public_pages.numbers(world, books["public"])
    return Walked(books)
