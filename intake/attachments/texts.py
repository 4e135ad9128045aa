"""Plain text files: which letters their bytes are, in the encodings that programs write.

Bytes alone do not always say which letters they are. Only what can be told is read; the rest is
refused, so that no name is kept in wrong letters.
"""

import re

from .refusals import RefusalReason, Refused

_MARKUP = re.compile(
    r"<\s*(!doctype|!--|\?xml|\?php|html|head|body|svg|script|iframe|object|embed|math|style)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LOW = [bytes([sign]) for sign in range(32) if chr(sign) not in "\t\n\r\f"]
# The head of an email that a program saved: with what its lines and files are made of.
_EMAIL = re.compile(
    r"\A(From .*\n)?([A-Za-z-]+:.*\n([ \t].*\n)*)*(MIME-Version|Content-Type):", re.IGNORECASE
)
# What the languages of Western Europe and the Americas write beside A to Z.
_WESTERN = set(
    "áéíóúñüÁÉÍÓÚÑÜ¿¡ºªçÇàèìòùÀÈÌÒÙâêîôûÂÊÎÔÛãõÃÕëïöäËÏÖÄßœŒæÆøØåÅ«»‘’“”–—…•€£§°·´© \u00a0"
)
# No language writes these amid a word: there they are letters of the other encoding.
_AMID = re.compile("[a-z][–—“”‘…][a-z]")
# The programs of Windows and of older Macs.
_WESTERN_ENCODINGS = ("cp1252", "mac_roman")
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_text(data: bytes) -> str:
    """Return plain text without control characters but line ends and tabs.

    Signs that turn the direction of writing stay: names may need them. Raises Refused.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if _MARKUP.search(text[:1024]):
        raise Refused(RefusalReason.WEB_PAGE)
    if _EMAIL.match(text[:10_000]):
        raise Refused(RefusalReason.EMAIL)
    plain, removed = _CONTROL.subn("", text)
    # Text holds few control characters; a program or a picture holds many.
    if "%PDF-" in text[:1024] or removed * 20 > len(text):
        raise Refused(RefusalReason.OTHER)
    if not plain.strip():
        raise Refused(RefusalReason.EMPTY)
    return plain


def _decoded(data):
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _in(data, encoding, RefusalReason.OTHER)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if text and text.count("\0") * 20 <= len(text):
        return text
    return _in(data, _wide(data), RefusalReason.OTHER) if b"\0" in data else _western(data)


def _in(data, encoding, reason):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(reason) from None


def _wide(data):
    """Return the encoding of text with two bytes a sign and no mark. Every other byte is 0."""
    first, second = data[::2].count(0), data[1::2].count(0)
    most, least = max(first, second), min(first, second)
    if len(data) % 2 or most * 3 < len(data) // 2 or least * 20 > most:
        raise Refused(RefusalReason.OTHER)
    return "utf-16-be" if first > second else "utf-16-le"


def _western(data):
    """Return text of one byte a sign, if only one of the two encodings makes words of it."""
    if b"%PDF-" in data[:1024] or sum(map(data.count, _LOW)) * 20 > len(data):
        raise Refused(RefusalReason.OTHER)
    high = sum(byte > 127 for byte in data)
    read = [
        text
        for encoding in _WESTERN_ENCODINGS
        if (text := _all_western(data, encoding)) is not None
    ]
    letters = sum(byte < 128 and chr(byte).isalpha() for byte in data)
    if high * 3 > letters or not read:
        raise Refused(RefusalReason.LETTERS)
    return read[0]


def _all_western(data, encoding):
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if set(re.findall(r"[^\x00-\x7f]", text)) - _WESTERN or _AMID.search(text):
        return None
    return text
