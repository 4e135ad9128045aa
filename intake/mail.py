"""Every message that leaves this site: neutral words only, one function each.

A phone on a table shows them to anybody, so they never say what this is about, and none that holds
one of the words of `find_forbidden_word` leaves. They name the site and carry no link with a token
(docs/decisions/2026-11-shared-phones.md). Addresses are given by the caller and kept nowhere here.
"""

import http.client
import json
import logging
import re
import urllib.parse
import urllib.request
from base64 import b64encode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy

from intake.reading.phones import Phone, read_phone

log = logging.getLogger("intake")

EMAIL, TEXT = "email", "text"

# What this is about, or who we are: nowhere in a message, not even inside a longer word. English,
# then the languages most people write in.
_ANYWHERE = (
    "immigra",
    "detain",
    "custod",
    "prison",
    "arrest",
    "complain",
    "citizen",
    "deport",
    "removal",
    "green.?card",
    "record",
    "rights",
    "wrong.?match",
    "lawyer",
    "attorney",
    "police",
    "fingerprint",
    "government",
    "refugee",
    "asylum",
    "inmigra",
    "migra",
    "c[aá]rcel",
    "deten[ci]",
    "queja",
    "denuncia",
    "abogad",
    "polic[ií]a",
    "expediente",
    "ciudadan",
    "derechos",
    "prisi[oó]n",
    "pris[aã]o",
    "cadeia",
    "queixa",
    "advogad",
    "imigra",
    "plainte",
    "avocat",
    "d[ée]tenu",
    "imigrasyon",
    "prizon",
    "lapolis",
    "avoka",
)
# Short ones: only as words of their own, or at the beginning of one that is glued together.
_WORDS = ("holds?", "cases?", "visas?", "courts?")
_BEGINNINGS = ("ice", "dhs", "crcl", "jail", "fbi")
FORBIDDEN = re.compile(
    rf"{'|'.join(_ANYWHERE)}|\b(?:{'|'.join(_WORDS)})\b|\b(?:{'|'.join(_BEGINNINGS)})",
    re.IGNORECASE,
)

SUBJECT = gettext_lazy("A message for you")
# How it ends. A text says it in few letters; both say that no reply is read.
ENDINGS = {
    EMAIL: gettext_lazy("No one reads replies to this. You can end these messages there."),
    TEXT: gettext_lazy("Reply STOP to end texts. No one reads other replies."),
}

SECONDS = 10
TWILIO = "https://api.twilio.com/2010-04-01/Accounts/{account}/Messages.json"


class NotSent(Exception):
    """The message did not go out; nothing was kept of it."""


def find_forbidden_word(text):
    """Return the first word in a text that no message may hold, or ""."""
    found = FORBIDDEN.search(text)
    return found[0] if found else ""


def channels():
    """Return the ways that are set up: EMAIL, TEXT."""
    channels_set_up = {EMAIL} if settings.EMAIL_FROM else set()
    return channels_set_up | ({TEXT} if settings.TEXTS_URL else set())


def code_link(channel, to):
    """Send the address of this site, to be used with the code. The code is not in it."""
    _send(channel, to, code_link)


def unfinished(channel, to):
    """Tell a person, once, that something they began is not done."""
    _send(channel, to, unfinished)


def news(channel, to):
    """Tell a person that there is something to look at."""
    _send(channel, to, news)


def read(channel, to):
    """Tell a person that a volunteer has read it."""
    _send(channel, to, read)


def needed(channel, to):
    """Tell a person that an answer of theirs is needed."""
    _send(channel, to, needed)


def reminder(channel, to):
    """Tell a person again, as they asked for, that something waits."""
    _send(channel, to, reminder)


def ready(channel, to):
    """Tell a person that something waits for their yes."""
    _send(channel, to, ready)


def sent(channel, to):
    """Tell a person that what they said yes to was sent."""
    _send(channel, to, sent)


def answered(channel, to):
    """Tell a person that an answer came."""
    _send(channel, to, answered)


def still_needed(channel, to):
    """Ask a person whether they still want us."""
    _send(channel, to, still_needed)


