"""Every route, and which of them fit some facts, in order."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from intake.flow.facts import Facts

from .amend import AMEND
from .attorney_general import ATTORNEY_GENERAL
from .base import CLOSED, POSSIBLE, RECOMMENDED, UNDECIDED, UNSUITABLE, Fit, Route
from .citizens import CITIZENS
from .congress import CONGRESS
from .consulate import CONSULATE
from .crcl import CRCL
from .doj import DOJ
from .dril import DRIL
from .embassy import EMBASSY
from .entry import ENTRY
from .fbi import FBI
from .foia import FOIA
from .ftca import FTCA
from .gonzalez import GONZALEZ
from .hotline import HOTLINE
from .jail_letter import JAIL_LETTER
from .lawyer import LAWYER
from .local import LOCAL
from .oido import OIDO
from .oig import OIG
from .opr import OPR
from .trip import TRIP

# Within "first" and within "also", this is the order in which they are shown.
ROUTES: tuple[Route, ...] = (
    LAWYER,
    CITIZENS,
    HOTLINE,
    JAIL_LETTER,
    GONZALEZ,
    CRCL,
    LOCAL,
    DOJ,
    ATTORNEY_GENERAL,
    OPR,
    OIG,
    FBI,
    ENTRY,
    AMEND,
    FTCA,
    CONGRESS,
    DRIL,
    FOIA,
    CONSULATE,
    EMBASSY,
    TRIP,
    OIDO,
)

ROUTES_BY_SLUG = {route.slug: route for route in ROUTES}

REPORTED_CLOSED = Fit(UNSUITABLE, _("This office is reported closed."))


@dataclass(frozen=True)
class Fitting:
    """Routes with their Fit: those that fit in order, those that lack a fact, and the others."""

    fitting: tuple[tuple[Route, Fit], ...]
    undecided: tuple[tuple[Route, Fit], ...]
    unsuitable: tuple[tuple[Route, Fit], ...]


def fitting(facts: Facts, statuses: dict[str, str] | None = None) -> Fitting:
    """Return which routes fit, why, and why not.

    `statuses` gives the status of a route by key where a coordinator changed it.
    """
    statuses = statuses or {}
    found = []
    for route in ROUTES:
        closed = statuses.get(route.slug, route.status) == CLOSED
        found.append((route, REPORTED_CLOSED if closed else route.fits(facts)))

    def of_kind(kind: str) -> tuple[tuple[Route, Fit], ...]:
        return tuple(pair for pair in found if pair[1].kind == kind)

    return Fitting(
        of_kind(RECOMMENDED) + of_kind(POSSIBLE), of_kind(UNDECIDED), of_kind(UNSUITABLE)
    )
