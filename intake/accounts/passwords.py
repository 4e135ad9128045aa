"""Refuse passwords that are long only by padding, and those too long to hash."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MIN_LENGTH, MAX_LENGTH = 15, 1000

_LETTER = re.compile(r"[^\W\d_]")
# "p@ssw0rd" is "password": signs that people write for letters, with and without numbers.
_SUBSTITUTIONS = [
    str.maketrans(characters, letters)
    for characters, letters in (
        ("", ""),
        ("@", "a"),
        ("@$!", "asi"),
        ("@$!0", "asio"),
        ("@$!013457", "asioleast"),
        ("@$!013457", "asioieast"),
    )
]


def _shortest_period(text):
    """Return the shortest beginning that, written again and again, gives the text."""
    sizes = (size for size in range(1, len(text)) if text.startswith(text[size:]))
    return text[: next(sizes, len(text))]


def _without(text, spelled, word):
    """Return the text without each place where, as spelled, the word stands."""
    pieces, start = [], 0
    while (index := spelled.find(word, start)) >= 0:
        pieces.append(text[start:index])
        start = index + len(word)
    return "".join(pieces) + text[start:]


def _is_filler(text):
    return len(_LETTER.findall(text)) < 3


class PaddedPasswordValidator:
    """A common password stays common with numbers around it, or written again and again."""

    def __init__(self):
        self.common = CommonPasswordValidator().passwords
        self.longest = max(map(len, self.common))

    def validate(self, password, user=None):
        if len(password) > MAX_LENGTH:
            return  # MaximumLengthValidator says so; looking for words in it would take long
        text = password.casefold()
        if len(set(text)) < 5 or len(_shortest_period(text)) < MIN_LENGTH or self._is_common(text):
            raise ValidationError(
                _("This is a well known password with something added. Use a few words of yours."),
                code="padded",
            )

    def _is_common(self, text):
        """Say whether nothing but one common password and filler is in the text."""
        spellings = {text.translate(characters) for characters in _SUBSTITUTIONS}
        return _is_filler(text) or any(
            _is_filler(_without(text, spelled, word))
            for spelled in spellings
            for word in self._common_in(spelled)
        )

    def _common_in(self, text):
        lengths = range(3, self.longest + 1)
        pieces = {text[index : index + length] for index in range(len(text)) for length in lengths}
        return pieces & self.common

    def get_help_text(self):
        return _("Do not use a well known password with numbers added.")


class MaximumLengthValidator:
    """Hashing has a cost for each letter; nobody types a thousand."""

    def validate(self, password, user=None):
        if len(password) > MAX_LENGTH:
            raise ValidationError(
                _("Use at most %(most)s characters.") % {"most": MAX_LENGTH}, code="too_long"
            )

    def get_help_text(self):
        return _("Use at most %(most)s characters.") % {"most": MAX_LENGTH}
