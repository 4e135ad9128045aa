"""The saved filters of a volunteer, each with how many cases it has now."""

from typing import Any

from django.db.models import Q
from django.http import QueryDict

from intake.cases import counting
from intake.cases.models import SavedFilter
from intake.web import prepared

from ..access import visible_cases
from . import filters

# Further ones stand in the menu without a count.
MOST_COUNTED = 20
# Filters by a row that can be taken away.
BY_ROW = {"who", "tag", "team"}


def saved_filters(request: Any, today: Any) -> list[tuple[SavedFilter, str]]:
    """Return [(filter, how many cases, as words)], by name: counted in one statement."""
    if not prepared.rows(_first_saved, request.user.pk):
        return []
    saved = list(_saved_by(request.user.pk).select_related("owner").order_by("name"))
    visible = visible_cases(request)
    volunteer, teams = request.user, request.teams
    lists = {one.pk: _cases(one, visible, volunteer, today, teams) for one in saved[:MOST_COUNTED]}
    counted = counting.counts_of(lists)
    return [(one, counting.label(counted[one.pk]) if one.pk in counted else "") for one in saved]


def _saved_by(volunteer_id: int) -> Any:
    return SavedFilter.objects.filter(Q(owner=volunteer_id) | Q(shared=True))


def _first_saved(volunteer_id: int) -> Any:
    return _saved_by(volunteer_id).order_by().values_list("pk")[:1]


def _cases(one: SavedFilter, visible: Any, volunteer: Any, today: Any, teams: Any) -> Any:
    params = QueryDict(one.query)
    # It was checked when it was saved. What is chosen by its row may be gone since.
    is_checked = not BY_ROW & params.keys()
    asked = filters.filtered_cases(
        params, visible, volunteer, today, teams=teams, is_checked=is_checked
    )
    return asked.cases
