"""Codes that people read aloud, copy by hand and type: Crockford base32, one check character."""

import secrets

from intake.reading import signs

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 20
GROUP_LENGTH = 5
REFERENCE_LENGTH = 6

# Signs that are read for one another, and those that separate groups.
CONFUSABLES = str.maketrans("OIL", "011", " -–—\u00a0\t\r\n.")


class InvalidCode(ValueError):
    """What was typed cannot be a code: wrong length, wrong letters, or a slip of the pen."""


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _check_character(body: str) -> str:
    """Return the check character: a sum in GF(32), so one wrong or two swapped letters show."""
    total = 0
    for letter in body:
        doubled = total << 1
        total = (doubled ^ 0b100101 if doubled & 32 else doubled) ^ ALPHABET.index(letter)
    return ALPHABET[total << 1 ^ 0b100101 if total & 16 else total << 1]


def grouped(code: str, size: int = GROUP_LENGTH) -> str:
    """Return the code in groups, as shown: ABCDE-FGHJK-…"""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def new_code() -> str:
    """Return a new code of 20 characters, 19 of them random (about 95 bits), without dashes."""
    body = _random(CODE_LENGTH - 1)
    return body + _check_character(body)


def parse_code(typed: str) -> str:
    """Return the code in `typed`, written in any case, with any separators; O is 0, I and L are 1.

    Raises InvalidCode.
    """
    code = signs.code(typed).upper().translate(CONFUSABLES)
    if (
        len(code) != CODE_LENGTH
        or set(code) - set(ALPHABET)
        or _check_character(code[:-1]) != code[-1]
    ):
        raise InvalidCode
    return code


def new_reference() -> str:
    """Return a new case reference such as K7M-42Q. It is no secret and no count of cases."""
    return grouped(_random(REFERENCE_LENGTH), 3)


def encode_key(key: bytes) -> str:
    """Return a 32-byte key as 13 groups of letters for paper, with a check in each group's end."""
    number = int.from_bytes(key, "big")
    letters = ""
    while len(letters) < 52:
        number, position = divmod(number, 32)
        letters += ALPHABET[position]
    groups = [letters[start : start + 4] for start in range(0, 52, 4)]
    return "-".join(group + _check_character(group) for group in groups)


def decode_key(typed: str) -> bytes:
    """Return the 32-byte key that `encode_key` wrote. Raise InvalidCode, naming the wrong group."""
    letters = signs.code(typed).upper().translate(CONFUSABLES)
    if len(letters) != 65 or set(letters) - set(ALPHABET):
        raise InvalidCode("A key has 13 groups of 5 letters and digits.")
    number = 0
    for position in range(13):
        group, check = letters[position * 5 : position * 5 + 4], letters[position * 5 + 4]
        if _check_character(group) != check:
            raise InvalidCode(f"Group {position + 1} is not right.")
        for offset, letter in enumerate(group):
            number |= ALPHABET.index(letter) << 5 * (position * 4 + offset)
    try:
        return number.to_bytes(32, "big")
    except OverflowError:
        raise InvalidCode("The last group is not right.") from None
