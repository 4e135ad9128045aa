"""Every character of Unicode, in every output: drawn, named or dropped, and never in the way."""

import io
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

import docx
import pypdfium2
import pytest

from intake.rendering import docx_file, pdf
from intake.rendering.blocks import BulletList, Document, Heading, Paragraph, Row, SmallPrint, Table
from intake.rendering.characters import (
    CATEGORIES,
    EXCEPTIONS,
    MAX_MARKS,
    REPLACED,
    Output,
    Treatment,
    has_font,
    name_of,
    readable,
    treatment,
)
from intake.templatetags.document_text import document_text

EVERY = [chr(code) for code in range(0x110000)]
ASSIGNED = [char for char in EVERY if unicodedata.category(char) not in ("Cn", "Co", "Cs")]
HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u061c"


# Signs that the reader gives back in another place, or not at all, as they are joined or blank.
READ_BACK_ELSEWHERE = {0xFFA0, 0x11301, 0x11303, 0x1133B, 0x1133C, *range(0x1E944, 0x1E94B)}


def text_of(made):
    """Return the words of a PDF, without what stands at the foot of its pages."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made)]
    return "\n".join(page.rpartition(" / ")[0].rpartition("\n")[0] for page in pages)


def document_of(*blocks):
    return Document("Sample", "en", blocks)


def test_the_table_names_every_category_and_every_output():
    assert {unicodedata.category(char) for char in EVERY} == set(CATEGORIES)
    for row in (*CATEGORIES.values(), *EXCEPTIONS.values()):
        assert len(row) == len(Output)


def batches(chars, size=200):
    """Return pieces of some characters, so that many are looked at in one text."""
    return [chars[at : at + size] for at in range(0, len(chars), size)]


def expected(char, output):
    treated = treatment(char, output)
    if treated is Treatment.NAMED:
        return name_of(char)
    return char if treated is Treatment.DRAWN else ""


@pytest.mark.parametrize("output", Output)
def test_every_character_stands_there_is_named_or_is_dropped(output):
    """All that is assigned, and some of what is not: a letter stands between every two."""
    chars = [
        char
        for char in (*ASSIGNED, *EVERY[::97], *EVERY[0xFFFE::0x10000], *EVERY[0xFDD0:0xFDF0])
        if ord(char) not in REPLACED and not (char == "\u20e3" and output is Output.PDF)
    ]
    for some in batches(chars):
        wanted = [expected(char, output) for char in some]
        assert readable("x" + "x".join(some), output) == "x" + "x".join(wanted)


def test_nothing_reaches_a_file_that_no_font_has():
    for some in batches(ASSIGNED):
        lost = [char for char in set(readable("x".join(some), Output.PDF)) if not has_font(char)]
        assert set(lost) <= {"\n"}


def test_every_character_that_a_font_has_is_read_back_from_one_file():
    """Each between two bars, so that one that is lost, or drawn as a box, is found."""
    drawn = [
        char
        for char in ASSIGNED
        if treatment(char, Output.PDF) is Treatment.DRAWN
        and ord(char) not in REPLACED
        and char not in HIDDEN
        and not char.isspace()
        and ord(char) not in READ_BACK_ELSEWHERE
    ]
    assert len(drawn) > 18_000
    made = pdf.to_pdf(document_of(Paragraph("\n".join(f"|{char}|" for char in drawn))))
    found = unicodedata.normalize("NFKC", "".join(text_of(made).split()))
    lost = [
        hex(ord(char))
        for char in drawn
        if "".join(unicodedata.normalize("NFKC", char).split()) not in found
    ]
    assert lost == []
    assert "\ufffd" not in found.replace(unicodedata.normalize("NFKC", "|\ufffd|"), "")


def test_every_assigned_character_in_one_word_file_and_it_is_whole():
    whole = "\n".join("".join(ASSIGNED[at : at + 500]) for at in range(0, len(ASSIGNED), 500))
    made = docx_file.to_docx(document_of(Paragraph(whole), Paragraph("\ufffe\ud800\udc00\ue000")))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        ET.fromstring(archive.read("word/document.xml"))
    read = docx.Document(io.BytesIO(made)).paragraphs
    assert "[noncharacter U+FFFE]" in read[-1].text
    assert "[half a character U+D800]" in read[-1].text
    assert "ж" in read[1].text and "\U0002a6d6" in read[1].text


SEEN = {
    "a\ufffeb": "a[noncharacter U+FFFE]b",
    "it\x92s": "it’s",
    "\x93so\x94": "“so”",
    "\uf0b7 first": "• first",
    "\ufeffIt began": "It began",
    "a\u0378b": "a[unassigned U+0378]b",
    "a\ue000b": "a[private use U+E000]b",
    "a\U0010ffffb": "a[noncharacter U+10FFFF]b",
    "a\x07b": "a[control U+0007]b",
    "a\u202eb\u202cc": "abc",
    "a\u00adb\u2060c": "abc",
    "one\r\ntwo\rthree\u2028four": "one\ntwo\nthree\nfour",
}
ONLY_IN_PDF = {
    "Room 1\ufe0f\u20e3": "Room [keycap 1]",
    "👨\u200d👩\u200d👧": "[man][woman][girl]",
    "😀": "[grinning face]",
    "\U0002a6d6": "[U+2A6D6]",
    "ᠮᠣᠩ": "[Mongolian: ma, o, ang]",
    "ᠮ": "[mongolian letter ma]",
    "❤\ufe0f": "[heavy black heart]",
}


@pytest.mark.parametrize("output", Output)
@pytest.mark.parametrize("text", SEEN, ids=ascii)
def test_what_stopped_documents_is_written(text, output):
    assert readable(text, output) == SEEN[text]


@pytest.mark.parametrize("text", ONLY_IN_PDF, ids=ascii)
def test_what_no_font_of_ours_has_is_named_in_a_pdf_and_drawn_elsewhere(text):
    assert readable(text, Output.PDF) == ONLY_IN_PDF[text]
    for output in (Output.PAGE, Output.DOCX, Output.PLAIN):
        assert readable(text, output) == text


def test_what_stopped_documents_stands_in_one_pdf():
    texts = {**SEEN, **ONLY_IN_PDF}
    made = "".join(text_of(pdf.to_pdf(document_of(*map(Paragraph, texts)))).split())
    for expected in texts.values():
        assert "".join(expected.split()) in made


FINE = [
    "Ana María Núñez-García",
    "می\u200cخواهم",
    "क्\u200dष",
    "ශ්\u200dරී",
    "Nguyễn Văn Ánh",
    "ເຈົ້າ",
    "မြွှံ့",
    "שָׁלוֹם",
    "한국 王例子",
]


@pytest.mark.parametrize("output", Output)
@pytest.mark.parametrize("text", FINE)
def test_words_of_living_scripts_stay_as_they_are(text, output):
    assert readable(text, output) == text


@pytest.mark.parametrize("output", Output)
def test_marks_beyond_a_few_are_named_so_that_they_cover_no_line(output):
    shown = readable("e" + "\u0301" * 300 + " end", output)
    assert shown.startswith("e" + "\u0301" * MAX_MARKS + "[")
    assert f"combining acute accent, {300 - MAX_MARKS} times" in shown
    assert shown.endswith(" end")


def test_the_note_names_some_and_not_a_whole_story():
    few = text_of(pdf.to_pdf(document_of(Paragraph("cold 😀"))))
    assert "has no font here: [grinning face]." in few
    letters = "".join(chr(code) for code in range(0x1820, 0x1840))
    many = text_of(pdf.to_pdf(document_of(Paragraph(letters))))
    assert many.count("[mongolian letter ") == pdf.NAMES_IN_NOTE
    assert "and others" in many


# US letter with margins of 2 cm, in points; a glyph may lean out of its own box a little.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN, LEAN = 612, 792, 56.7, 1.0


def outside(made):
    """Return the glyphs of a PDF that stand outside its margins."""
    found = []
    for page in pypdfium2.PdfDocument(made):
        words = page.get_textpage()
        for place in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(place)
            if left == right or words.get_text_range(place, 1).isspace():
                continue
            if (
                left < MARGIN - LEAN
                or right > PAGE_WIDTH - MARGIN + LEAN
                or bottom < 0
                or top > PAGE_HEIGHT
            ):
                found.append(words.get_text_range(place, 1))
    return found


LONG_RUNS = {
    "one letter": "x" * 600,
    "capitals": "W" * 600,
    "underscores": "_" * 600,
    "no-break spaces": "\u00a0".join(["word"] * 25),
    "no-break spaces alone": "a" + "\u00a0" * 600 + "b",
    "an address of 400": "https://example.org/" + "a1-b_c=d&" * 43,
    "an address without marks": "https://example.org/" + "f" * 380,
    "combining marks": "e" + "\u0301" * 300,
    "letters with marks": "e\u0301" * 300,
    "dots": "." * 600,
    "brackets": "(" * 300 + ")" * 300,
    "Chinese": "字" * 600,
    "Chinese stops": "。" * 600,
    "Chinese, glued": "字\u00a0" * 200,
    "kana": "ぁ" * 300 + "ー" * 300,
    "Korean": "한" * 600,
    "Arabic": "ب" * 600,
    "Hebrew": "ש" * 600,
    "Thai": "ก" * 600,
    "Khmer": "ក" * 600,
    "Burmese": "က" * 600,
    "Lao": "ກ" * 600,
    "Amharic": "ሀ" * 600,
    "Malayalam": "അ" * 300,
    "Tamil": "ண" * 300,
    "wide dashes": "\u2e3b" * 60,
    "emoji": "😀" * 300,
    "rare Chinese": "\U0002a6d6" * 100,
    "no font": "ᠮ" * 200,
    "words": "word " * 900,
}


@pytest.mark.parametrize("text", LONG_RUNS.values(), ids=list(LONG_RUNS))
def test_no_glyph_stands_outside_the_margins(text):
    blocks = (
        Heading(text),
        Paragraph(text),
        BulletList((text,)),
        Table((Row("Said", text), Row(text, "x"))),
        SmallPrint(text),
    )
    assert outside(pdf.to_pdf(Document(text[:200], "en", blocks))) == []


def test_a_glyph_outside_would_be_found(monkeypatch):
    monkeypatch.setattr(pdf, "breakable", lambda text, ems=0: text)
    assert outside(pdf.to_pdf(document_of(Paragraph("x" * 600))))


def test_usual_words_and_short_addresses_get_no_place_to_break():
    from intake.rendering.characters import breakable

    for text in (
        "Donaudampfschifffahrtsgesellschaft",
        "ana.garcia@example-office.org",
        "മലയാളത്തിൽ",
        "https://example.org/a/b/c",
        "กรุงเทพมหานคร",
        "سيصلون",
    ):
        assert "\u200b" not in breakable(text), text


def boxes(made, wanted):
    """Return the left edge of the first glyph of each of these texts."""
    words = pypdfium2.PdfDocument(made)[0].get_textpage()
    whole = "".join(words.get_text_range(place, 1) or " " for place in range(words.count_chars()))
    return [words.get_charbox(whole.index(text))[0] for text in wanted]


NAME = "مثال تجربة"
SENTENCE = f"I am {NAME}, 1978-03-02 (born), and I was held."


def test_a_name_from_right_to_left_turns_no_line_around_in_a_pdf():
    made = pdf.to_pdf(document_of(Paragraph(SENTENCE)))
    places = boxes(made, ["I am", NAME[-1], "1978", "born", "and I"])
    assert places == sorted(places)


def test_without_isolation_the_date_would_stand_before_the_name(monkeypatch):
    monkeypatch.setattr(pdf, "isolated", lambda text: text)
    made = pdf.to_pdf(document_of(Paragraph(SENTENCE)))
    name, date = boxes(made, [NAME[-1], "1978"])
    assert date < name


def test_a_name_from_right_to_left_stands_by_itself_on_the_page_and_in_a_word_file():
    assert f"I am <bdi>{NAME}</bdi>, 1978" in document_text(SENTENCE)
    assert document_text("<b>") == "&lt;b&gt;"
    assert document_text(NAME) == NAME
    read = docx.Document(io.BytesIO(docx_file.to_docx(document_of(Paragraph(SENTENCE)))))
    runs = read.paragraphs[1].runs
    rtl = [run.text for run in runs if run._r.xpath("./w:rPr/w:rtl")]
    assert rtl == [NAME]
    assert runs[2].text.startswith("\u200e, 1978")
