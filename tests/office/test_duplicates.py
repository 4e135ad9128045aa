"""Two cases of one person are shown as possible duplicates, also under two surnames; others not."""

import pytest
from django.utils import timezone

from intake.cases import search
from intake.cases.duplicate_terms import NAME_PART, duplicate_terms
from intake.cases.duplicates import possible_duplicates
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Case, DuplicateDecision, SearchHash
from tests.conftest import log_in, unlocked_of
from tests.filer import Filer, FormClient, flat

NOW = timezone.now


def day(year, month, number, **more):
    return {"y": year, "m": month, "d": number, "words": "", **more}


def answers_of(
    given,
    family,
    born,
    *,
    jail="Example County Jail, Yakima, Washington",
    due=None,
    arrested=None,
    state="WA",
    city="Yakima",
    phone="",
):
    """Return answers of somebody in jail, where only this is known."""
    return {
        "person": {"given_names": given, "family_names": family, "other_names": ""},
        "born": {"birth_date": born, "birth_country": ""},
        "custody": {"where": "local_jail", "facility": jail, "booking_number": ""},
        "when-where": {"when": arrested, "city": city, "state": state, "agency": ""},
        "hold": {"ice_asked": "unsure"},
        "stays": [],
        "held-over": {"kept": "yes", "due_out": due},
        "reach": {"ways": ["call"] if phone else ["none"], "phone": phone, "email": ""},
        "told": {"told": ["no_one"]},
    }


BORN = day(1994, 6, 17)
DUE = day(2026, 10, 8, time="11:30 am", t="11:30")
XIMENA = answers_of("Ximena", "Ejemplo Muestra", BORN, due=DUE)


def alike(office, first, second):
    """File two cases. Return what the first one shows of the second, or None."""
    case, other = (file_case(COMPLAINT, NOW(), held=True, **said) for said in (first, second))
    teams = {office["team"].pk: office["privates"]}
    search.index_cases(teams, 10)
    found = possible_duplicates(case, unlocked_of(case, office).answers, teams)
    back = possible_duplicates(other, unlocked_of(other, office).answers, teams)
    assert [one.case for one in back] == ([case] if found else [])
    return found[0] if found else None


@pytest.mark.parametrize(
    ("second", "kinds"),
    [
        # Heard by an aunt: another first letter, one surname, another way to name the jail.
        (
            answers_of("Jimena", "Egemplo", BORN, due=DUE, jail="the jail in Yakima"),
            {"birth date", "place", "day"},
        ),
        # Her married name, in another place.
        (
            answers_of(
                "Ximena", "Beispiel", BORN, jail="Other Jail, Reno", state="NV", city="Reno"
            ),
            {"birth date", "name part"},
        ),
        # A name of which nothing is the same.
        (answers_of("Example", "Person", BORN, due=DUE), {"birth date", "place", "day"}),
        # Nobody knows her birth date: the whole name, the place and the day.
        (
            answers_of("Ximena", "Ejemplo Muestra", None, due=DUE),
            {"name", "place", "day"},
        ),
    ],
    ids=["another spelling", "another surname", "another name", "no birth date"],
)
def test_one_person_is_seen_under_two_names(office, second, kinds):
    found = alike(office, XIMENA, second)
    assert found is not None and kinds <= set(found.kinds)
    assert not found.other_birth_date


@pytest.mark.parametrize(
    "second",
    [
        # Two people in one jail at one time, with the phone of one office.
        answers_of("Ye", "Lishi", day(1986, 4, 30), due=DUE, phone="509-555-0142"),
        answers_of("Dmitri", "Primerov", None, due=DUE, phone="509-555-0142"),
        # The same birth date alone, in another jail.
        answers_of("Amara", "Sample", BORN, jail="Other Jail, Spokane", city="Spokane", due=DUE),
        answers_of("Amara", "Sample", BORN, jail="Other Jail", city="Yakima", state="CO", due=DUE),
        # The same birth date and jail, but half a year apart.
        answers_of("Amara", "Sample", BORN, due=day(2026, 4, 2)),
        # The same name, of another year, elsewhere.
        answers_of("Ximena", "Ejemplo Muestra", day(1971, 2, 3), jail="Other Jail", city="Kent"),
        # The same name, place and day, but another birth date: a mother and her daughter.
        answers_of("Ximena", "Ejemplo Muestra", day(1971, 2, 3), due=DUE),
    ],
    ids=["one jail", "no date", "date alone", "other state", "other day", "name alone", "mother"],
)
def test_two_people_are_not_taken_for_one(office, second):
    first = XIMENA | {"reach": {"ways": ["call"], "phone": "509-555-0142", "email": ""}}
    assert alike(office, first, second) is None


