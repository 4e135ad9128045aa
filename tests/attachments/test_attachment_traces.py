"""What a file tells of people beside what it shows (S24): planted, and then not found."""

import io
import re
import zlib

import pikepdf
import pytest
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from intake.attachments import clean as cleaning
from tests.attachments import samples
from tests.attachments.samples import MARK, exif, pdf, photo, profile, saved, traced_pdf, xmp

pytestmark = pytest.mark.once

TURNED = range(1, 9)
STREAMS = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def traced_png(**options):
    return saved(photo(), "PNG", exif=exif(6), pnginfo=samples.png_texts(), **options)


def jp2():
    data = saved(photo(), "JPEG2000")
    box = xmp()
    extra = (len(box) + 8).to_bytes(4) + b"xml " + box
    head = data.index(b"jp2h") - 4
    return data[:head] + extra + data[head:]


SAMPLES = {f"a photo, turned {turn}": lambda turn=turn: samples.photo_with_traces(turn)
           for turn in TURNED} | {
    "a photo, progressive": lambda: samples.photo_with_traces(3, progressive=True),
    "a photo for print": lambda: saved(
        photo(mode="CMYK"), "JPEG", exif=exif(), xmp=xmp(), comment=MARK
    ),
    "a PNG": traced_png,
    "a PNG with a profile": lambda: traced_png(icc_profile=profile()),
    "a WebP": lambda: saved(photo(), "WEBP", exif=exif(6), xmp=xmp(), icc_profile=profile()),
    "a HEIC": lambda: saved(photo(), "HEIF", exif=exif(), xmp=xmp(), icc_profile=profile()),
    "a HEIC with a thumbnail": lambda: saved(photo(), "HEIF", exif=exif(), thumbnails=[128]),
    "a PDF": traced_pdf,
    "a PDF, unpacked": lambda: traced_pdf(compress_streams=False),
    "a PDF, locked for the owner": lambda: traced_pdf(
        encryption=pikepdf.Encryption(owner="owner", user="")
    ),
    "a PDF of a progressive photo": lambda: pdf(
        change=samples.with_picture(samples.photo_with_traces(progressive=True))
    ),
    "a PDF of a photo packed twice": lambda: pdf(
        change=samples.with_picture(
            zlib.compress(samples.photo_with_traces()),
            pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]),
        )
    ),
    "a PDF of a JPEG 2000": lambda: pdf(change=samples.with_picture(jp2(), pikepdf.Name.JPXDecode)),
    "a PDF with a profile": lambda: pdf(
        change=samples.with_picture(
            samples.jpeg(),
            ColorSpace=lambda made: pikepdf.Array(
                [pikepdf.Name.ICCBased, pikepdf.Stream(made, profile(), N=3)]
            ),
        )
    ),
}  # fmt: skip


def unpacked(data):
    """Return the bytes of a file and of all that is packed or locked inside, without its ways."""
    parts = [data]
    for packed in STREAMS.findall(data):
        inside = zlib.decompressobj()
        try:
            parts.append(inside.decompress(packed))
        except zlib.error:
            continue
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as made:
            for part in made.objects:
                parts.append(part.unparse(resolved=True))
                if isinstance(part, pikepdf.Stream):
                    parts += [part.read_raw_bytes(), last_photo(made, part)]
            parts += [made.trailer.unparse(), *map(str.encode, map(str, made.docinfo.values()))]
    if data.startswith(b"\x89PNG"):
        parts += [str(value).encode() for value in Image.open(io.BytesIO(data)).info.values()]
    return b"\0".join(parts)


def last_photo(made, stream):
    if isinstance(filters := stream.get("/Filter"), pikepdf.Array):
        plain = pikepdf.Stream(made, stream.read_raw_bytes(), Filter=filters[0])
        return plain.read_bytes()
    return b""


def traces(data):
    found = unpacked(data)
    forms = MARK.encode(), MARK.encode("utf-16-le"), MARK.encode("utf-16-be")
    signs = b"Exif\0", b"ICC_PROFILE", b"xmpmeta", b"8BIM", b"2026:11:23", b"MPF\0", b"PieceInfo"
    return [sign for sign in (*forms, *signs) if sign in found]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_trace_is_left(name):
    data = SAMPLES[name]()
    assert traces(data)
    assert traces(cleaning.clean(data).data) == []


def test_there_are_twenty_samples():
    assert len(SAMPLES) >= 20


@pytest.mark.parametrize("name", [name for name in SAMPLES if "PDF" not in name])
def test_a_picture_carries_nothing_but_its_dots(name):
    image = Image.open(io.BytesIO(cleaning.clean(SAMPLES[name]()).data))
    image.load()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not image.getexif()


def is_red(image, x, y):
    red, green, blue = image.getpixel((x, y))
    return red > 200 and green < 80 and blue < 80


# Where the red corner at the top left goes, for each value of the orientation.
CORNERS = {1: "top left", 2: "top right", 3: "bottom right", 4: "bottom left",
           5: "top left", 6: "top right", 7: "bottom right", 8: "bottom left"}  # fmt: skip


@pytest.mark.parametrize("turn", TURNED)
def test_the_photo_stands_upright(turn):
    made = cleaning.clean(samples.photo_with_traces(turn))
    image = Image.open(io.BytesIO(made.data))
    assert image.size == (made.width, made.height) == ((480, 640) if turn > 4 else (640, 480))
    right, bottom = image.width - 20, image.height - 20
    places = {"top left": (20, 20), "top right": (right, 20), "bottom left": (20, bottom),
              "bottom right": (right, bottom)}  # fmt: skip
    assert [name for name, at in places.items() if is_red(image, *at)] == [CORNERS[turn]]


def test_broken_traces_do_not_stop_a_photo():
    data = saved(photo(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(5))
    assert cleaning.clean(data).width == 640


@pytest.mark.parametrize("progressive", (False, True))
def test_photos_inside_a_pdf_keep_every_dot(progressive):
    data = samples.photo_with_traces(progressive=progressive)
    made = cleaning.clean(pdf(change=samples.with_picture(data)))
    with pikepdf.open(io.BytesIO(made.data)) as document:
        inside = document.pages[0].Resources.XObject.Im0.read_raw_bytes()
    before, after = (JpegImageFile(io.BytesIO(part)) for part in (data, inside))
    assert before.tobytes() == after.tobytes()
    assert len(inside) < len(data)
