"""Two volunteers who edit one letter: each paragraph is saved apart, and no text is lost."""

import hashlib
from collections.abc import Mapping

from django.utils.translation import gettext as _

from intake.cases.change import Stale


class EditConflict(Stale):
    """A colleague changed the same paragraphs meanwhile: {paragraph key: their text}."""

    def __init__(self, theirs: Mapping[str, str]) -> None:
        super().__init__(_("A colleague changed the same paragraph. Read both, then decide."))
        self.theirs = dict(theirs)


def fingerprint(text: str) -> str:
    """Return the version of a text, as a page carries it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def merged(
    typed: Mapping[str, str], seen: Mapping[str, str], current: Mapping[str, str]
) -> dict[str, str]:
    """Return {paragraph key: text} of what was typed, with what colleagues changed meanwhile.

    `seen` is {paragraph key: fingerprint of the text that the page was made from}. Raises
    EditConflict where both changed one paragraph in different ways.
    """
    found, theirs = {}, {}
    for key, text in typed.items():
        now, version = current.get(key, text), seen.get(key, "")
        if not version or text == now or version == fingerprint(now):
            found[key] = text
        elif version == fingerprint(text):
            found[key] = now
        else:
            theirs[key] = now
    if theirs:
        raise EditConflict(theirs)
    return found
