"""Months and weekdays by name, in the nine languages of the plan and two more that people speak.

The names are those of CLDR, by way of Babel. It has none in Haitian Creole: those are ours.
"""

import re
from functools import cache

from babel import Locale

from .base import IMPOSSIBLE, NOT_READ, NOTHING_TYPED, NotUnderstood
from .signs import MOST_SIGNS, folded, plain

# As spoken in the Levant and Iraq, in Algeria and Tunisia, and in Morocco, too.
_LOCALES = "en es pt fr zh ar ar_SY ar_DZ ar_MA vi ru am so"
LOCALES = tuple(_LOCALES.split())
WIDTHS = [(use, width) for use in ("format", "stand-alone") for width in ("wide", "abbreviated")]

_HAITIAN = "janvye fevriye mas avril me jen jiye out septanm oktob novanm desanm"
_HAITIAN_DAYS = "lendi madi mekredi jedi vandredi samdi dimanch"
_MORE = {
    "sept": 9,
    "setiembre": 9,
    "set": 9,
    "ene": 1,
    "abr": 4,
    "ago": 8,
    "dic": 12,
    "dez": 12,
    "janv": 1,
    "fevr": 2,
    "juil": 7,
    "me": 5,
    "اغسطس": 8,
    "ابريل": 4,
}
_VIETNAMESE = "mot hai ba tu nam sau bay tam chin muoi|muoi mot|muoi hai"


def _key(name: str) -> str:
    return folded(name).strip(". ")


@cache
def _names() -> dict[str, dict[str, int]]:
    """Return {folded name: {language: month}}."""
    found: dict[str, dict[str, int]] = {}

    def add(name: str, month: int, language: str = "") -> None:
        key = _key(name)
        if key and not key.isdecimal():
            found.setdefault(key, {})[language] = month

    for language in LOCALES:
        months = Locale.parse(language).months
        for use, width in WIDTHS:
            for month, name in months[use][width].items():
                add(name, month, language[:2])
    for month, name in enumerate(_HAITIAN.split(), start=1):
        add(name, month, "ht")
    first, *rest = _VIETNAMESE.split("|")
    for month, name in enumerate([*first.split(), *rest], start=1):
        add(f"thang {name}", month)
    add("thang gieng", 1)
    add("thang chap", 12)
    for name, month in _MORE.items():
        add(name, month)
    for month, sign in enumerate("一二三四五六七八九十", start=1):
        add(f"{sign}月", month)
    return found


@cache
def weekdays() -> frozenset[str]:
    """Return the folded names of the days of the week; nothing rests on which day it is."""
    found = set()
    for language in LOCALES:
        days = Locale.parse(language).days
        for use, width in WIDTHS:
            found |= {_key(name) for name in days[use][width].values()}
    found |= set(_HAITIAN_DAYS.split())
    found |= {name.removesuffix("-feira") for name in found if name.endswith("-feira")}
    # What is a number, a month or a single letter says no weekday.
    return frozenset(name for name in found if len(name) > 1 and name not in _names())


@cache
def pattern() -> str:
    """Return a pattern of every name of a month, the longest first."""
    names = sorted(_names(), key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", " ?") for name in names)


def named(name: str, language: str = "") -> int | None:
    """Return the month of a name in any of the languages, or None.

    "out" is August in Haitian and October in Portuguese: then the writer's language decides.
    """
    key = _key(name)
    months = _names().get(key, {})
    found = months.get(language) or (next(iter(months.values())) if _agree(months) else None)
    if found is None and (number := re.fullmatch(r"(?:thang|thg) ?(\d{1,2})|(\d{1,2}) ?月", key)):
        month = int(number[1] or number[2])
        found = month if 1 <= month <= 12 else None
    return found


def _agree(months: dict[str, int]) -> bool:
    return len(set(months.values())) == 1


def read_month(typed: str, language: str = "") -> int | NotUnderstood:
    """Return the month, 1 to 12, that a number or a name means."""
    if not typed.strip():
        return NOTHING_TYPED
    if len(typed) > MOST_SIGNS:
        return NOT_READ
    text = plain(typed)
    if not text:
        return NOTHING_TYPED
    if text.isdecimal():
        return int(text) if len(text) < 4 and 1 <= int(text) <= 12 else NotUnderstood(IMPOSSIBLE)
    return named(text, language) or NOT_READ
