"""Which papers a route needs, and how they are made from one complaint."""

import re

from intake.rendering.blocks import (
    BulletList,
    Document,
    Heading,
    NewPage,
    NumberedList,
    Paragraph,
    Quote,
    SignatureBlock,
    SubjectLines,
    Table,
)
from intake.rendering.characters import Output, readable
from intake.rendering.language import in_english
from intake.routes.base import Route
from intake.routes.fitting import fitting
from intake.routes.route_status import current_statuses

from .base import ONLINE, OWN, DocumentType
from .document_input import DocumentInput
from .documents.amendment import AMENDMENT
from .documents.attorney_general import ATTORNEY_GENERAL
from .documents.checklist import CHECKLIST
from .documents.congress import CONGRESS, CONGRESS_RELEASE
from .documents.crcl import CRCL
from .documents.fbi import ENTRY, FBI_CHALLENGE, FBI_REQUEST
from .documents.foia import FOIA
from .documents.grievance import GRIEVANCE
from .documents.ice import ICE_CITIZEN
from .documents.jail import JAIL_LETTER
from .documents.jail_requests import HOLD_COPY
from .documents.name_disclosure import NAME, page
from .documents.permission import CONSENT, IDENTITY, STATEMENT
from .documents.sf95 import SF95
from .documents.staff import DOJ, OIG, OPR

DOCUMENT_TYPES: tuple[DocumentType, ...] = (
    CRCL,
    CONSENT,
    STATEMENT,
    JAIL_LETTER,
    HOLD_COPY,
    ICE_CITIZEN,
    *FOIA,
    IDENTITY,
    AMENDMENT,
    FBI_REQUEST,
    FBI_CHALLENGE,
    ENTRY,
    SF95,
    OIG,
    OPR,
    CONGRESS,
    CONGRESS_RELEASE,
    DOJ,
    ATTORNEY_GENERAL,
    GRIEVANCE,
    CHECKLIST,
)

DOCUMENT_TYPES_BY_SLUG = {document_type.slug: document_type for document_type in DOCUMENT_TYPES}

# Routes without an entry need a call or a lawyer, and no paper of ours.
DOCUMENTS_OF_ROUTE: dict[str, tuple[DocumentType, ...]] = {
    "crcl": (CRCL, CONSENT, STATEMENT),
    "jail-letter": (JAIL_LETTER, HOLD_COPY, CONSENT),
    "citizens": (ICE_CITIZEN, HOLD_COPY, CONSENT),
    "foia": (*FOIA, IDENTITY, CONSENT),
    "amend": (AMENDMENT, IDENTITY, CONSENT),
    "fbi": (FBI_REQUEST, FBI_CHALLENGE, CONSENT),
    "entry": (ENTRY, CONSENT),
    "ftca": (SF95, STATEMENT),
    "oig": (OIG, CONSENT),
    "opr": (OPR, CONSENT),
    "congress": (CONGRESS, CONGRESS_RELEASE, CONSENT),
    "doj": (DOJ, CONSENT),
    "attorney-general": (ATTORNEY_GENERAL, CONSENT),
    "local": (GRIEVANCE, CONSENT),
}


@in_english
def documents_for_route(route_slug: str, doc_input: DocumentInput) -> list[DocumentType]:
    """Return the papers of a route that are needed for what was told."""
    return [
        document_type
        for document_type in DOCUMENTS_OF_ROUTE.get(route_slug, ())
        if document_type.fits(doc_input)
    ]


def routes_by_document(doc_input: DocumentInput) -> dict[DocumentType, list[Route]]:
    """Return every paper of every route that fits, with its routes; the person's own list first.

    A route that a coordinator closed does not fit.
    """
    found: dict[DocumentType, list[Route]] = {CHECKLIST: []}
    for route, _fit in fitting(doc_input.facts, current_statuses()).fitting:
        for document_type in documents_for_route(route.slug, doc_input):
            found.setdefault(document_type, []).append(route)
    return found


def fitting_documents(doc_input: DocumentInput) -> list[DocumentType]:
    return list(routes_by_document(doc_input))


def file_number(document_type: DocumentType) -> int:
    """Return the number in the name of a file: a name that says nothing to others.

    It is 0 for a document that is made no more.
    """
    slugs = [known.slug for known in (*DOCUMENT_TYPES, NAME)]
    return slugs.index(document_type.slug) + 1 if document_type.slug in slugs else 0


def form_fields(document: Document) -> list[tuple[str, str]]:
    """Return (heading, text) of each part of a document, for the boxes of a web form."""
    found: list[tuple[str, list[str]]] = [(document.title, [])]
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            found.append((block.text, []))
        elif isinstance(block, Heading):
            found[-1][1].extend(["", block.text])
        elif isinstance(block, Table | SignatureBlock):
            found[-1][1].extend(f"{row.label}: {row.value}" for row in block.rows if row.value)
        elif isinstance(block, BulletList):
            found[-1][1].extend(f"- {item}" for item in block.items)
        elif isinstance(block, NumberedList):
            found[-1][1].extend(block.marked())
        elif isinstance(block, SubjectLines):
            found[-1][1].extend(block.items)
        elif not isinstance(block, NewPage):
            found[-1][1].append(block.text)
    return [
        (readable(title, Output.PLAIN), readable("\n".join(lines), Output.PLAIN))
        for title, lines in found
        if lines
    ]


# Worksheets for forms of offices that are printed: each box of the form is copied by itself.
WORKSHEETS = {SF95.slug}
_BOX = re.compile(r"^Blocks? \d")


def worksheet_boxes(document: Document) -> list[tuple[str, str]]:
    """Return (box, text) of each box of an official form for which there is a text to copy."""
    found: list[tuple[str, str]] = []
    box, texts = "", list[str]()
    for block in (*document.blocks, Heading("")):
        if isinstance(block, Heading) and block.level == 2:
            found += [(box, "\n".join(texts))] if texts else []
            box, texts = (block.text if _BOX.match(block.text) else ""), []
        elif box and isinstance(block, Table):
            found += [(f"{box} – {row.label}", row.value) for row in block.rows if row.value]
        elif box and isinstance(block, NumberedList):
            texts += block.marked()
        elif box and isinstance(block, Quote | Paragraph):
            texts.append(block.text)
    return [(box, readable(text, Output.PLAIN)) for box, text in found]


def boxes_of(document_type: DocumentType, document: Document) -> list[tuple[str, str]] | None:
    """Return the texts to copy box by box, or None for what is sent as it is."""
    if document_type.kind == ONLINE:
        return form_fields(document)
    return worksheet_boxes(document) if document_type.slug in WORKSHEETS else None


def build_document(document_type: DocumentType, doc_input: DocumentInput) -> Document:
    """Return a document with the answers unchanged: in English, for that is what offices read; the
    person's own list in the language of the visitor."""
    if document_type.kind == OWN:
        return document_type.build(doc_input).mapped(str)
    return _in_english(document_type, doc_input)


@in_english
def _in_english(document_type: DocumentType, doc_input: DocumentInput) -> Document:
    return document_type.build(doc_input).mapped(str)


@in_english
def name_disclosure(doc_input: DocumentInput, answer: str) -> Document:
    """Return the page that says whether the office may show the name: "yes" or "no"."""
    return page(doc_input, answer).mapped(str)
