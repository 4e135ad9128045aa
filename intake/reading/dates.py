"""Dates as people write them: one day, a month, or a year; by name or in figures, in any order.

Where two orders fit (3/4), the writer's language decides which is meant, and the other one is told
as well. No part is made up: what was not written is None.
"""

import calendar
import re
from dataclasses import dataclass

from . import months
from .base import NOT_POSSIBLE, NOT_READ, NOTHING_TYPED, NotUnderstood
from .numbers import number_of
from .signs import MOST_SIGNS, folded, plain

FIRST_YEAR = 1900
# Languages whose figures are read month first. Others that the plan has write the day first,
# and Chinese writes the year first: its figures without a year are month and day.
MONTH_FIRST = {"en", "zh"}

_ORDINAL_WORDS = (
    "first primero primer primeiro premier premye|second segundo deuxieme dezyem|third tercero"
    " troisieme twazyem|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    "|twenty-first|twenty-second|twenty-third|twenty-fourth|twenty-fifth|twenty-sixth"
    "|twenty-seventh|twenty-eighth|twenty-ninth|thirtieth|thirty-first"
)
_ORDINALS = {
    word: day
    for day, words in enumerate(_ORDINAL_WORDS.split("|"), start=1)
    for word in words.split()
}
_ENDINGS = "st|nd|rd|th|er|ere|re|eme|e|ro|ra|do|da|to|ta|vo|mo|a|o|-?(?:е|го|ое|и)"
_ENDING = rf"(?:\s?(?:{_ENDINGS})\b|[ºª°])?"
# Words that stand between the parts of a date.
_LITTLE_WORDS = (
    "of the on de del da do dos el la le les ngay nam mung mong في يوم من سنة عام г года год гг"
    " day in en dia jou jour an"
    " year month mes mois ano born nacido nacida ne nee"
)
_LITTLE = frozenset(_LITTLE_WORDS.split())


@dataclass(frozen=True)
class Date:
    """A date as far as it was written. `other` is (month, day) the other way round, if that fits.

    `is_short` says that the year had two figures.
    """

    year: int | None
    month: int | None
    day: int | None
    other: tuple[int, int] | None = None
    is_short: bool = False


def written(date: Date) -> str:
    """Return a date in the one form that reads as the same date again, in English."""
    month = calendar.month_name[date.month] if date.month else ""
    parts = (month, str(date.day) if date.day else "", str(date.year) if date.year else "")
    return " ".join(filter(None, parts))


def read_date(typed: str, language: str = "en", *, this_year: int) -> Date | NotUnderstood:
    """Return the date that was typed. Years run from 1900 to the one after `this_year`."""
    if not typed.strip():
        return NOTHING_TYPED
    if len(typed) > MOST_SIGNS:
        return NOT_READ
    text = folded(typed).strip(" .,;!?")
    if not text:
        return NOTHING_TYPED
    found = _chinese(text, this_year) or _figures(text, language, this_year)
    return found or _with_a_name(text, language, this_year)


def read_year(typed: str, *, this_year: int) -> int | NotUnderstood:
    """Return the year that was typed, with four figures or with two."""
    if not typed.strip():
        return NOTHING_TYPED
    text = plain(typed[: MOST_SIGNS + 1]).strip(" .,'")
    if not text:
        return NOTHING_TYPED
    text = _without_sign(_only(folded(text)), "年")
    text = re.sub(r"(?<=\d) ?(?:г|года?)\.?$", "", text).strip(" .,'")
    if not text.isdecimal():
        return NOT_READ
    return _year(text, this_year) or (NOT_POSSIBLE if len(text) == 4 else NOT_READ)


def read_day(typed: str) -> int | NotUnderstood:
    """Return the day of a month, 1 to 31, in figures or words, with "rd" or without."""
    if not typed.strip():
        return NOTHING_TYPED
    if len(typed) > MOST_SIGNS:
        return NOT_READ
    text = folded(typed).strip(" .,")
    if not text:
        return NOTHING_TYPED
    text = _without_sign(_only(text), "日号號")
    return _day(text) or (NOT_POSSIBLE if text.isdecimal() else NOT_READ)


def _only(text: str) -> str:
    """Return a text without the little words that stand between the parts of a date."""
    return " ".join(word for word in text.split() if word not in _LITTLE) or text


def _without_sign(text: str, signs: str) -> str:
    """Return a number as figures where a Chinese sign stands behind it; else the text as it is."""
    found = re.fullmatch(rf"([〇零一二三四五六七八九十]+|\d{{1,4}}) ?[{signs}]", text)
    return re.sub(r"\D+", _in_figures, found[1]) if found else text


def _day(text: str) -> int | None:
    found = re.fullmatch(rf"(\d{{1,3}}){_ENDING}", text)
    if found:
        return int(found[1]) if 1 <= int(found[1]) <= 31 else None
    number = _ORDINALS.get(text.replace(" ", "-")) or number_of(text)
    return number if number and number <= 31 else None


def _year(text: str, this_year: int) -> int | None:
    """Return the year of two or four figures, or None."""
    if len(text) == 2:
        # The last such year that has begun, or the coming one.
        century = (this_year + 1) // 100 * 100
        year = century + int(text)
        return year if year <= this_year + 1 else year - 100
    if len(text) == 4 and FIRST_YEAR <= int(text) <= this_year + 1:
        return int(text)
    return None


