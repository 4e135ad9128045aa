"""Files as people and attackers send them, made in code."""

import io
import random
import zipfile
import zlib

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageCms, PngImagePlugin

from intake.attachments import clean as cleaning
from intake.attachments.refusals import Refused

pillow_heif.register_heif_opener()

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def answer(data):
    """Return the kind of what a file became, or the reason why it was refused."""
    try:
        return cleaning.clean(data).kind
    except Refused as refused:
        return refused.reason


def photo(width=640, height=480, mode="RGB"):
    """Return a picture with some detail: grey noise made wide, one red corner at the top left."""
    rng = random.Random(width * height)
    size = max(1, width // 8), max(1, height // 8)
    small = Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
    image = small.resize((width, height), Image.Resampling.BILINEAR).convert(mode)
    if mode == "RGB":
        image.paste("red", (0, 0, width // 4, height // 4))
    return image


def saved(image, form, **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def jpeg(**options):
    return saved(photo(), "JPEG", **options)


def moving(form, **options):
    """Return a file with two pictures, red and then blue."""
    frames = [Image.new("RGB", (40, 40), color) for color in ("red", "blue")]
    return saved(frames[0], form, save_all=True, append_images=frames[1:], **options)


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def zip_bomb():
    layer = zipped({f"{number}.bin": bytes(2_000_000) for number in range(4)})
    for _ in range(3):
        layer = zipped({f"{number}.zip": layer for number in range(16)})
    return layer


def docx_with_macro():
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
    return zipped(parts | {"word/vbaProject.bin": b"Attribute VB_Name"})


def png_header(width, height):
    def chunk(name, data):
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    dots = zlib.compress(bytes(1_000_000))
    sign = b"\x89PNG\r\n\x1a\n"
    return sign + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def wide_text(words):
    return b"\xff\xfe" + words.encode("utf-16-le")


def pdf(pages=1, words=b"BT /F1 24 Tf 72 700 Td (Hello) Tj ET", change=None, **options):
    """Return a PDF with `words` on each page, after `change(pdf)`."""
    made = pikepdf.new()
    font = made.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for _ in range(pages):
        page = made.add_blank_page(page_size=(612, 792))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = Stream(made, words)
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def with_javascript(made):
    script = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert('PLANTED-SCRIPT')"))
    made.Root.OpenAction = script
    made.Root.AA = Dictionary(WC=script)
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([pikepdf.String("x"), script])))
    made.pages[0].AA = Dictionary(O=script)
    made.pages[0].Resources.AA = Dictionary(O=script)


def with_launch(made):
    action = Dictionary(S=Name.Launch, F=pikepdf.String("PLANTED-LAUNCH.exe"))
    made.Root.OpenAction = action
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 600, 700]), A=action, H=Name.N
    )
    address = Dictionary(S=Name.URI, URI=pikepdf.String("https://PLANTED-LINK.example/"))
    web = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=address)
    made.pages[0].Annots = Array([made.make_indirect(link), made.make_indirect(web)])


def with_file(name="PLANTED-NAME.txt", data=b"PLANTED-FILE"):
    def change(made):
        made.attachments[name] = data

    return change


def with_field(made):
    """A filled form field with a script: what it shows is to stay, the script is not."""
    look = Stream(made, b"0 0 1 rg 0 0 200 50 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 50])
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=pikepdf.String("PLANTED-FIELD"),
            V=pikepdf.String("said"),
            F=4,
            Rect=Array([100, 100, 300, 150]),
            AP=Dictionary(N=look),
            AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=pikepdf.String("PLANTED-KEY()"))),
        )
    )
    made.pages[0].Annots = Array([field])
    made.Root.AcroForm = Dictionary(Fields=Array([field]))


def with_picture(data, form=Name.DCTDecode, **entries):
    """Put one photo on the first page, as scanning apps do."""

    def change(made):
        image = Stream(made, data)
        image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, form
        image.Width, image.Height, image.BitsPerComponent = 640, 480, 8
        image.ColorSpace = Name.DeviceRGB
        for name, value in entries.items():
            image[f"/{name}"] = value(made)
        made.pages[0].Resources.XObject = Dictionary(Im0=image)
        made.pages[0].Contents = Stream(made, b"q 612 0 0 459 0 200 cm /Im0 Do Q")

    return change


def bomb_on_a_page():
    """A page whose content is 600 MB when unpacked twice."""
    inner = zlib.compressobj(9)
    packed = b"".join(inner.compress(bytes(10_000_000)) for _ in range(60)) + inner.flush()

    def change(made):
        made.pages[0].Contents = Stream(
            made, zlib.compress(packed), Filter=Array([Name.FlateDecode, Name.FlateDecode])
        )

    return pdf(change=change)


def locked():
    return pdf(encryption=pikepdf.Encryption(owner="owner", user="password"))


def not_to_be_printed():
    """Opens without a password, and only asks programs not to print."""
    allow = pikepdf.Permissions(print_highres=False, print_lowres=False)
    return pdf(encryption=pikepdf.Encryption(owner="owner", user="", allow=allow))


MARK = "PLANTED-7f3a"


