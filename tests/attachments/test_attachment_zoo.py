"""What is taken and what is not (S23): the table, what is gone from what is taken, memory."""

import io
import json
import os
import re
import subprocess
import sys

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from intake.attachments import clean as cleaning
from intake.attachments import kinds, refusals
from intake.attachments.kinds import Kind
from intake.attachments.refusals import RefusalReason, Refused
from tests import plain_words
from tests.attachments import samples
from tests.attachments.samples import EICAR, answer, pdf

GIF_SCRIPT = b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"

ZOO = {
    "a photo": (samples.jpeg, Kind.JPEG),
    "a photo, progressive": (lambda: samples.jpeg(progressive=True), Kind.JPEG),
    "a photo for print": (lambda: samples.saved(samples.photo(mode="CMYK"), "JPEG"), Kind.JPEG),
    "a grey photo": (lambda: samples.saved(samples.photo(mode="L"), "JPEG"), Kind.JPEG),
    "a photo with a ZIP after it": (
        lambda: samples.jpeg() + samples.zipped({"eicar.com": EICAR}),
        Kind.JPEG,
    ),
    "a PNG": (lambda: samples.saved(samples.photo(), "PNG"), Kind.JPEG),
    "a WebP": (lambda: samples.saved(samples.photo(), "WEBP"), Kind.JPEG),
    "a HEIC": (lambda: samples.saved(samples.photo(), "HEIF"), Kind.JPEG),
    "a PDF": (pdf, Kind.PDF),
    "a PDF of 300 pages": (lambda: pdf(300), Kind.PDF),
    "a PDF not to be printed": (samples.not_to_be_printed, Kind.PDF),
    "a PDF with JavaScript": (lambda: pdf(change=samples.with_javascript), Kind.PDF),
    "a PDF with a launch action": (lambda: pdf(change=samples.with_launch), Kind.PDF),
    "a PDF with a file inside": (
        lambda: pdf(change=samples.with_file()),
        RefusalReason.FILES_INSIDE,
    ),
    "a PDF with EICAR inside": (
        lambda: pdf(change=samples.with_file("e.com", EICAR)),
        RefusalReason.FILES_INSIDE,
    ),
    "text": (lambda: "Señor Núñez wrote this.\n".encode(), Kind.TEXT),
    "text of Windows": (lambda: samples.wide_text("Señor Núñez\r\n"), Kind.TEXT),
    "EICAR as text": (lambda: EICAR, Kind.TEXT),
    "EICAR in a ZIP": (lambda: samples.zipped({"eicar.com": EICAR}), RefusalReason.ARCHIVE),
    "a bomb of ZIPs": (samples.zip_bomb, RefusalReason.ARCHIVE),
    "a ZIP in a ZIP": (
        lambda: samples.zipped({"a.zip": samples.zipped({"b": b""})}),
        RefusalReason.ARCHIVE,
    ),
    "a GZIP": (lambda: b"\x1f\x8b\x08" + bytes(20), RefusalReason.ARCHIVE),
    "a DOCX with a macro": (samples.docx_with_macro, RefusalReason.OFFICE),
    "an old DOC": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), RefusalReason.OFFICE),
    "RTF": (lambda: rb"{\rtf1 Hello}", RefusalReason.OFFICE),
    "a GIF": (lambda: samples.saved(samples.photo(), "GIF"), Kind.JPEG),
    "a GIF that is a script": (lambda: GIF_SCRIPT, RefusalReason.BROKEN),
    "a video": (lambda: b"\0\0\0\x20ftypmp42" + bytes(50), RefusalReason.MOVING),
    "an SVG with a script": (lambda: SVG, RefusalReason.WEB_PAGE),
    "an SVG after a comment": (lambda: b"\n <?xml version='1.0'?>" + SVG, RefusalReason.WEB_PAGE),
    "a web page named .jpg": (lambda: HTML, RefusalReason.WEB_PAGE),
    "a web page of Windows": (lambda: samples.wide_text(HTML.decode()), RefusalReason.WEB_PAGE),
    "a web page that is a PDF": (lambda: HTML + pdf(), RefusalReason.OTHER),
    "text that is a PDF": (lambda: b"Hello\n" + pdf(compress_streams=False), RefusalReason.OTHER),
    "a program": (lambda: b"MZ\x90\0" + bytes(200), RefusalReason.OTHER),
    "noise": (lambda: bytes(range(256)) * 9, RefusalReason.OTHER),
    "a TIFF": (lambda: samples.saved(samples.photo(), "TIFF"), RefusalReason.TIFF),
    "0 bytes": (lambda: b"", RefusalReason.EMPTY),
    "only spaces": (lambda: b" \n\t ", RefusalReason.EMPTY),
    "11 MB": (lambda: samples.jpeg() + bytes(11_000_000), RefusalReason.TOO_BIG),
    "a PNG of 50,000 x 50,000": (
        lambda: samples.png_header(50_000, 50_000),
        RefusalReason.TOO_LARGE,
    ),
    "a PNG of less than it says": (
        lambda: samples.png_header(5_000, 5_000),
        RefusalReason.CANNOT_OPEN,
    ),
    "half a photo": (lambda: samples.jpeg()[:9_000], RefusalReason.BROKEN),
    "the first bytes of a photo": (lambda: b"\xff\xd8\xff\xe0", RefusalReason.BROKEN),
    "half a PNG": (lambda: samples.saved(samples.photo(), "PNG")[:9_000], RefusalReason.BROKEN),
    "half a HEIC": (lambda: samples.saved(samples.photo(), "HEIF")[:2_000], RefusalReason.BROKEN),
    "half a WebP": (lambda: samples.saved(samples.photo(), "WEBP")[:2_000], RefusalReason.BROKEN),
    "the first bytes of a PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", RefusalReason.BROKEN),
    "a PDF without pages": (lambda: pdf(0), RefusalReason.BROKEN),
    "a PDF of 301 pages": (lambda: pdf(301), RefusalReason.TOO_LONG),
    "a PDF with a password": (samples.locked, RefusalReason.LOCKED),
}


