"""Pages of the form that are asked with a letter, and with which: nobody is led to them before."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from intake.flow.letter_facts import AUTHORITY, CITIZENSHIP, DECISIONS, LAWYER, NEEDS, NUMBERS
from intake.flow.letter_facts import PARENT as IS_PARENT
from intake.routes.base import says_citizen
from intake.web.text import StrOrPromise

from . import disclosure
from .base import LETTER, DocumentType
from .document_input import DocumentInput

_NUMBERED = {"crcl-complaint", "ice-citizen", "amendment", "congress", "consent"}
_DECIDED = {"crcl-complaint", "amendment"}


@dataclass(frozen=True)
class LetterPage:
    """A page, what it adds to a letter, who is asked it, and with which documents."""

    slug: str
    adds: StrOrPromise
    fits: Callable[[DocumentInput], bool]
    goes_with: Callable[[DocumentType], bool]


def _may_be_authorized(doc_input: DocumentInput) -> bool:
    """Say whether a paper may let a helper act: a parent or a lawyer said so already."""
    facts = doc_input.facts
    return doc_input.is_helper and facts.for_letters.authority not in (IS_PARENT, LAWYER)


LETTER_PAGES = (
    LetterPage(
        NEEDS,
        _("A language, an interpreter, and other needs"),
        lambda doc_input: True,
        lambda kind: kind.kind == LETTER and "language" in disclosure.MAY_LEARN[kind.reader],
    ),
    LetterPage(
        NUMBERS,
        _("An A-number, or a number from ICE"),
        lambda doc_input: True,
        lambda kind: kind.slug in _NUMBERED or kind.slug.startswith("foia-"),
    ),
    LetterPage(
        CITIZENSHIP,
        _("What makes someone a US citizen or national"),
        lambda doc_input: says_citizen(doc_input.facts),
        lambda kind: kind.slug == "ice-citizen",
    ),
    LetterPage(
        AUTHORITY,
        _("A document that lets you act for someone else"),
        _may_be_authorized,
        lambda kind: kind.kind == LETTER or kind.reader == disclosure.SIGNED,
    ),
    LetterPage(
        DECISIONS,
        _("A decision of an office or a court"),
        lambda doc_input: True,
        lambda kind: kind.slug in _DECIDED,
    ),
)


def pages_asked(doc_input: DocumentInput, kind: DocumentType | None = None) -> list[LetterPage]:
    """Return the pages that can add to the letters, or to one of them."""
    return [
        page
        for page in LETTER_PAGES
        if page.fits(doc_input) and (kind is None or page.goes_with(kind))
    ]
