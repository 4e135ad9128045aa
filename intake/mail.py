"""Every message that leaves this site: neutral words only, one function each.

A phone on a table shows them to anybody, so they never say what this is about. A test holds them
to a list of words that none may hold. Addresses are given by the caller and kept nowhere here.
"""

import json
import logging
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

log = logging.getLogger("intake")

EMAIL, TEXT = "email", "text"

# No message may hold one of these, in any case: they say what this is about, or who we are.
NEVER = (
    "immigra", "ice ", "dhs", "crcl", "jail", "prison", "detain", "custody", "hold", "arrest",
    "complaint", "case", "citizen", "deport", "removal", "visa", "green card", "record", "rights",
    "wrong match", "lawyer", "attorney", "police", "court", "fbi", "fingerprint", "government",
)  # fmt: skip

SECONDS = 10
TWILIO = "https://api.twilio.com/2010-04-01/Accounts/{account}/Messages.json"


class NotSent(Exception):
    """The message did not go out; nothing was kept of it."""


def ways():
    """Return the ways that are set up: EMAIL, TEXT."""
    found = {EMAIL} if settings.EMAIL_FROM else set()
    return found | ({TEXT} if settings.TEXTS_URL else set())


NEWS = gettext_lazy("There is news for you. Look with your code at %(site)s")
NEEDED = gettext_lazy("We have a question for you. Look with your code at %(site)s")
SUBJECT = gettext_lazy("A message for you")


def news(way, to):
    """Tell a person that there is something to look at."""
    _send(way, to, NEWS)


def needed(way, to):
    """Tell a person that an answer of theirs is needed."""
    _send(way, to, NEEDED)


def reminder(way, to):
    """Tell a person again, as they asked for, that something waits."""
    _send(way, to, _("Something still waits for you. Look with your code at %(site)s"))


def still_there(way, to):
    """Ask a person whether they still want us."""
    _send(way, to, _("Do you still want our help? Tell us with your code at %(site)s"))


def list_changed(way, to):
    """Tell a volunteer that a kept list has something new. No number, no name of a list."""
    _send(way, to, _("There is something new on a list that you keep. Log in to look: %(site)s"))


def as_sent(message):
    """Return (subject, text) of `news` or `needed` exactly as it leaves."""
    words = {news: NEWS, needed: NEEDED}[message]
    return str(SUBJECT), words % {"site": settings.SITE_ADDRESS}


def not_neutral(*texts):
    """Return the words of NEVER that stand in what would leave."""
    return [word for word in NEVER if any(word in text.casefold() for text in texts)]


MESSAGES = (news, needed, reminder, still_there, list_changed)


def _send(way, to, words):
    text = words % {"site": settings.SITE_ADDRESS}
    if way not in ways():
        raise NotSent
    (_email if way == EMAIL else _text)(to, text)


def _email(to, text):
    try:
        EmailValidator()(to)
        EmailMessage(str(SUBJECT), text, settings.EMAIL_FROM, [to]).send()
    except (ValidationError, OSError, ValueError) as error:
        log.error("mail not sent: %s", type(error).__name__)
        raise NotSent from None


def phone_number(typed):
    """Return a typed phone number as +1 and ten digits, or + and digits. Raise NotSent."""
    digits = "".join(sign for sign in typed if sign.isdecimal())
    if typed.strip().startswith("+") and 8 <= len(digits) <= 15:
        return f"+{digits}"
    if len(digits) == 11 and digits[0] == "1":
        return f"+{digits}"
    if len(digits) == 10:
        return f"+1{digits}"
    raise NotSent


def _text(to, text):
    """Send one text message through the provider of TEXTS_URL.

    `console:` prints it, for a demo; `twilio://account:token@+15550100` sends it with Twilio.
    """
    place = urllib.parse.urlsplit(settings.TEXTS_URL)
    number = phone_number(to)
    if place.scheme == "console":
        print(f"Text message: {text}")
    elif place.scheme == "twilio":
        _twilio(place.username, place.password, place.netloc.rpartition("@")[2], number, text)
    else:
        raise NotSent


def _twilio(account, token, sender, number, text):
    body = urllib.parse.urlencode({"From": sender, "To": number, "Body": text}).encode()
    login = b64encode(f"{account}:{token}".encode()).decode()
    request = urllib.request.Request(  # noqa: S310 (the address above is https and our own)
        TWILIO.format(account=account), body, {"Authorization": f"Basic {login}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            json.load(answer)
    except (OSError, ValueError, urllib.error.URLError) as error:
        # The provider's answer repeats the number, so only the kind of fault is written down.
        log.error("text not sent: %s", type(error).__name__)
        raise NotSent from None
