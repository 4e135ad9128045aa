"""What a file is, told by its content and never by its name, and why one is not taken."""

import re
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from intake.web.downloads import MOST_EACH

MAX_CASE_BYTES = 40 * 1024 * 1024
MAX_FILES = 10


class Kind(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    PDF = "pdf"
    TEXT = "text"


IMAGES = {Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.HEIC}


class RefusalReason(StrEnum):
    """Why a file is not taken. Each has its sentence in REFUSAL_MESSAGES."""

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
    NOT_SAVED = "not kept"


_ACCEPTED = _("We can take photos, PDF files and plain text files.")

REFUSAL_MESSAGES = {
    RefusalReason.EMPTY: (
        _("This file is empty."),
        _("Choose it again, or take a photo of the paper."),
    ),
    RefusalReason.TOO_BIG: (
        _("This file is larger than 10 MB."),
        _("Take a photo of each page, and add the photos one at a time."),
    ),
    RefusalReason.TOO_MUCH: (
        _("Your files together can be 40 MB at most."),
        _("Take away a file that matters less, or add a smaller one."),
    ),
    RefusalReason.TOO_MANY: (
        _("You have added 10 files, which is the most we can take."),
        _("Take away one that matters less first."),
    ),
    RefusalReason.ARCHIVE: (
        _("This is a packed folder."),
        _("Open it, and add the papers inside one at a time."),
    ),
    RefusalReason.OFFICE: (
        _("This is a Word or office file."),
        _("Save it as a PDF file, or take a photo of the paper."),
    ),
    RefusalReason.WEB_PAGE: (
        _("This is a web page or a drawing in code."),
        _("Take a picture of your screen, and add that."),
    ),
    RefusalReason.MOVING: (
        _("This is a video, a sound or a moving picture."),
        _("Add a photo, and tell us in words what happens in it."),
    ),
    RefusalReason.OTHER: (_ACCEPTED, _("Take a photo of the paper instead.")),
    RefusalReason.BROKEN: (
        _("A part of this file is missing."),
        _("Add it once more, or take a new photo of the paper."),
    ),
    RefusalReason.TOO_LARGE: (
        _("This picture is too large for us to open."),
        _("Take a photo of the paper with your phone instead."),
    ),
    RefusalReason.LOCKED: (
        _("This file is locked with a password."),
        _("Save it without the password, or take a photo of each page."),
    ),
    RefusalReason.TOO_LONG: (
        _("This file has more than 300 pages."),
        _("Add only the pages that matter most."),
    ),
    RefusalReason.CANNOT_OPEN: (
        _("We could not open this file."),
        _("Take a photo of the paper instead."),
    ),
    RefusalReason.BUSY: (_("Many people are adding files right now."), _("Try again in a minute.")),
    RefusalReason.VIRUS: (
        _("This file may hold a virus, so we did not keep it."),
        _("Take a photo of the paper instead."),
    ),
    RefusalReason.NO_SCANNER: (
        _("We cannot check files for viruses right now."),
        _("Try again in an hour."),
    ),
    RefusalReason.NOT_SAVED: (_("We cannot keep files just now."), _("Try again in a minute.")),
}

# The file is fine: it is on our side, and passes.
OUR_FAULT = {RefusalReason.BUSY, RefusalReason.NO_SCANNER, RefusalReason.NOT_SAVED}


class Refused(Exception):
    """A file is not taken. `reason` is the reason, `sentences` its two sentences: what, and what to
    do."""

    def __init__(self, reason: RefusalReason):
        super().__init__(reason.value)
        self.reason = reason
        self.sentences = REFUSAL_MESSAGES[reason]
        self.status = 503 if reason in OUR_FAULT else 422

    @property
    def message(self) -> str:
        return " ".join(str(sentence) for sentence in self.sentences)


# The first bytes of what is taken. A PDF begins with its sign: with anything before it, a file
# could be a web page to one program and a PDF to another.
_ACCEPTED_SIGNATURES = (
    (Kind.JPEG, re.compile(rb"\xff\xd8\xff")),
    (Kind.PNG, re.compile(rb"\x89PNG\r\n\x1a\n")),
    (Kind.WEBP, re.compile(rb"RIFF....WEBP", re.DOTALL)),
    (Kind.HEIC, re.compile(rb"....ftyp(hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL)),
    (Kind.PDF, re.compile(rb"%PDF-\d")),
)

# What is told apart only to say it in better words, and what could pass for text.
_KNOWN_SIGNATURES = (
    (
        RefusalReason.OFFICE,
        re.compile(rb"PK\x03\x04.{0,4000}?(\[Content_Types\]|mimetypeappl)", re.DOTALL),
    ),
    (RefusalReason.OFFICE, re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf")),
    (
        RefusalReason.ARCHIVE,
        re.compile(rb"PK(\x03\x04|\x05\x06|\x07\x08)|Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7z"),
    ),
    (
        RefusalReason.MOVING,
        re.compile(rb"GIF8|RIFF|....ftyp(?!avif)|ID3|OggS|\x1aE\xdf\xa3|#!AMR", re.DOTALL),
    ),
    (RefusalReason.OTHER, re.compile(rb"MZ|\x7fELF|#!|%!PS|From ")),
)

_MARKUP = re.compile(
    r"<\s*(!doctype|!--|\?xml|\?php|html|head|body|svg|script|iframe|object|embed|math|style)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def detect_kind(data: bytes) -> Kind:
    """Return what a file is. Raise Refused for what is not taken; the inside is not yet read."""
    if not data:
        raise Refused(RefusalReason.EMPTY)
    if len(data) > MOST_EACH:
        raise Refused(RefusalReason.TOO_BIG)
    for kind, signature in _ACCEPTED_SIGNATURES:
        if signature.match(data):
            return kind
    for reason, signature in _KNOWN_SIGNATURES:
        if signature.match(data):
            raise Refused(reason)
    read_text(data)
    return Kind.TEXT


def check_quota(files: int, total: int, size: int) -> None:
    """Raise Refused if a case with `files` files of `total` bytes cannot take `size` bytes more."""
    if files >= MAX_FILES:
        raise Refused(RefusalReason.TOO_MANY)
    if total + size > MAX_CASE_BYTES:
        raise Refused(RefusalReason.TOO_MUCH)


def read_text(data: bytes) -> str:
    """Return plain text without control characters but line ends and tabs.

    Signs that turn the direction of writing stay: names may need them. Raises Refused.
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(RefusalReason.OTHER) from None
    if _MARKUP.search(text[:1024]):
        raise Refused(RefusalReason.WEB_PAGE)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain, removed = _CONTROL.subn("", text)
    # Text holds few control characters; a program or a picture holds many.
    if "%PDF-" in text[:1024] or removed * 20 > len(text):
        raise Refused(RefusalReason.OTHER)
    if not plain.strip():
        raise Refused(RefusalReason.EMPTY)
    return plain
