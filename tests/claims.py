"""What tests of statements go through: how sure they can be, and all that a page or route says."""

from intake.citations.base import (
    CHECK_FIRST,
    COMMON_SENSE,
    HIGH,
    MEDIUM,
    NOT_FOUND,
    PROGRAM,
    REASONED,
    REGULATION,
    RENUMBERED,
    REPLACED,
    REVOKED,
    RULING,
    STATUTE,
    VACATED,
    VACATED_IN_PART,
    Claim,
    Passage,
)

LEVELS = frozenset({HIGH, MEDIUM, REASONED, COMMON_SENSE, CHECK_FIRST, NOT_FOUND})
# What can be changed by others later; a report stays what it was.
CHANGEABLE = frozenset({RULING, STATUTE, REGULATION, PROGRAM})
# After these, what a text says holds no longer as it stands there.
UNDOING = frozenset({VACATED, VACATED_IN_PART, REVOKED, RENUMBERED, REPLACED})


def claims_in(passages):
    """Yield every statement of fact in some parts, in order."""
    for passage in passages:
        yield from (item for item in passage.items if isinstance(item, Claim))


def passages_of(route):
    """Return every text of a route with its source."""
    head = tuple(item for item in (route.summary, route.warning, route.status_note) if item)
    ways = tuple(way.claim for way in route.contacts)
    return (Passage("", head), *route.passages, Passage("", ways))
