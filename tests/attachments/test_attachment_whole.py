"""What a file holds is kept, or the file is refused in a sentence that is true of it."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from intake.attachments import clean as cleaning
from intake.attachments.kinds import Kind
from intake.attachments.refusals import REFUSAL_MESSAGES, RefusalReason
from tests.attachments import samples
from tests.attachments.samples import answer, pdf, saved

FILES = Path(__file__).with_name("files")


def sample(name):
    return (FILES / name).read_bytes()


# Files of real programs, and the right answer to each.
TRIALS = {
    "f02-heic-orient6.heic": Kind.JPEG,
    "f04-no-eoi.jpg": Kind.JPEG,
    "f08-still.gif": Kind.JPEG,
    "f09-fax-2pages.tif": RefusalReason.TIFF,
    "f14-motion.jpg": Kind.JPEG,
    "f16-xfa.pdf": RefusalReason.FORM,
    "f20a-newline-first.pdf": Kind.PDF,
    "f20b-bom-first.pdf": Kind.PDF,
    "f21-notes-no-ap.pdf": RefusalReason.NOTES,
    "f23-cp1252.txt": Kind.TEXT,
    "f25-from.txt": Kind.TEXT,
    "f29-form-names.pdf": RefusalReason.FORM,
    "f32-cut.pdf": RefusalReason.BROKEN,
    "h01-forwarded.eml": RefusalReason.EMAIL,
}


def test_every_trial_has_its_answer():
    assert {path.name for path in FILES.iterdir()} == set(TRIALS)


@pytest.mark.parametrize("name", TRIALS)
def test_a_file_of_a_real_program_has_the_right_answer(name):
    assert answer(sample(name)) == TRIALS[name]


def field(made, value, **entries):
    """Put a field with an answer, but without a look, on the first page."""
    form = {
        "Type": Name.Annot,
        "Subtype": Name.Widget,
        "FT": Name.Tx,
        "T": String("name"),
        "V": String(value),
        "DA": String("/Helv 12 Tf 0 g"),
        "F": 4,
        "Rect": Array([100, 100, 300, 130]),
    }
    widget = made.make_indirect(Dictionary(**form | entries))
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    made.pages[0].Annots = Array([widget])
    made.Root.AcroForm = Dictionary(
        Fields=Array([widget]),
        DA=String("/Helv 12 Tf 0 g"),
        DR=Dictionary(Font=Dictionary(Helv=made.make_indirect(font))),
    )


def filled(value, **entries):
    return pdf(change=lambda made: field(made, value, **entries))


def note(kind, **entries):
    """Return a PDF with one annotation."""

    def change(made):
        made.pages[0].Annots = Array(
            [
                made.make_indirect(
                    Dictionary(
                        Type=Name.Annot,
                        Subtype=Name(f"/{kind}"),
                        Rect=Array([100, 100, 300, 130]),
                        F=4,
                        **entries,
                    )
                )
            ]
        )

    return pdf(change=change)


def with_look(kind, **entries):
    def change(made):
        look = Stream(made, b"0 0 1 rg 0 0 200 30 re f")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 30])
        made.pages[0].Annots = Array(
            [
                made.make_indirect(
                    Dictionary(
                        Type=Name.Annot,
                        Subtype=Name(f"/{kind}"),
                        Rect=Array([100, 100, 300, 130]),
                        AP=Dictionary(N=look),
                        **entries,
                    )
                )
            ]
        )

    return pdf(change=change)


def dynamic_form(*, has_fields=False, **root):
    def change(made):
        if has_fields:
            field(made, "Ana")
        else:
            made.Root.AcroForm = Dictionary(Fields=Array([]))
        made.Root.AcroForm.XFA = Stream(made, b"<xdp/>")
        for key, value in root.items():
            made.Root[f"/{key}"] = value

    return pdf(change=change)


def portfolio():
    def change(made):
        made.Root.Collection = Dictionary(Type=Name.Collection)

    return pdf(change=change)


def dark_on(page, box):
    """Return whether something dark is drawn in a box of a page, in points from the bottom left."""
    image = Image.open(io.BytesIO(cleaning.preview(page))).convert("L")
    scale = image.width / 612
    left, bottom, right, top = box
    area = image.crop([round(edge * scale) for edge in (left, 792 - top, right, 792 - bottom)])
    return area.getextrema()[0] < 128


FIELD = (100, 100, 300, 130)


@pytest.mark.parametrize("value", ("Ana Sample", "José Peña Muñoz", "why?"))
def test_an_answer_without_a_look_is_drawn(value):
    assert dark_on(cleaning.clean(filled(value)), FIELD)


def test_nothing_is_drawn_where_nothing_was_answered():
    assert not dark_on(cleaning.clean(filled("")), FIELD)


@pytest.mark.parametrize(
    "value",
    ("Nguyễn Văn Ánh", "محمد", "Анна", "李小龙", "two\nlines", "a long answer " * 9),
)
def test_an_answer_that_cannot_be_drawn_as_typed_is_refused(value):
    assert answer(filled(value)) == RefusalReason.FORM


@pytest.mark.parametrize("value", ("محمد", "two\nlines"))
def test_an_answer_that_its_program_drew_is_kept_as_it_was_drawn(value):
    def change(made):
        look = Stream(made, b"0 g 0 0 200 30 re f", Type=Name.XObject, Subtype=Name.Form)
        look.BBox = Array([0, 0, 200, 30])
        field(made, value, AP=Dictionary(N=look))

    assert dark_on(cleaning.clean(pdf(change=change)), FIELD)


def test_a_checked_box_without_a_look_is_refused_and_an_empty_one_is_not():
    box = {"FT": Name.Btn, "V": Name.Yes, "AS": Name.Yes}
    assert answer(filled("", **box)) == RefusalReason.FORM
    assert answer(filled("", **box | {"V": Name.Off, "AS": Name.Off})) == Kind.PDF


@pytest.mark.parametrize(
    ("make", "expected"),
    (
        (lambda: dynamic_form(), RefusalReason.FORM),
        (lambda: dynamic_form(has_fields=True, NeedsRendering=True), RefusalReason.FORM),
        (lambda: dynamic_form(has_fields=True), Kind.PDF),
    ),
)
def test_a_form_is_refused_only_where_its_pages_do_not_show_it(make, expected):
    assert answer(make()) == expected


@pytest.mark.parametrize(
    "kind",
    ("FreeText", "Ink", "Highlight", "Underline", "StrikeOut", "Line", "Square", "Circle", "Stamp"),
)
def test_a_mark_that_its_program_drew_is_kept_and_another_is_refused(kind):
    assert answer(note(kind)) == RefusalReason.NOTES
    assert dark_on(cleaning.clean(with_look(kind)), FIELD)


@pytest.mark.parametrize("kind", ("Text", "Highlight", "StrikeOut"))
def test_words_in_a_window_of_a_note_are_not_lost_in_silence(kind):
    assert answer(with_look(kind, Contents=String("No hold on file"))) == RefusalReason.NOTES


@pytest.mark.parametrize("kind", ("Link", "Popup", "Text"))
def test_what_shows_nothing_is_no_reason_to_refuse(kind):
    assert answer(note(kind)) == Kind.PDF


def test_a_hidden_note_is_no_reason_to_refuse():
    def change(made):
        hidden = Dictionary(Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("x"), F=2)
        made.pages[0].Annots = Array([made.make_indirect(hidden)])

    assert answer(pdf(change=change)) == Kind.PDF


def test_a_pdf_whose_list_is_wrong_but_which_ends_is_whole():
    data = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    start = data.index(b"startxref")
    wrong = data[:start] + b"startxref\n7\n%%EOF\n"
    assert answer(wrong) == Kind.PDF
    assert answer(data[: start - 200]) == RefusalReason.BROKEN


# A file of which each sentence is true. Those of the site itself are tested where it is so.
TRUE_OF = {
    RefusalReason.EMPTY: lambda: b"",
    RefusalReason.TOO_BIG: lambda: samples.jpeg() + bytes(10 * 1024 * 1024),
    RefusalReason.ARCHIVE: lambda: samples.zipped({"order.pdf": pdf()}),
    RefusalReason.OFFICE: samples.docx_with_macro,
    RefusalReason.WEB_PAGE: lambda: b"<!DOCTYPE html><html><p>The order</p></html>",
    RefusalReason.MOVING: lambda: samples.moving("GIF"),
    RefusalReason.OTHER: lambda: bytes(range(256)) * 9,
    RefusalReason.BROKEN: lambda: samples.jpeg()[:9_000],
    RefusalReason.TIFF: lambda: saved(samples.photo(), "TIFF"),
    RefusalReason.EMAIL: lambda: sample("h01-forwarded.eml"),
    RefusalReason.LETTERS: lambda: "Меня держали в тюрьме.".encode("cp1251"),
    RefusalReason.PICTURES: lambda: samples.moving("HEIF"),
    RefusalReason.FORM: lambda: filled("Nguyễn Văn Ánh"),
    RefusalReason.NOTES: lambda: sample("f21-notes-no-ap.pdf"),
    RefusalReason.FILES_INSIDE: portfolio,
    RefusalReason.TOO_LARGE: lambda: samples.png_header(50_000, 50_000),
    RefusalReason.LOCKED: samples.locked,
    RefusalReason.TOO_LONG: lambda: pdf(301),
    RefusalReason.CANNOT_OPEN: lambda: samples.png_header(5_000, 5_000),
}
OF_THE_CASE = {RefusalReason.TOO_MUCH, RefusalReason.TOO_MANY, RefusalReason.MORE_AT_ONCE}
OF_THE_SITE = {
    RefusalReason.BUSY,
    RefusalReason.VIRUS,
    RefusalReason.NO_SCANNER,
    RefusalReason.NOT_SAVED,
}


def test_every_sentence_about_a_file_has_one_of_which_it_is_true():
    assert set(REFUSAL_MESSAGES) == set(TRUE_OF) | OF_THE_CASE | OF_THE_SITE


@pytest.mark.parametrize("reason", TRUE_OF)
def test_a_sentence_is_said_of_a_file_of_which_it_is_true(reason):
    assert answer(TRUE_OF[reason]()) == reason


def test_what_a_refusal_says_to_do_is_taken():
    """Printing to PDF draws what stood in fields and notes; that has neither."""
    assert answer(pdf(words=b"BT /F1 24 Tf 72 700 Td (printed) Tj ET")) == Kind.PDF
    assert answer("Меня держали в тюрьме.".encode()) == Kind.TEXT
    assert answer(saved(samples.photo(), "PNG")) == Kind.JPEG


def test_files_pinned_to_a_page_are_files_inside():
    assert answer(note("FileAttachment")) == RefusalReason.FILES_INSIDE
