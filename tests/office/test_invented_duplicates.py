"""Twelve invented people of whom two filers tell, each with somebody like them who is another.

Both sides differ in one thing. Shown is only what may be one person: nothing is merged.
"""

import pytest

from tests.office.test_duplicates import alike, answers_of, day

DUE = {"due": day(2027, 3, 9)}


def who(given, family, born, state, city, **more):
    jail = f"{city} County Jail"
    return answers_of(given, family, born and day(*born), jail=jail, state=state, city=city, **more)


# What two filers tell of one person; how that is seen; and what is otherwise of somebody else.
PAIRS = {
    "a nickname and one surname of two": (
        who("Guadalupe", "Ejemplo Prueba", (1988, 12, 3), "TX", "Laredo"),
        who("Lupe", "Ejemplo", (1988, 12, 3), "TX", "Laredo"),
        {"birth date"},
        who("Lupe", "Otra", (1989, 12, 3), "TX", "Laredo"),
    ),
    "another writing of an Arabic name": (
        who("Mohammed", "Mithal", (1979, 1, 1), "MI", "Dearborn"),
        who("Muhamad", "Methal", (1979, 1, 1), "MI", "Dearborn"),
        {"birth date"},
        who("Muhamad", "Other", (1979, 1, 2), "MI", "Dearborn"),
    ),
    "family name first": (
        who("Thanh", "Ví Dụ", (1991, 8, 30), "CA", "Fresno"),
        who("Vi Du", "Thanh", (1991, 8, 30), "CA", "Fresno"),
        {"birth date"},
        who("Vi Du", "Thanh", (1966, 8, 30), "CA", "Chico"),
    ),
    "a married name": (
        who("Agnieszka", "Przykład", (1983, 5, 5), "IL", "Joliet"),
        who("Agnieszka", "Sample", (1983, 5, 5), "IN", "Gary"),
        {"birth date", "name part"},
        who("Agnieszka", "Sample", (1983, 5, 6), "IN", "Gary"),
    ),
    "nobody knows the birth date, and the name is whole": (
        who("Tomasi", "Faataitaiga", None, "HI", "Hilo", **DUE),
        who("Tomasi", "Faataitaiga", (1999, 4, 4), "HI", "Hilo", **DUE),
        {"name", "place", "day"},
        who("Tomasi", "Faataitaiga", (1999, 4, 4), "HI", "Kailua"),
    ),
    "one phone and a part of the name": (
        who("Wilner", "Egzanp", None, "FL", "Ocala", phone="352-555-0117"),
        who("Wilner", "Sample", None, "FL", "Tampa", phone="(352) 555-0117"),
        {"name part", "phone"},
        who("Other", "Person", None, "FL", "Tampa", phone="(352) 555-0117"),
    ),
    "names of which nothing is alike": (
        who("Baby", "Halimbawa", (2001, 9, 9), "CO", "Pueblo", **DUE),
        who("Jonathan", "Sample", (2001, 9, 9), "CO", "Pueblo", **DUE),
        {"birth date", "place", "day"},
        who("Jonathan", "Sample", (2001, 9, 9), "CO", "Golden", **DUE),
    ),
    "a name in Cyrillic letters": (
        who("Дмитрий", "Примеров", (1975, 2, 28), "OR", "Salem"),
        who("Dmitri", "Primerov", (1975, 2, 28), "OR", "Salem"),
        {"birth date"},
        who("Dmitri", "Obrazets", (1975, 3, 28), "OR", "Salem"),
    ),
    "accents, and a hyphen": (
        who("Renée-Claire", "Exemple", (1996, 2, 29), "ME", "Bangor"),
        who("Renee Claire", "EXEMPLE", (1996, 2, 29), "ME", "Bangor"),
        {"name and birth year", "birth date"},
        who("Renee", "Sample", (1996, 2, 28), "ME", "Bangor"),
    ),
    "the year of birth alone": (
        who("Kwabena", "Nhwesode", (1990, None, None), "OH", "Dayton"),
        who("Kwabena", "Nhwesode", (1990, 7, 7), "OH", "Toledo"),
        {"name and birth year"},
        who("Kwabena", "Nhwesode", (1991, 7, 7), "OH", "Toledo"),
    ),
    "twins, of whom two filers tell of the same one": (
        who("Paola", "Muestra", (2003, 6, 21), "MD", "Elkton", **DUE),
        who("Paola", "Muestra", (2003, 6, 21), "MD", "Elkton", **DUE),
        {"name and birth year", "birth date", "place", "day"},
        who("Karla", "Otero", (2003, 6, 21), "NM", "Hobbs", **DUE),
    ),
    "one day and one jail, and a name as it was heard": (
        who("Xiomara", "Ejemplo", (1985, 10, 10), "GA", "Macon", **DUE),
        who("Siomara", "Egemplo", (1985, 10, 10), "GA", "Macon", **DUE),
        {"birth date", "place", "day"},
        who("Siomara", "Other", (1958, 10, 10), "GA", "Macon", **DUE),
    ),
}


def test_there_are_twelve():
    assert len(PAIRS) == 12


@pytest.mark.parametrize(("first", "second", "shared", "another"), PAIRS.values(), ids=PAIRS)
def test_one_person_is_seen_and_somebody_else_is_not(office, first, second, shared, another):
    found = alike(office, first, second)
    assert found is not None and shared <= set(found.kinds)
    assert not found.other_birth_date
    assert found.case.state == second["when-where"]["state"]


@pytest.mark.parametrize(("first", "second", "shared", "another"), PAIRS.values(), ids=PAIRS)
def test_somebody_like_them_is_not_taken_for_them(office, first, second, shared, another):
    assert alike(office, first, another) is None
