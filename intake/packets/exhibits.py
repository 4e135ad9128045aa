"""The papers that people added, numbered, with a contents page: one file to go with a packet."""

import io

import pikepdf
from django.utils.translation import gettext as _
from PIL import Image

from intake.attachments import actions as attachments
from intake.attachments.kinds import Kind
from intake.documents import pdf
from intake.documents.blocks import Document, Heading, Lines, Paragraph, Row, Said

# Dots an inch at which a photo is put on a page: a sheet held upright fills it.
DOTS = 200


def listed(case, key):
    """Return [(number, paper, what is known of it)], in the order in which they came."""
    rows = case.attachments.order_by("added_at", "pk")
    return [(n, row, attachments.about(row, case, key)) for n, row in enumerate(rows, 1)]


def _name(number):
    return _("Exhibit %(number)s") % {"number": number}


def _contents(found, words):
    """Return the contents page: `words` says what stands beside each number."""
    rows = tuple(Row(_name(number), words(known)) for number, _row, known in found)
    return Document(_("Exhibits"), "en", (
        Heading(_("Exhibits")), Paragraph(_("Each is named with its number of pages.")),
        Lines(rows),
    ))  # fmt: skip


def _with_words(known):
    return f"{known['what']} ({known['pages'] or 1})"


def _bare(known):
    return f"({known['pages'] or 1})"


def _cover(number, known):
    return Document(_name(number), "en", (Heading(_name(number)), Said(known["what"], "")))


def _made(document, instead):
    """Return the PDF of a document; of `instead` if a letter of it has no font here."""
    return pdf.make(document) or pdf.to_pdf(instead)


def _pages(known, data):
    if known["kind"] == Kind.PDF:
        return data
    if known["kind"] == Kind.TEXT:
        said = Document(_("Text"), "en", (Said(data.decode(), ""),))
        return _made(said, Document(_("Text"), "en", (Paragraph(_("See the text by itself.")),)))
    out = io.BytesIO()
    Image.open(io.BytesIO(data)).save(out, "PDF", resolution=DOTS)
    return out.getvalue()


def to_pdf(case, key):
    """Return one PDF: contents, then a numbered sheet and the pages of each. None without any."""
    found = listed(case, key)
    if not found:
        return None
    parts = [_made(_contents(found, _with_words), _contents(found, _bare))]
    for number, row, known in found:
        bare = Document(_name(number), "en", (Heading(_name(number)),))
        parts += [_made(_cover(number, known), bare),
                  _pages(known, attachments.read(row, case, key))]  # fmt: skip
    return _joined(parts)


def _joined(parts):
    out, whole = io.BytesIO(), pikepdf.Pdf.new()
    for part in parts:
        # Every part was made here, so it is read here.
        with pikepdf.open(io.BytesIO(part)) as one:
            whole.pages.extend(one.pages)
    whole.save(out)
    return out.getvalue()
