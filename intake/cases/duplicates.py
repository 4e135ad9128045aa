"""Cases that may be about one person: shown to volunteers as possible, with what they share.

Nothing is merged, and no filer learns of another one. A place and a time alone are shared by
everybody in one jail, and a phone by everybody whom one office helps: they only count together
with a birth date or a part of the name.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from intake.vault.envelopes import TeamKeys

from . import search
from .duplicate_terms import BIRTH_DATE, DAY, HAS_BIRTH_DATE, NAME_PART, PLACE, duplicate_terms
from .models import Case, SearchHash
from .search_terms import BORN, NAME, NAME_AND_YEAR, person_terms

# What one case is found by, and what two of them may share: kinds of search_terms.py.
NAME_AND_BIRTH_YEAR, PHONE = "name and birth year", "phone"
NUMBERS = ("A-number", "event number", "subject number", "booking number")
# In the order in which they are told.
SHARED_KINDS = (
    NAME_AND_BIRTH_YEAR,
    NAME,
    BIRTH_DATE,
    NAME_PART,
    PLACE,
    DAY,
    PHONE,
    *NUMBERS,
)
# One of these is enough to show a case.
ENOUGH = frozenset({NAME_AND_BIRTH_YEAR, *NUMBERS})
MOST_ALIKE = 20
# So many cases with the same year of birth are compared, the newest first.
MOST_COMPARED = 1000


class PossibleDuplicate(NamedTuple):
    """Another case, what it shares, and whether another date of birth is known there."""

    case: Case
    kinds: tuple[str, ...]
    other_birth_date: bool


def possible_duplicates(case: Case, answers: Any, teams: TeamKeys) -> list[PossibleDuplicate]:
    """Return the cases of the same team that may be about the same person, the likeliest first.

    Only those that are shown are read whole.
    """
    keys = search.search_keys(teams[case.team_id])
    terms, own = person_terms(answers), duplicate_terms(answers)
    others = SearchHash.objects.filter(case__team=case.team_id).exclude(case=case)
    all_shared = _sharing(others, keys, terms)
    born = _born_on_that_day(others, keys, terms, own, all_shared)
    shared = _likeliest(all_shared)
    compared = sorted({*shared, *born})
    if not compared:
        return []
    more = _compared(keys, compared, own)
    states = dict(Case.objects.filter(pk__in=compared).values_list("pk", "state"))
    found = {}
    for pk, state in states.items():
        same_state = not (state and case.state) or state == case.state
        enough = _enough(shared.get(pk, set()) | more.get(pk, set()), same_state=same_state)
        if enough is not None:
            found[pk] = enough
    likeliest = sorted(found, key=lambda pk: (-_strength(*found[pk]), pk))[:MOST_ALIKE]
    cases = Case.objects.in_bulk(likeliest)
    return [PossibleDuplicate(cases[pk], *found[pk]) for pk in likeliest if pk in cases]


def _likeliest(shared: Mapping[int, set[str]]) -> dict[int, set[str]]:
    """Return what is compared further: of those that share enough already, twice what is shown."""
    sure = [pk for pk, kinds in shared.items() if kinds & ENOUGH]
    sure.sort(key=lambda pk: (-_strength(shared[pk]), -pk))
    left_out = set(sure[2 * MOST_ALIKE :])
    return {pk: kinds for pk, kinds in shared.items() if pk not in left_out}


def _sharing(others: Any, keys: Sequence[bytes], terms: Mapping[str, Any]) -> dict[int, set[str]]:
    """Return {case: kinds that it shares} of names and numbers."""
    kinds = {
        search.hash_term(key, term): kind
        for key in keys
        for kind in (NAME_AND_BIRTH_YEAR, NAME, PHONE, *NUMBERS)
        for term in terms.get(kind, ())
        # The pairs of words by their sound are for the search.
        if term[0] in (NAME_AND_YEAR, NAME) or kind not in (NAME_AND_BIRTH_YEAR, NAME)
    }
    found: dict[int, set[str]] = {}
    hits = others.filter(value__in=kinds).order_by("-case").values_list("case", "value")
    for pk, value in hits[:MOST_COMPARED]:
        found.setdefault(pk, set()).add(kinds[value])
    return found


def _born_on_that_day(
    others: Any,
    keys: Sequence[bytes],
    terms: Mapping[str, Any],
    own: Mapping[str, set[str]],
    known: Container[int],
) -> set[int]:
    """Return the other cases with the same whole date of birth, among those of the same year.

    Those that are known to share something are compared anyhow.
    """
    if not own[BIRTH_DATE]:
        return set()
    years = [search.hash_term(key, term) for key in keys for term in terms.get(BORN, ())]
    same_year = others.filter(value__in=years).order_by("-case").values_list("case", flat=True)
    born = {BIRTH_DATE: own[BIRTH_DATE]}
    same_year = [pk for pk in same_year[:MOST_COMPARED] if pk not in known]
    return set(_compared(keys, same_year, born))


def _compared(
    keys: Sequence[bytes], cases: Iterable[int], own: Mapping[str, set[str]]
) -> dict[int, set[str]]:
    """Return {case: kinds that it shares} of these cases, by their own hashes."""
    kinds = {
        value: kind
        for pk in cases
        for key in keys
        for value, kind in search.hashes_of_case(key, pk, own).items()
    }
    found: dict[int, set[str]] = {}
    if not kinds:
        return found
    for pk, value in SearchHash.objects.filter(value__in=kinds).values_list("case", "value"):
        found.setdefault(pk, set()).add(kinds[value])
    return found


def _enough(shared: set[str], *, same_state: bool) -> tuple[tuple[str, ...], bool] | None:
    """Return (what two cases share, whether their dates of birth differ) where it is enough.

    `same_state` is False where both states are known, and differ.
    """
    # Both birth dates are known, and differ.
    differs = HAS_BIRTH_DATE in shared and BIRTH_DATE not in shared
    if not same_state:
        shared = shared - {PLACE}
    enough = (
        bool(shared & ENOUGH)
        or ({PHONE, NAME_PART} <= shared and not differs)
        or (BIRTH_DATE in shared and (NAME_PART in shared or {PLACE, DAY} <= shared))
        or (NAME in shared and {PLACE, DAY} <= shared and not differs)
    )
    if not enough:
        return None
    kinds = shared - {HAS_BIRTH_DATE}
    if kinds & {NAME, NAME_AND_BIRTH_YEAR}:
        kinds -= {NAME_PART}
    if NAME_AND_BIRTH_YEAR in kinds:
        kinds -= {NAME}
    return tuple(sorted(kinds, key=SHARED_KINDS.index)), differs


def _strength(kinds: Iterable[str], other_birth_date: bool = False) -> int:
    """Return how likely two cases are about one person: a birth date says more than a name."""
    points = {NAME_AND_BIRTH_YEAR: 3, NAME: 2, BIRTH_DATE: 4, NAME_PART: 1, PLACE: 2, DAY: 2}
    weight = sum(points.get(kind, 1 if kind == PHONE else 6) for kind in kinds)
    return weight - (5 if other_birth_date else 0)