@pytest.mark.parametrize("name", ZOO)
def test_each_file_of_the_zoo_has_its_answer(name):
    make, expected = ZOO[name]
    assert answer(make()) == expected


def everything_in(data):
    """Return the bytes of a PDF and of all its objects, unpacked."""
    parts = [data]
    with pikepdf.open(io.BytesIO(data)) as made:
        for part in made.objects:
            parts.append(part.unparse(resolved=True))
            if isinstance(part, pikepdf.Stream):
                parts.append(part.read_raw_bytes())
                if part.get("/Filter") == pikepdf.Name.FlateDecode:
                    parts.append(part.read_bytes())
        parts.append(made.trailer.unparse())
    return b"\0".join(parts)


ACTS = (
    b"/OpenAction",
    b"/AA",
    b"/JavaScript",
    b"/JS",
    b"/Launch",
    b"/URI",
    b"/EmbeddedFile",
    b"/EF",
    b"/Names",
    b"/Annots",
    b"/AcroForm",
    b"/Filespec",
    b"PLANTED",
)


@pytest.mark.parametrize(
    "change",
    (
        samples.with_javascript,
        samples.with_launch,
        samples.with_field,
    ),
)
def test_a_pdf_keeps_its_pages_and_nothing_that_acts(change):
    before = everything_in(pdf(change=change))
    after = cleaning.clean(pdf(change=change))
    found = everything_in(after.data)
    assert [sign for sign in ACTS if sign in before]
    assert [sign for sign in ACTS if sign in found] == []
    assert b"(Hello) Tj" in found
    assert after.pages == 1


