"""What a file tells of people beside what it shows (S24): planted, and then not found."""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import zlib

import pikepdf
import pytest
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from intake.attachments import clean as cleaning
from intake.attachments.refusals import Refused
from tests.attachments import samples
from tests.attachments.samples import MARK, exif, pdf, photo, profile, saved, traced_pdf, xmp

TURNED = range(1, 9)
HEX, PACKED = re.compile(rb"(?:[0-9a-f]{2}){500,}"), re.compile(rb"/Fl /DCT\] ID ")
STREAMS = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def traced_png(**options):
    return saved(photo(), "PNG", exif=exif(6), pnginfo=samples.png_texts(), **options)


def jp2():
    data = saved(photo(), "JPEG2000")
    box = xmp()
    extra = (len(box) + 8).to_bytes(4) + b"xml " + box
    head = data.index(b"jp2h") - 4
    return data[:head] + extra + data[head:]


SAMPLES = {
    f"a photo, turned {turn}": lambda turn=turn: samples.photo_with_traces(turn) for turn in TURNED
} | {
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
            samples.photo_with_traces(),
            ColorSpace=lambda made: pikepdf.Array(
                [pikepdf.Name.ICCBased, pikepdf.Stream(made, profile(), N=3)]
            ),
        )
    ),
    "a PDF with photos amid the words": lambda: pdf(change=samples.with_inline_photo()),
    "a PDF with such photos in letters": lambda: pdf(
        change=samples.with_inline_photo(b"[/AHx /DCT]", lambda data: data.hex().encode() + b">")
    ),
    "a PDF with such photos, packed": lambda: pdf(
        change=samples.with_inline_photo(b"[/Fl /DCT]", zlib.compress)
    ),
}

# ExifTool does not look amid the words of a page.
AMID = [name for name in SAMPLES if "amid" in name or "such" in name]


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
    for part in list(parts):  # photos amid words are packed in themselves
        parts += [bytes.fromhex(found.decode()) for found in HEX.findall(part)]
        parts += [opened_from(part, found.end()) for found in PACKED.finditer(part)]
    if data.startswith(b"\x89PNG"):
        parts += [str(value).encode() for value in Image.open(io.BytesIO(data)).info.values()]
    return b"\0".join(parts)


def opened_from(data, place):
    try:
        return zlib.decompressobj().decompress(data[place:])
    except zlib.error:
        return b""


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


def seen_by_exiftool(folder, files):
    """Return {name: the names of all that ExifTool tells of a file, with their groups}."""
    paths = [folder / f"{number:03d}" for number in range(len(files))]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    command = ["exiftool", "-json", "-G1", "-a", "-ee", "-u", *paths]
    told = json.loads(subprocess.check_output(command, stderr=subprocess.DEVNULL))
    return {name: set(one) for name, one in zip(files, told, strict=True)}


PLANTS = {
    "a place": ":GPS",
    "a serial number": "SerialNumber",
    "a thumbnail": ":Thumbnail",
    "a person": "(?i):(Artist|Author|Creator)",
}
# What is left may tell of the file itself, and of the dots.
MAY_STAY = re.compile(
    "SourceFile|(ExifTool|System|File|Composite):|JFIF:(JFIFVersion|ResolutionUnit|[XY]Resolution)$"
    "|PDF:(PDFVersion|Linearized|PageCount|EmbeddedImage)|Jpeg2000:|Adobe:"
)


@pytest.mark.skipif(
    not shutil.which("exiftool") and not os.environ.get("FORBID_SKIP"), reason="no exiftool here"
)
def test_s24_exiftool_sees_what_was_planted_and_then_nothing(tmp_path):
    before, after = (tmp_path / "before", tmp_path / "after")
    before.mkdir()
    after.mkdir()
    files = {name: make() for name, make in SAMPLES.items() if name not in AMID}
    with_all = []
    for name, seen in seen_by_exiftool(before, files).items():
        kinds = {kind for kind, sign in PLANTS.items() if any(re.search(sign, tag) for tag in seen)}
        assert kinds >= PLANTS.keys() - {"a thumbnail"}, (name, sorted(seen))
        with_all += [name] * (len(kinds) == len(PLANTS))
    assert len(files) >= 20 and len(with_all) >= len(files) - 1, set(files) - set(with_all)
    made = {name: cleaning.clean(data).data for name, data in files.items()}
    for name, seen in seen_by_exiftool(after, made).items():
        assert [tag for tag in seen if not MAY_STAY.match(tag)] == [], name


