"""What becomes of each character of a text in each output: drawn, named in brackets, or dropped.

One table holds every category of Unicode. It never fails: a character that nobody thought of has
a category, too. What people typed keeps its order and its letters; what could turn a line around,
or be seen by nobody, does not reach an office.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from enum import Enum
from functools import cache
from itertools import groupby
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"


class Output(Enum):
    """Where a text goes. Plain text is what people copy into the boxes of a web form."""

    PAGE = 0
    PDF = 1
    DOCX = 2
    PLAIN = 3


class Treatment(Enum):
    """`IF_FONT` draws a character that a font of ours has, and names any other."""

    DRAWN = "drawn"
    IF_FONT = "drawn if a font has it, else named"
    NAMED = "named in brackets"
    DROPPED = "dropped"


_DRAWN = (Treatment.DRAWN, Treatment.IF_FONT, Treatment.DRAWN, Treatment.DRAWN)
_NAMED = (Treatment.NAMED,) * 4
_DROPPED = (Treatment.DROPPED,) * 4
_NOT_IN_PDF = (Treatment.DRAWN, Treatment.DROPPED, Treatment.DRAWN, Treatment.DRAWN)

# The table: what becomes of a category on a page, in a PDF, in a DOCX file and in plain text.
CATEGORIES: dict[str, tuple[Treatment, ...]] = {
    # Letters, marks, digits, punctuation, symbols and spaces. A browser or a word processor
    # brings fonts of its own.
    **dict.fromkeys(("Lu", "Ll", "Lt", "Lm", "Lo"), _DRAWN),
    **dict.fromkeys(("Mn", "Mc", "Me"), _DRAWN),
    **dict.fromkeys(("Nd", "Nl", "No"), _DRAWN),
    **dict.fromkeys(("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"), _DRAWN),
    **dict.fromkeys(("Sm", "Sc", "Sk", "So"), _DRAWN),
    "Zs": _DRAWN,
    "Zl": _DRAWN,  # both are replaced by the end of a line below
    "Zp": _DRAWN,
    "Cc": _NAMED,
    "Cf": _DROPPED,  # all that is hidden; what a script needs is drawn below
    "Cs": _NAMED,  # refused where it is typed
    "Co": _NAMED,
    "Cn": _NAMED,  # noncharacters, too
}

# The same for characters that are unlike the rest of their category.
EXCEPTIONS: dict[int, tuple[Treatment, ...]] = {
    # Joiners, a place to break a word, and marks of direction: Persian, Indic scripts, Khmer and
    # Hebrew need them, and beside other letters they do nothing.
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F), (Treatment.DRAWN,) * 4),
    0x61C: _NOT_IN_PDF,
    # Format characters with a shape: they stand before a number.
    **dict.fromkeys((*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2), _DRAWN),
    **dict.fromkeys((0x110BD, 0x110CD), _DRAWN),
    # They choose between two looks of the character before them.
    **dict.fromkeys((*range(0x180B, 0x1810), *range(0xFE00, 0xFE10)), _NOT_IN_PDF),
    **dict.fromkeys(range(0xE0100, 0xE01F0), _NOT_IN_PDF),
    0x34F: _DROPPED,
    0x0A: (Treatment.DRAWN,) * 4,
}

# Signs that mean another one, in every output. First the ends of lines and the tab.
REPLACED = {
    0x09: "    ",
    0x0B: "\n",
    0x0C: "\n",
    0x0D: "\n",
    0x2028: "\n",
    0x2029: "\n\n",
    # Bullets and ticks of a word processor, from fonts that nobody else has.
    **dict.fromkeys((0xF06C, 0xF06E, 0xF076, 0xF0A7, 0xF0B7, 0xF0D8, 0xF0E0), "•"),
    **dict.fromkeys((0xF0FC, 0xF0FE), "[yes]"),
}
# Letters of Windows that were read as controls, such as ’ for U+0092.
for _code in range(0x80, 0xA0):
    _letter = bytes([_code]).decode("cp1252", "ignore")
    if _letter:
        REPLACED[_code] = _letter

# More marks than this on one letter cover the lines around it: the rest are named.
MAX_MARKS = 4

_KEYCAP = re.compile("([0-9#*])\ufe0f?\u20e3")
_LINE_END = re.compile("\r\n?")
# A joiner beside a name in brackets joins nothing any more.
_LOOSE_JOINER = re.compile("(?<=\\])[\u200c\u200d]+|[\u200c\u200d]+(?=\\[)")
_IN_WORD = re.compile(" (?:LETTER|VOWEL|SYLLABLE|SYLLABICS|SIGN|DIGIT|HIEROGLYPH|MARK) ")
_UNNAMED = {
    "Cc": "control",
    "Cs": "half a character",
    "Co": "private use",
    "Cn": "unassigned",
}


@cache
def _coverage() -> tuple[list[int], list[int]]:
    ranges = json.loads((FONTS / "coverage.json").read_text())
    return [first for first, _last in ranges], [last for _first, last in ranges]


def has_font(char: str) -> bool:
    """Say whether a font that comes with the site has a character."""
    firsts, lasts = _coverage()
    place = bisect_right(firsts, ord(char)) - 1
    return place >= 0 and ord(char) <= lasts[place]


def treatment(char: str, output: Output) -> Treatment:
    """Return what becomes of a character: drawn, named or dropped."""
    row = EXCEPTIONS.get(ord(char)) or CATEGORIES[unicodedata.category(char)]
    found = row[output.value]
    if found is not Treatment.IF_FONT:
        return found
    return Treatment.DRAWN if has_font(char) else Treatment.NAMED


def name_of(char: str) -> str:
    """Return what stands for a character: its name in brackets, or its number."""
    code, name = ord(char), unicodedata.name(char, "")
    if name.startswith("CJK UNIFIED"):
        return f"[U+{code:04X}]"
    if name:
        return f"[{name.lower()}]"
    kind = _UNNAMED.get(unicodedata.category(char), "letter")
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        kind = "noncharacter"
    return f"[{kind} U+{code:04X}]"


def missing_glyphs(text: str) -> list[str]:
    """Return the characters that are named in a PDF and drawn on a page, in order, once each."""
    chars = dict.fromkeys(_KEYCAP.sub("\u20e3", text))
    return [
        char
        for char in chars
        if treatment(char, Output.PAGE) is Treatment.DRAWN
        and treatment(char, Output.PDF) is Treatment.NAMED
        and ord(char) not in REPLACED
    ]


def readable(text: str, output: Output) -> str:
    """Return a text as it stands in an output, by the table. The usual text stays as it is."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    text = _with_few_marks(_LINE_END.sub("\n", text))
    if output is Output.PDF:
        text = _KEYCAP.sub(r"[keycap \1]", text)
    chars = set(text)
    changed = {ord(char): REPLACED[ord(char)] for char in chars if ord(char) in REPLACED}
    named = []
    for char in chars - set(map(chr, changed)):
        found = treatment(char, output)
        if found is Treatment.NAMED:
            named.append(char)
        elif found is Treatment.DROPPED:
            changed[ord(char)] = ""
    if changed:
        text = text.translate(changed)
    if not named:
        return text
    return _LOOSE_JOINER.sub("", _any_of(named, "+").sub(_names, text))


