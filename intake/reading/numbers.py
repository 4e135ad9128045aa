"""Whole numbers as people write them: in figures or words, about, as a range, with a unit."""

import re
from dataclasses import dataclass

from .base import NOT_POSSIBLE, NOT_READ, NOTHING_TYPED, NotUnderstood
from .signs import MOST_SIGNS, folded

MOST_DIGITS = 9

# 0 to 12 in the languages whose writing is Latin; others write figures.
_WORDS = (
    "zero cero zewo",
    "one uno una un une um uma en youn yon",
    "two dos deux dois duas de",
    "three tres trois twa",
    "four cuatro quatre quatro kat",
    "five cinco cinq senk",
    "six seis sis",
    "seven siete sept sete set",
    "eight ocho huit oito uit",
    "nine nueve neuf nove nef",
    "ten diez dix dez dis",
    "eleven once onze onz",
    "twelve doce douze doze douz",
)
BY_WORD = {word: number for number, words in enumerate(_WORDS) for word in words.split()}
# "de" is two in Haitian, and "of" in most others; "un" and "en" are short, too: not alone.
_NOT_ALONE = {"de", "en"}
_TENS = {
    "fifteen": 15,
    "quince": 15,
    "quinze": 15,
    "twenty": 20,
    "veinte": 20,
    "vingt": 20,
    "vinte": 20,
    "thirty": 30,
    "treinta": 30,
    "trente": 30,
    "trinta": 30,
    "forty": 40,
    "fifty": 50,
}
_ABOUT = re.compile(
    r"^(?:about|around|abt|approximately|approx|roughly|maybe|perhaps|circa|ca|almost|nearly|~|约|約"
    r"|como|casi|aproximadamente|aprox|unos|unas|mas o menos|quiza|tal vez"
    r"|cerca de|uns|umas|environ|a peu pres|anviwon|apepre|около|примерно"
    r"|khoang|大约|大概|حوالي|تقريبا)(?:\b|(?<=[~约約]))\.?\s*|[?]+$|\s+(?:or so|mas o menos|左右)$"
)
DAYS, WEEKS, MONTHS, YEARS = 1, 7, 30, 365
_UNITS = {
    DAYS: "d day days night nights noche noches nuit nuits"
    " dia dias jour jours jou день дня дней ngay 天 日 يوم ايام",
    WEEKS: "w wk wks week weeks semana semanas semaine semaines semen неделя недели недель tuan"
    " 周 星期 اسبوع اسابيع",
    MONTHS: "month months mes meses mois mwa месяц месяца месяцев thang 个月 شهر اشهر",
    YEARS: "year years ano anos an ans год года лет nam 年 سنة سنوات",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_RANGE = re.compile(
    r"\s*(?:-|\bto\b|\bor\b|\band\b|\ba\b|\bo\b|\by\b|\bou\b|\bet\b|\bили\b|至|到)\s*"
)


@dataclass(frozen=True)
class WholeNumber:
    """A number, or the least and the most that were given; `about` where it is a guess."""

    first: int
    last: int
    about: bool = False

    @property
    def is_exact(self) -> bool:
        return self.first == self.last and not self.about

    def __str__(self) -> str:
        span = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"about {span}" if self.about else span


def read_number(
    typed: str, most: int = 10**MOST_DIGITS, *, days: bool = False
) -> WholeNumber | NotUnderstood:
    """Return the whole number from 0 to `most` that was typed; with `days`, also "two weeks"."""
    if not typed.strip():
        return NOTHING_TYPED
    if len(typed) > MOST_SIGNS:
        return NOT_READ
    text = folded(typed).strip(" .,;!")
    if not text:
        return NOTHING_TYPED
    bare = _ABOUT.sub("", text).strip(" .,")
    about = bare != text
    bare = re.sub(r"^between |^entre |^from |^de (?=\d)", "", bare)
    unit = 1
    if days:
        bare, unit = _without_unit(re.sub(r"^an? (?=[a-z])", "1 ", bare))
    whole = number_of(bare)
    ends = [number_of(part) for part in _RANGE.split(bare)] if whole is None else [whole]
    if not 1 <= len(ends) <= 2 or None in ends:
        # "and" may belong to no range at all.
        return NOT_READ
    first, last = (ends[0] or 0) * unit, (ends[-1] or 0) * unit
    if first > last:
        return NOT_READ
    return WholeNumber(first, last, about or unit > 1) if last <= most else NOT_POSSIBLE


def _without_unit(text: str) -> tuple[str, int]:
    found = re.fullmatch(r"(.*[\W\d])([^\W\d_]+)", text)
    if found and found[2] in _UNIT_OF and found[1].strip():
        return found[1].strip(), _UNIT_OF[found[2]]
    return text, 1


def number_of(text: str) -> int | None:
    """Return the number of one word or of one row of figures, or None."""
    text = text.strip(" .,")
    if re.fullmatch(r"\d{1,3}(?:[,.' ]\d{3})+", text):
        text = re.sub(r"\D", "", text)
    if text.isdecimal():
        # More is no number of ours, and Python refuses to read digits without end.
        return int(text) if len(text) <= MOST_DIGITS else 10 ** (MOST_DIGITS + 1)
    if text in BY_WORD and text not in _NOT_ALONE:
        return BY_WORD[text]
    tens = re.fullmatch(r"([a-z]+)(?:[ -]([a-z]+))?", text)
    if tens and tens[1] in _TENS and (tens[2] is None or 0 < BY_WORD.get(tens[2], 0) < 10):
        return _TENS[tens[1]] + BY_WORD.get(tens[2], 0)
    return None
