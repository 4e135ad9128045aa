"""Finding a case by name, phone or number, with the text sealed: keyed hashes.

Only a team's private key makes these hashes, so only an unlocked volunteer can make or compare
them; the public door and a stolen server cannot. They are made when a volunteer's session first
meets the case. Equal names give equal hashes: that two cases are alike can be seen, not who.

To find cases by something new, add its terms to search_terms.py and raise SEARCH_EDITION by one:
stored cases are then filled by whoever of their team logs in.
"""

from contextlib import suppress

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, prefetch_related_objects

from intake.flow.editions import upgrade
from intake.vault import crypto, envelopes
from intake.vault.models import Wrap
from intake.web import prepared

from .change import Erased
from .duplicate_terms import duplicate_terms
from .models import Amendment, Case, SearchHash
from .search_terms import meanings_of, terms_of
from .unlocked import Unreadable

SEARCH_EDITION = 2


def search_key(private_keys):
    """Return the key of a team's hashes, from {key number: private key}: the newest one's."""
    return search_keys(private_keys)[0]


def search_keys(private_keys):
    """Return the keys under which a team's hashes may be, the newest one's first.

    While a changed key comes to all cases, some still have the hashes of the key before.
    """
    return [
        crypto.derive(private_keys[number], "look-up")
        for number in sorted(private_keys, reverse=True)
    ]


def hash_term(key, term):
    """Return the 63-bit hash of one term."""
    return int.from_bytes(crypto.blind_index(key, "\x00".join(term).encode())[:8], "big") >> 1


def hashes_of_case(key, case_id, terms):
    """Return {hash: kind} of what is compared and never looked up, from {kind: values}.

    The hashes of one case equal those of no other: only who has the key can compare the two.
    """
    return {
        hash_term(key, (kind, value, str(case_id))): kind
        for kind, values in terms.items()
        for value in values
    }


def _openable(teams):
    """Return the cases that these keys open.

    Those of a team whose present key is not among them are left to a session that has it.
    """
    if not teams:
        return Case.objects.none()
    newest_keys, openable_keys = Q(), Q()
    for team, private_keys in teams.items():
        newest_keys |= Q(team=team, team__key_number=max(private_keys))
        openable_keys |= Q(team=team, key_number__in=list(private_keys))
    openable = Wrap.objects.filter(openable_keys, owner=OuterRef("owner"), kind=Wrap.Kind.TEAM)
    return Case.objects.filter(newest_keys, Exists(openable), erased_on=None)


def unindexed_cases(teams):
    """Return the cases that no name finds yet, and that these keys open."""
    return _openable(teams).filter(searchable=False)


def outdated_of_all():
    """Return the cases that are found only by what an older release knew."""
    return Case.objects.filter(search_edition__lt=SEARCH_EDITION, searchable=True, erased_on=None)


def outdated(teams):
    """Return those of these teams that these keys open."""
    return _openable(teams).filter(search_edition__lt=SEARCH_EDITION, searchable=True)


def index_cases(teams, limit):
    """Make the hashes of up to `limit` cases that have none yet, the newest first.

    Takes the same queries for one or for many. Returns how many it made. A case whose answers
    cannot be opened has none, until something is added to it. One whose wrap is damaged is passed
    over, and stands in the way of no other.
    """
    if not prepared.rows(_first_left, list(teams)):  # nearly always: the whole question costs more
        return 0
    return _index_newest(unindexed_cases(teams), teams, limit)


def _first_left(team_ids):
    left = Case.objects.filter(team__in=team_ids, searchable=False, erased_on=None)
    return left.order_by().values_list("pk")[:1]


def index_outdated(teams, limit):
    """Make the hashes of up to `limit` cases that only an older release made. Return how many."""
    return _index_newest(outdated(teams), teams, limit)


def _index_newest(before, teams, limit):
    made, before = 0, before.order_by("-pk").select_related("complaint")
    todo = before
    while cases := list(todo[: limit - made]):
        opened = envelopes.unlock_keys_with_team([case.owner for case in cases], teams)
        made += _index([case for case in cases if case.owner in opened], opened, teams)
        if len(opened) == len(cases):
            break
        todo = before.filter(pk__lt=cases[-1].pk)
    return made


