"""Pictures and texts keep what they hold, or are refused in a sentence that is true of them."""

import io

import pikepdf
import pytest
from PIL import Image, ImageDraw

from intake.attachments import clean as cleaning
from intake.attachments.kinds import Kind
from intake.attachments.refusals import RefusalReason
from tests.attachments import samples
from tests.attachments.samples import answer, saved


@pytest.mark.parametrize("progressive", (False, True))
def test_a_jpeg_lacks_its_last_sign_or_some_of_its_dots(progressive):
    data = samples.jpeg(progressive=progressive)
    assert data.endswith(b"\xff\xd9")
    assert answer(data[:-2]) == Kind.JPEG
    for share in (4, 2):
        assert answer(data[: -len(data) // share]) == RefusalReason.BROKEN


@pytest.mark.parametrize(
    ("form", "reason"),
    (
        ("PNG", RefusalReason.MOVING),
        ("WEBP", RefusalReason.MOVING),
        ("GIF", RefusalReason.MOVING),
        ("HEIF", RefusalReason.PICTURES),
    ),
)
def test_later_pictures_of_a_file_are_not_lost_in_silence(form, reason):
    assert answer(samples.moving(form)) == reason


def chat(width, height, mode="RGB"):
    """Return a long screenshot: a line of one dot every 20 rows, so that losing it shows."""
    image = Image.new(mode, (width, height), "white")
    draw = ImageDraw.Draw(image)
    for row in range(0, height, 20):
        draw.line((0, row, width, row), fill="black")
    return image


@pytest.mark.parametrize("mode", ("RGB", "L", "RGBA"))
def test_a_long_screenshot_keeps_its_width_in_pages_that_overlap(mode):
    made = cleaning.clean(saved(chat(400, 5000, mode), "PNG"))
    assert (made.kind, made.media_type) == (Kind.PDF, "application/pdf")
    with pikepdf.open(io.BytesIO(made.data)) as document:
        assert document.get_warnings() == []
        images = [page.Resources.XObject.Im0 for page in document.pages]
        assert made.pages == len(images)
        assert {int(image.Width) for image in images} == {400}
        heights = [int(image.Height) for image in images]
        assert sum(heights) - 20 * (len(heights) - 1) == 5000
        first = Image.open(io.BytesIO(images[0].read_raw_bytes())).convert("L")
    assert first.getpixel((200, 20)) < 60 and first.getpixel((200, 30)) > 200


def test_a_long_picture_across_is_cut_across():
    made = cleaning.clean(saved(chat(5000, 400), "PNG"))
    with pikepdf.open(io.BytesIO(made.data)) as document:
        assert {int(page.Resources.XObject.Im0.Height) for page in document.pages} == {400}


def test_a_page_of_a_long_screenshot_can_be_looked_at():
    made = cleaning.clean(saved(chat(400, 5000), "PNG"))
    shown = Image.open(io.BytesIO(cleaning.preview(made, made.pages)))
    assert shown.width >= 400


def test_a_picture_that_is_only_a_little_long_stays_a_picture():
    assert answer(saved(chat(1170, 2532), "PNG")) == Kind.JPEG
    assert answer(saved(chat(20, 49_000), "PNG")) == RefusalReason.TOO_LARGE


@pytest.mark.parametrize(("ink", "ground"), (("white", 64), ("black", 255), ((90, 90, 90), 255)))
def test_letters_on_a_clear_ground_are_seen(ink, ground):
    clear = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    ImageDraw.Draw(clear).rectangle((100, 40, 200, 60), fill=ink)
    made = Image.open(io.BytesIO(cleaning.clean(saved(clear, "PNG")).data)).convert("L")
    assert abs(made.getpixel((10, 10)) - ground) < 3
    assert abs(made.getpixel((150, 50)) - made.getpixel((10, 10))) > 100


SPANISH = "José Peña dijo: “No hay orden”. ¿Cuándo? El niño vivía en Texas.\n"


@pytest.mark.parametrize(
    "encoding",
    ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"),
)
def test_text_in_a_usual_encoding_is_read(encoding):
    assert cleaning.clean(SPANISH.encode(encoding)).data.decode() == SPANISH


@pytest.mark.parametrize(
    ("text", "encoding"),
    (
        ("Меня держали в тюрьме четыре дня.", "cp1251"),
        ("احتجزوني أربعة أيام", "cp1256"),
        ("他们把我关了四天。", "gb18030"),
        ("牢屋に四日いました。", "shift_jis"),
    ),
)
def test_text_whose_letters_cannot_be_told_is_refused_and_not_kept_in_wrong_ones(text, encoding):
    assert answer(text.encode(encoding)) == RefusalReason.LETTERS
    assert cleaning.clean(text.encode()).data.decode() == text


@pytest.mark.parametrize(
    "text",
    (
        "From Monday to Thursday I was kept in the county jail.\n",
        "From: Ana\nTo: Ben\nSubject: the hold\n\nThey said there is no hold.\n",
        "MZ is how my cousin signs.\n",
        "Content of the letter: they said no.\n",
    ),
)
def test_words_that_begin_as_other_files_do_are_text(text):
    assert answer(text.encode()) == Kind.TEXT


@pytest.mark.parametrize(
    "data",
    (
        b"From ana@example.com Mon Nov 30 08:00:00 2026\nFrom: a\nMIME-Version: 1.0\n\nHello\n",
        b"Received: from a\n\tby b\nSubject: x\nContent-Type: multipart/mixed; boundary=x\n\n--x",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99) + "__nameid_version1.0".encode("utf-16-le"),
    ),
)
def test_a_saved_email_is_called_one(data):
    assert answer(data) == RefusalReason.EMAIL