def closed(channel, to):
    """Tell a person that our work is done."""
    _send(channel, to, closed)


def erased(channel, to):
    """Tell a person that what they asked us by phone to erase is erased."""
    _send(channel, to, erased)


def saved_filter_changed(channel, to):
    """Tell a volunteer that kept lists have something new. No number, no name of a list."""
    _send(channel, to, saved_filter_changed)


def waiting_for_you(channel, to):
    """Tell a volunteer that something waits for them. Not what, not how much."""
    _send(channel, to, waiting_for_you)


# What each of them says.
TEXTS = {
    code_link: gettext_lazy("You asked for this address: %(site)s"),
    unfinished: gettext_lazy("You started something that is not finished. Go on: %(site)s"),
    news: gettext_lazy("You have news. Use your code: %(site)s"),
    read: gettext_lazy("We read what you sent. Use your code: %(site)s"),
    needed: gettext_lazy("We have a question. Use your code: %(site)s"),
    reminder: gettext_lazy("We still need something. Use your code: %(site)s"),
    ready: gettext_lazy("Your letters are ready for your OK. Use your code: %(site)s"),
    sent: gettext_lazy("It is on its way. Use your code: %(site)s"),
    answered: gettext_lazy("Someone wrote back. Use your code: %(site)s"),
    still_needed: gettext_lazy("Do you still want our help? Tell us: %(site)s"),
    closed: gettext_lazy("We are done for now. Use your code: %(site)s"),
    erased: gettext_lazy("It is done, as you asked. Nothing is left at %(site)s"),
    waiting_for_you: gettext_lazy("Something new is waiting for you. Log in: %(site)s"),
    saved_filter_changed: gettext_lazy("There is something new on your lists. Log in: %(site)s"),
}

# What a person is told after a message of ours: by the new status, else by what it began from.
AFTER_STATUS = {
    "reading": read,
    "asking": needed,
    "ready": ready,
    "sent": sent,
    "answered": answered,
    "closed": closed,
}
AFTER_TEMPLATE = {
    "reading": read,
    "ask": needed,
    "ready": ready,
    "sent": sent,
    "answered": answered,
    "still_need": still_needed,
    "closed": closed,
}


def notification_for(status, template):
    """Return the message that goes with a new status (or "") and a template of a message."""
    return AFTER_STATUS.get(status) or AFTER_TEMPLATE.get(template) or news


def render(message, channel):
    """Return the text of a message exactly as it leaves on a way."""
    return f"{TEXTS[message] % {'site': settings.SITE_ADDRESS}} {ENDINGS[channel]}"


def _send(channel, to, message):
    if channel not in channels():
        raise NotSent
    text = render(message, channel)
    if find_forbidden_word(text):
        log.error("message not sent: it holds a word that none may hold")
        raise NotSent
    (_email if channel == EMAIL else _text)(to, text)


def _email(to, text):
    try:
        EmailValidator()(to)
        count = EmailMessage(str(SUBJECT), text, settings.EMAIL_FROM, [to]).send()
    except (ValidationError, OSError, ValueError) as error:
        log.error("mail not sent: %s", type(error).__name__)
        raise NotSent from None
    if not count:
        raise NotSent


def phone_number(typed):
    """Return a typed phone number as + and digits. Raise NotSent where it has no area code."""
    read = read_phone(typed)
    if isinstance(read, Phone) and read.international:
        return read.international
    raise NotSent


def _text(to, text):
    """Send one text message through the provider of TEXTS_URL.

    `console:` prints it, for a demo; `twilio://account:token@+15550100` sends it with Twilio.
    """
    url = urllib.parse.urlsplit(settings.TEXTS_URL)
    number = phone_number(to)
    if url.scheme == "console":
        print(f"Text message: {text}")
    elif url.scheme == "twilio":
        _twilio(url.username, url.password, url.netloc.rpartition("@")[2], number, text)
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
    except (OSError, ValueError, http.client.HTTPException) as error:
        # The provider's answer repeats the number, so only the kind of fault is written down.
        log.error("text not sent: %s", type(error).__name__)
        raise NotSent from None
