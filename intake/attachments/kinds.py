"""What a file is, told by its content and never by its name, and why one is not taken."""

import re
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from intake.web.downloads import MOST_EACH

MOST_A_CASE = 40 * 1024 * 1024
MOST_FILES = 10


class Kind(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    PDF = "pdf"
    TEXT = "text"


IMAGES = {Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.HEIC}


class Why(StrEnum):
    """Why a file is not taken. Each has its sentence in SAID."""

    EMPTY = "empty"
    TOO_BIG = "too big"
    TOO_MUCH = "too much"
    TOO_MANY = "too many"
    ARCHIVE = "archive"
    OFFICE = "office"
    WEB_PAGE = "web page"
    MOVING = "moving"
    OTHER = "other"
    BROKEN = "broken"
    TOO_LARGE = "too large"
    LOCKED = "locked"
    TOO_LONG = "too long"
    CANNOT_OPEN = "cannot open"
    BUSY = "busy"
    VIRUS = "virus"
    NO_SCANNER = "no scanner"
    NOT_KEPT = "not kept"


_TAKEN = _("We can take photos, PDF files and plain text files.")

SAID = {
    Why.EMPTY: (_("This file is empty."), _("Choose it again, or take a photo of the paper.")),
    Why.TOO_BIG: (
        _("This file is larger than 10 MB."),
        _("Take a photo of each page, and add the photos one at a time."),
    ),
    Why.TOO_MUCH: (
        _("Your files together can be 40 MB at most."),
        _("Take away a file that matters less, or add a smaller one."),
    ),
    Why.TOO_MANY: (
        _("You have added 10 files, which is the most we can take."),
        _("Take away one that matters less first."),
    ),
    Why.ARCHIVE: (
        _("This is a packed folder."),
        _("Open it, and add the papers inside one at a time."),
    ),
    Why.OFFICE: (
        _("This is a Word or office file."),
        _("Save it as a PDF file, or take a photo of the paper."),
    ),
    Why.WEB_PAGE: (
        _("This is a web page or a drawing in code."),
        _("Take a picture of your screen, and add that."),
    ),
    Why.MOVING: (
        _("This is a video, a sound or a moving picture."),
        _("Add a photo, and tell us in words what happens in it."),
    ),
    Why.OTHER: (_TAKEN, _("Take a photo of the paper instead.")),
    Why.BROKEN: (
        _("A part of this file is missing."),
        _("Add it once more, or take a new photo of the paper."),
    ),
    Why.TOO_LARGE: (
        _("This picture is too large for us to open."),
        _("Take a photo of the paper with your phone instead."),
    ),
    Why.LOCKED: (
        _("This file is locked with a password."),
        _("Save it without the password, or take a photo of each page."),
    ),
    Why.TOO_LONG: (
        _("This file has more than 300 pages."),
        _("Add only the pages that matter most."),
    ),
    Why.CANNOT_OPEN: (
        _("We could not open this file."),
        _("Take a photo of the paper instead."),
    ),
    Why.BUSY: (_("Many people are adding files right now."), _("Try again in a minute.")),
    Why.VIRUS: (
        _("This file may hold a virus, so we did not keep it."),
        _("Take a photo of the paper instead."),
    ),
    Why.NO_SCANNER: (
        _("We cannot check files for viruses right now."),
        _("Try again in an hour."),
    ),
    Why.NOT_KEPT: (_("We cannot keep files just now."), _("Try again in a minute.")),
}

# The file is fine: it is on our side, and passes.
OURS = {Why.BUSY, Why.NO_SCANNER, Why.NOT_KEPT}


class Refused(Exception):
    """A file is not taken. `why` is the reason, `said` its two sentences: what, and what to do."""

    def __init__(self, why: Why):
        super().__init__(why.value)
        self.why = why
        self.said = SAID[why]
        self.status = 503 if why in OURS else 422

    @property
    def message(self) -> str:
        return " ".join(str(sentence) for sentence in self.said)


# The first bytes of what is taken. A PDF begins with its sign: with anything before it, a file
# could be a web page to one program and a PDF to another.
_TAKEN_SIGNS = (
    (Kind.JPEG, re.compile(rb"\xff\xd8\xff")),
    (Kind.PNG, re.compile(rb"\x89PNG\r\n\x1a\n")),
    (Kind.WEBP, re.compile(rb"RIFF....WEBP", re.DOTALL)),
    (Kind.HEIC, re.compile(rb"....ftyp(hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL)),
    (Kind.PDF, re.compile(rb"%PDF-\d")),
)

# What is told apart only to say it in better words, and what could pass for text.
_OTHER_SIGNS = (
    (Why.OFFICE, re.compile(rb"PK\x03\x04.{0,4000}?(\[Content_Types\]|mimetypeappl)", re.DOTALL)),
    (Why.OFFICE, re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf")),
    (
        Why.ARCHIVE,
        re.compile(rb"PK(\x03\x04|\x05\x06|\x07\x08)|Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7z"),
    ),
    (
        Why.MOVING,
        re.compile(rb"GIF8|RIFF|....ftyp(?!avif)|ID3|OggS|\x1aE\xdf\xa3|#!AMR", re.DOTALL),
    ),
    (Why.OTHER, re.compile(rb"MZ|\x7fELF|#!|%!PS|From ")),
)

_MARKUP = re.compile(
    r"<\s*(!doctype|!--|\?xml|\?php|html|head|body|svg|script|iframe|object|embed|math|style)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def tell(data: bytes) -> Kind:
    """Return what a file is. Raise Refused for what is not taken; the inside is not yet read."""
    if not data:
        raise Refused(Why.EMPTY)
    if len(data) > MOST_EACH:
        raise Refused(Why.TOO_BIG)
    for kind, sign in _TAKEN_SIGNS:
        if sign.match(data):
            return kind
    for why, sign in _OTHER_SIGNS:
        if sign.match(data):
            raise Refused(why)
    read_text(data)
    return Kind.TEXT


def ask_room(files: int, total: int, size: int) -> None:
    """Raise Refused if a case with `files` files of `total` bytes cannot take `size` bytes more."""
    if files >= MOST_FILES:
        raise Refused(Why.TOO_MANY)
    if total + size > MOST_A_CASE:
        raise Refused(Why.TOO_MUCH)


def read_text(data: bytes) -> str:
    """Return plain text without control characters but line ends and tabs.

    Signs that turn the direction of writing stay: names may need them. Raises Refused.
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(Why.OTHER) from None
    if _MARKUP.search(text[:1024]):
        raise Refused(Why.WEB_PAGE)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain, removed = _CONTROL.subn("", text)
    # Text holds few control characters; a program or a picture holds many.
    if "%PDF-" in text[:1024] or removed * 20 > len(text):
        raise Refused(Why.OTHER)
    if not plain.strip():
        raise Refused(Why.EMPTY)
    return plain
