"""How letters stand on paper: a signature with the last request, one page where one is promised,
and no answer lost where a letter has no annex."""

import io
import itertools

import pypdfium2
import pytest

from intake.packets.base import LETTER
from intake.packets.build import (
    DOCUMENT_TYPES,
    DOCUMENT_TYPES_BY_SLUG,
    build_document,
    fitting_documents,
)
from intake.packets.document_input import document_input
from intake.packets.recipients import FEDERAL
from intake.rendering import pdf
from intake.rendering.blocks import skipped_levels
from tests.packets.answer_sets import input_of as set_of
from tests.packets.four_people import PEOPLE, TODAY, input_of
from tests.packets.made_documents import bare, pages_of
from tests.packets.people import PEOPLE as ALL_KINDS
from tests.packets.people import told_of
from tests.packets.test_disclosure import all_chosen
from tests.packets.test_sentences import person

pytestmark = pytest.mark.django_db


def made_of(known, kinds):
    documents = [build_document(kind, known) for kind in kinds]
    return list(zip(kinds, documents, pdf.make_each(documents), strict=True))


@pytest.mark.parametrize("who", PEOPLE)
def test_the_last_request_stands_on_the_page_that_is_signed(who):
    known, seen = input_of(who), 0
    for kind, document, file in made_of(known, fitting_documents(known)):
        lists = [block.items for block in document.blocks if block.kind == "numbers"]
        if kind.kind != LETTER or kind.slug == "statement" or not lists:
            continue
        letter = [bare(page) for page in pages_of(file)]
        [signed] = [page for page in letter if bare("Signed on (date)") in page]
        if kind.slug == "crcl-complaint":
            # There a question on the name stands between.
            assert "Thankyou." in signed
            continue
        assert bare(lists[-1][-1])[-40:] in signed, kind.slug
        seen += 1
    assert seen >= 1


@pytest.mark.parametrize("office", ["", FEDERAL["crcl"], FEDERAL["foia"]])
def test_the_permission_is_one_page_for_whoever_signs(office):
    known = [input_of(who, recipient=office) for who in PEOPLE]
    known += [told_of(who, recipient=office) for who in ALL_KINDS]
    kinds = [DOCUMENT_TYPES_BY_SLUG[slug] for slug in ("consent", "congress-release")]
    documents = [build_document(kind, one) for one, kind in itertools.product(known, kinds)]
    for made in pdf.make_each(documents):
        assert len(pypdfium2.PdfDocument(io.BytesIO(made))) == 1


ALONE = ("oig", "opr", "doj")


@pytest.mark.parametrize("voice", ["me", "family"])
def test_without_an_annex_no_answer_on_treatment_is_lost(voice):
    codes = all_chosen("treatment", "treated")
    more = {"treatment": {"treated": codes}, "filing_for": voice, "custody": {"where": "free"}}
    whole = document_input(person(**more), today=TODAY)
    for slug, code in itertools.product(ALONE, codes):
        paper = DOCUMENT_TYPES_BY_SLUG[slug]
        one = more | {"treatment": {"treated": [code]}}
        [said] = [
            item
            for item in items_of(paper, document_input(person(**one), today=TODAY))
            if item not in items_of(paper, document_input(person(**none_of(more)), today=TODAY))
        ]
        assert any(said in item for item in items_of(paper, whole)), (slug, code)


def none_of(more):
    return more | {"treatment": {}}


def items_of(paper, known):
    found = []
    for block in build_document(paper, known).blocks:
        if block.kind == "numbers":
            found.append(block.items)
    return found[0]


LONG_WORDS = "They said it again and again. " * 12


def test_words_that_are_too_long_for_a_sentence_stand_whole_below_the_facts():
    known = document_input(
        person(
            custody={"where": "free"},
            problem={"went_wrong": ["profiling"]},
            profiling={"said_or_done": LONG_WORDS.strip(), "ground": ["race"]},
        ),
        today=TODAY,
    )
    for slug in (*ALONE, "grievance", "attorney-general"):
        document = build_document(DOCUMENT_TYPES_BY_SLUG[slug], known)
        quotes = [block.text for block in document.blocks if block.kind == "said"]
        assert LONG_WORDS.strip() in quotes, slug


def test_the_story_stands_whole_and_unchanged_and_is_no_fact():
    story = "First line, with  two spaces.\nLa señora dijo: “no”.\n\n" + "A word more. " * 60
    for voice in ("me", "family"):
        answers = person(
            filing_for=voice,
            custody={"where": "free"},
            story={"story": story.strip(), "seen_or_told": "saw"},
        )
        known = document_input(answers, today=TODAY)
        for slug in (*ALONE, "statement"):
            document = build_document(DOCUMENT_TYPES_BY_SLUG[slug], known)
            quotes = [block.text for block in document.blocks if block.kind == "said"]
            assert story.strip() in quotes, slug
            for block in document.blocks:
                if block.kind == "numbers":
                    assert not any("señora" in item for item in block.items)


def test_no_heading_skips_a_level_in_any_document():
    known = [set_of("full", "family", "ice"), told_of("Arabic"), *map(input_of, PEOPLE)]
    for one, kind in itertools.product(known, DOCUMENT_TYPES):
        assert skipped_levels(build_document(kind, one)) == {}, kind.slug
