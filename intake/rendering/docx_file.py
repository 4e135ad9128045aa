"""A document as DOCX, for lawyers who edit. The same blocks as page and PDF."""

import io
import unicodedata
from collections.abc import Iterable

import docx
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from .blocks import BulletList, Document, Heading, Row, SignatureBlock, Table

BLANK_LINE = "_" * 40


def _is_rtl(text: str) -> bool:
    """Say whether the first strong letter of a text runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def _clean(text: str) -> str:
    """Return a text without the control signs that XML cannot hold."""
    return "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
    )


def _write(paragraph: DocxParagraph, text: str, *, bold: bool = False) -> None:
    run = paragraph.add_run(_clean(text))
    run.bold = bold
    if _is_rtl(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _table(file: DocxDocument, rows: Iterable[Row], *, to_sign: bool = False) -> None:
    """Write label and value beside each other; a place to sign stays on one page."""
    table = file.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for row in rows:
        label, value = table.add_row().cells
        _write(label.paragraphs[0], row.label, bold=True)
        _write(value.paragraphs[0], row.value or BLANK_LINE)
        for cell in (label, value):
            cell.paragraphs[0].paragraph_format.keep_with_next = to_sign
    file.add_paragraph()


def to_docx(document: Document) -> bytes:
    """Return the DOCX of a document."""
    file = docx.Document()
    file.core_properties.title = document.title
    file.core_properties.author = ""
    file.core_properties.language = document.lang
    file.styles["Normal"].font.size = Pt(11)
    file.add_heading(document.title, level=1)
    for block in document.blocks:
        if isinstance(block, Heading):
            _write(file.add_heading(level=block.level), block.text)
        elif isinstance(block, Table | SignatureBlock):
            _table(file, block.rows, to_sign=isinstance(block, SignatureBlock))
        elif isinstance(block, BulletList):
            for item in block.items:
                _write(file.add_paragraph(style="List Bullet"), item)
        else:
            for piece in block.text.split("\n\n"):
                _write(file.add_paragraph(), piece)
    output = io.BytesIO()
    file.save(output)
    return output.getvalue()
