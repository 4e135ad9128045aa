"""What a case is found by: phones with an extension, and the numbers of a hold paper by kind."""

import pytest

from intake.cases.search_terms import meanings_of, terms_of
from intake.reading.hold_numbers import HoldNumber, read_hold_numbers

ALL_THREE = "Subject ID 359876543, Event DAL2610000999, File No A087 654 321"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("DAL2610000123", [("event", "2610000123")]),
        ("dal 2610000123", [("event", "2610000123")]),
        ("2610000123", [("event", "2610000123")]),
        ("A087654321", [("a-number", "087654321")]),
        ("A 087-654-321", [("a-number", "087654321")]),
        ("Alien number: 87654321", [("a-number", "87654321")]),
        ("087654321", [("a-number", "087654321"), ("subject", "087654321")]),
        (
            ALL_THREE,
            [("event", "2610000999"), ("subject", "359876543"), ("a-number", "087654321")],
        ),
        ("\u200bA087\u00ad654321\u202c", [("a-number", "087654321")]),
        ("I-247A", []),
        ("not known", []),
        ("", []),
    ],
)
def test_the_numbers_of_a_hold_paper_are_told_apart(typed, read):
    assert read_hold_numbers(typed) == [HoldNumber(*number) for number in read]


def found_by(answers, typed):
    """Return the kinds by which what was typed in the search box finds these answers."""
    looked_for = {term for one in meanings_of(typed) for terms in one.all_of for term in terms}
    return {
        kind
        for kind, terms in terms_of(answers).items()
        if any(term[0] != "sound" for term in terms & looked_for)
    }


@pytest.mark.parametrize(
    ("number", "typed", "kind"),
    [
        ("DAL2610000123", "DAL2610000123", "event number"),
        ("DAL2610000123", "2610000123", "event number"),
        (ALL_THREE, "359876543", "subject number"),
        (ALL_THREE, "DAL2610000999", "event number"),
        (ALL_THREE, "A087654321", "A-number"),
        (ALL_THREE, "87654321", "A-number"),
    ],
)
def test_a_case_is_found_by_each_number_of_its_hold(number, typed, kind):
    assert kind in found_by({"detainers": [{"number": number}]}, typed)


@pytest.mark.parametrize(
    "phone",
    [
        "(312) 555-0143 ext. 22",
        "+1 312 555 0143",
        "٣١٢٥٥٥٠١٤٣",
        "\u202a312-555-0143\u202c",
        "555-0100-000 or 312-555-0143",
    ],
)
def test_a_case_is_found_by_its_phone_however_it_was_written(phone):
    answers = {"reach": {"phone": phone}}
    for typed in ("3125550143", "(312) 555-0143", "312.555.0143 x22"):
        assert found_by(answers, typed) == {"phone"}
    assert found_by(answers, "3125550144") == set()
