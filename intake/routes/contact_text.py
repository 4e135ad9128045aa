"""Phones, pages and email addresses inside a text, and what makes two writings of one the same."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

REACH = re.compile(
    r"(?P<mail>[\w.-]+@[\w.-]+\w)"
    r"|(?P<phone>(?:1-)?\(?\d{3}\)?[ -]\d{3}-\d{4})"
    r"|(?P<page>(?:https://)?(?:[\w-]+\.)+(?:gov|org|com)\b(?:/(?:[\w./-]*[\w/])?)?)"
)
MAIL, PHONE, PAGE, OTHER = "mail", "phone", "page", "other"
KEY_LENGTH = 16


def kind_of(value: str) -> str:
    """Return what a whole contact is: "mail", "phone", "page", or "other", such as an address."""
    found = REACH.fullmatch(value.strip())
    return found.lastgroup or OTHER if found else OTHER


def normalized(value: str) -> str:
    """Return what two writings of one contact share: the digits of a phone, a page without www."""
    text, kind = value.strip(), kind_of(value)
    if kind == PHONE:
        return re.sub(r"\D", "", text)[-10:]
    if kind == PAGE:
        return text.removeprefix("https://").removeprefix("www.").rstrip("/").lower()
    return " ".join(text.split()).lower()


@lru_cache(maxsize=4096)
def contact_key(value: str) -> str:
    """Return the key under which the checks of a contact are stored."""
    return hashlib.sha256(normalized(value).encode()).hexdigest()[:KEY_LENGTH]


def contacts_in(text: str) -> Iterator[str]:
    """Yield the phones, pages and email addresses in a text, as they are written there."""
    for found in REACH.finditer(text):
        yield found[0]