def _any_of(chars: Iterable[str], times: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(chars)))}]{times}")


def _names(run: re.Match[str]) -> str:
    """Return the names of some characters; a word of a script without a font is spelled in one."""
    pieces = []
    for script, chars in groupby(run[0], key=_script):
        letters = list(chars)
        if script and len(letters) > 1:
            words = ", ".join(_IN_WORD.split(unicodedata.name(char), 1)[1] for char in letters)
            pieces.append(f"[{script.capitalize()}: {words.lower()}]")
        else:
            pieces += map(name_of, letters)
    return "".join(pieces)


def _script(char: str) -> str:
    """Return the script of a letter by its name, or "" for what is no letter."""
    if unicodedata.category(char)[0] not in "LMN":
        return ""
    found = _IN_WORD.split(unicodedata.name(char, ""), 1)
    return found[0] if len(found) > 1 else ""


def _with_few_marks(text: str) -> str:
    """Return a text in which no letter carries so many marks that they cover other lines."""
    marks = [char for char in set(text) if unicodedata.category(char) in ("Mn", "Me")]
    if not marks:
        return text
    return _any_of(marks, f"{{{MAX_MARKS + 1},}}").sub(_first_marks, text)


def _first_marks(run: re.Match[str]) -> str:
    kept, rest = run[0][:MAX_MARKS], run[0][MAX_MARKS:]
    names = []
    for char, same in groupby(rest):
        times = len(list(same))
        names.append(name_of(char)[1:-1] + (f", {times} times" if times > 1 else ""))
    return f"{kept}[{'; '.join(names)}]"