def test_the_same_name_with_another_birth_date_and_place_is_weaker(office):
    weaker = answers_of(
        "Ximena", "Ejemplo Muestra", day(1994, 11, 2), jail="Other Jail", city="Kent"
    )
    stronger = answers_of("Jimena", "Egemplo", BORN, due=DUE)
    made = [file_case(COMPLAINT, NOW(), held=True, **said) for said in (XIMENA, weaker, stronger)]
    teams = {office["team"].pk: office["privates"]}
    search.index_cases(teams, 10)
    found = possible_duplicates(made[0], unlocked_of(made[0], office).answers, teams)
    assert [one.case for one in found] == [made[2], made[1]]
    assert [one.other_birth_date for one in found] == [False, True]


def test_the_page_of_a_case_says_what_is_shared_and_that_a_birth_date_differs(cast):
    weaker = answers_of("Ximena", "Ejemplo Muestra", day(1994, 11, 2))
    case, other = (file_case(COMPLAINT, NOW(), held=True, **said) for said in (XIMENA, weaker))
    ana = log_in(cast["ana"])
    ana.get("/office/")
    page = ana.get(f"/office/cases/{case.reference}/").content.decode()
    said = "same name and birth year, same place, but another date of birth"
    assert f"{other.reference}</a>: {said}" in page
    assert Case.objects.count() == 2 and not DuplicateDecision.objects.exists()


def test_no_hash_of_a_birth_date_a_place_or_a_day_is_that_of_another_case(office):
    """A stolen server must not see that two cases with two names are about one person."""
    other = answers_of("Example", "Person", BORN, due=DUE)
    cases = [file_case(COMPLAINT, NOW(), held=True, **said) for said in (XIMENA, other)]
    search.index_cases({office["team"].pk: office["privates"]}, 10)
    key = search.search_key(office["privates"])
    own = duplicate_terms(XIMENA) | {NAME_PART: set()}
    shared = {term for kind, values in own.items() for term in ((kind, value) for value in values)}
    assert len(shared) == 5  # a birth date, that it is known, two words of a place, and a day
    first, second = (
        set(SearchHash.objects.filter(case=case).values_list("value", flat=True)) for case in cases
    )
    for case, values, elsewhere in ((cases[0], first, second), (cases[1], second, first)):
        made = set(search.hashes_of_case(key, case.pk, own))
        assert len(made) == 5 and made <= values and not made & elsewhere
        assert not {search.hash_term(key, term) for term in shared} & values


def test_neither_filer_learns_of_the_other(cast, office):
    answers = sample(COMPLAINT, held=True, filing_for="family") | XIMENA
    filers = [Filer(FormClient(), answers).jump() for _ in range(2)]
    for filer in filers:
        filer.send()
    first, second = Case.objects.order_by("pk")
    before = [filer.client.get("/status/").content for filer in filers]
    log_in(cast["ana"]).get("/office/")
    ana = log_in(cast["ana"])
    page = ana.get(f"/office/cases/{first.reference}/").content.decode()
    assert f"{second.reference}</a>: same name" in page
    decided = {"other": second.reference, "same": "yes", "reason": "one mother called twice"}
    ana.post(f"/office/cases/{first.reference}/do/likeness/", decided)
    assert DuplicateDecision.objects.get().same
    after = [filer.client.get("/status/").content for filer in filers]
    assert first.reference.encode() in after[0] and second.reference.encode() in after[1]
    assert [flat(page.decode()) for page in after] == [flat(page.decode()) for page in before]
    assert second.reference.encode() not in after[0]
    assert first.reference.encode() not in after[1]
