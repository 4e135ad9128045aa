"""Which papers a route needs, and how they are made from one complaint."""

from django.utils.translation import override

from intake.rendering.blocks import BulletList, Document, Heading, SignatureBlock, Table
from intake.routes.base import Route
from intake.routes.fitting import fitting
from intake.routes.route_status import current_statuses

from .base import Paper
from .papers.crcl import CRCL
from .papers.ice import ICE_CITIZEN
from .papers.jail import GRIEVANCE, HOLD_COPY, JAIL_LETTER
from .papers.money import SF95
from .papers.name import NAME, page
from .papers.own import CHECKLIST
from .papers.permission import CONSENT, IDENTITY, STATEMENT
from .papers.records import AMENDMENT, ENTRY, FBI_CHALLENGE, FBI_REQUEST, FOIA
from .papers.watchdogs import ATTORNEY_GENERAL, CONGRESS, CONGRESS_RELEASE, DOJ, OIG, OPR
from .told import Told

PAPERS: tuple[Paper, ...] = (
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

BY_KEY = {paper.key: paper for paper in PAPERS}

# Routes without an entry need a call or a lawyer, and no paper of ours.
OF_ROUTE: dict[str, tuple[Paper, ...]] = {
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


def papers_of(route_key: str, told: Told) -> list[Paper]:
    """Return the papers of a route that are needed for what was told."""
    return [paper for paper in OF_ROUTE.get(route_key, ()) if paper.fits(told)]


def ways_of_papers(told: Told) -> dict[Paper, list[Route]]:
    """Return every paper of every route that fits, with its routes; the person's own list first.

    A route that a coordinator closed does not fit.
    """
    found: dict[Paper, list[Route]] = {CHECKLIST: []}
    for route, _fit in fitting(told.known, current_statuses()).fitting:
        for paper in papers_of(route.key, told):
            found.setdefault(paper, []).append(route)
    return found


def papers_that_fit(told: Told) -> list[Paper]:
    return list(ways_of_papers(told))


def number_of(paper: Paper) -> int:
    """Return the number in the name of a file: a name that says nothing to others."""
    return (*PAPERS, NAME).index(paper) + 1


def boxes(document: Document) -> list[tuple[str, str]]:
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
        else:
            found[-1][1].append(block.text)
    return [(title, "\n".join(lines)) for title, lines in found if lines]


def build(paper: Paper, told: Told) -> Document:
    """Return a paper as a document, in English, with the answers unchanged."""
    with override("en"):
        return paper.build(told)


def named(told: Told, answer: str) -> Document:
    """Return the page that says whether the office may show the name: "yes" or "no"."""
    with override("en"):
        return page(told, answer)