def _index(cases, opened, teams):
    """Make the hashes of these cases, whose keys are in `opened`. Return how many were made."""
    if not cases:
        return 0
    latest = {
        amendment.case_id: amendment
        for amendment in Amendment.objects.filter(case__in=cases).order_by("pk")
    }
    prefetch_related_objects(cases, "packets")
    newest = {pk: amendment.pk for pk, amendment in latest.items()}
    found, read = {}, {}
    for case in cases:
        answers, unlocked = {}, case.unlocked(opened[case.owner])
        with suppress(Unreadable, Erased):
            row = latest.get(case.pk) or unlocked.complaint
            answers = upgrade(unlocked.open(row, "answers"), row.edition)
        key = search_key(teams[case.team_id])
        terms = set().union(*terms_of(answers, _office_numbers(unlocked)).values())
        own_hashes = hashes_of_case(key, case.pk, duplicate_terms(answers))
        found[case.pk] = {hash_term(key, term) for term in terms} | own_hashes.keys()
        read[case.pk] = _version(newest.get(case.pk), case.packets.all())
    return _save_hashes(found, read)


def _office_numbers(unlocked):
    """Return what offices gave and wrote for the letters of a case: numbers stand in it."""
    records = [
        unlocked.display(packet, "record", {})
        for packet in unlocked.case.packets.all()
        if packet.record
    ]
    said = [record.get(name) for record in records for name in ("number", "answer")]
    return [text for text in said if text]


def _version(amendment, packets):
    """Return what the hashes of a case rest on, to be compared with once it is locked."""
    records = sorted((packet.pk, bytes(packet.record or b"")) for packet in packets)
    return amendment, records


@transaction.atomic
def _save_hashes(found, read):
    """Keep {case: hashes}, but for cases to which something was added after they were `read`."""
    locked = Case.objects.select_for_update().filter(pk__in=found, erased_on=None)
    cases = list(locked.order_by("pk").only("pk"))
    prefetch_related_objects(cases, "packets")
    by_case = Amendment.objects.filter(case__in=cases).values_list("case").annotate(Max("pk"))
    newest = dict(by_case.order_by())
    pks = [
        case.pk
        for case in cases
        if read[case.pk] == _version(newest.get(case.pk), case.packets.all())
    ]
    SearchHash.objects.filter(case__in=pks).delete()
    SearchHash.objects.bulk_create(
        SearchHash(case_id=pk, value=value) for pk in pks for value in sorted(found[pk])
    )
    return Case.objects.filter(pk__in=pks).update(searchable=True, search_edition=SEARCH_EDITION)


def find(typed, teams, limit):
    """Return {case: kinds of the terms that it has} of up to `limit` cases, by primary keys.

    The surest ones come first, and of those the open and urgent ones.
    """
    meanings = meanings_of(typed)
    found: dict[int, set[str]] = {}
    for level in sorted({meaning.level for meaning in meanings}):
        if len(found) >= limit:
            break
        rows: list[tuple[str, str, int]] = []
        for team, private_keys in teams.items():
            keys = search_keys(private_keys)
            for all_of in _at_level(meanings, level):
                cases = Case.objects.filter(team=team)
                for terms in all_of:
                    hashes = SearchHash.objects.filter(value__in=_values(keys, terms))
                    cases = cases.filter(pk__in=hashes.values("case"))
                cases = cases.order_by("sort_key", "reference")
                rows += cases.values_list("sort_key", "reference", "pk")[:limit]
        found |= {pk: set() for _sort_key, _reference, pk in sorted(rows) if pk not in found}
    found = dict(list(found.items())[:limit])
    kinds = {
        value: term[0]
        for private_keys in teams.values()
        for term in {term for meaning in meanings for terms in meaning.all_of for term in terms}
        for value in _values(search_keys(private_keys), [term])
    }
    hits = SearchHash.objects.filter(case__in=list(found), value__in=list(kinds))
    for pk, value in hits.values_list("case", "value"):
        found[pk].add(kinds[value])
    return found


def _at_level(meanings, level):
    """Return the sets of terms of one level: those that are one set as one, so as one query."""
    here = [meaning.all_of for meaning in meanings if meaning.level == level]
    single = frozenset().union(*(all_of[0] for all_of in here if len(all_of) == 1))
    return ([(single,)] if single else []) + [all_of for all_of in here if len(all_of) > 1]


def _values(keys, terms):
    return [hash_term(key, term) for key in keys for term in terms]
