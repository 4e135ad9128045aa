"""The time of a day, as jails and people write it.

The answer is a first and a last minute of the day: the same for an exact time, apart for "in the
morning" or "between 2 and 4". Where morning or evening is open, the whole day is meant until
somebody chooses one of the `choices`. 24:00 is the end of the day, and the last minute there is.
"""

import re
from dataclasses import dataclass, replace
from typing import TypeAlias

from .base import NOT_POSSIBLE, NOT_READ, NOTHING_TYPED, NotUnderstood
from .hour_words import CHINESE_HOURS, pattern, signs
from .months import pattern as pattern_of_months
from .signs import MOST_SIGNS, folded

HOUR, NOON, DAY = 60, 12 * 60, 24 * 60

# What the words mean, in minutes. Morning, afternoon and evening: a working rule, no law.
PERIODS = {
    "DAWN": (0, 6 * HOUR),
    "MORNING": (6 * HOUR, NOON),
    "AFTERNOON": (NOON, 18 * HOUR),
    "EVENING": (18 * HOUR, DAY),
    "NIGHT": (0, DAY),
    "DAY": (0, DAY),
    "NOON": (NOON, NOON),
    "EARLY": (0, NOON),
}
# "A quarter to six, in the evening": so far may an hour lie from the part of the day it is in.
AROUND = 2 * HOUR
_OF_DAY = {"AM", "PM", "MIDNIGHT", *PERIODS}
Span: TypeAlias = tuple[int, int]
Choices: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True)
class Time:
    """A time of day in minutes after its midnight, from `first` to `last`.

    `about` says that it was a guess. `timezone` is the clock that was named, such as "Eastern".
    `choices` are the spans it may mean where morning and evening are open.
    """

    first: int
    last: int
    about: bool = False
    zone: str = ""
    choices: tuple[Span, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to say which half of the day is meant."""
        return bool(self.choices)

    @property
    def is_exact(self) -> bool:
        return self.first == self.last

    @property
    def is_whole_day(self) -> bool:
        return (self.first, self.last) == (0, DAY) and not self.choices

    def chosen(self, start: str) -> "Time":
        """Return the choice that begins at "HH:MM"; this time itself if none does."""
        for first, last in self.choices:
            if hand(first) == start:
                return replace(self, first=first, last=last, choices=())
        return self


def hand(minute: int) -> str:
    """Return a minute of the day as HH:MM; the end of the day is 24:00."""
    return f"{minute // HOUR:02d}:{minute % HOUR:02d}"


def written(time: Time) -> str:
    """Return a time in the one form that reads as the same time again."""
    if time.choices:
        text = _open_form(time.choices)
    elif time.is_exact:
        text = f"{hand(time.first)} hrs"
    else:
        text = f"{hand(time.first)} hrs - {hand(time.last)} hrs"
    return " ".join(filter(None, ("about" if time.about else "", text, time.zone)))


def _open_form(choices: Choices) -> str:
    if choices == MIDNIGHTS:
        return "midnight"
    first, last = choices[1]
    if first == last:
        return _short(first)
    if all(start == 0 for start, _end in choices):
        return f"before {_short(last)}"
    if all(end == DAY for _start, end in choices):
        return f"after {_short(first)}"
    return f"{_short(first)} - {_short(last)}"


def _short(minute: int) -> str:
    return f"{(minute // HOUR) % 12 or 12}:{minute % HOUR:02d}"


MIDNIGHTS = ((0, 0), (DAY, DAY))
_DATE = re.compile(
    rf"(?:{pattern_of_months()})\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of |de )?(?:{pattern_of_months()})\b(?:,? (?:de )?\d{{4}})?"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
)


def read_time(typed: str) -> Time | NotUnderstood:
    """Return the time of day that was typed."""
    if not typed.strip():
        return NOTHING_TYPED
    if len(typed) > MOST_SIGNS:
        return NOT_READ
    text = folded(typed)
    if not text:
        return NOTHING_TYPED
    found = _read(text)
    if found is NOT_READ:
        # A day may be told beside it, or who says so: "7:05 pm on March 3, the sheet says".
        text = _DATE.sub(" ", text)
        parts = [_read(part) for part in re.split("[,;()]", text, maxsplit=5) if part.strip()]
        found = _of_parts([part for part in parts if part is not NOT_READ])
    return _in_a_sentence(text) if found is NOT_READ else found


def _of_parts(parts: list[Time | NotUnderstood]) -> Time | NotUnderstood:
    """Return the time of the parts of a sentence: one time, or an hour and a part of the day."""
    if NOT_POSSIBLE in parts:
        return NOT_POSSIBLE
    times = [part for part in parts if isinstance(part, Time)]
    told = [time for time in times if not time.is_whole_day] or times[:1]
    if len(told) == 2:
        [*hours], [*spans] = ([t for t in told if bool(t.choices) == is_open] for is_open in (1, 0))
        if len(hours) == 1:
            [hour], [span] = hours, spans
            fits = [
                choice
                for choice in hour.choices
                if span.first - AROUND <= choice[0] and choice[1] <= span.last + AROUND
            ]
            if len(fits) == 1:
                return replace(hour, first=fits[0][0], last=fits[0][1], choices=())
    return told[0] if len(told) == 1 else NOT_READ


def _in_a_sentence(text: str) -> Time | NotUnderstood:
    """Return the one clear time within other words: with am or pm, a colon or "hrs"."""
    marks = re.sub(r"\b\d{1,2}(?:st|nd|rd|th)\b", " ", text)
    if re.search(r"\b(?:not?|never|before|after|until|till|between|from|to|or)\b|n't", marks):
        return NOT_READ
    line = _line(marks)
    clear = re.findall(r"\d{1,2}(?::\d{2})? (?:AM|PM)|\d{1,2}:\d{2}|\d{4} HRS", line)
    rest = line
    for part in clear:
        rest = rest.replace(part, " ", 1)
    if len(clear) != 1 or re.search(r"\d", rest):
        return NOT_READ
    about = "ABOUT" in line.split()
    found = _moment([*clear[0].split(), *(t for t in rest.split() if t in PERIODS)])
    return replace(found, about=about) if isinstance(found, Time) else found


_CHINESE_HOUR = re.compile(r"(?:十[一二]?|[一二两三四五六七八九])(?=[点點时時])")


def _line(text: str) -> str:
    """Return the text in the signs of the grammar; what is in no table stays as it is."""
    text = _CHINESE_HOUR.sub(lambda found: CHINESE_HOURS[found[0]], text)
    text = re.sub(r"(?<=\d);(?=\d\d)", ":", text)
    text = re.sub(r"(?<=[\dm.]) (?:a|as|a las|a la) (?=\d)", " to ", text)
    text = re.sub(r"^(?:est|ca?)\.? (?=\d)", "about ", text)
    text = re.sub(r"(?<=[\dm.]) ?\bet\b\.?$", " eastern", text)
    text = re.sub(r"(\d)[点點时時] ?(\d{1,2}) ?分?", r"\1:\2", text)
    text = re.sub(
        r"(\d{1,2}) ?(?:h|hs|gio|heures?|horas|часов|часа) ?(\d{2})\b(?:\s?min\w*|m)?",
        r"\1:\2",
        text,
    )
    text = re.sub(r"(\d)e(?= |$)", r"\1 ", text)
    text = re.sub(r"-?ish\b", " ish", text)
    text = re.sub(r"(\d) ?a\b(?=[\s.,]*$)", r"\1 am", text)
    text = re.sub(r"(\d) ?p\b(?=[\s.,]*$)", r"\1 pm", text)
    text = re.sub(r"(?<=\d)\.(?=\d{2}(?!\d))", ":", text)
    text = re.sub(r"(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?", r"\1", text)
    text = re.sub(r"([一-鿿])(?=\d)|(?<=\d)(?=[一-鿿])", r"\1 ", text)
    text = _split_chinese(text) if _CHINESE.search(text) else text
    line = pattern().sub(lambda found: signs()[found[0]], text)
    line = re.sub(r"(?<=\d)(?=[A-Z])", " ", line)
    return " ".join(re.sub(r"[.,!'\"](?=\s|$)|(?<=\s)['\".,]|^['\"]", " ", line).split())


_CHINESE = re.compile("[一-鿿]")


def _split_chinese(text: str) -> str:
    words = sorted((p for p in signs() if re.fullmatch("[一-鿿]+", p)), key=len, reverse=True)
    for word in words:
        text = text.replace(word, f" {signs()[word].strip()} ") if word in text else text
    return text


def _read(text: str) -> Time | NotUnderstood:
    """Return the time of a folded text whose every word is understood."""
    marks = _line(text).split()
    zones = {mark for mark in marks if mark.startswith("ZONE_")}
    about = "ABOUT" in marks
    marks = [mark for mark in marks if mark not in zones and mark != "ABOUT"]
    # "sometime between noon and 3", "late in the afternoon": the rest says more.
    marks = [mark for mark in marks if mark != "DAY"] or marks[:1]
    if len(zones) > 1 or not marks:
        return NOT_READ
    found = _span(marks)
    if isinstance(found, NotUnderstood):
        return found
    zone = next(iter(zones), "").removeprefix("ZONE_")
    return replace(found, about=about and not found.is_whole_day, zone=zone)


def _span(marks: list[str]) -> Time | NotUnderstood:
    if marks[0] in ("BEFORE", "AFTER") and len(marks) > 1:
        return _one_sided(marks[0], _moment(marks[1:]))
    if marks[0] == "BETWEEN":
        marks = ["TO" if mark in ("AND", "BEFORE") else mark for mark in marks[1:]]
    else:
        marks = _with_minutes(marks)
    if "TO" not in marks:
        return _moment(marks)
    place = marks.index("TO")
    left, right = marks[:place], [mark for mark in marks[place + 1 :] if mark != "TO"]
    return _between(left, right) if left and right else NOT_READ


def _with_minutes(marks: list[str]) -> list[str]:
    """Read "5 y 20" as 5:20. "2 y 10" may be two hours, and stays as it is: nobody reads it."""
    line = re.sub(r"(?<![\d:])(\d{1,2}) AND (1[3-9]|[2-5]\d)(?![\d:])", r"\1:\2", " ".join(marks))
    return line.split()


def _one_sided(side: str, time: Time | NotUnderstood) -> Time | NotUnderstood:
    if isinstance(time, NotUnderstood):
        return time
    if time.choices == MIDNIGHTS:
        return Time(0, DAY)
    spans = [(0, last) if side == "BEFORE" else (first, DAY) for first, last in _spans(time)]
    if time.choices:
        return Time(0, DAY, choices=tuple(spans))
    return Time(*spans[0])


def _spans(time: Time) -> Choices:
    return time.choices or ((time.first, time.last),)


def _between(left: list[str], right: list[str]) -> Time | NotUnderstood:
    """Return the span of two times; one that says no half of the day takes that of the other."""
    halves = [[mark for mark in side if mark in _OF_DAY] for side in (left, right)]
    first = _moment(left if halves[0] or not halves[1] else [*left, *halves[1]])
    last = _moment(right if halves[1] or not halves[0] else [*right, *halves[0]])
    if first is NOT_POSSIBLE or last is NOT_POSSIBLE:
        return NOT_POSSIBLE
    if isinstance(first, NotUnderstood) or isinstance(last, NotUnderstood):
        return NOT_READ
    if halves[1] and not halves[0] and not last.choices and first.first > last.last:
        # "11 to 1 pm" begins in the morning.
        first = _moment(left)
        if isinstance(first, NotUnderstood):
            return NOT_READ
    pairs = [
        (one[0], other[1])
        for one in _spans(first)
        for other in _spans(last)
        if one[0] <= other[1] and (other[1] - one[0] < NOON or not (first.choices and last.choices))
    ]
    if not pairs:
        return NOT_READ
    if not first.choices and not last.choices:
        return Time(*pairs[0])
    if bool(first.choices) != bool(last.choices):
        # The one that is known leaves the shortest way to the other.
        return Time(*min(pairs, key=lambda pair: pair[1] - pair[0]))
    choices = tuple(sorted(set(pairs)))
    return Time(0, DAY, choices=choices) if len(choices) > 1 else NOT_READ


def _moment(marks: list[str]) -> Time | NotUnderstood:
    """Return the time of marks that hold one figure at most."""
    marks = _joined(marks)
    halves = [mark for mark in marks if mark in _OF_DAY]
    figures = [mark for mark in marks if re.match(r"\d", mark)]
    shifts = [mark for mark in marks if mark in _SHIFTS]
    known = len(halves) + len(figures) + len(shifts) + marks.count("HRS") + marks.count("MINUTES")
    if known != len(marks) or len(shifts) > 1 or len(figures) > 1:
        return NOT_READ
    if not figures:
        return NOT_READ if shifts or "HRS" in marks else _of_words(halves)
    clock = _figure(figures[0], hrs="HRS" in marks)
    if isinstance(clock, NotUnderstood):
        return clock
    hour, minute, is_full = clock
    if shifts:
        if minute or not 1 <= hour <= 24:
            return NOT_READ
        hour, minute = _shifted(hour, _SHIFTS[shifts[0]])
    return _at(hour, minute, is_full, halves)


_SHIFTS = {
    "HALFPAST": 30,
    "HALF": 30,
    "QUARTERPAST": 15,
    "QUARTER": 15,
    "QUARTERTO": -15,
    "LESSQUARTER": -15,
}


def _shifted(hour: int, minutes: int) -> tuple[int, int]:
    if minutes > 0:
        return hour, minutes
    return (hour - 1 if hour > 1 else 12), 60 + minutes


_PAST = re.compile(r"\b(\d{1,2})(?: MINUTES)? PAST (\d{1,2})\b")


def _joined(marks: list[str]) -> list[str]:
    """Put "10 PAST 4" and "6 30" together into one figure each."""
    line = " ".join(marks)
    line = _PAST.sub(lambda m: f"{m[2]}:{m[1]:0>2}", line)
    line = re.sub(r"(?<![\d:])(\d{1,2}) (\d{2})(?![\d:])(?: MINUTES)?", r"\1:\2", line)
    return line.split()


def _of_words(halves: list[str]) -> Time | NotUnderstood:
    if halves == ["MIDNIGHT"]:
        return Time(0, DAY, choices=MIDNIGHTS)
    if "AM" in halves or "PM" in halves or "MIDNIGHT" in halves:
        return NOT_READ
    return Time(*PERIODS[halves[0]]) if len(set(halves)) == 1 else NOT_READ


def _figure(text: str, *, hrs: bool) -> tuple[int, int, bool] | NotUnderstood:
    """Return (hour, minute, whether it is written by a clock of 24 hours), or why not."""
    if found := re.fullmatch(r"(\d{1,2}):(\d{2})", text):
        hour, minute = int(found[1]), int(found[2])
        is_full = hrs or len(found[1]) == 2 and found[1][0] == "0"
    elif re.fullmatch(r"\d{3,4}", text):
        hour, minute = int(text[:-2]), int(text[-2:])
        is_full = hrs or text[0] == "0"
    elif re.fullmatch(r"\d{1,2}", text):
        hour, minute = int(text), 0
        is_full = text[0] == "0" and hrs
    else:
        return NOT_READ
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return NOT_POSSIBLE
    return hour, minute, is_full or hour > 12 or hour == 0


def _at(hour: int, minute: int, is_full: bool, halves: list[str]) -> Time | NotUnderstood:
    if not halves:
        if is_full:
            return _exact(hour, minute)
        return _open(hour, minute)
    found = [_in_half(hour, minute, half) for half in halves]
    if None in found:
        return NOT_POSSIBLE if hour > 12 or not hour else NOT_READ
    spans = set.intersection(*(set(fits or ()) for fits in found))
    if not spans:
        return NOT_READ
    if len(spans) == 1:
        return Time(*spans.pop())
    return Time(0, DAY, choices=tuple(sorted(spans)))


def _exact(hour: int, minute: int) -> Time:
    return Time(hour * HOUR + minute, hour * HOUR + minute)


def _open(hour: int, minute: int) -> Time:
    at = hour % 12 * HOUR + minute
    found = [at, at + NOON, *([DAY] if at == 0 else [])]
    return Time(0, DAY, choices=tuple((minute, minute) for minute in found))


# The hours, on a clock of 12, that a word for a part of the day can go with.
_PM_HOURS = {
    "AFTERNOON": {12, *range(1, 9)},
    "EVENING": set(range(1, 12)),
    "NIGHT": set(range(6, 12)),
    "NOON": {12, 1, 2, 3},
}
_AM_HOURS = {
    "MORNING": set(range(1, 12)),
    "EARLY": set(range(1, 12)),
    "DAWN": {12, *range(1, 8)},
    "NIGHT": set(range(1, 6)),
    "NOON": {11},
}


def _in_half(hour: int, minute: int, half: str) -> Choices | None:
    """Return the spans of an hour in a part of the day, or None where they cannot be together."""
    at = hour % 12 * HOUR + minute
    if hour > 12 or hour == 0:
        exact = hour * HOUR + minute
        is_am = exact < NOON or exact == DAY
        fits = {"AM": exact < NOON, "PM": not is_am}.get(half, True)
        if half in PERIODS and half not in ("NIGHT", "DAY", "NOON"):
            fits = (half in ("MORNING", "DAWN", "EARLY")) == is_am or exact == DAY
        return ((exact, exact),) if fits else None
    if half in ("AM", "PM"):
        at += NOON if half == "PM" else 0
        return ((at, at),)
    if half == "MIDNIGHT" or (half in ("NIGHT", "EVENING") and hour == 12):
        if hour != 12:
            return None
        return MIDNIGHTS if not minute else ((at, at),)
    if hour in _PM_HOURS.get(half, ()):
        return ((at + NOON, at + NOON),)
    if hour in _AM_HOURS.get(half, ()) or (half in ("MORNING", "EARLY") and hour == 12):
        return ((at, at),)
    return None
