"""Numbered facts, bold lines and annexes of a letter, in each of its files."""

import io

import docx
import pikepdf
import pypdfium2
from django.template.loader import render_to_string

from intake.packets.build import form_fields
from intake.rendering import docx_file, pdf
from intake.rendering.blocks import (
    Document,
    Heading,
    NewPage,
    NumberedList,
    Paragraph,
    Row,
    SignatureBlock,
    SubjectLines,
    document_from_plain,
    without_empty,
)

REQUESTS = NumberedList(("Please answer.", "Please keep it."), "A")
LETTER = Document(
    "A letter",
    "en",
    (
        Paragraph("Sam Sample"),
        SubjectLines(("RE: Sam Sample", "Kept too long", "Please answer"), "Sam, May 1, 2026"),
        Heading("The facts"),
        NumberedList(("It rained.", "It <b>stopped</b>.")),
        REQUESTS,
        Paragraph("Thank you."),
        SignatureBlock((Row("Signature"),)),
        NewPage(),
        Heading("Annex A"),
        Paragraph("More."),
    ),
)


def pages(made):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made)]


def test_a_letter_begins_with_who_writes_and_its_bold_lines_are_its_heading():
    made = pdf.to_pdf(LETTER)
    first, annex = pages(made)
    assert first.startswith("Sam Sample")
    assert "1. It rained." in first and "A. Please answer." in first and "B. Please keep" in first
    assert "Annex A" in annex and "Sam, May 1, 2026" in annex and "May 1" not in first
    with pikepdf.open(io.BytesIO(made)) as file:
        names, waiting = [], [file.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            names.append(str(element.get("/S", "")))
            below = element.get("/K", [])
            kids = below if isinstance(below, pikepdf.Array) else [below]
            waiting += [one for one in kids if isinstance(one, pikepdf.Dictionary)]
    assert names.count("/H1") == 1 and "/L" in names and "/LI" in names


def test_the_last_request_stands_with_the_signature():
    for lines in range(20, 60):
        filler = Paragraph("\n".join(f"line {number}" for number in range(lines)))
        subject = SubjectLines(("RE: x",))
        sign = SignatureBlock((Row("Signature"),))
        made = pdf.to_pdf(
            Document("x", "en", (subject, filler, REQUESTS, Paragraph("Thank you."), sign))
        )
        [last] = [page for page in pages(made) if "Signature" in page]
        assert "Please keep it." in last


def test_each_file_and_the_page_number_the_same_items():
    file = docx.Document(io.BytesIO(docx_file.to_docx(LETTER)))
    texts = [paragraph.text for paragraph in file.paragraphs]
    assert "2. It <b>stopped</b>." in texts and "B. Please keep it." in texts
    assert texts[0] == "Sam Sample" and "A letter" not in texts
    page = render_to_string("documents/page.html", {"document": LETTER})
    assert '<ol type="A">' in page and "<strong>RE: Sam Sample</strong>" in page
    assert "<b>" not in page
    whole = " ".join(text for _title, text in form_fields(LETTER))
    assert "1. It rained." in whole and "B. Please keep it." in whole


def test_a_letter_is_the_same_after_it_was_kept_and_an_annex_of_nothing_has_no_page():
    assert document_from_plain(LETTER.to_plain()) == LETTER
    assert LETTER.subject() == ("RE: Sam Sample", "Kept too long", "Please answer")
    assert without_empty((Paragraph("x"), NewPage(), Heading("Annex"))) == (Paragraph("x"),)
