"""Which papers a route needs, and how they are made from one complaint."""

from django.utils.translation import override

from intake.documents.blocks import Document
from intake.routes.fitting import fitting

from .base import Paper
from .papers.crcl import CRCL
from .papers.ice import ICE_CITIZEN
from .papers.jail import GRIEVANCE, HOLD_COPY, JAIL_LETTER
from .papers.money import SF95
from .papers.own import CHECKLIST
from .papers.permission import CONSENT, STATEMENT
from .papers.records import AMENDMENT, ENTRY, FBI_CHALLENGE, FBI_REQUEST, FOIA
from .papers.watchdogs import CONGRESS, DOJ, OIG, OPR
from .told import Told

PAPERS: tuple[Paper, ...] = (
    CRCL, CONSENT, STATEMENT, JAIL_LETTER, HOLD_COPY, ICE_CITIZEN, *FOIA, AMENDMENT, FBI_REQUEST,
    FBI_CHALLENGE, ENTRY, SF95, OIG, OPR, CONGRESS, DOJ, GRIEVANCE, CHECKLIST,
)  # fmt: skip

BY_KEY = {paper.key: paper for paper in PAPERS}

# Routes without an entry need a call or a lawyer, and no paper of ours.
OF_ROUTE: dict[str, tuple[Paper, ...]] = {
    "crcl": (CRCL, CONSENT, STATEMENT),
    "jail-letter": (JAIL_LETTER, HOLD_COPY, CONSENT),
    "citizens": (ICE_CITIZEN, HOLD_COPY, CONSENT),
    "foia": (*FOIA, CONSENT),
    "amend": (AMENDMENT, CONSENT),
    "fbi": (FBI_REQUEST, FBI_CHALLENGE),
    "entry": (ENTRY, CONSENT),
    "ftca": (SF95, STATEMENT),
    "oig": (OIG, CONSENT),
    "opr": (OPR, CONSENT),
    "congress": (CONGRESS, CONSENT),
    "doj": (DOJ, CONSENT),
    "attorney-general": (DOJ, CONSENT),
    "local": (GRIEVANCE, CONSENT),
}


def papers_of(route_key: str, told: Told) -> list[Paper]:
    """Return the papers of a route that are needed for what was told."""
    return [paper for paper in OF_ROUTE.get(route_key, ()) if paper.fits(told)]


def papers_that_fit(told: Told) -> list[Paper]:
    """Return every paper of every route that fits, once each, and the person's own list first."""
    keys = [route.key for route, _fit in fitting(told.known).fit]
    found = [paper for key in keys for paper in papers_of(key, told)]
    return list(dict.fromkeys([CHECKLIST, *found]))


def boxes(document: Document) -> list[tuple[str, str]]:
    """Return (heading, text) of each part of a document, for the boxes of a web form."""
    found = [[document.title, []]]
    for block in document.blocks:
        if block.kind == "heading":
            found.append([block.text, []])
        elif block.kind == "lines":
            found[-1][1] += [f"{row.label}: {row.value}" for row in block.rows if row.value]
        elif block.kind == "bullets":
            found[-1][1] += [f"- {item}" for item in block.items]
        else:
            found[-1][1].append(block.text)
    return [(title, "\n".join(lines)) for title, lines in found if lines]


def build(paper: Paper, told: Told) -> Document:
    """Return a paper as a document, in English, with the answers unchanged."""
    with override("en"):
        return paper.build(told)
