"""PDFs: a new file with the content of the pages, and nothing that acts or tells on people."""

import io
import re
from contextlib import suppress
from importlib import import_module
from typing import Any

import pikepdf
from jpegs import bare_jp2, bare_jpeg
from pikepdf import Array, Dictionary, Name, Stream

MOST_PAGES = 300
TOO_MUCH = "cannot open"

# What a page keeps. Links, notes, actions, thumbnails and names of programs are not among it.
PAGE_KEYS = {"/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group"}
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
# What its resources keep. Without /Properties there are no layers: what was hidden is seen.
RESOURCE_KEYS = {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font"}
# What nothing inside keeps: descriptions, private data of programs, what acts, other files.
NEVER = {
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/Thumb",
    "/A",
    "/AA",
    "/OpenAction",
    "/JS",
    "/JavaScript",
    "/OC",
    "/URI",
    "/AF",
    "/EF",
    "/OPI",
    "/Ref",
    "/Measure",
    "/PtData",
    "/Annots",
    "/Parent",
    "/StructParent",
    "/StructParents",
    "/ID",
    "/Info",
    "/Names",
}
# A stream with one of these takes its data from another file.
OUTSIDE = {"/F", "/FFilter", "/FDecodeParms"}
# Dictionaries whose keys are names of the file's own, so that none of them is forbidden.
NAMED = {"/CharProcs", "/Colorants"}
PHOTOS = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jp2}
# A picture can stand amid the words of a page, too.
INLINE = re.compile(rb"(?<![^\s\0])BI[\s\0/].*?(?<![^\s\0])ID[\s\0]", re.DOTALL)
OPERATORS = """
    b B b* B* BDC BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n
    q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
"""
PLAIN_COLORS: dict[Any, Name] = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}


class Refused(Exception):
    pass


def load(task):
    """Load the libraries of a task, before the limits stand."""
    if task["task"] == "preview":
        import_module("pypdfium2")
        import_module("PIL.JpegImagePlugin")


def do(task, data):
    """Return ({"pages": n}, PDF) for "clean", ({}, JPEG) for "preview". Raise Refused."""
    return rebuilt(data) if task["task"] == "clean" else shown(task, data)


