"""Who reads a document learns only what that office needs."""

import pytest

from intake.packets import disclosure
from intake.packets.build import DOCUMENT_TYPES_BY_SLUG
from tests.packets.made_documents import texts

# How an office stands is read from the database.
pytestmark = pytest.mark.django_db


BIRTHPLACE = {
    "foia-ice",
    "foia-cbp",
    "foia-uscis",
    "foia-obim",
    "identity",
    "fbi-request",
}


def test_only_offices_that_ask_for_it_are_told_where_somebody_was_born():
    found = texts("lawyer, held now, citizen")
    assert {key for key, text in found.items() if "Sampleland" in text} == BIRTHPLACE
    asked = {key for key, text in found.items() if "Country of birth" in text}
    assert asked == BIRTHPLACE - {"identity"}


# They hold the person, look into the custody, or are asked to.
OF_CUSTODY = {
    disclosure.CRCL,
    disclosure.ICE,
    disclosure.JAIL,
    disclosure.STAFF,
    disclosure.STATE,
    disclosure.CONGRESS,
}


def test_booking_and_hold_numbers_go_only_where_they_are_needed():
    found = texts("lawyer, held now, citizen")
    booking = {key for key, text in found.items() if "SAMPLE-123" in text}
    beside = {key for key in booking if DOCUMENT_TYPES_BY_SLUG[key].reader not in OF_CUSTODY}
    assert beside == {"foia-ice", "consent", "grievance", "sf95"}
    assert not booking & {"congress-release", "entry"}
    assert booking >= {
        "crcl-complaint",
        "ice-citizen",
        "jail-letter",
        "congress",
        "hold-copy-request",
        "grievance",
        "oig",
        "opr",
        "doj",
        "attorney-general",
        "consent",
        "sf95",
    }
    hold = {key for key, text in found.items() if "SAMPLE-0001" in text}
    assert not hold & {"grievance", "oig", "opr", "doj", "attorney-general", "congress"}


def test_no_paper_says_where_a_free_person_is_held():
    for text in texts("free, wrong match").values():
        assert "Held at" not in text
        assert "Booking number" not in text


# Those that are complained about, and a form that names only people who agreed.
NO_WITNESS = {"grievance", "opr", "attorney-general", "sf95"}


def test_only_crcl_is_told_how_to_reach_witnesses():
    for key, text in texts("helper, held now").items():
        assert ("555-0100-000" in text) == (key == "crcl-complaint")
        assert ("Wit Ness" not in text) or key not in NO_WITNESS
        if "Wit Ness" in text and key != "crcl-complaint":
            assert "Can be reached through me" in text


@pytest.mark.parametrize("happening", [["self_harm"], ["self_harm", "pregnant"], ["none"]])
def test_what_is_told_of_the_own_mind_stands_in_no_paper(happening):
    for text in texts("helper, held now", danger={"happening": happening}).values():
        assert "self-harm" not in text
        assert "Is any of this happening" not in text
        assert "Pregnant" not in text


def test_what_is_told_of_treatment_stands_in_the_complaint_only():
    found = texts("helper, held now", danger={"happening": ["self_harm", "sick", "threatened"]})
    told_of_it = {key for key, text in found.items() if "medicine was stopped" in text}
    assert told_of_it == {"crcl-complaint"}
    assert "self-harm" not in found["crcl-complaint"]
