"""What a PDF holds beside its pages, and what of it the pages can be given. The rest is refused.

A page keeps only what is drawn on it. Answers in fields are drawn here; notes, files inside and
forms that only one program shows cannot be, and then the whole file is refused, with the reason.
"""

from contextlib import suppress

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

FORM, NOTES, FILES_INSIDE = "form", "notes", "files inside"

HIDDEN = 1 << 1 | 1 << 5  # not shown on a screen
# Marks that a reader sees. Links, pop-up windows and the like are none.
# Each with whether its words stand in a window of its own, and never on the page.
MARKS = {
    "/Text": True,
    "/Highlight": True,
    "/Underline": True,
    "/Squiggly": True,
    "/StrikeOut": True,
    "/Caret": True,
    "/FreeText": False,
    "/Line": False,
    "/Square": False,
    "/Circle": False,
    "/Polygon": False,
    "/PolyLine": False,
    "/Stamp": False,
    "/Ink": False,
}


class Refused(Exception):
    pass


def flatten(pdf):
    """Draw into the pages what stands on them. Raise Refused for what would be lost."""
    refuse_files(pdf)
    annotations = [note for page in pdf.pages for note in annotations_of(page)]
    refuse_dynamic_form(pdf, annotations)
    for note in annotations:
        refuse_note(note)
    draw_fields(pdf, annotations)
    with suppress(pikepdf.PdfError, RuntimeError, ValueError):
        pdf.flatten_annotations("all")


def annotations_of(page):
    """Return the annotations of a page that are shown."""
    notes = page.obj.get("/Annots")
    if not isinstance(notes, Array):
        return []
    return [
        note
        for note in notes
        if isinstance(note, Dictionary) and not number(note.get("/F")) & HIDDEN
    ]


def number(value):
    return int(value) if isinstance(value, int) else 0


def words(value):
    return str(value) if isinstance(value, pikepdf.String | str) else ""


def subtype(note):
    return str(note.get("/Subtype", ""))


def look(note):
    """Return how an annotation looks: the stream, or None where it has none with content."""
    drawn = note.get("/AP", Dictionary())
    drawn = drawn.get("/N") if isinstance(drawn, Dictionary) else None
    if isinstance(drawn, Dictionary) and not isinstance(drawn, Stream):
        drawn = drawn.get(str(note.get("/AS", "/Off")))
    return drawn if isinstance(drawn, Stream) else None


def refuse_files(pdf):
    """Refuse a PDF that is a folder of files, or has files pinned to it."""
    names = pdf.Root.get("/Names", Dictionary())
    has_files = isinstance(names, Dictionary) and "/EmbeddedFiles" in names
    pinned = any(
        subtype(note) == "/FileAttachment" for page in pdf.pages for note in annotations_of(page)
    )
    if "/Collection" in pdf.Root or pinned or (has_files and len(pdf.attachments)):
        raise Refused(FILES_INSIDE)


def refuse_dynamic_form(pdf, annotations):
    """Refuse a form whose pages are made by one program alone: others show only "Please wait"."""
    form = pdf.Root.get("/AcroForm", Dictionary())
    has_fields = any(subtype(note) == "/Widget" for note in annotations)
    rendered = pdf.Root.get("/NeedsRendering") is True
    if isinstance(form, Dictionary) and "/XFA" in form and (rendered or not has_fields):
        raise Refused(FORM)


def refuse_note(note):
    kind = subtype(note)
    spoken = MARKS.get(kind) and words(note.get("/Contents")).strip()
    is_drawn = kind == "/Text" or look(note) is not None
    if spoken or (kind in MARKS and not is_drawn):
        raise Refused(NOTES)


def draw_fields(pdf, annotations):
    """Draw the answers of fields. Raise Refused for those that cannot be drawn as typed."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    renewed = form.get("/NeedAppearances") is True
    fields = [
        (note, answer) for note in annotations if (answer := answer_of(note)) and may_be_lost(note)
    ]
    as_they_were = {} if renewed else {note.objgen: look(note) for note, _ in fields if look(note)}
    form.NeedAppearances = True
    with suppress(pikepdf.PdfError, RuntimeError, ValueError):
        pdf.generate_appearance_streams()
    for note, answer in fields:
        if drawn := as_they_were.get(note.objgen):
            note.AP.N = drawn
        else:
            refuse_if_cut(note, answer)


def may_be_lost(note):
    return subtype(note) == "/Widget" and str(inherited(note, "/FT")) in ("/Tx", "/Ch", "/Btn")


def inherited(field, key):
    """Return an entry of a field, or of the fields above it."""
    for _ in range(50):
        if key in field:
            return field[key]
        field = field.get("/Parent")
        if not isinstance(field, Dictionary):
            break
    return ""


def answer_of(note):
    """Return what was answered in a field, in words; "on" for a box that is checked."""
    value = inherited(note, "/V")
    if isinstance(value, Array):
        return "\n".join(words(one) for one in value)
    if isinstance(value, Name):
        return "on" if str(value) == str(note.get("/AS", "")) != "/Off" else ""
    return words(value)


def refuse_if_cut(note, answer):
    """Refuse a field whose answer is not all in what was drawn of it."""
    drawn = look(note)
    if str(inherited(note, "/FT")) == "/Btn":
        if drawn is None:
            raise Refused(FORM)
        return
    if drawn is None or drawn.read_bytes().count(b"?") > answer.count("?"):
        raise Refused(FORM)
    left, bottom, right, top = (float(edge) for edge in note.Rect)
    # Half of the height of its letters is the width of a common one.
    fits = len(answer) * size_of(note) / 2 <= abs(right - left)
    if not fits or "\n" in answer.strip() or "\r" in answer.strip():
        raise Refused(FORM)


def size_of(note):
    """Return the size of the letters of a field, from how it says it is drawn."""
    parts = words(inherited(note, "/DA")).split()
    size = parts[parts.index("Tf") - 1] if "Tf" in parts[1:] else "0"
    with suppress(ValueError):
        return float(size) or 10.0
    return 10.0
