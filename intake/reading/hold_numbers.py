"""The numbers on a hold paper: people write one of them, or all of them into one field.

An event number has three letters and ten digits (DAL2610000123), a subject number nine digits, an
A-number (a file number) seven to nine. Which one a bare number is, only its length can say.
"""

import re
from dataclasses import dataclass

from .signs import MOST_SIGNS, code

EVENT, SUBJECT, A_NUMBER, OTHER = "event", "subject", "a-number", "other"


@dataclass(frozen=True)
class HoldNumber:
    """One number and its kind; only its digits, but for one of another kind."""

    kind: str
    value: str


_EVENT = re.compile(r"\b([A-Z]{3})[ -]?(\d{10})\b")
_NAMED = (
    (SUBJECT, re.compile(r"\bSUBJECT(?: ID| NO| NUMBER)?[.:# ]*((?:\d[ -]?){7,12})")),
    (EVENT, re.compile(r"\bEVENT(?: ID| NO| NUMBER)?[.:# ]*((?:\d[ -]?){8,12})")),
    (
        A_NUMBER,
        re.compile(
            r"(?:\bFILE(?: NO| NUMBER)?|\bALIEN(?: NO| NUMBER)?|\bA ?(?:NO|NUMBER|#)|\bUSCIS ?#?)?"
            r"[.:# ]*\bA[ #.:-]*((?:\d[ -]?){7,9})(?!\d)"
        ),
    ),
    (A_NUMBER, re.compile(r"\b(?:FILE|ALIEN)(?: NO| NUMBER)?[.:# ]*((?:\d[ -]?){7,9})(?!\d)")),
)


def read_hold_numbers(typed: str) -> list[HoldNumber]:
    """Return the numbers in a text, those whose kind is said first; nothing where there is none."""
    rest, found = code(typed[:MOST_SIGNS]).upper(), []
    for match in _EVENT.finditer(rest):
        found.append(HoldNumber(EVENT, match[2]))
    rest = _EVENT.sub(" ; ", rest)
    for kind, pattern in _NAMED:
        for match in pattern.finditer(rest):
            found.append(HoldNumber(kind, re.sub(r"\D", "", match[1])))
        rest = pattern.sub(" ; ", rest)
    for bare in re.findall(r"\d(?:[ -]?\d){6,}", rest):
        digits = re.sub(r"\D", "", bare)
        kinds = {9: (A_NUMBER, SUBJECT), 10: (EVENT,)}.get(len(digits), (A_NUMBER,))
        found += [HoldNumber(kind if len(digits) <= 10 else OTHER, digits) for kind in kinds]
    return list(dict.fromkeys(found))
