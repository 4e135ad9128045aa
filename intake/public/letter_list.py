"""The order of the letters on their page: three to send now, the others by office."""

from django.utils.translation import gettext_lazy as _

from intake.packets import build
from intake.packets.base import DocumentType
from intake.packets.documents.permission import CONSENT, IDENTITY, STATEMENT
from intake.routes.fitting import fitting
from intake.routes.route_status import current_statuses

NOW = 3
TO_SIGN = (CONSENT, STATEMENT, IDENTITY)
# Letters that can end the custody come before all that can only complain about it.
CUSTODY_ROUTES = ("jail-letter", "citizens")

# (title, routes): where a letter stands that is not one of those to send now.
GROUPS = (
    (_("Ask for records"), ("foia",)),
    (_("Fix a record"), ("amend", "fbi", "entry")),
    (_("Jail, police and state"), ("jail-letter", "local", "attorney-general")),
    (_("ICE, Homeland Security and Justice"), ("citizens", "crcl", "oig", "opr", "doj")),
    (_("Congress and money"), ("congress", "ftca")),
)


def letters_to_send_now(document_input):
    """Return the first letters of the first routes that help most; custody comes first."""
    facts = document_input.facts
    routes = [route for route, _fit in fitting(facts, current_statuses()).fitting]
    if facts.held:
        routes.sort(key=lambda route: route.slug not in CUSTODY_ROUTES)
    found: list[DocumentType] = []
    for route in routes:
        letters = build.documents_for_route(route.slug, document_input)
        found += [letter for letter in letters if letter not in (*TO_SIGN, *found)][:1]
    return found[:NOW]


def grouped(rows, now):
    """Return [(title, rows)] of the letters that are not in `now`, by office."""
    left = [row for row in rows if row["paper"] not in now]
    groups = []
    titled = [(title, _letters_of(routes)) for title, routes in GROUPS]
    for title, letters in [(_("To sign first"), TO_SIGN), *titled]:
        # A letter of two offices stands with the first one.
        inside = [row for row in left if row["paper"] in letters]
        left = [row for row in left if row not in inside]
        groups.append((title, inside))
    groups.append((_("Lists for you"), left))
    return [group for group in groups if group[1]]


def _letters_of(routes):
    return [letter for slug in routes for letter in build.DOCUMENTS_OF_ROUTE[slug]]