FIRST_STRONG, POP = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Return a text from left to right in which words from right to left turn nothing else around.

    They stand between U+2068 and U+2069, so that the number behind an Arabic name stays behind it.
    """
    return "".join(
        f"{FIRST_STRONG}{piece}{POP}" if from_right else piece
        for piece, from_right in direction_runs(text)
    )


def is_rtl(text: str) -> bool:
    """Say whether the first strong letter of a text runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def direction_runs(text: str) -> list[tuple[str, bool]]:
    """Return [(piece, whether it runs from right to left)] of a text from left to right.

    A text that begins from right to left is one piece: its own direction orders it.
    """
    if text.isascii() or is_rtl(text):
        return [(text, False)] if text else []
    kinds: dict[str, list[str]] = {}
    for char in set(text):
        kinds.setdefault(unicodedata.bidirectional(char), []).append(char)
    right = re.escape("".join(kinds.get("R", []) + kinds.get("AL", [])))
    if not right:
        return [(text, False)]
    left = re.escape("".join(kinds.get("L", [])) + "\n")
    marks = re.escape("".join(kinds.get("NSM", [])))
    behind = f"[{marks}]*" if marks else ""
    found, end = [], 0
    for run in re.finditer(f"[{right}](?:[^{left}]*[{right}])?{behind}", text):
        found += [(text[end : run.start()], False), (run[0], True)]
        end = run.end()
    return [piece for piece in (*found, (text[end:], False)) if piece[0]]


