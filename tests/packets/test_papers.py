"""Every paper of twelve complaints: nothing is lost, nothing added, nothing read as code."""

import ctypes
import io
import re
import socket
import unicodedata
from pathlib import Path

import docx
import pypdfium2
import pytest
import typst
from pypdfium2 import raw

from intake.documents import pdf, word
from intake.documents.blocks import Document, Paragraph, from_plain
from intake.flow.complaint import COMPLAINT
from intake.packets.base import LETTER, ONLINE
from intake.packets.build import BY_KEY, OF_ROUTE, PAPERS, boxes, build, papers_that_fit
from intake.routes.fitting import ROUTES
from intake.sources.base import Cited
from tests.packets.people import LONG, MARK, PEOPLE, told_of, values_of

pytestmark = pytest.mark.once


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
    """Return the words of a PDF, without its page numbers."""
    pages = [bare(page) for page in pages_of(made)]
    return "".join(
        page.removesuffix(f"{number}/{len(pages)}") for number, page in enumerate(pages, start=1)
    )


def words_in(haystack, value):
    return bare(value) in haystack


@pytest.mark.parametrize("who", PEOPLE)
def test_every_answer_that_belongs_stands_in_the_file_sign_by_sign(who):
    known = told_of(who)
    for paper in PAPERS:
        if not paper.fits(known):
            continue
        document = build(paper, known)
        made = read_back(pdf.to_pdf(document))
        assert pdf.can_show(document.text())
        values = values_of(known, paper)
        assert values or not paper.tells
        for value in values:
            for piece in value.split("\n"):
                assert words_in(made, piece), (paper.key, piece[:80])


@pytest.mark.parametrize("who", PEOPLE)
def test_no_paper_holds_an_answer_for_volunteers_only(who):
    known = told_of(who)
    for paper in PAPERS:
        assert MARK not in build(paper, known).text()


def test_the_marks_would_be_found():
    known = told_of("free, wrong match")
    leak = Document("x", "en", (Paragraph(f"a {MARK} b"),))
    assert MARK in leak.text()
    assert any(step.sees == "office" for step in COMPLAINT.steps)
    assert not set(known.answers) & {"reach", "lawyer", "sharing", "language", "papers"}


@pytest.mark.parametrize("who", ["helper, held now", "Arabic", "what looks like code"])
def test_a_word_file_holds_the_same_words(who):
    known = told_of(who)
    for paper in PAPERS:
        if paper.kind != LETTER:
            continue
        made = docx.Document(io.BytesIO(word.to_docx(build(paper, known))))
        texts = [paragraph.text for paragraph in made.paragraphs]
        texts += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        whole = bare("".join(texts))
        for value in values_of(known, paper):
            for piece in value.split("\n"):
                assert words_in(whole, piece), (paper.key, piece[:80])


