"""Every paper of twelve complaints: nothing is lost, nothing added, nothing read as code."""

import io
from itertools import pairwise

import docx
import pytest

from intake.citations.base import Claim, claim
from intake.flow.complaint import COMPLAINT
from intake.packets.base import LETTER, ONLINE
from intake.packets.build import (
    DOCUMENT_TYPES,
    DOCUMENT_TYPES_BY_SLUG,
    build_document,
    form_fields,
)
from intake.packets.document_input import document_input
from intake.packets.documents.sf95 import SUBMIT_TO_ICE
from intake.packets.letter_parts import law_blocks
from intake.rendering import docx_file
from intake.rendering.blocks import (
    Document,
    Paragraph,
    document_from_plain,
)
from intake.rendering.characters import missing_glyphs
from tests.packets.made_documents import (
    LAWS,
    bare,
    files_of,
    read_back,
    rows_of,
    texts,
    words_in,
)
from tests.packets.people import MARK, PEOPLE, TODAY, answers_of, expected, told_of, values_of

# How an office stands is read from the database.
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", PEOPLE)
def test_every_answer_that_belongs_stands_in_the_file_beside_its_question(who):
    known = told_of(who)
    for paper in DOCUMENT_TYPES:
        if not paper.fits(known):
            continue
        document, file = files_of(who)[paper.slug]
        assert document == build_document(paper, known)
        assert not missing_glyphs(document.text())
        rows, made = rows_of(document), read_back(file)
        for label, value in expected(known, paper):
            assert (label, value) in rows, (paper.slug, label, value[:80])
        for label, value in rows:
            for piece in value.split("\n"):
                assert words_in(made, piece), (paper.slug, label, piece[:80])
            if value and "\n" not in value and len(value) < 30 and value.isascii():
                assert words_in(made, label + value), (paper.slug, label, value)


def test_a_row_under_another_question_would_be_found():
    known = told_of("free, wrong match")
    rows = rows_of(build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], known))
    assert ("City or town", "Sampletown") in rows
    assert ("State", "Sampletown") not in rows


@pytest.mark.parametrize("who", PEOPLE)
def test_no_paper_holds_an_answer_for_volunteers_only(who):
    known = told_of(who)
    for paper in DOCUMENT_TYPES:
        assert MARK not in build_document(paper, known).text()


def test_the_marks_would_be_found():
    known = told_of("free, wrong match")
    leak = Document("x", "en", (Paragraph(f"a {MARK} b"),))
    assert MARK in leak.text()
    assert any(step.audience == "office" for step in COMPLAINT.steps)
    assert not set(known.answers) & {"reach", "lawyer", "sharing", "language", "papers"}


@pytest.mark.parametrize("who", ["helper, held now", "Arabic", "what looks like code"])
def test_a_word_file_holds_the_same_words(who):
    known = told_of(who)
    for paper in DOCUMENT_TYPES:
        if paper.kind != LETTER:
            continue
        made = docx.Document(io.BytesIO(docx_file.to_docx(build_document(paper, known))))
        texts = [paragraph.text for paragraph in made.paragraphs]
        texts += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        whole = bare("".join(texts))
        for value in values_of(known, paper):
            for piece in value.split("\n"):
                assert words_in(whole, piece), (paper.slug, piece[:80])


def test_what_is_not_known_leaves_no_row_and_a_part_of_a_date_stays_a_part():
    text = build_document(
        DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("dates not known")
    ).text()
    assert "City or town" not in text
    assert "before the rain" in text
    born = build_document(
        DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("free, wrong match")
    ).text()
    assert "March 1990, in spring" in born


def test_a_helper_and_a_person_speak_in_their_own_voice():
    mine = build_document(
        DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("free, wrong match")
    ).text()
    theirs = build_document(
        DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("helper, held now")
    ).text()
    assert "ICE placed a detainer on me" in mine
    assert "I am a friend of Ana María Example de la Prueba." in theirs
    assert "ICE placed a detainer on Ana María" in theirs
    assert "I am a friend" not in mine


@pytest.mark.parametrize("paper", DOCUMENT_TYPES, ids=lambda paper: paper.slug)
def test_a_law_that_a_paper_names_has_its_source(paper):
    assert all(isinstance(item, Claim) for item in paper.legal_basis)
    known = " ".join(str(item.text) for item in paper.legal_basis)
    for who in ("helper, held now", "free, wrong match"):
        for block in build_document(paper, told_of(who)).blocks:
            texts = block.items if block.kind == "bullets" else (getattr(block, "text", ""),)
            for text in texts:
                for named in LAWS.finditer(text):
                    assert named[0] in known or "I-2" in named[0], (paper.slug, text)


@pytest.mark.parametrize("paper", DOCUMENT_TYPES, ids=lambda paper: paper.slug)
def test_a_document_is_the_same_after_it_was_kept(paper):
    document = build_document(paper, told_of("Arabic"))
    assert document_from_plain(document.to_plain()) == document