# How wide a line may be that has no place to break, in ems: what fits the narrowest column.
LABEL_EMS, TEXT_EMS = 14.0, 28.0
# Between places to break in such a line, where it has no punctuation.
_PIECE_EMS = 6.0
_BREAK = "\u200b"
_UNBROKEN = re.compile(f"[^ \n{_BREAK}]{{8,}}")
_GLUE = "\u00a0\u2007\u202f\u2060"
_AFTER = "/?&=_.,;:@#%+-"
# The widest characters of our fonts, of up to 3.3 ems.
_WIDEST = frozenset(
    map(
        chr,
        (
            0x1C4,
            0x1F1,
            0x52A,
            0xA74,
            0xB86,
            0xB8A,
            0xB94,
            0xBA3,
            0xBA9,
            0xBB7,
            0xBB8,
            0xBB9,
            0xBF4,
            0xBF5,
            0xBF7,
            0xBF8,
            0xC0B,
            0xC1D,
            0xC2F,
            0xC60,
            0xC61,
            0xC8A,
            0xC9D,
            0xCAF,
            0xCE0,
            0xD05,
            0xD06,
            0xD08,
            0xD0A,
            0xD0E,
            0xD0F,
            0xD10,
            0xD13,
            0xD14,
            0xD18,
            0xD1B,
            0xD1D,
            0xD1E,
            0xD21,
            0xD22,
            0xD23,
            0xD2C,
            0xD38,
            0xD4F,
            0xD58,
            0xD5C,
            0xD5D,
            0xD5E,
            0xD5F,
            0xD61,
            0xD6C,
            0xD72,
            0xD75,
            0xD76,
            0xD77,
            0xD78,
            0xD7A,
            0xD8C,
            0xD8D,
            0xD8E,
            0xD90,
            0xD93,
            0xD96,
            0xDA3,
            0xDA4,
            0xDE9,
            0xDF4,
            0x100F,
            0x1024,
            0x1029,
            0x102A,
            0x103F,
            0x106E,
            0x132C,
            0x1380,
            0x1383,
            0x1788,
            0x178E,
            0x17D8,
            0x17DA,
            0x19EA,
            0x19EB,
            0x19EC,
            0x19ED,
            0x19EE,
            0x19EF,
            0x19FA,
            0x19FB,
            0x19FC,
            0x19FD,
            0x19FE,
            0x19FF,
            0x1F9A,
            0x1F9B,
            0x1F9C,
            0x1F9D,
            0x1F9E,
            0x1F9F,
            0x1FAA,
            0x1FAB,
            0x1FAC,
            0x1FAD,
            0x1FAE,
            0x1FAF,
            0x2031,
            0x213B,
            0x2DB8,
            0x2DBC,
            0x2DBD,
            0x2E3A,
            0x2E3B,
            0xA66C,
            0xA698,
            0xA74E,
            0xA9EC,
            0xAA6C,
            0xAA72,
            0xAA75,
            0xAA76,
            0xAA7A,
            0xAA7F,
            0xAB24,
        ),
    )
)
# Scripts whose words a dictionary parts, without blanks.
_BY_DICTIONARY = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")


def breakable(text: str, ems: float = TEXT_EMS) -> str:
    """Return a text with places to break (U+200B) in every run that is too long for a line."""
    if len(text) < 8:
        return text
    return _UNBROKEN.sub(lambda run: _broken(run[0], ems), text)


def within(text: str, ems: float) -> str:
    """Return a text shortened to a width."""
    wide = 0.0
    for place, char in enumerate(text):
        wide += _width(char)
        if wide > ems:
            return f"{text[:place]}…"
    return text


def _broken(run: str, ems: float) -> str:
    if sum(map(_width, run)) <= ems:
        return run
    pieces, since = [], 0.0
    for place, char in enumerate(run):
        before = run[place - 1 : place] if place else ""
        if before and not _belong_together(before, char):
            size = ems * 0.8 if _parts_by_itself(char) else _PIECE_EMS
            glued = before in _GLUE and char not in _GLUE
            if before in "/?" and char.isascii() and char.isalpha():
                since = 0.0  # breaks by itself, so that an address is copied as it is
            elif glued or since >= size or (since >= _PIECE_EMS / 2 and before in _AFTER):
                pieces.append(_BREAK)
                since = 0.0
        pieces.append(char)
        since += _width(char)
    return "".join(pieces)


def _belong_together(before: str, char: str) -> bool:
    """Say whether two characters are drawn as one: a letter and its mark, or two joined letters."""
    joined = unicodedata.combining(before) == 9 or before == "\u200d" or before == FIRST_STRONG
    return joined or unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf")


def _parts_by_itself(char: str) -> bool:
    """Say whether lines break beside a letter anyway: Chinese, Korean, Thai and others."""
    wide = unicodedata.east_asian_width(char) == "W" and unicodedata.category(char) == "Lo"
    return (wide and "SMALL" not in unicodedata.name(char, "")) or bool(_BY_DICTIONARY.match(char))


@cache
def _width(char: str) -> float:
    """Return about how wide a character is, rather too much, in ems."""
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if char.isascii():
        return 1.0 if char in "mwMW@%" else 0.8 if category == "Lu" else 0.65
    if char in _WIDEST:
        return 3.3
    return 1.0 if ord(char) < 0x700 or unicodedata.east_asian_width(char) == "W" else 1.5
