"""The documents of the people of people.py, made once, and read back from their files."""

import io
import re
import unicodedata
from functools import cache

import pikepdf
import pypdfium2

from intake.flow.complaint import COMPLAINT
from intake.packets.build import (
    DOCUMENT_TYPES,
    build_document,
)
from intake.packets.choices import ASKED
from intake.packets.document_input import document_input
from intake.rendering import pdf
from tests.packets.people import TODAY, answers_of, said_yes, told_of

# In a line from right to left a bracket is drawn as its mirror, and read back as drawn.
MIRRORS = str.maketrans(")]}>»", "([{<«")


def bare(text):
    """Return a text without blanks and marks of direction: what a file may set in its own way."""
    text = unicodedata.normalize("NFKC", text).translate(MIRRORS).replace("\x02", "-")
    return "".join(
        sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf"
    )


def pages_of(made):
    found = pypdfium2.PdfDocument(made)
    return [page.get_textpage().get_text_bounded() for page in found]


def read_back(made):
    """Return the words of a PDF, without what stands at the foot of its pages."""
    pages = [bare(page) for page in pages_of(made)]
    return "".join(
        page.rpartition(f"{number}/{len(pages)}")[0] for number, page in enumerate(pages, start=1)
    )


def words_in(haystack, value):
    """Say whether words stand in a text read back. Of a line from right to left a reader may give
    the words in the order in which they are seen, so there each word is looked for."""
    if bare(value) in haystack:
        return True
    from_right = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in value)
    return from_right and all(bare(word) in haystack for word in value.split())


def rows_of(document):
    """Return {(label, value)} of every row, and of every long answer under its heading."""
    found, heading = set(), ""
    for block in document.blocks:
        if block.kind == "heading":
            heading = block.text
        elif block.kind == "said":
            found.add((heading, block.text))
        found |= {(row.label, row.value) for row in getattr(block, "rows", ())}
    return found


@cache
def files_of(who):
    """Return {paper key: (document, file)} of one of the people, made at once and shared."""
    known = told_of(who)
    documents = [build_document(paper, known) for paper in DOCUMENT_TYPES]
    keys = [paper.slug for paper in DOCUMENT_TYPES]
    return dict(zip(keys, zip(documents, pdf.make_each(documents), strict=True), strict=True))


def elements(made):
    """Return every element of the tag tree, in reading order, as (name, element)."""
    paper = pikepdf.open(io.BytesIO(made))
    found = []

    def walk(element):
        below = element.get("/K", [])
        for one in below if isinstance(below, pikepdf.Array) else [below]:
            if isinstance(one, pikepdf.Dictionary) and "/S" in one:
                found.append((str(one.S)[1:], one))
                walk(one)

    walk(paper.Root.StructTreeRoot)
    return paper, found


def pages_with_tags(paper, found):
    """Return the numbers of the pages on which some element of the tree stands."""
    numbers = {page.obj.objgen: number for number, page in enumerate(paper.pages)}
    return {numbers[element.Pg.objgen] for _name, element in found if "/Pg" in element}


def texts(who, **changes):
    """Return {paper key: its text} of every paper that is needed for one of the people."""
    answers = COMPLAINT.prune(
        answers_of(who) | {name.replace("_", "-"): value for name, value in changes.items()}
    )
    known = document_input(answers, today=TODAY, choices=said_yes(*ASKED))
    return {
        paper.slug: build_document(paper, known).text()
        for paper in DOCUMENT_TYPES
        if paper.fits(known)
    }


def own_words_of(
    paper, people=("free, wrong match", "helper, held now", "lawyer, held now, citizen")
):
    """Return the words of a paper itself, without answers and questions of the form."""
    found = []
    for who in people:
        known = told_of(who, under_perjury=True)
        for block in build_document(paper, known).blocks:
            if block.kind == "bullets":
                found += block.items
            elif block.kind != "said" and getattr(block, "level", 2) == 2:
                # A long question stands in a block of its own, so blocks without text do not count.
                found += filter(None, [getattr(block, "text", "")])
            found += [
                f"{row.label}|{row.value}" for row in getattr(block, "rows", ()) if not row.step
            ]
    return "\n".join(found)


LAWS = re.compile(r"\d+ (CFR|U\.S\.C)|Directive \d|Form I?-?\d|F\.3d")


SWEARS = "penalty of perjury"
