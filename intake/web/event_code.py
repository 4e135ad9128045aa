"""A word for a day on which many people file from one address, such as a church or a clinic.

The office makes it (`manage.py event_code_page`) and says it to the helpers. It opens nothing: who
has it is counted together with all others who have it, and not by address. The browser keeps it
until it is closed.
"""

import hmac

from django.conf import settings
from django.utils.timezone import localdate

from intake.reading import signs
from intake.vault import codes, crypto

CODE_LENGTH = 10


def code_of(day):
    """Return the word of a day, such as ABCDE-FGHJK. Nobody can tell it without the pepper."""
    hashed = crypto.blind_index(settings.PEPPER.encode(), f"help day {day.isoformat()}".encode())
    return codes.grouped("".join(codes.ALPHABET[one % 32] for one in hashed[:CODE_LENGTH]))


def is_code_of_day(typed, today):
    """Say whether what was typed, in any writing, is the word of today."""
    typed_code, right_code = (
        signs.code(word).upper().translate(codes.CONFUSABLES) for word in (typed, code_of(today))
    )
    return hmac.compare_digest(typed_code.encode(errors="replace"), right_code.encode())


def has_code(request):
    code = request.COOKIES.get(settings.HELP_DAY_COOKIE, "")
    return bool(code) and is_code_of_day(code, localdate())


def remember_code(response):
    """Keep the word of today in this browser until it is closed."""
    response.set_cookie(
        settings.HELP_DAY_COOKIE,
        code_of(localdate()),
        secure=settings.SECURE_COOKIES,
        httponly=True,
        samesite="Strict",
    )
    return response