@pytest.mark.parametrize("paper", DOCUMENT_TYPES, ids=lambda paper: paper.slug)
def test_only_the_words_of_a_letter_can_be_edited(paper):
    for who in ("helper, held now", "free, wrong match"):
        known = told_of(who, under_perjury=True)
        document = build_document(paper, known)
        own = document.editable_paragraphs()
        editable = [block for block in document.blocks if getattr(block, "slug", "")]
        assert len(editable) == len(own)
        every = dict.fromkeys(["", *own, "no-such"], "OTHER")
        for before, after in zip(
            document.blocks, document.with_paragraphs(every).blocks, strict=True
        ):
            assert after == before or (before.slug and after.text == "OTHER")
        for text in own.values():
            assert "perjury" not in text
            assert known.name not in text
            assert not LAWS.search(text)


def test_text_for_a_web_form_holds_all_that_the_paper_holds():
    known = told_of("helper, held now")
    for paper in DOCUMENT_TYPES:
        if paper.kind == ONLINE:
            whole = bare(
                " ".join(text for _title, text in form_fields(build_document(paper, known)))
            )
            for label, value in expected(known, paper):
                # The one question of a page stands above its answer.
                either = (f"{label}: {value}", f"{label} {value}")
                assert any(words_in(whole, words) for words in either), label


def test_the_sum_of_a_claim_is_left_to_the_person():
    rows = build_document(DOCUMENT_TYPES_BY_SLUG["sf95"], told_of("helper, held now")).rows()
    sums = [row for row in rows if row.label.startswith("12")]
    assert len(sums) == 4
    assert not any(row.value for row in sums)
    last = {row.label: row.value for row in rows if row.label.startswith("Deadline")}
    assert last == {
        "Deadline. Counted from when ICE sent the hold": "Tuesday, October 3, 2028",
        "Deadline. Counted from when release was due": "Thursday, October 5, 2028",
    }


@pytest.mark.parametrize("who", PEOPLE)
def test_no_heading_is_empty(who):
    for changes in ({}, dict.fromkeys(("story", "witnesses", "harm", "match"), {})):
        answers = COMPLAINT.prune(
            answers_of(who) | {name: [] if COMPLAINT.step(name).many else {} for name in changes}
        )
        known = document_input(answers, today=TODAY)
        for paper in DOCUMENT_TYPES:
            blocks = build_document(paper, known).blocks
            for block, below in pairwise([*blocks, None]):
                if block.kind == "heading":
                    assert below is not None, (paper.slug, block.text)
                    assert below.kind != "heading" or below.level > block.level, block.text


def test_a_story_in_another_language_has_a_place_for_its_translation():
    place = "Language of the story, if not English"
    assert place in texts("Arabic")["crcl-complaint"]
    english = {"language": {"speaks": "en", "reads": "en"}}
    assert place not in texts("free, wrong match", **english)["crcl-complaint"]
    assert place in texts("Chinese", **english)["statement"]


def test_a_story_that_was_skipped_has_no_place_for_its_translation():
    for story in ({}, {"story": "", "seen_or_told": "saw"}):
        for key, text in texts("Chinese", story=story).items():
            assert "Language of the story" not in text, key
            assert "Story translated by" not in text, key


def test_the_worksheet_says_its_rules_and_where_it_goes():
    known = told_of("helper, held now")
    worksheet = DOCUMENT_TYPES_BY_SLUG["sf95"]
    document = build_document(worksheet, known)
    text, advice = document.text(), worksheet.advice_for(document)
    assert "within two years" in text
    assert "Without the total in block 12d" in text
    assert "forfeit" not in text
    # An address that nobody checked is a line to fill in by hand.
    assert "Mailstop 5900" not in text
    assert SUBMIT_TO_ICE in [row.label for row in document.rows() if not row.value]
    assert any("Look it up, and write it on the line." in str(item) for item in advice)
    local = texts(
        "free, wrong match", hold={"ice_asked": "no"}, witnesses=[], harm={}, held_over={}
    )["sf95"]
    assert "Mailstop 5900" not in local
    assert local.count("Nothing was told of an injury.") == 1


def test_a_weak_statement_keeps_its_mark_in_a_paper():
    weak = claim("Some jails do it.", "S104", confidence="check first")
    assert law_blocks(weak).text == "Some jails do it. Check this first."
    assert law_blocks(weak, weak).items[1] == "Some jails do it. Check this first."


def test_the_own_list_has_both_readings_warnings_and_days():
    text = texts("helper, held now")["checklist"]
    for words in (
        "The hold must end: 48 hours in a row",
        "The hold must end: 48 hours, not counting weekends and holidays",
        "Do not tell the jail about birthplace",
        "the government who the person is, and who you are and where you live.",
        "Tuesday, November 24",
        "Wednesday, November 25, 2026",
    ):
        assert words in text
    assert "case in court" not in text
    lawyer = {"has_lawyer": "yes", "lawyer_name": "qxLAWYERq", "open_case": "yes"}
    text = texts("helper, held now", lawyer=lawyer)["checklist"]
    assert "There is a case in court. A lawyer should read this" in text
    assert "qxLAWYERq" not in text
