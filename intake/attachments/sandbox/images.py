"""Pictures: decoded, turned upright, made smaller, and written anew without what they carried."""

import io
from contextlib import suppress
from math import ceil

from PIL import Image, ImageFile, ImageOps

MAX_PIXELS = 50_000_000
MAX_SIDE = 3000
MANY_PIXELS = 12_500_000
STRIP = 2_000_000
ORIENTATION = 0x0112
GREYS = {"1", "L", "LA", "La", "I", "F", "I;16", "I;16B", "I;16L", "I;16N"}
TOO_MUCH = "too large"
FORMATS = {"jpeg": ["JPEG"], "png": ["PNG"], "webp": ["WEBP"], "heic": ["HEIF"]}

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
    """Return ({}, JPEG) for a task, with the size for "clean". Raise Refused or MemoryError."""
    max_side = MAX_SIDE if task["task"] == "clean" else task["most"]
    image = ImageOps.exif_transpose(smaller(open_image(task["kind"], data, max_side), max_side))
    width, height = image.size
    return {"width": width, "height": height}, to_jpeg(image)


def open_image(kind, data, max_side):
    pixels = 0
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS[kind])
        pixels = image.width * image.height
        if pixels > MAX_PIXELS:
            raise Refused(TOO_MUCH)
        if kind == "jpeg":
            # The decoder can leave out half of the dots itself: time and memory saved.
            image.draft(None, (max_side, max_side))
        image.load()
    except (Refused, MemoryError):
        raise
    except Exception:
        # Some decoders do not say that memory ended.
        raise Refused("cannot open" if pixels > MANY_PIXELS else "broken") from None
    return image


def smaller(image, max_side):
    """Return the picture on white, in grey or RGB, of at most `max_side` dots a side.

    It goes strip by strip: a second copy of a large picture would not fit.
    """
    scale = max(1, max(image.size) / max_side)
    width, height = (max(1, round(side / scale)) for side in image.size)
    whole = Image.new("L" if image.mode in GREYS else "RGB", (width, height))
    rows = max(1, int(STRIP / image.width / scale))
    margin = 3 * scale + 1  # what Lanczos looks at beyond the strip
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        first, last = (image.height * edge / height for edge in (top, bottom))
        above, below = max(0, int(first - margin)), min(image.height, ceil(last + margin))
        strip = on_white(image.crop((0, above, image.width, below)), whole.mode)
        box = (0, first - above, image.width, last - above)
        strip = strip.resize((width, bottom - top), Image.Resampling.LANCZOS, box=box)
        whole.paste(strip, (0, top))
    with suppress(Exception):  # what is written beside the dots may be broken
        whole.getexif()[ORIENTATION] = image.getexif()[ORIENTATION]
    return whole


def on_white(image, mode):
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    if image.mode.startswith("I"):
        # 16 bits of grey. Converting alone would make all but the darkest white.
        image = image.convert("I").point(lambda value: value * (1 / 256))
    return image.convert(mode)


def to_jpeg(image):
    image.info.clear()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, exif=b"", icc_profile=None, comment=b"")
    return out.getvalue()