def test_what_stands_in_a_form_field_is_still_seen():
    made = cleaning.preview(cleaning.clean(pdf(change=samples.with_field)))
    image = Image.open(io.BytesIO(made))
    across, down = image.width * 200 // 612, image.height * (792 - 125) // 792
    red, green, blue = image.getpixel((across, down))
    assert blue > 200
    assert red < 60 > green


def test_a_pdf_takes_from_the_tree_above_a_page_what_the_page_needs():
    def change(made):
        tree = made.Root.Pages
        tree.Rotate, tree.Resources = 90, made.pages[0].Resources
        del made.pages[0].obj["/Resources"]

    with pikepdf.open(io.BytesIO(cleaning.clean(pdf(change=change)).data)) as made:
        assert made.pages[0].Rotate == 90
        assert made.pages[0].Resources.Font.F1.BaseFont == "/Helvetica"


def test_a_photo_with_a_zip_after_it_comes_out_without():
    data = samples.jpeg() + samples.zipped({"eicar.com": EICAR})
    assert b"PK\x03\x04" not in cleaning.clean(data).data


def test_pictures_are_made_smaller_and_put_on_white():
    large = cleaning.clean(samples.saved(samples.photo(3200, 1600), "PNG"))
    assert (large.width, large.height, large.pages) == (3000, 1500, None)
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    for form in ("PNG", "WEBP"):
        made = Image.open(io.BytesIO(cleaning.clean(samples.saved(clear, form)).data))
        assert made.getpixel((5, 5)) == (255, 255, 255)


def test_grey_of_16_bits_is_still_grey():
    image = Image.new("I;16", (20, 20), 0x8000)
    made = Image.open(io.BytesIO(cleaning.clean(samples.saved(image, "PNG")).data))
    assert made.mode == "L"
    assert abs(made.getpixel((5, 5)) - 128) < 3


def test_strips_leave_no_seam():
    image = Image.linear_gradient("L").resize((4000, 4000)).convert("RGB")
    made = Image.open(io.BytesIO(cleaning.clean(samples.saved(image, "PNG")).data))
    straight = image.resize((3000, 3000), Image.Resampling.LANCZOS)
    rows = range(0, 3000, 7)
    differ = [abs(made.getpixel((9, row))[0] - straight.getpixel((9, row))[0]) for row in rows]
    assert max(differ) <= 3


def test_text_loses_control_signs_and_keeps_the_direction_of_writing():
    told = "a\0b\x07c\td\r\ne\u202ef\u2069 and enough words beside them, so that it is a text\n"
    made = cleaning.clean(told.encode())
    kept = "abc\td\ne\u202ef\u2069 and enough words beside them, so that it is a text\n"
    assert made.data.decode() == kept
    assert made.media_type == "text/plain; charset=utf-8"


def test_a_preview_shows_one_page_or_the_picture():
    document = cleaning.clean(pdf(2))
    for cleaned, page in ((document, 2), (cleaning.clean(samples.jpeg()), 1)):
        image = Image.open(io.BytesIO(cleaning.preview(cleaned, page, max_side=300)))
        assert (image.format, max(image.size)) == ("JPEG", 300)
    with pytest.raises(ValueError):
        cleaning.preview(document, 3)
    with pytest.raises(ValueError):
        cleaning.preview(cleaning.clean(b"words"))


def test_a_page_that_swells_has_no_preview_and_harms_nothing():
    made = cleaning.clean(samples.bomb_on_a_page())
    with pytest.raises(Refused) as refused:
        cleaning.preview(made)
    assert refused.value.reason == RefusalReason.CANNOT_OPEN


def test_a_process_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(cleaning, "TIMEOUT_SECONDS", 0.01)
    assert answer(samples.jpeg()) == RefusalReason.CANNOT_OPEN


def test_when_others_are_at_it_the_file_waits(monkeypatch):
    monkeypatch.setattr(cleaning, "WAIT_SECONDS", 0.01)
    with cleaning._one_at_a_time:
        assert answer(samples.jpeg()) == RefusalReason.BUSY


