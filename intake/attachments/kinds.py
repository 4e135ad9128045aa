"""What a file is, told by its content and never by its name."""

import re
from enum import StrEnum

from intake.web.downloads import MOST_EACH

from .refusals import RefusalReason, Refused
from .texts import read_text

MAX_CASE_BYTES = 40 * 1024 * 1024
MAX_FILES = 10


class Kind(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    GIF = "gif"
    PDF = "pdf"
    TEXT = "text"


IMAGES = {Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.HEIC, Kind.GIF}


# The first bytes of what is taken. A PDF begins with its sign, after line ends at most: with more
# before it, a file could be a web page to one program and a PDF to another.
_ACCEPTED_SIGNATURES = (
    (Kind.JPEG, re.compile(rb"\xff\xd8\xff")),
    (Kind.PNG, re.compile(rb"\x89PNG\r\n\x1a\n")),
    (Kind.WEBP, re.compile(rb"RIFF....WEBP", re.DOTALL)),
    (Kind.HEIC, re.compile(rb"....ftyp(hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL)),
    (Kind.GIF, re.compile(rb"GIF8[79]a")),
    (Kind.PDF, re.compile(rb"(\xef\xbb\xbf)?[\s\0]{0,100}%PDF-\d")),
)

# What is told apart only to say it in better words, and what could pass for text.
_KNOWN_SIGNATURES = (
    (
        RefusalReason.OFFICE,
        re.compile(rb"PK\x03\x04.{0,4000}?(\[Content_Types\]|mimetypeappl)", re.DOTALL),
    ),
    (RefusalReason.EMAIL, re.compile(rb"\xd0\xcf\x11\xe0.*_\0_\0n\0a\0m\0e\0i\0d", re.DOTALL)),
    (RefusalReason.OFFICE, re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf")),
    (RefusalReason.TIFF, re.compile(rb"II[*+]\0|MM\0[*+]")),
    (
        RefusalReason.ARCHIVE,
        re.compile(rb"PK(\x03\x04|\x05\x06|\x07\x08)|Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7z"),
    ),
    (
        RefusalReason.MOVING,
        re.compile(rb"GIF8|RIFF|....ftyp(?!avif)|ID3|OggS|\x1aE\xdf\xa3|#!AMR", re.DOTALL),
    ),
    (RefusalReason.OTHER, re.compile(rb"MZ[\x00-\x1f\x7f-\xff]|\x7fELF|#!|%!PS")),
)


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
