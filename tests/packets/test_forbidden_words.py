"""What stands in no document, from all answers, the fewest, and "not sure" everywhere; and what
every letter of sentences has."""

import io
import re

import pypdfium2
import pytest

from intake.packets.base import FORM, LETTER, ONLINE, OWN
from intake.packets.build import DOCUMENT_TYPES, build_document
from intake.packets.documents.amendment import IT_SHOULD_SAY
from intake.packets.documents.fbi import FBI_ADDRESS
from intake.packets.documents.jail import RECEIVED
from intake.packets.english import NO_ENGLISH
from intake.packets.identity import TO_FILL_IN
from intake.packets.signatures import ANSWER_TO
from intake.rendering import pdf
from intake.rendering.blocks import NewPage, Quote, SignatureBlock
from tests.packets.answer_sets import PLACES, SETS, VOICES, input_of
from tests.packets.people import PEOPLE, told_of

pytestmark = pytest.mark.django_db

NEVER = re.compile(
    r"Not known to me|None told|do not know something, I say so|questions are those of a form"
    r"|“Us” means|\bI am free\b|They are free|not confirmed|It began\.|as I read it"
    r"|last looked at|\(name unknown\)|\bNone\b(?! of these)|\bnull\b"
    r"|\.m\.\.|  [A-Z]",
)
# The service's words for things, and words that say what the law is or what a person is.
OUR_WORDS = re.compile(
    r"\b(facet|packet|tier|illegal\w*|unlawful\w*|victim|alien|undocumented|detainee)\b"
    r"|\b(don't|can't|won't|isn't|wasn't|didn't|it's)\b",
    re.IGNORECASE,
)
# Sheets to copy from, and forms that are filled in by hand.
BY_HAND = {FORM, OWN}
# An office that is not known, and the core of an entry that no page asks for, are filled in.
FOR_THE_PEN = {
    *TO_FILL_IN,
    *RECEIVED,
    *(row.label for row in NO_ENGLISH),
    FBI_ADDRESS,
    ANSWER_TO,
    IT_SHOULD_SAY,
    "To the police or the jail",
    "To the agency that made the entry",
    "To the attorney general of (state)",
    "To the member of Congress",
    "FBI or UCN number",
    "Date of the entry",
    "Date of the arrest or entry",
    "Booking or case number",
    "Agency",
    "Charge, as it is printed",
}
# A request may begin with these; every other item with a capital.
OPENINGS = ("48 hours", "the ", "any ")
# A statement is the story itself; the sheet for the FBI is copied into the FBI's own form.
OF_SENTENCES = tuple(
    paper
    for paper in DOCUMENT_TYPES
    if paper.kind in (LETTER, ONLINE) and paper.slug not in ("statement", "fbi-request")
)
# What a volunteer or the filer copies or signs has one page or two, too.
OF_TWO_PAGES = (*OF_SENTENCES, *(paper for paper in DOCUMENT_TYPES if paper.kind == FORM))


def _cases():
    for kind in SETS:
        for voice in VOICES:
            for where in PLACES:
                yield pytest.param(kind, voice, where, id=f"{kind}-{voice}-{where}")


CASES = list(_cases())


def is_for_the_pen(label):
    return label in FOR_THE_PEN or label.startswith("The jail that ")


@pytest.mark.parametrize(("kind", "voice", "where"), CASES)
def test_no_document_says_what_a_form_says(kind, voice, where):
    known = input_of(kind, voice, where)
    for paper in DOCUMENT_TYPES:
        document = build_document(paper, known)
        own = [block for block in document.blocks if not isinstance(block, Quote)]
        for block in own:
            for text in texts_of_block(block):
                assert not NEVER.search(text), (paper.slug, text)
                assert not OUR_WORDS.search(text) or paper.kind == OWN, (paper.slug, text)
        headings = [block.text for block in document.blocks if block.kind == "heading"]
        assert len(headings) == len(set(headings)), (paper.slug, headings)


def texts_of_block(block):
    found = [getattr(block, "text", ""), *getattr(block, "items", ())]
    for row in getattr(block, "rows", ()):
        found += [row.label, row.value]
    return [text for text in found if text]


@pytest.mark.parametrize(("kind", "voice", "where"), CASES)
def test_what_is_not_known_leaves_no_empty_row(kind, voice, where):
    known = input_of(kind, voice, where)
    for paper in DOCUMENT_TYPES:
        if paper.kind in BY_HAND or paper.slug == "fbi-request":
            continue
        assert paper.kind in (LETTER, ONLINE)
        for block in build_document(paper, known).blocks:
            if isinstance(block, SignatureBlock):
                continue
            for row in getattr(block, "rows", ()):
                assert row.value or is_for_the_pen(row.label), (paper.slug, row.label)


def letter_of(paper, known):
    """Return the blocks of a letter without its annexes."""
    blocks = build_document(paper, known).blocks
    ends = [place for place, block in enumerate(blocks) if isinstance(block, NewPage)]
    return blocks[: ends[0]] if ends else blocks


@pytest.mark.parametrize(("kind", "voice", "where"), CASES)
def test_a_letter_of_sentences_has_three_bold_lines_and_few_facts(kind, voice, where):
    known = input_of(kind, voice, where)
    for paper in OF_SENTENCES:
        blocks = letter_of(paper, known)
        [subject] = [block for block in blocks if block.kind == "re"]
        who, what, please = subject.items
        assert who.startswith("RE: ") and known.name in who, paper.slug
        assert len(what.split()) <= 25, what
        assert "lease" in please
        for block in blocks:
            if block.kind == "numbers":
                assert 0 < len(block.items) <= 12
                for item in block.items:
                    assert item[0].isupper() or item.startswith(OPENINGS), item
                    assert not re.search(r"\bon in\b|\bin in\b| ,| \.|\(\)|“”", item), item


def test_a_letter_of_sentences_has_at_most_two_pages_before_its_annexes():
    known = [input_of(*case.values) for case in CASES]
    known += [told_of(who) for who in PEOPLE if who != "long story"]
    documents = [
        (paper, one, build_document(paper, one)) for one in known for paper in OF_TWO_PAGES
    ]
    distinct = {}
    for paper, one, document in documents:
        distinct.setdefault(document.text(), (paper, one, document))
    letters = [
        type(document)(document.title, document.lang, letter_of(paper, one))
        for paper, one, document in distinct.values()
    ]
    for made, letter in zip(pdf.make_each(letters), letters, strict=True):
        assert len(pypdfium2.PdfDocument(io.BytesIO(made))) <= 2, letter.text()[:200]


def test_the_words_would_be_found():
    assert NEVER.search("Where do you live: Not known to me") and OUR_WORDS.search(
        "an illegal hold"
    )
    assert NEVER.search("at 4:30 p.m..") and not NEVER.search("None of these")
