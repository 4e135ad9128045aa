"""PDFs: a new file with the content of the pages, and nothing that acts or tells on people."""

import io
import re
from importlib import import_module
from typing import Any

import extras
import pikepdf
from jpegs import strip_jp2, strip_jpeg
from pikepdf import Array, Dictionary, Name, Stream

MAX_PAGES = 300
# Where the end of a PDF is looked for, as programs do.
TAIL = 2048
TOO_MUCH = "cannot open"

# What a page keeps. Links, notes, actions, thumbnails and names of programs are not among it.
PAGE_KEYS = {"/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group"}
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
# What its resources keep. Without /Properties there are no layers: what was hidden is seen.
RESOURCE_KEYS = {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font"}
# What nothing inside keeps: descriptions, private data of programs, what acts, other files.
FORBIDDEN_KEYS = {
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
EXTERNAL_KEYS = {"/F", "/FFilter", "/FDecodeParms"}
# Dictionaries whose keys are names of the file's own, so that none of them is forbidden.
NAME_DICTIONARIES = {"/CharProcs", "/Colorants"}
PHOTOS = {"/DCTDecode": strip_jpeg, "/JPXDecode": strip_jp2}
# A picture can stand amid the words of a page, too.
INLINE = re.compile(rb"(?<![^\s\0])BI[\s\0/].*?(?<![^\s\0])ID[\s\0]", re.DOTALL)
OPERATORS = """
    b B b* B* BDC BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n
    q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
"""
PLAIN_COLORS: dict[Any, Name] = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}


Refused = extras.Refused


def load(task):
    """Load the libraries of a task, before the limits stand."""
    if task["task"] == "preview":
        import_module("pypdfium2")
        import_module("PIL.JpegImagePlugin")


def do(task, data):
    """Return ({"pages": n}, PDF) for "clean", ({}, JPEG) for "preview". Raise Refused."""
    return rebuild(data) if task["task"] == "clean" else render_page(task, data)


def rebuild(data):
    with open_pdf(data) as pdf:
        if not 0 < len(pdf.pages) <= MAX_PAGES:
            raise Refused("too long" if len(pdf.pages) else "broken")
        extras.flatten(pdf)
        new_pdf = pikepdf.new()
        seen: set[tuple[int, int]] = set()
        for page in pdf.pages:
            strip_page(page.obj)
            coalesce(page)
            if isinstance(page.obj.get("/Contents"), Stream):
                strip_inline_photos(pdf, page.Contents)
            strip(pdf, page.obj, seen)
            new_pdf.pages.append(page)
        out = io.BytesIO()
        new_pdf.save(
            out,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
        return {"pages": len(new_pdf.pages)}, out.getvalue()


def open_pdf(data):
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        if is_cut(pdf, data):
            raise Refused("broken")
        return pdf
    except pikepdf.PasswordError:
        raise Refused("locked") from None
    except pikepdf.PdfError:
        raise Refused("broken") from None


def is_cut(pdf, data):
    """Return whether the end of the file is missing, so that its list of parts had to be guessed.

    A file whose list is wrong, but which ends as it is to end, has all its parts.
    """
    guessed = any("reconstruct" in str(warning) for warning in pdf.get_warnings())
    return guessed and b"startxref" not in data[-TAIL:]


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


def coalesce(page):
    """Make one stream of the words of a page. Raise Refused where they cannot be read."""
    try:
        page.contents_coalesce()
    except (pikepdf.PdfError, RuntimeError):
        raise Refused("broken") from None


def strip(pdf, page, seen):
    """Clear all that a page leads to. `seen` holds what was cleared before."""
    queue: list[tuple[Any, Any]] = [(page, "/Page")]
    while queue:
        node, role = queue.pop()
        if node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        if isinstance(node, Array):
            entries = list(enumerate(node))
        else:
            clear(pdf, node, role)
            entries = list(node.items())
        for key, value in entries:
            if isinstance(value, Array) and is_profile(value):
                node[key] = PLAIN_COLORS.get(value[1].get("/N"), Name.DeviceRGB)
            elif isinstance(value, Dictionary | Stream | Array):
                queue.append((value, "names" if role == "/Resources" else key))


def clear(pdf, node, role):
    """Take from one dictionary or stream what it may not keep. `role` is the key it is under."""
    keys = set(node.keys())
    removed = set()
    if role == "/Resources":
        removed = keys - RESOURCE_KEYS
    elif role != "names" and role not in NAME_DICTIONARIES:
        removed = keys & FORBIDDEN_KEYS
    if isinstance(node, Stream):
        removed = keys & (FORBIDDEN_KEYS | EXTERNAL_KEYS)
        strip_photo(pdf, node)
        if node.get("/Subtype") != Name.Image:
            strip_inline_photos(pdf, node)
    for key in removed:
        del node[key]


def is_profile(array):
    return len(array) == 2 and array[0] == Name.ICCBased and isinstance(array[1], Stream)


def strip_photo(pdf, stream):
    """Take from a photo inside the file what the camera wrote beside the dots."""
    filters = stream.get("/Filter", Array())
    filters = list(filters) if isinstance(filters, Array) else [filters]
    if not filters or str(filters[-1]) not in PHOTOS:
        return
    bare = stripped(pdf, stream.read_raw_bytes(), filters)
    parameters = stream.get("/DecodeParms")
    if isinstance(parameters, Array):
        parameters = parameters[-1]
    stream.write(bare, filter=filters[-1], decode_parms=parameters)


def stripped(pdf, data, filters):
    """Return a photo without what the camera wrote; `filters` lead to it, the last is its own."""
    if before := filters[:-1]:
        data = Stream(pdf, data, Filter=Array(before)).read_bytes()
    bare = PHOTOS[str(filters[-1])](data)
    if bare is None:
        raise Refused("cannot open")
    return bare


def strip_inline_photos(pdf, stream):
    """Do the same for photos amid the words of a page, a form or a letter."""
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:
        return  # no program can read words in it
    if not INLINE.search(content):
        return
    try:
        steps = pikepdf.parse_content_stream(stream)
    except pikepdf.PdfParsingError:
        return
    if any(is_inline_photo(step) for step in steps):
        stream.write(b"\n".join(strip_instruction(pdf, step) for step in steps))


def is_inline_photo(step):
    return isinstance(step, pikepdf.ContentStreamInlineImage) and (
        step.iimage.filters[-1:] == ["/DCTDecode"]
    )


def strip_instruction(pdf, step):
    if is_inline_photo(step):
        return strip_inline_photo(pdf, step.iimage)
    # Where the end of a photo was not seen right, what follows is not made of operators.
    inline = isinstance(step, pikepdf.ContentStreamInlineImage)
    if not inline and str(step.operator) not in OPERATORS.split():
        raise Refused("cannot open")
    return pikepdf.unparse_content_stream([step])


def strip_inline_photo(pdf, image):
    dictionary_object, filters = image.obj, [Name(name) for name in image.filters]
    bare = stripped(pdf, image.read_raw_bytes(), filters)
    dictionary_object.Filter = filters[-1]
    if isinstance(dictionary_object.get("/DecodeParms"), Array):
        dictionary_object.DecodeParms = dictionary_object.DecodeParms[-1]
    dictionary = dictionary_object.unparse().removeprefix(b"<<").removesuffix(b">>")
    return b"BI " + dictionary + b" ID " + bare + b"\nEI"


def render_page(task, data):
    """Return ({}, JPEG) of one page of a PDF that was rebuilt before."""
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[task["page"] - 1]
    scale = task["most"] / max(page.get_size())
    picture = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil()
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=85)
    return {}, out.getvalue()
