"""Pictures: decoded, turned upright, made smaller, and written anew without what they carried."""

import io
from contextlib import suppress
from math import ceil

import tall
from PIL import Image, ImageFile, ImageOps

MAX_PIXELS = 50_000_000
MAX_SIDE = 3000
MANY_PIXELS = 12_500_000
STRIP = 2_000_000
ORIENTATION = 0x0112
GREYS = {"1", "L", "LA", "La", "I", "F", "I;16", "I;16B", "I;16L", "I;16N"}
TOO_MUCH = "too large"
FORMATS = {
    "jpeg": ["JPEG"],
    "png": ["PNG"],
    "webp": ["WEBP"],
    "heic": ["HEIF"],
    "gif": ["GIF"],
}
# What a file with more than one picture is refused as. The others show one picture moving.
MORE_PICTURES = {"heic": "pictures"}
EOI = b"\xff\xd9"
# Letters on a clear ground this bright would be lost on white.
BRIGHT, WHITE, DARK = 215, (255, 255, 255), (64, 64, 64)

Image.MAX_IMAGE_PIXELS = None  # `open_image` asks itself, and has words for it
ImageFile.LOAD_TRUNCATED_IMAGES = False


class Refused(Exception):
    pass


def load(task):
    """Load the libraries of a task, before the limits stand."""
    if task["kind"] == "heic":
        import pi_heif

        pi_heif.options.DECODE_THREADS = 1
        pi_heif.options.THUMBNAILS = pi_heif.options.AUX_IMAGES = False
        pi_heif.options.DEPTH_IMAGES = False
        pi_heif.register_heif_opener()
    Image.init()


def do(task, data):
    """Return ({}, JPEG) for a task, with the size for "clean". Raise Refused or MemoryError.

    A long picture is cut into the pages of a PDF instead, and then "pages" is told as well.
    """
    max_side = MAX_SIDE if task["task"] == "clean" else task["most"]
    image = open_image(task["kind"], data, max_side)
    if task["task"] == "clean" and tall.is_long(image, max_side) and not is_turned(image):
        return cut(image)
    image = ImageOps.exif_transpose(smaller(image, max_side))
    width, height = image.size
    return {"width": width, "height": height}, to_jpeg(image)


def is_turned(image):
    with suppress(Exception):  # what is written beside the dots may be broken
        return image.getexif().get(ORIENTATION, 1) != 1
    return False


def cut(image):
    """Return ({"pages": n}, PDF) of a long picture. Its short side is kept."""
    boxes = tall.parts(image.size)
    if len(boxes) > tall.MAX_PAGES:
        raise Refused(TOO_MUCH)
    ground = ground_of(image)
    made = []
    for box in boxes:
        page = smaller(image.crop(box), MAX_SIDE, ground)
        colors = b"DeviceGray" if page.mode == "L" else b"DeviceRGB"
        made.append((*page.size, colors, to_jpeg(page)))
    return {"pages": len(made)}, tall.pdf(made)


def open_image(kind, data, max_side):
    if kind == "jpeg" and not data.rstrip(b"\0").endswith(EOI) and is_all_there(data):
        data += EOI
    pixels = 0
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS[kind])
        pixels = image.width * image.height
        if pixels > MAX_PIXELS:
            raise Refused(TOO_MUCH)
        if kind == "jpeg":
            # The decoder can leave out half of the dots itself: time and memory saved.
            image.draft(None, (max_side, max_side))
        elif getattr(image, "n_frames", 1) > 1:
            raise Refused(MORE_PICTURES.get(kind, "moving"))
        image.load()
    except (Refused, MemoryError):
        raise
    except Exception:
        # Some decoders do not say that memory ended.
        raise Refused("cannot open" if pixels > MANY_PIXELS else "broken") from None
    return image


def is_all_there(data):
    """Return whether a JPEG without its end has all its dots: then no more bytes change them."""
    more = bytes(range(1, 251)) * 40
    with suppress(Exception):
        return coarse(data + EOI) == coarse(data + more + EOI)
    return False


def coarse(data):
    """Return the dots of a JPEG: an eighth of them, where what is missing would be grey in it.

    A progressive one has its details at the end, so all of its dots are looked at.
    """
    image = Image.open(io.BytesIO(data), formats=["JPEG"])
    most = MANY_PIXELS if "progressive" in image.info else MAX_PIXELS
    if image.width * image.height > most:
        raise Refused(TOO_MUCH)
    if "progressive" not in image.info:
        image.draft("L", (image.width // 8, image.height // 8))
    image.load()
    return image.tobytes()


def smaller(image, max_side, ground=None):
    """Return the picture on its ground, in grey or RGB, of at most `max_side` dots a side.

    It goes strip by strip: a second copy of a large picture would not fit.
    """
    ground = ground or ground_of(image)
    scale = max(1, max(image.size) / max_side)
    width, height = (max(1, round(side / scale)) for side in image.size)
    whole = Image.new("L" if image.mode in GREYS else "RGB", (width, height))
    rows = max(1, int(STRIP / image.width / scale))
    margin = 3 * scale + 1  # what Lanczos looks at beyond the strip
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        first, last = (image.height * edge / height for edge in (top, bottom))
        above, below = max(0, int(first - margin)), min(image.height, ceil(last + margin))
        strip = on_ground(image.crop((0, above, image.width, below)), whole.mode, ground)
        box = (0, first - above, image.width, last - above)
        strip = strip.resize((width, bottom - top), Image.Resampling.LANCZOS, box=box)
        whole.paste(strip, (0, top))
    with suppress(Exception):  # what is written beside the dots may be broken
        whole.getexif()[ORIENTATION] = image.getexif()[ORIENTATION]
    return whole


def ground_of(image):
    """Return white; for a clear picture of bright letters, a dark ground on which they show."""
    if not image.has_transparency_data:
        return WHITE
    # Dots taken here and there: bright letters are thin, so many are looked at.
    few = image.resize([min(side, 400) for side in image.size], Image.Resampling.NEAREST)
    few = few.convert("RGBA")
    seen = few.getchannel("A").point(lambda value: 255 if value > 127 else 0)
    counts = few.convert("L").histogram(seen)
    total = sum(counts)
    is_clear = total < few.width * few.height
    bright = is_clear and total and sum(counts[BRIGHT:]) > 0.9 * total
    return DARK if bright else WHITE


def on_ground(image, mode, ground):
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, ground), image)
    if image.mode.startswith("I"):
        # 16 bits of grey. Converting alone would make all but the darkest white.
        image = image.convert("I").point(lambda value: value * (1 / 256))
    return image.convert(mode)


def to_jpeg(image):
    image.info.clear()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, exif=b"", icc_profile=None, comment=b"")
    return out.getvalue()