def exif(orientation=1):
    """Return EXIF data with place, serial number, author and a thumbnail, all with MARK."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F], tags[0x013B], tags[0x8298] = f"{MARK} maker", f"{MARK} author", f"{MARK} right"
    tags[0x010E], tags[0x9C9B] = f"{MARK} words", f"{MARK} title".encode("utf-16-le")
    inside = tags.get_ifd(0x8769)
    inside[0xA431], inside[0xA435], inside[0x9286] = f"{MARK} serial", f"{MARK} lens", f"{MARK} me"
    place = tags.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (33.0, 44.0, 55.0), "W", (84.0, 23.0, 11.0)
    place[27], place[29] = f"{MARK} way", "2026:11:23"
    return with_thumbnail(tags.tobytes())


def thumbnail():
    return saved(photo(64, 48), "JPEG", comment=f"{MARK} thumbnail")


def with_thumbnail(data):
    """Return EXIF data with a small picture in its second list, as cameras add it."""
    head, tiff, small = data[:6], data[6:], thumbnail()
    order = "little" if tiff[:2] == b"II" else "big"

    def number(value, size):
        return value.to_bytes(size, order)

    first = int.from_bytes(tiff[4:8], order)
    end = first + 2 + 12 * int.from_bytes(tiff[first : first + 2], order)
    second = len(tiff)
    place = second + 2 + 3 * 12 + 4
    rows = (
        (0x0103, 3, number(6, 2) + bytes(2)),
        (0x0201, 4, number(place, 4)),
        (0x0202, 4, number(len(small), 4)),
    )
    listed = number(len(rows), 2) + b"".join(
        number(tag, 2) + number(kind, 2) + number(1, 4) + value for tag, kind, value in rows
    )
    return head + tiff[:end] + number(second, 4) + tiff[end + 4 :] + listed + bytes(4) + small


def xmp():
    told = "".join(
        f"<{name}>{value}</{name}>"
        for name, value in {
            "dc:creator": f"{MARK} creator",
            "aux:SerialNumber": f"{MARK} serial",
            "exif:GPSLatitude": "33,44.9N",
        }.items()
    )
    return f"<x:xmpmeta>{told}</x:xmpmeta>".encode()


def profile():
    """Return a color profile with MARK in it, as screens and cameras name themselves."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made.replace(b"sRGB", MARK[:4].encode()) + MARK.encode()


def png_texts():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", f"{MARK} author")
    texts.add_itxt("XML:com.adobe.xmp", xmp().decode())
    texts.add_text("Comment", f"{MARK} comment", zip=True)
    return texts


def photo_with_traces(orientation=1, **options):
    """Return a JPEG with EXIF, XMP, comment, profile, an IPTC block, and a thumbnail in JFIF."""
    data = jpeg(exif=exif(orientation), comment=f"{MARK} comment", icc_profile=profile(), **options)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + f"{MARK} caption".encode()
    note = b"http://ns.adobe.com/xap/1.0/\0" + xmp()
    extra = b"".join(
        b"\xff" + mark + (len(body) + 2).to_bytes(2) + body
        for mark, body in ((b"\xe1", note), (b"\xed", iptc), (b"\xe2", b"MPF\0" + MARK.encode()))
    )
    small = b"JFXX\0\x10" + thumbnail()
    extra = b"\xff\xe0" + (len(small) + 2).to_bytes(2) + small + extra
    return data[:20] + extra + data[20:] + MARK.encode()  # JFIF is to come first


def with_inline_photo(filters=b"/DCT", pack=bytes):
    """Put a photo amid the words of the page, and of a form, a letter and a pattern on it."""
    head = b"BI /W 640 /H 480 /CS /RGB /BPC 8 /F " + filters + b" ID "
    words = head + pack(photo_with_traces()) + b"\nEI"

    def change(made):
        page = made.pages[0]
        page.Contents = Stream(made, b"q 612 0 0 459 0 200 cm " + words + b" Q /Fm0 Do")
        form = Stream(made, b"q " + words + b" Q", Type=Name.XObject, Subtype=Name.Form)
        form.BBox = Array([0, 0, 9, 9])
        letter = Stream(made, b"9 0 0 0 9 9 d1 " + words)
        pattern = Stream(made, words, PatternType=1, PaintType=1, TilingType=1, XStep=9, YStep=9)
        pattern.BBox, pattern.Resources = Array([0, 0, 9, 9]), Dictionary()
        page.Resources = Dictionary(
            XObject=Dictionary(Fm0=form),
            Pattern=Dictionary(P0=pattern),
            Font=Dictionary(
                F1=Dictionary(
                    Type=Name.Font,
                    Subtype=Name.Type3,
                    CharProcs=Dictionary(a=letter),
                    FontBBox=Array([0, 0, 9, 9]),
                    FontMatrix=Array([1, 0, 0, 1, 0, 0]),
                    FirstChar=97,
                    LastChar=97,
                    Widths=Array([9]),
                    Encoding=Dictionary(Differences=Array([97, Name.a])),
                )
            ),
        )

    return change


def traced_pdf(**options):
    def change(made):
        with_picture(
            photo_with_traces(),
            Metadata=lambda pdf: Stream(pdf, xmp()),
            PieceInfo=lambda pdf: Dictionary(App=pikepdf.String(MARK)),
        )(made)
        made.docinfo["/Author"] = pikepdf.String(f"{MARK} author é")
        made.docinfo["/Creator"] = pikepdf.String(f"{MARK} scanner 4711")
        made.Root.Metadata = Stream(made, xmp(), Type=Name.Metadata, Subtype=Name.XML)
        made.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=pikepdf.String(MARK))]))
        made.pages[0].Thumb = Stream(made, MARK.encode() * 9)
        made.pages[0].PieceInfo = Dictionary(App=Dictionary(Private=pikepdf.String(MARK)))
        made.pages[0].LastModified = pikepdf.String(f"D:2026 {MARK}")
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Rect=Array([0, 0, 9, 9]),
            T=pikepdf.String(f"{MARK} reviewer"),
            NM=pikepdf.String(f"{MARK} name of the note"),
        )
        made.pages[0].Annots = Array([made.make_indirect(note)])

    return pdf(change=change, **options)
