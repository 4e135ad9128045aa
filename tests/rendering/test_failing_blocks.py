"""A block that cannot be written never costs a document: it is named, and in its plainest form."""

import io
import json
import logging
import subprocess

import docx
import pytest

from intake.rendering import docx_file, pdf, plainest
from intake.rendering.blocks import (
    BulletList,
    Document,
    Heading,
    Paragraph,
    Row,
    SignatureBlock,
    SmallPrint,
    Table,
    skipped_levels,
)
from tests.rendering.test_characters import text_of

BLOCKS = (
    Heading("First"),
    Paragraph("Before the fault."),
    Table((Row("Name", "Zoë 😀"), Row("Signed"))),
    BulletList(("one", "two")),
    Paragraph("Behind the fault."),
)


def words_of(made):
    return " ".join(text_of(made).split())


@pytest.fixture
def bad(monkeypatch):
    """U+FFFE comes through the table, as a character that nobody foresaw would."""
    real = pdf.readable
    monkeypatch.setattr(
        pdf, "readable", lambda text, output: "\ufffe" if "Zoë" in text else real(text, output)
    )


def test_a_block_that_cannot_be_set_is_in_its_plainest_form_and_the_rest_as_ever(bad, caplog):
    # What is left after the table is what is mended, so the fault stays in the block itself.
    made = pdf.to_pdf(Document("Sample", "en", BLOCKS))
    words = words_of(made)
    for expected in ("Before the fault.", "• one", "Behind the fault."):
        assert expected in words
    assert "[noncharacter U+FFFE]" in words
    assert "block 3 of" in caplog.text and "(lines)" in caplog.text
    assert "Zo" not in caplog.text and "Signed" not in caplog.text


def test_several_faults_in_one_document_are_each_named(monkeypatch, caplog):
    real = pdf.readable
    monkeypatch.setattr(
        pdf, "readable", lambda text, output: real(text, output).replace("Q", "\ufffe")
    )
    blocks = [Paragraph(f"{n} " + ("Q" if n in (3, 11, 12) else "good")) for n in range(16)]
    made = pdf.make_each([Document("Sample", "en", tuple(blocks))])[0]
    assert words_of(made).count("[noncharacter U+FFFE]") == 3
    assert [f"block {n} of" in caplog.text for n in (4, 12, 13, 5)] == [True, True, True, False]


def test_one_document_with_a_fault_keeps_no_other_from_being_made(bad):
    fine = Document("Fine", "en", (Paragraph("good"),))
    first, faulty, last = pdf.make_each([fine, Document("Sample", "en", BLOCKS), fine])
    assert "good" in words_of(first) and "good" in words_of(last)
    assert "Behind the fault." in words_of(faulty)
    whole = words_of(pdf.to_pdf(fine, Document("Sample", "en", BLOCKS)))
    assert "good" in whole and "Behind the fault." in whole


def test_a_title_with_a_fault_is_in_plain_letters(monkeypatch):
    monkeypatch.setattr(pdf, "readable", lambda text, output: text)
    made = pdf.to_pdf(Document("A\ufffeB", "en", (Paragraph("good"),)))
    assert "A[noncharacter U+FFFE]B" in words_of(made)


def test_a_fault_of_our_own_code_is_caught_too(monkeypatch, caplog):
    real = pdf.isolated

    def failing(text):
        if "Before" in text and "[" not in text and not failing.done:
            failing.done = True
            raise KeyError("unforeseen")
        return real(text)

    failing.done = False
    monkeypatch.setattr(pdf, "isolated", failing)
    made = pdf.to_pdf(Document("Sample", "en", BLOCKS))
    assert "Before the fault." in words_of(made)
    assert "block 2 of 5 (paragraph)" in caplog.text


def test_a_block_that_ends_the_process_is_found(monkeypatch, caplog):
    real = subprocess.run

    def run(*args, **kwargs):
        if b"CRASH" in kwargs["input"] and b"plain" not in kwargs["input"]:
            raise subprocess.CalledProcessError(-6, "typeset")
        return real(*args, **kwargs)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(plainest, "plain_letters", lambda text: text.replace("CRASH", "crash"))
    blocks = (*BLOCKS, Paragraph("CRASH"))
    words = words_of(pdf.to_pdf(Document("Sample", "en", blocks)))
    assert "crash" in words and "Before the fault." in words
    assert "block 6 of" in caplog.text


def test_a_renderer_that_does_not_run_raises_and_says_nothing_of_the_words(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "_TYPESET", tmp_path / "none.py")
    document = Document("Qx9SECRETq", "en", BLOCKS)
    with pytest.raises(pdf.RenderingFailed) as caught:
        pdf.to_pdf(document)
    assert "Qx9SECRETq" not in str(caught.value)
    assert pdf.make_each([document]) == [None]


def test_a_renderer_that_takes_too_long_is_not_tried_again(monkeypatch):
    calls = []

    def run(*args, **kwargs):
        calls.append(args)
        raise subprocess.TimeoutExpired("typeset", 1)

    monkeypatch.setattr(subprocess, "run", run)
    assert pdf.render(Document("Sample", "en", BLOCKS)) is None
    assert len(calls) == 1


def test_a_heading_that_skips_a_level_is_named_and_set_without_the_gap(caplog):
    document = Document("Sample", "en", (Heading("A"), Heading("B", 4), Heading("C", 4)))
    assert skipped_levels(document) == {1: 3}
    with caplog.at_level(logging.WARNING):
        made = pdf.to_pdf(document)
    assert all(title in words_of(made) for title in "ABC")
    assert "block 2 of 3 (heading)" in caplog.text and "skips a level" in caplog.text


EVERY_KIND = (
    Heading("é"),
    Paragraph("é\nf"),
    BulletList(("é", "b")),
    Table((Row("Näme", "é"), Row("Blank"))),
    SignatureBlock((Row("Signature"),)),
    SmallPrint("é"),
)


def test_the_plainest_form_keeps_every_word_of_every_kind():
    texts = [block.text for one in EVERY_KIND for block in plainest.plainest(one)]
    e = "[latin small letter e with acute]"
    assert texts == [
        e,
        f"{e}\nf",
        e,
        "b",
        f"N[latin small letter a with diaeresis]me: {e}",
        f"Blank: {'_' * 40}",
        f"Signature: {'_' * 40}",
        e,
    ]
    assert "".join(texts).replace("\n", "").isprintable()


@pytest.mark.parametrize("place", range(len(EVERY_KIND)))
def test_a_block_that_a_word_file_cannot_hold_is_in_its_plainest_form(place, monkeypatch, caplog):
    real = docx_file._add

    def add(file, block):
        real(file, block)
        if block is EVERY_KIND[place]:
            raise ValueError("unforeseen")

    monkeypatch.setattr(docx_file, "_add", add)
    made = docx.Document(io.BytesIO(docx_file.to_docx(Document("Sample", "en", EVERY_KIND))))
    texts = [paragraph.text for paragraph in made.paragraphs]
    for plain in plainest.plainest(EVERY_KIND[place]):
        assert plain.text in texts
    assert f"block {place + 1} of 6" in caplog.text
    assert texts[0] == "Sample" and len(made.sections) == 1


def test_what_the_layout_reads_is_plain_json():
    assert json.loads(json.dumps(pdf._plain(Document("Sample", "en", BLOCKS))))["title"] == "Sample"
