"""Files of documents: tagged, whole over pages, and made by a process that calls nobody."""

import re
import socket
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import typst

from intake.packets.build import (
    DOCUMENT_TYPES,
    build_document,
    fitting_documents,
)
from intake.rendering import pdf
from intake.rendering.blocks import (
    BulletList,
    Document,
    Heading,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    skipped_levels,
)
from intake.rendering.characters import missing_glyphs
from tests.packets.made_documents import (
    bare,
    elements,
    files_of,
    pages_of,
    pages_with_tags,
    read_back,
    words_in,
)
from tests.packets.people import LONG, told_of

# How an office stands is read from the database.
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("paper", DOCUMENT_TYPES, ids=lambda paper: paper.slug)
def test_a_file_is_tagged_titled_and_says_its_language(paper):
    document, made = files_of("helper, held now")[paper.slug]
    assert skipped_levels(document) == {}
    assert pypdfium2.PdfDocument(made).get_metadata_dict()["Title"] == document.title
    assert b"pdfuaid" in made
    file, found = elements(made)
    assert str(file.Root.Lang) == "en"
    assert file.Root.MarkInfo.Marked
    assert file.Root.ViewerPreferences.DisplayDocTitle
    names = [name for name, _element in found]
    levels = [int(name[1]) for name in names if name[0] == "H" and name[1:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    rows = [element for name, element in found if name == "TR"]
    for row in rows:
        assert [str(cell.S) for cell in row.K] == ["/TH", "/TD"]
        assert row.K[0].A.Scope == "/Row"
    assert all("/Alt" in element for name, element in found if name == "Figure")
    assert pages_with_tags(file, found) == set(range(len(file.pages)))


def test_a_long_file_is_tagged_on_all_its_pages():
    _document, made = files_of("long story")["crcl-complaint"]
    file, found = elements(made)
    assert len(file.pages) > 20
    assert pages_with_tags(file, found) == set(range(len(file.pages)))


def test_all_papers_in_one_file_count_their_own_pages():
    known = told_of("helper, held now")
    documents = [build_document(paper, known) for paper in fitting_documents(known)]
    pages = [bare(page) for page in pages_of(pdf.render(*documents))]
    feet = [re.search(r"(?<!\d)(\d+)/(\d+)(\D.*)$", page).groups() for page in pages]
    titles = [bare(document.title) for document in documents]
    assert [name for number, _last, name in feet if number == "1"] == titles
    for title in titles:
        # Later pages of a letter say whom it is about, too.
        own = [(number, last) for number, last, name in feet if name.partition("·")[0] == title]
        assert own == [(str(n), str(len(own))) for n in range(1, len(own) + 1)]
    assert documents[0].title == "My list: what to do, and by when"


def behind_words(*blocks, before=()):
    """Return files in which more and more words stand before some blocks."""
    stories = [Paragraph("word " * length) for length in range(0, 3000, 150)]
    return pdf.make_each([Document("x", "en", (*before, story, *blocks)) for story in stories])


def test_a_place_to_sign_stays_on_one_page_with_what_is_above_it():
    asked = BulletList(("look into it", "keep all records"))
    sign = SignatureBlock((Row("Name", "Sam"), Row("Signed on (date)"), Row("Signature")))
    for made in behind_words(Heading("Asked"), asked, sign):
        [whole] = [page for page in map(bare, pages_of(made)) if "Signature" in page]
        assert "NameSam" in whole and "Asked•lookintoit•keepallrecords" in whole


def test_what_says_whose_questions_follow_stands_with_the_first_of_them():
    said = Paragraph("The questions are mine.")
    where = (Heading("When and where", 3), Table((Row("City", "Sampletown"),)))
    for made in behind_words(said, *where, before=(Heading("The account"),)):
        [whole] = [page for page in map(bare, pages_of(made)) if "Sampletown" in page]
        assert "Thequestionsaremine.WhenandwhereCitySampletown" in whole


def test_rows_of_many_lines_break_over_pages_and_lose_none():
    lines = [f"line{number}." for number in range(140)]
    made = pdf.to_pdf(Document("x", "en", (Table((Row("Said", "\n".join(lines)),)),)))
    assert len(pages_of(made)) > 1
    assert "".join(lines) in read_back(made)


def test_words_that_look_like_code_are_shown_as_words():
    made = read_back(files_of("what looks like code")["crcl-complaint"][1])
    code = (
        '#import "x"',
        "{{ name }} $x$ @ref",
        "<script>alert(1)</script>",
        "#sys.inputs",
        "{% load %} = not a heading",
        "- nor a list",
        "/ nor: a term",
    )
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
    with pytest.raises(pdf.RenderingFailed) as caught:
        pdf.to_pdf(Document("Qx9SECRETq", "en", ()))
    assert "Qx9SECRETq" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_files_made_at_once_are_those_made_one_by_one():
    documents = [Document("x", "en", (Paragraph(words),)) for words in ("one", "ᠮᠣᠩ", "two 😀")]
    for made, document in zip(pdf.make_each(documents), documents, strict=True):
        assert read_back(made) == read_back(pdf.render(document))
    assert pdf.make_each([]) == []


def test_where_many_cannot_be_made_at_once_each_is_tried_alone(monkeypatch):
    real, tried = pdf._typeset, []

    def few(files):
        tried.append(len(files))
        if len(files) > 1:
            raise pdf.RenderingFailed
        return real(files)

    monkeypatch.setattr(pdf, "_typeset", few)
    documents = [Document("x", "en", (Paragraph(words),)) for words in ("one", "two")]
    assert all(made.startswith(b"%PDF") for made in pdf.make_each(documents))
    assert tried == [2, 1, 1]


def test_a_long_story_runs_on_over_pages_and_loses_nothing():
    assert len(LONG) > 100_000
    _document, made = files_of("long story")["statement"]
    assert len(pypdfium2.PdfDocument(made)) > 20
    assert bare(LONG) in read_back(made)


def test_an_emoji_or_a_rare_sign_is_named_and_keeps_no_file_from_being_made():
    words = "It was cold 😀👍🏽. Name: \U0002a6d6"
    made = read_back(pdf.render(Document("x", "en", (Paragraph(words),))))
    for named in ("[grinning face]", "[thumbs up sign]", "[U+2A6D6]", "has no font here"):
        assert words_in(made, named)


def test_a_sign_without_a_font_is_known_before():
    assert missing_glyphs("ᠮᠣᠩ") == list("ᠮᠣᠩ")
    assert not missing_glyphs("Đắk ሰላም देव 例 مثال עברית ខ្មែរ ລາວ မြန် 한국 \n\t‎")