@pytest.mark.parametrize("name", AMID)
def test_photos_amid_the_words_of_a_pdf_keep_every_dot(name):
    with pikepdf.open(io.BytesIO(cleaning.clean(SAMPLES[name]()).data)) as made:
        page = made.pages[0]
        words = [
            page.Contents,
            page.Resources.XObject.Fm0,
            page.Resources.Pattern.P0,
            page.Resources.Font.F1.CharProcs.a,
        ]
        photos = [
            step.iimage
            for part in words
            for step in pikepdf.parse_content_stream(part)
            if isinstance(step, pikepdf.ContentStreamInlineImage)
        ]
        assert len(photos) == 4
        dots = JpegImageFile(io.BytesIO(samples.photo_with_traces())).tobytes()
        for one in photos:
            assert JpegImageFile(io.BytesIO(one.read_raw_bytes())).tobytes() == dots
            assert (one.width, one.height) == (640, 480)


def test_a_photo_amid_words_whose_end_is_not_seen_is_refused():
    """Letters of base 85 may hold the sign for the end of a picture: no guess lets traces by."""
    letters = base64.a85encode(samples.photo_with_traces())
    cut = letters[:900] + b" EI Q " + letters[900:] + b"~>"
    change = samples.with_inline_photo(b"[/A85 /DCT]", lambda data: cut)
    with pytest.raises(Refused):
        cleaning.clean(pdf(change=change))


def test_words_that_only_speak_of_pictures_stay_as_they_are():
    words = b"BT /F1 24 Tf 72 700 Td (BI wrote ID 5 EI) Tj ET"
    with pikepdf.open(io.BytesIO(cleaning.clean(pdf(words=words)).data)) as made:
        assert made.pages[0].Contents.read_bytes().strip() == words


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
CORNERS = {
    1: "top left",
    2: "top right",
    3: "bottom right",
    4: "bottom left",
    5: "top left",
    6: "top right",
    7: "bottom right",
    8: "bottom left",
}


def turned_photo(form, turn):
    if form == "JPEG":
        return samples.photo_with_traces(turn)
    return saved(photo(), form, exif=exif(turn))


@pytest.mark.parametrize("form", ("JPEG", "PNG", "WEBP"))
@pytest.mark.parametrize("turn", TURNED)
def test_the_photo_stands_upright(turn, form):
    made = cleaning.clean(turned_photo(form, turn))
    image = Image.open(io.BytesIO(made.data))
    assert image.size == (made.width, made.height) == ((480, 640) if turn > 4 else (640, 480))
    right, bottom = image.width - 20, image.height - 20
    places = {
        "top left": (20, 20),
        "top right": (right, 20),
        "bottom left": (20, bottom),
        "bottom right": (right, bottom),
    }
    assert [name for name, at in places.items() if is_red(image, *at)] == [CORNERS[turn]]


@pytest.mark.parametrize("turn", TURNED)
def test_a_heic_stands_upright_as_its_own_box_says_whatever_is_written_beside(turn):
    """HEIC turns by a box of its own, which the writer makes of the EXIF; readers heed only it."""
    made = Image.open(io.BytesIO(cleaning.clean(turned_photo("HEIF", turn)).data))
    expected = Image.open(io.BytesIO(turned_photo("HEIF", turn)))
    expected.load()
    corners = [
        (20, 20),
        (made.width - 20, 20),
        (20, made.height - 20),
        (made.width - 20, made.height - 20),
    ]
    assert made.size == expected.size
    assert [is_red(made, *at) for at in corners] == [is_red(expected, *at) for at in corners]


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