def tags_of(page):
    """Return the names of the tags of a page, from the root down."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    found = []

    def walk(element):
        size = raw.FPDF_StructElement_GetType(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_StructElement_GetType(element, buffer, size)
        found.append(buffer.raw[:size].decode("utf-16-le").rstrip("\x00"))
        for child in range(raw.FPDF_StructElement_CountChildren(element)):
            inner = raw.FPDF_StructElement_GetChildAtIndex(element, child)
            if inner:
                walk(inner)

    for place in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, place))
    raw.FPDF_StructTree_Close(tree)
    return found


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_a_file_is_tagged_titled_and_says_its_language(paper):
    made = pdf.to_pdf(build(paper, told_of("helper, held now")))
    found = pypdfium2.PdfDocument(made)
    assert found.is_tagged()
    assert found.get_metadata_dict()["Title"] == paper.name
    assert b"/Lang" in made
    assert b"pdfuaid" in made
    tags = tags_of(found[0])
    assert "H1" in tags
    assert {"Table", "TR", "TD"} <= set(tags) or "L" in tags


def test_words_that_look_like_code_are_shown_as_words():
    known = told_of("what looks like code")
    made = read_back(pdf.to_pdf(build(BY_KEY["crcl-complaint"], known)))
    code = ('#import "x"', "{{ name }} $x$ @ref", "<script>alert(1)</script>", "#sys.inputs",
            "{% load %} = not a heading", "- nor a list", "/ nor: a term")  # fmt: skip
    for piece in map(bare, code):
        assert piece in made


def test_making_a_file_calls_nobody_and_reads_nothing_else(tmp_path):
    canary = tmp_path / "canary.txt"
    canary.write_text("Qx9CANARYq")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/a.png"
        told = f'#read("{canary}") #image("{canary}") #image("{url}") <img src="{url}"> {url}'
        made = pdf.to_pdf(Document("x", "en", (Paragraph(told), Paragraph(f"url({url})"))))
        with pytest.raises(TimeoutError):
            listening.accept()
    assert "Qx9CANARYq" not in read_back(made)
    assert bare(told) in read_back(made)


def test_even_a_layout_could_read_nothing_outside_its_folder(tmp_path):
    (tmp_path / "canary.txt").write_text("Qx9CANARYq")
    fonts = Path(pdf.__file__).parent / "fonts"
    for wanted in (tmp_path / "canary.txt", "/etc/hostname", "../pdf.py"):
        with pytest.raises(typst.TypstError):
            typst.compile(f'#read("{wanted}")'.encode(), root=str(fonts))


def test_a_file_that_cannot_be_made_says_nothing_of_the_document(monkeypatch):
    monkeypatch.setattr(pdf, "_TYPESET", Path("/no/such/file"))
    with pytest.raises(pdf.NotMade) as caught:
        pdf.to_pdf(Document("Qx9SECRETq", "en", ()))
    assert "Qx9SECRETq" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_long_story_runs_on_over_pages_and_loses_nothing():
    assert len(LONG) > 100_000
    made = pdf.to_pdf(build(BY_KEY["statement"], told_of("long story")))
    assert len(pypdfium2.PdfDocument(made)) > 20
    assert bare(LONG) in read_back(made)


def test_a_sign_without_a_font_is_known_before():
    assert not pdf.can_show("ᠮᠣᠩ")
    assert pdf.can_show("Đắk ሰላም देव 例 مثال עברית ខ្មែរ ລາວ မြန် 한국 \n\t‎")


def test_what_is_not_known_is_said_so_and_a_part_of_a_date_stays_a_part():
    text = build(BY_KEY["crcl-complaint"], told_of("dates not known")).text()
    assert "Not answered" in text
    assert "before the rain" in text
    born = build(BY_KEY["crcl-complaint"], told_of("free, wrong match")).text()
    assert "March 1990, in spring" in born


def test_a_helper_and_a_person_speak_in_their_own_voice():
    mine = build(BY_KEY["crcl-complaint"], told_of("free, wrong match")).text()
    theirs = build(BY_KEY["crcl-complaint"], told_of("helper, held now")).text()
    assert "The account is mine." in mine
    assert "I write for Ana María Example de la Prueba." in theirs
    assert "I write for" not in mine


def test_every_route_with_a_paper_is_there_and_every_paper_has_a_route():
    assert set(OF_ROUTE) <= {route.key for route in ROUTES}
    used = {paper for papers in OF_ROUTE.values() for paper in papers}
    assert {paper.key for paper in PAPERS} - {paper.key for paper in used} == {"checklist"}
    assert len(BY_KEY) == len(PAPERS) == 21


def test_papers_that_fit_are_few_and_the_own_list_stands_first():
    keys = [paper.key for paper in papers_that_fit(told_of("free, wrong match"))]
    assert keys[0] == "checklist"
    assert len(keys) == len(set(keys))
    assert "consent" not in keys
    assert "ice-citizen" not in keys
    held = [paper.key for paper in papers_that_fit(told_of("lawyer, held now, citizen"))]
    assert held.index("ice-citizen") < held.index("crcl-complaint")
    assert "consent" in held


LAWS = re.compile(r"\d+ (CFR|U\.S\.C)|Directive \d|Form I?-?\d|F\.3d")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_a_law_that_a_paper_names_has_its_source(paper):
    assert all(isinstance(item, Cited) for item in paper.law)
    cited = " ".join(str(item.text) for item in paper.law)
    for who in ("helper, held now", "free, wrong match"):
        for block in build(paper, told_of(who)).blocks:
            texts = block.items if block.kind == "bullets" else (getattr(block, "text", ""),)
            for text in texts:
                for law in LAWS.finditer(text):
                    assert law[0] in cited or "I-2" in law[0], (paper.key, text)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_a_document_is_the_same_after_it_was_kept(paper):
    document = build(paper, told_of("Arabic"))
    assert from_plain(document.plain()) == document


def test_only_the_words_of_a_letter_can_be_edited():
    document = build(BY_KEY["jail-letter"], told_of("helper, held now"))
    every = {str(place): "OTHER" for place in range(len(document.blocks))}
    edited = document.edited(every)
    for before, after in zip(document.blocks, edited.blocks, strict=True):
        if before.kind == "paragraph":
            assert after.text == "OTHER"
        else:
            assert after == before


def test_text_for_a_web_form_holds_all_that_the_paper_holds():
    known = told_of("helper, held now")
    for paper in PAPERS:
        if paper.kind == ONLINE:
            whole = bare(" ".join(text for _title, text in boxes(build(paper, known))))
            for value in values_of(known, paper):
                assert words_in(whole, value)


def test_the_sum_of_a_claim_is_left_to_the_person():
    rows = build(BY_KEY["sf95"], told_of("helper, held now")).rows()
    sums = [row for row in rows if row.label.startswith("12")]
    assert len(sums) == 4
    assert not any(row.value for row in sums)
    [last] = [row.value for row in rows if row.label.startswith("Last day")]
    assert last == "October 2, 2028"
