"""Long pictures, such as screenshots of a whole conversation, cut into the pages of a PDF.

Made smaller as a whole, their letters could not be read. Each page repeats the last rows of the one
before, so that a line of words which is cut in two stands whole on one of them.
"""

from math import ceil

MAX_PAGES = 300
# How long a page is, and how much of it comes again, in widths of the picture.
PAGE, AGAIN = 2, 0.05
LONG = 3


def is_long(image, max_side):
    """Return whether a picture would lose its letters if it were made to fit `max_side`."""
    short, long = sorted(image.size)
    return long > max_side and long >= LONG * short


def parts(size):
    """Return the boxes of the pages of a picture of this size, from the top or the left."""
    width, height = size
    short, long = min(size), max(size)
    page, step = PAGE * short, int((PAGE - AGAIN) * short)
    count = max(1, ceil((long - page) / step) + 1)
    edges = [(start, min(start + page, long)) for start in range(0, count * step, step)]
    if height >= width:
        return [(0, top, width, bottom) for top, bottom in edges]
    return [(left, 0, right, height) for left, right in edges]


def pdf(pages):
    """Return a PDF with one JPEG a page, of (width, height, color space, JPEG)."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for width, height, colors, jpeg in pages:
        number = len(objects) + 1
        kids.append(b"%d 0 R" % number)
        drawing = b"q %d 0 0 %d 0 0 cm /Im0 Do Q" % (width, height)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</XObject<</Im0 %d 0 R>>>>>>" % (width, height, number + 1, number + 2),
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/%s"
            b"/Filter/DCTDecode/Length %d>>stream\n"
            % (width, height, colors, len(jpeg))
            + jpeg
            + b"\nendstream",
        ]
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return written(objects)


def written(objects):
    """Return the file of these objects: the first is its root."""
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