def _date(
    year: int | None, month: int | None, day: int | None, *, is_short: bool = False
) -> Date | NotUnderstood:
    """Return a date whose parts go together, or NOT_POSSIBLE."""
    if month is not None and not 1 <= month <= 12:
        return NOT_POSSIBLE
    # Without a year, February may have 29 days.
    if day is not None and not 1 <= day <= calendar.monthrange(year or 2000, month or 1)[1]:
        return NOT_POSSIBLE
    return Date(year, month, day, is_short=is_short)


_FIGURES = "〇一二三四五六七八九"


def _in_figures(sign: re.Match[str]) -> str:
    """Return Chinese numerals of a date as figures: 二〇二六 digit by digit, 三十一 by tens."""
    text = sign[0].replace("零", "〇")
    tens, ten, ones = text.partition("十")
    if not ten:
        return "".join(str(_FIGURES.index(one)) for one in text)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return sign[0]
    return str((_FIGURES.index(tens) if tens else 1) * 10 + (_FIGURES.index(ones) if ones else 0))


def _chinese(text: str, this_year: int) -> Date | NotUnderstood | None:
    text = re.sub("[〇零一二三四五六七八九十]+(?=[年月日号號])", _in_figures, text)
    found = re.fullmatch(
        r"(?:(\d{4}|\d{2}) ?年)? ?(?:(\d{1,2}) ?月)? ?(?:(\d{1,2}) ?[日号號])?", text
    )
    if not found or not any(found.groups()):
        return None
    year = _year(found[1], this_year) if found[1] else None
    if found[1] and year is None or found[3] and not found[2]:
        return NOT_POSSIBLE
    return _date(year, int(found[2]) if found[2] else None, int(found[3]) if found[3] else None)


def _figures(text: str, language: str, this_year: int) -> Date | NotUnderstood | None:
    """Return a date in figures alone, or None where there is something else."""
    text = re.sub(r"[t ]\d{1,2}:\d{2}.*$", "", text) if re.match(r"\d{4}-", text) else text
    parts = re.split(r"\s*[-/.,\s]\s*", text)
    if not all(re.fullmatch(r"\d{1,4}", part) for part in parts) or len(parts) > 3:
        return None
    if len(parts) == 1:
        year = _year(text, this_year) if len(text) == 4 else None
        return Date(year, None, None) if year else NOT_POSSIBLE if len(text) == 4 else NOT_READ
    if len(parts[0]) == 4:
        year = _year(parts[0], this_year)
        if year is None:
            return NOT_POSSIBLE
        return _date(year, int(parts[1]), int(parts[2]) if len(parts) == 3 else None)
    if len(parts) == 2 and len(parts[1]) == 4:
        year = _year(parts[1], this_year)
        return _date(year, int(parts[0]), None) if year else NOT_POSSIBLE
    if any(len(part) > 2 for part in parts[:2]) or (len(parts) == 3 and len(parts[2]) in (1, 3)):
        return NOT_READ
    year = _year(parts[2], this_year) if len(parts) == 3 else None
    if len(parts) == 3 and year is None:
        return NOT_POSSIBLE
    is_short = len(parts) == 3 and len(parts[2]) == 2
    return _ordered(int(parts[0]), int(parts[1]), year, language, is_short)


def _ordered(
    one: int, two: int, year: int | None, language: str, is_short: bool
) -> Date | NotUnderstood:
    """Return the date of two figures, by the order of the language; the only one that is, if so."""
    month_first = language in MONTH_FIRST
    ways = [(one, two), (two, one)] if month_first else [(two, one), (one, two)]
    read = [way for way in ways if isinstance(_date(year, *way), Date)]
    if not read:
        return NOT_POSSIBLE
    other = read[1] if len(read) == 2 and one != two else None
    return Date(year, *read[0], other, is_short)


def _with_a_name(text: str, language: str, this_year: int) -> Date | NotUnderstood:
    """Return a date whose month has a name."""
    text = re.sub(r"(?<=\d)-(?=\w)|(?<=[^\W\d])-(?=\d)", " ", text)
    found = list(
        re.finditer(
            rf"(?<![^\W\d_])(?:{months.pattern()})(?![^\W\d_])|(?:thang|thg) ?\d{{1,2}}", text
        )
    )
    if not found:
        return NOT_READ
    longest = max(found, key=lambda match: len(match[0]))
    month = months.named(longest[0], language)
    if month is None:
        return NOT_READ
    rest = f"{text[: longest.start()]} {text[longest.end() :]}"
    words = [word.strip(".,'") for word in re.split(r"[\s,/]+", rest)]
    words = [
        word for word in words if word and word not in _LITTLE and word not in months.weekdays()
    ]
    return _rest_of(words, month, this_year)


def _rest_of(words: list[str], month: int, this_year: int) -> Date | NotUnderstood:
    day = year = None
    is_short = False
    for place, word in enumerate(words):
        if re.fullmatch(r"\d{4}", word):
            found = _year(word, this_year)
            if found is None or year:
                return NOT_POSSIBLE if found is None else NOT_READ
            year = found
        elif day is None and (number := _day(word)) and not (place and re.fullmatch(r"\d\d", word)):
            day = number
        elif year is None and re.fullmatch(r"\d\d", word) and (day or len(words) == 1):
            year, is_short = _year(word, this_year), True
        elif day is None and (number := _day(word)):
            day = number
        else:
            return NOT_POSSIBLE if re.fullmatch(r"\d+", word) else NOT_READ
    return _date(year, month, day, is_short=is_short)
