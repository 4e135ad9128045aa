"""Phone numbers, in any writing, with an extension or without."""

from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat, ValidationResult

from .base import NOT_POSSIBLE, NOT_READ, NOTHING_TYPED, NotUnderstood
from .signs import MOST_SIGNS, plain

HOME = "US"


@dataclass(frozen=True)
class Phone:
    """A phone number. `international` is "+" and digits, or "" where the area code is missing."""

    international: str
    digits: str
    extension: str = ""

    @property
    def ending(self) -> str:
        """The last ten digits without the extension: what two writings of a number share."""
        return (self.international or self.digits).lstrip("+")[-10:]

    def __str__(self) -> str:
        number = self.international or self.digits
        return f"{number} ext. {self.extension}" if self.extension else number


def read_phone(typed: str) -> Phone | NotUnderstood:
    """Return the phone number that was typed; without a country, one of the United States."""
    if not typed.strip():
        return NOTHING_TYPED
    if len(typed) > MOST_SIGNS:
        return NOT_READ
    text = plain(typed)
    if not text:
        return NOTHING_TYPED
    found = _read(text)
    if isinstance(found, Phone):
        return found
    # Whose number it is stands beside it: "312-555-0143 (my aunt)".
    inside = phones_in(text)
    return inside[0] if len(inside) == 1 else found


def _read(text: str) -> Phone | NotUnderstood:
    text = f"+{text[2:]}" if text.startswith("00") else text
    try:
        found = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return NOT_READ
    digits = phonenumbers.national_significant_number(found)
    kind = phonenumbers.is_possible_number_with_reason(found)
    extension = found.extension or ""
    if kind == ValidationResult.IS_POSSIBLE_LOCAL_ONLY and found.country_code == 1:
        return Phone("", digits, extension)
    if kind != ValidationResult.IS_POSSIBLE:
        # Abroad, old ways of writing live on, such as the 1 of Mexican mobile phones.
        whole = f"{found.country_code}{digits}"
        if found.country_code == 1 or not text.startswith("+") or not 8 <= len(whole) <= 15:
            return NOT_POSSIBLE
        return Phone(f"+{whole}", digits, extension)
    return Phone(phonenumbers.format_number(found, PhoneNumberFormat.E164), digits, extension)


def phones_in(typed: str) -> list[Phone]:
    """Return every phone number in a short text, in order: some write two into one field."""
    text = plain(typed[:MOST_SIGNS])
    whole = _read(text) if text else NOT_READ
    if isinstance(whole, Phone):
        return [whole]
    found = []
    matches = phonenumbers.PhoneNumberMatcher(text, HOME, leniency=phonenumbers.Leniency.POSSIBLE)
    for match in matches:
        phone = _read(match.raw_string)
        if isinstance(phone, Phone):
            found.append(phone)
    return found
