"""Signs that nobody sees, and signs that look like others: settled before a short text is read."""

import re
import unicodedata

# Longer texts are no hour, date or number; the readers do not look at them.
MOST_SIGNS = 200

_DASHES = "‐‑‒–—―−﹘﹣－"
_COLONS = "∶ː꞉：︓⁚܃"
_QUOTES = "’‘ʼ´`′＇"
_ALIKE = str.maketrans(
    dict.fromkeys(_DASHES, "-") | dict.fromkeys(_COLONS, ":") | dict.fromkeys(_QUOTES, "'")
)
# Letters that look Latin, in Cyrillic and Greek: only for texts that are Latin but for them.
_LATIN = str.maketrans(
    "АВЕЅЗІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABES3IJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo",
)
# Fillers that have a letter's category and no ink, and signs that only choose a look.
_UNSEEN = set("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u2800") | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}


def visible(text: str) -> str:
    """Return the text without signs that nobody sees: marks of direction, zero widths, fillers.

    Line ends and tabs stay. Every kind of blank becomes a plain one. What no database keeps (NUL,
    half a character) stays as well, to be refused by its field and not to be joined in silence.
    """
    kept = []
    for sign in text:
        kind = unicodedata.category(sign)
        if sign in "\n\r\t":
            kept.append(sign)
        elif kind == "Zs":
            kept.append(" ")
        elif sign == "\0" or (kind not in ("Cf", "Cc", "Cn", "Co") and sign not in _UNSEEN):
            kept.append(sign)
    return "".join(kept)


def ascii_digits(text: str) -> str:
    """Return the text with the digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def plain(text: str) -> str:
    """Return one line: nothing unseen, marks settled, digits as 0 to 9, single blanks."""
    # The small 2 of 3² and the sign ½ are no digits: they stay what they are.
    wide = "".join(
        sign if sign.isnumeric() and not sign.isdecimal() else unicodedata.normalize("NFKC", sign)
        for sign in visible(text)
    )
    seen = unicodedata.normalize("NFC", wide).translate(_ALIKE)
    return " ".join(ascii_digits(visible(seen)).split())


def folded(text: str) -> str:
    """Return a plain text in small letters without accents, to compare words by."""
    parts = unicodedata.normalize("NFD", plain(text).casefold())
    bare = "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
    # An accent that stood alone came with a blank.
    return " ".join(unicodedata.normalize("NFC", bare).replace("đ", "d").split())


def latin(text: str) -> str:
    """Return the text with look-alikes as Latin letters, if it is all ASCII then; else as it is."""
    found = text.translate(_LATIN)
    return found if found.isascii() else text


def code(text: str) -> str:
    """Return a code or a number with letters as it was meant: visible, plain, in Latin letters."""
    return latin(plain(text))


def email(text: str) -> str:
    """Return an email address without unseen signs, and with look-alikes settled word by word.

    A word wholly in another script is left alone: there are such addresses.
    """
    words = re.split(r"([@.+_-])", plain(text))
    return "".join(latin(word) if re.search("[A-Za-z0-9]", word) else word for word in words)
