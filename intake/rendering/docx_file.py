"""A document as DOCX, for lawyers who edit. The same blocks as page and PDF."""

import io
from collections.abc import Iterable

import docx
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from . import plainest
from .blocks import (
    BLANK_LINE,
    Block,
    BulletList,
    Document,
    Heading,
    NewPage,
    NumberedList,
    Row,
    SignatureBlock,
    SubjectLines,
    Table,
    texts_of,
)
from .characters import Output, direction_runs, is_rtl, readable

# Marks of direction around words from right to left: every word processor knows them.
LEFT_MARK = "\u200e"


def _write(paragraph: DocxParagraph, text: str, *, bold: bool = False) -> None:
    """Add a text to a paragraph; words from right to left stand in a run of their own."""
    text = readable(text, Output.DOCX)
    rtl = is_rtl(text)
    if rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    pieces = direction_runs(text)
    for place, (piece, from_right) in enumerate(pieces):
        if place and pieces[place - 1][1]:
            piece = LEFT_MARK + piece
        run = paragraph.add_run(piece)
        run.bold = bold
        if rtl or from_right:
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _table(file: DocxDocument, rows: Iterable[Row], *, to_sign: bool = False) -> None:
    """Write label and value beside each other; a place to sign stays on one page."""
    table = file.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    table.autofit = False  # a long word must break, and not push the other column away
    for row in rows:
        label, value = table.add_row().cells
        _write(label.paragraphs[0], row.label, bold=True)
        _write(value.paragraphs[0], row.value or BLANK_LINE)
        for cell in (label, value):
            cell.paragraphs[0].paragraph_format.keep_with_next = to_sign
    file.add_paragraph()


def _add(file: DocxDocument, block: Block) -> None:
    if isinstance(block, Heading):
        _write(file.add_heading(level=block.level), block.text)
    elif isinstance(block, Table | SignatureBlock):
        _table(file, block.rows, to_sign=isinstance(block, SignatureBlock))
    elif isinstance(block, BulletList):
        for item in block.items:
            _write(file.add_paragraph(style="List Bullet"), item)
    elif isinstance(block, NumberedList):
        for item in block.marked():
            _write(file.add_paragraph(), item)
    elif isinstance(block, SubjectLines):
        for item in block.items:
            _write(file.add_paragraph(), item, bold=True)
    elif isinstance(block, NewPage):
        file.add_page_break()
    else:
        for piece in block.text.split("\n\n"):
            _write(file.add_paragraph(), piece)


def _add_plainest(file: DocxDocument, block: Block, before: int) -> None:
    """Take back what was begun of a block, and add it in its plainest form."""
    body = file.element.body
    for begun in body[before:-1]:  # the last element holds the settings of the page
        body.remove(begun)
    for plain in plainest.plainest(block):
        for text in texts_of(plain):
            file.add_paragraph(text)


def to_docx(document: Document) -> bytes:
    """Return the DOCX of a document. A block that cannot be written is in its plainest form."""
    file = docx.Document()
    file.core_properties.title = readable(document.title, Output.DOCX)[:255]
    file.core_properties.author = ""
    file.core_properties.language = document.lang
    file.styles["Normal"].font.size = Pt(11)
    if not document.subject():  # a letter begins with who writes
        _write(file.add_heading(level=1), document.title)
    for place, block in enumerate(document.blocks):
        before = len(file.element.body) - 1
        try:
            _add(file, block)
        except Exception:
            plainest.report(document, place, "DOCX")
            _add_plainest(file, block, before)
    output = io.BytesIO()
    file.save(output)
    return output.getvalue()
