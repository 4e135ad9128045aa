"""A word for a day on which many people file from one address, such as a church or a clinic.

The office makes it (`manage.py help_day_word`) and says it to the helpers. It opens nothing: who
has it is counted together with all others who have it, and not by address. The browser keeps it
until it is closed.
"""

import hmac

from django.conf import settings
from django.utils.timezone import localdate

from intake.vault import codes, crypto

LENGTH = 10


def word_of(day):
    """Return the word of a day, such as ABCDE-FGHJK. Nobody can tell it without the pepper."""
    signs = crypto.blind_index(settings.PEPPER.encode(), f"help day {day.isoformat()}".encode())
    return codes.grouped("".join(codes.ALPHABET[sign % 32] for sign in signs[:LENGTH]))


def is_word(typed, today):
    """Say whether what was typed, in any writing, is the word of today."""
    there, right = (word.upper().translate(codes.CONFUSABLES) for word in (typed, word_of(today)))
    return hmac.compare_digest(there.encode(errors="replace"), right.encode())


def has_word(request):
    word = request.COOKIES.get(settings.HELP_DAY_COOKIE, "")
    return bool(word) and is_word(word, localdate())


def remember(response):
    """Keep the word of today in this browser until it is closed."""
    response.set_cookie(
        settings.HELP_DAY_COOKIE,
        word_of(localdate()),
        secure=settings.SECURE_COOKIES,
        httponly=True,
        samesite="Strict",
    )
    return response
