"""What an earlier release made, and this one does not: its documents open, its words are shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from .base import OWN, DocumentType
from .build import DOCUMENT_TYPES_BY_SLUG
from .disclosure import PERSON
from .documents.name_disclosure import NAME


@dataclass(frozen=True)
class UnusedWords:
    """Words of volunteers for a document that this packet does not hold now."""

    document: str
    texts: tuple[str, ...]


def document_type_of(row: Mapping[str, Any]) -> DocumentType:
    """Return the type of a frozen document; for one that is made no more, what is stored of it."""
    slug = row["key"]
    known = NAME if slug == NAME.slug else DOCUMENT_TYPES_BY_SLUG.get(slug)
    return known or DocumentType(
        slug=slug,
        name=row["document"]["title"],
        edition=row["edition"],
        kind=OWN,
        reader=PERSON,
        blocks=lambda doc_input: (),
    )


def unused_words(
    words: Mapping[str, Mapping[str, Mapping[str, str]]], made: Collection[str]
) -> list[UnusedWords]:
    """Return what was written into documents other than those that are made: `made` has their keys.

    `words` is {document: {paragraph: {"was", "now"}}}.
    """
    found = []
    for slug, paragraphs in words.items():
        if slug in made or not paragraphs:
            continue
        known = DOCUMENT_TYPES_BY_SLUG.get(slug)
        texts = tuple(edit["now"] for edit in paragraphs.values())
        found.append(UnusedWords(known.name if known else slug, texts))
    return found