def rebuilt(data):
    with opened(data) as pdf:
        if not 0 < len(pdf.pages) <= MOST_PAGES:
            raise Refused("too long" if len(pdf.pages) else "broken")
        flatten(pdf)
        made = pikepdf.new()
        seen: set[tuple[int, int]] = set()
        for page in pdf.pages:
            strip_page(page.obj)
            page.contents_coalesce()
            if isinstance(page.obj.get("/Contents"), Stream):
                bare_words(pdf, page.Contents)
            strip(pdf, page.obj, seen)
            made.pages.append(page)
        out = io.BytesIO()
        made.save(
            out,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
        return {"pages": len(made.pages)}, out.getvalue()


def opened(data):
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise Refused("locked") from None
    except pikepdf.PdfError:
        raise Refused("broken") from None


def flatten(pdf):
    """Draw into the pages what stands in form fields and on them, as signatures and stamps do."""
    with suppress(pikepdf.PdfError, RuntimeError, ValueError):
        pdf.generate_appearance_streams()
    with suppress(pikepdf.PdfError, RuntimeError, ValueError):
        pdf.flatten_annotations("all")


def strip_page(page):
    """Leave a page only what PAGE_KEYS names, with what it takes from the tree above it."""
    for key in INHERITED:
        above, depth = page, 0
        while key not in above and "/Parent" in above and depth < 50:
            above, depth = above["/Parent"], depth + 1
        if key in above:
            page[key] = above[key]
    for key in set(page.keys()) - PAGE_KEYS - {"/Type", "/Parent"}:
        del page[key]


def strip(pdf, page, seen):
    """Clear all that a page leads to. `seen` holds what was cleared before."""
    waiting: list[tuple[Any, Any]] = [(page, "/Page")]
    while waiting:
        part, role = waiting.pop()
        if part.is_indirect:
            if part.objgen in seen:
                continue
            seen.add(part.objgen)
        if isinstance(part, Array):
            entries = list(enumerate(part))
        else:
            clear(pdf, part, role)
            entries = list(part.items())
        for key, value in entries:
            if isinstance(value, Array) and is_profile(value):
                part[key] = PLAIN_COLORS.get(value[1].get("/N"), Name.DeviceRGB)
            elif isinstance(value, Dictionary | Stream | Array):
                waiting.append((value, "names" if role == "/Resources" else key))


def clear(pdf, part, role):
    """Take from one dictionary or stream what it may not keep. `role` is the key it is under."""
    keys = set(part.keys())
    gone = set()
    if role == "/Resources":
        gone = keys - RESOURCE_KEYS
    elif role != "names" and role not in NAMED:
        gone = keys & NEVER
    if isinstance(part, Stream):
        gone = keys & (NEVER | OUTSIDE)
        bare_photo(pdf, part)
        if part.get("/Subtype") != Name.Image:
            bare_words(pdf, part)
    for key in gone:
        del part[key]


def is_profile(array):
    return len(array) == 2 and array[0] == Name.ICCBased and isinstance(array[1], Stream)


def bare_photo(pdf, stream):
    """Take from a photo inside the file what the camera wrote beside the dots."""
    filters = stream.get("/Filter", Array())
    filters = list(filters) if isinstance(filters, Array) else [filters]
    if not filters or str(filters[-1]) not in PHOTOS:
        return
    bare = bare_of(pdf, stream.read_raw_bytes(), filters)
    parameters = stream.get("/DecodeParms")
    if isinstance(parameters, Array):
        parameters = parameters[-1]
    stream.write(bare, filter=filters[-1], decode_parms=parameters)


def bare_of(pdf, data, filters):
    """Return a photo without what the camera wrote; `filters` lead to it, the last is its own."""
    if before := filters[:-1]:
        data = Stream(pdf, data, Filter=Array(before)).read_bytes()
    bare = PHOTOS[str(filters[-1])](data)
    if bare is None:
        raise Refused("cannot open")
    return bare


def bare_words(pdf, stream):
    """Do the same for photos amid the words of a page, a form or a letter."""
    try:
        words = stream.read_bytes()
    except pikepdf.PdfError:
        return  # no program can read words in it
    if not INLINE.search(words):
        return
    try:
        steps = pikepdf.parse_content_stream(stream)
    except pikepdf.PdfParsingError:
        return
    if any(is_inline_photo(step) for step in steps):
        stream.write(b"\n".join(bare_step(pdf, step) for step in steps))


def is_inline_photo(step):
    return isinstance(step, pikepdf.ContentStreamInlineImage) and (
        step.iimage.filters[-1:] == ["/DCTDecode"]
    )


def bare_step(pdf, step):
    if is_inline_photo(step):
        return bare_inline(pdf, step.iimage)
    # Where the end of a photo was not seen right, what follows is not made of operators.
    inline = isinstance(step, pikepdf.ContentStreamInlineImage)
    if not inline and str(step.operator) not in OPERATORS.split():
        raise Refused("cannot open")
    return pikepdf.unparse_content_stream([step])


def bare_inline(pdf, image):
    known, filters = image.obj, [Name(name) for name in image.filters]
    bare = bare_of(pdf, image.read_raw_bytes(), filters)
    known.Filter = filters[-1]
    if isinstance(known.get("/DecodeParms"), Array):
        known.DecodeParms = known.DecodeParms[-1]
    said = known.unparse().removeprefix(b"<<").removesuffix(b">>")
    return b"BI " + said + b" ID " + bare + b"\nEI"


def shown(task, data):
    """Return ({}, JPEG) of one page of a PDF that was rebuilt before."""
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[task["page"] - 1]
    scale = task["most"] / max(page.get_size())
    picture = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil()
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=85)
    return {}, out.getvalue()
