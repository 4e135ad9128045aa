"""Cases by the age of the person, by the hashes of birth years that search makes.

No column tells an age. Only a session with a team's key computes which hashes to look for, and
next year it looks for others.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from intake.vault.envelopes import TeamKeys
from intake.web.text import StrOrPromise

from .filters import RARE_COUNT
from .models import Case, SearchHash
from .search import SEARCH_EDITION, hash_term, search_keys
from .search_terms import BORN

OLDEST = 120


class AgeGroup(NamedTuple):
    """The years of age that a group holds. A year of birth leaves open which of two ages it is: the
    greater one counts here, so that nobody under 18 is left out of the first group."""

    label: StrOrPromise
    youngest: int
    oldest: int


GROUPS: Mapping[str, AgeGroup] = {
    "under_18": AgeGroup(_("Under 18, or 18 this year"), 0, 18),
    "18_29": AgeGroup(_("18 to 29"), 18, 29),
    "30_39": AgeGroup(_("30 to 39"), 30, 39),
    "40_49": AgeGroup(_("40 to 49"), 40, 49),
    "50_59": AgeGroup(_("50 to 59"), 50, 59),
    "60": AgeGroup(_("60 or older"), 60, OLDEST),
}
UNKNOWN = "unknown"
CHOICES = [*((key, group.label) for key, group in GROUPS.items()), (UNKNOWN, _("Not known"))]


def of_age(cases: QuerySet[Case], key: str, teams: TeamKeys, today: date) -> QuerySet[Case]:
    """Return those cases whose person is of an age group. Without a key of their team, none."""
    if key == UNKNOWN:
        known = _with_a_year(range(today.year - OLDEST, today.year + 1), teams)
        # What has no hashes yet is no case of an unknown age.
        indexed = cases.filter(searchable=True, search_edition__gte=SEARCH_EDITION)
        return indexed.filter(team__in=list(teams)).exclude(
            Exists(known.filter(case=OuterRef("pk")))
        )
    group = GROUPS[key]
    rows = _with_a_year(range(today.year - group.oldest, today.year - group.youngest + 1), teams)
    few = list(rows.values_list("case", flat=True)[: RARE_COUNT + 1])
    if len(few) <= RARE_COUNT:
        return cases.filter(pk__in=few)
    return cases.filter(Exists(rows.filter(case=OuterRef("pk"))))


def _with_a_year(years: range, teams: TeamKeys) -> QuerySet[SearchHash]:
    """Return the hashes that say that somebody was born in one of these years."""
    found = Q(pk__in=[])
    for team, private_keys in teams.items():
        values = [
            hash_term(key, (BORN, str(year))) for key in search_keys(private_keys) for year in years
        ]
        found |= Q(case__team=team, value__in=values)
    return SearchHash.objects.filter(found).order_by()
