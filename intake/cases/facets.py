"""Facets: coarse facts of a case that stand in clear, to sort and count (see docs/data.md).

To add one, add its column to `Case`, its line here, and its row in docs/data.md, and raise
FACTS_EDITION by one: stored cases are then filled by whoever of their team logs in.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models, transaction

from intake.deadlines.computed import queue_dates
from intake.flow.facts import Facts, earliest
from intake.vault import crypto, envelopes
from intake.vault.envelopes import TeamKeys

from . import concerns, corrections, urgency
from .change import replace_code_rows
from .models import Case
from .unlocked import Unreadable

FACTS_EDITION = 5


# {column: its value, from the Facts and the day}.
FACETS: dict[str, Callable[[Facts, date], Any]] = {
    "where": lambda facts, today: facts.where,
    "held": lambda facts, today: facts.held,
    "hold": lambda facts, today: facts.hold,
    "held_past_release": lambda facts, today: facts.held_past_release,
    "release_due_on": lambda facts, today: _release_due(facts, today),
    "days_past_release": lambda facts, today: facts.days_past_release,
    "concerns": lambda facts, today: concerns.concerns_of(facts),
    "coming_days": lambda facts, today: concerns.coming_days(facts),
    "says_citizen": lambda facts, today: facts.says_citizen_or_resident,
    "state": lambda facts, today: facts.state,
    "began": lambda facts, today: facts.started_by,
    "reads": lambda facts, today: facts.reads,
    "problems": lambda facts, today: list(facts.problems),
    "codes": lambda facts, today: list(facts.codes),
    "consent_send": lambda facts, today: facts.consent_send,
    "consent_count": lambda facts, today: facts.consent_count,
    "deadlines": lambda facts, today: queue_dates(facts),
}


def facets(facts: Facts, today: date) -> dict[str, Any]:
    """Return {column: value} of the facets of a case, from its Facts."""
    return {column: value(facts, today) for column, value in FACETS.items()}


def _release_due(facts: Facts, today: date) -> date | None:
    """Return the day to go free of somebody in jail, where it is still to come."""
    due = earliest(facts.release_due_at)
    ahead = facts.in_jail and facts.past_release == "no" and due and due > today
    return due if ahead else None


def set_facets(case: Case, facts: Facts, today: date) -> None:
    """Set the facets of a case; do not save. What follows from them is derived by the change."""
    for column, value in facets(facts, today).items():
        setattr(case, column, value)
    case.facts_edition = FACTS_EDITION
    case.next_deadline_on = case.next_clock_on = None


def clear_facets(case: Case) -> None:
    """Empty the facets of a case that is erased; do not save."""
    for column in FACETS:
        setattr(case, column, _default(column))


def _default(column: str) -> Any:
    field = Case._meta.get_field(column)
    return field.get_default() if isinstance(field, models.Field) else None


def outdated_of_all() -> Any:
    """Return the cases whose facets are those of an older release."""
    return Case.objects.filter(erased_on=None, facts_edition__lt=FACTS_EDITION)


def outdated(teams: TeamKeys) -> Any:
    """Return those of these teams."""
    return outdated_of_all().filter(team__in=list(teams))


def fill_outdated(teams: TeamKeys, limit: int, today: date) -> int:
    """Fill the facets of up to `limit` outdated cases, the newest first. Return how many.

    A case that these keys do not open, or that is damaged, is passed over: its columns stay as
    they are. So is one with a damaged correction, without which they would be guessed. Nothing of
    a case counts as changed by it.
    """
    count = 0
    for case in outdated(teams).select_related("complaint").order_by("-pk").iterator():
        if count == limit:
            break
        try:
            key = envelopes.unlock_key_with_team(case.owner, teams)
            facts = corrections.current_facts(case.unlocked(key), today, all_corrections=True)
        except (crypto.DecryptionError, Unreadable):
            continue
        count += _store(case, facts, today)
    return count


@transaction.atomic
def _store(case: Case, facts: Facts, today: date) -> bool:
    """Save the facets of a case, unless something that was added meanwhile has set them."""
    current = Case.objects.select_for_update().get(pk=case.pk)
    if current.erased_on or current.facts_edition >= FACTS_EDITION:
        return False
    set_facets(current, facts, today)
    urgency.recompute_derived(current, today)
    current.save(update_fields=["facts_edition", *FACETS, *urgency.DERIVED_COLUMNS])
    replace_code_rows(current)
    return True