def test_the_process_knows_nothing_of_the_site(monkeypatch):
    given = {}

    def run(command, **options):
        given.update(options, command=command)
        return subprocess.CompletedProcess(command, 0, b'{"pages": 1}\n')

    monkeypatch.setattr(cleaning.subprocess, "run", run)
    cleaning.clean(pdf())
    assert given["env"] == {}
    assert given["command"][1] == "-I"


# A parent of its own, as the size of the parent counts for what is started from it.
PEAK = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-I", sys.argv[1]], env={}, stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

LARGE = {
    "a photo of 12 megapixels": (lambda: samples.saved(samples.photo(4032, 3024), "JPEG"), "jpeg"),
    "a photo of 48 megapixels": (lambda: samples.saved(samples.photo(8064, 6048), "JPEG"), "jpeg"),
    "a clear PNG of 48 megapixels": (
        lambda: samples.saved(Image.new("RGBA", (8064, 6048)), "PNG", compress_level=1),
        "png",
    ),
    "a WebP of 12 megapixels": (
        lambda: samples.saved(samples.photo(4032, 3024), "WEBP", method=0),
        "webp",
    ),
    "a long screenshot of 25 megapixels": (
        lambda: samples.saved(Image.new("RGBA", (1290, 19_854), "white"), "PNG"),
        "png",
    ),
    "a HEIC of 12 megapixels": (lambda: samples.saved(samples.photo(4032, 3024), "HEIF"), "heic"),
    "a PDF of 10 MB": (
        lambda: pdf(change=samples.with_picture(samples.jpeg() + bytes(9_900_000))),
        "pdf",
    ),
    "a PDF of 300 pages": (lambda: pdf(300, os.urandom(15_000).hex().encode()), "pdf"),
}


@pytest.mark.parametrize("name", LARGE)
def test_the_process_stays_under_300_mb(name):
    make, kind = LARGE[name]
    told = json.dumps({"task": "clean", "kind": kind}).encode() + b"\n" + make()
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(cleaning._SANDBOX)], input=told, capture_output=True
    )
    assert int(done.stdout) < 300 * 1024


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\xd8")
def test_telling_any_bytes_raises_only_refused(data):
    try:
        kinds.detect_kind(data)
    except Refused as refused:
        assert refused.message


STARTS = [
    samples.jpeg(),
    samples.saved(samples.photo(), "PNG"),
    pdf(),
    pdf(compress_streams=False),
    samples.saved(samples.photo(64, 64), "HEIF"),
    pdf(change=samples.with_field),
]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(STARTS), st.data())
def test_changed_files_raise_only_refused(start, data):
    changed = bytearray(start)
    places = st.integers(0, len(start) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=30)):
        changed[place] = value
    assert answer(bytes(changed)) in {*Kind, *RefusalReason}


def test_a_case_takes_10_files_and_40_mb():
    kinds.check_quota(9, 30 * 1024 * 1024, 10 * 1024 * 1024)
    for files, total, why in (
        (10, 0, RefusalReason.TOO_MANY),
        (1, 40 * 1024 * 1024, RefusalReason.TOO_MUCH),
    ):
        with pytest.raises(Refused) as refused:
            kinds.check_quota(files, total, 1)
        assert refused.value.reason == why


def test_every_refusal_says_what_and_what_to_do_in_plain_words():
    assert set(refusals.REFUSAL_MESSAGES) == set(RefusalReason)
    said = [str(sentence) for pair in refusals.REFUSAL_MESSAGES.values() for sentence in pair]
    assert not [sentence for sentence in said if plain_words.NEVER.search(sentence)]
    assert not [sentence for sentence in said if not re.fullmatch(r"[A-Z][^.?!]+\.", sentence)]
    assert plain_words.longest(said)[0] <= 20
    assert plain_words.grade(said) < 6
