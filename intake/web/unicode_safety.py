"""Signs in typed text that turn it around, or that nobody can see: found, so a page can name them.

A name with a hidden sign looks like another name; a turned line says something else than it holds.
Signs that a script needs stay as they are: joiners inside Persian, Indic and emoji words.
"""

import re
import unicodedata

# Format signs that are drawn: they stand before a number in Arabic, Syriac and Kaithi.
_VISIBLE_FORMATS = {
    0x600,
    0x601,
    0x602,
    0x603,
    0x604,
    0x605,
    0x6DD,
    0x70F,
    0x890,
    0x891,
    0x8E2,
    0x110BD,
    0x110CD,
}
# Letters and marks that are drawn as nothing.
_INVISIBLE_LETTERS = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
_JOINERS = {0x200C, 0x200D}
_ALLOWED_CONTROLS = {0x09, 0x0A}
_HIDDEN_KINDS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Scripts whose letters change their shape beside a joiner.
_JOINING_SCRIPTS = (
    "ARABIC",
    "SYRIAC",
    "NKO",
    "MONGOLIAN",
    "DEVANAGARI",
    "BENGALI",
    "GURMUKHI",
    "GUJARATI",
    "ORIYA",
    "TAMIL",
    "TELUGU",
    "KANNADA",
    "MALAYALAM",
    "SINHALA",
    "KHMER",
    "MYANMAR",
    "TIBETAN",
    "LAO",
    "THAI",
    "JAVANESE",
    "BALINESE",
    "MEETEI",
)
_FLAG = 0x1F3F4
# More marks than this on one letter cover the lines around it.
MAX_MARKS = 4

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
# What `isprintable` takes for drawn, and needs a look all the same.
_SUSPICIOUS = re.compile(
    f"[{_MARKS}]{{{MAX_MARKS + 1}}}"
    "|[A-Za-z\u00c0-\u024f][\u0370-\u052f]|[\u0370-\u052f][A-Za-z\u00c0-\u024f]"
    "|[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)


def _is_plain(text):
    """Say fast that no sign of a text needs a look: the usual case, in any script."""
    drawn = text.replace("\n", "").replace("\t", "").isprintable()
    return drawn and not _SUSPICIOUS.search(text)


def _is_variation_selector(code):
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


def _is_joining(char):
    return (
        unicodedata.name(char, "").startswith(_JOINING_SCRIPTS)
        and unicodedata.category(char)[0] in "LM"
    )


def _is_emoji(char):
    return unicodedata.category(char) in ("So", "Sk") or ord(char) == 0xFE0F


def _is_needed_here(text, index):
    """Say whether the hidden sign at a place is one that its script needs there."""
    code = ord(text[index])
    before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 2]
    if not before:
        return False
    if code in _JOINERS:
        if not after:
            return False
        letters = _is_joining(before) and _is_joining(after)
        return letters or (code == 0x200D and _is_emoji(before) and _is_emoji(after))
    if _is_variation_selector(code):
        return (
            unicodedata.category(before)[0] == "S"
            or before in "0123456789#*"
            or (unicodedata.name(before, "").startswith(("CJK", "MYANMAR", "MONGOLIAN")))
        )
    # Flags of regions are spelled in tags behind a black flag.
    return 0xE0020 <= code <= 0xE007F and (
        ord(before) == _FLAG or 0xE0020 <= ord(before) <= 0xE007F
    )


def _script(char):
    return unicodedata.name(char, "").partition(" ")[0]


def _lookalikes(text):
    """Return the places of Cyrillic and Greek letters inside words that hold Latin ones."""
    found: set[int] = set()
    for word in _WORD.finditer(text):
        if word[0].isascii():
            continue
        scripts = [_script(char) for char in word[0]]
        if "LATIN" in scripts:
            found.update(
                word.start() + place
                for place, script in enumerate(scripts)
                if script in ("CYRILLIC", "GREEK")
            )
    return found


def _is_hidden(text, index):
    code, kind = ord(text[index]), unicodedata.category(text[index])
    if code in _ALLOWED_CONTROLS or code in _VISIBLE_FORMATS:
        return False
    hidden = kind in _HIDDEN_KINDS or code in _INVISIBLE_LETTERS or _is_variation_selector(code)
    return hidden and not _is_needed_here(text, index)


def split_unsafe(text):
    """Return [(text, code)]: code is 0 for text to show as it is, else the number of one sign.

    A letter that only looks Latin is shown, and named behind.
    """
    if _is_plain(text):
        return [(text, 0)]
    lookalikes, found, start, marks = _lookalikes(text), [], 0, 0
    for index, char in enumerate(text):
        if char.isascii() and (char.isprintable() or char in "\t\n"):
            marks = 0
            continue
        marks = marks + 1 if unicodedata.category(char) == "Mn" else 0
        if index in lookalikes:
            found += [(text[start : index + 1], 0), (char, ord(char))]
        elif _is_hidden(text, index) or marks > MAX_MARKS:
            found += [(text[start:index], 0), (char, ord(char))]
        else:
            continue
        start = index + 1
    found.append((text[start:], 0))
    return [piece for piece in found if piece[0]]
